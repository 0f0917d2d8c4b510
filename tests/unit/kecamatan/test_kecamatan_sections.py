"""Every section stands with everything on file and with nothing; counts are those of the rows."""

import pandas as pd
import pytest

from evaluasi.reports.frames import tabulate
from evaluasi.reports.kecamatan import (
    capacity,
    claims,
    facts,
    filling,
    history,
    plans,
    risk,
    sources,
    summary,
    theory,
)
from evaluasi.rubrics import instruments
from evaluasi.tables import schemas

TABLES = (facts.table, theory.table, history.timeline, history.measured, capacity.table,
          risk.benchmarks, claims.table, plans.plan, plans.matrix, filling.wanted,
          sources.table)  # fmt: skip
SENTENCES = (summary.sentences, theory.sentence, history.sentence, capacity.sentence,
             risk.sentence, claims.sentences, plans.plan_sentence, plans.matrix_sentence,
             filling.steps)  # fmt: skip
LEVELS = {f"i{number}": 3 for number in range(16, 36)}


def visit(day, status, **more):
    return {"id_inovasi": "a", "tanggal": day, "status": status, **more}


@pytest.mark.parametrize(
    ("kode", "data"),
    [("35.79.03", "jatim"), ("35.16.06", "jatim"), ("35.77.01", "jatim"), ("35.79.01", "jatim"),
     ("35.06.03", "simulasi"), ("35.10.19", "simulasi")],
)  # fmt: skip
def test_every_section_stands_with_what_is_on_file(opened, kode, data):
    subject = opened(kode, data=data)
    for table in TABLES:
        cells = table(subject)
        assert isinstance(cells, pd.DataFrame)
        shown = {cell for row in tabulate(cells).cells() for cell in row}
        assert not {"nan", "None", "<NA>", "NaT"} & shown
    for sentence in SENTENCES:
        said = sentence(subject)
        assert said == said.strip()
        assert not {"nan", "None", "<NA>", "NaT", "{name}"} & set(said.split())
    assert summary.meta(subject)["title"].endswith(subject.home)


def test_links_stand_from_input_to_result_whatever_their_order(opened, lansia):
    levels = schemas.get(theory.TABLE).field("jenjang").enum
    rows = [{"id_inovasi": "a", "jenjang": level, "nomor": n, "uraian": f"{level} {n}"}
            for level in reversed(levels) for n in (2, 1)]  # fmt: skip
    subject = opened("35.79.03", inovasi=[lansia], teori_perubahan=rows)
    expected = [f"{level} {n}" for level in levels for n in (1, 2)]
    assert theory.table(subject)["Uraian"].tolist() == expected
    assert theory.sentence(subject) == ""


def test_the_baseline_is_what_was_seen_while_coaching_lasted(opened, lansia):
    rows = [visit("2024-10-20", "melemah"), visit("2024-10-21", "tetap"),
            visit("2025-11-02", "berkembang")]  # fmt: skip
    table = history.timeline(opened("35.79.03", inovasi=[lansia], tindak_lanjut=rows))
    base = table[table["Peristiwa"] == "Garis dasar (pendampingan)"].iloc[0]
    assert base["Status"] == "tetap berjalan"
    assert table["Peristiwa"].tolist()[-1] == "Kunjungan berikutnya"
    assert table["Waktu"].tolist() == [
        "1 Maret 2022", "2023", "20 Oktober 2024", "21 Oktober–2 November 2024",
        "21 Oktober 2024", "2 November 2025", "belum diisi",
    ]  # fmt: skip


def test_a_visit_after_the_day_of_the_report_is_told_as_contradiction(opened, lansia):
    rows = [visit("2024-10-25", "tetap"), visit("2027-01-01", "berhenti")]
    subject = opened("35.79.03", inovasi=[lansia], tindak_lanjut=rows)
    assert len(history.contradictions(subject)) == 1
    assert "pada 25 Oktober 2024 (2 pemeriksaan, 1 terverifikasi)" in history.sentence(subject)
    assert "Inovasi" not in history.contradictions(subject)


def test_of_several_innovations_a_contradiction_names_its_own(opened, lansia):
    other = {**lansia, "id": "b", "judul": "Batik"}
    rows = [visit("2024-10-25", "tetap"), visit("2027-01-01", "berhenti") | {"id_inovasi": "b"}]
    subject = opened("35.79.03", inovasi=[lansia, other], tindak_lanjut=rows)
    assert history.contradictions(subject)["Inovasi"].tolist() == ["Batik"]


def test_the_difference_is_from_the_last_month_before_coaching(opened):
    rows = [{"kode": "35.79.03", "bulan": f"{month}-01", "indikator": "peserta", "nilai": value,
             "satuan": "orang", "sumber": "uji"}
            for month, value in (("2024-08", 10), ("2024-10", 12), ("2024-11", 30),
                                 ("2025-06", 7))]  # fmt: skip
    row = history.measured(opened("35.79.03", layanan=rows)).iloc[0]
    assert [row["Bulan dasar"], row["Nilai dasar"]] == ["2024-10", 12]
    assert [row["Bulan terakhir"], row["Nilai terakhir"], row["Selisih"]] == ["2025-06", 7, -5]


def test_measures_that_begin_after_coaching_have_no_baseline(opened):
    rows = [{"kode": "35.79.03", "bulan": "2025-06-01", "indikator": "peserta", "nilai": 7,
             "satuan": "orang", "sumber": "uji"}]  # fmt: skip
    row = history.measured(opened("35.79.03", layanan=rows)).iloc[0]
    assert row["Bulan dasar"] is None
    assert pd.isna(row["Selisih"])
    assert row["Nilai terakhir"] == 7


def test_claims_without_proof_or_other_explanation_are_counted(opened, lansia):
    rows = [
        {"id_inovasi": "a", "nomor": 1, "klaim": "x", "bukti": "b", "penjelasan_lain": "p"},
        {"id_inovasi": "a", "nomor": 2, "klaim": "y", "bukti": "b", "kekuatan": "tidak ada"},
        {"id_inovasi": "a", "nomor": 3, "klaim": "z"},
    ]
    said = claims.sentences(opened("35.79.03", inovasi=[lansia], klaim=rows))
    assert "Tercatat 3 klaim. 2 di antaranya tanpa bukti. 2 belum disandingkan" in said
    assert "tidak menaksir besarnya pengaruh" in said


def test_what_is_overdue_is_counted_by_the_day_of_the_report(opened, lansia):
    plan = [{"id_inovasi": "a", "nomor": n, "tujuan": "t", "kegiatan": "k", "selesai": day,
             "anggaran": cost}
            for n, day, cost in ((1, "2026-11-20", 1e6), (2, "2026-11-22", 5e5),
                                 (3, None, None))]  # fmt: skip
    advice = [{"id_inovasi": "a", "nomor": n, "temuan": "t", "rekomendasi": "r",
               "target_waktu": "2026-01-31", "status": status}
              for n, status in enumerate(("selesai", "berjalan", None), 1)]  # fmt: skip
    subject = opened("35.79.03", inovasi=[lansia], rencana_pengembangan=plan, rekomendasi=advice)
    said = plans.plan_sentence(subject)
    assert "memuat 3 kegiatan" in said
    assert "Rp1.500.000 untuk 2 kegiatan" in said
    assert "1 kegiatan sudah melewati" in said
    said = plans.matrix_sentence(subject)
    assert said.startswith("Dari 3 rekomendasi: 1 berjalan, 1 selesai, dan 1 tanpa status.")
    assert said.endswith("2 melewati target waktunya dan belum selesai.")


@pytest.mark.parametrize(
    ("ended", "told"),
    [(0, "7 belum berhenti (100%; selang eksak 95 persen: 59–100%)"),
     (1, "6 belum berhenti (86%; selang eksak 95 persen: 42–100%)")],
)  # fmt: skip
def test_seven_winners_have_an_exact_interval(opened, lansia, ended, told):
    """Published: 7 of 7 is 59.0-100 %, 6 of 7 is 42.1-99.6 %."""
    codes = ["35.07.32", "35.20.05", "35.24.03", "35.29.04", "35.77.02", "35.78.12", "35.79.03"]
    rows = [lansia | {"id": kode, "kode": kode, "judul": kode} for kode in codes]
    seen = [{"id_inovasi": kode, "tanggal": "2025-10-01",
             "status": "berhenti" if n < ended else "tetap"}
            for n, kode in enumerate(codes)]  # fmt: skip
    subject = opened("35.79.03", inovasi=rows, tindak_lanjut=seen)
    assert told in risk.sentence(subject)


def test_without_levels_nothing_is_said_to_be_safe(opened, lansia):
    assert "tidak dapat diperiksa" in risk.sentence(opened("35.79.03", inovasi=[lansia]))
    assert "tidak dapat diperiksa" in risk.sentence(opened("35.79.03"))


@pytest.mark.parametrize("status", ["berhenti", "diserap"])
def test_what_has_ended_is_no_longer_at_risk(opened, lansia, status):
    seen = [visit("2025-10-01", status)]
    subject = opened("35.79.03", inovasi=[lansia | {"i16": 0}], tindak_lanjut=seen)
    assert risk.sentence(subject).startswith("1 inovasi sudah berhenti atau diserap")
    assert risk.reasons(subject).empty


def test_reasons_are_those_on_file(opened, lansia):
    levels = LEVELS | {"i16": 0}
    seen = [visit("2025-10-01", "melemah")]
    subject = opened("35.79.03", inovasi=[lansia | levels], tindak_lanjut=seen)
    reasons = risk.reasons(subject)["Alasan"].tolist()
    assert any("melemah" in reason for reason in reasons)
    assert any("produk hukum" in reason for reason in reasons)


def test_capacity_from_levels_is_called_a_proxy(opened, lansia):
    subject = opened("35.79.03", inovasi=[lansia | LEVELS])
    assert "proksi, bukan PSAT" in capacity.title(subject)
    assert "proksi, bukan PSAT" in capacity.sentence(subject)
    assert capacity.table(subject)["Bagian level tertinggi (%)"].eq(100).all()


def test_a_survey_goes_before_the_proxy_and_shows_its_assessors(opened, lansia):
    domains = [domain.kode for domain in instruments.load("psat").ranah]
    rows = [{"instrumen": "psat", "objek": "a", "responden": f"R00{rater}", "gelombang": 0,
             "domain": domain, "butir": f"{domain}{item}", "nilai": 4 + (item + place) % 2}
            for rater in (1, 2, 3) for place, domain in enumerate(domains)
            for item in range(5)]  # fmt: skip
    subject = opened("35.79.03", inovasi=[lansia | LEVELS], survei=rows)
    table = capacity.table(subject)
    assert "survei" in capacity.title(subject)
    assert len(table) == len(domains) + 1
    assert table["Penilai"].eq(3).all()
    assert table["Nilai (1–7)"].dropna().between(4, 5).all()
    assert "Survei" not in filling.wanted(subject)["Yang belum diisi"].tolist()


def test_two_innovations_are_told_apart_in_every_table(opened, lansia):
    other = lansia | {"id": "b", "judul": "Batik"}
    rows = [{"id_inovasi": name, "nomor": 1, "klaim": name} for name in "ba"]
    table = claims.table(opened("35.79.03", inovasi=[lansia, other], klaim=rows))
    assert table[["Inovasi", "Klaim"]].to_numpy().tolist() == [
        ["Lansia Smart", "a"], ["Batik", "b"],
    ]  # fmt: skip


def test_what_is_filled_is_no_longer_wanted(opened, lansia):
    subject = opened("35.79.03", inovasi=[lansia])
    asked = filling.wanted(subject)["Yang belum diisi"].tolist()
    assert "Inovasi" not in asked
    assert "Klaim dan bukti" in asked
    assert "Inovasi" in filling.wanted(opened("35.79.03"))["Yang belum diisi"].tolist()
