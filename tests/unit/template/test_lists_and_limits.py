"""What a cell lets in is what the schema takes; nothing else is offered."""

import pytest
from openpyxl.utils import range_boundaries

from evaluasi.tables import cells, schemas
from evaluasi.tables.intake.values import normaliser

INNOVATIONS = schemas.get("inovasi")


def values(workbook, name):
    sheet, place = workbook.defined_names[name].attr_text.replace("'", "").split("!")
    first, top, last, bottom = range_boundaries(place.replace("$", ""))
    assert first == last
    return [workbook[sheet].cell(row, first).value for row in range(top, bottom + 1)]


def validations(sheet):
    return {
        sheet[f"{str(v.sqref).rstrip('0123456789').split(':')[0].rstrip('0123456789')}7"].value: v
        for v in sheet.data_validations.dataValidation
    }


@pytest.mark.parametrize("field", [f for f in INNOVATIONS.fields if f.enum], ids=lambda f: f.name)
def test_each_list_is_the_vocabulary_of_the_schema(opened, field):
    workbook = opened(2026)
    rule = validations(workbook["Inovasi"])[field.title]
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", f"daftar_{field.name}", "stop")
    assert values(workbook, rule.formula1) == list(field.enum)


@pytest.mark.parametrize("edition", [2021, 2024, 2027])
def test_a_column_with_a_vocabulary_is_there_where_its_edition_knows_it(opened, edition, headings):
    found = headings(opened(edition)["Inovasi"])
    assert ("Klasifikasi" in found) == (edition >= 2025)
    assert {f.title for f in INNOVATIONS.fields if f.enum} - set(found) <= {"Klasifikasi"}


def test_levels_are_0_to_3_and_nothing_else(opened):
    workbook = opened(2026)
    levels = [
        rule
        for sheet in ("Inovasi", "Kapasitas")
        for rule in workbook[sheet].data_validations.dataValidation
        if rule.formula1 == "daftar_level"
    ]
    assert len(levels) == 21
    assert {rule.errorStyle for rule in levels} == {"stop"}
    assert values(workbook, "daftar_level") == [0, 1, 2, 3]


@pytest.mark.parametrize("edition", [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027])
def test_every_indicator_offered_for_evidence_is_read_back_as_its_code(opened, edition):
    offered = values(opened(edition), "daftar_indikator")
    read = normaliser(schemas.get("bukti").field("indikator"), "bukti", edition=edition)
    assert [read(text) for text in offered] == [f"i{n}" for n in range(16, 36)]


@pytest.mark.parametrize("edition", [2021, 2023, 2026])
def test_every_indicator_of_the_region_is_read_back_as_its_code(opened, edition):
    field = schemas.get("kapasitas").field("indikator")
    read = normaliser(field, "kapasitas", edition=edition)
    strict = cells.reader(field, ("",))
    sheet = opened(edition)["Kapasitas"]
    codes = [strict(read(row[0])) for row in sheet.iter_rows(8, values_only=True) if row[0]]
    assert len(codes) == len(set(codes)) == {2021: 15, 2023: 9, 2026: 20}[edition]


@pytest.mark.parametrize(
    ("edition", "themes"),
    [(2021, 0), (2022, 0), (2023, 5), (2024, 5), (2025, 8), (2026, 17), (2027, 0)],
)
def test_themes_are_offered_only_where_a_list_is_on_file_and_never_forced(opened, edition, themes):
    workbook = opened(edition)
    rule = validations(workbook["Inovasi"]).get("Tema")
    if not themes:
        assert rule is None
        return
    assert (rule.formula1, rule.errorStyle) == ("daftar_tema", "warning")
    assert len(values(workbook, "daftar_tema")) == themes


def test_dates_end_with_the_edition_and_amounts_begin_at_zero(opened):
    rules = validations(opened(2024)["Inovasi"])
    for field in INNOVATIONS.fields:
        if field.type == "date":
            rule = rules[field.title]
            assert (rule.type, rule.operator, rule.formula2) == (
                "date",
                "between",
                "DATE(2024,12,31)",
            )
    assert (rules["Anggaran"].type, rules["Penerima manfaat"].type) == ("decimal", "whole")
    assert {rules[name].formula1 for name in ("Anggaran", "Penerima manfaat")} == {"0"}


def test_lists_and_limits_reach_beyond_the_300_prepared_rows(opened):
    for sheet, last in (("Inovasi", 1007), ("Bukti", 3007)):
        for rule in opened(2026)[sheet].data_validations.dataValidation:
            _column, first, _column, end = range_boundaries(str(rule.sqref))
            assert (first, end) == (8, last)


def test_excel_takes_every_text_and_formula(opened):
    workbook = opened(2026)
    for sheet in workbook.worksheets:
        assert len(sheet.title) <= 31
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.error) <= 255
            assert len(rule.errorTitle) <= 32
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.formula1) <= 255
    for name in workbook.defined_names.values():
        assert len(name.attr_text) <= 8192
