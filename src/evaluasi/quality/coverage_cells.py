"""Innovations × indicators of one edition: which level stands where, and on what evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.rubrics import Rubric
from evaluasi.scoring.iid_levels import Flags, Floats, level_matrix
from evaluasi.tables import schemas

BLANK, ZERO, NO_EVIDENCE = "belum diisi", "level 0", "tanpa bukti"
STATES = (BLANK, ZERO, NO_EVIDENCE)
"""What a cell may lack, gravest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator of an innovation: what the edition's rules say of it, as far as known."""

    code: str
    name: str
    weight: float | None = None
    mandatory: bool | None = None
    evidence: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Levels and evidence of the innovations of one region and edition.

    Attributes
    ----------
    rows : DataFrame
        The innovations, in the order of the arrays.
    asked : tuple of Asked
        The indicators, in the order of the arrays.
    levels : array, shape (innovations, indicators)
        Claimed levels, NaN where blank.
    documents : array of int, shape (innovations, indicators), or None
        Evidence documents on file; None where that table is not loaded for the edition.
    """

    rows: pd.DataFrame
    asked: tuple[Asked, ...]
    levels: Floats
    documents: np.ndarray | None

    @property
    def blank(self) -> Flags:
        """Cells without a level."""
        return np.asarray(np.isnan(self.levels), dtype=np.bool_)

    @property
    def zero(self) -> Flags:
        """Cells that are filled with level 0, which is worth nothing."""
        return np.asarray(self.levels == 0, dtype=np.bool_)

    @property
    def claimed(self) -> Flags:
        """Cells with level 1 or more."""
        return np.asarray(self.levels >= 1, dtype=np.bool_)

    @property
    def evidenced(self) -> Flags | None:
        """Claimed cells with a document; None where documents are not known."""
        if self.documents is None:
            return None
        return np.asarray(self.claimed & (self.documents > 0), dtype=np.bool_)

    @property
    def unproven(self) -> Flags | None:
        """Claimed cells without a document; None where documents are not known."""
        if self.documents is None:
            return None
        return np.asarray(self.claimed & (self.documents == 0), dtype=np.bool_)

    @property
    def mandatory(self) -> Flags | None:
        """Which indicators are mandatory; None where the edition's list is not known."""
        if any(entry.mandatory is None for entry in self.asked):
            return None
        return np.array([entry.mandatory for entry in self.asked], dtype=np.bool_)


def lay_out(rows: pd.DataFrame, bukti: pd.DataFrame, edition: int, rubric: Rubric | None) -> Cells:
    """Lay the innovations of one region and edition out as arrays.

    Parameters
    ----------
    rows : DataFrame
        Innovations of the region and edition: id and i16 … i35.
    bukti : DataFrame
        Evidence documents of all regions and editions: id_inovasi, tahun, indikator, dokumen.
    edition : int
    rubric : Rubric, optional
        Rules of the edition; without its table of indicators their names come from the schema.

    Raises
    ------
    ParameterError
        For levels outside 0 to 3, every cell named.
    """
    asked = indicators(rubric)
    codes = [entry.code for entry in asked]
    return Cells(
        rows=rows,
        asked=asked,
        levels=level_matrix(rows, codes),
        documents=_documents(rows, bukti[bukti["tahun"] == edition], codes),
    )


def indicators(rubric: Rubric | None) -> tuple[Asked, ...]:
    """Return the indicators of an innovation by the rules, else by the schema of the table."""
    if rubric is not None and rubric.sid:
        known = rubric.rule("indikator_wajib").nilai is not None
        return tuple(
            Asked(i.kode, i.nama, i.bobot, i.wajib if known else None, i.bukti) for i in rubric.sid
        )
    fields = schemas.get("inovasi").fields
    levels = [field for field in fields if re.fullmatch(r"i\d\d", field.name)]
    return tuple(Asked(field.name, field.title.partition(": ")[2]) for field in levels)


def lacking(cells: Cells, offices: pd.Series, order: pd.Index) -> pd.DataFrame:
    """Return one row per cell that lacks something.

    Parameters
    ----------
    cells : Cells
    offices : Series, shape (innovations,)
        The office to show for each innovation.
    order : Index, shape (innovations,)
        Labels of the innovations in the order wanted.

    Returns
    -------
    DataFrame
        opd, id, judul, indikator, nama, wajib (missing where not known), keadaan (of `STATES`),
        dokumen (evidence on file; missing where not known), bukti (kind of document the rules ask
        for), bobot. By innovation: mandatory first, then gravest state, then highest weight.
    """
    state = np.full(cells.levels.shape, -1)
    for grade, flags in enumerate((cells.blank, cells.zero, cells.unproven)):
        if flags is not None:
            state[flags] = grade
    down, across = np.nonzero(state >= 0)
    picked = [cells.asked[column] for column in across]
    documents = pd.Series(pd.NA, range(len(down)), dtype="Int64")
    if cells.documents is not None:
        documents = pd.Series(cells.documents[down, across], dtype="Int64")
    table = pd.DataFrame(
        {
            "opd": offices.to_numpy()[down],
            "id": cells.rows["id"].to_numpy()[down],
            "judul": cells.rows["judul"].to_numpy()[down],
            "indikator": [entry.code for entry in picked],
            "nama": [entry.name for entry in picked],
            "wajib": pd.array([entry.mandatory for entry in picked], dtype="boolean"),
            "keadaan": [STATES[grade] for grade in state[down, across]],
            "dokumen": documents,
            "bukti": [entry.evidence for entry in picked],
            "bobot": np.array([entry.weight for entry in picked], dtype=np.float64),
        }
    )
    late = ~table["wajib"].fillna(False).to_numpy(dtype=bool)
    rank = np.argsort(cells.rows.index.get_indexer(order))[down]
    keys = (across, -np.nan_to_num(table["bobot"]), state[down, across], late, rank)
    return table.iloc[np.lexsort(keys)].reset_index(drop=True)


def _documents(rows: pd.DataFrame, bukti: pd.DataFrame, codes: list[str]) -> np.ndarray | None:
    """Count the documents of each cell; None where the edition has none of any region on file."""
    if bukti.empty:
        return None
    down = pd.Index(rows["id"]).get_indexer(pd.Index(bukti["id_inovasi"]))
    across = pd.Index(codes).get_indexer(pd.Index(bukti["indikator"]))
    counts = np.zeros((len(rows), len(codes)), dtype=np.int64)
    own = (down >= 0) & (across >= 0)
    np.add.at(counts, (down[own], across[own]), 1)
    return counts
