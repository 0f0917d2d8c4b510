"""Scores of the simulated regions, in the editions whose rules are known, on verified levels."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from evaluasi import rubrics
from evaluasi.scoring import regional_index
from evaluasi.simulation.capacity import LEVELS_OF, TOTAL_OF, Capacity
from evaluasi.simulation.levels import INDICATORS
from evaluasi.simulation.origin import CODE
from evaluasi.simulation.world import EDITIONS

_NOTE = "dihitung dari level terverifikasi data simulasi menurut {rubric}"


class Scores(NamedTuple):
    """Table `skor_iid`, and why editions have no score (tahun, alasan)."""

    skor_iid: pd.DataFrame
    left_out: pd.DataFrame


def scores(table: pd.DataFrame, verified: pd.DataFrame, capacity: Capacity) -> Scores:
    """Compute the scores.

    Parameters
    ----------
    table : DataFrame
        Table `inovasi`.
    verified : DataFrame
        Verified levels of its rows.
    capacity : Capacity
    """
    held = table.assign(**{name: verified[name] for name in INDICATORS})
    spd = {LEVELS_OF: capacity.kapasitas, TOTAL_OF: capacity.totals}
    parts = [_of_edition(held, spd[edition], edition) for edition in sorted(spd)]
    reasons = {edition: _reason(edition) for edition in EDITIONS if edition not in spd}
    left_out = pd.DataFrame(list(reasons.items()), columns=["tahun", "alasan"])
    return Scores(pd.concat(parts, ignore_index=True), left_out)


def _of_edition(table: pd.DataFrame, spd: pd.DataFrame, edition: int) -> pd.DataFrame:
    rubric = rubrics.load(f"iid-{edition}")
    found = regional_index(table, spd, rubric).table
    found = found[(found["jumlah_inovasi"] > 0) & found["iid"].notna()]
    return pd.DataFrame(
        {
            "kode": found["kode"],
            "tahun": edition,
            "sumber": CODE,
            "skor": found["iid"].round(2),
            "skala": rubric.skala,
            "predikat": found["predikat"],
            "jumlah_inovasi": found["jumlah_inovasi"].astype("Int64"),
            "keyakinan": "turunan",
            "catatan": _NOTE.format(rubric=rubric.nama),
        }
    )


def _reason(edition: int) -> str:
    missing = rubrics.load(f"iid-{edition}").missing(
        ("maksimum_total", "lantai_pembagi", "faktor_jumlah")
    )
    told = "; ".join(f"{rubrics.label(rule.nama)}: {rule.belum_ada}" for rule in missing)
    return told or "aturan edisi ini tidak lengkap"
