"""What could not be verified, taken once as all running and once as all ended."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evaluasi.sustainability.lasting.binomial import exact_share
from evaluasi.sustainability.lasting.curve import NAN
from evaluasi.sustainability.lasting.grouped_hazard import fit
from evaluasi.sustainability.lasting.spells import OVER, RUNNING, Spells

AS_RECORDED, ALL_RUN, ALL_ENDED = "sesuai catatan", "semua bertahan", "semua berakhir"


def bounds(known: Spells, at: float, since: float, level: float) -> pd.DataFrame:
    """Return share and survival under both extremes, for what no visit could verify any more.

    Unverified innovations are otherwise followed to their last verified visit, which is right
    only where being unverifiable says nothing about having ended. Those that were never verified
    have no part in the first row. The share is of all that were visited, survival of those
    observed after their entry.

    Returns
    -------
    DataFrame
        anggapan, n, berakhir, n_ragu, bertahan with exact limits, S at `at` given running at
        `since` with limits (blank where no hazard can be fitted).
    """
    unsure = known.table["ragu_sampai"].notna() & (known.table["sebab"] == RUNNING)
    table = pd.concat([known.table, known.unverified])
    doubtful = unsure.reindex(table.index, fill_value=True)
    running, ended = table.copy(), table.copy()
    running.loc[doubtful, "terakhir"] = table.loc[doubtful, "ragu_sampai"]
    ended.loc[doubtful, "pertama"] = table.loc[doubtful, "ragu_dari"]
    ended.loc[doubtful, "sebab"] = OVER
    counted = known.states["terverifikasi"] | known.states["ragu"]
    over, n_unsure = int(known.states["berakhir"].sum()), int(known.states["ragu"].sum())
    rows = []
    for name, spelled, share in (
        (AS_RECORDED, known.table, known.share(level)),
        (ALL_RUN, running, exact_share(int(counted.sum()) - over, int(counted.sum()), level)),
        (
            ALL_ENDED,
            ended,
            exact_share(int(counted.sum()) - over - n_unsure, int(counted.sum()), level),
        ),
    ):
        fitted = fit(replace(known, table=spelled), level=level)
        chance = pd.Series({"S": NAN, "ci_low": NAN, "ci_high": NAN})
        if fitted.coef.size and at > since:
            chance = fitted.survival([at], since=since).iloc[0]
        rows.append(
            {
                "anggapan": name,
                "n": share.n,
                "berakhir": share.n - share.count,
                "n_ragu": n_unsure,
                "bertahan": share.estimate,
                "bertahan_low": share.ci[0],
                "bertahan_high": share.ci[1],
                "S": chance["S"],
                "ci_low": chance["ci_low"],
                "ci_high": chance["ci_high"],
            }
        )
    return pd.DataFrame(rows)
