"""Maturity is the sum of weight × level: at most 111, and 150 by the table of 2021."""

import pandas as pd
import pytest

from evaluasi import scoring as sc

EDITIONS_WITH_TABLE = (2021, 2023, 2024, 2025, 2026)

# level of all 20 indicators  2021  2023–2026
ALL_ALIKE = """
0                               0      0
1                              50     37
2                             100     74
3                             150    111
"""


@pytest.mark.parametrize("case", ALL_ALIKE.strip().splitlines())
@pytest.mark.parametrize("edition", EDITIONS_WITH_TABLE)
def test_all_indicators_at_one_level(case, edition, innovations):
    level, first, later = map(int, case.split())
    found = sc.maturity(innovations(1, level=level), sc.load_rubric(f"iid-{edition}"))
    assert found.tolist() == [first if edition == 2021 else later]


# indicator    2021  2023–2026     (points of level 3 alone)
ONE_ALONE = """
i16  Regulasi    12      9
i17  SDM          6      6
i18  Anggaran    12      6
i20  Bimtek       6      3
i22  Aktor        3      3
i27  Informasi    6      3
i31  Replikasi    6      9
i32  Kecepatan    9      6
i33  Kemanfaatan 15      9
i34  Monev        9      6
i35  Video       15     12
"""


@pytest.mark.parametrize("case", ONE_ALONE.strip().splitlines())
@pytest.mark.parametrize("edition", EDITIONS_WITH_TABLE)
def test_one_indicator_alone(case, edition, innovations):
    indicator, _name, first, later = case.split()
    frame = innovations(1, level=0)
    frame.loc[0, indicator] = 3
    found = sc.maturity(frame, sc.load_rubric(f"iid-{edition}"))
    assert found.tolist() == [int(first) if edition == 2021 else int(later)]


@pytest.mark.parametrize(("edition", "maximum"), [(2021, 150), (2022, 111), (2026, 111)])
def test_highest_maturity(edition, maximum):
    assert sc.load_rubric(f"iid-{edition}").max_maturity == maximum


def test_an_empty_cell_is_level_0_and_is_counted(innovations):
    frame = innovations(2)
    frame.loc[0, ["i16", "i35"]] = pd.NA
    found = sc.maturity(frame, sc.load_rubric("iid-2026"))
    assert found.tolist() == [111 - 9 - 12, 111]
    assert found.attrs["belum_diisi"] == 2
    assert found.attrs["tanpa_level"] == 0


def test_an_innovation_without_any_level_is_not_on_file_rather_than_zero(innovations):
    frame = innovations(2)
    frame.loc[0, list(sc.load_rubric("iid-2026").columns)] = pd.NA
    found = sc.maturity(frame, sc.load_rubric("iid-2026"))
    assert found.isna().tolist() == [True, False]
    assert (found.attrs["belum_diisi"], found.attrs["tanpa_level"]) == (0, 1)


def test_of_2022_only_the_maximum_is_known(innovations):
    found = sc.maturity(innovations(1), sc.load_rubric("iid-2022"))
    assert found.isna().all()
    told = "bobot indikator SID edisi 2022 belum ada: tabel indikator edisi 2022 tidak ditemukan"
    assert found.attrs["alasan"] == told
