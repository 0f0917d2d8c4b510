"""Cost per beneficiary and per unit of change: what lacks is marked, what has no end is told."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

# budget      people   cost     mark
ROWS = """
1000000       100      10000    -
.             100      .        anggaran_kosong
0             100      .        anggaran_nol
-5            100      .        anggaran_negatif
1000000       .        .        penerima_kosong
1000000       0        .        penerima_nol
1000000       -3       .        penerima_janggal
1000000       2.5      400000   penerima_janggal
1000000       5000     200      melebihi_penduduk
900000        100      9000     -
1200000       100      12000    -
1300000       100      13000    -
2000000000    100      20000000 jauh_dari_median
"""


def reported():
    cells = [line.split() for line in ROWS.strip().splitlines()]
    numbers = [[np.nan if cell == "." else float(cell) for cell in row[:3]] for row in cells]
    frame = pd.DataFrame(numbers, columns=["anggaran", "penerima", "biaya"])
    marks = ["" if row[3] == "-" else row[3] for row in cells]
    return frame.assign(id=[f"i{k}" for k in range(len(frame))], tahun=2024, kode="99.01"), marks


def test_every_row_has_its_cost_or_its_mark():
    rows, marks = reported()
    found = su.cost_per_beneficiary(rows, population={"99.01": 4000}).to_frame()
    assert found["tanda"].tolist() == marks
    np.testing.assert_allclose(found["biaya"], rows["biaya"])
    assert (found["kalimat"] != "").tolist() == [mark != "" for mark in marks]


def test_the_summary_counts_each_mark_and_leaves_none_out():
    rows, marks = reported()
    found = su.cost_per_beneficiary(rows, population={"99.01": 4000})
    told = [line for line in found.summary().splitlines() if line.startswith("  ")]
    assert sum(int(line.split()[0]) for line in told) == len([mark for mark in marks if mark])
    assert "median Rp11.000" in found.summary()


def test_nothing_is_said_of_real_prices_without_a_deflator():
    rows, _marks = reported()
    found = su.cost_per_beneficiary(rows)
    assert found.to_frame()["biaya_tetap"].isna().all()
    assert "harga tahun masing-masing" in found.summary()
    with pytest.raises(ParameterError, match="tahun dasar 2025"):
        su.cost_per_beneficiary(rows, deflator={2024: 110.0}, base_year=2025)
    with pytest.raises(ParameterError, match="tahun dasar"):
        su.cost_per_beneficiary(rows, base_year=2025)


def test_real_prices_are_those_of_the_base_year():
    rows, _marks = reported()
    rows = rows.assign(tahun=[2024, *[2023] * 12])
    found = su.cost_per_beneficiary(rows, deflator={2024: 110, 2025: 121}, base_year=2025)
    assert found.to_frame()["biaya_tetap"].iloc[0] == pytest.approx(11_000)
    assert found.to_frame()["tanda"].iloc[9] == "tanpa_deflator"
    assert "harga tetap 2025" in found.summary()


def rejected(ratio, cost, change, change_se, cost_se, t):
    """Whether a t test of cost − ratio × change = 0 rejects."""
    return abs(cost - ratio * change) > t * np.hypot(cost_se, ratio * change_se)


# cost    se     change  se     kind
RATIOS = """
50000     0      0.30    0.07   terbatas
50000     9000   0.30    0.07   terbatas
50000     9000   -0.30   0.07   terbatas
50000     0      0.10    0.07   dua_bagian
50000     9000   0.10    0.07   dua_bagian
50000     40000  0.01    0.07   tidak_terbatas
"""


@pytest.mark.parametrize("case", RATIOS.strip().splitlines())
def test_fieller_holds_what_a_test_does_not_reject(case):
    cost, cost_se, change, change_se = map(float, case.split()[:4])
    found = su.cost_per_change(cost, change, change_se, cost_se=cost_se, df=13)
    t = 2.1603686564627926  # scipy's quantile at 0.975 with 13 degrees of freedom
    assert found.kind == case.split()[4].replace("_", " ")
    ratios = np.linspace(-3e6, 3e6, 20_001)
    inside = ~np.array([rejected(r, cost, change, change_se, cost_se, t) for r in ratios])
    if found.kind == "terbatas":
        told = (ratios >= found.ci[0]) & (ratios <= found.ci[1])
    elif found.kind == "dua bagian":
        told = (ratios <= found.excluded[0]) | (ratios >= found.excluded[1])
    else:
        told = np.ones(len(ratios), dtype=bool)
    assert (told == inside).all()


def test_a_change_that_may_be_nil_has_no_bounded_cost():
    told = su.cost_per_change(50_000, 0.1, 0.07, df=13).summary()
    assert "tidak dapat dibedakan dari nol" in told
    assert "Fieller" in told


@pytest.mark.parametrize("wrong", [(1, 0, 1), (1, 1, -1), (np.nan, 1, 1)])
def test_wrong_calls(wrong):
    with pytest.raises(ParameterError):
        su.cost_per_change(*wrong)
