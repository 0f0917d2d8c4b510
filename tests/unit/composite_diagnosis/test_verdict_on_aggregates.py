"""The verdict in words follows the stated rules, from the gravest on."""

import numpy as np
import pytest

from evaluasi.scoring.composite import Aggregate, Normalise
from evaluasi.scoring.composite.diagnosis import diagnose
from evaluasi.scoring.composite.verdicts import RULES


def correlated(*columns):
    """Standardised columns a·common + own noise, orthogonal by construction."""
    base = np.linalg.qr(
        np.column_stack([np.ones(60), np.random.default_rng(8).normal(size=(60, 8))])
    )[0][:, 1:]
    return {
        f"a{number}": share * base[:, 0] + np.sqrt(1 - share**2) * base[:, number + 1]
        for number, share in enumerate(columns)
    }


def verdict(index, columns):
    made = diagnose(index({**columns, "b0": np.arange(60.0)}))
    return made.verdicts.set_index("kode")


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.95, 0.95, 0.95), "koheren"),
        ((0.62, 0.62, 0.62), "cukup"),
        ((0.5, 0.5, 0.5), "lemah"),
        ((0.9, 0.9, -0.9), "saling bertentangan"),
        ((0.7, -0.7), "saling bertentangan"),
    ],
)
def test_the_verdict_follows_how_far_members_agree(index, shares, expected):
    assert verdict(index, correlated(*shares)).loc["a", "putusan"] == expected


def test_a_single_member_is_not_judged(index):
    table = verdict(index, correlated(0.9, 0.9))
    assert table.loc["b", "putusan"] == "tidak dapat dinilai"
    assert table.loc["b", "kalimat"] == "Pilar b: tidak dapat dinilai."


def test_the_sentence_names_the_member_that_goes_against_the_rest(index):
    sentence = verdict(index, correlated(0.9, 0.9, -0.9)).loc["a", "kalimat"]
    assert "Berlawanan arah dengan agregatnya: a2." in sentence


def test_every_verdict_has_a_rule_and_the_gravest_comes_first(index):
    table = diagnose(index(correlated(0.9, 0.9) | {"b0": np.arange(60.0)}))
    assert set(table.verdicts["putusan"]) <= {rule.verdict for rule in RULES}
    assert table.rules["putusan"].is_unique


def test_few_units_are_called_few(index):
    few = {code: values[:10] for code, values in correlated(0.9, 0.9).items()}
    made = diagnose(index({**few, "b0": np.arange(10.0)}))
    assert "Hanya 10 satuan" in made.summary()
    assert not diagnose(index(correlated(0.9, 0.9))).warnings


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_gaps_are_diagnosed_without_a_crash_and_without_a_made_up_number(index, share, method):
    rng = np.random.default_rng(int(10 * share))
    columns = {code: rng.integers(0, 4, 25).astype(float) for code in ("a0", "a1", "b0", "b1")}
    for values in columns.values():
        values[rng.random(25) < share] = np.nan
    made = diagnose(
        index(columns, normalise=Normalise("minmax", 1, 100), aggregate=Aggregate((method,)))
    )
    gaps = sum(int(np.isnan(values).sum()) for values in columns.values())
    assert made.availability.units["kosong"].sum() == gaps
    known = made.importance.table[["kepentingan", "linear"]].stack()
    assert known.dropna().between(0, 1 + 1e-9).all()
    pairs = made.correlations.table.set_index(["kode", "dengan"])
    both = ~np.isnan(columns["a0"]) & ~np.isnan(columns["a1"])
    assert pairs.loc[("a1", "a0"), "n"] == both.sum()
