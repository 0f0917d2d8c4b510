"""What is simulated is what the page says: sizes, starts, effects, noise."""

import numpy as np
import pytest
from coverage_case import SINGLE, STAGGERED

from evaluasi.simulation.coverage.cells import CORRELATION, Cell, grid
from evaluasi.simulation.coverage.drawing import carried_over, outcomes
from evaluasi.simulation.coverage.methods import truth_of
from evaluasi.simulation.coverage.study import panel_of


def test_the_designs_are_those_of_the_users():
    assert {cell.n_units for cell in grid()} == {38}
    assert len(grid()) == len(set(grid())) == 16
    for cell in grid():
        starts = cell.starts()
        assert np.isfinite(starts).sum() == cell.n_treated
        assert len(np.unique(starts[: cell.n_treated])) == (3 if cell.staggered else 1)
        # At least three years before the first start and three from the last start on.
        assert cell.years[0] + 3 <= np.nanmin(starts)
        assert np.nanmax(starts) <= cell.years[-1] - 2


@pytest.mark.parametrize("cell", [SINGLE, STAGGERED])
def test_both_worlds_have_the_same_mean_effect(cell):
    treated = cell.treated()
    for world in ("tetap", "tumbuh"):
        effects = cell.effects(world)
        assert (effects[~treated] == 0).all()
        assert effects[treated].mean() == pytest.approx(cell.size(), rel=1e-12)
    grown = cell.effects("tumbuh")
    assert (np.diff(grown, axis=1)[treated[:, 1:]] > 0).all()


def test_who_starts_early_gains_more_in_the_world_that_grows():
    grown, exposure = STAGGERED.effects("tumbuh"), STAGGERED.exposure()
    early, middle, late = (grown[i][exposure[i] == 1].item() for i in range(3))
    assert early > middle > late > 0


def test_the_truth_is_that_of_treated_unit_years():
    truth = truth_of(STAGGERED, "tumbuh")
    effects, exposure = STAGGERED.effects("tumbuh"), STAGGERED.exposure()
    assert truth.average == pytest.approx(STAGGERED.size())
    assert truth.at[2] == pytest.approx(effects[exposure == 2].mean())
    assert truth.over_events == pytest.approx(np.mean([*truth.at.values()]))
    assert truth_of(STAGGERED, "tetap").average == 0


def test_the_size_is_what_two_way_differences_find_with_eighty_percent():
    """The variance of the estimate, from its definition, by simulation of the coefficient."""
    from evaluasi.impact import did

    cell = Cell(38, 8, 10, False)
    found = [did(panel_of(cell, y)).estimate for y in outcomes(cell, 300, seed=2)]
    # 300 draws know a standard deviation to 4 %; three of those errors.
    assert np.std(found) * 2.8016 == pytest.approx(cell.size(), rel=0.13)


def test_noise_has_variance_one_and_carries_over():
    noise = carried_over(np.random.default_rng(1).normal(size=(40_000, 8)))
    assert noise.var(axis=0) == pytest.approx(np.ones(8), abs=0.04)
    for lag in (1, 2, 5):
        seen = np.mean(noise[:, lag:] * noise[:, :-lag])
        assert seen == pytest.approx(CORRELATION**lag, abs=0.02)


def test_each_cell_has_its_own_stream_and_a_longer_run_begins_with_the_shorter():
    few, more = outcomes(SINGLE, 2, seed=1), outcomes(SINGLE, 4, seed=1)
    assert (few == more[:2]).all()
    assert not np.isin(outcomes(STAGGERED, 2, seed=1), few).any()
    assert (outcomes(SINGLE, 2, seed=2) != few).all()
