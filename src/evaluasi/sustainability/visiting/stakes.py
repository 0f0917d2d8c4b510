"""What each visit is about: the chance that an innovation has ended, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.printing import require_columns
from evaluasi.text import _

Floats = npt.NDArray[np.float64]

NEEDED = ("id", "kode", "mulai", "terakhir_hidup")
DATES = ("mulai", "terakhir_hidup")
SETTLED = ("berhenti", "diserap")
"""Last states after which there is nothing left to find out."""
SAME = "sama"
VALUES = ("penerima", "anggaran", SAME)


class Hazard(Protocol):
    """What tells the chance of having ended; the grouped-time model does.

    `reason` says why no chance could be estimated; empty where one was.
    """

    @property
    def reason(self) -> str:
        """Why no chance could be estimated."""

    def probability_ended(
        self, start: Any, last_seen: Any, today: Any, covariates: Any = None
    ) -> tuple[Any, Any, Any]:
        """Return the chance of having ended by today, and the ends of its interval, by row."""


class Stakes(NamedTuple):
    """Innovations that a visit could settle, and those it could not be planned for.

    Attributes
    ----------
    open : DataFrame
        id, kode, judul, status, terakhir_hidup, peluang, bawah, atas, nilai, nilai_tercatat,
        taruhan (chance times value), informasi (bit).
    excluded : DataFrame
        id, alasan.
    """

    open: pd.DataFrame
    excluded: pd.DataFrame


def stakes(
    innovations: pd.DataFrame,
    hazard: Hazard,
    today: pd.Timestamp,
    value: str,
    covariates: Sequence[str],
) -> Stakes:
    """Give each innovation its chance of having ended by today and what is at stake.

    Parameters
    ----------
    innovations : DataFrame
        As `visit_plan`.
    hazard : Hazard
    today : Timestamp
    value : str
        Of `VALUES`.
    covariates : sequence of str
    """
    rows = _read(innovations, covariates, value)
    reasons = _reasons(rows, today)
    out = pd.DataFrame({"id": rows["id"], "alasan": reasons})[reasons != ""]
    rows = rows[reasons == ""]
    if rows.empty:
        return Stakes(
            _columns(rows, np.empty(0), np.empty(0), np.empty(0), value), out.reset_index(drop=True)
        )
    seen = rows["terakhir_hidup"].fillna(rows["mulai"])
    extra = rows[list(covariates)] if covariates else None
    found = hazard.probability_ended(rows["mulai"], seen, today, extra)
    p, low, high = (np.asarray(part, dtype=np.float64) for part in found)
    known = np.isfinite(p) | np.isfinite(high)
    unknown = rows.loc[~known, ["id"]].assign(
        alasan=_("peluangnya tidak dapat dihitung dari model: kovariat atau lamanya di luar data")
    )
    out = pd.concat([out, unknown], ignore_index=True)
    return Stakes(_columns(rows[known], p[known], low[known], high[known], value), out)


def information(p: Floats, high: Floats) -> Floats:
    """Return the information a visit is expected to bring, in bits: that of a coin with odds p.

    Without an estimate: the most that chances up to `high` can bring.
    """
    odds = np.where(np.isfinite(p), p, np.minimum(high, 0.5))
    inner = np.clip(odds, 1e-300, 1 - 1e-16)
    bits = -odds * np.log2(inner) - (1 - odds) * np.log2(1 - inner)
    return np.where((odds > 0) & (odds < 1), bits, 0.0)


def _read(innovations: pd.DataFrame, covariates: Sequence[str], value: str) -> pd.DataFrame:
    worth = () if value == SAME else (value,)
    require_columns(innovations, (*NEEDED, *worth, *covariates), _("Tabel inovasi"))
    rows = innovations.reset_index(drop=True)
    rows = rows.assign(**{name: pd.to_datetime(rows[name]) for name in DATES})
    for name in ("judul", "status"):
        rows[name] = rows[name].fillna("") if name in rows else ""
    twice = rows["id"][rows["id"].duplicated()].unique()
    if len(twice) or rows["id"].isna().any() or rows["kode"].isna().any():
        raise ParameterError(
            _("Setiap inovasi memerlukan satu baris dengan id dan kode."),
            _("Ambil keadaan terakhir tiap inovasi, misalnya dari register tindak lanjut."),
            [_("id {id} lebih dari sekali").format(id=id_) for id_ in twice],
        )
    return rows


def _reasons(rows: pd.DataFrame, today: pd.Timestamp) -> pd.Series:
    """Say why no visit is planned for a row; empty where one can be."""
    start, seen = rows["mulai"], rows["terakhir_hidup"]
    conditions = (
        (rows["status"] == SETTLED[0], _("sudah diketahui berhenti")),
        (rows["status"] == SETTLED[1], _("sudah diserap ke layanan rutin")),
        (start.isna(), _("tanggal mulai belum ada data: peluang tidak dapat dihitung")),
        (start > today, _("mulai sesudah tanggal rencana: periksa tanggalnya")),
        (seen > today, _("terakhir terlihat sesudah tanggal rencana: periksa tanggalnya")),
        (seen < start, _("terakhir terlihat sebelum mulai: periksa tanggalnya")),
    )
    told = np.select(
        [mask.to_numpy() for mask, _why in conditions],
        [why for _mask, why in conditions],
        default="",
    )
    return pd.Series(told, index=rows.index, dtype=object)


def _columns(rows: pd.DataFrame, p: Floats, low: Floats, high: Floats, value: str) -> pd.DataFrame:
    worth, recorded = _worth(rows, value)
    # Without an estimate the most it can be gives the order.
    used = np.where(np.isfinite(p), p, high)
    kept = rows[["id", "kode", "judul", "status", "terakhir_hidup"]].reset_index(drop=True)
    return kept.assign(
        peluang=p,
        bawah=low,
        atas=high,
        nilai=worth,
        nilai_tercatat=recorded,
        taruhan=used * worth,
        informasi=information(p, high),
    )


def _worth(rows: pd.DataFrame, value: str) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return what each innovation counts; the median of the others where none is on file."""
    if value == SAME:
        return np.ones(len(rows)), np.ones(len(rows), dtype=bool)
    given = pd.to_numeric(rows[value], errors="coerce").to_numpy(np.float64, na_value=np.nan)
    recorded = given > 0
    typical = float(np.median(given[recorded])) if recorded.any() else 1.0
    return np.where(recorded, given, typical), recorded
