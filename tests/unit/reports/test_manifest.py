"""The manifest tells what each report was made from, in a shape that its schema describes."""

import json
from pathlib import Path

import jsonschema
import pytest

from evaluasi.reports import manifest
from evaluasi.reports.blocks import KeyFigure
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Fault, Job, JobResult, Output

SCHEMA = json.loads(
    Path(manifest.__file__).with_name("manifest.schema.json").read_text(encoding="utf-8")
)
HASH = "0" * 64
KEY = {
    **dict.fromkeys(("notebook", "data", "program", "versi", "templat"), HASH),
    "bahasa": "id",
    "masukan": {"lembaga.toml": HASH, "catatan/35.79.md": None},
}
BATCH = {
    "id": "0" * 32,
    "mulai": "2026-11-21T10:00:00+07:00",
    "selesai": "2026-11-21T10:01:00+07:00",
    "notebook": {"nama": "laporan_wilayah", "sha256": HASH},
    "data": {"judul": "Jawa Timur", "jenis": "publik", "sidik": HASH},
    "parameter": {"tanggal": "2026-11-21"},
    "versi": {"evaluasi": "0.1.0"},
    "bahasa": "id",
}
RESULTS = {
    "menunggu": None,
    "gagal": JobResult(1.0, Fault("salah", 3)),
    "selesai": JobResult(
        2.345,
        outputs={"html": Output("a.html", HASH, 3, 1)},
        key_figures=(KeyFigure("IID", None, "belum ada data"),),
        figures=1,
        tables=2,
    ),
}


def job():
    notebook = Path("laporan_wilayah.ipynb")
    out = Path("reports")
    return Job("35.79", "Kota Batu", "a", notebook, {}, out, {}, "evaluasi", key=KEY)


@pytest.mark.parametrize("ended", [None, "2026-11-21T10:01:00+07:00"])
@pytest.mark.parametrize("status", RESULTS)
def test_every_status_fits_the_schema(tmp_path, status, ended):
    found = manifest.entry(job(), RESULTS[status])
    assert found["status"] == status
    layout = Layout(tmp_path)
    manifest.write(layout, BATCH | {"selesai": ended}, {"a": found})
    jsonschema.validate(json.loads(layout.manifest.read_text(encoding="utf-8")), SCHEMA)
    assert manifest.recorded(layout) == {"a": found}


def test_the_schema_refuses_what_it_does_not_know():
    found = manifest.entry(job())
    known = {"versi_manifest": manifest.VERSION, "batch": BATCH, "laporan": {"a": found}}
    jsonschema.validate(known, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(known | {"laporan": {"a": found | {"lain": 1}}}, SCHEMA)


def test_the_manifest_has_a_line_for_each_report(tmp_path):
    layout = Layout(tmp_path)
    manifest.write(layout, BATCH, {"b": manifest.entry(job()), "a": manifest.entry(job())})
    lines = layout.manifest.read_text(encoding="utf-8").splitlines()
    assert [line[:4] for line in lines if line.startswith('"') and "kode" in line] == [
        '"a":',
        '"b":',
    ]


def logged(layout, *happened):
    start = {"peristiwa": "mulai", "versi_manifest": manifest.VERSION}
    lines = (json.dumps(event) + "\n" for event in (start, *happened))
    layout.events.write_text("".join(lines), encoding="utf-8")


def test_what_the_manifest_missed_is_taken_from_the_log(tmp_path):
    layout = Layout(tmp_path)
    waiting, done = (manifest.entry(job(), RESULTS[status]) for status in ("menunggu", "selesai"))
    manifest.write(layout, BATCH, {"a": waiting, "b": waiting})
    logged(layout, {"peristiwa": "selesai", "laporan": "a", "entri": done})
    assert manifest.recorded(layout) == {"a": done, "b": waiting}
    layout.manifest.unlink()
    assert manifest.recorded(layout) == {"a": done}


def test_a_line_torn_by_a_kill_costs_only_its_own_report(tmp_path):
    layout = Layout(tmp_path)
    done = manifest.entry(job(), RESULTS["selesai"])
    happened = [{"peristiwa": "selesai", "laporan": name, "entri": done} for name in "abc"]
    logged(layout, *happened)
    whole = layout.events.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    for length in range(0, len(last) - 1, 29):
        layout.events.write_bytes(whole[: len(whole) - len(last) + length])
        assert set(manifest.recorded(layout)) == {"a", "b"}


def test_a_log_of_another_version_is_left_alone(tmp_path):
    layout = Layout(tmp_path)
    logged(layout, {"peristiwa": "selesai", "laporan": "a", "entri": manifest.entry(job())})
    words = layout.events.read_text(encoding="utf-8")
    layout.events.write_text(words.replace(f": {manifest.VERSION}", ": 99"), encoding="utf-8")
    assert manifest.recorded(layout) == {}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"versi_manifest": 99}', '{"versi_manifest": 2, "laporan": {"a": 1}}'],
)
def test_an_unreadable_manifest_does_not_stop_a_batch(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    assert manifest.recorded(Layout(tmp_path)) == {}


def test_files_that_are_gone_are_not_listed_and_a_report_without_any_neither(tmp_path):
    layout = Layout(tmp_path)
    files = {"html": Output("a.html", HASH), "pdf": Output("a.pdf", HASH)}
    done = manifest.entry(job(), JobResult(1.0, outputs=files))
    failed = manifest.entry(job(), RESULTS["gagal"])
    assert manifest.still_there({"a": done, "b": failed}, layout) == {"b": failed}
    (tmp_path / "a.html").touch()
    left = done | {"keluaran": {"html": done["keluaran"]["html"]}}
    assert manifest.still_there({"a": done, "b": failed}, layout) == {"a": left, "b": failed}
