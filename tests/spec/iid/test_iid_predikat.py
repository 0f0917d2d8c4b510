"""Each edition classes scores by its own limits, on scores as published: with two decimals."""

import math

import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError

SHORT = {"SI": "Sangat Inovatif", "I": "Inovatif", "KI": "Kurang Inovatif"}
SHORT |= {"TDD": "Tidak Dapat Dinilai", "?": ""}

# score     2021   2022   2023   2024   2025   2026
CASES = """
100          SI     ?      SI     SI     SI     SI
 84.19       SI     ?      SI     SI     SI     SI
 65.01       SI     ?      SI     SI     SI     SI
 65.00       SI     ?      SI     SI     I      I
 64.82       SI     ?      SI     SI     I      I
 60.01       SI     ?      SI     SI     I      I
 60.00       ?      ?      I      I      I      I
 40.01       ?      ?      I      I      I      I
 40.00       ?      ?      I      I      KI     KI
 35.00       ?      ?      I      I      KI     KI
 34.99       ?      ?      KI     KI     KI     KI
  0.01       ?      ?      KI     KI     KI     KI
  0          TDD    TDD    TDD    TDD    TDD    TDD
"""
EDITIONS = (2021, 2022, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_limits(case):
    score, *classes = case.split()
    found = [sc.predicate(float(score), edition).nama for edition in EDITIONS]
    assert found == [SHORT[name] for name in classes]


# score      published as   2026
ROUNDED = """
65.0049999     65.00        I
65.005         65.01        SI
40.004         40.00        KI
40.005         40.01        I
 0.004          0.00        TDD
 0.005          0.01        KI
"""


@pytest.mark.parametrize("case", ROUNDED.strip().splitlines())
def test_a_score_is_rounded_as_it_is_published(case):
    score, _published, name = case.split()
    assert sc.predicate(float(score), 2026).nama == SHORT[name]


@pytest.mark.parametrize("tie", [65.005, 40.005])
def test_the_binary_neighbour_of_a_tie_is_read_as_the_tie(tie):
    scores = (math.nextafter(tie, 0), tie, math.nextafter(tie, 100))
    assert len({sc.predicate(score, 2026).nama for score in scores}) == 1


def test_a_score_never_falls_between_two_classes():
    for edition in (2023, 2024, 2025, 2026):
        rubric = sc.load_rubric(f"iid-{edition}")
        assert (rubric.predikat[0].sampai, rubric.predikat[-1].mulai) == (100, 0)
        assert all(sc.predicate(hundredths / 100, rubric).nama for hundredths in range(10_001))


# score   2020
POINTS = """
74400     SI
 1001     SI
 1000     ?
    0     ?
"""


@pytest.mark.parametrize("case", POINTS.strip().splitlines())
def test_points_of_2020(case):
    score, name = case.split()
    assert sc.predicate(float(score), 2020).nama == SHORT[name]


@pytest.mark.parametrize(
    ("score", "edition", "reason"),
    [
        (50, 2021, "batas antara Inovatif dan Kurang Inovatif edisi 2021 tidak ditemukan"),
        (61, 2022, "batas di atas 60 hanya dugaan"),
        (700, 2020, "501–1.000 sering dikutip"),
        (50, 2019, "belum ada pedoman edisi 2019"),
        (float("nan"), 2026, "belum ada data"),
    ],
)
def test_where_no_class_can_be_told_the_result_says_why(score, edition, reason):
    found = sc.predicate(score, edition)
    assert found.nama == ""
    assert reason in found.alasan
    assert found.to_frame().loc[0, "alasan"] == found.alasan
    assert found.alasan in found.summary()


@pytest.mark.parametrize(("score", "edition"), [(1971, 2023), (100.01, 2026), (-1, 2026)])
def test_a_score_of_another_scale_is_refused(score, edition):
    with pytest.raises(ParameterError, match=f"di luar skala edisi {edition}"):
        sc.predicate(score, edition)


def test_an_edition_is_a_year_or_its_rules():
    assert sc.predicate(70, sc.load_rubric("iid-2026")) == sc.predicate(70, 2026)
    with pytest.raises(ParameterError, match="Edisi harus berupa tahun, bukan “iid-2026”"):
        sc.predicate(70, "iid-2026")


def test_a_class_carries_the_confidence_of_its_limits():
    assert sc.predicate(70, 2025).keyakinan == "A"
    assert sc.predicate(50, 2025).keyakinan == "C"
    assert sc.predicate(70, 2021).keyakinan == "C"
    assert str(sc.predicate(70, 2026)) == "Sangat Inovatif"
    told = "Skor 70,00 pada edisi 2026: Sangat Inovatif (keyakinan batas A)."
    assert sc.predicate(70, 2026).summary() == told
