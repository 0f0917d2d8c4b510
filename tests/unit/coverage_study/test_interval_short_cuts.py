"""The two short cuts of the study give the numbers of the public functions."""

import numpy as np
import pytest
from coverage_case import SINGLE, STAGGERED, made_panel, values

from evaluasi.impact import randomization_inference
from evaluasi.simulation.coverage import methods
from evaluasi.simulation.coverage.methods import (
    BAND,
    DRAWS,
    METHODS,
    STATISTICS,
    Case,
    Truth,
    truth_of,
)
from evaluasi.simulation.coverage.reassigning import Reassigning
from evaluasi.simulation.coverage.study import panel_of


@pytest.mark.parametrize("cell", [SINGLE, STAGGERED])
@pytest.mark.parametrize("name", STATISTICS)
def test_randomisation_on_many_panels_is_that_on_one(cell, name):
    many = Reassigning(made_panel(cell), STATISTICS[name])
    for at in range(2):
        y = values(cell, cell.effects("tumbuh"), at)
        found = many.infer(y, goal=0.3, seed=4)
        public = randomization_inference(
            panel_of(cell, y), statistic=STATISTICS[name], linear=True, draws=DRAWS, seed=4
        )
        assert found.estimate == pytest.approx(public.estimate, abs=1e-11)
        assert found.p == public.p
        assert (found.low[0], found.high[0]) == pytest.approx(public.ci, abs=1e-8)
        assert (found.truth, found.goal[0]) == (0.3, 0.3)


@pytest.mark.parametrize("name", STATISTICS)
def test_randomisation_intervals_move_along_too(name):
    many = Reassigning(made_panel(STAGGERED), STATISTICS[name])
    plain = many.infer(values(STAGGERED), 0.0, seed=4)
    moved = many.infer(values(STAGGERED, STAGGERED.effects("tetap")), 0.0, seed=4)
    for limit in ("low", "high"):
        assert getattr(moved, limit) == pytest.approx(
            getattr(plain, limit) + STAGGERED.size(), abs=1e-6
        )


@pytest.mark.parametrize("cell", [SINGLE, STAGGERED])
@pytest.mark.parametrize("method", METHODS, ids=" ".join)
def test_intervals_move_along_with_a_constant_effect(cell, method):
    """Hence coverage under no effect is coverage under any, and power follows from the limits."""
    size = cell.size()
    call = METHODS[method]
    plain = call(Case(made_panel(cell), truth_of(cell, "tetap"), seed=1))
    events = dict.fromkeys(truth_of(cell, "tetap").at, size)
    planted = made_panel(cell, cell.effects("tetap"))
    moved = call(Case(planted, Truth(size, events), seed=1))
    shift = np.where(moved.goal == 0, 0.0, size)
    assert moved.low == pytest.approx(plain.low + shift, abs=1e-6)
    assert moved.high == pytest.approx(plain.high + shift, abs=1e-6)
    if method[1] != BAND:
        assert moved.estimate == pytest.approx(plain.estimate + size, abs=1e-10)
        left_out = not plain.low[0] <= -size <= plain.high[0]
        assert (moved.p <= 1 - methods.LEVEL) == left_out
