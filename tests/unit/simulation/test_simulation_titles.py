"""Titles sound like titles, and a rename is always another identity."""

import numpy as np
import pytest

from evaluasi.rubrics.affairs import AFFAIRS
from evaluasi.simulation import titles
from evaluasi.tables.intake.ids import innovation_id


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Gerakan Peduli Stunting Terpadu", "GEPESTUTER"),
        ("Bank Sampah", "BASAM"),
        ("Aksi Ibu", "AIB"),
        ("Sistem Informasi Pelayanan Perizinan Terpadu Digital", "SIIPEPETEDIG"),
    ],
)
def test_acronyms_are_made_of_first_syllables(name, short):
    assert titles.acronym(name) == short


def test_every_affair_has_subjects_and_offices():
    known = titles.words()["urusan"]
    assert set(known) == set(AFFAIRS)
    assert all(entry["opd"] and entry["sasaran"] for entry in known.values())


def test_titles_that_differ_in_signs_only_are_told_apart_by_region():
    made = titles.distinct(["A b", "a-B", "A b", "A b"], ["x", "x", "x", "y"])
    identities = [innovation_id(k, t) for k, t in zip("xxxy", made, strict=True)]
    assert len(set(identities)) == 4
    assert made[0] == "A b"
    assert made[3] == "A b"


def test_a_renamed_innovation_has_another_identity():
    rng = np.random.default_rng(3)
    affairs = np.array(AFFAIRS, dtype=object)[rng.integers(0, len(AFFAIRS), 400)]
    ways = set()
    for title in titles.titles(rng, affairs):
        other, way = titles.renamed(rng, title)
        ways.add(way)
        assert innovation_id("35.79", other) != innovation_id("35.79", title), (title, way)
    assert ways == {"akronim lain", "padanan kata", "versi", "tanpa akronim", "susunan kata"}
