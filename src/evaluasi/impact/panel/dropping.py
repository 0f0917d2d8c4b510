"""Rows that are not used: each with its reason, counted and listed, never silently gone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluasi.impact.results import Notice
from evaluasi.text import _, number

COLUMNS = ("unit", "time", "reason", "sentence")


def sentence(reason: str) -> str:
    """Return the words behind a reason."""
    return {
        "perlakuan_tak_tercatat": _("perlakuan tidak tercatat"),
        "capaian_kosong": _("capaian kosong"),
        "kovariat_kosong": _("kovariat kosong"),
        "tanpa_bobot": _("bobot kosong atau nol"),
        "deret_tak_lengkap": _("unit tanpa nilai pada setiap tahun"),
        "sudah_diperlakukan": _("unit sudah diperlakukan sejak tahun pertama"),
        "tanpa_pembanding": _("tahun tanpa unit yang belum diperlakukan"),
        "tanpa_variasi": _("unit dengan satu nilai saja"),
        "masa_antisipasi": _("tahun-tahun antisipasi sebelum mulai"),
        "diperlakukan_juga": _("unit lain yang diperlakukan juga"),
        "donor_tidak_lengkap": _("unit pembanding tanpa nilai pada setiap tahun"),
        "prediktor_kosong": _("unit pembanding dengan prediktor kosong"),
    }[reason]


def rows(units: ArrayLike, times: ArrayLike, reason: ArrayLike) -> pd.DataFrame:
    """List rows left out.

    Parameters
    ----------
    units, times : array_like (rows,)
    reason : str or array_like of str (rows,)

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, ordered by unit and time.
    """
    units, times = np.atleast_1d(units), np.atleast_1d(times)
    reasons = np.broadcast_to(np.asarray(reason, dtype=str), units.shape)
    frame = pd.DataFrame(
        {
            "unit": units.astype(str),
            "time": times.astype(np.int64),
            "reason": reasons,
            "sentence": [sentence(str(code)) for code in reasons],
        },
        columns=list(COLUMNS),
    )
    return frame.sort_values(["unit", "time"], ignore_index=True)


def none() -> pd.DataFrame:
    """Return the empty list."""
    return rows([], [], [])


def notices(dropped: pd.DataFrame) -> tuple[Notice, ...]:
    """Say how many rows and units each reason cost."""
    told = []
    for reason, part in dropped.groupby("reason", sort=True):
        text = _("{rows} baris dari {units} unit tidak dipakai: {why}.").format(
            rows=number(len(part)),
            units=number(part["unit"].nunique()),
            why=sentence(str(reason)),
        )
        told.append(Notice(str(reason), text))
    return tuple(told)
