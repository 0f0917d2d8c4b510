"""Raters differ in severity in a design that can tell it; answers move as the truth says."""

import numpy as np
import pandas as pd
import pytest

from evaluasi.simulation.laws import law
from evaluasi.simulation.surveys import CAPACITY, SERVICE


@pytest.fixture(scope="module")
def ratings(province):
    return province.tables["penilaian"]


def survey(province, instrument):
    rows = province.tables["survei"]
    return rows[rows["instrumen"] == instrument]


def test_the_design_is_incomplete_but_connected(ratings):
    seen = ratings.groupby("objek")["penilai"].agg(frozenset)
    assert set(seen.map(len)) == {law("penilaian.rancangan")["jatim"][2]}
    assert ratings.groupby("penilai")["objek"].nunique().max() < len(seen)
    linked, waiting = set(), {ratings["penilai"].iloc[0]}
    while waiting:
        linked |= waiting
        reached = {rater for raters in seen if raters & waiting for rater in raters}
        waiting = reached - linked
    assert linked == set(ratings["penilai"])


def test_severity_is_recovered_by_least_squares(province, ratings):
    columns = ["objek", "penilai", "kriteria"]
    design = pd.get_dummies(ratings[columns], drop_first=True).to_numpy(float)
    design = np.column_stack([np.ones(len(design)), design])
    found = np.linalg.lstsq(design, ratings["skor"].to_numpy(), rcond=None)[0]
    objects = ratings["objek"].nunique()
    raters = sorted(ratings["penilai"].unique())
    effects = np.r_[0.0, found[objects : objects + len(raters) - 1]]
    truth = province.truth["penilai"].set_index("penilai")["kekerasan"][raters]
    assert np.corrcoef(-effects, truth)[0, 1] > 0.95
    assert truth.std() > 1


def test_scores_are_whole_numbers_from_0_to_100(ratings):
    assert ratings["skor"].between(0, 100).all()
    assert (ratings["skor"] % 1 == 0).all()


def test_domains_have_their_means_and_items_go_together(province):
    rows = survey(province, CAPACITY)
    assert rows["nilai"].dropna().isin(range(1, 8)).all()
    assert rows["nilai"].isna().mean() == pytest.approx(0.04, abs=0.01)
    found = rows.groupby("domain")["nilai"].mean()
    for domain, (mean, _spread) in law("survei.kapasitas").items():
        assert found[domain] == pytest.approx(mean, abs=0.4)
    for _domain, part in rows.groupby("domain"):
        items = part.pivot_table(index="responden", columns="butir", values="nilai").dropna()
        k = items.shape[1]
        alpha = k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var())
        assert 0.8 < alpha < 0.95


def test_satisfaction_moves_as_the_truth_says(province):
    rows = survey(province, SERVICE)
    assert rows["nilai"].isin(range(1, 5)).all()
    found = rows.groupby(["objek", "gelombang"])["nilai"].mean().unstack()
    change = found[1] - found[0]
    truth = province.truth["survei_layanan"].set_index("objek")["perubahan"][change.index]
    assert change.mean() == pytest.approx(truth.mean(), abs=0.06)
    assert np.corrcoef(change, truth)[0, 1] > 0.7


def test_the_same_people_answer_before_and_after(province):
    rows = survey(province, SERVICE)
    waves = rows.groupby("responden")["gelombang"].agg(frozenset)
    assert set(waves) == {frozenset({0, 1})}


def test_nobody_is_named(province, ratings):
    assert province.tables["survei"]["responden"].str.fullmatch(r"[KR]\d{5}").all()
    assert ratings["penilai"].str.fullmatch(r"P\d{2}").all()
