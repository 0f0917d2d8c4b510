"""The words on file point to entries of lists, once each, and need nothing said twice."""

import pytest

from evaluasi import rubrics
from evaluasi.rubrics import affairs
from evaluasi.tables import schemas, series
from evaluasi.tables.intake import levels, plain, vocabulary
from evaluasi.tables.intake.values import normaliser

LISTED = [
    (name, field) for name in schemas.NAMES for field in schemas.get(name).fields if field.enum
]
SYNONYMS = [
    (column, word, entry)
    for column, words in plain.vocabulary()["sinonim"].items()
    for word, entry in words.items()
]


def fields_named(column):
    return [field for _table, field in LISTED if field.name == column]


@pytest.mark.parametrize(("column", "word", "entry"), SYNONYMS)
def test_a_synonym_reads_as_its_entry_and_is_needed(column, word, entry):
    fields = [field for field in fields_named(column) if entry in field.enum]
    assert fields
    for field in fields:
        assert vocabulary.spelling(field)(word) == entry
        assert plain.folded(word) not in map(plain.folded, field.enum)


@pytest.mark.parametrize("column", plain.vocabulary()["sinonim"])
def test_no_synonym_is_said_twice(column):
    words = [plain.folded(word) for name, word, _entry in SYNONYMS if name == column]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("table", "field"), LISTED)
def test_every_entry_reads_as_itself_in_any_case(table, field):
    read = normaliser(field, table)
    for entry in field.enum:
        assert {read(entry), read(entry.upper()), read(f" {entry.title()} ")} == {entry}


def test_the_affairs_of_the_schema_are_those_of_the_portal():
    (field,) = fields_named("urusan")
    assert field.enum == affairs.AFFAIRS
    spell = vocabulary.spelling(field)
    for number, entry in enumerate(affairs.AFFAIRS, 1):
        assert spell(f"{number}. {entry}") == spell(f"({number}) {entry}") == entry


def test_every_pair_of_affairs_comes_apart_at_a_comma():
    field = schemas.get("inovasi").field("urusan_beririsan")
    read = normaliser(field, "inovasi")
    for first in affairs.AFFAIRS:
        for second in affairs.AFFAIRS:
            assert read(f"{first}, {second}") == f"{first}; {second}"


@pytest.mark.parametrize("word", plain.vocabulary()["kosong"]["semua"])
def test_a_word_for_nothing_is_nothing_in_every_column(word):
    for table in schemas.NAMES:
        for field in schemas.get(table).fields:
            assert normaliser(field, table)(f" {word.upper()} ") == ""


@pytest.mark.parametrize("column", sorted(set(plain.vocabulary()["kosong"]) - {"semua"}))
def test_columns_with_words_of_their_own_exist(column):
    assert any(schemas.get(table).field(column) for table in schemas.NAMES)


@pytest.mark.parametrize("word", ["0", "nihil", "tidak ada", "#N/A", "#REF!", "ya", "tidak"])
def test_what_may_be_a_value_is_never_missing(word):
    for table, column in (("inovasi", "anggaran"), ("inovasi", "judul"), ("capaian", "nilai")):
        assert normaliser(schemas.get(table).field(column), table)(word) == word


def test_words_of_levels_are_read_by_their_edition():
    field = schemas.get("inovasi").field("i16")
    words = "SK Kepala Daerah"
    assert levels.reader(field, 2023)(words) == "2"
    assert levels.reader(field, 2026)(words) == words
    assert levels.reader(field, None)(words) == words


@pytest.mark.parametrize("edition", [2021, 2023, 2024, 2025, 2026])
def test_the_words_of_every_level_are_read_or_told(edition):
    for indicator in rubrics.of_edition(edition).sid:
        read = levels.reader(schemas.get("inovasi").field(indicator.kode), edition)
        for level, words in enumerate(indicator.level, 1):
            assert read(words) == read(f"{level} - {words}") == str(level)


@pytest.mark.parametrize("edition", [2021, 2023, 2024, 2025, 2026])
def test_no_words_mean_two_levels_of_an_indicator(edition):
    for indicator in rubrics.of_edition(edition).sid:
        found = {}
        for labels in (indicator.level, *(basis.level for basis in indicator.dasar)):
            for level, words in enumerate(labels, 1):
                assert found.setdefault(words.casefold().replace(" ", ""), level) == level


def test_every_outcome_has_a_name_of_its_own():
    codes = schemas.get("capaian").field("indikator").enum
    assert len({plain.folded(series.get(code).nama) for code in codes}) == len(codes)


def test_a_name_in_the_column_of_a_class_is_not_shown():
    read = normaliser(schemas.get("inovasi").field("inisiator"), "inovasi")
    assert read("Kepala Daerah") == "kepala daerah"
    assert "Zulkarnaen" not in read("ASN (Zulkarnaen)")
    assert read("Zulkarnaen") == read("ASN (Zulkarnaen)")
