"""The analyst's words and the letterhead come from files that people fill in by hand."""

from pathlib import Path

import pytest

from evaluasi.errors import EvaluasiError
from evaluasi.reports.region import letterhead, notes


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "catatan").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_note_the_reader_is_told_where_to_write_one(opened, folder):
    assert "`catatan/35.79.md`" in notes.analyst(opened("35.79"))


def test_an_empty_note_is_no_note(opened, folder):
    (folder / "catatan/35.79.md").write_text(" \n", encoding="utf-8")
    assert "`catatan/35.79.md`" in notes.analyst(opened("35.79"))


def test_a_note_is_taken_over_with_its_headings_below_the_sections(opened, folder):
    text = "# Kunjungan\n\nIsi.\n\n```\n# bukan judul\n```\n\n## Temuan\n"
    (folder / "catatan/35.79.md").write_text(text, encoding="utf-8-sig")
    assert notes.analyst(opened("35.79")) == (
        "### Kunjungan\n\nIsi.\n\n```\n# bukan judul\n```\n\n#### Temuan"
    )


def test_headings_that_are_low_enough_stay(opened, folder):
    (folder / "catatan/35.79.md").write_text("### Temuan\n\nIsi.", encoding="utf-8")
    assert notes.analyst(opened("35.79")) == "### Temuan\n\nIsi."


def test_a_note_in_another_encoding_is_refused_in_words(opened, folder):
    (folder / "catatan/35.79.md").write_bytes("caf\xe9".encode("latin-1"))
    with pytest.raises(EvaluasiError, match="UTF-8"):
        notes.analyst(opened("35.79"))


def test_the_letterhead_of_this_project_can_be_read(opened):
    meta = letterhead.meta(opened("35.79"))  # its owner may have filled it in
    assert meta["draft"] is not bool(meta["reviewer"])


def test_without_a_letterhead_the_report_is_a_draft(opened, folder, monkeypatch):
    monkeypatch.setattr(letterhead, "locate", Path)
    meta = letterhead.meta(opened("35.79"), "2026-11-21")
    assert meta["title"] == "Laporan Evaluasi Inovasi Daerah: Kota Batu"
    assert (meta["draft"], meta["institution"], meta["date"]) == (True, "", "2026-11-21")


def test_a_named_reviewer_ends_the_draft(opened, folder):
    (folder / "lembaga.toml").write_text(
        'nama = "Brida Kota Batu"\npenanggung_jawab = "A, Kepala"\npenelaah = "B, Peneliti"\n',
        encoding="utf-8",
    )
    meta = letterhead.meta(opened("35.79"))
    assert (meta["draft"], meta["reviewer"]) == (False, "B, Peneliti")
    assert meta["institution"] == "Brida Kota Batu"
    assert "date" not in meta


def test_a_logo_is_carried_inside_the_report(opened, folder):
    (folder / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "lembaga.toml").write_text('logo = "logo.svg"', encoding="utf-8")
    assert letterhead.meta(opened("35.79"))["logo"] == "data:image/svg+xml;base64,PHN2Zy8+"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("nama = Brida", "tidak dapat dibaca"),
        ('instansi = "Brida"\nnama = 3', "isian “instansi” tidak dikenal"),
        ('instansi = "Brida"\nnama = 3', "isian “nama” harus berupa teks"),
        ('logo = "tiada.png"', "Logo"),
        ('logo = "lembaga.toml"', "PNG, JPEG, atau SVG"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(opened, folder, written, told):
    (folder / "lembaga.toml").write_text(written, encoding="utf-8")
    with pytest.raises(EvaluasiError, match=told):
        letterhead.meta(opened("35.79"))
