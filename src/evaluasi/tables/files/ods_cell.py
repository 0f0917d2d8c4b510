"""One cell of an OpenDocument spreadsheet."""

from __future__ import annotations

import datetime as dt
import re

from evaluasi.tables.files.grid import Cell
from evaluasi.tables.files.scalars import number, span

Attributes = dict[str, str]

_BLANKS = {"text:tab": "\t", "text:line-break": "\n"}
_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:\d+")
_NUMBERS = ("float", "currency", "percentage")
_SPAN = re.compile(r"(-?)PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d+)?S)?")
_MOST_SPACES = 1000


class OdsCell:
    """A cell: its attributes, and the paragraphs of its text as they come in."""

    def __init__(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._paragraphs: list[str] = []
        self.repeat = repeats(attributes, "table:number-columns-repeated")
        self.spans = (
            repeats(attributes, "table:number-rows-spanned"),
            repeats(attributes, "table:number-columns-spanned"),
        )

    @property
    def no_value(self) -> bool:
        """Whether the cell is a formula without a stored result."""
        attributes = self._attributes
        stored = "office:value-type" in attributes or self._paragraphs
        return "table:formula" in attributes and not stored

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element inside the cell."""
        if name == "text:p":
            self._paragraphs.append("")
        elif name == "text:s":
            self.text(" " * min(repeats(attributes, "text:c"), _MOST_SPACES))
        elif name in _BLANKS:
            self.text(_BLANKS[name])

    def text(self, characters: str) -> None:
        """Take text inside the cell."""
        if self._paragraphs:
            self._paragraphs[-1] += characters

    def value(self) -> Cell:
        """Give the value; what its type cannot be read as stays the text that is shown."""
        shown = "\n".join(self._paragraphs)
        kind = self._attributes.get("office:value-type", "string")
        wrong = self._attributes.get("calcext:value-type") == "error"
        if wrong or ("table:formula" in self._attributes and _ERROR.fullmatch(shown)):
            return shown or "#N/A"
        try:
            return self._typed(kind, shown)
        except (ValueError, OverflowError):
            return shown or None

    def _typed(self, kind: str, shown: str) -> Cell:
        if kind in _NUMBERS:
            return number(float(self._attributes.get("office:value", shown)))
        if kind == "date":
            return _date(self._attributes.get("office:date-value", shown))
        if kind == "time":
            return _time(self._attributes.get("office:time-value", shown))
        if kind == "boolean":
            return self._attributes.get("office:boolean-value") == "true"
        return shown or self._attributes.get("office:string-value") or None


def repeats(attributes: Attributes, name: str) -> int:
    """Read how often something repeats; what is no number counts once."""
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def _date(text: str) -> dt.date | dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment.date() if "T" not in text else moment.replace(tzinfo=None)


def _time(text: str) -> Cell:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    sign = -1 if found[1] else 1
    return span(sign * dt.timedelta(hours=hours, minutes=minutes, seconds=seconds))
