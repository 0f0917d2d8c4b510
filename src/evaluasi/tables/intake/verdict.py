"""The strict reader's verdict on all rows of one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import validate
from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.intake import layouts, telling, wording
from evaluasi.tables.intake.draft import CellFault, Draft
from evaluasi.tables.reading import PLACE
from evaluasi.text import _, number

_ROWS_NAMED = 5
# Helpers that a quarantined row needs to find its innovation once it is mended.
_KEPT = {layouts.TITLE: "judul_inovasi", layouts.REGION_CODE: "wilayah"}


@dataclass(frozen=True, eq=False, slots=True)
class Verdict:
    """What became of the rows of one table.

    Attributes
    ----------
    typed : pandas.DataFrame
        Rows taken, index (berkas, lembar, baris).
    quarantined : pandas.DataFrame
        Rows not taken, as text.
    taken : list of int
        Number of rows taken, per draft.
    lines : list of tuple
        Faults, see `telling`.
    """

    typed: pd.DataFrame
    quarantined: pd.DataFrame
    taken: list[int]
    lines: list[telling.Line]


class _Rows:
    """All rows of a table: their text, and the draft and place that each belongs to."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        lengths = [draft.length for draft in drafts]
        self.owners = np.repeat(np.arange(len(drafts)), lengths)
        self.starts = np.cumsum([0, *lengths])
        self.text = pd.concat([draft.frame() for draft in drafts])
        self.place = self.text.index
        # The strict reader is given positions for row numbers: they are unique.
        blank = np.array([""] * len(self.text), dtype=object)
        places = [blank, blank, np.arange(len(self.text))]
        self.text.index = pd.MultiIndex.from_arrays(places, names=PLACE)

    def owner(self, position: int) -> tuple[Draft, int]:
        """Return the draft of a row, and its number there."""
        owner = int(self.owners[position])
        return self.drafts[owner], position - int(self.starts[owner])

    def named(self, positions: Sequence[int], file: str, sheet: str) -> str:
        """Name rows by their numbers; those of other sheets and files with these."""
        told = []
        for position in positions[:_ROWS_NAMED]:
            berkas, lembar, baris = self.place[position]
            where = _("baris {row}").format(row=baris)
            if lembar != sheet or berkas != file:
                where += _(" lembar {sheet}").format(sheet=lembar) if lembar else ""
            if berkas != file:
                where += _(" berkas {file}").format(file=berkas)
            told.append(where)
        return ", ".join(told) + (", …" if len(positions) > _ROWS_NAMED else "")


def judge(drafts: Sequence[Draft]) -> Verdict:
    """Type the rows of every draft of one table, as one table: keys hold across files.

    Parameters
    ----------
    drafts : sequence of Draft
        Of one table, at least one.
    """
    rows = _Rows(drafts)
    checked = validate.check_rows(rows.text, drafts[0].schema)
    barred = np.concatenate([draft.barred for draft in drafts])
    barred[_positions(checked.rejected)] = True
    typed = checked.rows[~barred[_positions(checked.rows)]]
    typed.index = rows.place[~barred]
    held = rows.text[barred].astype("str")
    held.index = rows.place[barred]
    for name, column in _KEPT.items():
        if any(name in draft.text for draft in drafts):
            kept = np.concatenate([draft.column(name) for draft in drafts])[barred]
            held[column] = kept.astype("str")
    return Verdict(
        typed=typed,
        quarantined=held,
        taken=[int((~barred[rows.owners == owner]).sum()) for owner in range(len(drafts))],
        lines=[*_own_lines(drafts), *_strict_lines(checked.faults, rows)],
    )


def _positions(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    return frame.index.get_level_values("baris").to_numpy(dtype=np.intp)


def _own_lines(drafts: Sequence[Draft]) -> Iterator[telling.Line]:
    for draft in drafts:
        yield from map(telling.line_of_sheet, (*draft.sheet_faults, *draft.row_faults))
        yield from (telling.line_of_cell(draft, fault) for fault in draft.cell_faults)


def _strict_lines(found: pd.DataFrame, rows: _Rows) -> Iterator[telling.Line]:
    """Give the strict reader's faults, without those that are told already."""
    shared = _shared(found, rows.text)
    columns = (found[name] for name in ("baris", "kolom", "nilai", "alasan", "kalimat"))
    for position, column, value, reason, sentence in zip(*columns, strict=True):
        draft, row = rows.owner(int(position))
        if _is_told(draft, row, column, reason):
            continue
        if reason == Reason.REPEATED_KEY:
            fault = _repeated(draft, row, column, shared[column, int(position)], rows)
        else:
            plain = wording.told(Reason(reason), value) or sentence
            fault = CellFault(row, column, Reason(reason), plain, value)
        yield telling.line_of_cell(draft, fault)


def _is_told(draft: Draft, row: int, column: str, reason: str) -> bool:
    told = draft.told.get(column)
    if told is not None and told[row]:
        return True
    # A blank column is the consequence where the whole sheet is at fault.
    return bool(reason == Reason.EMPTY and draft.sheet_faults and not draft.filled(column).any())


def _shared(found: pd.DataFrame, text: pd.DataFrame) -> dict[tuple[str, int], list[int]]:
    """Map each row of a repeated key to the positions of all rows that share it."""
    shared: dict[tuple[str, int], list[int]] = {}
    repeated = found[found["alasan"] == Reason.REPEATED_KEY]
    for column, group in repeated.groupby("kolom", sort=False):
        positions = group["baris"].to_numpy(dtype=np.intp)
        keys = list(map(tuple, text[str(column).split(", ")].to_numpy()[positions]))
        members: dict[tuple[str, ...], list[int]] = {}
        for key, position in zip(keys, positions, strict=True):
            members.setdefault(key, []).append(int(position))
        for key, position in zip(keys, positions, strict=True):
            shared[str(column), int(position)] = members[key]
    return shared


def _repeated(
    draft: Draft, row: int, column: str, positions: Sequence[int], rows: _Rows
) -> CellFault:
    """Say which rows share a key, in the words of the user's own columns."""
    where = rows.named(positions, draft.file, draft.sheet)
    count = number(len(positions))
    names = column.split(", ")
    if "id" in names and not draft.has("id"):
        value = str(draft.column("judul")[row])
        words = _("judul ini dipakai {n} kali di wilayah dan edisi yang sama: {rows}")
        column = "judul"
    else:
        value = ", ".join(shown(str(draft.column(name)[row])) for name in names)
        words = _("“{value}” dipakai {n} kali: {rows}")
    sentence = words.format(value=value, n=count, rows=where)
    return CellFault(row, column, Reason.REPEATED_KEY, sentence, value)
