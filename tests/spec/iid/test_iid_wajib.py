"""Mandatory indicators are counted where they stand at 0; what follows from it is not on file."""

import pandas as pd
import pytest

from evaluasi import scoring as sc

# edition  mandatory SID                mandatory SPD
CASES = """
2021       -                            -
2023       -                            -
2024       i16 i17 i32 i33 i35          -
2025       -                            -
2026       i16 i17 i32 i33 i35          1 3 4 5a 5b 6 7 8 9 10a 10b 11a 11b
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_which_indicators_are_mandatory(case):
    edition, rest = case.split(maxsplit=1)
    sid, spd = (cell.strip().strip("-").split() for cell in rest.split("  ", maxsplit=1))
    rubric = sc.load_rubric(f"iid-{edition}")
    assert [entry.kode for entry in rubric.sid if entry.wajib] == sid
    assert [entry.kode for entry in rubric.spd if entry.wajib] == spd


def test_innovations_with_a_mandatory_indicator_at_0_are_counted(innovations, index):
    frame = innovations(3)
    frame.loc[0, ["i16", "i17"]] = 0
    frame.loc[1, "i18"] = 0
    frame.loc[2, "i35"] = pd.NA
    row = index(frame, sc.load_rubric("iid-2026"))
    assert row["wajib_kosong"] == 2
    assert row["total_kematangan"] == 3 * 111 - 9 - 6 - 6 - 12


def test_mandatory_spd_rows_at_0_are_counted(capacity):
    frame = capacity(2, spd1=0, spd2=0, spd8=None)
    found = sc.spd(frame, sc.load_rubric("iid-2026")).to_frame()
    assert found.loc[0, "spd_wajib_kosong"] == 2


def test_where_the_list_is_not_known_there_is_no_count(innovations, index):
    row = index(innovations(3, level=0, year=2023), sc.load_rubric("iid-2023"))
    assert pd.isna(row["wajib_kosong"])
