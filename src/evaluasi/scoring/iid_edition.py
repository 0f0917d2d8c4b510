"""The tables of one edition as arrays by innovation and by region."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import Rubric
from evaluasi.scoring.iid_count import Counts, CountScores, Coverage, count_scores, coverage
from evaluasi.scoring.iid_levels import (
    Flags,
    Floats,
    bare_rows,
    holds_edition,
    level_matrix,
    of_edition,
    region_codes,
)
from evaluasi.scoring.iid_spd import nothing_on_file, spd
from evaluasi.scoring.maturity import weights
from evaluasi.text import _

INNOVATIONS, CAPACITY = "inovasi", "kapasitas"
_CAPACITY_COLUMNS = ("spd", "spd_belum_diisi", "spd_wajib_kosong", "alasan")


@dataclass(frozen=True)
class Edition:
    """What the index of one edition rests on.

    Attributes
    ----------
    rubric : Rubric
    rows : DataFrame
        Innovations of the edition.
    codes : list of str
        Codes of all regions with innovations or SPD, sorted.
    region : array of int, shape (innovations,)
        Position of each innovation's region in `codes`.
    n : array of int, shape (regions,)
        Innovations reported.
    levels : array, shape (innovations, indicators)
        Claimed levels, NaN where empty.
    weight : array, shape (indicators,)
    capacity : DataFrame
        By region: spd, spd_belum_diisi, spd_wajib_kosong, alasan.
    held : Coverage
    counted : CountScores
    """

    rubric: Rubric
    rows: pd.DataFrame
    codes: list[str]
    region: Counts
    n: Counts
    levels: Floats
    weight: Floats
    capacity: pd.DataFrame
    held: Coverage
    counted: CountScores

    @property
    def spd(self) -> Floats:
        """SPD score of each region; NaN where there is none."""
        return self.capacity["spd"].to_numpy(dtype=np.float64)

    @property
    def bare(self) -> Flags:
        """Which innovations have no level at all."""
        return bare_rows(self.levels)

    def per_region(self, values: Floats | Counts | Flags) -> Floats:
        """Sum values of innovations by region."""
        summed = np.bincount(self.region, weights=values, minlength=len(self.codes))
        return summed.astype(np.float64)


def read(inovasi: pd.DataFrame, kapasitas: pd.DataFrame | None, rubric: Rubric) -> Edition:
    """Check the tables and lay them out.

    Raises
    ------
    ParameterError
        For what is wrong with them, every cell named.
    """
    rows = of_edition(inovasi, rubric.edisi, INNOVATIONS)
    _refuse_repeated(rows)
    codes_of_rows = region_codes(rows, INNOVATIONS)
    capacity = _capacity(kapasitas, rubric)
    codes = sorted({*codes_of_rows.unique(), *capacity.index})
    region = pd.Index(codes).get_indexer(pd.Index(codes_of_rows)).astype(np.int_)
    n = np.bincount(region, minlength=len(codes))
    held = coverage(rows, region, len(codes))
    capacity = capacity.reindex(codes)
    return Edition(
        rubric=rubric,
        rows=rows,
        codes=codes,
        region=region,
        n=n,
        levels=level_matrix(rows, rubric.columns),
        weight=weights(rubric, rubric.columns),
        capacity=capacity.assign(alasan=capacity["alasan"].fillna(nothing_on_file())),
        held=held,
        counted=count_scores(n, held, rubric),
    )


def _capacity(kapasitas: pd.DataFrame | None, rubric: Rubric) -> pd.DataFrame:
    """Score the SPD aspect; nothing where the table has no row of the edition."""
    if kapasitas is None or kapasitas.empty or not holds_edition(kapasitas, rubric.edisi):
        nothing = pd.DataFrame(index=pd.Index([], dtype="str"), columns=list(_CAPACITY_COLUMNS))
        return nothing.astype({"alasan": "str"})
    return spd(kapasitas, rubric).table.set_index("kode")[list(_CAPACITY_COLUMNS)]


def _refuse_repeated(rows: pd.DataFrame) -> None:
    if "id" not in rows.columns:
        return
    repeated = rows.loc[rows["id"].duplicated() & rows["id"].notna(), "id"]
    if len(repeated):
        raise ParameterError(
            _("Tabel inovasi memuat inovasi yang sama lebih dari sekali dalam satu edisi."),
            _("Hapus baris gandanya: setiap baris ikut menjadi pembagi."),
            [_("inovasi {id}").format(id=id_) for id_ in repeated.unique()],
        )
