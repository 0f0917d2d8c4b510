"""Same subject, same bytes; nothing from a stranger's list runs; headings are locked, rows free."""

import pytest

from evaluasi.tables import template
from evaluasi.tables.outlet.saving import workbook_bytes

FORMS = ("Inovasi", "Bukti", "Kapasitas", "Daftar OPD")
COUNTING = {"Kelengkapan", "Hitungan"}
HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "Dinas “Aneh” & <b>")


def test_the_same_subject_gives_the_same_bytes(content):
    again = workbook_bytes(template.build(template.subject(2026, "35.79", HOSTILE)))
    assert again == content(2026, "35.79", HOSTILE)


def test_another_region_or_edition_gives_another_workbook(content):
    made = {content(), content(region="35.10"), content(edition=2025), content(region=None)}
    assert len(made) == 4


def test_no_name_of_an_office_runs_as_a_formula(opened):
    sheet = opened(2026, "35.79", HOSTILE)["Daftar OPD"]
    cells = [sheet.cell(row, 1) for row in range(8, 8 + len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [*(f"'{name}" for name in HOSTILE[:4]), HOSTILE[4]]


@pytest.mark.parametrize("edition", [2021, 2026, 2027])
def test_formulas_stand_only_on_the_sheets_that_count(opened, edition):
    with_formulas = {
        sheet.title
        for sheet in opened(edition).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert with_formulas == COUNTING


@pytest.mark.parametrize("name", FORMS)
def test_headings_are_locked_and_rows_can_be_filled_moved_and_filtered(opened, name):
    sheet = opened(2026)[name]
    guard = sheet.protection
    assert guard.sheet
    assert guard.password is None
    allowed = (
        guard.insertRows,
        guard.deleteRows,
        guard.sort,
        guard.autoFilter,
        guard.formatColumns,
    )
    assert not any(allowed)
    for row in sheet.iter_rows(1, 7):
        assert all(cell.protection.locked for cell in row)
    for cell in sheet[7]:
        if cell.value is not None:
            assert not sheet.column_dimensions[cell.column_letter].protection.locked
    assert sheet.freeze_panes == "B8"
    assert sheet.auto_filter.ref.startswith("A7:")


def test_a_region_that_is_not_named_can_be_written_down(opened):
    workbook = opened(2026, None)
    place = workbook["Inovasi"]["A2"]
    assert (place.value, place.protection.locked) == ("Wilayah: ", False)
    for name in ("Petunjuk", "Bukti", "Kapasitas", "Kelengkapan"):
        assert workbook[name]["A2"].value == "='Inovasi'!$A$2"


@pytest.mark.parametrize("name", ["Inovasi", "Bukti"])
def test_prepared_rows_are_empty(opened, name):
    assert opened(2026)[name].max_row == 7


def test_lists_and_counts_are_out_of_sight(opened):
    states = {sheet.title: sheet.sheet_state for sheet in opened(2026).worksheets}
    assert {name for name, state in states.items() if state == "hidden"} == {"Daftar", "Hitungan"}
    assert next(iter(states)) == "Petunjuk"


def test_what_is_typed_as_text_stays_text_and_dates_show_day_first(opened, headings):
    sheet = opened(2026)["Inovasi"]
    shapes = {
        name: sheet.column_dimensions[cell.column_letter].number_format
        for name, cell in headings(sheet).items()
    }
    assert shapes["Judul inovasi"] == shapes["Perangkat daerah"] == "@"
    assert shapes["Tanggal penerapan"] == "dd-mm-yyyy"
