"""Verified levels lie at or below the claim, more so for some indicators and offices."""

import numpy as np
import pytest

from evaluasi import rubrics
from evaluasi.scoring import predicate
from evaluasi.simulation.laws import law
from evaluasi.simulation.levels import INDICATORS


@pytest.fixture(scope="module")
def cells(province):
    key = ["id_inovasi", "tahun", "indikator"]
    claims = province.tables["inovasi"].rename(columns={"id": "id_inovasi"})
    claims = claims.melt(["id_inovasi", "tahun", "opd"], list(INDICATORS), "indikator", "diakui")
    return province.tables["verifikasi"].merge(claims, on=key, validate="one_to_one")


def test_hardly_any_level_is_raised(cells):
    assert (cells["level"] > cells["diakui"]).mean() < 0.02
    assert 0.1 < (cells["level"] < cells["diakui"]).mean() < 0.3


def test_what_was_not_claimed_is_not_given(cells):
    assert (cells.loc[cells["diakui"] == 0, "level"] == 0).all()


def test_indicators_are_overturned_as_often_as_the_law_says(cells):
    claimed = cells[cells["diakui"] > 0]
    found = (claimed["level"] < claimed["diakui"]).groupby(claimed["indikator"]).mean()
    stated = np.array([law("verifikasi.turun")[name] for name in found.index])
    # Severity of offices around the middle pulls the mean of the shares up a little.
    assert np.abs(found - stated).max() < 0.06
    assert np.corrcoef(found, stated)[0, 1] > 0.9


def test_offices_differ_as_the_truth_says(province, cells):
    truth = province.truth["kekerasan_verifikasi"].set_index("opd")["geseran_logit"]
    claimed = cells[cells["diakui"] > 0]
    lowered = claimed["level"] < claimed["diakui"]
    found = lowered.groupby(claimed["opd"]).agg(["mean", "size"]).query("size >= 500")["mean"]
    odds = np.log(found / (1 - found))
    assert len(odds) > 20
    assert np.corrcoef(odds, truth[odds.index])[0, 1] > 0.9


def test_reviews_agree_with_the_verified_levels(province):
    reviews = province.tables["telaah"]
    assert (reviews["kematangan_verifikasi"] <= reviews["kematangan"] + 12).all()
    assert (reviews["kematangan_verifikasi"] < reviews["kematangan"]).mean() > 0.8
    weights = {i.kode: i.bobot for i in rubrics.load("iid-2026").sid}
    wide = province.tables["verifikasi"].query("tahun == 2025")
    points = wide["level"] * wide["indikator"].map(weights)
    found = points.groupby(wide["id_inovasi"]).sum()
    stated = reviews.query("tahun == 2025").set_index("id_inovasi")["kematangan_verifikasi"]
    assert (found == stated[found.index]).all()


def test_scores_exist_only_where_the_rules_are_known(province):
    scores = province.tables["skor_iid"]
    assert set(scores["tahun"]) == {2023, 2026}
    left_out = province.truth["edisi_tanpa_skor"].set_index("tahun")["alasan"]
    assert set(left_out.index) == {2021, 2022, 2024, 2025}
    assert left_out.str.contains("tidak ditemukan|belum ada|gap|:").all()
    assert scores["peringkat"].isna().all()  # none without an interval


def test_predicates_follow_from_the_scores(province):
    scores = province.tables["skor_iid"]
    for edition, rows in scores.groupby("tahun"):
        rubric = rubrics.load(f"iid-{edition}")
        assert [predicate(s, rubric).nama for s in rows["skor"]] == list(rows["predikat"])


@pytest.mark.berat
def test_the_nation_lies_near_the_published_mean(nation):
    from evaluasi import simulation

    found = simulation.simulate(nation, scale="nasional", seed=2).tables["skor_iid"]
    means = found.groupby("tahun")["skor"].mean()
    for edition, target in law("target.rata_rata_dihitung").items():
        assert means[int(edition)] == pytest.approx(target, abs=2)
