"""What an import did: counts that add up, what waits, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluasi.errors import MAX_FAULTS_SHOWN
from evaluasi.tables import descriptor, faults
from evaluasi.tables.outlet.merging import KNOWN, NEW, REPLACED
from evaluasi.tables.provenance import SIMULATED
from evaluasi.text import _, number

COUNTS = ("tabel", "dibaca", "diterima", "dikarantina", NEW, KNOWN, REPLACED)


@dataclass(frozen=True, eq=False, repr=False)
class Imported:
    """The outcome of an import.

    Attributes
    ----------
    folder : pathlib.Path
        Of the dataset.
    counts : pandas.DataFrame
        One row per table, columns `COUNTS`; in every row dibaca = diterima + dikarantina and
        diterima = baru + sudah_ada + diperbarui.
    rejected : pandas.DataFrame
        All faults, those found against the dataset included; columns as `Intake.rejected`.
    waiting : mapping of pathlib.Path to int
        Quarantine files that hold rows, and how many.
    kind : str
        ``jenis`` of the dataset.
    notes : tuple of str
    """

    folder: Path
    counts: pd.DataFrame
    rejected: pd.DataFrame
    waiting: Mapping[Path, int]
    kind: str
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return self.summary()

    def to_frame(self) -> pd.DataFrame:
        """Return the counts by table."""
        return self.counts

    def total(self, column: str) -> int:
        """Sum a column of `counts`."""
        return int(self.counts[column].sum())

    def summary(self) -> str:
        """Say in Indonesian what was read, taken and held back."""
        sums = {name: number(self.total(name)) for name in COUNTS[1:]}
        lines = [
            _("Dibaca {dibaca} baris = diterima {diterima} + dikarantina {dikarantina}."),
            _(
                "Diterima {diterima} baris = baru {baru} + sudah ada {sudah_ada} "
                "+ diperbarui {diperbarui}."
            ),
        ]
        lines = [line.format(**sums) for line in lines]
        row = _("- {table}: baru {new}, sudah ada {known}, diperbarui {replaced}, dikarantina {n}")
        for table, _read, _taken, kept, new, known, replaced in self.counts.to_numpy():
            words = {"new": new, "known": known, "replaced": replaced, "n": kept}
            lines.append(row.format(table=table, **{k: number(n) for k, n in words.items()}))
        lines.append(self._dataset())
        held_back = _("Karantina: {path}, {n} baris menunggu perbaikan.")
        lines += [held_back.format(path=p, n=number(n)) for p, n in self.waiting.items()]
        lines += self._faults()
        return "\n".join([*lines, *(f"{_('Catatan')}: {note}." for note in self.notes)])

    def _faults(self) -> list[str]:
        if self.rejected.empty:
            return []
        first = self.rejected.head(MAX_FAULTS_SHOWN)
        lines = zip(faults.lines(first), first["perbaikan"], strict=True)
        told = [f"- {line}. {remedy}".rstrip() for line, remedy in lines]
        more = len(self.rejected) - MAX_FAULTS_SHOWN
        told += [_("- dan {n} lagi").format(n=number(more))] if more > 0 else []
        return [_("Kesalahan: {n}.").format(n=number(len(self.rejected))), *told]

    def _dataset(self) -> str:
        if not (self.folder / descriptor.FILE_NAME).is_file():
            told = _("Dataset {folder} belum dibuat: belum ada baris yang diterima.")
        elif self.kind == SIMULATED:
            told = _("Dataset: {folder} (SIMULASI, bukan data nyata).")
        else:
            told = _("Dataset: {folder}.")
        return told.format(folder=self.folder)
