"""Calibration: bands, exact intervals and the Brier score, by hand and by simulation."""

import numpy as np
import pytest
from scipy import stats

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

CHANCE = [0.0, 0.02, 0.05, 0.08, 0.3, 0.3, 0.3, 0.9]
ENDED = [0, 0, 0, 1, 0, 1, 0, 1]


def test_bands_by_hand():
    table = su.calibration(CHANCE, ENDED).table
    assert table["pita"].tolist() == ["0–5%", "5–10%", "10–20%", "20–40%", "40–100%"]
    assert table["n"].tolist() == [2, 2, 0, 3, 1]
    assert table["berakhir"].tolist() == [0, 1, 0, 1, 1]
    assert table["rata_peluang"].round(4).tolist()[:2] == [0.01, 0.065]
    low, high = stats.binomtest(1, 3).proportion_ci(method="exact")
    assert table.loc[3, ["bawah", "atas"]].tolist() == pytest.approx([low, high])
    assert table["termuat"].isna().tolist() == [False, False, True, False, False]


def test_brier_by_hand():
    found = su.calibration(CHANCE, ENDED)
    squares = [0, 0.02**2, 0.05**2, 0.92**2, 0.3**2, 0.7**2, 0.3**2, 0.1**2]
    assert found.brier == pytest.approx(sum(squares) / 8)
    assert found.brier_base == pytest.approx(3 / 8 * 5 / 8)
    assert found.gain == pytest.approx(found.brier_base - found.brier)
    assert found.skill == pytest.approx(1 - found.brier / found.brier_base)


def test_the_same_chance_for_all_gains_nothing():
    found = su.calibration([0.25] * 8, [1, 1, *[0] * 6])
    assert found.gain == 0
    assert found.ci == (0, 0)


def test_simulated_truth_says_so_before_anything_else():
    assert su.calibration(CHANCE, ENDED).summary().startswith("SIMULASI")
    told = su.calibration(CHANCE, ENDED, truth="kunjungan").summary()
    assert "SIMULASI" not in told
    assert "bukan contoh acak" in told


def test_true_chances_are_called_true():
    rng = np.random.default_rng(8)
    held = total = covered = 0
    for _draw in range(200):
        p = rng.beta(1, 4, 300)
        found = su.calibration(p, rng.random(300) < p)
        table = found.table[found.table["n"] > 0]
        held += int(table["termuat"].sum())
        total += len(table)
        # The true gain of true chances: their variance.
        covered += found.ci[0] <= p.var() <= found.ci[1]
    # Exact intervals hold at least as often as they say; the chances within a band vary little.
    assert held / total >= 0.95 - 3 * np.sqrt(0.95 * 0.05 / total)
    assert abs(covered / 200 - 0.95) <= 3 * np.sqrt(0.95 * 0.05 / 200)


@pytest.mark.parametrize(
    ("chance", "ended", "why"),
    [
        ([], [], "tidak kosong"),
        ([0.5], [1, 0], "sama banyaknya"),
        ([0.5, 1.2], [0, 1], "urutan 1: peluang 1.2"),
        ([0.5, np.nan], [0, 1], "urutan 1"),
        ([0.5], [0.5], "urutan 0"),
    ],
)
def test_wrong_rows_are_named(chance, ended, why):
    with pytest.raises(ParameterError, match=why):
        su.calibration(chance, ended)


def test_edges_rise_from_nothing_to_certainty():
    with pytest.raises(ParameterError, match="naik dari 0 sampai 1"):
        su.calibration(CHANCE, ENDED, bands=(0, 0.5, 0.4, 1))
