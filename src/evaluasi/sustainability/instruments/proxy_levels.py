"""What the proxy reads: levels of indicators, and which of them touch which domain."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import MAX_LEVEL, Rubric, instruments
from evaluasi.rubrics.instruments import Instrument
from evaluasi.text import _, listing

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_MAP = "proksi-psat"


def share(values: Floats) -> Floats:
    """Return the mean of each row in percent of the highest level; NaN counts as level 0."""
    found: Floats = 100 * np.nan_to_num(values).mean(axis=1) / MAX_LEVEL
    return found


def held(levels: pd.DataFrame, rubric: Rubric) -> Flags:
    """Return which rows have any level, linked or not."""
    columns = [code for code in rubric.columns if code in levels.columns]
    return np.asarray(levels[columns].notna().any(axis=1), dtype=np.bool_)


def read_levels(
    levels: pd.DataFrame, columns: list[str], ids: pd.Series
) -> tuple[Floats, Flags, pd.DataFrame]:
    """Return levels with NaN for what is none, which rows have a wrong one, and each of them."""
    lacking = [column for column in columns if column not in levels.columns]
    if lacking:
        raise ParameterError(
            _("Tabel inovasi tidak punya kolom {columns}.").format(columns=listing(lacking)),
            _("Tambahkan kolom itu; isinya boleh kosong bila memang belum ada."),
        )
    values = np.empty((len(levels), len(columns)))
    bad = np.zeros(len(levels), dtype=np.bool_)
    told = []
    for place, column in enumerate(columns):
        cells = levels[column]
        numbers = pd.to_numeric(cells, errors="coerce").to_numpy(np.float64, na_value=np.nan)
        wrong = cells.notna().to_numpy() & ~np.isin(numbers, range(MAX_LEVEL + 1))
        values[:, place] = np.where(wrong, np.nan, numbers)
        bad |= wrong
        told += [
            {"id": id_, "indikator": column, "nilai": value}
            for id_, value in zip(ids[wrong], cells[wrong], strict=True)
        ]
    return values, bad, wrong_cells(told)


def wrong_cells(told: list[dict[str, object]]) -> pd.DataFrame:
    """Return cells that are no level as a table of faults."""
    made = pd.DataFrame(told, columns=["id", "indikator", "nilai"])
    return made.assign(kalimat=_("bukan level 0, 1, 2, atau 3"))


def links_of(
    rubric: Rubric,
) -> tuple[pd.DataFrame, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return which indicator stands for which domain, and what of both stands for nothing."""
    content = instruments.raw(_MAP)
    names = {one.kode: one.nama for one in rubric.sid}
    domains = {one.kode: one.nama for one in _instrument().ranah}
    rows = [
        {
            "indikator": link["indikator"],
            "nama": names.get(link["indikator"], link["indikator"]),
            "ranah": link["ranah"],
            "nama_ranah": domains[link["ranah"]],
            "eratnya": link["eratnya"],
            "alasan": link["alasan"],
        }
        for link in content["kaitan"]
    ]
    uncovered = tuple((domains[code], why) for code, why in content["tanpa_indikator"].items())
    return pd.DataFrame(rows), uncovered, tuple(content["tanpa_ranah"].items())


@cache
def _instrument() -> Instrument:
    return instruments.load(instruments.raw(_MAP)["instrumen"])
