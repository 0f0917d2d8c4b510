"""What the rows above a table say of all its rows: region, edition, innovation, indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluasi.regions.reading import Reading, read
from evaluasi.regions.scope import scope_of
from evaluasi.tables.files.grid import Grid
from evaluasi.tables.intake import layouts, plain

SIMULATED = "SIMULASI"

_YEAR = r"(20[0-4]\d)"
_RANGE = re.compile(rf"{_YEAR}\s*(?:-|–|—|s\.?d\.?|sampai|hingga|/)\s*{_YEAR}", re.IGNORECASE)
_EDITION = re.compile(
    rf"\b(?:IID|IGA|indeks inovasi daerah|edisi)\b(?:\s+tahun)?[\s:]*{_YEAR}\b", re.IGNORECASE
)
_DATED = re.compile(rf"\btahun\b[\s:]*{_YEAR}\b", re.IGNORECASE)
# The year of a regulation is not that of the table.
_DECREE = re.compile(r"\b(?:nomor|no\.?)\s+\S+(?:\s+\S+)?\s+tahun\s+\d{4}", re.IGNORECASE)
_TYPE = r"(?:kabupaten|kab\.?|kota|pemkab\.?|pemkot|pemprov|pemerintah provinsi)"
# Looked at without being used up: "Kabupaten Malang dan Kota Batu" names two.
_REGION = re.compile(rf"\b(?=({_TYPE}\s+(?:[^\W\d_]+[\s.]*){{1,4}}))", re.IGNORECASE)
_LABELLED = re.compile(r"([^:]{2,40}?)\s*:\s*(.*)", re.DOTALL)
_TITLES = frozenset(map(plain.folded, ("Judul Inovasi", "Nama Inovasi")))
_INDICATORS = frozenset(map(plain.folded, ("Indikator", "Kode Indikator", "Nama Indikator")))


@dataclass(frozen=True, slots=True)
class Preamble:
    """What stands above a table.

    Attributes
    ----------
    texts : tuple of str
        Every text above the header, and the name of the sheet.
    region : str
        Text that names the region, as printed; "" where there is none.
    edition : int or None
        Edition or year that all rows share; None where none or several are named.
    title, indicator : str
        Innovation and indicator that the table is about.
    """

    texts: tuple[str, ...] = ()
    region: str = ""
    edition: int | None = None
    title: str = ""
    indicator: str = ""

    @property
    def simulated(self) -> bool:
        """Whether the sheet says of itself that its data are simulated."""
        return any(SIMULATED in text for text in self.texts)

    @property
    def said(self) -> str:
        """All texts as one, casefolded."""
        return " ".join(self.texts).casefold()


def above(grid: Grid, header_row: int, start: int = 0) -> Preamble:
    """Read the rows of a sheet from one on that stand above a header.

    Parameters
    ----------
    grid : Grid
    header_row, start : int
        Indices of the header's first row, and of the first row that belongs to this table.
    """
    lines = [[text for text in map(plain.text, row) if text] for row in grid.rows[start:header_row]]
    labelled = dict(_labelled(lines))
    texts = tuple(text for line in lines for text in line) + ((grid.sheet,) if grid.sheet else ())
    return Preamble(
        texts=texts,
        region=_named(labelled, layouts.region_labels()) or _region_in(texts),
        edition=_edition(labelled, texts),
        title=_named(labelled, _TITLES),
        indicator=_named(labelled, _INDICATORS),
    )


def _labelled(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Give what is written as "Wilayah: Kota Batu", in one cell or in neighbouring ones."""
    for line in lines:
        for place, text in enumerate(line):
            found = _LABELLED.fullmatch(text)
            if found and found[2]:
                yield plain.folded(found[1]), found[2]
                continue
            after = [part.lstrip(": ") for part in line[place + 1 :]]
            value = next((part for part in after if part), "")
            if value:
                yield plain.folded(text), value


def _named(labelled: dict[str, str], labels: frozenset[str]) -> str:
    return next((value for label, value in labelled.items() if label in labels), "")


def _edition(labelled: dict[str, str], texts: tuple[str, ...]) -> int | None:
    stated = _named(labelled, layouts.edition_labels())
    if re.fullmatch(_YEAR, stated):
        return int(stated)
    single = [_DECREE.sub(" ", _RANGE.sub(" ", text)) for text in texts]
    for pattern in (_EDITION, _DATED):
        years = {found for text in single for found in pattern.findall(text)}
        if years:
            return int(years.pop()) if len(years) == 1 else None
    sheet = texts[-1] if texts else ""
    return int(sheet) if re.fullmatch(_YEAR, sheet) else None


def _region_in(texts: tuple[str, ...]) -> str:
    """Find the one region that a title names in words, with its type."""
    found = {name for text in texts for name in _regions(text)}
    return found.pop() if len(found) == 1 else ""


def _regions(text: str) -> Iterator[str]:
    """Give the regions named in a text: the longest run of words that is a name."""
    everywhere = scope_of(None, None)
    for match in _REGION.finditer(text):
        words = match[1].split()
        for length in range(len(words), 1, -1):
            name = " ".join(words[:length])
            if _is_one(read(name, everywhere)):
                yield name
                break


def _is_one(reading: Reading) -> bool:
    return reading.why == "exact" and len(reading.codes) == 1
