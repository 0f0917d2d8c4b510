"""Score of the SPD aspect (Satuan Pemerintah Daerah) of each region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.rubrics import Rubric, label
from evaluasi.scoring.iid_capacity import TABLE, Capacity, grid
from evaluasi.scoring.iid_levels import (
    COMPUTED,
    NOT_COMPUTABLE,
    NOTED,
    Flags,
    Floats,
    bare_rows,
    merged_provenance,
    of_edition,
    region_codes,
    require_columns,
    shown,
    to_floats,
)
from evaluasi.tables import provenance
from evaluasi.text import _, number

FROM_LEVEL = "level"
FROM_RAW = "nilai mentah"
EMPTY = "belum diisi"


@dataclass(frozen=True)
class SpdScores(Told):
    """SPD scores by region, and the cell behind each point.

    Attributes
    ----------
    rubric : Rubric
    table : DataFrame
        One row per region, by code: kode, spd (points, at most 63 in 2026), spd_belum_diisi
        (indicators without level), spd_wajib_kosong (mandatory ones at 0; NaN where it is not
        known which are), status, alasan.
    cells : DataFrame
        One row per region and indicator: kode, indikator, level, asal (level, nilai mentah, belum
        diisi), skor, catatan. Empty where scores were given instead of levels.
    """

    rubric: Rubric
    table: pd.DataFrame
    cells: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of regions."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian how many regions have a score, and why others do not."""
        scores = self.table["spd"].dropna()
        told = _("Skor SPD menurut {rubric}: {n} dari {all} wilayah dapat dihitung.").format(
            rubric=self.rubric.nama, n=number(len(scores)), all=number(len(self.table))
        )
        if scores.empty:
            return "\n".join([told, *dict.fromkeys(self.table["alasan"])])
        spread = _("Rata-rata {mean}, terendah {low}, tertinggi {high}.").format(
            mean=number(scores.mean(), 2),
            low=number(scores.min(), 2),
            high=number(scores.max(), 2),
        )
        return f"{told} {spread}"


def spd(kapasitas: pd.DataFrame, rubric: Rubric) -> SpdScores:
    """Compute the SPD score of each region: the sum of weight × level over the indicators.

    The level is taken where there is one, else it is read from the raw value where the edition
    prints class edges (see `iid_classes`). An indicator without either counts as level 0 (not
    chosen or without evidence) and is counted; a region without any has no score.

    Parameters
    ----------
    kapasitas : DataFrame
        Columns kode, indikator (as printed: ``1``, ``2a``), level, and optionally nilai_mentah
        and tahun; or kode and ``spd``: scores that are already known, taken as they are.
    rubric : Rubric

    Returns
    -------
    SpdScores
        With status ``tidak dapat dihitung`` and the reason where the edition's weights are not
        known.

    Raises
    ------
    ParameterError
        For missing columns, rows of other editions only, unknown or repeated indicators, levels
        outside 0 to 3, raw values outside every class, scores above the maximum: all are named.
    """
    rows = of_edition(kapasitas, rubric.edisi, TABLE)
    if "spd" in rows.columns and "indikator" not in rows.columns:
        result = SpdScores(rubric, _given(rows, rubric), _no_cells())
    elif rubric.rule("bobot_spd").nilai is None:
        codes = sorted(region_codes(rows, TABLE).unique())
        result = SpdScores(rubric, _unknown_weights(codes, rubric), _no_cells())
    else:
        result = _scored(grid(rows, rubric), rubric)
    origin = merged_provenance([kapasitas])
    if origin is not None:
        provenance.stamp(result.table, origin)
        provenance.stamp(result.cells, origin)
    return result


def nothing_on_file() -> str:
    """Say that nothing of the SPD aspect is on file for a region."""
    return _("level SPD wilayah ini belum ada data")


def _given(rows: pd.DataFrame, rubric: Rubric) -> pd.DataFrame:
    """Take scores as they are."""
    require_columns(rows, ["kode", "spd"], TABLE)
    codes, values = region_codes(rows, TABLE), to_floats(rows["spd"])
    rule = rubric.rule("maksimum_spd")
    top = np.inf if rule.nilai is None else rule.nilai
    wrong = (rows["spd"].notna().to_numpy() & ~np.isfinite(values)) | (values < 0) | (values > top)
    told = _("wilayah {kode}: {value}")
    faults = [
        told.format(kode=kode, value=shown(value))
        for kode, value in zip(codes[wrong], rows.loc[wrong, "spd"], strict=True)
    ]
    twice = _("wilayah {kode} tertulis lebih dari sekali")
    faults += [twice.format(kode=kode) for kode in codes[codes.duplicated()]]
    if faults:
        raise ParameterError(
            _("Skor SPD yang diberikan tidak dapat dipakai."),
            _("Beri satu skor per wilayah, paling tinggi {top}.").format(top=number(rule.nilai)),
            faults,
        )
    table = pd.DataFrame({"kode": codes, "spd": values}).sort_values("kode", ignore_index=True)
    known = table["spd"].notna().to_numpy()
    note = _("skor SPD diberikan, tidak dihitung dari level")
    nothing = np.full(len(table), np.nan)
    return _completed(table, known, [note] * len(table), np.zeros(len(table)), nothing)


def _unknown_weights(codes: Sequence[str], rubric: Rubric) -> pd.DataFrame:
    rule = rubric.rule("bobot_spd")
    reason = _("{what} edisi {year} belum ada: {why}").format(
        what=label(rule.nama), year=rubric.edisi, why=rule.belum_ada
    )
    table = pd.DataFrame({"kode": pd.Series(codes, dtype="str"), "spd": np.nan})
    zero, nothing = np.zeros(len(table)), np.full(len(table), np.nan)
    table = _completed(table, zero > 0, [reason] * len(table), zero, nothing)
    return table.assign(alasan=pd.Series(reason, index=table.index, dtype="str"))


def _scored(capacity: Capacity, rubric: Rubric) -> SpdScores:
    empty = np.isnan(capacity.used)
    known = ~bare_rows(capacity.used)
    weight = np.array([indicator.bobot for indicator in rubric.spd], dtype=np.float64)
    score = np.where(empty, 0.0, capacity.used) * weight
    table = pd.DataFrame(
        {
            "kode": pd.Series(capacity.codes, dtype="str"),
            "spd": np.where(known, score.sum(axis=1), np.nan),
        }
    )
    table = _completed(
        table,
        known,
        _notes(capacity),
        empty.sum(axis=1),
        _mandatory_lacking(capacity, rubric, known),
    )
    return SpdScores(rubric, table, _cells(capacity, rubric, score))


def _mandatory_lacking(capacity: Capacity, rubric: Rubric, known: Flags) -> Floats:
    mandatory = np.array([bool(indicator.wajib) for indicator in rubric.spd])
    if not mandatory.any():
        return np.full(len(known), np.nan)
    at_zero = np.isnan(capacity.used) | (capacity.used == 0)
    return np.where(known, (at_zero & mandatory).sum(axis=1), np.nan)


def _completed(
    table: pd.DataFrame, known: Flags, notes: Sequence[str], unfilled: Floats, lacking: Floats
) -> pd.DataFrame:
    """Add counts, status and reason to the scores."""
    table["spd_belum_diisi"] = unfilled.astype(int)
    table["spd_wajib_kosong"] = lacking
    told = pd.Series(list(notes), index=table.index, dtype="str")
    table["status"] = np.select(
        [~known, (told != "").to_numpy()], [NOT_COMPUTABLE, NOTED], COMPUTED
    )
    table["alasan"] = told.where(known, nothing_on_file())
    return table


def _notes(capacity: Capacity) -> list[str]:
    """Say per region what a reader of its score must know."""
    told = [
        (np.isnan(capacity.used), _("{n} indikator SPD belum diisi, dihitung 0")),
        (capacity.twice, _("{n} nilai mentah SPD ada pada dua kelas pedoman")),
        (capacity.differs, _("{n} level SPD tidak cocok dengan nilai mentahnya")),
    ]
    counts = [flags.sum(axis=1) for flags, _sentence in told]
    return [
        "; ".join(
            sentence.format(n=number(int(n)))
            for n, (_flags, sentence) in zip(row, told, strict=True)
            if n
        )
        for row in zip(*counts, strict=True)
    ]


def _cells(capacity: Capacity, rubric: Rubric, score: Floats) -> pd.DataFrame:
    rows, columns = capacity.used.shape
    empty = np.isnan(capacity.used)
    origin = np.select([~np.isnan(capacity.given), empty], [FROM_LEVEL, EMPTY], FROM_RAW)
    note = np.select(
        [capacity.twice, capacity.differs, capacity.unread],
        [
            _("nilai mentah ada pada dua kelas pedoman; batas level 1 dan 3 didahulukan"),
            _("level tidak cocok dengan nilai mentahnya"),
            _("nilai mentah tidak punya kelas pada edisi ini: isi levelnya"),
        ],
        "",
    )
    table = pd.DataFrame(
        {
            "kode": np.repeat(np.array(capacity.codes, dtype=object), columns),
            "indikator": np.tile(np.array([i.kode for i in rubric.spd], dtype=object), rows),
            "level": capacity.used.ravel(),
            "asal": origin.ravel(),
            "skor": score.ravel(),
            "catatan": note.ravel(),
        }
    )
    return table.astype(dict.fromkeys(("kode", "indikator", "asal", "catatan"), "str"))


def _no_cells() -> pd.DataFrame:
    columns = ["kode", "indikator", "level", "asal", "skor", "catatan"]
    return pd.DataFrame(columns=columns).astype({"level": "float64", "skor": "float64"})
