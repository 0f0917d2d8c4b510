"""What became of the files: typed rows, quarantined rows, and every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.tables import faults, schemas, validate
from evaluasi.tables.reading import PLACE
from evaluasi.text import _, listing, number

COUNTS = (
    "berkas",
    "lembar",
    "tabel",
    "tata_letak",
    "dibaca",
    "diterima",
    "dikarantina",
    "dilewati",
)
REJECTED = (*faults.COLUMNS, "harapan", "perbaikan", "sel")
SKIPPED = ("berkas", "lembar", "baris", "sebab")
_FAULTS_TOLD = 5


def without_rows(table: str) -> pd.DataFrame:
    """Return a table of no rows, its columns typed, its index that of an intake."""
    frame = validate.empty(schemas.get(table))
    places = pd.MultiIndex.from_arrays([[], [], np.array([], dtype="int64")], names=PLACE)
    return frame.set_index(places)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was looked at: its kind, and what a rewritten copy would lose."""

    path: Path
    file: str
    kind: str
    fragile: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Intake:
    """The outcome of checking files; ``dibaca == diterima + dikarantina`` in every line of counts.

    Attributes
    ----------
    tables : mapping of str to pandas.DataFrame
        Typed rows without a fault, by table; index (berkas, lembar, baris). Their provenance is
        of the kind ``pengguna``, and ``simulasi`` too where a sheet says so.
    rejected : pandas.DataFrame
        One row per fault, columns `REJECTED`: ``kolom`` is the heading as printed, ``sel`` the
        cell as spreadsheets name it (``F12``; several joined by a comma, empty where the fault
        is no cell's), ``harapan`` what was expected, ``perbaikan`` what to do.
    quarantined : mapping of str to pandas.DataFrame
        Rows with a fault, by table: text in the columns of the schema, same index.
    counts : pandas.DataFrame
        One row per table found on a sheet, columns `COUNTS`.
    skipped : pandas.DataFrame
        Rows that are no data, columns `SKIPPED`.
    notes : tuple of str
        What else the user should know; sentences without a closing full stop.
    books : tuple of Opened
        Every file looked at.
    asked : str or None
        Table that was asked for.
    """

    tables: Mapping[str, pd.DataFrame]
    rejected: pd.DataFrame
    quarantined: Mapping[str, pd.DataFrame]
    counts: pd.DataFrame
    skipped: pd.DataFrame
    notes: tuple[str, ...] = ()
    books: tuple[Opened, ...] = ()
    asked: str | None = None

    def __repr__(self) -> str:
        return self.summary()

    @property
    def accepted(self) -> pd.DataFrame:
        """Typed rows of the table asked for, or of the only one.

        Raises
        ------
        ParameterError
            Where the files hold several tables and none was asked for.
        """
        names = [self.asked] if self.asked else list(self.tables)
        if len(names) > 1:
            raise ParameterError(
                _("Berkas ini memuat beberapa tabel: {names}.").format(names=listing(names)),
                _(
                    "Ambil satu dengan .tables[“{name}”], atau sebut tabelnya: table=“{name}”."
                ).format(name=names[0]),
            )
        if not names:
            return pd.DataFrame()
        found = self.tables.get(names[0])
        return without_rows(names[0]) if found is None else found

    @property
    def clean(self) -> bool:
        """Whether nothing is at fault."""
        return self.rejected.empty

    def to_frame(self) -> pd.DataFrame:
        """Return the table of faults."""
        return self.rejected

    def total(self, column: str) -> int:
        """Sum a column of `counts`: dibaca, diterima, dikarantina or dilewati."""
        return int(self.counts[column].sum())

    def summary(self, *, brief: bool = False) -> str:
        """Say in Indonesian what was read, what was taken, and what is wrong.

        Parameters
        ----------
        brief : bool
            Count the faults without telling any.
        """
        lines = [
            _("Berkas diperiksa: {n}.").format(n=number(len(self.books))),
            _("Dibaca {read} baris = diterima {taken} + dikarantina {held}.").format(
                read=number(self.total("dibaca")),
                taken=number(self.total("diterima")),
                held=number(self.total("dikarantina")),
            ),
            *self._by_table(),
            *self._left_out(),
            *(self._faults()[:1] if brief else self._faults()),
            *(f"{_('Catatan')}: {note}." for note in self.notes),
        ]
        return "\n".join(lines)

    def _by_table(self) -> list[str]:
        known = self.counts[self.counts["tabel"] != ""]
        sums = known.groupby("tabel", sort=False)[["dibaca", "diterima", "dikarantina"]].sum()
        sentence = _("- {table}: dibaca {read}, diterima {taken}, dikarantina {held}")
        return [
            sentence.format(table=name, read=number(read), taken=number(taken), held=number(held))
            for name, (read, taken, held) in zip(sums.index, sums.to_numpy(), strict=True)
        ]

    def _left_out(self) -> list[str]:
        if self.skipped.empty:
            return []
        counts = self.skipped["sebab"].value_counts()
        kinds = (f"{reason} {number(n)}" for reason, n in counts.items())
        sentence = _("Dilewati karena bukan data: {n} baris ({kinds}).")
        return [sentence.format(n=number(len(self.skipped)), kinds=", ".join(kinds))]

    def _faults(self) -> list[str]:
        if self.clean:
            return [_("Tidak ada kesalahan.")]
        told = faults.lines(self.rejected.head(_FAULTS_TOLD))
        more = len(self.rejected) - _FAULTS_TOLD
        lines = [_("Kesalahan: {n}.").format(n=number(len(self.rejected)))]
        lines += [f"- {line}" for line in told]
        return [*lines, _("- dan {n} lagi").format(n=number(more))] if more > 0 else lines
