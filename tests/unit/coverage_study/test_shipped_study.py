"""The shipped table is what the code gives: one of its cells, with all its replications."""

import numpy as np
import pytest

from evaluasi.impact.recommendation import shipped
from evaluasi.simulation.coverage.cells import Cell
from evaluasi.simulation.coverage.study import run

FEW_FLIPS = 0.0021
"""Of 2,000 replications four may fall on the other side where machines round differently."""


@pytest.mark.berat
@pytest.mark.timeout(1800)
def test_a_cell_of_the_table_comes_out_again():
    cell, world = Cell(38, 8, 5, True), "tumbuh"
    rows = shipped()
    keys = ["n_unit", "n_tahun", "n_diperlakukan", "bertahap"]
    here = rows[(rows[keys] == list(cell.key)).all(axis=1) & (rows["dunia"] == world)]
    counts = here.iloc[0]
    again = run(cell, world, int(counts["ulangan"]), int(counts["benih"]))
    methods = ["penaksir", "inferensi"]
    said, found = here.set_index(methods), again.set_index(methods)
    assert set(said.index) == set(found.index)
    for column in ("cakupan", "kuasa", "gagal", "bias", "rmse"):
        np.testing.assert_allclose(
            found[column].loc[said.index], said[column], atol=FEW_FLIPS, err_msg=column
        )
