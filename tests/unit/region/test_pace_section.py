"""The pace of the published index is said with its interval, on one scale, or not at all."""

import dataclasses

import pandas as pd
import pytest

from evaluasi.reports.region import pace


@pytest.fixture
def scored(opened):
    """A region with these scores, by year, and nothing else on file."""
    subject = opened("35.76")
    rows = subject.data.skor_iid
    one = rows[(rows["kode"] == "35.76") & (rows["tahun"] == 2024)].iloc[[0]]

    def build(**scores):
        found = [
            one.assign(tahun=int(year[1:5]), skor=score, skala=scale)
            for year, (score, scale) in scores.items()
        ]
        kept = {**subject.data._tables, "skor_iid": pd.concat(found).astype(rows.dtypes)}
        return dataclasses.replace(subject, data=dataclasses.replace(subject.data, _tables=kept))

    return build


def test_three_scores_have_an_interval_and_its_warning(scored):
    said = pace.sentence(
        scored(y2023=(40.0, "0-100"), y2024=(46.0, "0-100"), y2025=(47.0, "0-100"))
    )
    # By hand: slope 3.5, residual sum 25/6, standard error √(25/6 ÷ 1 ÷ 2), t(.975; 1) 12.7062.
    assert "Laju yang terlihat 2023–2025: +3,50 poin per tahun (selang 95% −14,84 sampai" in said
    assert "satu derajat bebas" in said
    assert "Skor terakhirnya 47,00 (2025)" in said
    assert "Sasaran RPJMD belum ada datanya" in said


def test_two_scores_give_a_difference_and_no_interval(scored):
    said = pace.sentence(scored(y2024=(46.0, "0-100"), y2025=(47.0, "0-100")))
    assert "+1,00 poin per tahun. Dua skor hanya memberi selisih" in said
    assert "selang 95%" not in said


def test_scores_of_the_old_scale_are_not_joined(scored):
    assert pace.sentence(scored(y2020=(1500.0, "poin"), y2025=(47.0, "0-100"))) == ""


def test_two_different_scores_of_one_year_give_no_pace(scored):
    rows = scored(y2024=(46.0, "0-100"), y2025=(47.0, "0-100"), y2025b=(48.0, "0-100"))
    assert pace.sentence(rows) == ""


def test_without_scores_nothing_is_said(opened):
    assert pace.sentence(opened("35.79")) == ""
