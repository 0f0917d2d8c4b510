"""Strengths and weaknesses against peers, and which of them hang on who the peers are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite import Index
from evaluasi.scoring.profile.comparison import LEAST, Comparison
from evaluasi.scoring.profile.effective import effective_weights
from evaluasi.text import _, number

STRONG, WEAK = 0.75, 0.25
LEAST_DISTINCT = 3
FRAGILE = 0.10
STRENGTH, WEAKNESS, NEITHER = "kekuatan", "kelemahan", "setara"
UNTOLD = "tidak dinilai"


@dataclass(frozen=True)
class Strengths(Told):
    """Indicators of a unit against its peers.

    Attributes
    ----------
    unit : str
    table : DataFrame
        One row per indicator, the weightiest difference first: kode, nama, nilai and
        median_pembanding (raw, after denominating), pembanding (how many have a value),
        lebih_buruk, seri, persentil (0 to 1), bobot (share of the index), putusan (kekuatan,
        kelemahan, setara, tidak dinilai), berbalik (share of draws with another verdict), rapuh,
        alasan.
    draws, seed : int
    """

    unit: str
    table: pd.DataFrame
    draws: int
    seed: int

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian the strengths and weaknesses, the fragile ones marked."""
        told = _("Kekuatan: {up}. Kelemahan: {down}. Tidak dinilai: {n} indikator.")
        return told.format(
            up=self._named(STRENGTH),
            down=self._named(WEAKNESS),
            n=number(int((self.table["putusan"] == UNTOLD).sum())),
        )

    def _named(self, verdict: str) -> str:
        rows = self.table[self.table["putusan"] == verdict]
        words = [
            _("{name} (rapuh)").format(name=name) if fragile else str(name)
            for name, fragile in zip(rows["nama"], rows["rapuh"], strict=True)
        ]
        return "; ".join(words) or _("tidak ada")


def strengths(
    index: Index, comparison: Comparison, *, draws: int = 1_000, seed: int = 1
) -> Strengths:
    """Compare a unit with its peers, indicator by indicator.

    The percentile is the share of peers that do worse, peers with the same value counting half
    (mid-rank). A strength from 0.75 on, a weakness up to 0.25. No verdict where the own value is
    missing (a filled one is nobody's strength), fewer than three peers have a value, fewer than
    three different values occur, or the indicator weighs nothing. As the percentile does not
    depend on scale or aggregation, what may turn a verdict is who the peers are: they are drawn
    again with replacement, and a verdict that turns in more than 10 % of draws is fragile.

    Parameters
    ----------
    draws, seed : int

    References
    ----------
    Mid-distribution (ties count half): Parzen (2004), Statistical Science 19: 652–662. Bootstrap:
    Efron and Tibshirani (1993), An Introduction to the Bootstrap.
    """
    framework = index.recipe.framework
    values = index.stages["berpenyebut"]
    own = values.loc[comparison.unit].to_numpy(np.float64)
    others = values.loc[list(comparison.peers)].to_numpy(np.float64)
    weights = effective_weights(index.recipe)
    rng = np.random.default_rng(seed)
    rows = []
    for place, node in enumerate(framework.indicators):
        peers = others[~np.isnan(others[:, place]), place]
        turned = (peers - own[place]) * node.direction
        worse, tied = int((turned < 0).sum()), int((turned == 0).sum())
        reason = _why_not(own[place], peers, weights[place])
        percentile = _percentile(worse, tied, len(peers)) if not reason else np.nan
        verdict = UNTOLD if reason else _verdict(percentile)
        turns = _turns(worse, tied, len(peers), verdict, draws, rng) if not reason else np.nan
        median = float(np.median(peers)) if len(peers) else np.nan
        rows.append(
            (
                node.code,
                node.name,
                own[place],
                median,
                len(peers),
                worse,
                tied,
                percentile,
                weights[place],
                verdict,
                turns,
                bool(turns > FRAGILE),
                reason,
            )
        )
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    weighty = (table["bobot"] * (table["persentil"] - 0.5).abs()).fillna(-1)
    order = weighty.sort_values(ascending=False, kind="stable").index
    return Strengths(comparison.unit, table.loc[order].reset_index(drop=True), draws, seed)


_COLUMNS = (
    "kode",
    "nama",
    "nilai",
    "median_pembanding",
    "pembanding",
    "lebih_buruk",
    "seri",
    "persentil",
    "bobot",
    "putusan",
    "berbalik",
    "rapuh",
    "alasan",
)


def _why_not(own: float, peers: np.ndarray, weight: float) -> str:
    if np.isnan(own):
        return _("nilai sendiri belum ada")
    if len(peers) < LEAST:
        return _("kurang dari {n} pembanding punya nilai").format(n=LEAST)
    if len(np.unique(np.append(peers, own))) < LEAST_DISTINCT:
        return _("kurang dari {n} nilai yang berbeda").format(n=LEAST_DISTINCT)
    return "" if weight > 0 else _("bobotnya 0")


def _percentile(worse: int, tied: int, peers: int) -> float:
    return (worse + tied / 2) / peers


def _verdict(percentile: float) -> str:
    if percentile >= STRONG:
        return STRENGTH
    return WEAKNESS if percentile <= WEAK else NEITHER


def _turns(
    worse: int, tied: int, peers: int, verdict: str, draws: int, rng: np.random.Generator
) -> float:
    """Return the share of draws of the peers in which the verdict is another."""
    shares = np.array([worse, tied, peers - worse - tied]) / peers
    drawn = rng.multinomial(peers, shares, draws)
    again = (drawn[:, 0] + drawn[:, 1] / 2) / peers
    same = {
        STRENGTH: again >= STRONG,
        WEAKNESS: again <= WEAK,
        NEITHER: (again > WEAK) & (again < STRONG),
    }[verdict]
    return float(1 - same.mean())
