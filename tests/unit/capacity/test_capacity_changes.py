"""A change smaller than the noise is called so."""

import math

import numpy as np
import pytest
from answering import drawn, sheet, survey

from evaluasi import sustainability as su
from evaluasi.sustainability.instruments.domain_scores import OVERALL


def waves(first, second):
    return su.capacity(survey(sheet("A", "R1", first), sheet("A", "R1", second, wave=1)))


def test_the_smallest_real_change_of_one_assessor_is_the_published_one():
    found = waves(4, 5)
    noise = found.reliability.set_index("domain")
    for line in found.changes.to_dict("records"):
        assert line["mdc"] == pytest.approx(noise.at[line["domain"], "mdc"])
        assert line["selisih"] == 1


def test_one_point_is_noise_for_an_unsure_domain_and_three_are_not():
    small, large = waves(4, 5).changes, waves(2, 5).changes
    read = dict(zip(small["domain"], small["arti"], strict=True))
    # Published spread and alpha: 1.25 is the least change of one, 0.90 that of the other.
    assert read["dukungan_lingkungan"] == "dalam derau"
    assert read["komunikasi"] == "naik"
    assert set(large["arti"]) == {"naik"}
    assert set(waves(5, 2).changes["arti"]) == {"turun"}


def test_more_assessors_make_smaller_changes_real():
    few = survey(drawn(8, 2), drawn(8, 2, wave=1, seed=2))
    many = survey(drawn(8, 8), drawn(8, 8, wave=1, seed=2))
    assert su.capacity(many).changes["mdc"].max() < su.capacity(few).changes["mdc"].min()


def test_without_change_nearly_all_is_noise():
    """The same truth twice: about 5 of 100 changes are called real."""
    true = np.random.default_rng(6).uniform(3, 5, size=150)
    pair = [drawn(150, 4, own=true, rater=0.7, seed=k, wave=k) for k in (0, 1)]
    found = su.capacity(survey(*pair)).changes
    whole = found[found["domain"] == OVERALL]
    real = (whole["arti"] != "dalam derau").mean()
    assert len(whole) == 150
    assert abs(real - 0.05) < 3 * math.sqrt(0.05 * 0.95 / 150)


def test_a_withheld_mean_has_no_change():
    answers = survey(sheet("A", "R1", 4), sheet("A", "R1", 5, wave=1))
    answers.loc[0:2, "nilai"] = np.nan
    found = su.capacity(answers).changes
    assert "dukungan_lingkungan" not in set(found["domain"])
    assert OVERALL not in set(found["domain"])


def test_changes_are_told():
    assert "Perubahan antargelombang: naik 9." in waves(2, 5).summary()
