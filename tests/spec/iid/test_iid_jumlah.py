"""The number of innovations scores 0.38 each, up to 200: at most 76 points."""

import pytest

from evaluasi import scoring as sc

# edition  n    skor_jumlah
CASES = """
2026        0     0
2026        1     0
2026        5     1.9
2026        6     2.28
2026       12     4.56
2026      199    75.62
2026      200    76
2026      201    76
2026      500    76
2023        5     1.9
2023      200    76
2023      201    76
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_count_score(case, innovations, index):
    edition, n, expected = case.split()
    frame = innovations(int(n), level=0, year=int(edition))
    row = index(frame, sc.load_rubric(f"iid-{edition}"))
    assert row["skor_jumlah"] == pytest.approx(float(expected), abs=1e-12)
    assert row["sid"] == row["skor_jumlah"]


def test_in_2023_the_rule_is_inferred_and_says_so(innovations, index):
    rubric = sc.load_rubric("iid-2023")
    assert rubric.rule("faktor_jumlah").keyakinan == "C"
    assert index(innovations(6, year=2023), rubric)["keyakinan"] == "C"
    assert index(innovations(6), sc.load_rubric("iid-2026"))["keyakinan"] == "A"
