"""`evaluasi laporan` with the region report on the data that ship, from shell to HTML."""

import csv
import html
import json
import os
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks/laporan_wilayah.ipynb"
TOLD = ["Ringkasan", "Profil wilayah dan letaknya", "Indeks Inovasi Daerah",
        "Inovasi yang dilaporkan", "Keberlanjutan", "Capaian", "Penghargaan", "Catatan analis",
        "Data yang akan memperkuat laporan ini", "Sumber, lisensi, dan versi"]  # fmt: skip


def make(out, *words):
    command = [sys.executable, "-m", "evaluasi", "laporan", "--keluaran", str(out), *words]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return out


@pytest.fixture(scope="module")
def jatim(tmp_path_factory):
    return make(tmp_path_factory.mktemp("jatim"), "--wilayah", "35.79,35.10,35.27")


@pytest.fixture(scope="module")
def nasional(tmp_path_factory):
    words = ["--data", "data/nasional", "--wilayah", "91.03,35,94.01"]
    return make(tmp_path_factory.mktemp("nasional"), *words)


class Page(HTMLParser):
    """Text, headings and the cells of all tables of a page."""

    def __init__(self, path):
        super().__init__()
        self.raw = path.read_text(encoding="utf-8")
        self.headings, self.cells, self._open = [], [], None
        self.feed(self.raw)
        self.text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.raw)).split())

    def handle_starttag(self, tag, _attrs):
        if tag in ("h1", "h2", "td"):
            self._open = tag
            (self.cells if tag == "td" else self.headings).append("")

    def handle_endtag(self, tag):
        if tag == self._open:
            self._open = None

    def handle_data(self, data):
        if self._open:
            (self.cells if self._open == "td" else self.headings)[-1] += data


def page(folder, kode):
    (path,) = folder.glob(f"{kode}_*.html")
    return Page(path)


def entry(folder, kode):
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["laporan"]
    return next(e for e in found.values() if e["kode"] == kode)


@pytest.mark.parametrize("kode", ["35.79", "35.10", "35.27"])
def test_a_report_of_east_java_has_every_section_and_its_figures(jatim, kode):
    found = page(jatim, kode)
    assert found.headings[0].startswith("Laporan Evaluasi Inovasi Daerah: ")
    assert [h.strip() for h in found.headings if h.strip() in TOLD] == TOLD
    figures = entry(jatim, kode)["gambar"]
    # two more where an award is compared: before and after, and the region's own placebos
    assert figures == (9 if kode == "35.10" else 7)
    assert entry(jatim, kode)["tabel"] >= 9
    letterhead = tomllib.loads((ROOT / "lembaga.toml").read_text(encoding="utf-8"))
    assert ("DRAF" in found.text) is not bool(letterhead["penelaah"])


@pytest.mark.parametrize("kode", ["91.03", "35", "94.01"])
def test_a_region_with_hardly_any_data_still_gets_its_report(nasional, kode):
    found = page(nasional, kode)
    assert [h.strip() for h in found.headings if h.strip() in TOLD] == TOLD
    assert "Belum ada data persentase penduduk miskin" in found.text
    assert "tidak tercatat tidak berarti tanpa penghargaan" in found.text


def test_poverty_of_kota_batu_stands_in_the_report_as_in_the_file(jatim):
    with (ROOT / "data/jatim/capaian.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        poverty = {
            r["tahun"]: r["nilai"] for r in rows if (r["kode"], r["indikator"]) == ("35.79", "p0")
        }
    assert len(poverty) == 16
    (stored,) = (jatim / "notebook").glob("35.79_*.ipynb")
    bundles = [
        output.data["application/vnd.evaluasi+json"]
        for cell in nbformat.read(stored, as_version=4).cells
        for output in cell.get("outputs", ())
        if "application/vnd.evaluasi+json" in output.get("data", {})
    ]
    chart = next(b for b in bundles if b.get("title") == "Persentase penduduk miskin Kota Batu")
    names = [column["label"] for column in chart["data"]["columns"]]
    drawn = [dict(zip(names, row, strict=True)) for row in chart["data"]["rows"]]
    value = next(name for name in names if name.startswith("Persentase"))
    own = {str(row["Tahun"]): row[value] for row in drawn if row["Kode"] == "35.79"}
    assert own == {year: float(text) for year, text in poverty.items()}
    assert "2,86" in [cell.strip() for cell in page(jatim, "35.79").cells]


def test_banyuwangis_index_of_2021_stands_in_the_report(jatim):
    found = page(jatim, "35.10")
    assert "84,19" in [cell.strip() for cell in found.cells]
    assert "skor IID Kabupaten Banyuwangi 84,19 (skala 0–100)" in found.text


def test_key_figures_are_those_of_the_file_or_missing(jatim, nasional):
    figures = {f["label"]: f["nilai"] for f in entry(jatim, "35.79")["angka_kunci"]}
    assert figures["Persentase penduduk miskin, 2025 (persen)"] == 2.86
    assert figures["Skor IID terakhir (skala 0–100)"] is None
    elsewhere = {f["label"]: f["nilai"] for f in entry(nasional, "91.03")["angka_kunci"]}
    assert set(figures) == set(elsewhere)
    assert set(elsewhere.values()) == {None}


def test_no_rank_of_ours_is_printed(jatim):
    for kode in ("35.79", "35.27"):
        assert not re.search(r"peringkat (ke-)?\d", page(jatim, kode).text)


def test_an_earlier_reporting_year_knows_nothing_later(tmp_path):
    found = page(make(tmp_path, "--wilayah", "35.10", "--tahun", "2020"), "35.10")
    assert "84,19" not in found.text
    assert "8,06 persen" in found.text  # poverty of 2020
    assert "IGA 2021" not in found.text


def test_the_same_inputs_give_the_same_bytes(jatim, tmp_path):
    again = make(tmp_path, "--wilayah", "35.79")
    assert page(again, "35.79").raw == page(jatim, "35.79").raw


def test_the_notebook_is_stored_valid_and_without_outputs():
    nb = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(nb)
    assert nb.nbformat_minor >= 5
    assert all(not cell.get("outputs") for cell in nb.cells)
    assert all(re.fullmatch(r"[a-z][a-z-]*", cell.id) for cell in nb.cells)
    first = [c for c in nb.cells if c.cell_type == "markdown" and re.match(r"# ", c.source)]
    assert len(first) == 1
