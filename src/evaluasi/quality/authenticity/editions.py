"""When an edition counts an innovation, and when its reporting closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from evaluasi.text import _

ASSESSED_YEARS = 2
MAX_ENTRIES = 2
"""An innovation is entered at most twice (one local official, about 2024: confidence B)."""

_STATED = (2021, 2026)
_RENEWAL_STATED = (2026,)
_CLOSED = {
    2021: dt.date(2021, 8, 13),
    2022: dt.date(2022, 9, 17),
    2023: dt.date(2023, 7, 28),
    2024: dt.date(2024, 8, 22),
    2025: dt.date(2025, 8, 23),
}


@dataclass(frozen=True, slots=True)
class Window:
    """The span in which an innovation must have been put to use to be assessed.

    Attributes
    ----------
    edition : int
    start, end : datetime.date
        Both included.
    closed : datetime.date or None
        Last day of reporting; None where it is not on file.
    confidence : str
        Of the span: A where a document states it for this edition, else C.
    renewal_counts : bool or None
        Whether an older innovation with a development inside the span is assessed; None where
        no document says.
    """

    edition: int
    start: dt.date
    end: dt.date
    closed: dt.date | None
    confidence: str
    renewal_counts: bool | None

    @property
    def source(self) -> str:
        """Where the span stands."""
        return {
            2021: _("tanya jawab portal 2021"),
            2026: _("Surat Kepala BSKDN 400.10.11/1887/BSKDN, 29 April 2026, menurut dua pembaca"),
        }.get(self.edition, _("disimpulkan dari edisi 2021 dan 2026"))


def window(edition: int) -> Window:
    """Return the window of an edition: 1 January of two years before to 31 December before."""
    return Window(
        edition=edition,
        start=dt.date(edition - ASSESSED_YEARS, 1, 1),
        end=dt.date(edition - 1, 12, 31),
        closed=_CLOSED.get(edition),
        confidence="A" if edition in _STATED else "C",
        renewal_counts=True if edition in _RENEWAL_STATED else None,
    )
