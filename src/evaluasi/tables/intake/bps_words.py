"""The words of BPS tables: which indicator, unit, year and month a text names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

Pattern = re.Pattern[str]

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_MONTH = re.compile(r"\b(" + "|".join(_MONTHS) + r")\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])(19[89]\d|20[0-4]\d)(?![\d.,]\d|\d)")
_SPAN = re.compile(r"\b\d{4}\s*(?:-|–|—|/|s\.?d\.?|sampai|hingga)\s*\d{4}\b")
_TIME_WORDS = re.compile(
    r"\b(tahun|bulan|semester|sem\.?|triwulan|year|i{1,2}|[12]|[rex])\b", re.IGNORECASE
)
# The base of constant prices, the census behind a series, and when the table was printed are
# years of another kind.
_BASES = re.compile(
    r"(harga konstan|adhk|adhb|konstan|2010 ?=|tahun dasar)\s*\(?\s*(2000|2010)|sp\s*20\d\d"
    r"|sensus penduduk (19|20)\d\d|\b(2000|2010)\s*=\s*100"
    r"|dalam angka,?( tahun)? (19|20)\d\d|(sumber|diunduh|diakses|dicetak|rilis|update)\b.*",
    re.IGNORECASE,
)

_QUALIFIER = re.compile(
    r"[(\[][^)\]]*[)\]]|\b(dengan|memakai|menggunakan|berdasarkan|hasil) (uhh|ahh|umur harapan).*"
)
_INDEX = frozenset({"ipm_lama", "ipm_baru"})
_EXPECTANCY = frozenset({"uhh_lama", "uhh_baru"})


@dataclass(frozen=True, slots=True)
class Indicator:
    """How an indicator is printed.

    Attributes
    ----------
    kode : str
        As in ``capaian.indikator``.
    patterns : tuple of pattern
        What names it.
    low, high : Decimal
        Plausible values, in the unit of the catalogue.
    month : str
        Reference month of the series, "" where it has none.
    since : int
        Year from which on the month holds.
    first : int
        First year of the series; 0 where any will do.
    units : tuple of (pattern, Decimal)
        Units as printed, and what turns them into the unit of the catalogue.
    """

    kode: str
    patterns: tuple[Pattern, ...]
    low: Decimal
    high: Decimal
    month: str
    since: int
    first: int
    units: tuple[tuple[Pattern, Decimal], ...]

    def factor(self, text: str) -> Decimal | None:
        """Give the factor of the unit that a text names; None where it names none."""
        found = (factor for pattern, factor in self.units if pattern.search(folded(text)))
        return next(found, None)

    def plausible(self, value: Decimal) -> bool:
        """Whether a value can be one of this indicator."""
        return self.low <= value <= self.high


def folded(text: str) -> str:
    """Write a text in small letters and on one line."""
    return " ".join(text.casefold().split())


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return the indicators of ``bps.toml`` by code."""
    return {
        kode: Indicator(
            kode=kode,
            patterns=_patterns(raw["pola"]),
            low=Decimal(str(raw["batas"][0])),
            high=Decimal(str(raw["batas"][1])),
            month=raw.get("bulan", ""),
            since=raw.get("sejak", 0),
            first=raw.get("mulai", 0),
            units=tuple((_unit(words), Decimal(str(factor))) for words, factor in raw["satuan"]),
        )
        for kode, raw in _words()["indikator"].items()
    }


def named(text: str) -> frozenset[str]:
    """Give the codes of the indicators that a text names; those of a family where it does not say.

    "Indeks Pembangunan Manusia" alone names both series, ipm_lama and ipm_baru.
    """
    words = folded(text)
    found = {kode for kode, entry in indicators().items() if _any(entry.patterns, words)}
    for family, patterns in _words()["keluarga"].items():
        members = frozenset(_words()["anggota"][family])
        if not found & members and _any(_patterns(patterns), words):
            found |= members
    # The census behind the index, not the life expectancy itself.
    if found & _INDEX and not _any(
        _patterns(_words()["keluarga"]["uhh"]), _QUALIFIER.sub("", words)
    ):
        found -= _EXPECTANCY
    return frozenset(found)


def says(kind: str, text: str) -> bool:
    """Whether a text holds words of a kind listed under ``kata``."""
    return _any(_kinds(kind), folded(text))


def is_word(kind: str, text: str) -> bool:
    """Whether a text is, as a whole, a word of a kind listed under ``kata``."""
    return folded(text).rstrip(": ") in _words()["kata"][kind]


def years(text: str) -> tuple[int, ...]:
    """Give the years that a text names, a span as its two ends, without bases of prices."""
    return tuple(int(year) for year in _YEAR.findall(_BASES.sub(" ", text)))


def is_span(text: str) -> bool:
    """Whether a text names a span of years: 2019-2023."""
    return bool(_SPAN.search(_BASES.sub(" ", text)))


def months(text: str) -> tuple[str, ...]:
    """Give the months that a text names, in order."""
    return tuple(dict.fromkeys(month.capitalize() for month in _MONTH.findall(text)))


def without_time(text: str) -> str:
    """Take years, months and their words out of a heading, so that its other words remain."""
    rest = _MONTH.sub(" ", _YEAR.sub(" ", text))
    rest = _TIME_WORDS.sub(" ", rest)
    return " ".join(re.sub(r"[*()\[\]:,.;–-]+", " ", rest).split())


@cache
def _words() -> dict[str, Any]:
    file = resources.files("evaluasi.tables.intake") / "bps.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _kinds(kind: str) -> tuple[Pattern, ...]:
    return _patterns(_words()["kata"][kind])


def _patterns(texts: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(re.compile(text) for text in texts)


def _unit(words: str) -> Pattern:
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")


def _any(patterns: Iterable[Pattern], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
