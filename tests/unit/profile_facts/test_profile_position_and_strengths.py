"""Ranks as intervals; strengths by mid-rank percentile, the fragile ones marked."""

import numpy as np
import pandas as pd
import pytest
from profile_case import PEERS, UNIT, framework, values

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import (
    Assumption,
    Normalise,
    Recipe,
    Screen,
    build_index,
    noisy_weights,
    uncertainty,
)
from evaluasi.scoring.peers import structural_peers
from evaluasi.scoring.profile import compared_with, position, strengths


def doubts(recipe):
    return [Assumption("weights", noisy_weights(recipe.framework, 0.9, 40, seed=1))]


def verdicts(frame, tree=None, peers=PEERS):
    index = build_index(Recipe(tree or framework()), frame)
    return strengths(index, compared_with(index.index, UNIT, peers))


def test_a_position_is_what_the_uncertainty_says():
    recipe, frame = Recipe(framework()), values()
    index, doubt = build_index(recipe, frame), uncertainty(recipe, frame, doubts(recipe), 300)
    found = position(index, doubt, UNIT)
    row = doubt.table.loc[UNIT]
    assert (found.nominal, found.low, found.high) == (row["nominal"], row["bawah"], row["atas"])
    assert found.units == 12
    assert f"dari 12 (nominal {found.nominal})" in found.summary()


def test_two_recipes_mixed_are_refused():
    recipe, frame = Recipe(framework()), values()
    doubt = uncertainty(recipe, frame, doubts(recipe), 50)
    other = build_index(Recipe(framework(), normalise=Normalise("zscore", 0, 1)), frame)
    with pytest.raises(ParameterError, match="cara hitung atau data yang berbeda"):
        position(other, doubt, UNIT)
    with pytest.raises(ParameterError, match="data yang berbeda"):
        position(build_index(recipe, values(n=11)), doubt, UNIT)


def test_a_unit_screened_out_has_a_reason_and_no_rank():
    recipe = Recipe(framework(), screen=Screen(0.5))
    frame = values(gaps=[(UNIT, code) for code in ("a0", "a1", "a2", "b0")])
    index, doubt = build_index(recipe, frame), uncertainty(recipe, frame, doubts(recipe), 50)
    found = position(index, doubt, UNIT)
    assert found.nominal is None
    assert np.isnan(found.low)
    assert "tidak diperingkat" in found.summary()
    with pytest.raises(ParameterError, match=r"99\.99"):
        position(index, doubt, "99.99")


def test_ties_count_half():
    frame = values()
    frame["a0"] = [5.0, 5, 5, 4, 4, 4, 6, 6, 1, 2, 3, 9]  # 7 peers: 2 tied, 3 worse, 2 better
    row = verdicts(frame).table.set_index("kode").loc["a0"]
    assert (row["lebih_buruk"], row["seri"], row["pembanding"]) == (3, 2, 7)
    assert row["persentil"] == pytest.approx(4 / 7)
    assert row["putusan"] == "setara"


@pytest.mark.parametrize(("direction", "verdict"), [(1, "kekuatan"), (-1, "kelemahan")])
def test_the_direction_decides_what_is_a_strength(direction, verdict):
    frame = values()
    frame.loc[UNIT, "a0"] = 99
    found = verdicts(frame, framework(arah=[direction, 1, 1, 1, 1, 1]))
    row = found.table.set_index("kode").loc["a0"]
    assert row["putusan"] == verdict
    assert row["berbalik"] == 0  # whoever the peers are, none does better
    assert not row["rapuh"]
    assert "Indikator a0" in found.summary()


def test_a_verdict_that_hangs_on_one_peer_is_fragile():
    frame = values()
    frame["a0"] = [7.5, 8, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4]  # six of seven worse: 0.857
    row = verdicts(frame).table.set_index("kode").loc["a0"]
    assert row["putusan"] == "kekuatan"
    # Binomial(7, 6/7) below 6 of 7: 1 - 0.3399 - 0.3966
    assert row["berbalik"] == pytest.approx(0.2635, abs=0.04)
    assert row["rapuh"]


def test_what_cannot_be_judged_says_why():
    frame = values(gaps=[(UNIT, "a0")])
    frame.loc[list(PEERS[2:]), "a1"] = np.nan
    frame["a2"] = [2.0] * 6 + [1.0] * 6
    table = verdicts(frame, framework(bobot=[1, 1, 1, 0, 1, 1])).table.set_index("kode")
    reasons = table.loc[["a0", "a1", "a2", "b0"], "alasan"]
    words = ["sendiri belum ada", "kurang dari 3 pembanding", "3 nilai yang berbeda", "bobotnya 0"]
    for reason, word in zip(reasons, words, strict=True):
        assert word in reason
    assert (table.loc[["a0", "a1", "a2", "b0"], "putusan"] == "tidak dinilai").all()
    assert (table.loc[["b1", "b2"], "putusan"] != "tidak dinilai").all()


def test_the_weightiest_difference_stands_first():
    frame = values()
    frame.loc[UNIT] = 99
    found = verdicts(frame, framework(bobot=[1, 2, 5, 1, 1, 1])).table
    assert found["kode"].iloc[0] == "a2"


def test_structural_peers_are_taken_as_they_are_and_their_reason_is_told():
    index = build_index(Recipe(framework()), values()).index
    traits = pd.DataFrame(
        {"tingkat": "kota", "penduduk": np.arange(12) + 1.0, "pdrb_pk": 5.0}, index=index.index
    )
    found = compared_with(index, UNIT, structural_peers(traits, UNIT, year=2024, k=4))
    assert found.peers == ("35.02", "35.03", "35.04", "35.05")
    assert found.to_frame()["punya_indeks"].all()
    none = structural_peers(traits.assign(tingkat="provinsi"), UNIT, year=2024)
    with pytest.raises(ParameterError) as caught:
        compared_with(index, UNIT, none)
    assert caught.value.faults == (none.reason,)
