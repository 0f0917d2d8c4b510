"""One question of authenticity: what is asked, the rows it rests on, and how far it can be trusted.

A question accuses nobody. It says what stands out, by which rule, and what would explain it
innocently; the answer lies with the office. Results are for internal use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from evaluasi.figures import Chart
from evaluasi.tables import provenance
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Question:
    """A question with its evidence.

    Attributes
    ----------
    code : str
        Short name, stable over versions; also the name of its sheet.
    title : str
        As a heading.
    sentence : str
        The question, ending in a question mark; what cannot be asked is in `unasked` instead.
    count : int
        How many cases are asked about: rows of `table` that stand out.
    table : DataFrame
        The evidence: one row per case, columns named in Indonesian.
    details : mapping of str to DataFrame
        Further tables by heading.
    rule, source, confidence : str
        What the question holds the rows against, where that stands, and its mark: A, B, C of the
        guideline facts, or ``ambang kami`` for a threshold of this package.
    innocent : tuple of str
        What would explain it without fault.
    notes : tuple of str
        Assumptions, what was left out and why.
    unasked : str
        Why the question cannot be put; empty where it can.
    chart : Chart or None
    provenance : Provenance or None
    internal : bool
        Always True: nothing here belongs in a public report.
    """

    code: str
    title: str
    sentence: str = ""
    count: int = 0
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    details: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    rule: str
    source: str
    confidence: str
    innocent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unasked: str = ""
    chart: Chart | None = None
    provenance: Provenance | None = None
    internal: bool = field(default=True, init=False)

    def __repr__(self) -> str:
        return self.summary()

    @property
    def told(self) -> str:
        """The question as told: why it cannot be put, that nothing stands out, or the sentence."""
        if self.unasked or not self.count:
            return self.unasked or _("tidak ada yang menonjol")
        return self.sentence

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the evidence."""
        return self.table.copy()

    def plot(self) -> Chart | None:
        """Return the chart, where the question has one."""
        return self.chart

    def summary(self) -> str:
        """Say in Indonesian what is asked, by which rule, and what would explain it."""
        if self.unasked:
            return f"{self.title}: {self.unasked}."
        if not self.count:
            return f"{self.title}: {self.told}."
        lines = [
            f"{self.title}: {number(self.count)}. {self.told}",
            _("  Aturan: {rule} Sumber: {source} ({confidence}).").format(
                rule=self.rule, source=self.source, confidence=self.confidence
            ),
        ]
        if self.innocent:
            lines.append(_("  Bisa jadi wajar: {why}.").format(why="; ".join(self.innocent)))
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


def not_loaded(table: str) -> str:
    """Say that a question waits for a table."""
    return _("belum dapat ditanyakan: tabel {table} belum dimuat").format(table=table)


def lacks(what: str) -> str:
    """Say that a question waits for something else than a table."""
    return _("belum dapat ditanyakan: {what}").format(what=what)


def with_origin(table: pd.DataFrame, *sources: pd.DataFrame) -> pd.DataFrame:
    """Write the merged provenance of the sources on a table, in place, and return it.

    Where one of the sources has lost its own, the table has none either: who shows it then falls
    back on all that was loaded.
    """
    parts = [provenance.of(source) for source in sources]
    known = [part for part in parts if part is not None]
    table.attrs = {}
    if known and len(known) == len(parts):
        provenance.stamp(table, Provenance.merge(*known))
    return table
