"""From a file as it is sent to a report: checked, imported, mended in its workbook, reported."""

import openpyxl
import pytest

from evaluasi import check, cli, load

HEADINGS = ["No", "Kabupaten/Kota", "Judul Inovasi", "OPD", "Tahapan", "Tanggal Penerapan",
            "Regulasi", "SDM", "Nama Inisiator"]  # fmt: skip
ROWS = [
    [1, "Kota Batu", "Satu Data", "Dinas Kominfo", "Penerapan", "5 Januari 2024", 2, 3, "Ani"],
    [2, "Kota Batu", "=HYPERLINK(1)", "Dinas Sosial", "ujicoba", "21-10-2024", 1, 3, "Budi"],
    [3, "Kota Batuu", "Lapor", "Dinas Sosial", "Penerapan", "", 9, 3, "Citra"],
    [4, "Kota Batu", "Sehat", "RSUD", "Penerapan", "31-02-2024", 2, 3, "Dewi"],
    ["", "Jumlah", "", "", "", "", 14, 12, ""],
]


@pytest.fixture
def sent(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Daftar"
    for row in [["DAFTAR INOVASI DAERAH TAHUN 2026"], [], HEADINGS, *ROWS]:
        sheet.append(row)
    sheet["C5"].data_type = "s"
    path = tmp_path / "daftar.xlsx"
    workbook.save(path)
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "input"


def imported(path, folder):
    words = [str(path), "--tabel", "inovasi", "--edisi", "2026", "--ke", str(folder)]
    return cli.main(["impor", *words])


def mend(path, changes):
    """Write into the cells of a workbook: {title: {heading: value}}."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[-1]
    rows = list(sheet.iter_rows())
    header = next(row for row in rows if "Judul inovasi" in [cell.value for cell in row])
    at = {cell.value: place for place, cell in enumerate(header)}
    for row in rows:
        for heading, value in changes.get(row[at["Judul inovasi"]].value, {}).items():
            row[at[heading]].value = value
    workbook.save(path)


def test_mended_rows_of_the_quarantine_are_imported_with_the_same_command(sent, folder, capsys):
    assert imported(sent, folder) == 1
    assert "diterima 2 + dikarantina 2" in capsys.readouterr().out
    waits = folder / "karantina_inovasi.xlsx"
    mend(waits, {"Lapor": {"Kode Kemendagri": "35.79", "Indikator 16: Regulasi": 3}})
    assert imported(waits, folder) == 1
    assert "diterima 1 + dikarantina 1" in capsys.readouterr().out
    mend(waits, {"Sehat": {"Tanggal penerapan": "29-02-2024"}})
    assert imported(waits, folder) == 0
    assert not waits.exists()
    rows = load(folder).inovasi
    assert sorted(rows["judul"]) == ["=HYPERLINK(1)", "Lapor", "Satu Data", "Sehat"]
    assert rows["id"].is_unique
    assert set(rows["kode"]) == {"35.79"}


def test_the_original_mended_gives_the_same_dataset_as_the_quarantine_mended(
    sent, folder, tmp_path
):
    imported(sent, folder)
    mend(
        folder / "karantina_inovasi.xlsx",
        {
            "Lapor": {"Kode Kemendagri": "35.79", "Indikator 16: Regulasi": 3},
            "Sehat": {"Tanggal penerapan": "29-02-2024"},
        },
    )
    imported(folder / "karantina_inovasi.xlsx", folder)
    other = tmp_path / "lain"
    imported(sent, other)
    workbook = openpyxl.load_workbook(sent)
    sheet = workbook["Daftar"]
    sheet["B6"], sheet["G6"], sheet["F7"] = "Kota Batu", 3, "29-02-2024"
    workbook.save(sent)
    assert imported(sent, other) == 0
    assert not (other / "karantina_inovasi.xlsx").exists()
    one, two = (load(place).inovasi.sort_values("id") for place in (folder, other))
    assert one.reset_index(drop=True).equals(two.reset_index(drop=True))


def test_a_mended_annotated_copy_is_read_without_a_fault(sent, tmp_path):
    assert cli.main(["periksa", str(sent), "--keluaran", str(tmp_path / "hasil")]) == 1
    copy = tmp_path / "hasil" / "daftar_diperiksa.xlsx"
    workbook = openpyxl.load_workbook(copy)
    sheet = workbook["Daftar"]
    assert {c for c in ("B6", "G6", "F7") if sheet[c].comment} == {"B6", "G6", "F7"}
    sheet["B6"], sheet["G6"], sheet["F7"] = "Kota Batu", 3, "29-02-2024"
    workbook.save(copy)
    found = check(copy, edition=2026)
    assert found.clean, found.summary()
    assert len(found.accepted) == 4


def test_no_name_of_a_person_goes_in(sent, folder):
    imported(sent, folder)
    written = [path for path in folder.iterdir() if path.suffix in (".csv", ".json")]
    content = b"".join(path.read_bytes() for path in written)
    sheets = openpyxl.load_workbook(folder / "karantina_inovasi.xlsx")
    cells = {str(c.value) for sheet in sheets for row in sheet.iter_rows() for c in row}
    for name in ("Ani", "Budi", "Citra", "Dewi"):
        assert f",{name},".encode() not in content
        assert name not in cells


def test_a_report_is_made_from_the_imported_dataset(sent, folder, tmp_path):
    imported(sent, folder)
    out = tmp_path / "laporan"
    words = ["--data", str(folder), "--wilayah", "35.79", "--format", "html"]
    assert cli.main(["laporan", *words, "--keluaran", str(out)]) == 0
    assert "Data pengguna bersama" in (out / "35.79_kota-batu.html").read_text(encoding="utf-8")
