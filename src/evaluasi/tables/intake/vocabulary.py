"""Words from a list: other spellings are known beforehand, anything else is told, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from evaluasi.rubrics import affairs
from evaluasi.tables import series
from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import plain
from evaluasi.tables.schemas import Field

# "7. Tenaga Kerja", "(07) Tenaga Kerja", "2.07 Tenaga Kerja": the number of the entry on a form.
_NUMBERING = re.compile(r"\d\.\d{2}\.?\s+|\(?\d{1,2}\s*[.):]\s*|\d{1,2}\s+[-–]\s+")
_AFFAIR_PREFIX = re.compile(
    r"(?:urusan|bidang|pemerintahan|wajib|pilihan|penunjang|\s|:)+", re.IGNORECASE
)
_BREAKS = re.compile(r"[;|\r\n]+")
# As far apart as a slip of the pen; what lies farther is not worth a suggestion.
_NEAR = 75
AFFAIRS = "urusan"
_OUTCOMES = "indikator"

Spelling = Callable[[str], str | None]


def spelling(field: Field) -> Spelling:
    """Build the function that finds the entry of a field's list that a text spells, or None.

    Case, spaces, punctuation and the number of the entry don't matter; ``vocabulary.toml`` names
    the other words.
    """
    known = _spellings(field)
    affair = field.name == AFFAIRS

    def spell(written: str) -> str | None:
        numbered = _NUMBERING.match(written)
        bare = written[numbered.end() :] if numbered else written
        if affair and plain.folded(bare) not in known:
            bare = affairs.canonical(bare) or _AFFAIR_PREFIX.sub("", bare, count=1)
        return known.get(plain.folded(written)) or known.get(plain.folded(bare))

    return spell


def listed(field: Field) -> Callable[[Cell], str]:
    """Build the function that rewrites the cells of a column with a list of allowed words."""
    spell = spelling(field)

    def read(cell: Cell) -> str:
        written = plain.text(cell)
        return spell(written) or written

    return read


def several_affairs(field: Field) -> Callable[[Cell], str]:
    """Build the function that rewrites a cell that names several affairs (urusan).

    They are put apart at semicolons and line breaks, and at commas where every part is an affair:
    the names of three affairs hold commas themselves.
    """
    spell = spelling(field)

    def read(cell: Cell) -> str:
        parts = [plain.text(part) for part in _BREAKS.split(plain.lines(cell))]
        return "; ".join(
            name for part in parts if part for name in (_by_commas(part, spell) or [part])
        )

    return read


def entries_named(field: Field, written: str) -> list[str]:
    """Return the entries that a text names between semicolons or commas; none if not all are."""
    spell = spelling(field)
    parts = [_by_commas(part, spell) for part in _BREAKS.split(written) if part.strip()]
    return [] if None in parts else [name for part in parts for name in part or ()]


def nearest(field: Field, written: str) -> str | None:
    """Return the entry of the field's list that looks most like a text, for a question back.

    Parameters
    ----------
    field : Field
        With a list of allowed words.
    written : str
        What the user wrote.

    Returns
    -------
    str or None
        None where nothing is near.
    """
    from rapidfuzz import fuzz, process

    known = _spellings(field)
    found = process.extractOne(
        plain.folded(written), list(known), scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return known[found[0]] if found else None


def _spellings(field: Field) -> Mapping[str, str]:
    synonyms = plain.vocabulary()["sinonim"].get(field.name, {})
    allowed = {entry: entry for entry in field.enum}
    others = {word: entry for word, entry in synonyms.items() if entry in allowed}
    if field.name == _OUTCOMES:
        others |= {series.get(code).nama: code for code in field.enum}
    # The list itself wins over any synonym.
    return {plain.folded(word): entry for word, entry in (others | allowed).items()}


def _by_commas(part: str, spell: Spelling) -> list[str] | None:
    """Read a part as affairs between commas, the longest name first; None where one is none."""
    pieces = part.split(",")
    names = []
    while pieces:
        for length in range(len(pieces), 0, -1):
            if name := spell(",".join(pieces[:length]).strip()):
                names.append(name)
                pieces = pieces[length:]
                break
        else:
            return None
    return names
