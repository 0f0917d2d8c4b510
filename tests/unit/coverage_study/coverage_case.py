"""One small design, and a panel of it without effect."""

from evaluasi.simulation.coverage.cells import Cell
from evaluasi.simulation.coverage.drawing import outcomes
from evaluasi.simulation.coverage.study import panel_of

STAGGERED = Cell(38, 8, 7, True)
SINGLE = Cell(38, 8, 5, False)


def values(cell, planted=0.0, at=0):
    return outcomes(cell, at + 1, seed=5)[at] + planted


def made_panel(cell, planted=0.0, at=0):
    return panel_of(cell, values(cell, planted, at))
