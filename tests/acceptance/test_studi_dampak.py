"""The impact study as users run it: one report, every section, told honestly; the refusal too."""

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTIONS = [
    "Ringkasan", "Pertanyaan, data, dan jebakannya", "Rancangan yang mungkin",
    "Hasil menurut setiap rancangan", "Pembacaan lain", "Keraguan",
    "Satu wilayah, satu waktu", "Pengaruh terkecil yang dapat terlihat",
    "Tingkat bukti dan kalimat yang boleh dikutip",
    "Metode", "Sumber, lisensi, dan versi",
]  # fmt: skip


def run(*words):
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "evaluasi", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def page_of(folder):
    (path,) = (p for p in folder.glob("*.html") if p.name != "indeks.html")
    raw = path.read_text(encoding="utf-8")
    headings = [html.unescape(re.sub("<[^>]+>", "", h)) for h in re.findall("<h2.*?</h2>", raw)]
    return raw, " ".join(html.unescape(re.sub(r"<[^>]+>", " ", raw)).split()), headings


@pytest.fixture(scope="module")
def awards(tmp_path_factory):
    """The study that the notebook makes by itself: IGA awards and poverty in East Java."""
    out = tmp_path_factory.mktemp("iga")
    words = ["laporan", "--notebook", "studi_dampak", "--format", "html", "--keluaran", str(out)]
    ended = run(*words)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    assert "1 dari 1 laporan selesai" in ended.stdout
    return out


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    out = tmp_path_factory.mktemp("skk")
    words = ["dampak", "--capaian", "p0", "--perlakuan", "skk", "--format", "html"]
    ended = run(*words, "--keluaran", str(out))
    assert ended.returncode == 1, ended.stderr + ended.stdout
    assert "1 dari 1 laporan selesai" in ended.stdout
    return out


def test_the_study_has_every_section_and_figure(awards):
    raw, _text, headings = page_of(awards)
    assert [name for name in headings if name in SECTIONS] == SECTIONS
    assert raw.count("<figure") >= 9


def test_the_study_tells_the_traps_the_doubts_and_the_bounds(awards):
    _raw, text, _headings = page_of(awards)
    for part in (
        "tidak tercatat",
        "Kota Probolinggo 2010–2012",
        "satu dan dua tahun lebih awal",
        "setara September",
        "t + 1 (Maret)",
        "Tren sebelum mulai",
        "berpeluang 80% terlihat",
        "Belum ada bukti bahwa penghargaan IGA mengubah persentase penduduk miskin",
        "2 dari 5",
        "inferensi randomisasi",
        "Goodman-Bacon",
        "angkatan satu per satu",
        "tidak ada kesimpulan yang dapat gugur",
        "14 dari 15 wilayah yang diperlakukan dapat dibandingkan dengan kendali sintetisnya",
        "Rambachan dan Roth (2023)",
    ):
        assert part in text


def test_no_number_is_missing_by_accident(awards, refused):
    for folder in (awards, refused):
        text = page_of(folder)[1]
        assert not re.search(r"\bnan\b|\bNone\b|<NA>|\{\w+\}", text)


def test_the_refusal_has_its_reason_the_needed_effect_and_a_form(refused):
    _raw, text, headings = page_of(refused)
    assert [name for name in headings if name in SECTIONS] == SECTIONS
    assert "tidak tercatat untuk kecamatan di Jawa Timur" in text
    assert "Satu kecamatan kira-kira 1/" in text
    assert "Kartoharjo" in text
    assert (refused / "dampak-p0-skk-jawa-timur-tercatat_templat.xlsx").exists()
