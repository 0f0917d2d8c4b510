"""The rounded weight 0.11 that offices use: seen in a published value, told beside the exact."""

import pytest
from ikm_answers import NINE

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

# A published survey: nine averages, 91.475 exactly, 90.561 with 0.11.
GOLDEN = dict(
    zip(NINE, [3.6207, 3.4828, 3.4483, 4, 3.5172, 3.6207, 3.6552, 3.6207, 3.9655], strict=True)
)

# published   verdict
VERDICTS = """
91.475        tepat
91.48         tepat
90.561        dibulatkan
90.56         dibulatkan
91.0          tidak cocok
"""


def test_golden_case():
    found = su.check_ikm(GOLDEN)
    assert (round(found.exact, 3), round(found.by_rounded, 3)) == (91.475, 90.561)


@pytest.mark.parametrize("case", VERDICTS.strip().splitlines())
def test_which_weight_explains_what_was_published(case):
    published, verdict = case.split(maxsplit=1)
    found = su.check_ikm(GOLDEN, float(published))
    assert found.verdict == verdict
    assert "91,475" in found.summary()


# exact    with 0.11 of another class
FLIPS = """
88.29      no
88.31      yes
88.75      yes
89.19      yes
89.21      no
76.61      yes
77.37      yes
77.39      no
65.00      yes
65.66      no
"""


@pytest.mark.parametrize("case", FLIPS.strip().splitlines())
def test_the_class_flips_just_above_each_limit(case):
    exact, flips = case.split()
    found = su.check_ikm(dict.fromkeys(NINE, float(exact) / 25))
    assert found.exact == pytest.approx(float(exact))
    assert found.flips == (flips == "yes")


def test_eight_elements_weigh_an_eighth_which_needs_no_rounding():
    found = su.check_ikm(dict.fromkeys(NINE[:8], 3.2), 80.0)
    assert (found.exact, found.verdict, found.elements) == (pytest.approx(80.0), "tepat", 8)
    assert not found.flips


def test_without_averages_the_weight_stays_unknown():
    found = su.check_ikm(published=88.0)
    assert found.verdict == "tidak dapat dipastikan"
    assert found.exact == pytest.approx(88.0 / 0.99)


def test_the_highest_value_by_the_rounded_weight_is_99():
    assert su.check_ikm(dict.fromkeys(NINE, 4.0)).by_rounded == pytest.approx(99.0)


@pytest.mark.parametrize(
    ("averages", "why"),
    [
        (None, "rata-rata unsur"),
        (dict.fromkeys(NINE[:7], 3.0), "hanya 7 unsur"),
        (GOLDEN | {"waktu": 4.2}, "waktu: 4,2 di luar"),
        (GOLDEN | {"Waktu penyelesaian": 3.0}, "unsur ganda"),
    ],
)
def test_what_cannot_be_recomputed_is_refused_with_the_reason(averages, why):
    with pytest.raises(ParameterError, match=why):
        su.check_ikm(averages)
