"""Three villages, rated as drawn, worked out by hand."""

import io

import pandas as pd
import pytest

from evaluasi.rubrics import contests
from evaluasi.scoring.contest import run_contest

CONTEST = """
nama = "Lomba rekaan"
[tahap.babak]
[tahap.babak.lolos]
nilai = 1
[tahap.babak.bobot]
kriteria = {baru = 60, manfaat = 40}
"""

# Rater 2 gives 2 less than rater 1; village B alone was seen by both.
#   raw A 8, B (7 + 5) / 2 = 6, C 4; severity -1 and +1, so that A 8 - 1, B 6, C 4 + 1
SEVERE = """
objek penilai baru manfaat
A     P1      8    8
B     P1      7    7
B     P2      5    5
C     P2      4    4
"""

# Weighted: A .6 × 9 + .4 × 4 = 7; B .6 × 5 + .4 × 10 = 7: a tie; C .6 × 4 + .4 × 4 = 4.
TIED = """
objek penilai baru manfaat
A     P1      9    4
A     P2      9    4
B     P1      5    10
B     P2      5    10
C     P1      4    4
C     P2      4    4
"""


@pytest.fixture
def stage(tmp_path):
    file = tmp_path / "rekaan.toml"
    file.write_text(CONTEST, encoding="utf-8")

    def judged(drawn):
        wide = pd.read_csv(io.StringIO(drawn.strip()), sep=r"\s+")
        rows = wide.melt(["objek", "penilai"], var_name="kriteria", value_name="skor")
        return run_contest(rows.assign(tahap="babak"), contests.load(file)).stages[0]

    return judged


def test_a_severe_rater(stage):
    table = stage(SEVERE).table.set_index("objek")
    assert list(table.loc[["A", "B", "C"], "skor_mentah"]) == pytest.approx([8, 6, 4])
    assert list(table.loc[["A", "B", "C"], "skor_disesuaikan"]) == pytest.approx([7, 6, 5])


def test_one_village_seen_by_two_raters_says_nothing_of_agreement(stage):
    found = stage(SEVERE)
    assert found.agreement["koefisien"].isna().all()
    assert found.table["peringkat"].isna().all()
    assert "kurang dari dua objek" in found.agreement["putusan"].iloc[0]


def test_a_tie(stage):
    found = stage(TIED)
    table = found.table.set_index("objek")
    assert list(table.loc[["A", "B", "C"], "skor_mentah"]) == pytest.approx([7, 7, 4])
    assert list(table.loc[["A", "B", "C"], "peringkat"]) == [1, 1, 3]
    assert list(table.loc[["A", "B", "C"], "seri"]) == [True, True, False]
    assert "Seri pada batas 1 teratas: A dan B. Urutannya bukan hasil penilaian." in found.warnings


def test_raters_who_give_the_same_agree_perfectly(stage):
    assert stage(TIED).agreement["koefisien"].tolist() == pytest.approx([1, 1, 1, 1])
