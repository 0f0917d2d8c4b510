"""The manifest tells what each report was made from, in a shape that its schema describes."""

import json
from pathlib import Path

import jsonschema
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from evaluasi.reports import manifest
from evaluasi.reports.blocks import KeyFigure
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Fault, Job, JobResult, Output

SCHEMA = json.loads(
    Path(manifest.__file__).with_name("manifest.schema.json").read_text(encoding="utf-8")
)
HASH = "0" * 64
BATCH = {
    "id": "0" * 32,
    "mulai": "2026-11-21T10:00:00+07:00",
    "selesai": "2026-11-21T10:01:00+07:00",
    "notebook": {"nama": "laporan_wilayah", "sha256": HASH},
    "data": {"judul": "Jawa Timur", "jenis": "publik", "sidik": HASH},
    "parameter": {"tanggal": "2026-11-21"},
    "templat": HASH,
    "versi": {"evaluasi": "0.1.0"},
    "bahasa": "id",
}
RESULTS = {
    "menunggu": None,
    "gagal": JobResult(1.0, Fault("salah", 3)),
    "selesai": JobResult(
        2.345,
        outputs={"html": Output("a.html", HASH)},
        key_figures=(KeyFigure("IID", None, "belum ada data"),),
        figures=1,
        tables=2,
    ),
}


def job(out="reports"):
    notebook = Path("laporan_wilayah.ipynb")
    return Job("35.79", "Kota Batu", "35.79_kota-batu", notebook, {}, Path(out), {}, "evaluasi")


@pytest.mark.parametrize("status", RESULTS)
def test_every_status_fits_the_schema(tmp_path, status):
    found = manifest.entry(job(), HASH, RESULTS[status])
    assert found["status"] == status
    layout = Layout(tmp_path)
    manifest.write(layout, BATCH, {"35.79_kota-batu": found})
    jsonschema.validate(json.loads(layout.manifest.read_text(encoding="utf-8")), SCHEMA)


def test_the_schema_refuses_what_it_does_not_know():
    found = manifest.entry(job(), HASH) | {"lain": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"versi_manifest": 1, "batch": BATCH, "laporan": {"x": found}}, SCHEMA)


def test_earlier_entries_are_kept_but_not_those_whose_report_is_gone(tmp_path):
    layout = Layout(tmp_path)
    done = manifest.entry(job(), HASH, RESULTS["selesai"])
    failed = manifest.entry(job(), HASH, RESULTS["gagal"])
    manifest.write(layout, BATCH, {"a": done, "b": failed})
    assert manifest.earlier(layout) == {"b": failed}
    (tmp_path / "a.html").touch()
    assert manifest.earlier(layout) == {"a": done, "b": failed}


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"versi_manifest": 99}'])
def test_an_unreadable_manifest_does_not_stop_a_batch(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    assert manifest.earlier(Layout(tmp_path)) == {}


def notebook(source="x = 1", tags=()):
    return new_notebook(
        cells=[new_markdown_cell("# Judul"), new_code_cell(source, metadata={"tags": list(tags)})]
    )


def test_the_notebook_hash_sees_code_and_prose_but_not_tags_or_outputs():
    known = manifest.notebook_hash(notebook())
    assert manifest.notebook_hash(notebook(tags=["parameters"])) == known
    assert manifest.notebook_hash(notebook("x = 2")) != known


@pytest.mark.parametrize("change", ["notebook", "data", "templat", "versi", "bahasa"])
def test_a_change_of_any_input_makes_a_report_stale(change):
    inputs = {name: BATCH[name] for name in ("notebook", "data", "templat", "versi", "bahasa")}
    known = manifest.freshness_key(inputs, {"wilayah": "35.79"})
    assert manifest.freshness_key(dict(reversed(inputs.items())), {"wilayah": "35.79"}) == known
    assert manifest.freshness_key(inputs | {change: "lain"}, {"wilayah": "35.79"}) != known
    assert manifest.freshness_key(inputs, {"wilayah": "35.10"}) != known


def test_the_template_hash_covers_every_template(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text("a")
    monkeypatch.setattr(manifest, "FOLDER", tmp_path)
    known = manifest.template_hash()
    (tmp_path / "b.css").write_text("b")
    assert manifest.template_hash() != known
