"""The sheet that counts gives the numbers that a plain count gives, in a spreadsheet program."""

import pytest
from filled_template import LIBREOFFICE, OFFICES, fill, recalculated, saved_copy

import evaluasi as ev

pytestmark = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice tidak terpasang")

MANDATORY = {2026: (16, 17, 32, 33, 35), 2024: (16, 17, 32, 33, 35)}


def counted(rows, edition):
    """What one line of the sheet must say of some innovations."""
    n = len(rows)
    filled = sum(level is not None for row in rows for level in row["levels"])
    duties = [number - 16 for number in MANDATORY.get(edition, ())]
    return {
        "Jumlah inovasi": n,
        "Rata-rata indikator terisi (dari 20)": filled / n if n else None,
        "Bagian terisi": filled / 20 / n if n else None,
        "Inovasi yang 20 indikatornya terisi": sum(None not in row["levels"] for row in rows),
        "Indikator wajib yang kosong": sum(
            row["levels"][place] is None for row in rows for place in duties
        )
        if duties
        else "daftar belum ada",
        "Indikator berlevel 0": sum(level == 0 for row in rows for level in row["levels"]),
        "Dokumen bukti": sum(row["documents"] for row in rows),
        "Inovasi tanpa dokumen bukti": sum(not row["documents"] for row in rows),
    }


@pytest.fixture(scope="module", params=[2026, 2021])
def computed(request, content, tmp_path_factory):
    """What was filled in, and the workbook after it was computed."""
    folder = tmp_path_factory.mktemp("templat")
    path = folder / "isian.xlsx"
    path.write_bytes(content(request.param, "35.79", OFFICES))
    filled = fill(path, path)
    return request.param, filled, recalculated(path, folder), saved_copy(path, folder)


def line(sheet, name):
    headings = [cell.value for cell in sheet[10]][1:]
    row = next(row for row in sheet.iter_rows(11, values_only=True) if row[0] == name)
    return dict(zip(headings, row[1:], strict=True))


@pytest.mark.parametrize("name", OFFICES)
def test_each_office_is_counted(computed, name):
    edition, filled, workbook, _copy = computed
    own = [row for row in filled if row["opd"] == name]
    assert own
    assert line(workbook["Kelengkapan"], name) == pytest.approx(counted(own, edition))


def test_all_innovations_are_counted_once_listed_or_not(computed):
    edition, filled, workbook, _copy = computed
    sheet = workbook["Kelengkapan"]
    others = [row for row in filled if row["opd"] not in OFFICES]
    unlisted = "Tanpa perangkat daerah, atau di luar daftar"
    assert others
    assert line(sheet, "Seluruh inovasi") == pytest.approx(counted(filled, edition))
    assert line(sheet, unlisted) == pytest.approx(counted(others, edition))


def test_the_region_is_counted_too(computed):
    edition, _filled, workbook, _copy = computed
    told = {row[0]: row[1:3] for row in workbook["Kelengkapan"].iter_rows(5, 7, values_only=True)}
    assert told["Indikator SPD terisi"][0] == 0
    assert told["Urusan pelayanan dasar yang tercakup"][0] == 2  # Pertanian is no basic service
    rule = "paling sedikit 5" if edition == 2026 else "belum ada pada berkas aturan"
    assert rule in told["Urusan pelayanan dasar yang tercakup"][1]


def test_no_formula_ends_in_an_error(computed):
    _edition, _filled, workbook, _copy = computed
    assert not [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#")
    ]


def test_the_list_of_titles_ends_with_the_last_one_typed(computed):
    _edition, filled, workbook, _copy = computed
    told = [workbook["Petunjuk"].cell(row, 26).value for row in (1, 2)]
    assert told == [len(filled) + 1, filled[-1]["judul"]]  # one row was left blank


def test_what_a_spreadsheet_program_saved_is_read_back_without_a_fault(computed):
    _edition, filled, _workbook, copy = computed
    found = ev.check(copy)
    assert found.rejected.empty, found.summary()
    assert found.tables["inovasi"]["judul"].tolist() == [row["judul"] for row in filled]
    assert len(found.tables["bukti"]) == sum(row["documents"] for row in filled)
