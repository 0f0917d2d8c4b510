"""Weight × level in the columns of levels is told; levels never are, whatever they are."""

import numpy as np
import pytest
from sheets_by_hand import check, reasons

from evaluasi import rubrics
from evaluasi.tables.intake.context import Context

CODES = [f"i{number}" for number in range(16, 36)]
KNOWN = Context(edition=2026, region="35.79")


def sheet(levels, weights):
    rows = [[f"Inovasi {n}", *(int(v) for v in row * weights)] for n, row in enumerate(levels)]
    return [["Judul Inovasi", *CODES], *rows]


def weights(edition):
    return np.array([indicator.bobot for indicator in rubrics.of_edition(edition).sid])


@pytest.mark.parametrize("edition", [2021, 2023, 2026])
@pytest.mark.parametrize("seed", range(3))
def test_scores_hold_the_whole_sheet(edition, seed):
    levels = np.random.default_rng(seed).integers(0, 4, (5, 20))
    context = Context(edition=edition, region="35.79")
    found = check(*sheet(levels, weights(edition)), context=context)
    assert reasons(found) == [(None, "i16", "satuan_salah")]
    assert found.total("dikarantina") == 5


def test_low_scores_that_could_all_be_levels_are_told_too():
    """Levels of 1 alone give scores of 1 to 4: as levels, a video of level 4 would be the least."""
    rows = sheet(np.ones((4, 19), dtype=int), weights(2026)[:19])
    found = check(["Judul Inovasi", *CODES[:19]], *rows[1:], context=KNOWN)
    assert {reason for _row, _column, reason in reasons(found)} == {"satuan_salah"}


@pytest.mark.parametrize("seed", range(5))
def test_levels_are_taken(seed):
    levels = np.random.default_rng(seed).integers(0, 4, (3, 20))
    assert check(*sheet(levels, 1), context=KNOWN).clean


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_one_level_everywhere_is_taken(level):
    assert check(*sheet(np.full((4, 20), level), 1), context=KNOWN).clean


def test_a_slip_among_levels_is_a_fault_of_its_cell():
    levels = np.random.default_rng(1).integers(0, 4, (6, 20))
    levels[2, 4] = 6
    assert reasons(check(*sheet(levels, 1), context=KNOWN)) == [(4, "i20", "di_luar_batas")]


def test_verified_scores_across_are_told():
    rows = sheet(np.random.default_rng(1).integers(1, 4, (3, 20)), weights(2026))
    found = check(*rows, sheet="Hasil Verifikasi", context=KNOWN)
    assert {reason for _row, _column, reason in reasons(found)} == {"satuan_salah"}
    assert found.total("diterima") == 0
