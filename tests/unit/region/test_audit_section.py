"""The audit in the report is that of `evaluasi audit`, and its facts follow from the levels."""

import dataclasses
import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluasi import load, rubrics
from evaluasi.reports.region import audit, audit_change, open_subject, strengths
from evaluasi.reports.workbooks import audit as workbook
from evaluasi.scoring.composite.regional import CLAIMED
from evaluasi.tables import provenance

SIMULATED = Path(__file__).parents[3] / "data" / "simulasi"
SIX = ("35.06", "35.07", "35.10", "35.73", "35.78", "35.79")
SENTENCES = [audit.sentences, strengths.sentences, audit_change.sentence]
TABLES = [strengths.verdicts, strengths.contributions, strengths.levers]


@cache
def simulated():
    return load(SIMULATED)


@cache
def region(code):
    return open_subject(simulated(), code)


@cache
def scores():
    """Mean level of each region by indicator, and its score, from the CSV files alone."""
    rubric = rubrics.load("iid-2026")
    rows = pd.read_csv(SIMULATED / "inovasi.csv", dtype={"kode": str})
    rows = rows[rows["tahun"] == 2026]
    sid = {i.kode: i.bobot for i in rubric.sid}
    means = rows[list(sid)].fillna(0).groupby(rows["kode"]).mean()
    spd = pd.read_csv(SIMULATED / "kapasitas.csv", dtype={"kode": str, "indikator": str})
    wide = spd[spd["tahun"] == 2026].pivot(index="kode", columns="indikator", values="level")
    weights = sid | {f"SPD {i.kode}": i.bobot for i in rubric.spd}
    table = means.join(wide.add_prefix("SPD ").fillna(0))[list(weights)]
    weight = pd.Series(weights)
    return table, weight, (table * weight).sum(axis=1) / (3 * weight.sum()) * 100


def test_without_innovations_the_reason_is_said_once_and_nothing_else(opened):
    subject = opened("35.79")
    assert audit.sentences(subject) == (
        "Indeks audit belum dapat disusun: daftar inovasi belum dimuat dalam dataset ini."
    )
    assert strengths.sentences(subject) == audit_change.sentence(subject) == ""
    assert all(table(subject).empty for table in TABLES)
    assert audit.chart(subject) is None


def test_ranks_are_those_of_the_command():
    book = workbook.audit(simulated()).audit.regions
    pd.testing.assert_frame_equal(audit.audited(region("35.79")).regions, book)


@pytest.mark.parametrize("code", SIX)
def test_a_rank_is_never_said_without_its_interval(code):
    subject = region(code)
    row = audit.audited(subject).regions.set_index("kode").loc[code]
    said = audit.sentences(subject)
    span = "–".join(dict.fromkeys(f"{row[name]:.0f}" for name in ("bawah", "atas")))
    assert f"{span} (median {row['median']:.0f}) pada 90% dari 10.000" in said
    assert re.findall(r"peringkat (?:Kota|Kabupaten) \w+ [\d–]+", said)
    assert "bukan indeks resmi" in said


@pytest.mark.parametrize("code", SIX)
def test_points_sum_to_the_difference_from_the_median_of_the_peers(code):
    table = strengths.contributions(region(code)).set_index("Variabel")["Poin"]
    own = scores()[2]
    difference = own[code] - own.drop(code).median()
    assert table.iloc[-1] == pytest.approx(difference, abs=1e-9)
    assert table.iloc[:-1].sum() == pytest.approx(difference, abs=1e-9)


@pytest.mark.parametrize("code", SIX)
def test_a_lever_wins_its_weight_times_the_step_to_the_median(code):
    levels, weight, _score = scores()
    step = (levels.drop(code).median() - levels.loc[code]) * weight / (3 * weight.sum()) * 100
    wanted = step[step > 1e-12].sort_values(ascending=False).head(strengths.SHOWN)
    found = strengths.levers(region(code))
    np.testing.assert_allclose(found["Tambahan skor"], wanted, atol=1e-9)


@pytest.mark.parametrize("code", SIX)
def test_bounds_count_the_empty_cells_and_fill_them_to_the_top(code):
    rows = pd.read_csv(SIMULATED / "inovasi.csv", dtype={"kode": str})
    rows = rows[(rows["tahun"] == 2026) & (rows["kode"] == code)]
    _levels, weight, score = scores()
    sid = rows[[name for name in weight.index if not name.startswith("SPD")]]
    empty = int(sid.isna().to_numpy().sum())
    gap = audit.audited(region(code)).levels.gaps.loc[code]
    assert gap["kosong"] == empty
    won = (sid.isna().mean() * weight[sid.columns]).sum() / weight.sum() * 100
    assert gap["tertinggi"] == pytest.approx(score[code] + won, abs=1e-9)
    assert (f"{empty} dari" in audit.sentences(region(code))) == (empty > 0)


@pytest.mark.parametrize("code", SIX)
def test_the_change_is_told_in_parts_that_sum(code):
    said = audit_change.sentence(region(code))
    numbers = [
        float(n.replace("−", "-").replace(",", ".")) for n in re.findall(r"[+−]?\d+,\d", said)
    ]
    _score, gap, own, others = numbers
    assert own + others == pytest.approx(gap, abs=0.11)  # each is rounded
    assert "Sejak edisi 2025, atas 12 indikator SID" in said


def test_too_few_alike_regions_with_an_index_are_said():
    assert "semua 5 wilayah lain" in strengths.sentences(region("35.79"))
    assert "Kapasitas fiskal belum ada datanya" in strengths.sentences(region("35.79"))


def test_a_fragile_verdict_is_marked():
    table = strengths.verdicts(region("35.79"))
    assert set(table["Putusan"]) <= {
        "kekuatan", "kelemahan", "kekuatan (rapuh)", "kelemahan (rapuh)"
    }  # fmt: skip
    assert table["Putusan"].str.contains("rapuh").any()


def test_everything_shown_is_marked_as_simulated():
    subject = region("35.79")
    for shown in [*(table(subject) for table in TABLES), audit.chart(subject).data]:
        assert provenance.of(shown).simulated


def test_an_edition_without_a_table_of_indicators_gives_its_reason():
    subject = open_subject(simulated(), "35.79", 2022)
    assert audit.sentences(subject).startswith("Indeks audit belum dapat disusun: ")
    assert audit_change.sentence(subject) == ""


def test_a_region_that_takes_no_part_is_told_why():
    ds = simulated()
    rows = ds.inovasi.copy()
    levels = [f"i{n}" for n in range(16, 36)]
    rows.loc[(rows["kode"] == "35.79") & (rows["tahun"] == 2026), levels] = pd.NA
    cut = dataclasses.replace(ds, _tables={**ds._tables, "inovasi": rows})
    said = audit.sentences(open_subject(cut, "35.79"))
    assert said == (
        "Kota Batu tidak ikut pada indeks audit edisi 2026: inovasinya belum punya level."
    )


def test_names_cannot_become_markup():
    subject = dataclasses.replace(region("35.79"), name="Kota *Batu* <b>x</b>")
    for section in SENTENCES:
        assert "*Batu*" not in section(subject).replace("\\*Batu\\*", "")


def test_the_verified_levels_take_part():
    assert len(audit.audited(region("35.79")).indices) == 2
    assert CLAIMED in audit.audited(region("35.79")).indices


@pytest.mark.parametrize("code", SIX)
def test_parts_whose_absence_moves_a_region_alike_are_counted(code):
    made = audit.audited(region(code))
    left_out = made.diagnosis.leave_one_out
    nominal = made.indices[CLAIMED].ranks.iloc[:, -1][code]
    shifts = (left_out.ranks.T[code] - nominal).abs()
    tied = int((shifts == shifts.max()).sum())
    said = audit.sentences(region(code))
    if not shifts.max():
        assert "peringkat nominalnya" not in said.lower()
    elif tied == 1:
        assert "Tanpa " in said
    else:
        told = f"bergeser paling jauh {shifts.max():.0f}, bila salah satu dari {tied} unsur"
        assert told in said
