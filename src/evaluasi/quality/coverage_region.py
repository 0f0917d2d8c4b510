"""What an edition asks of the region itself: its SPD indicators and the basic-service affairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.quality.coverage_cells import ZERO
from evaluasi.rubrics import Rubric
from evaluasi.rubrics.affairs import BASIC_SERVICES, canonical
from evaluasi.scoring import spd
from evaluasi.scoring.iid_count import coverage
from evaluasi.scoring.iid_spd import EMPTY
from evaluasi.text import _

FILLED = "terisi"
INDICATORS = 15
"""Indicators of the SPD aspect; some stand in two rows, a and b."""


@dataclass(frozen=True, eq=False, slots=True)
class Capacity:
    """The SPD indicators of the region.

    Attributes
    ----------
    table : DataFrame
        One row per scored row of the guideline: indikator, nama, wajib, level, nilai_mentah,
        keadaan (``terisi``, ``level 0``, ``belum diisi``), bukti, catatan. Empty where neither
        rules nor values are on file.
    score : float
        SPD points so far; NaN where they can't be told.
    whole : bool
        Whether the edition's list of indicators is known as a whole.
    reason : str
        Why there is no score or no table; empty where there is.
    """

    table: pd.DataFrame
    score: float
    whole: bool
    reason: str

    @property
    def numbers(self) -> pd.Series:
        """Whether each indicator is filled with all of its rows (2a and 2b); index its number."""
        filled = self.table["keadaan"] != EMPTY
        return filled.groupby(_number(self.table["indikator"])).all()


@dataclass(frozen=True, eq=False, slots=True)
class Affairs:
    """The basic-service affairs that the region's innovations cover.

    Attributes
    ----------
    table : DataFrame
        One row per affair: urusan, inovasi (by main affair), beririsan (only as overlapping one).
    needed : float or None
        How many the edition asks for; None where that rule is not known.
    unknown : int
        Innovations whose main affair is blank or not on the portal's list.
    """

    table: pd.DataFrame
    needed: float | None
    unknown: int

    @property
    def covered(self) -> int:
        """Number of affairs covered by a main affair."""
        return int((self.table["inovasi"] > 0).sum())


def capacity(kapasitas: pd.DataFrame, region: str, edition: int, rubric: Rubric | None) -> Capacity:
    """Lay out the SPD indicators of a region.

    Raises
    ------
    ParameterError
        For indicators that the rules don't know and for levels outside 0 to 3, every cell named.
    """
    own = kapasitas[(kapasitas["kode"] == region) & (kapasitas["tahun"] == edition)]
    if rubric is None or not rubric.spd:
        reason = _("Daftar indikator SPD edisi {year} belum ada.").format(year=edition)
        return Capacity(_without_rules(own), np.nan, False, reason)
    whole = _number(pd.Series([entry.kode for entry in rubric.spd])).nunique() == INDICATORS
    if rubric.rule("bobot_spd").nilai is None:
        reason = _("Skor SPD tidak dapat dihitung: {why}.").format(
            why=rubric.rule("bobot_spd").belum_ada
        )
        return Capacity(_by_rules(own, rubric), np.nan, whole, reason)
    if own.empty:
        reason = _("Belum satu pun indikator SPD edisi {year} diisi.").format(year=edition)
        return Capacity(_by_rules(own, rubric), np.nan, whole, reason)
    found = spd(own, rubric)
    points = float(found.table["spd"].iloc[0])
    return Capacity(_by_rules(own, rubric, found.cells), points, whole, "")


def affairs(rows: pd.DataFrame, rubric: Rubric | None) -> Affairs:
    """Count the innovations of each basic-service affair."""
    region = np.zeros(len(rows), dtype=np.int_)
    held = coverage(rows, region, 1)
    main = rows["urusan"].map(canonical, na_action="ignore")
    counts = [int((main == name).sum()) for name in BASIC_SERVICES]
    wider = held.wider[0] & ~held.covered[0]
    table = pd.DataFrame({"urusan": BASIC_SERVICES, "inovasi": counts, "beririsan": wider})
    needed = None if rubric is None else rubric.rule("syarat_pelayanan_dasar").nilai
    return Affairs(table, needed, int(held.unknown[0]))


def _by_rules(
    own: pd.DataFrame, rubric: Rubric, scored: pd.DataFrame | None = None
) -> pd.DataFrame:
    given = own.drop_duplicates("indikator").set_index("indikator")
    listed = {entry.kode: entry for entry in rubric.spd}
    # Some editions' lists are known in part only: what a region filled beyond them is kept.
    codes = [*listed, *(code for code in given.index if code not in listed)]
    entries = [listed.get(code) for code in codes]
    table = pd.DataFrame(
        {
            "indikator": codes,
            "nama": [entry.nama if entry else "" for entry in entries],
            "wajib": pd.array([entry.wajib if entry else None for entry in entries], "boolean"),
            "level": given["level"].reindex(codes).astype("Float64").to_numpy(),
            "nilai_mentah": given["nilai_mentah"].reindex(codes).to_numpy(),
            "bukti": [entry.bukti if entry else "" for entry in entries],
            "catatan": "",
        }
    )
    if scored is not None:  # a level may have been read from the raw value
        cells = scored.set_index("indikator")
        table["level"] = cells["level"].reindex(codes).astype("Float64").to_numpy()
        table["catatan"] = cells["catatan"].reindex(codes).to_numpy()
    return _with_state(table)


def _without_rules(own: pd.DataFrame) -> pd.DataFrame:
    table = own[["indikator", "level", "nilai_mentah"]].reset_index(drop=True)
    table.insert(1, "nama", "")
    table.insert(2, "wajib", pd.Series(pd.NA, table.index, dtype="boolean"))
    return _with_state(table.assign(bukti="", catatan=""))


def _number(codes: pd.Series) -> pd.Series:
    return codes.str.rstrip("ab").astype("int64")


def _with_state(table: pd.DataFrame) -> pd.DataFrame:
    level = table["level"].to_numpy(dtype=np.float64, na_value=np.nan)
    state = np.select([np.isnan(level), level == 0], [EMPTY, ZERO], FILLED)
    table.insert(5, "keadaan", state)
    return table.astype(dict.fromkeys(("indikator", "nama", "keadaan", "bukti", "catatan"), "str"))
