"""Dates and months as people write them: 21-10-2024, 21 Oktober 2024, Maret 2024, 45586.

The day always comes first, or the year; "10/21/2024" is refused rather than turned round. A date
without a day or with a doubtful year is no date.
"""

from __future__ import annotations

import datetime as dt
import re

from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import plain

# Excel counts days from here (1900 system, after its wrong leap day).
_EXCEL_START = dt.date(1899, 12, 30)
_SERIALS = (dt.date(1990, 1, 1), dt.date(2100, 12, 31))
_YEARS = range(1900, 2101)
# A year typed into a cell with a date format becomes a day in 1905, a small number one in 1900:
# neither such a cell nor its text is a date.
_FIRST_TYPED_DATE = dt.date(1910, 1, 1)
# "24" behind a month in words is 2024; later ones could be of either century.
_SHORT_YEARS = range(51)

_CLOCK = r"\d{2}(?::\d{2}(?:[.,]\d+)?)?"
# From 15.00 UTC on it is already tomorrow in Jayapura: such a time says no date.
_TIME = (
    rf"(?:[T ] ?(?:0\d|1[0-4]):{_CLOCK} ?(?:Z|UTC|\+00:?00)"
    rf"|[T ] ?\d{{1,2}}[:.]{_CLOCK} ?(?:\+0[789]:?00|WIB|WITA|WIT)?)?"
)
_SEPARATOR = r" ?([-/. ]) ?"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}) ?\2 ?(\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}) ?\2 ?(\d{{4}}){_TIME}")
_WORDS = re.compile(rf"(\d{{1,2}})[-/. ]*([^\W\d_]{{3,}})[-/., ]*(\d{{4}}|\d{{2}}){_TIME}")
_SHORT = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[^\W\d_]{3,})[-/. ]+'?\d{2}")
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,}})\.? (\d{{1,2}}), ?(\d{{4}}){_TIME}")
_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*[,/]?\s+",
    re.IGNORECASE,
)
_CANONICAL = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")

# "2024.1" may have been 2024.10 before a spreadsheet took it for a number.
_MONTH_OF_YEAR = re.compile(r"(\d{4})(?: ?[-/ ] ?(\d{1,2})|\.?(\d{2}))")
_YEAR_OF_MONTH = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{4})")
_WORD_YEAR = re.compile(r"([^\W\d_]{3,})[-/., ']*(\d{4}|\d{2})")
_YEAR_WORD = re.compile(r"(\d{4})[-/., ]*([^\W\d_]{3,})")

_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agust", "agus", "agu", "agt", "ags", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
"""Number of each month by its Indonesian and English names and their short forms."""


def date(cell: Cell) -> str:
    """Rewrite a date as ``2024-10-21``; what is none comes back as the user's own text."""
    found = _date(cell)
    return _refused(cell) if found is None else found.isoformat()


def month(cell: Cell) -> str:
    """Rewrite a month as ``2024-03``; what is none comes back as the user's own text.

    A date stands for its month on the first and the last day only: a spreadsheet turns "Mar 24"
    into 24 March of the current year, which says nothing about 2024.
    """
    written = plain.text(cell)
    found = None if isinstance(cell, dt.date | float) else _written_month(written)
    if found is None:
        day = _date(cell)
        ends = day is not None and (day.day == 1 or (day + dt.timedelta(days=1)).day == 1)
        found = (day.year, day.month) if day is not None and ends else None
    return _refused(cell) if found is None else f"{found[0]:04}-{found[1]:02}"


def is_canonical(written: str) -> bool:
    """Whether a text is a date as `date` writes it, or a month as `month` does."""
    return _CANONICAL.fullmatch(written) is not None


def american(written: str) -> str | None:
    """Return 21-10-2024 for 10/21/2024, which was refused; None for other texts."""
    found = _DAY_FIRST.fullmatch(written)
    turned = _day(found[4], int(found[1]), found[3]) if found else None
    return f"{turned:%d-%m-%Y}" if turned else None


def is_typed_number(written: str) -> bool:
    """Whether a text is a refused date of Excel: a year or small number in a date's format."""
    return re.fullmatch(r"\d{2}-\d{2}-(?:190\d|1899)", written) is not None


def is_incomplete(written: str) -> bool:
    """Whether a text names a year or a month without a day."""
    return re.fullmatch(r"\d{4}", written) is not None or _written_month(written) is not None


def is_short(written: str) -> bool:
    """Whether a text is a date whose year has two digits."""
    return _SHORT.fullmatch(written) is not None


def _date(cell: Cell) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return cell if _is_plausible(cell) else None
    if isinstance(cell, bool) or cell is None or isinstance(cell, dt.time):
        return None
    written = plain.text(cell)
    if not isinstance(cell, str) or _SERIAL.fullmatch(written):
        return _from_serial(written)
    found = _written(_WEEKDAY.sub("", written, count=1))
    return found if found is not None and _is_plausible(found) else None


def _is_plausible(day: dt.date) -> bool:
    return day >= _FIRST_TYPED_DATE and day.year in _YEARS


def _refused(cell: Cell) -> str:
    """Write what was not read so that no reader of dates takes it for one.

    A date of Excel is written as Excel shows it; the year 0204 gets a space at its end.
    """
    if isinstance(cell, dt.date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year:04}"
    written = plain.text(cell)
    return f"{written} " if is_canonical(written) else written


def _from_serial(written: str) -> dt.date | None:
    if not _SERIAL.fullmatch(written):
        return None
    day = _EXCEL_START + dt.timedelta(days=int(written[:5]))
    return day if _SERIALS[0] <= day <= _SERIALS[1] else None


def _written(text: str) -> dt.date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], int(found[3]), found[4])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[4], int(found[3]), found[1])
    if found := _WORDS.fullmatch(text):
        return _day(_year(found[3]), MONTHS.get(found[2].casefold()), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(found[3], MONTHS.get(found[1].casefold()), found[2])
    return None


def _written_month(text: str) -> tuple[int, int] | None:
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return _month(found[1], int(found[2] or found[3]))
    if found := _YEAR_OF_MONTH.fullmatch(text):
        return _month(found[2], int(found[1]))
    if found := _WORD_YEAR.fullmatch(text):
        return _month(_year(found[2]), MONTHS.get(found[1].casefold()))
    if found := _YEAR_WORD.fullmatch(text):
        return _month(found[1], MONTHS.get(found[2].casefold()))
    return None


def _year(digits: str) -> str | None:
    if len(digits) == len("2024"):
        return digits
    return f"20{digits}" if int(digits) in _SHORT_YEARS else None


def _month(year: str | None, number: int | None) -> tuple[int, int] | None:
    if year is None or number is None or int(year) not in _YEARS or not 1 <= number <= 12:
        return None
    return int(year), number


def _day(year: str | None, number: int | None, day: str) -> dt.date | None:
    found = _month(year, number)
    try:
        return dt.date(*found, int(day)) if found else None
    except ValueError:  # 31 June
        return None
