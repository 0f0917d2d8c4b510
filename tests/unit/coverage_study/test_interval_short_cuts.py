"""The two short cuts of the study give the numbers of the public functions."""

import numpy as np
import pytest
from coverage_case import SINGLE, STAGGERED, made_panel, values

from evaluasi.impact import randomization_inference
from evaluasi.simulation.coverage import methods, reassigning
from evaluasi.simulation.coverage.methods import BAND, METHODS, STATISTICS, Case, Truth, truth_of
from evaluasi.simulation.coverage.study import panel_of

NONE = Truth(0.0, {})


@pytest.mark.parametrize("cell", [SINGLE, STAGGERED])
@pytest.mark.parametrize("name", STATISTICS)
def test_reassigned_sums_are_randomization_inference(cell, name):
    statistic = STATISTICS[name]
    weight = reassigning.weights(cell, statistic, lambda y: panel_of(cell, y))
    label = reassigning.histories(cell)
    for at in range(2):
        y = values(cell, cell.effects("tumbuh"), at)
        estimate, p = reassigning.probability(y, weight, label, draws=39, seed=4)
        public = randomization_inference(panel_of(cell, y), statistic=statistic, draws=39, seed=4)
        assert estimate == pytest.approx(public.estimate, abs=1e-11)
        assert p == public.p


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
