"""Where data come from, and the word SIMULASI that cannot be lost on the way.

Each frame of a dataset carries its provenance in ``frame.attrs["provenance"]``. pandas hands
``attrs`` on in most operations, drops them in some (pivot, merge or concat of unequal ones), and
in some keeps those of one operand alone: ``real - simulated`` and ``real.assign(x=simulated.x)``
claim to be real. Hence two rules, both of which can only err on the safe side:

- a frame without provenance inherits the union of all that was loaded in this process (`loaded`);
- once simulated data were loaded in this process, no frame can vouch for being real any more
  (`of`). A dataset itself can: name it as the source to show real numbers beside simulated ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

import pandas as pd

from evaluasi import text
from evaluasi.text import _

KINDS = ("resmi", "publik", "simulasi", "pengguna")
SIMULATED = "simulasi"
_KEY = "provenance"

T = TypeVar("T")
_PUBLISHERS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Source:
    """One origin of rows: its code in column ``sumber``, where it lies, who publishes it."""

    kode: str
    asal: str
    penerbit: str
    lisensi: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where data come from.

    Attributes
    ----------
    kinds : tuple of str
        Of `KINDS`, sorted; more than one after a merge.
    titles : tuple of str
        Titles of the datasets.
    sources : tuple of Source
        In order of weight: the source of most rows first.
    updated : str
        Day of the newest dataset, ISO; empty where unknown.
    changes : tuple of str
        Sentences on files that differ from what the descriptor says.
    """

    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    updated: str = ""
    changes: tuple[str, ...] = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # pandas copies attrs deeply in every operation; nothing here can change.
        return self

    @property
    def simulated(self) -> bool:
        """Whether any part of the data is simulated."""
        return SIMULATED in self.kinds

    @classmethod
    def merge(cls, *parts: Provenance) -> Provenance:
        """Return the union: each kind, title, source and change once, in order of appearance."""
        return cls(
            kinds=tuple(sorted({kind for part in parts for kind in part.kinds})),
            titles=_once(title for part in parts for title in part.titles),
            sources=_once(source for part in parts for source in part.sources),
            updated=max((part.updated for part in parts), default=""),
            changes=_once(change for part in parts for change in part.changes),
        )

    def narrowed(self, codes: Iterable[str]) -> Provenance:
        """Keep the sources with these codes, in the order of the codes given."""
        known = {source.kode: source for source in self.sources}
        kept = tuple(known[code] for code in dict.fromkeys(codes) if code in known)
        return replace(self, sources=kept)

    def line(self) -> str:
        """Return the line printed below a figure or table."""
        publishers = _named(_once(source.penerbit for source in self.sources))
        titles = text.listing(_("“{title}”").format(title=title) for title in self.titles)
        where = _("Sumber: {publishers}, dalam {titles}") if publishers else _("Sumber: {titles}")
        line = where.format(publishers=publishers, titles=titles)
        if self.updated:
            line = _("{line} (per {date})").format(line=line, date=text.date(self.updated))
        sentences = [f"{line}.", *(f"{change}." for change in self.changes)]
        if self.simulated:
            sentences.insert(0, _("SIMULASI, bukan data nyata."))
        return " ".join(sentences)


_loaded: dict[Provenance, None] = {}


def register(provenance: Provenance) -> None:
    """Remember that data of this provenance were loaded in this process."""
    _loaded[provenance] = None


def loaded() -> Provenance | None:
    """Return the union over all datasets loaded in this process, None before the first."""
    return Provenance.merge(*_loaded) if _loaded else None


def forget() -> None:
    """Forget what was loaded, as a fresh process would."""
    _loaded.clear()


def stamp(frame: pd.DataFrame, provenance: Provenance) -> pd.DataFrame:
    """Write the provenance on a frame, in place, and return it."""
    frame.attrs[_KEY] = provenance
    return frame


def of(frame: pd.DataFrame | pd.Series) -> Provenance | None:
    """Return the provenance of a frame; None where it was lost (then `loaded` tells it)."""
    own = frame.attrs.get(_KEY)
    if not isinstance(own, Provenance):
        return None
    simulated = [part for part in _loaded if part.simulated]
    return Provenance.merge(own, *simulated)


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _named(publishers: tuple[str, ...]) -> str:
    if len(publishers) <= _PUBLISHERS_NAMED:
        return text.listing(publishers) if publishers else ""
    others = _("{n} penerbit lain").format(n=len(publishers) - _PUBLISHERS_NAMED)
    return text.listing([*publishers[:_PUBLISHERS_NAMED], others])
