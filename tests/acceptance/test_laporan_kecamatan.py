"""`evaluasi laporan --notebook laporan_kecamatan`, and the way of a filled workbook into it."""

import datetime as dt
import html
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
WINNERS = 12  # of 14; the sources don't say which Kartoharjo and which Kademangan
HEADING_ROW = 7
SECTIONS = ["Ringkasan", "Inovasi dan penghargaannya", "Teori perubahan",
            "Garis dasar dan status pada tiap kunjungan", "Kapasitas keberlanjutan", "Risiko",
            "Klaim, bukti, dan penjelasan lain", "Rencana pengembangan", "Matriks tindak lanjut",
            "Catatan analis",
            "Yang belum diisi dan cara mengisinya", "Sumber dan versi"]  # fmt: skip

TITLES = {"35.79.03": "Lansia Smart", "35.24.03": "Modo Berbudaya", "35.29.04": "Jamper"}


def evaluasi(*words, status=0):
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-m", "evaluasi", *map(str, words)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == status, ended.stderr + ended.stdout
    return ended


def report(out, kode, *words):
    evaluasi("laporan", "--notebook", "laporan_kecamatan", "--wilayah", kode,
             "--format", "html", "--keluaran", out, *words)  # fmt: skip
    (page,) = out.glob(f"{kode}_*_laporan-kecamatan.html")
    raw = page.read_text(encoding="utf-8")
    return raw, " ".join(html.unescape(re.sub(r"<[^>]+>", " ", raw)).split())


def fill(path, rows):
    """Fill a workbook as a person would, and mark it as simulated."""
    book = openpyxl.load_workbook(path)
    for name, lines in rows.items():
        sheet = book[name]
        sheet["A1"] = f"SIMULASI – {sheet['A1'].value}"
        width = range(1, sheet.max_column + 1)
        columns = {sheet.cell(HEADING_ROW, column).value: column for column in width}
        for place, line in enumerate(lines, HEADING_ROW + 1):
            for heading, value in line.items():
                sheet.cell(place, columns[heading], value)
    book.save(path)


def visits(kode, *states):
    title = {"Judul inovasi": TITLES[kode]}
    return [
        {**title, "Tanggal": day, "Status": state, "Bukti": "berita acara kunjungan"}
        for day, state in states
    ]


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    """A dataset of one kecamatan with everything filled, one that ended, one visited once."""
    folder = tmp_path_factory.mktemp("kecamatan")
    told = {
        "35.79.03": {
            "Inovasi": [{"Tahapan": "penerapan", "Tanggal penerapan": dt.date(2022, 3, 1),
                         "Penerima manfaat": 120, "Anggaran": 25_000_000}],
            "Kunjungan": visits("35.79.03", (dt.date(2024, 10, 25), "tetap"),
                                (dt.date(2025, 10, 20), "berkembang")),
            "Ukuran": [{"Bulan": f"{year}-10", "Indikator": "peserta_pelatihan", "Nilai": value,
                        "Satuan": "orang"} for year, value in ((2024, 40), (2025, 64))],
            "Teori perubahan": [{"Jenjang": level, "Nomor": 1, "Uraian": f"uraian {level}"}
                                for level in ("hasil akhir", "keluaran", "masukan")],
            "Klaim": [{"Nomor": 1, "Klaim": "peserta bertambah", "Bukti klaim": "daftar hadir",
                       "Kekuatan bukti": "sedang", "Penjelasan lain": "kelas dinas sosial"},
                      {"Nomor": 2, "Klaim": "pendapatan naik", "Kekuatan bukti": "tidak ada"}],
            "Rencana pengembangan": [{"Nomor": 1, "Tujuan": "pasar", "Anggaran": 5_000_000,
                                      "Kegiatan pengembangan": "pameran",
                                      "Selesai": dt.date(2026, 6, 30),
                                      "Jabatan penanggung jawab": "Kasi Kesejahteraan Sosial"}],
            "Matriks tindak lanjut": [
                {"Nomor": 1, "Temuan": "pelatih satu orang", "Rekomendasi": "tambah pelatih",
                 "Status tindak lanjut": "berjalan", "Target waktu": dt.date(2026, 1, 31)}],
        },
        "35.24.03": {
            "Inovasi": [{"Tahapan": "penerapan", "Tanggal penerapan": dt.date(2021, 1, 5)}],
            "Kunjungan": visits("35.24.03", (dt.date(2024, 10, 28), "melemah"),
                                (dt.date(2025, 11, 3), "berhenti")),
        },
        "35.29.04": {
            "Inovasi": [{"Tahapan": "penerapan", "Tanggal penerapan": dt.date(2022, 7, 1)}],
            "Kunjungan": visits("35.29.04", (dt.date(2024, 10, 30), "tetap")),
        },
    }  # fmt: skip
    for kode, rows in told.items():
        book = folder / f"{kode}.xlsx"
        evaluasi("templat", book, "--kecamatan", kode)
        fill(book, rows)
        base = () if (folder / "data").exists() else ("--dasar", "data/jatim")
        evaluasi("impor", book, "--ke", folder / "data", *base)
    return folder / "data"


def test_without_a_choice_the_winners_are_planned_and_unclear_names_are_told(tmp_path):
    ended = evaluasi("laporan", "--notebook", "laporan_kecamatan", "--kering",
                     "--keluaran", tmp_path)  # fmt: skip
    assert ended.stdout.startswith(f"{WINNERS} laporan akan dibuat")
    assert ended.stdout.count("Kecamatan ") == WINNERS
    for name in ("Kartoharjo", "Kademangan"):
        assert f"bernama {name} tidak dilaporkan: namanya bermakna ganda" in ended.stdout


def test_an_unclear_name_is_refused_with_its_candidates(tmp_path):
    ended = evaluasi("laporan", "--notebook", "laporan_kecamatan", "--wilayah", "Kartoharjo",
                     "--keluaran", tmp_path, status=2)  # fmt: skip
    assert "35.20.15" in ended.stderr
    assert "35.77.01" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_hardly_any_data_gives_real_facts_and_places_to_fill(tmp_path):
    raw, text = report(tmp_path, "35.79.03")
    headings = [re.sub(r"<[^>]+>", "", found).strip() for found in re.findall(r"<h2.*?</h2>", raw)]
    assert headings == SECTIONS
    assert "Lansia Smart" in text
    assert "21 Oktober–2 November 2024" in text
    assert "0 dari 4 bagian isian kecamatan" in text
    assert text.count("belum diisi") > 10
    assert "evaluasi templat isian-35.79.03.xlsx --kecamatan 35.79.03" in text
    assert "SIMULASI" not in text


def test_a_filled_workbook_comes_back_in_the_report_as_simulated(simulated, tmp_path):
    _raw, text = report(tmp_path, "35.79.03", "--data", simulated)
    assert "SIMULASI" in text
    assert "4 dari 4 bagian isian kecamatan" in text
    assert text.index("uraian masukan") < text.index("uraian keluaran")
    assert text.index("uraian keluaran") < text.index("uraian hasil akhir")
    assert "Tercatat 2 klaim. 1 di antaranya tanpa bukti. 1 belum disandingkan" in text
    assert "1 kegiatan sudah melewati tanggal selesainya" in text
    assert "1 melewati target waktunya dan belum selesai" in text
    assert "berkembang pada 20 Oktober 2025 (2 pemeriksaan)" in text
    assert "peserta pelatihan orang 2024-10 40 2025-10 64 24" in text
    # 3 verified, 1 stopped: 2 of 3 by Clopper and Pearson, computed by hand
    assert "3 inovasi kecamatan pemenang SKK yang statusnya terverifikasi, 2 belum berhenti" in text
    assert "67%; selang eksak 95 persen: 9–99%" in text


def test_an_innovation_that_ended_is_said_to_have(simulated, tmp_path):
    _raw, text = report(tmp_path, "35.24.03", "--data", simulated)
    assert "Modo Berbudaya: berhenti pada 3 November 2025" in text
    assert "28 Oktober 2024 Kunjungan melemah" in text
