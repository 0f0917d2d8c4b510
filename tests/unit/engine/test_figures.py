"""Figures are drawn no more often than they must be, and never vanish."""

import pytest

RUN = """
from nbformat.v4 import new_code_cell, new_notebook
from evaluasi.reports.engine.cells import run_cells
nb = new_notebook(cells=[new_code_cell(source) for source in {sources!r}])
for _ in range({times}):
    list(run_cells(nb))
    for cell in nb.cells:
        for output in cell.outputs:
            print(output.get("text") or " ".join(output.get("data", output)), end=" ")
    print()
"""

COUNT = """
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
drawn = []
draw = Figure.draw

def counted(figure, renderer):
    drawn.append(figure)
    return draw(figure, renderer)

Figure.draw = counted
"""


@pytest.mark.parametrize("magic", ["", "%matplotlib inline"])
def test_a_figure_is_drawn_for_its_box_and_for_its_picture_only(run_fresh, magic):
    sources = [magic, COUNT, "plt.plot([1, 2]);", "print(len(drawn))"]
    assert run_fresh(RUN.format(sources=sources, times=1)) == "text/plain image/png 2\n \n"


@pytest.mark.parametrize("magic", ["", "%matplotlib inline\n"])
def test_figures_do_not_vanish_from_the_second_notebook_of_a_process(run_fresh, magic):
    sources = [magic + "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"]
    said = run_fresh(RUN.format(sources=sources, times=3))
    assert [sorted(line.split()) for line in said.splitlines()] == [["image/png", "text/plain"]] * 3
