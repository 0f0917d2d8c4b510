"""Numbers, dates and lists read as Indonesian; nothing missing turns into a number."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi import text
from evaluasi.errors import ParameterError

NOTHING = [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT, Decimal("NaN")]


# The first three are the golden values of Babel 2.18 for id_ID.
@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567.891, None, "1.234.567,891"),
        (1234567.891, 3, "1.234.567,891"),
        (12.3, 1, "12,3"),
        (1234.5, None, "1.234,5"),
        (1234.5, 2, "1.234,50"),
        (4.61, None, "4,61"),
        (5, None, "5"),
        (5, 2, "5,00"),
        (0, None, "0"),
        (12345678901234, None, "12.345.678.901.234"),
        (1e15, None, "1.000.000.000.000.000"),
        (Decimal("35.10"), 2, "35,10"),
        (np.int64(2500), None, "2.500"),
        (np.float32(4.61), None, "4,61"),
        (-1.5, None, "−1,5"),
        (float("inf"), 2, "∞"),
        (float("-inf"), 2, "−∞"),
    ],
)
def test_numbers_carry_the_decimal_comma_and_thousands_dots(value, decimals, written):
    assert text.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.125, 2, "0,13"),
        (0.375, 2, "0,38"),
        (-0.125, 2, "−0,13"),
        (2.5, 0, "3"),
        (2.675, 2, "2,68"),  # stored as 2.67499999999999982…
        (1.005, 2, "1,01"),
        (0.1 + 0.2, None, "0,3"),
        (3.3 - 0.625, 2, "2,68"),  # computed as 2.6749999999999998
        (1.005 * 100, 0, "101"),  # computed as 100.49999999999999
        (0.9996, 3, "1,000"),
    ],
)
def test_rounding_is_half_away_from_zero_on_the_number_that_was_meant(value, decimals, written):
    assert text.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(1 / 3, "0,333"), (0.0004, "0,0004"), (0.000123456, "0,000123"), (2.00009, "2")],
)
def test_free_decimals_are_three_places_or_three_digits_below_one(value, written):
    assert text.number(value) == written


@given(
    st.decimals(-(10**12), 10**12, places=4, allow_nan=False),
    st.integers(min_value=0, max_value=6),
)
def test_a_fixed_number_can_be_read_back_within_half_a_unit(value, decimals):
    plain = text.number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")
    assert abs(Decimal(plain) - value) <= Decimal("0.5").scaleb(-decimals)
    assert len(plain.partition(".")[2]) == decimals


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_finite_float_breaks_and_only_zero_is_written_as_zero(value):
    assert (text.number(value) == "0") == (value == 0)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.35, "+0,35"), (-0.35, "−0,35"), (0, "0,00"), (-0.001, "0,00"), (0.005, "+0,01")],
)
def test_a_sign_stands_only_before_what_does_not_round_to_zero(value, written):
    assert text.signed(value, 2) == written


def test_a_number_that_rounds_to_zero_is_not_negative():
    assert text.number(-0.001, 2) == "0,00"
    assert text.rupiah(-0.2) == "Rp0"


def test_percent_rupiah_and_quantities():
    assert text.percent(4.61) == "4,61%"
    assert text.percent(12.3, 1) == "12,3%"
    assert text.rupiah(1250000) == "Rp1.250.000"
    assert text.rupiah(1250000, 2) == "Rp1.250.000,00"
    assert text.rupiah(-1250000) == "−Rp1.250.000"
    assert text.quantity(4.61, "persen") == "4,61 persen"
    assert text.quantity(71.5, "tahun", 2) == "71,50 tahun"


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2026, 11, 21),
        dt.datetime(2026, 11, 21, 23, 59),
        pd.Timestamp("2026-11-21 10:00"),
        "2026-11-21",
    ],
)
def test_dates_of_any_kind_are_written_alike(day):
    assert text.date(day) == "21 November 2026"
    assert text.month_year(day) == "November 2026"


def test_all_months_are_indonesian():
    months = [text.month_year(f"2026-{month:02}") for month in range(1, 13)]
    assert " ".join(months).replace(" 2026", "") == (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )


@pytest.mark.parametrize("wrong", ["21/11/2026", "2026-13-01", "kemarin"])
def test_an_unknown_date_says_how_to_write_it(wrong):
    with pytest.raises(ParameterError, match="bukan tanggal yang dikenal") as caught:
        text.date(wrong)
    assert "2026-11-21" in caught.value.remedy


@pytest.mark.parametrize(
    ("items", "written"),
    [
        (["a"], "a"),
        (["a", "b"], "a dan b"),
        (["a", "b", "c"], "a, b, dan c"),
        (["a", None], "a dan belum ada data"),
        ([], "belum ada data"),
    ],
)
def test_lists_read_as_a_sentence(items, written):
    assert text.listing(items) == written


@pytest.mark.parametrize("nothing", NOTHING, ids=repr)
@pytest.mark.parametrize(
    "write",
    [
        text.number,
        text.percent,
        text.rupiah,
        text.signed,
        text.date,
        text.month_year,
        lambda x: text.quantity(x, "persen"),
        lambda x: text.listing([x]),
    ],
)
def test_a_missing_value_is_said_to_be_missing(write, nothing):
    assert write(nothing) == text.MISSING == "belum ada data"
