"""Sample sizes of Krejcie and Morgan as printed in their table."""

import pytest

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

# population  sample
PRINTED = """
10            10
15            14
20            19
25            24
30            28
40            36
50            44
70            59
95            76
100           80
110           86
220           140
500           217
1000          278
1200          291
1500          306
2800          338
10000         370
"""


@pytest.mark.parametrize("case", PRINTED.strip().splitlines())
def test_printed_table(case):
    population, sample = map(int, case.split())
    assert su.sample_size(population).n == sample


def test_other_confidence_and_margin_use_the_formula_itself():
    # 2.5758293² × 0.25 × 1000 / (0.03² × 999 + 2.5758293² × 0.25) by hand.
    assert su.sample_size(1000, level=0.99, margin=0.03).exact == pytest.approx(648.49, abs=0.01)


def test_it_says_that_it_is_made_for_shares():
    assert "bukan untuk IKM" in su.sample_size(500).summary()


@pytest.mark.parametrize("wrong", [{"population": 0}, {"population": 9, "margin": 1.5}])
def test_wrong_calls(wrong):
    with pytest.raises(ParameterError):
        su.sample_size(**wrong)
