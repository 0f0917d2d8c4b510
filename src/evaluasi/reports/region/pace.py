"""How fast the published index moved, on one scale; the pace a target needs is not on file."""

from __future__ import annotations

import numpy as np

from evaluasi.reports.region import iid
from evaluasi.reports.region.subject import Subject
from evaluasi.text import _, number

SCALE = "0-100"


def sentence(subject: Subject) -> str:
    """Say the pace seen in the published scores with its interval; empty below two years."""
    own = iid.rows(subject)
    own = own[(own["skala"] == SCALE) & own["skor"].notna() & ~iid.provisional(own)]
    by_year = own.groupby("tahun")["skor"].agg(["first", "nunique"])
    if len(by_year) < 2 or (by_year["nunique"] > 1).any():
        return ""
    from evaluasi.scoring.target_pace import pace_seen  # few regions have two scores

    years = by_year.index.to_numpy(np.float64)
    pace = pace_seen(years, by_year["first"].to_numpy(np.float64))
    return _(
        "{pace} Skor terakhirnya {score} ({year}). Aturan indeks berganti antaredisi, jadi laju "
        "itu memuat pergantian aturannya. Sasaran RPJMD belum ada datanya: laju yang diperlukan "
        "dihitung dengan `evaluasi rencana --wilayah {code} --target … --pada …`."
    ).format(
        code=subject.kode,
        pace=pace.summary(),
        score=number(float(by_year["first"].iloc[-1]), 2),
        year=int(years[-1]),
    )
