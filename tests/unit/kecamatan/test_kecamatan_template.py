"""What is filled into a kecamatan's workbook is read back as it was filled; nothing else is."""

import datetime as dt

import openpyxl
import pytest

import evaluasi as ev
from evaluasi.errors import OutputError, ParameterError, RegionError
from evaluasi.tables import schemas
from evaluasi.tables.intake.ids import innovation_id
from evaluasi.tables.template import kecamatan

HEADING_ROW = 7
JUNREJO = "35.79.03"
DAY = dt.date(2024, 10, 25)


@pytest.fixture
def book(jatim, tmp_path):
    path = tmp_path / "isian.xlsx"
    return kecamatan.write(path, kecamatan.known(jatim, JUNREJO))


def headings(sheet):
    return {
        sheet.cell(HEADING_ROW, column).value: column for column in range(1, sheet.max_column + 1)
    }


def sample(field):
    """Return a value that a column takes."""
    if field.enum:
        return field.enum[-1]
    return {"integer": 3, "number": 12.5, "date": DAY, "yearmonth": "2024-10"}.get(
        field.type, "contoh" if not field.pattern else "peserta_kelas"
    )


def fill_everything(path):
    workbook = openpyxl.load_workbook(path)
    for table, name in kecamatan._sheet_names().items():
        sheet = workbook[name]
        for heading, column in headings(sheet).items():
            field = next(
                (f for f in schemas.get(table).fields if f.title == heading),
                schemas.get("inovasi").field("judul"),
            )
            value = "Lansia Smart" if field.name == "judul" else sample(field)
            sheet.cell(HEADING_ROW + 1, column, value)
    workbook.save(path)


def test_every_column_of_every_sheet_comes_back(book):
    fill_everything(book)
    found = ev.check(book)
    assert found.rejected.empty
    assert set(found.tables) == set(kecamatan._sheet_names())
    own = innovation_id(JUNREJO, "Lansia Smart")
    for table, rows in found.tables.items():
        assert len(rows) == 1
        row = rows.iloc[0]
        for field in kecamatan._fields(table):
            if field.name == "judul":
                continue
            value = row[field.name]
            expected = sample(field)
            if field.type in ("date", "yearmonth"):
                assert f"{value:%Y-%m}" == "2024-10"
            else:
                assert value == expected, (table, field.name)
        assert row["id" if table == "inovasi" else "kode" if table == "layanan" else
                   "id_inovasi"] == (JUNREJO if table == "layanan" else own)  # fmt: skip
    assert found.tables["inovasi"].iloc[0][["tahun", "kode"]].tolist() == [2023, JUNREJO]


def test_an_empty_workbook_brings_the_innovation_alone(book):
    found = ev.check(book)
    assert found.rejected.empty
    assert {name: len(rows) for name, rows in found.tables.items() if len(rows)} == {"inovasi": 1}


def test_no_person_is_asked_for(book):
    workbook = openpyxl.load_workbook(book)
    asked = {heading for sheet in workbook for heading in headings(sheet) if heading}
    assert "Jabatan penanggung jawab" in asked
    assert not {heading for heading in asked if "nama" in str(heading).casefold().split()}


def test_without_a_title_on_file_the_sheets_follow_what_is_typed(jatim):
    workbook = kecamatan.build(kecamatan.known(jatim, "35.16.06"))
    assert workbook["Klaim"]["A3"].value == "=\"Judul inovasi: \"&'Inovasi'!$A$8"
    assert workbook["Inovasi"]["A8"].value is None
    assert workbook["Inovasi"]["A3"].value == "Edisi: 2024"


def test_a_simulated_dataset_gives_a_simulated_workbook():
    data = ev.load("data/simulasi")
    workbook = kecamatan.build(kecamatan.known(data, "35.06.03"))
    sheets = kecamatan._sheet_names().values()
    assert all(workbook[name]["A1"].value.startswith("SIMULASI") for name in sheets)


def test_the_same_knowledge_gives_the_same_bytes_and_filled_work_is_kept(book, jatim):
    known = kecamatan.known(jatim, JUNREJO)
    before = book.read_bytes()
    assert kecamatan.write(book, known).read_bytes() == before
    fill_everything(book)
    with pytest.raises(OutputError):
        kecamatan.write(book, known)
    assert kecamatan.write(book, known, overwrite=True).read_bytes() == before


def test_what_cannot_be_a_workbook_is_refused(jatim, tmp_path):
    with pytest.raises(ParameterError):
        kecamatan.write(tmp_path / "isian.csv", kecamatan.known(jatim, JUNREJO))
    with pytest.raises(RegionError, match="Kartoharjo"):
        kecamatan.known(jatim, "Kartoharjo")
