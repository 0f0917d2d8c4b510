"""Ranks of several runs of draws as one distribution, each run with equal weight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.scoring.composite.uncertainty import HIGH, LOW, TOP_SHARE, Uncertainty


def pooled(runs: Sequence[Uncertainty]) -> pd.DataFrame:
    """Return the ranks of each unit over all runs.

    A quantile is the smallest rank that at least that share of the draws does not exceed, so that
    it is always a rank that occurred.

    Parameters
    ----------
    runs : sequence of Uncertainty
        Of the same units, on different data.

    Returns
    -------
    DataFrame
        By unit: rata_rata, bawah, median, atas (5 %, 50 %, 95 %), peluang_seperempat_teratas,
        tak_terbedakan (other units whose interval overlaps).
    """
    first = runs[0].probabilities
    shares = np.mean([run.probabilities.loc[first.index].to_numpy() for run in runs], axis=0)
    running = shares.cumsum(axis=1)
    low, middle, high = (_quantile(running, share) for share in (LOW, 0.5, HIGH))
    overlap = (low[:, None] <= high[None, :]) & (high[:, None] >= low[None, :])
    return pd.DataFrame(
        {
            "rata_rata": shares @ first.columns.to_numpy(np.float64),
            "bawah": low,
            "median": middle,
            "atas": high,
            "peluang_seperempat_teratas": running[:, int(np.ceil(len(first) * TOP_SHARE)) - 1],
            "tak_terbedakan": overlap.sum(axis=1) - 1,
        },
        index=first.index,
    )


def _quantile(running: npt.NDArray[np.float64], share: float) -> npt.NDArray[np.int_]:
    reached = running >= share - 1e-9
    return np.asarray(reached.argmax(axis=1) + 1, dtype=np.int_)
