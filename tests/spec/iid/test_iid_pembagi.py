"""The mean of maturity divides by n, but by no less than the floor of the edition."""

import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError

# edition  n    maturity  divisor  rata_kematangan
CASES = """
2026        0      111      12        0
2026        1      111      12        9.25
2026       11      111      12      101.75
2026       12      111      12      111
2026       13      111      13      111
2026      200      111     200      111
2026      300      111     300      111
2023        0      111      10        0
2023        1      111      10       11.1
2023        9      111      10       99.9
2023       10      111      10      111
2023       11      111      11      111
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_divisor(case, innovations, index):
    edition, n, maturity, divisor, mean = map(float, case.split())
    frame = innovations(int(n), level=3, year=int(edition))
    row = index(frame, sc.load_rubric(f"iid-{int(edition)}"))
    assert (row["jumlah_inovasi"], row["total_kematangan"]) == (n, n * maturity)
    assert row["pembagi"] == divisor
    assert row["rata_kematangan"] == pytest.approx(mean, abs=1e-12)


def test_one_weak_innovation_more_lowers_the_mean_once_the_floor_is_reached(innovations, index):
    rubric = sc.load_rubric("iid-2026")
    strong, weak = innovations(12), innovations(13)
    weak.loc[12, list(rubric.columns)] = 0
    assert index(weak, rubric)["rata_kematangan"] < index(strong, rubric)["rata_kematangan"]


# edition  floor  affairs needed
ANNOUNCED = """
2027        14     6
2028        16     6
2029        18     6
"""


@pytest.mark.parametrize("case", ANNOUNCED.strip().splitlines())
def test_announced_path_of_the_floor(case, innovations, index):
    edition, floor, needed = map(int, case.split())
    rubric = sc.load_rubric("iid-2026").projected(edition)
    assert rubric.jenis == "prognosis"
    assert rubric.rule("syarat_pelayanan_dasar").nilai == needed
    assert index(innovations(1), rubric)["pembagi"] == floor


def test_nothing_is_announced_for_other_editions():
    with pytest.raises(ParameterError, match="2027, 2028, dan 2029"):
        sc.load_rubric("iid-2026").projected(2030)
