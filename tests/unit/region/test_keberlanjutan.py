"""What became of the innovations: said from the visits on file, or said to be lacking."""

import dataclasses

import pandas as pd
import pytest

from evaluasi.reports.region import (
    followups,
    summary,
    sustainability_capacity,
    sustainability_risk,
)
from evaluasi.simulation.dataset import typed

DAY = "2026-11-21"
TABLES = (followups.counts, followups.contradictions,
          sustainability_risk.at_risk, sustainability_risk.first_visits)  # fmt: skip
CHARTS = (followups.chart, sustainability_capacity.chart)


@pytest.fixture
def batu(opened):
    """Kota Batu with innovations a, b, ... of 2023 and the visits of a test."""

    def make(ids, visits, **more):
        subject = opened("35.79")
        rows = [{"id": name, "tahun": 2023, "kode": "35.79", "judul": f"judul {name}",
                 "tanggal_penerapan": "2020-01-01", **more} for name in ids]  # fmt: skip
        seen = [dict(zip(("id_inovasi", "tanggal", "status"), v, strict=True)) for v in visits]
        known = {"inovasi": typed("inovasi", pd.DataFrame(rows)),
                 "tindak_lanjut": typed("tindak_lanjut", pd.DataFrame(
                     seen, columns=["id_inovasi", "tanggal", "status", "bukti"]))}  # fmt: skip
        data = dataclasses.replace(subject.data, _tables={**subject.data._tables, **known})
        return dataclasses.replace(subject, data=data, key=None)

    return make


@pytest.mark.parametrize(
    ("kode", "data"), [("35.79", "jatim"), ("35", "jatim"), ("91.03", "nasional")]
)
def test_without_visits_two_sentences_say_what_is_lacking_and_how_to_fill_it(opened, kode, data):
    subject = opened(kode, data=data)
    said = followups.sentences(subject, DAY)
    assert said.startswith("Kunjungan tindak lanjut atas inovasi")
    assert said.count(". ") == 1
    assert f"--kunjungan --wilayah {kode}" in said
    assert all(table(subject, DAY).empty for table in TABLES)
    assert all(chart(subject, DAY) is None for chart in CHARTS)
    assert sustainability_capacity.sentence(subject, DAY) == ""
    assert sustainability_risk.visits_sentence(subject, DAY) == ""


def test_every_innovation_is_counted_once_by_its_last_state(batu):
    subject = batu("abc", [("a", "2023-01-01", "tetap"), ("a", "2024-01-01", "melemah"),
                           ("b", "2024-01-01", "diserap")])  # fmt: skip
    table = followups.counts(subject, DAY).set_index("Status terakhir")["Inovasi"]
    assert table[table > 0].to_dict() == {
        "melemah": 1, "diserap ke layanan rutin atau diganti penerusnya": 1, "belum diperiksa": 1,
    }  # fmt: skip
    said = followups.sentences(subject, DAY)
    assert "Dari 3 inovasi yang tercatat, 2 pernah dikunjungi" in said
    assert "1 belum pernah dikunjungi; keadaannya tidak diketahui" in said


def test_innovations_of_kecamatan_in_the_region_are_followed_too(batu):
    subject = batu("a", [("a", "2024-01-01", "tetap")], kode="35.79.03")
    assert "Dari 1 inovasi yang tercatat, 1 pernah dikunjungi" in followups.sentences(subject, DAY)
    elsewhere = batu("a", [("a", "2024-01-01", "tetap")], kode="35.78.03")
    assert followups.counts(elsewhere, DAY).empty


def test_where_nothing_ended_there_is_an_exact_interval_and_no_curve(batu):
    """Published: 7 of 7 is 59.0-100 %."""
    visits = [(name, day, "tetap") for name in "abcdefg" for day in ("2022-01-01", "2024-01-01")]
    subject = batu("abcdefg", visits)
    assert "7 belum berhenti" in followups.sentences(subject, DAY)
    assert "(100%; selang eksak 95 persen: 59–100%)" in followups.sentences(subject, DAY)
    assert followups.chart(subject, DAY) is None


def test_what_cannot_be_true_is_listed_with_its_innovation(batu):
    subject = batu("a", [("a", "2019-01-01", "tetap"), ("a", "2023-01-01", "tetap")])
    table = followups.contradictions(subject, DAY)
    assert table["Inovasi"].tolist() == ["judul a"]
    assert "1 catatan bertentangan" in followups.sentences(subject, DAY)


def test_a_visit_after_the_reporting_year_that_was_asked_for_is_not_looked_at():
    assert followups.report_day(2024, 2024, DAY).isoformat() == "2024-12-31"
    assert followups.report_day(2024, None, DAY).isoformat() == DAY
    assert followups.report_day(2024, 2024, "2024-05-01").isoformat() == "2024-05-01"
    assert followups.report_day(2024, None, "").isoformat() == "2024-12-31"


def test_at_most_fifteen_are_named_and_the_rest_counted(batu):
    names = [f"n{number:02}" for number in range(20)]
    subject = batu(names, [(name, "2025-01-01", "melemah") for name in names])
    assert len(sustainability_risk.at_risk(subject, DAY)) == 15
    assert sustainability_risk.at_risk_note(subject, DAY).startswith("Dan 5 lainnya.")


def test_simulated_regions_have_all_parts_and_say_what_they_are(opened):
    subject = opened("35.07", data="simulasi")
    for table in (followups.counts, sustainability_risk.at_risk, sustainability_risk.first_visits):
        assert table(subject, DAY).attrs["provenance"].simulated
    assert all(chart(subject, DAY) is not None for chart in CHARTS)
    assert "proksi, bukan PSAT" in sustainability_capacity.sentence(subject, DAY)
    assert "bukan putusan" in sustainability_risk.visits_sentence(subject, DAY)
    plan = sustainability_risk.first_visits(subject, DAY)
    assert plan["Urutan"].tolist() == list(range(1, len(plan) + 1))


@pytest.mark.parametrize("kode", ["35.06", "35.07", "35.10", "35.73", "35.78", "35.79"])
@pytest.mark.parametrize("year", [None, 2024])
def test_no_sentence_holds_a_number_that_is_none(opened, kode, year):
    subject = opened(kode, year, "simulasi")
    for part in (
        followups.sentences,
        sustainability_capacity.sentence,
        sustainability_risk.visits_sentence,
        sustainability_risk.at_risk_note,
    ):
        words = part(subject, DAY).replace("(", " ").replace("%", " ").split()
        assert not {"nan", "None", "<NA>", "NaT"} & set(words)  # fmt: skip


def test_an_innovation_keeps_the_capacity_of_its_last_edition(opened):
    subject = opened("35.07", data="simulasi")
    latest = sustainability_capacity.latest(subject)
    assert not latest["id"].duplicated().any()
    proxy = sustainability_capacity.proxy(subject)
    assert set(proxy.table["id"]) <= set(latest["id"])
    assert latest["tahun"].nunique() > 1


@pytest.mark.parametrize("kode", ["35.06", "35.73", "35.79"])
def test_every_innovation_stands_in_one_quadrant(opened, kode):
    """Also those of editions without indicators on file, whose capacity is not known."""
    subject = opened(kode, data="simulasi")
    said = sustainability_capacity.sentence(subject, DAY).rsplit("lapangan: ", 1)[1]
    counted = sum(int(word) for word in said.replace(",", " ").split() if word.isdigit())
    assert counted == followups.counts(subject, DAY)["Inovasi"].sum()


def test_a_curve_beside_absorbed_innovations_is_told_as_if_none_were(opened):
    """What was absorbed no longer runs by itself, nor has it ended: the chance is of not ending."""
    said = followups.sentences(opened("35.73", data="simulasi"), DAY)
    assert "diserap ke layanan rutin" in said
    assert "peluang belum berhenti sampai usia 4 tahun, seandainya tidak diserap, ditaksir" in said


def test_published_shares_come_with_their_bias_and_source(opened, batu):
    said = followups.sentences(opened("35.06", data="simulasi"), DAY)
    assert "18 dari 20" in said
    assert said.count("bias ke atas") == 2
    unverified = followups.sentences(batu("a", [("a", "2024-01-01", "tak_terverifikasi")]), DAY)
    assert "18 dari 20" not in unverified


def test_the_summary_has_one_sentence_of_it_where_a_status_was_verified(opened, batu):
    said = summary.sentences(opened("35.06", data="simulasi"), DAY)
    assert (
        "**Keberlanjutan.** 12 dari 12 inovasi yang statusnya terverifikasi belum berhenti "
        "(selang eksak 95 persen: 74–100%); 80 dari 93 yang tercatat belum pernah dikunjungi."
    ) in said
    assert "Keberlanjutan" not in summary.sentences(opened("35.79"), DAY)
    assert followups.brief(batu("a", [("a", "2024-01-01", "tak_terverifikasi")]), DAY) == ""


def test_no_flat_curve_is_drawn_where_ends_lie_outside_it(opened):
    """Two of twelve have ended in the simulated Kota Malang, none of them while five were seen."""
    subject = opened("35.73", data="simulasi")
    assert "10 belum berhenti" in followups.sentences(subject, DAY)
    assert followups.chart(subject, DAY) is None


def test_where_no_order_of_visits_can_be_had_the_reason_is_told(batu):
    subject = batu("ab", [("a", "2022-01-01", "tetap"), ("a", "2024-01-01", "tetap")])
    assert sustainability_risk.first_visits(subject, DAY).empty
    assert sustainability_risk.visits_sentence(subject, DAY) == (
        "Urutan kunjungan menurut peluang berhenti belum dapat disusun: belum ada yang berakhir, "
        "jadi bahaya berakhir tidak dapat ditaksir."
    )
