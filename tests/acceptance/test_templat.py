"""A template that is filled in is read back whole: every row, every value, no fault."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import evaluasi as ev
from evaluasi import cli
from evaluasi.tables import template
from evaluasi.tables.intake.ids import innovation_id
from evaluasi.tables.neutral import restored

KODE = "35.79"
JATIM = Path(__file__).parents[2] / "data" / "jatim"
EDITIONS = (2021, 2022, 2024, 2026, 2027)
TITLES = [
    *("SIMPEL ANTAR", "Siapa? Kita!", "LAPOR *123#", "5 < 6 = ya", "Jum’at “Bersih” & Sehat"),
    *("-MINUS-", "@Batu", "2026-1", "Kampung Organik", "E-SOP", "Sae: Srawung", "Posyandu 1-2-3"),
]
SPD = ("1", "2a", "2b", "15")
AFFAIR = "Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat"


def level(n, indicator):
    """What the script fills in; some cells stay blank."""
    return None if (n + indicator) % 5 == 0 else (n * indicator) % 4


def fill_innovations(sheet):
    column = {cell.value: cell.column for cell in sheet[7]}
    levels = {int(name[:2]): at for name, at in column.items() if name[:2].isdigit()}
    for n, title in enumerate(TITLES):
        words = {
            "Judul inovasi": title,
            "Perangkat daerah": "Dinas Kesehatan" if n % 2 else "=Badan",
            "Inisiator": "ASN",
            "Bentuk inovasi": "pelayanan publik",
            "Jenis": "non digital",
            "Urusan utama": AFFAIR,
            "Tahapan": "uji coba",
            "Tanggal penerapan": dt.date(2020, 1, 1 + n),
            "Anggaran": 1_250_000.5,
            "Penerima manfaat": 1_200,
        }
        for name, value in words.items():
            cell = sheet.cell(8 + n, column[name])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # typed as text: the column is formatted so
        for indicator, at in levels.items():
            sheet.cell(8 + n, at).value = level(n, indicator)


def fill(source, target):
    """Fill in the innovations, two documents for each of the first three, and some SPD rows."""
    workbook = load_workbook(source)
    fill_innovations(workbook["Inovasi"])
    place, name = workbook.defined_names["daftar_indikator"].attr_text, "Daftar"
    letter = place.split("$")[1]
    offered = [cell.value for cell in workbook[name][letter] if cell.value][1:]
    for n in range(6):
        row = (
            TITLES[n // 2],
            offered[n],
            f"bukti-{n}.pdf",
            "188/45/2020",
            dt.date(2020, 2, 3),
            "SK",
        )
        for column, value in enumerate(row, start=1):
            workbook["Bukti"].cell(8 + n, column).value = value
    rows = {str(cell.value): cell.row for cell in workbook["Kapasitas"]["A"]}
    for n, code in enumerate(SPD):
        row = rows.get(code) or next(r for r in range(8, 48) if r not in rows.values())
        rows[code] = row
        workbook["Kapasitas"].cell(row, 1).value = int(code) if code.isdigit() else code
        workbook["Kapasitas"].cell(row, 3).value = n % 4
        workbook["Kapasitas"].cell(row, 4).value = 10.5 * n
    workbook.save(target)


@pytest.fixture(scope="module", params=EDITIONS)
def read_back(request, tmp_path_factory):
    """The edition, and what the intake makes of its filled template."""
    path = tmp_path_factory.mktemp("templat") / "isian.xlsx"
    template.write(path, template.subject(request.param, KODE, ["Dinas Kesehatan"]))
    fill(path, path)
    return request.param, ev.check(path)


def test_no_row_is_at_fault_and_none_is_lost(read_back):
    _edition, found = read_back
    assert found.rejected.empty, found.summary()
    assert not any(map(len, found.quarantined.values()))
    counts = found.counts.set_index("tabel")
    assert (counts["dibaca"] == counts["diterima"]).all()
    assert counts.loc[["inovasi", "bukti"], "diterima"].tolist() == [12, 6]
    filled = found.tables["kapasitas"].dropna(subset=["level", "nilai_mentah"], how="all")
    assert len(filled) == len(SPD)


def test_every_value_is_the_one_filled_in(read_back):
    edition, found = read_back
    rows = found.tables["inovasi"].reset_index(drop=True)
    assert rows["judul"].tolist() == TITLES
    assert set(rows["tahun"]) == {edition}
    assert set(rows["kode"]) == {KODE}
    assert rows["opd"].tolist() == ["=Badan", "Dinas Kesehatan"] * 6
    assert set(rows["urusan"]) == {AFFAIR}
    assert set(rows["tahapan"]) == {"uji coba"}
    assert rows["tanggal_penerapan"].tolist() == list(pd.date_range("2020-01-01", periods=12))
    assert rows["anggaran"].tolist() == [1_250_000.5] * 12
    for indicator in range(16, 36):
        told = [None if pd.isna(value) else int(value) for value in rows[f"i{indicator}"]]
        assert told == [level(n, indicator) for n in range(12)]


def test_evidence_finds_its_innovation_and_its_indicator(read_back):
    edition, found = read_back
    rows = found.tables["bukti"].reset_index(drop=True)
    ids = dict(zip(found.tables["inovasi"]["judul"], found.tables["inovasi"]["id"], strict=True))
    assert rows["id_inovasi"].tolist() == [ids[TITLES[n // 2]] for n in range(6)]
    assert rows["indikator"].tolist() == [f"i{16 + n}" for n in range(6)]
    assert set(rows["nomor"]) == {"188/45/2020"}
    assert set(rows["tanggal"]) == {pd.Timestamp(2020, 2, 3)}
    assert set(rows["tahun"]) == {edition}


def test_levels_of_the_region_are_read(read_back):
    _edition, found = read_back
    rows = found.tables["kapasitas"].set_index("indikator")
    assert rows.loc[list(SPD), "level"].tolist() == [0, 1, 2, 3]
    assert rows.loc[list(SPD), "nilai_mentah"].tolist() == [0, 10.5, 21, 31.5]


def test_the_same_title_is_the_same_innovation_in_every_edition(read_back):
    _edition, found = read_back
    told = found.tables["inovasi"]["id"].tolist()
    assert told == [innovation_id(KODE, title) for title in TITLES]
    assert len(set(told)) == len(TITLES)


def test_prepared_rows_are_not_innovations(tmp_path):
    path = template.write(tmp_path / "kosong.xlsx", template.subject(2026, KODE))
    found = ev.check(path)
    assert found.rejected.empty
    assert [len(found.tables.get(name, ())) for name in ("inovasi", "bukti", "kapasitas")] == [
        0
    ] * 3
    assert found.counts["dibaca"].sum() == 0
    assert set(found.skipped["lembar"]) == {"Kapasitas"}  # its 20 indicators stand there already


def test_what_was_filled_in_becomes_a_dataset_once(tmp_path):
    path, dataset = tmp_path / "isian.xlsx", tmp_path / "dataset"
    template.write(path, template.subject(2026, KODE))
    fill(path, path)
    words = ["impor", str(path), "--ke", str(dataset), "--dasar", str(JATIM)]
    sizes = []
    for _time in range(2):
        assert cli.main(words) == 0
        loaded = ev.load(dataset)
        sizes.append([len(getattr(loaded, name)) for name in ("inovasi", "bukti", "kapasitas")])
    assert sizes == [[12, 6, len(SPD)]] * 2
    # The CSV of a dataset keeps an apostrophe before what a spreadsheet would run.
    assert sorted(map(restored, loaded.inovasi["judul"])) == sorted(TITLES)


def test_without_a_region_the_call_or_the_sheet_names_it(tmp_path):
    path = template.write(tmp_path / "umum.xlsx", template.subject(2026))
    fill(path, path)
    assert set(ev.check(path, region="batu").tables["inovasi"]["kode"]) == {KODE}
    unnamed = ev.check(path, table="inovasi")
    assert set(unnamed.rejected["alasan"]) == {"keterangan_kurang"}
    assert len(unnamed.quarantined["inovasi"]) == len(TITLES)
    workbook = load_workbook(path)
    workbook["Inovasi"]["A2"].value += "Kota Batu"
    workbook.save(path)
    assert set(ev.check(path, table="inovasi").accepted["kode"]) == {KODE}


def test_a_fault_names_the_heading_of_the_template(tmp_path):
    path = template.write(tmp_path / "salah.xlsx", template.subject(2026, KODE))
    fill(path, path)
    workbook = load_workbook(path)
    sheet = workbook["Inovasi"]
    column = {cell.value: cell.column for cell in sheet[7]}
    sheet.cell(9, column["16. Regulasi Inovasi Daerah"]).value = 4
    sheet.cell(10, column["Urusan utama"]).value = "Antariksa"
    workbook.save(path)
    found = ev.check(path, table="inovasi")
    told = found.rejected[["lembar", "baris", "kolom", "nilai"]].to_records(index=False).tolist()
    assert told == [
        ("Inovasi", 9, "16. Regulasi Inovasi Daerah", "4"),
        ("Inovasi", 10, "Urusan utama", "Antariksa"),
    ]
    assert len(found.accepted) == len(TITLES) - 2
