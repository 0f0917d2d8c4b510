"""The study of one service as users run it: one report, told honestly; the refusal too."""

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTIONS = [
    "Ringkasan", "Pertanyaan dan data", "Hasil", "Pembacaan lain", "Keraguan",
    "Tingkat bukti dan kalimat yang boleh dikutip", "Metode", "Sumber, lisensi, dan versi",
]  # fmt: skip
ASKED = ["--layanan", "pengaduan_masuk", "--wilayah", "35.07", "--data", "data/simulasi"]


def run(*words):
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "evaluasi", "dampak", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def report(out, code, *words):
    ended = run(*words, "--format", "html", "--keluaran", str(out))
    assert ended.returncode == code, ended.stderr + ended.stdout
    assert "1 dari 1 laporan selesai" in ended.stdout
    (path,) = (p for p in out.glob("*.html") if p.name != "indeks.html")
    raw = path.read_text(encoding="utf-8")
    headings = [html.unescape(re.sub("<[^>]+>", "", h)) for h in re.findall("<h2.*?</h2>", raw)]
    return raw, " ".join(html.unescape(re.sub(r"<[^>]+>", " ", raw)).split()), headings


@pytest.fixture(scope="module")
def share(tmp_path_factory):
    """Complaints settled of those received, beside another region."""
    words = ["--layanan", "pengaduan_selesai", "--paparan", "pengaduan_masuk"]
    out = tmp_path_factory.mktemp("layanan")
    return report(out, 0, *words, *ASKED[2:], "--patahan", "2022-01", "--pembanding", "35.10")


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    return report(tmp_path_factory.mktemp("tolak"), 1, *ASKED, "--patahan", "2020-03")


def test_the_report_has_every_section_and_its_pictures(share, refused):
    for page in (share, refused):
        assert [name for name in page[2] if name in SECTIONS] == SECTIONS
    assert share[0].count("<figure") >= 2


def test_simulated_data_say_so_on_every_picture_and_table(share):
    raw, text, _headings = share
    assert text.count("SIMULASI") > 10
    assert "SIMULASI: Belum ada bukti" in text
    assert raw.count("SIMULASI, bukan data nyata") >= 8


def test_the_report_tells_the_control_that_moved_and_the_other_readings(share):
    text = share[1]
    for part in (
        "Banyuwangi sendiri juga berubah sejak Januari 2022",
        "per pengaduan masuk",
        "Tanpa pembanding",
        "Tanpa paparan",
        "patahan palsu sebelum Januari 2022",
        "2 dari 5",
        "Korelasi sisaan",
    ):
        assert part in text


def test_the_refusal_has_its_reason_and_its_remedy(refused):
    text = refused[1]
    assert "Hanya 2 titik sebelum dan 70 sejak patahan 2020-03" in text
    assert "tambahkan titik yang lebih awal" in text


def test_no_number_is_missing_by_accident(share, refused):
    for _raw, text, _headings in (share, refused):
        assert not re.search(r"\bnan\b|\bNone\b|<NA>|\{\w+\}", text)


def test_without_a_month_the_command_asks_and_writes_nothing(tmp_path):
    ended = run(*ASKED, "--keluaran", str(tmp_path))
    assert ended.returncode == 2
    assert "--patahan 2021-05" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())
