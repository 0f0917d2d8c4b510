"""The names of a BPS table as codes: bare names go by the order in which BPS lists regions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluasi import regions
from evaluasi.regions.reading import Reading, read
from evaluasi.regions.scope import UPPER, Types, scope_of, words

_NUMBERED = re.compile(r"^\d{1,2}\s*[.)]?\s*(?=[^\W\d])")
_FOOTNOTE = re.compile(r"(\s+\d\)|\s*[*¹²³]+\)?)$")
_FEWEST_CLEAR = 3
_CLEAR = ("exact", "ambiguous")
_PROVINCE: Types = frozenset({"provinsi"})


@dataclass(frozen=True, slots=True)
class Named:
    """One row's name, and the group ("kabupaten", "kota") under whose heading it stands."""

    text: str
    group: str = ""


def bare(text: str) -> str:
    """Take a number before a name and the mark of a footnote behind it off: "01. Pacitan 1)"."""
    return _FOOTNOTE.sub("", _NUMBERED.sub("", text)).strip()


def codes(names: Sequence[Named], within: str | None) -> list[tuple[str, ...]]:
    """Give each name its code, or the codes that it may mean.

    A name that two regions bear ("Malang") is told apart by its group, else by its place: where
    all other rows stand in the order of the codes (kabupaten first, kota after), that order is
    not the alphabet's, and one choice alone keeps it, it is that one.

    Parameters
    ----------
    names : sequence of Named
        In the order of the table.
    within : str or None
        Code of the province that the table is about.

    Returns
    -------
    list of tuple of str
        One code where the name is clear; none or several where it is not.
    """
    found = [_candidates(name, within) for name in names]
    return _in_order(found) if _shows_order(names, found) else found


def province_in(title: str) -> str | None:
    """Give the one province that a title names; None where it names none or several."""
    spoken = f" {' '.join(words(title))} "
    bare = scope_of(None, _PROVINCE).bare
    found = [kode for kode, name in bare.items() if f" {name} " in spoken]
    # "Papua Barat Daya" also holds "Papua Barat" and "Papua".
    longest = [kode for kode in found if sum(bare[kode] in bare[other] for other in found) == 1]
    return longest[0] if len(longest) == 1 else None


def _candidates(name: Named, within: str | None) -> tuple[str, ...]:
    reading = Reading("unknown")
    if name.group:
        reading = read(name.text, scope_of(within, frozenset({name.group})))
    if reading.why not in _CLEAR:
        # The province's total, or a name with its own type, may stand under any group.
        reading = read(name.text, scope_of(within, UPPER))
    return reading.codes if reading.why in _CLEAR else ()


def _shows_order(names: Sequence[Named], found: Sequence[tuple[str, ...]]) -> bool:
    """Whether enough clear names stand in a table to tell its order, and it is not the alphabet."""
    clear = sum(len(codes) == 1 for codes in found)
    texts = [" ".join(words(name.text)) for name in names]
    return clear >= _FEWEST_CLEAR and texts != sorted(texts)


def _in_order(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Choose among several candidates where one choice alone puts the codes in rising order."""
    places = [place for place, codes in enumerate(found) if any("." in code for code in codes)]
    rising = _only_rising([found[place] for place in places])
    chosen = list(found)
    for place, code in zip(places, rising or (), strict=rising is not None):
        chosen[place] = (code,)
    return chosen


def _only_rising(rows: list[tuple[str, ...]]) -> list[str] | None:
    """Return the one choice of codes that rises from row to row; None unless there is just one."""
    # Number of ways to come to each code of the last row, and one of them.
    ways: dict[str, tuple[int, list[str]]] = {"": (1, [])}
    for codes in rows:
        following: dict[str, tuple[int, list[str]]] = {}
        for code in codes:
            before = [way for last, way in ways.items() if _rank(last) < _rank(code)]
            if before:
                following[code] = (sum(count for count, _path in before), [*before[0][1], code])
        ways = following
    total = sum(count for count, _path in ways.values())
    return next(iter(ways.values()))[1] if total == 1 and rows else None


def _rank(code: str) -> str:
    """Give the place of a region in the lists of BPS, which differ from Kemendagri's."""
    return (regions.get(code).kode_bps or code.replace(".", "")) if code else ""
