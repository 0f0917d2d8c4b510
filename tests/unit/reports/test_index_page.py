"""The index lists every report with its status and key figures; the script only helps."""

import base64
import hashlib
import re
from pathlib import Path

from evaluasi.reports import index
from evaluasi.reports.blocks import KeyFigure
from evaluasi.reports.job import Fault, Job, JobResult, Output
from evaluasi.reports.manifest import entry
from evaluasi.reports.templating import asset

BATCH = {
    "parameter": {"tanggal": "2026-11-21", "tahun": 2025},
    "data": {"judul": "Jawa Timur", "sidik": "a" * 64},
    "notebook": {"nama": "laporan_wilayah"},
    "versi": {"evaluasi": "0.1.0"},
}


def job(code="35.79", name="Kota Batu"):
    stem = f"{code}_x"
    return Job(code, name, stem, Path("laporan_wilayah.ipynb"), {}, Path("reports"), {}, "evaluasi")


def done(**fields):
    outputs = {"html": Output("35.79_x.html", "0" * 64), "ipynb": Output("notebook/x.ipynb", "1")}
    return JobResult(**{"seconds": 6.12, "outputs": outputs, **fields})


def page(*entries):
    return index.render(BATCH, {found["kode"]: found for found in entries})


def row(rendered, name):
    return next(r for r in re.findall(r"<tr>.*?</tr>", rendered, re.S) if name in r)


def test_a_finished_report_links_to_its_files():
    found = row(page(entry(job(), done())), "Kota Batu")
    assert re.findall(r'href="(.*?)"', found) == [
        "35.79_x.html",
        "35.79_x.html",
        "notebook/x.ipynb",
    ]
    assert "selesai" in found
    assert "6,1" not in found  # how long it took is for the manifest


def test_a_failed_report_shows_its_error_and_log_but_no_report():
    failed = JobResult(2.0, Fault("ValueError: <b>salah</b>", 4, "log/35.79_x.log"))
    found = row(page(entry(job(), failed)), "Kota Batu")
    assert re.findall(r'href="(.*?)"', found) == ["log/35.79_x.log"]
    assert "sel [4]" in found
    assert "&lt;b&gt;salah" in found


def test_a_report_that_has_not_run_is_waiting():
    found = row(page(entry(job())), "Kota Batu")
    assert "menunggu" in found
    assert "href" not in found


def test_key_figures_are_columns_with_numbers_to_sort_by():
    first = done(key_figures=(KeyFigure("IID", 84.19, "84,19"), KeyFigure("TPT", None, "belum")))
    second = done(key_figures=(KeyFigure("TPT", 4.5, "4,50"),))
    rendered = page(entry(job(), first), entry(job("35.10", "Banyuwangi"), second))
    heads = re.findall(r'<th scope="col" class="angka">(.*?)</th>', rendered)
    assert heads == ["TPT", "IID"]
    assert 'data-v="84.19">84,19<' in row(rendered, "Kota Batu")
    assert 'kosong" data-v="">–<' in row(rendered, "Banyuwangi")


def test_names_from_data_are_text():
    hostile = "<img src=x onerror=alert(1)>"
    found = done(key_figures=(KeyFigure(hostile, 1.0, hostile),))
    assert "<img" not in page(entry(job(name=hostile), found))


def test_simulated_reports_are_marked():
    assert "SIMULASI" not in page(entry(job(), done()))
    assert page(entry(job(), done(simulated=True))).count("SIMULASI") == 2


def test_reports_of_several_notebooks_in_one_folder_are_told_apart():
    other = entry(job(), done()) | {"notebook": "studi_dampak", "kode": "lain"}
    first = entry(job(), done())
    assert "studi_dampak" in page(first, other)
    assert "laporan_wilayah<" not in page(first)


def test_only_our_script_may_run_and_it_is_small():
    rendered = page(entry(job(), done()))
    (script,) = re.findall(r"<script>(.*?)</script>", rendered, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in rendered
    assert len(script.encode()) < 5_000
    assert script == str(asset("index.js"))


def test_without_the_script_nothing_but_the_table_is_shown():
    rendered = page(entry(job(), done()))
    assert '<p class="cari" hidden>' in rendered
    assert "<button" not in rendered
