"""The count score asks for at least 5 of the 6 basic-service affairs among the innovations sent."""

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import AFFAIRS, BASIC_SERVICES, canonical

SHORT = {
    "didik": "Pendidikan",
    "sehat": "Kesehatan",
    "pu": "Pekerjaan Umum dan Penataan Ruang",
    "rumah": "Perumahan Rakyat dan Kawasan Permukiman",
    "rumah*": "perumahan rakyat dan  kawasan pemukiman",
    "tertib": "Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat",
    "sosial": "Sosial",
    "wisata": "Pariwisata",
    "tani": "Pertanian",
    "?": None,
    "keliru": "Kesehatan Masyarakat",
}

# main affairs of the innovations sent               | covered | skor_jumlah
CASES = """
didik sehat pu rumah tertib sosial                   |   6     | 2.28
didik sehat pu rumah tertib                          |   5     | 1.9
didik sehat pu rumah* sosial                         |   5     | 1.9
didik didik sehat pu rumah tertib wisata             |   5     | 2.66
didik sehat pu rumah                                 |   4     | 0
didik sehat pu rumah wisata tani                     |   4     | 0
didik didik didik didik didik didik                  |   1     | 0
wisata tani                                          |   0     | 0
didik sehat pu rumah ?                               |   4     | tidak dapat dihitung
didik sehat pu rumah keliru                          |   4     | tidak dapat dihitung
didik sehat ? ?                                      |   2     | 0
didik sehat ? ? ?                                    |   2     | tidak dapat dihitung
didik sehat pu rumah tertib ? keliru                 |   5     | 2.66
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_condition_of_2026(case, innovations, index):
    affairs, covered, expected = (cell.strip() for cell in case.split("|"))
    named = [SHORT[word] for word in affairs.split()]
    row = index(innovations(len(named), affairs=named), sc.load_rubric("iid-2026"))
    assert row["urusan_dasar"] == int(covered)
    if expected == "tidak dapat dihitung":
        assert pd.isna(row["skor_jumlah"])
        assert row["status"] == expected
        assert "tidak dapat dipastikan" in row["alasan"]
    else:
        assert row["skor_jumlah"] == pytest.approx(float(expected), abs=1e-12)


def test_from_2027_all_six_are_announced(innovations, index):
    rubric = sc.load_rubric("iid-2026").projected(2027)
    five, six = BASIC_SERVICES[:5], BASIC_SERVICES
    assert index(innovations(6, affairs=five), rubric)["skor_jumlah"] == 0
    assert index(innovations(6, affairs=six), rubric)["skor_jumlah"] == pytest.approx(2.28)


def test_overlapping_affairs_do_not_count_but_are_told(innovations, index):
    frame = innovations(5, affairs=BASIC_SERVICES[:4])
    frame["urusan_beririsan"] = pd.Series([None, "Pertanian; Sosial", None, None, None])
    row = index(frame, sc.load_rubric("iid-2026"))
    assert (row["urusan_dasar"], row["skor_jumlah"]) == (4, 0)
    assert "terpenuhi bila urusan beririsan ikut dihitung" in row["alasan"]


def test_in_2023_the_condition_is_not_known_and_the_score_stands_without_it(innovations, index):
    rubric = sc.load_rubric("iid-2023")
    assert rubric.rule("syarat_pelayanan_dasar").nilai is None
    few = index(innovations(6, affairs=["Sosial"], year=2023), rubric)
    assert few["skor_jumlah"] == pytest.approx(2.28)
    assert "mencakup 1 dari 6, dan skor jumlah 2,28 menjadi 0" in few["alasan"]
    every = index(innovations(6, year=2023), rubric)
    assert "pelayanan dasar" not in every["alasan"]


def test_the_portal_lists_38_affairs_and_six_are_basic():
    assert (len(AFFAIRS), len(set(AFFAIRS)), len(BASIC_SERVICES)) == (38, 38, 6)
    assert canonical("Pertahanan") == "Pertanahan"
    assert canonical("pendidikan ") == "Pendidikan"
    assert canonical("Pendidikan dan") is None
