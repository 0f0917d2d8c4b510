"""Indonesian text: numbers, dates, and the one door for fixed sentences.

Rounding is half away from zero (0,125 becomes 0,13): that is how Excel rounds, and how readers
check a figure by hand; Babel alone would round half to even. It works on the decimal number that
was meant, not on its binary neighbour: floats are read with 15 significant digits, as Excel does,
so that 3.3 - 0.625 (stored as 2.6749999999999998) becomes 2,68.

Negative numbers carry the true minus sign (U+2212), which does not break across lines.
"""

from __future__ import annotations

import datetime as dt
import gettext
import math
import os
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, SupportsFloat

from evaluasi.errors import ParameterError

if TYPE_CHECKING:
    from babel.numbers import NumberPattern

DOMAIN = "evaluasi"
LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGE_VARIABLE = "EVALUASI_BAHASA"
MISSING = "belum ada data"
MINUS = "\N{MINUS SIGN}"

_LOCALE = "id_ID"
_SIGNIFICANT_DIGITS = 15
_DEFAULT_DECIMALS = 3
# Wide enough for any float written out in full.
_CONTEXT = Context(prec=700, rounding=ROUND_HALF_UP)


def _(message: str) -> str:
    """Translate a fixed text; Indonesian, the source language, comes back as it is.

    The language is read from the environment variable ``EVALUASI_BAHASA`` (default ``id``), never
    from the system's own language settings: the same inputs give the same report everywhere.
    """
    return _catalogue(os.environ.get(LANGUAGE_VARIABLE, "id")).gettext(message)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[language], fallback=True)


def number(x: SupportsFloat | None, decimals: int | None = None) -> str:
    """Write a number: 1.234,5.

    Parameters
    ----------
    x : number or None
        Any Python or NumPy number; None, NaN and pandas.NA give ``belum ada data``.
    decimals : int, optional
        Fixed number of decimals. Without it: as many as the number has, at most three, or three
        significant digits where the number is below 1, so that 0.0004 is never shown as 0.
    """
    if is_missing(x):
        return _(MISSING)
    return _written(_rounded(_exact(x), decimals), decimals)


def percent(x: SupportsFloat | None, decimals: int | None = 2) -> str:
    """Write a value that is already in percent: 4.61 becomes 4,61%."""
    return _(MISSING) if is_missing(x) else number(x, decimals) + "%"


def rupiah(x: SupportsFloat | None, decimals: int = 0) -> str:
    """Write an amount in rupiah: Rp1.250.000."""
    if is_missing(x):
        return _(MISSING)
    digits = number(x, decimals)
    return f"{MINUS}Rp{digits[1:]}" if digits.startswith(MINUS) else f"Rp{digits}"


def signed(x: SupportsFloat | None, decimals: int | None = None) -> str:
    """Write a change with its sign: +0,35 or −0,35; what rounds to zero carries no sign."""
    if is_missing(x):
        return _(MISSING)
    value = _rounded(_exact(x), decimals)
    return ("+" if value > 0 else "") + _written(value, decimals)


def quantity(x: SupportsFloat | None, unit: str, decimals: int | None = None) -> str:
    """Write a number with its unit: 4,61 persen."""
    return _(MISSING) if is_missing(x) else f"{number(x, decimals)} {unit}"


def date(d: dt.date | str | None) -> str:
    """Write a date (or ISO text such as ``2026-11-21``): 21 November 2026."""
    return _dated(d, "d MMMM yyyy")


def month_year(d: dt.date | str | None) -> str:
    """Write a month (or ISO text such as ``2026-11`` or ``2026-11-21``): November 2026."""
    whole_month = isinstance(d, str) and len(d.strip()) == len("2026-11")
    return _dated(f"{d}-01" if whole_month else d, "MMMM yyyy")


def listing(items: Iterable[object]) -> str:
    """Join items in a sentence: a, b, dan c."""
    from babel.lists import format_list

    words = [_(MISSING) if is_missing(item) else str(item) for item in items]
    return format_list(words, locale=_LOCALE) if words else _(MISSING)


def is_missing(x: object) -> bool:
    """Tell whether a value is None, NaN, NaT or pandas.NA."""
    if x is None:
        return True
    try:
        return bool(x != x)  # noqa: PLR0124 - only NaN and NaT differ from themselves
    except TypeError:  # pandas.NA answers neither yes nor no
        return True


def _exact(x: SupportsFloat | None) -> Decimal:
    """Give the decimal number that was meant by `x`."""
    if isinstance(x, Decimal):
        return x
    if isinstance(x, Integral):
        return Decimal(int(x))
    if not isinstance(x, float):
        return Decimal(str(x))  # a float32 prints the digits it was given
    if math.isfinite(x) and not x.is_integer():
        return Decimal(f"{x:.{_SIGNIFICANT_DIGITS}g}")
    return Decimal(x)


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    """Round to what will be shown; zero loses its sign and its needless places."""
    if value.is_infinite():
        return value
    places = _places(value) if decimals is None else decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    return rounded if rounded else abs(rounded)


def _places(value: Decimal) -> int:
    return max(_DEFAULT_DECIMALS, 2 - value.adjusted())


def _written(rounded: Decimal, decimals: int | None) -> str:
    fixed = decimals or 0
    exponent = rounded.as_tuple().exponent
    free = -exponent if decimals is None and isinstance(exponent, int) else fixed
    with localcontext(_CONTEXT):
        written: str = _pattern(fixed, free).apply(rounded, _LOCALE)
    return written.replace("-", MINUS)


@cache
def _pattern(fixed: int, free: int) -> NumberPattern:
    """Prepare a pattern with at least `fixed` and at most `free` decimals."""
    from babel.numbers import parse_pattern

    return parse_pattern("#,##0." + "0" * fixed + "#" * (free - fixed))


def _dated(d: dt.date | str | None, pattern: str) -> str:
    if is_missing(d) or d == "":
        return _(MISSING)
    from babel.dates import format_date

    return format_date(_parsed(d) if isinstance(d, str) else d, pattern, locale=_LOCALE)


def _parsed(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        problem = _("“{text}” bukan tanggal yang dikenal.").format(text=text)
        remedy = _("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-21.")
        raise ParameterError(problem, remedy) from None
