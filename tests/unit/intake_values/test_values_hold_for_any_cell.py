"""Whatever a cell holds: it is read without an error, in one way, and never as another number."""

import datetime as dt
import string
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.tables import cells, schemas
from evaluasi.tables.cells import CellError
from evaluasi.tables.intake import dates, plain
from evaluasi.tables.intake.values import decimal_mark, normaliser

FIELDS = [(name, field) for name in schemas.NAMES for field in schemas.get(name).fields]
SIGNS = st.text(st.sampled_from(string.digits + " .,-()%RpE−\u00a0'="), max_size=12)
ANY_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.text(max_size=20),
    SIGNS,
)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


def field_of(table, column):
    return schemas.get(table).field(column)


def value_of(table, column, cell, **known):
    field = field_of(table, column)
    return cells.reader(field, ("",))(normaliser(field, table, **known)(cell))


def indonesian(amount, places):
    return f"{amount:,.{places}f}".translate(str.maketrans(",.", ".,"))


@settings(max_examples=300)
@given(st.sampled_from(FIELDS), ANY_CELL, st.sampled_from([None, 2021, 2026]))
def test_any_cell_of_any_column_is_read(named, cell, edition):
    table, field = named
    canonical = normaliser(field, table, edition=edition)(cell)
    assert isinstance(canonical, str)
    canonical.encode("utf-8")
    with suppress(CellError):
        cells.reader(field, ("",))(canonical)


@settings(max_examples=200)
@given(st.sampled_from(FIELDS), ANY_CELL)
def test_what_was_read_reads_as_itself(named, cell):
    table, field = named
    normalise = normaliser(field, table, edition=2026)
    once = normalise(cell)
    assert normalise(once) == once


@given(AMOUNTS)
def test_an_indonesian_amount_is_the_amount(amount):
    assert value_of("capaian", "nilai", indonesian(amount, 2)) == float(amount)
    assert value_of("capaian", "nilai", f"{amount:,.2f}") == float(amount)


@given(st.integers(0, 10**12))
def test_a_count_with_thousands_marks_is_the_count(count):
    for written in (str(count), f"{count:,}", indonesian(count, 0), f"{count:,}".replace(",", " ")):
        assert value_of("inovasi", "penerima", written) == count


@given(st.integers(1, 999), st.integers(0, 999))
def test_three_digits_behind_one_mark_are_never_guessed(before, behind):
    for mark, other in (",.", ".,"):
        written = f"{before}{mark}{behind:03}"
        with pytest.raises(CellError):
            value_of("capaian", "nilai", written)
        as_decimal = value_of("capaian", "nilai", written, decimal=mark)
        as_thousands = value_of("capaian", "nilai", written, decimal=other)
        assert as_decimal == float(f"{before}.{behind:03}")
        assert as_thousands == before * 1000 + behind


@given(st.lists(AMOUNTS, min_size=1, max_size=5), st.lists(st.sampled_from(["-", "1.234", "x", 5])))
def test_the_mark_of_a_column_is_found_among_other_cells(amounts, others):
    assert decimal_mark([*others, *(indonesian(amount, 2) for amount in amounts)]) == ","
    assert decimal_mark([*others, *(f"{amount:,.2f}" for amount in amounts)]) == "."
    assert decimal_mark(others) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_measured_number_keeps_every_digit(number):
    assert value_of("kasus", "nilai", number) == number


@given(st.dates(dt.date(1910, 1, 1), dt.date(2100, 12, 31)))
def test_a_date_is_the_same_day_however_it_is_written(day):
    names = {number: name for name, number in reversed(dates.MONTHS.items())}
    ways = [
        day,
        dt.datetime(day.year, day.month, day.day, 23, 59),
        day.isoformat(),
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {names[day.month]} {day.year}",
        f"{day.day} {names[day.month].upper()} {day.year}",
    ]
    if day >= dt.date(1990, 1, 1):
        ways.append((day - dt.date(1899, 12, 30)).days)
    assert {dates.date(way) for way in ways} == {day.isoformat()}


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2000, 2050))
def test_the_day_comes_first(day, month, year):
    assert dates.date(f"{day}/{month}/{year}") == f"{year}-{month:02}-{day:02}"


@given(st.integers(13, 31), st.integers(1, 12), st.integers(2000, 2050))
def test_american_order_is_refused(day, month, year):
    assert dates.date(f"{month}/{day}/{year}") == f"{month}/{day}/{year}"


@given(st.sampled_from(sorted(dates.MONTHS)), st.integers(2000, 2050))
def test_a_month_is_the_same_month_however_it_is_written(name, year):
    number = dates.MONTHS[name]
    ways = [f"{name} {year}", f"{number}/{year}", f"{year}-{number:02}", f"{name.title()}-{year}"]
    ways += [dt.datetime(year, number, 1), f"{name} {year % 100:02}", year * 100 + number]
    assert {dates.month(way) for way in ways} == {f"{year}-{number:02}"}


@given(st.text())
def test_text_holds_nothing_unseen(written):
    read = plain.text(written)
    assert read == read.strip()
    assert not set(read) & set("\u200b\ufeff\u00ad\u202e\x00\x07\u00a0\n\t")
    assert "  " not in read


def test_letters_with_marks_are_composed_and_zero_has_no_sign():
    assert plain.text("Cafe\u0301") == "Caf\u00e9"
    assert plain.text(-0.0) == "0"
