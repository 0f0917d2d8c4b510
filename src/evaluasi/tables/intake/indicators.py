"""Indicators as people write them: i16, 16, Indikator 16, "16. Regulasi", "Regulasi"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from evaluasi import rubrics
from evaluasi.tables import schemas
from evaluasi.tables.intake import plain
from evaluasi.tables.intake.layouts import LINES

FIRST_SID = 16
LAST_SID = 35

# The usual short names. "Anggaran" and "Video" are not among them: alone they mean an amount and a
# link; `between` reads them where they stand in the row of indicators.
_SHORT = {
    "i16": ("Regulasi", "Regulasi Inovasi"),
    "i17": ("SDM", "Sumber daya manusia", "Ketersediaan SDM"),
    "i18": ("Dukungan anggaran",),
    "i19": ("IT", "Alat kerja", "Penggunaan IT", "Penggunaan teknologi informasi"),
    "i20": ("Bimtek", "Bimbingan teknis"),
    "i21": ("RKPD", "Program dalam RKPD", "Integrasi RKPD"),
    "i22": ("Aktor", "Keterlibatan aktor", "Aktor inovasi"),
    "i23": ("Pelaksana", "Pelaksana inovasi"),
    "i24": ("Jejaring",),
    "i25": ("Sosialisasi",),
    "i26": ("Pedoman", "Pedoman teknis"),
    "i27": ("Informasi layanan", "Kemudahan informasi"),
    "i28": ("Proses", "Kemudahan proses"),
    "i29": ("Pengaduan", "Penyelesaian pengaduan"),
    "i30": ("Online sistem", "Sistem online", "Layanan terintegrasi"),
    "i31": ("Replikasi",),
    "i32": ("Kecepatan", "Kecepatan inovasi", "Kecepatan penciptaan"),
    "i33": ("Kemanfaatan",),
    "i34": ("Monev", "Monitoring dan evaluasi"),
    "i35": ("Kualitas video", "Video inovasi"),
}
_BETWEEN = {"anggaran": ("i17", "i18", "i19"), "video": ("i34", "i35", "")}
_CLAIMED = ("klaim", "mandiri", "diakui", "awal")
_VERIFIED = ("verifikasi", "terverifikasi", "telaah", "validasi")
_FILLERS = ("level", "hasil", "nilai", "sid", "spd", *_CLAIMED, *_VERIFIED)
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(
    r"(?P<word>indikator|ind|i|no|nomor)?[\s._]*(?P<number>\d{1,2})(?:[\s._]*(?P<letter>[ab])\b)?"
    r"(?!\d)(?P<mark>\s*[.:)–—-])?(?P<rest>.*)",
    re.DOTALL,
)
_NUMBER_ALONE = re.compile(r"\d+(\.0)?[.)]?")


class Heading(NamedTuple):
    """An indicator in a heading: its code, and whether the column says verified or claimed."""

    code: str
    verified: bool
    claimed: bool
    bare: bool
    """A number and nothing else, which may as well count the columns."""


@lru_cache(maxsize=20_000)
def in_heading(text: str) -> Heading | None:
    """Read a heading as an indicator of an innovation (i16) or of a region (2a)."""
    words = _WORD.findall(text.casefold())
    rest = [word for word in words if word not in _FILLERS]
    lowest = text.rpartition(LINES)[2]
    code = code_of(text) or code_of(" ".join(rest)) or code_of(lowest)
    if code is None:
        return None
    return Heading(
        code,
        verified=any(word in _VERIFIED for word in words),
        claimed=any(word in _CLAIMED for word in words),
        bare=_NUMBER_ALONE.fullmatch(text.strip()) is not None,
    )


def between(label: str, before: str, after: str) -> str | None:
    """Read a short name that only its neighbours make an indicator: Anggaran after SDM."""
    known = _BETWEEN.get(plain.folded(label))
    if known and (before == known[0] or (after and after == known[2])):
        return known[1]
    return None


def is_code(column: str) -> bool:
    """Whether a column is that of an indicator: i16, or 2a where regional ones stand across."""
    return re.fullmatch(r"i\d\d|\d{1,2}[ab]?", column) is not None


def is_ambiguous(label: str) -> bool:
    """Whether a heading is an indicator only where its neighbours make it one."""
    return plain.folded(label) in _BETWEEN


@lru_cache(maxsize=20_000)
def code_of(text: str, edition: int | None = None) -> str | None:
    """Give the code of the indicator that a text names: ``i16``, or ``2a`` of a region.

    Parameters
    ----------
    text : str
        Number, name, or both; where both are known they must agree.
    edition : int, optional
        Decides names that editions use for different numbers.

    Returns
    -------
    str or None
        None where the text names no indicator, or more than one.
    """
    named = _by_name(text, edition)
    if named:
        return None if named == "?" else named
    found = _NUMBERED.fullmatch(text.strip().casefold())
    if found is None:
        return None
    code = _code(int(found["number"]), found["letter"] or "")
    rest = found["rest"].strip(" .:-–—)(\t\n")
    if code is None or not rest:
        return code
    named = _by_name(rest, edition)
    if named in ("?", code):  # a name of two numbers: the number says which
        return code
    # A number before words that are no known name counts as one where it is set off from them.
    set_off = found["word"] or found["mark"]
    return code if not named and set_off and rest[0].isalpha() else None


def _code(number: int, letter: str) -> str | None:
    if FIRST_SID <= number <= LAST_SID:
        return None if letter else f"i{number}"
    return f"{number}{letter}" if 1 <= number < FIRST_SID else None


def _by_name(text: str, edition: int | None) -> str:
    """Give the code for a name, "" where unknown, "?" where editions differ."""
    folded = plain.folded(text)
    short = folded.removesuffix("daerah").removesuffix("inovasi")
    known = (names.get(form) for form in (folded, short) for names in _lists(edition))
    codes = next((codes for codes in known if codes), frozenset())
    return next(iter(codes)) if len(codes) == 1 else ("?" if codes else "")


def _lists(edition: int | None) -> tuple[dict[str, frozenset[str]], ...]:
    return (_names(edition), _names(None))


@cache
def _names(edition: int | None) -> dict[str, frozenset[str]]:
    """Map folded names to the codes that bear them, in one edition or in all."""
    found: dict[str, set[str]] = {}

    def learn(name: str, code: str) -> None:
        found.setdefault(plain.folded(name), set()).add(code)

    for code, names in _SHORT.items():
        learn(code, code)
        for name in names:
            learn(name, code)
    for field in schemas.get("inovasi").fields:
        if re.fullmatch(r"i\d\d", field.name):
            learn(field.title, field.name)
    known = rubrics.of_edition(edition) if edition else None
    every = [known] if edition else map(rubrics.load, rubrics.available())
    for rubric in every:
        for indicator in rubric.sid if rubric else ():
            learn(indicator.nama, indicator.kode)
    # The numbers of regional indicators moved: their names count in their own edition alone.
    for indicator in known.spd if known else ():
        learn(indicator.nama, indicator.kode)
    found.pop("anggaran", None)
    return {name: frozenset(codes) for name, codes in found.items() if name}
