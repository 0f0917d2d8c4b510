"""A level is carried to another edition only where its meaning did not change."""

from pathlib import Path

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError, ScaleBreakError

ALL = sc.load_rubric("iid-2026").columns

# from   to     indicators whose levels cannot be carried over
CASES = """
2021    2023    i18 i21 i22 i29
2023    2024    i25 i26 i27 i29 i30 i33
2024    2025    i25 i26
2025    2026    i16 i18 i20 i23 i24 i25 i29 i33
2023    2026    i16 i18 i20 i23 i24 i25 i26 i27 i29 i30 i33
2021    2026    i16 i18 i20 i21 i22 i23 i24 i25 i26 i27 i29 i30 i33
2026    2023    i16 i18 i20 i23 i24 i25 i26 i27 i29 i30 i33
2026    2026
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_what_cannot_be_carried_over(case, innovations):
    first, last, *lost = case.split()
    frame = innovations(1, year=int(first))
    found = sc.rescore(frame, sc.load_rubric(f"iid-{first}"), sc.load_rubric(f"iid-{last}"))
    assert found.carried == tuple(code for code in ALL if code not in lost)
    named = found.indicators.set_index("indikator")
    assert all(named.loc[code, "alasan"] for code in lost)
    for code in lost:
        assert f"- {code} (" in found.summary()


@pytest.mark.parametrize("case", CASES.strip().splitlines()[:4])
def test_the_method_page_lists_the_same(case):
    first, last, *lost = case.split()
    numbers = ", ".join(code.removeprefix("i") for code in lost)
    page = (Path(__file__).parents[3] / "docs" / "metode" / "iid.md").read_text(encoding="utf-8")
    assert f"| {first} → {last} | {numbers} |" in page


def test_points_carried_and_the_bounds_around_them(innovations):
    old, new = sc.load_rubric("iid-2025"), sc.load_rubric("iid-2026")
    row = sc.rescore(innovations(1, level=2, year=2025), old, new).table.iloc[0]
    lost = 3 + 2 + 1 + 1 + 1 + 1 + 1 + 3
    assert row["kematangan_asal"] == 74
    assert row["terbawa"] == row["terendah"] == 2 * (37 - lost)
    assert row["tertinggi"] == 2 * (37 - lost) + 3 * lost


def test_two_years_are_compared_on_what_they_share(innovations):
    old, new = sc.load_rubric("iid-2025"), sc.load_rubric("iid-2026")
    earlier = sc.rescore(innovations(1, level=2, year=2025), old, new)
    later = sc.maturity(innovations(1, level=2), new, indicators=earlier.carried)
    assert later.tolist() == earlier.table["terbawa"].tolist()


def test_a_change_of_name_alone_is_carried_and_told(innovations):
    frame = innovations(1, year=2023)
    found = sc.rescore(frame, sc.load_rubric("iid-2023"), sc.load_rubric("iid-2024"))
    row = found.indicators.set_index("indikator").loc["i32"]
    assert row["dibawa"]
    assert "kecepatan penciptaan" in row["alasan"]


@pytest.mark.parametrize(("first", "last"), [(2020, 2021), (2021, 2020), (2020, 2026)])
def test_never_a_chain_over_the_break_of_2020(first, last, innovations):
    frame = innovations(1, year=first)
    with pytest.raises(ScaleBreakError, match="patahan skala"):
        sc.rescore(frame, sc.load_rubric(f"iid-{first}"), sc.load_rubric(f"iid-{last}"))


def test_an_edition_without_a_table_of_indicators_is_refused(innovations):
    with pytest.raises(ParameterError, match="tabel indikator edisi 2022 tidak ditemukan"):
        sc.rescore(innovations(1), sc.load_rubric("iid-2026"), sc.load_rubric("iid-2022"))


def test_an_innovation_without_levels_has_no_points(innovations):
    frame = innovations(2, year=2025)
    frame.loc[0, list(ALL)] = pd.NA
    found = sc.rescore(frame, sc.load_rubric("iid-2025"), sc.load_rubric("iid-2026")).table
    assert found.loc[0, ["kematangan_asal", "terbawa", "terendah", "tertinggi"]].isna().all()
