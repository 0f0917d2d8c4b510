"""The official index beside the audit index, and what sets them apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.rubrics import Rubric
from evaluasi.scoring.iid_index import regional_index
from evaluasi.text import _, number

_TAKEN = ["iid", "iid_verifikasi", "spd", "rata_kematangan", "skor_jumlah", "status", "alasan"]


def beside_official(
    regions: pd.DataFrame,
    inovasi: pd.DataFrame,
    kapasitas: pd.DataFrame | None,
    rubric: Rubric,
    verifikasi: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Put the official index of each region beside its audit index.

    Parameters
    ----------
    regions : DataFrame
        Columns kode and skor_audit.
    inovasi, kapasitas, verifikasi : DataFrame
        As for `regional_index`.

    Returns
    -------
    DataFrame
        By region: kode, skor_audit, iid, iid_verifikasi (where verification is on file),
        jumlah_inovasi, kematangan_per_inovasi (total / n), rata_kematangan (total / divisor),
        spd, skor_jumlah, status, alasan, penjelasan. No rank.
    """
    found = regional_index(inovasi, kapasitas, rubric, verifikasi=verifikasi).table
    found = found.set_index("kode").reindex(regions["kode"])
    counts = found["jumlah_inovasi"]
    mean = found["total_kematangan"] / counts.where(counts > 0)
    table = regions[["kode", "skor_audit"]].set_index("kode")
    table = table.join(found[["jumlah_inovasi"]]).assign(kematangan_per_inovasi=mean)
    table = table.join(found[[name for name in _TAKEN if name in found]])
    table["penjelasan"] = [
        _explained(*values)
        for values in zip(
            counts,
            mean,
            found["rata_kematangan"],
            found["skor_jumlah"],
            found["pembagi"],
            strict=True,
        )
    ]
    return table.reset_index()


def _explained(n: float, each: float, mean: float, counted: float, divisor: float) -> str:
    """Say what of the official index the audit index leaves aside."""
    told = []
    if np.isnan(divisor):
        told.append(_("lantai pembagi edisi ini belum diketahui"))
    elif divisor > n:
        told.append(
            _(
                "{n} inovasi di bawah lantai pembagi {floor}: kematangan {each} per inovasi "
                "menjadi {mean} pada indeks resmi"
            ).format(n=number(n), floor=number(divisor), each=number(each, 2), mean=number(mean, 2))
        )
    else:
        told.append(_("lantai pembagi tidak berpengaruh"))
    if counted > 0:
        told.append(
            _("skor jumlah {score} hanya ada pada indeks resmi").format(score=number(counted, 2))
        )
    return "; ".join(told)
