"""The rows of a BPS table: regions, groups of them, totals, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.intake import bps_regions, bps_words, plain
from evaluasi.tables.intake.bps_header import Frame
from evaluasi.tables.intake.bps_regions import Named
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.extract import Skipped
from evaluasi.tables.intake.rows import BLANK, FOOTNOTE, GROUP, NUMBERING, REPEATED, TOTAL
from evaluasi.text import _, listing

_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the values of a region.

    Attributes
    ----------
    number : int
        As the spreadsheet counts.
    index : int
        In the rows of the grid.
    name : str
        As printed.
    kode : str
        "" where the name is not clear; whoever reads `name` tells why.
    cells : sequence of Cell
        The whole row.
    """

    number: int
    index: int
    name: str
    kode: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows under the headings, sorted.

    Attributes
    ----------
    regions : tuple of Line
    skipped : tuple of Skipped
    notes : tuple of str
    province : str
        Code of the province that the table is about; "" where it names none.
    second : int or None
        Spreadsheet number of the row where another table begins, which is not read.
    """

    regions: tuple[Line, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    province: str
    second: int | None


def read(grid: Grid, frame: Frame, context: Context) -> Lines:
    """Sort the rows under the headings."""
    group = ""
    named: list[tuple[int, Named]] = []
    skipped: list[Skipped] = []
    end = _second_table(grid, frame)
    for index in range(frame.start, end):
        row = grid.rows[index]
        text = bps_regions.bare(plain.text(row[frame.names]))
        why = _no_region(text, row, frame)
        if why == GROUP:
            group = _type(text)
        if why:
            skipped.append(Skipped(grid.file, grid.sheet, grid.first + index, why))
        else:
            named.append((index, Named(text, group)))
    within = _within(frame, context)
    found = bps_regions.codes([name for _index, name in named], within)
    lines = [
        Line(grid.first + index, index, name.text, _only(codes), grid.rows[index])
        for (index, name), codes in zip(named, found, strict=True)
    ]
    second = grid.first + end if end < len(grid.rows) else None
    return Lines(tuple(lines), tuple(skipped), tuple(_notes(lines)), within or "", second)


def _within(frame: Frame, context: Context) -> str | None:
    """Give the province that the table is about: the user's answer, else the title's."""
    return context.region[:2] if context.region else bps_regions.province_in(frame.title)


def _no_region(text: str, row: Sequence[Cell], frame: Frame) -> str:
    """Say why a row holds no region; "" where it does."""
    others = [plain.text(row[heading.column]) for heading in frame.headings]
    filled = [value for value in others if value]
    if not text and not filled:
        anywhere = any(plain.text(cell) for cell in row)
        return FOOTNOTE if anywhere else BLANK
    if _COLUMN_NUMBER.fullmatch(text) and all(map(_COLUMN_NUMBER.fullmatch, filled)):
        return NUMBERING
    if _is_header(text, filled):
        return REPEATED
    if bps_words.is_word("jumlah", text):
        return TOTAL
    if bps_words.is_word("kelompok", _plain_words(text)):
        return TOTAL if any(any(map(str.isdigit, value)) for value in filled) else GROUP
    if bps_words.says("kaki", text):
        return FOOTNOTE
    if not filled:
        return GROUP if len(text.split()) <= 3 else FOOTNOTE
    return ""


def _is_header(text: str, filled: Sequence[str]) -> bool:
    """Whether a row repeats headings: the label of the names, or nothing but years."""
    return bps_words.says("wilayah", text) or (
        len(filled) > 0 and not text and all(bps_words.years(value) for value in filled)
    )


def _second_table(grid: Grid, frame: Frame) -> int:
    """Give the row where another table begins: headings again, with a title right above them.

    Headings without a title are those of a new page, and the table goes on.
    """
    above = frame.start
    for index in range(frame.start, len(grid.rows)):
        texts = [text for text in map(plain.text, grid.rows[index]) if text]
        values = [plain.text(grid.rows[index][heading.column]) for heading in frame.headings]
        name = plain.text(grid.rows[index][frame.names])
        if _is_header(name, [value for value in values if value]):
            between = range(above + 1, index)
            if any(any(map(plain.text, grid.rows[row])) for row in between):
                return above + 1
        if len(texts) > 1:
            above = index
    return len(grid.rows)


def _plain_words(text: str) -> str:
    return " ".join(re.sub(r"[/:()\-]+", " ", text).split())


def _type(text: str) -> str:
    """Give the type of region that a group's heading names; "" where it names none."""
    first = bps_words.folded(_plain_words(text)).split()[:1]
    return first[0] if first and first[0] in ("kabupaten", "kota") else ""


def name_heading(frame: Frame) -> str:
    """Give the heading of the names as printed, or words for it where there is none."""
    return frame.label or _("nama wilayah")


def _only(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""


def _notes(lines: Sequence[Line]) -> list[str]:
    provinces = [line for line in lines if line.kode and "." not in line.kode]
    below = any("." in line.kode for line in lines)
    if not provinces or not below:
        return []
    sentence = _("baris {names} diambil sebagai nilai provinsi (kode {codes})")
    names = listing(f"“{line.name}”" for line in provinces)
    return [sentence.format(names=names, codes=listing(line.kode for line in provinces))]
