"""Sensitivity of the Medicaid example that HonestDiD's authors print, effect of the first year.

Their bounds have three digits. Bounds under relative magnitudes were found there on a grid 0.00037
apart, with a critical value from 1,000 draws: they are matched to 0.0005 only.
"""

import json

import numpy as np
import pytest
from published import FOLDER, here

from evaluasi.impact.honest import magnitudes, smoothness
from evaluasi.impact.honest.coefficients import Coefficients

SMOOTHNESS = {
    0: (0.0259, 0.0607),
    0.01: (0.0132, 0.0787),
    0.02: (0.00286, 0.0907),
    0.03: (-0.00714, 0.101),
    0.05: (-0.0271, 0.121),
}
MAGNITUDES = {
    0.5: (0.0241, 0.0673),
    1: (0.0171, 0.0720),
    1.5: (0.00859, 0.0796),
    2: (-0.00107, 0.0883),
}

pytestmark = here


@pytest.fixture(scope="module")
def medicaid():
    given = json.loads((FOLDER / "medicaid_eventstudy.json").read_text())
    return Coefficients(np.array(given["b"]), np.array(given["V"]), 5, np.array([1.0, 0.0]))


@pytest.mark.parametrize("m", SMOOTHNESS)
def test_bounds_when_the_slope_may_change(medicaid, m):
    assert smoothness.interval(medicaid, m, 0.95) == pytest.approx(SMOOTHNESS[m], abs=3e-4)


@pytest.mark.parametrize("m", MAGNITUDES)
def test_bounds_relative_to_the_moves_before_the_start(medicaid, m):
    found = magnitudes.interval(medicaid, m, 0.95, draws=50_000, seed=1)
    assert found == pytest.approx(MAGNITUDES[m], abs=5e-4)


def test_another_seed_moves_no_bound_by_a_printed_digit(medicaid):
    one, other = (
        magnitudes.interval(medicaid, 1.0, 0.95, draws=50_000, seed=seed) for seed in (1, 2)
    )
    assert one == pytest.approx(other, abs=1e-4)
