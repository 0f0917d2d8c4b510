"""A report is made again exactly when something it rests on has changed, and the reason is told."""

import os
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from evaluasi.reports import folders, freshness, manifest
from evaluasi.reports.folders import Layout
from evaluasi.reports.freshness import Inputs, shared_key, why
from evaluasi.reports.job import Fault, Job, JobResult, output
from evaluasi.reports.region import letterhead, notes

HASH = "0" * 64
KEY = {
    **dict.fromkeys(("notebook", "data", "program", "versi", "templat"), HASH),
    "bahasa": "id",
    "masukan": {"lembaga.toml": HASH, "catatan/35.79.md": None},
}
PARAMETERS = {"wilayah": "35.79", "tahun": 2024, "tanggal": "2026-11-21"}


def job(out, key=KEY, parameters=PARAMETERS, formats=("html",)):
    notebook = Path("laporan_wilayah.ipynb")
    return Job("35.79", "Kota Batu", "a", notebook, parameters, out, {}, "evaluasi", formats, key)


@pytest.fixture
def made(tmp_path):
    """A report on file: its folder and its entry."""
    layout = Layout(tmp_path)
    layout.prepare()
    paths = {"html": layout.report("a", "html"), "ipynb": layout.notebook("a")}
    for path in paths.values():
        path.write_text("isi")
    outputs = {name: output(path, layout) for name, path in paths.items()}
    return layout, manifest.entry(job(tmp_path), JobResult(1.0, outputs=outputs))


@pytest.fixture(autouse=True)
def date_not_fixed(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_nothing_changed_nothing_made(made):
    layout, entry = made
    assert why(entry, job(layout.out), layout) == ""


def test_a_report_that_never_was_or_failed_is_made(made):
    layout, _ = made
    waiting = manifest.entry(job(layout.out))
    failed = manifest.entry(job(layout.out), JobResult(1.0, Fault("salah")))
    assert why(None, job(layout.out), layout) == "baru"
    assert why(waiting, job(layout.out), layout) == "baru"
    assert why(failed, job(layout.out), layout) == "gagal sebelumnya"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"notebook": "1"}, "notebook"),
        ({"data": "1"}, "data"),
        ({"program": "1"}, "program"),
        ({"versi": "1"}, "versi paket"),
        ({"templat": "1"}, "templat"),
        ({"bahasa": "en"}, "bahasa"),
        ({"masukan": KEY["masukan"] | {"catatan/35.79.md": HASH}}, "catatan/35.79.md"),
        ({"masukan": KEY["masukan"] | {"lembaga.toml": None}}, "lembaga.toml"),
        ({"data": "1", "templat": "1"}, "data, templat"),
    ],
)
def test_a_change_of_any_ingredient_is_named(made, change, told):
    layout, entry = made
    assert why(entry, job(layout.out, KEY | change), layout) == f"berubah: {told}"


@pytest.mark.parametrize(
    "parameters",
    [PARAMETERS | {"tahun": 2025}, {k: v for k, v in PARAMETERS.items() if k != "tahun"}],
)
def test_a_change_of_a_parameter_is_named(made, parameters):
    layout, entry = made
    told = why(entry, job(layout.out, parameters=parameters), layout)
    assert told == "berubah: parameter tahun"


def test_a_new_day_makes_no_report_stale_unless_the_date_is_fixed(made, monkeypatch):
    layout, entry = made
    tomorrow = job(layout.out, parameters=PARAMETERS | {"tanggal": "2026-11-22"})
    assert why(entry, tomorrow, layout) == ""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert why(entry, tomorrow, layout) == "berubah: parameter tanggal"


def test_a_lost_file_or_a_format_not_yet_made_is_missing(made):
    layout, entry = made
    assert why(entry, job(layout.out, formats=("html", "pdf")), layout) == "hilang: PDF"
    layout.report("a", "html").unlink()
    layout.notebook("a").unlink()
    assert why(entry, job(layout.out), layout) == "hilang: HTML, IPYNB"


@pytest.mark.parametrize("content", ["isi lain", "isx", ""])
def test_a_file_with_other_content_is_seen(made, content):
    layout, entry = made
    page = layout.report("a", "html")
    page.write_text(content)
    os.utime(page, ns=(1, 1))
    assert why(entry, job(layout.out), layout) == "isi berkas berubah: HTML"


def test_a_copied_folder_is_fresh_though_its_times_are_new(made):
    layout, entry = made
    for path in (layout.report("a", "html"), layout.notebook("a")):
        os.utime(path, ns=(1, 1))
    assert why(entry, job(layout.out), layout) == ""


def notebook(source="x = 1", tags=(), metadata=None):
    cells = [new_markdown_cell("# Judul"), new_code_cell(source, metadata={"tags": list(tags)})]
    return new_notebook(cells=cells, metadata=metadata or {})


def test_the_notebook_hash_sees_code_and_prose_but_not_tags_or_outputs():
    known = freshness.notebook_hash(notebook())
    assert freshness.notebook_hash(notebook(tags=["parameters"])) == known
    assert freshness.notebook_hash(notebook("x = 2")) != known


def test_the_key_sees_language_and_packages(monkeypatch):
    known = shared_key(notebook(), HASH)
    assert shared_key(notebook(), HASH) == known
    monkeypatch.setenv("EVALUASI_BAHASA", "en")
    assert shared_key(notebook(), HASH) == known | {"bahasa": "en"}
    monkeypatch.delenv("EVALUASI_BAHASA")
    version = freshness.metadata.version
    monkeypatch.setattr(
        freshness.metadata, "version", lambda name: "99" if name == "babel" else version(name)
    )
    found = shared_key(notebook(), HASH)
    assert {name for name in known if found[name] != known[name]} == {"versi"}


def test_templates_and_program_are_told_apart(tmp_path, monkeypatch):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "a.html").write_text("a")
    (tmp_path / "a.py").write_text("a")
    monkeypatch.setattr(freshness, "TEMPLATES", templates)
    monkeypatch.setattr(freshness, "_PACKAGE", tmp_path)
    before = freshness.template_hash(), freshness.program_hash()
    (templates / "b.css").write_text("b")
    template = freshness.template_hash()
    assert (template != before[0], freshness.program_hash()) == (True, before[1])
    (tmp_path / "a.py").write_bytes(b"a\r\n")
    changed = freshness.program_hash()
    assert changed != before[1]
    (tmp_path / "a.py").write_bytes(b"a\n")
    assert freshness.program_hash() == changed  # line ends are not content
    (tmp_path / "a.pyc").write_text("x")
    assert freshness.program_hash() == changed
    assert freshness.template_hash() == template


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder of its own."""
    monkeypatch.setattr(folders, "PROJECT", tmp_path / "proyek")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_letterhead_logo_and_notes_are_ingredients(folder):
    assert Inputs(notebook()).of("35.79") == {"lembaga.toml": None, "catatan/35.79.md": None}
    (folder / "lembaga.toml").write_text('logo = "kop.png"', encoding="utf-8")
    (folder / "kop.png").write_bytes(b"gambar")
    (folder / "catatan").mkdir()
    (folder / "catatan" / "35.79.md").write_text("catatan")
    found = Inputs(notebook()).of("35.79")
    assert set(found) == {"lembaga.toml", "kop.png", "catatan/35.79.md"}
    assert None not in found.values()
    assert Inputs(notebook()).of("35.10")["catatan/35.10.md"] is None
    (folder / "kop.png").write_bytes(b"gambar lain")
    assert Inputs(notebook()).of("35.79")["kop.png"] != found["kop.png"]


def test_a_notebook_names_what_else_it_reads(folder):
    (folder / "survei-35.79.csv").write_text("a,b")
    nb = notebook(metadata={"evaluasi": {"masukan": ["survei-{wilayah}.csv"]}})
    assert Inputs(nb).of("35.79")["survei-35.79.csv"] is not None
    assert Inputs(nb).of("35.10")["survei-35.10.csv"] is None


@pytest.mark.parametrize("content", ["logo = 3", "logo = ", "", "\xff"])
def test_a_broken_letterhead_is_the_reports_to_complain_of(folder, content):
    (folder / "lembaga.toml").write_bytes(content.encode("latin-1"))
    assert set(Inputs(notebook()).of("35.79")) == {"lembaga.toml", "catatan/35.79.md"}


def test_the_files_are_those_that_the_region_report_reads():
    assert freshness.LETTERHEAD == letterhead.FILE
    assert freshness.NOTES == notes.FOLDER + "/{wilayah}.md"
