"""The index of the report is the index of the rules; what is not computable is one sentence."""

import dataclasses
from pathlib import Path

import pytest

from evaluasi import load
from evaluasi import scoring as sc
from evaluasi.reports.region import open_subject, score

SIMULATED = Path(__file__).parents[3] / "data" / "simulasi"
TABLES = [score.components, score.plan_steps]
SENTENCES = [score.sentences, score.plan_sentence, score.lead]


@pytest.fixture(scope="module")
def kediri():
    return open_subject(load(SIMULATED), "35.06")


def test_without_innovations_nothing_is_said_twice(opened):
    subject = opened("35.79")
    assert not any(say(subject) for say in SENTENCES)
    assert all(table(subject).empty for table in TABLES)


def test_the_index_and_its_parts_are_those_of_the_rules(kediri):
    ds = load(SIMULATED)
    own = ds.inovasi[(ds.inovasi["tahun"] == 2026) & (ds.inovasi["kode"] == "35.06")]
    rubric = sc.load_rubric("iid-2026")
    kapasitas = ds.kapasitas[ds.kapasitas["kode"] == "35.06"]
    row = sc.regional_index(own, kapasitas, rubric).table.iloc[0]
    shown = score.components(kediri).set_index("Bagian")["Menurut level yang diakui"]
    assert list(shown) == pytest.approx(
        [row["spd"], row["rata_kematangan"], row["skor_jumlah"], row["sid"], row["iid"]]
    )
    assert "bukan hasil resmi" in score.sentences(kediri)


def test_the_plan_leads_to_the_next_predicate_and_names_its_assumption(kediri):
    said = score.plan_sentence(kediri)
    assert "Predikat Sangat Inovatif" in said
    assert "asumsi: tiap level sama biayanya" in said
    steps = score.plan_steps(kediri)
    assert len(steps) == score.STEPS_SHOWN
    assert steps["Indeks sesudahnya"].is_monotonic_increasing
    assert "langkah lagi tidak ditampilkan" in score.plan_note(kediri)


def test_an_edition_whose_index_has_no_rules_gives_its_reason():
    subject = open_subject(load(SIMULATED), "35.06", 2024)
    assert "edisi 2024 tidak dapat dihitung" in score.sentences(subject)
    assert all(table(subject).empty for table in TABLES)
    assert score.plan_sentence(subject) == score.lead(subject) == ""


def test_the_next_class_is_by_the_published_number(kediri, monkeypatch):
    # 40.006 is published as 40.01: already Inovatif, so that class is not planned for.
    found = score._scored(kediri)
    row = found.row.copy()
    row["iid"], row["predikat"] = 40.006, "Inovatif"
    monkeypatch.setattr(score, "_scored", lambda _s: dataclasses.replace(found, row=row))
    score._plan.cache_clear()
    assert score._plan(kediri).target_name == "Sangat Inovatif"
    score._plan.cache_clear()
