"""The index is (SPD + SID) / 250 × 100; one invented region by hand, as in docs/metode/iid.md."""

from pathlib import Path

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import BASIC_SERVICES

NOW = sc.load_rubric("iid-2026")


def test_the_parts_add_up_to_250_in_their_shares():
    parts = [NOW.rule(f"maksimum_{part}").nilai for part in ("spd", "kematangan", "jumlah")]
    assert (parts, sum(parts)) == ([63, 111, 76], NOW.rule("maksimum_total").nilai)
    assert [round(part / 2.5, 1) for part in parts] == [25.2, 44.4, 30.4]
    assert round((parts[1] + parts[2]) / 2.5, 1) == 74.8


def test_the_perfect_region_scores_100(innovations, capacity):
    row = sc.regional_index(innovations(200), capacity(3), NOW).to_frame().iloc[0]
    assert (row["spd"], row["rata_kematangan"], row["skor_jumlah"]) == (63, 111, 76)
    assert row["iid"] == pytest.approx(100, abs=1e-12)
    assert (row["predikat"], row["status"]) == ("Sangat Inovatif", "dihitung")


#       levels                          affair                               maturity
REGION = """
A       all 3                           Pendidikan                              111
B       all 2                           Kesehatan                                74
C       all 1                           Pekerjaan Umum dan Penataan Ruang        37
D       i16 3, i33 3, i35 3, rest 0     Sosial                                   30
E       all 2                           Perumahan Rakyat dan Kawasan Permukiman  74
F       all 1                           Pariwisata                               37
"""
MATURITY = [111, 74, 37, 30, 74, 37]


@pytest.fixture
def region(innovations):
    affairs = [*BASIC_SERVICES[:3], "Sosial", BASIC_SERVICES[3], "Pariwisata"]
    frame = innovations(6, affairs=affairs)
    columns = list(NOW.columns)
    for row, level in enumerate([3, 2, 1, 0, 2, 1]):
        frame.loc[row, columns] = level
    frame.loc[3, ["i16", "i33", "i35"]] = 3
    return frame


@pytest.fixture
def region_capacity(capacity):
    return capacity(2, spd1=3, spd8=3, spd15=0)


# rules            divisor  mean       count  spd    index       predicate
BY_HAND = """
iid-2026              12    30.25      2.28   42.5   30.012      Kurang Inovatif
iid-2023              10    36.3       2.28   42.5   32.432      Kurang Inovatif
prognosis 2027        14    25.9285714 0      42.5   27.3714286  Kurang Inovatif
"""


@pytest.mark.parametrize("case", BY_HAND.strip().splitlines())
def test_the_invented_region_by_hand(case, region, region_capacity):
    name, year, *numbers = case.replace("iid-", "iid ").split(maxsplit=6)
    divisor, mean, count, points, index = map(float, [*numbers[:4], numbers[4].split()[0]])
    known = sc.spd(region_capacity, NOW).to_frame()[["kode", "spd"]]
    rubric = NOW.projected(int(year)) if name == "prognosis" else sc.load_rubric(f"iid-{year}")
    frame = region.assign(tahun=rubric.edisi)
    row = sc.regional_index(frame, known, rubric).to_frame().iloc[0]
    assert sc.maturity(frame, rubric).tolist() == MATURITY
    assert row["pembagi"] == divisor
    assert row["rata_kematangan"] == pytest.approx(mean, abs=1e-6)
    assert row["skor_jumlah"] == pytest.approx(count, abs=1e-12)
    assert row["spd"] == points
    assert row["iid"] == pytest.approx(index, abs=1e-6)
    assert row["predikat"] == "Kurang Inovatif"


def test_the_method_page_tells_the_same_numbers():
    page = (Path(__file__).parents[3] / "docs" / "metode" / "iid.md").read_text(encoding="utf-8")
    for told in ("= 30,012 |", "= 32,432 |", "| 27,3714 |", "| 36,3 |", "| 25,9286 |", "| 363 |"):
        assert told in page, told


def test_levels_give_the_same_as_the_known_spd_score(region, region_capacity):
    row = sc.regional_index(region, region_capacity, NOW).to_frame().iloc[0]
    assert (row["spd"], row["iid"]) == (42.5, pytest.approx(30.012, abs=1e-12))


def test_without_innovations_the_divisor_is_the_floor_and_the_result_says_so(capacity):
    empty = pd.DataFrame(columns=["id", "tahun", "kode", "urusan", *NOW.columns])
    row = sc.regional_index(empty, capacity(2), NOW).to_frame().iloc[0]
    assert (row["jumlah_inovasi"], row["pembagi"], row["sid"]) == (0, 12, 0)
    assert row["iid"] == pytest.approx(42 / 2.5)
    assert row["status"] == "dihitung dengan catatan"
    assert "n = 0" in row["alasan"]
    assert "belum tercatat" in row["alasan"]


def test_without_spd_there_is_no_index_but_sid_stands(innovations):
    row = sc.regional_index(innovations(12), None, NOW).to_frame().iloc[0]
    assert row["sid"] == pytest.approx(111 + 4.56)
    assert pd.isna(row["iid"])
    assert pd.isna(row["predikat"])
    assert (row["status"], row["alasan"]) == (
        "tidak dapat dihitung",
        "level SPD wilayah ini belum ada data",
    )
