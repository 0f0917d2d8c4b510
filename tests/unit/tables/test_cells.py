"""A cell is a value of its field or a fault with a reason; never a guess, never a crash."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.tables.cells import PARSERS, CellError, reader
from evaluasi.tables.faults import Reason
from evaluasi.tables.schemas import TYPES, Field

ANY_FIELD = st.builds(
    Field,
    name=st.just("kolom"),
    type=st.sampled_from(TYPES),
    required=st.booleans(),
    enum=st.sampled_from([(), ("satu", "dua")]),
    pattern=st.sampled_from(["", r"\d{2}(\.\d{2})?"]),
)


def read(cell, type_="string", **constraints):
    return reader(Field("kolom", type_, **constraints), ("",))(cell)


@pytest.mark.parametrize(
    ("cell", "type_", "value"),
    [
        ("35.10", "string", "35.10"),
        ("-1.5", "number", -1.5),
        ("1e3", "number", 1000.0),
        ("0", "integer", 0),
        ("-7", "integer", -7),
        ("2024-02-29", "date", dt.date(2024, 2, 29)),
        ("2024-03", "yearmonth", dt.date(2024, 3, 1)),
        ("", "integer", None),
    ],
)
def test_text_becomes_the_value_it_spells(cell, type_, value):
    assert read(cell, type_) == value


def test_every_type_has_a_parser():
    assert set(PARSERS) == set(TYPES)


@given(st.integers(-(10**17), 10**17))
def test_every_integer_survives_being_written(number):
    assert read(str(number), "integer") == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_survives_being_written(number):
    assert math.copysign(1, read(repr(number), "number")) == math.copysign(1, number)
    assert read(repr(number), "number") == number


@given(ANY_FIELD, st.text())
def test_any_text_is_a_value_or_a_fault(field, cell):
    read_cell = reader(field, ("",))
    told = None
    try:
        value = read_cell(cell)
    except CellError as fault:
        told = fault
    if told is None:
        assert value is not None or not field.required
    else:
        assert told.reason in Reason
        assert told.sentence


@given(st.text(min_size=1))
def test_a_key_has_one_spelling(cell):
    """Keys are compared as text, so no two texts may be read as one integer."""
    try:
        value = read(cell, "integer")
    except CellError:
        return
    assert str(value) == cell
