"""A batch is checked before anything runs, and all that is wrong is told at once."""

from pathlib import Path

import pytest

from evaluasi.errors import DatasetError, EvaluasiError, OutputError, ParameterError, RegionError
from evaluasi.reports import formats, freshness, manifest, planning
from evaluasi.reports.job import JobResult, output
from evaluasi.reports.planning import plan
from evaluasi.reports.selection import Choice

ROOT = Path(__file__).parents[3]
NOTEBOOKS = ROOT / "tests" / "notebooks"
SMALL = NOTEBOOKS / "laporan_kecil.ipynb"
BATU = Choice(("35.79",))


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")


@pytest.fixture(autouse=True)
def same_program(monkeypatch):
    """Let nobody who edits the package meanwhile make a report stale."""
    monkeypatch.setattr(freshness, "program_hash", lambda: "0" * 64)


def planned(tmp_path, choice=BATU, notebook=SMALL, **options):
    return plan(notebook, choice, out=tmp_path / "reports", **options)


def test_a_job_carries_what_its_report_is_made_from(tmp_path):
    (job,) = planned(tmp_path, year=2024).jobs
    assert (job.code, job.name) == ("35.79", "Kota Batu")
    assert job.parameters == {
        "wilayah": "35.79",
        "data": "data/jatim",
        "tanggal": "2026-11-21",
        "tahun": 2024,
    }
    assert job.meta["date"] == "2026-11-21"
    assert job.meta["dataset"].startswith("Inovasi daerah")
    assert not job.meta["simulated"]
    assert not (tmp_path / "reports").exists()


def test_without_a_choice_all_38_of_the_home_province_are_planned(tmp_path):
    checked = planned(tmp_path, Choice())
    assert len(checked.jobs) == 38
    first, second, *_ = checked.summary().splitlines()
    assert first.startswith("38 laporan akan dibuat ke ")
    assert first.endswith("; 0 masih segar:")
    assert second == "  35.01  Kabupaten Pacitan: baru"
    assert checked.stale == checked.jobs


def test_without_a_format_html_is_made_and_pdf_where_it_can_be(tmp_path, monkeypatch):
    (job,) = planned(tmp_path).jobs
    assert job.formats == ("html", "pdf")
    assert formats.left_out() == ""
    monkeypatch.setattr(formats, "find_spec", lambda _name: None)
    (job,) = planned(tmp_path).jobs
    assert job.formats == ("html",)
    assert formats.left_out() == "PDF tidak dibuat: belum ada paket typst (pip install typst)."


@pytest.fixture
def on_file(tmp_path):
    """The report of Kota Batu, made and on file."""
    checked = planned(tmp_path, formats=("html",))
    checked.layout.prepare()
    (job,) = checked.jobs
    paths = {
        "html": checked.layout.report(job.stem, "html"),
        "ipynb": checked.layout.notebook(job.stem),
    }
    for path in paths.values():
        path.write_text("isi")
    outputs = {name: output(path, checked.layout) for name, path in paths.items()}
    batch = {**checked.shared, "id": "0" * 32}
    done = manifest.entry(job, JobResult(1.0, outputs=outputs))
    manifest.write(checked.layout, batch, {job.stem: done})


def test_what_is_fresh_is_not_planned_again_unless_it_is_asked_for(tmp_path, on_file):
    both = Choice(("35.78", "35.79"))
    checked = planned(tmp_path, both, formats=("html",))
    assert [job.code for job in checked.stale] == ["35.78"]
    assert [job.code for job in checked.jobs] == ["35.78", "35.79"]
    assert checked.summary().splitlines()[1:] == [
        "  35.78  Kota Surabaya: baru",
        "  35.79  Kota Batu: segar",
    ]
    forced = planned(tmp_path, both, formats=("html",), force=True)
    assert forced.stale == forced.jobs
    assert forced.summary().splitlines()[2] == "  35.79  Kota Batu: diminta ulang"


def test_another_year_or_format_is_another_report(tmp_path, on_file):
    assert planned(tmp_path, formats=("html",)).stale == ()
    (reason,) = planned(tmp_path, formats=("html",), year=2024).reasons.values()
    assert reason == "berubah: parameter tahun"
    (reason,) = planned(tmp_path).reasons.values()
    assert reason == "hilang: PDF"


def test_nothing_is_given_to_a_notebook_that_it_does_not_declare(tmp_path):
    (job,) = planned(tmp_path, notebook=NOTEBOOKS / "gagal_satu.ipynb").jobs
    assert job.parameters == {"wilayah": "35.79"}


@pytest.mark.parametrize(
    ("options", "kind", "told"),
    [
        ({"choice": Choice(("Malang",))}, RegionError, "Kabupaten Malang"),
        ({"choice": Choice(("35.79.03",))}, RegionError, "kecamatan"),
        ({"choice": Choice(("11.01",))}, RegionError, "tidak ada di dataset"),
        ({"year": 1900}, ParameterError, "1900"),
        ({"formats": ("docx",)}, ParameterError, "docx"),
        ({"formats": ()}, ParameterError, "html"),
        ({"data": "data/antah"}, DatasetError, "data/antah"),
        ({"notebook": "laporan_antah"}, ParameterError, "laporan_antah"),
        ({"notebook": NOTEBOOKS / "tanpa_parameter.ipynb"}, ParameterError, "wilayah"),
        ({"notebook": NOTEBOOKS / "gagal_satu.ipynb", "year": 2024}, ParameterError, "tahun"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else getattr(value, "__name__", value),
)
def test_a_wrong_call_is_refused(tmp_path, options, kind, told):
    with pytest.raises(kind, match=told):
        planned(tmp_path, **options)
    assert list(tmp_path.iterdir()) == []


def test_a_year_after_all_data_is_the_latest(tmp_path):
    (job,) = planned(tmp_path, year=2040).jobs
    assert job.parameters["tahun"] == 2040


def test_all_faults_of_a_call_are_told_at_once(tmp_path):
    with pytest.raises(EvaluasiError) as caught:
        planned(tmp_path, Choice(("Malang",)), year=1900, formats=("docx",))
    for told in ("docx", "1900", "35.73"):
        assert told in str(caught.value)


@pytest.mark.parametrize("content", ["", "{}", '{"cells": 1, "nbformat": 4}', "bukan json"])
def test_a_broken_notebook_is_told_in_a_sentence(tmp_path, content):
    broken = tmp_path / "rusak.ipynb"
    broken.write_text(content)
    with pytest.raises(ParameterError, match="tidak dapat dibaca"):
        plan(broken, BATU, out=tmp_path / "reports")


def test_an_output_path_through_a_file_is_refused(tmp_path):
    (tmp_path / "berkas").touch()
    with pytest.raises(OutputError, match="bukan folder"):
        plan(SMALL, BATU, out=tmp_path / "berkas" / "reports")


def test_a_folder_that_may_not_be_written_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(planning.os, "access", lambda _path, _mode: False)
    with pytest.raises(OutputError, match="tidak dapat ditulisi"):
        planned(tmp_path)


def test_the_date_is_that_of_today_unless_it_is_fixed(monkeypatch):
    assert planning.report_date() == "2026-11-21"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert planning.report_date() > "2026-01-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "kemarin")
    with pytest.raises(ParameterError, match="kemarin"):
        planning.report_date()
