"""The catalogue of series: what each indicator measures, where it breaks, what to beware of.

Breaks belong to the series, not to the code that draws it: whoever joins years or codes asks
`require_one_series` first. The facts stand in ``series.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from evaluasi.errors import ParameterError, ScaleBreakError
from evaluasi.text import _, listing


@dataclass(frozen=True, slots=True)
class Break:
    """Values up to `start` and values from `end` on (two consecutive years) are not one series."""

    start: int
    end: int
    mengapa: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader must know about some cells.

    Attributes
    ----------
    kalimat : str
        The sentence.
    first, last : int or None
        Years it holds for; None means no limit on that side.
    regions, outside : tuple of str
        Codes it holds for (none given: all) and codes it does not hold for; the code of a
        province covers what lies in it.
    exclude : bool
        Whether trends must leave these cells out.
    """

    kalimat: str
    first: int | None = None
    last: int | None = None
    regions: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    exclude: bool = False

    def covers(self, kode: str, year: int) -> bool:
        """Whether the caution holds for the value of this region and year."""
        return self.in_years([year]) and self.in_region(kode)

    def in_region(self, kode: str) -> bool:
        """Whether the caution holds for this region in some year."""
        named = not self.regions or _within(kode, self.regions)
        return named and not _within(kode, self.outside)

    def in_years(self, years: Iterable[int]) -> bool:
        """Whether the caution holds for one of these years."""
        return any(
            (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
            for year in years
        )


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its official name and unit, and how it may be read.

    Attributes
    ----------
    kode : str
        As in column ``indikator`` of table `capaian`; also ``iid`` and ``predikat``.
    nama, satuan, desimal : str, str, int
        How values are named and printed.
    arah : str
        Which change is better: ``naik``, ``turun``, or ``netral``.
    acuan : str
        Reference month, where known.
    seri : str
        Base or prices; empty where there is one only.
    rujukan : str
        Who publishes the figures.
    breaks : tuple of Break
    cautions : tuple of Caution
    """

    kode: str
    nama: str
    satuan: str
    desimal: int
    arah: str
    acuan: str
    seri: str
    rujukan: str
    breaks: tuple[Break, ...]
    cautions: tuple[Caution, ...]

    def cautions_for(
        self, kode: str | None = None, years: Iterable[int] | None = None
    ) -> tuple[Caution, ...]:
        """Return the cautions that hold for a region and years; by default for any."""
        asked = None if years is None else tuple(years)
        return tuple(
            caution
            for caution in self.cautions
            if (kode is None or caution.in_region(kode))
            and (asked is None or caution.in_years(asked))
        )

    def excluded(
        self, regions: Iterable[str], years: Collection[int]
    ) -> frozenset[tuple[str, int]]:
        """Return the cells (kode, tahun) that trends must leave out."""
        barring = [caution for caution in self.cautions if caution.exclude]
        return frozenset(
            (kode, year)
            for kode in regions
            for year in years
            if any(caution.covers(kode, year) for caution in barring)
        )


def get(code: str) -> Series:
    """Return a series by its code.

    Raises
    ------
    ScaleBreakError
        For a name that two series share, such as ``ipm``.
    ParameterError
        For a code that is not in the catalogue.
    """
    if code in SERIES:
        return SERIES[code]
    if code in FAMILIES:
        raise _family_error(FAMILIES[code], code)
    raise ParameterError(
        _("Indikator “{code}” tidak dikenal.").format(code=code),
        _("Pilih salah satu: {known}.").format(known=", ".join(SERIES)),
    )


def require_one_series(codes: Iterable[str], years: Iterable[int] = ()) -> None:
    """Refuse to join what is not one series.

    Parameters
    ----------
    codes : iterable of str
        Codes whose values are to stand in one line, table column, or panel.
    years : iterable of int
        The years to be joined.

    Raises
    ------
    ScaleBreakError
        Where two codes are two versions of one measure, or where the years lie on both sides of
        a break; the message names it.
    ParameterError
        For an unknown code.
    """
    asked = [get(code) for code in dict.fromkeys(codes)]
    names = {series.kode for series in asked}
    for code, family in FAMILIES.items():
        if len(names.intersection(family.members)) > 1:
            raise _family_error(family, code)
    span = tuple(years)
    if span:
        for series in asked:
            _refuse_breaks(series, min(span), max(span))


def units(indicators: pd.Series) -> pd.Series:
    """Return the catalogue's unit for each indicator code of a column."""
    return indicators.map({code: series.satuan for code, series in SERIES.items()})


@dataclass(frozen=True, slots=True)
class _Family:
    """Versions of one measure that are never joined."""

    members: tuple[str, ...]
    mengapa: str


def _within(kode: str, codes: Iterable[str]) -> bool:
    return any(kode == code or kode.startswith(f"{code}.") for code in codes)


def _refuse_breaks(series: Series, first: int, last: int) -> None:
    crossed = [gap for gap in series.breaks if first <= gap.start and gap.end <= last]
    if not crossed:
        return
    raise ScaleBreakError(
        _("{name} {first}–{last} bukan satu seri: ada patahan skala.").format(
            name=series.nama, first=first, last=last
        ),
        _("Minta satu ruas saja, misalnya {piece}.").format(piece=_piece(series, last)),
        [
            _("{start} → {end}: {why}").format(start=gap.start, end=gap.end, why=gap.mengapa)
            for gap in crossed
        ],
    )


def _piece(series: Series, last: int) -> str:
    """Name the newest stretch of years up to `last` that crosses no break."""
    first = max(gap.end for gap in series.breaks if gap.end <= last)
    return _("tahun {year}").format(year=last) if first == last else f"{first}–{last}"


def _family_error(family: _Family, code: str) -> ScaleBreakError:
    return ScaleBreakError(
        _("“{code}” bukan satu seri: ada {members}, dan keduanya tidak boleh disambung.").format(
            code=code, members=listing(family.members)
        ),
        _("Pilih salah satu: {members}.").format(members=", ".join(family.members)),
        [family.mengapa],
    )


@cache
def _catalogue() -> dict[str, Any]:
    file = resources.files("evaluasi.tables") / "series.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _series(code: str, raw: dict[str, Any]) -> Series:
    return Series(
        kode=code,
        nama=raw["nama"],
        satuan=raw["satuan"],
        desimal=raw["desimal"],
        arah=raw["arah"],
        acuan=raw.get("acuan", ""),
        seri=raw.get("seri", ""),
        rujukan=raw["rujukan"],
        breaks=tuple(_break(entry) for entry in raw.get("breaks", ())),
        cautions=tuple(_caution(entry) for entry in raw.get("cautions", ())),
    )


def _break(raw: dict[str, Any]) -> Break:
    return Break(raw["from"], raw["to"], raw["mengapa"])


def _caution(raw: dict[str, Any]) -> Caution:
    return Caution(
        kalimat=raw["kalimat"],
        first=raw.get("first"),
        last=raw.get("last"),
        regions=tuple(raw.get("regions", ())),
        outside=tuple(raw.get("outside", ())),
        exclude=raw.get("exclude", False),
    )


SERIES: dict[str, Series] = {
    code: _series(code, raw) for code, raw in _catalogue()["series"].items()
}
FAMILIES: dict[str, _Family] = {
    code: _Family(tuple(raw["kode"]), raw["mengapa"])
    for code, raw in _catalogue()["families"].items()
}
