"""The final score of a contest: its stages put together by weights that somebody stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.agreement.reading import Floats
from evaluasi.rubrics.contests import Contest
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.contest_agreement import may_rank
from evaluasi.scoring.contest_stage import StageResult
from evaluasi.text import _, listing, number

DRAWS = 10_000


@dataclass(frozen=True)
class Final(Told):
    """Final scores.

    Attributes
    ----------
    table : DataFrame
        Entries rated at every stage that counts: objek, peringkat, skor_mentah,
        skor_disesuaikan, bawah and atas (90 % interval of the adjusted rank), peluang (to be
        first), seri. ``peringkat`` is missing where the raters of a stage agree too little.
    warnings : tuple of str
    """

    table: pd.DataFrame
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian who may be first."""
        ahead = self.table.sort_values(["peluang", "objek"], ascending=[False, True]).head(3)
        told = _("Nilai akhir, {n} peserta. Peluang menjadi yang pertama: {names}.").format(
            n=number(len(self.table)),
            names="; ".join(
                _("{name} {p}%").format(name=name, p=number(100 * chance, 0))
                for name, chance in zip(ahead["objek"], ahead["peluang"], strict=True)
            ),
        )
        return "\n".join([told, *self.warnings])


def combine(contest: Contest, stages: Sequence[StageResult], seed: int) -> Final | None:
    """Put the totals of the stages together; None where the rule or a total is lacking.

    Adjusted scores are drawn for each stage on its own (its raters, its error) and then weighted.
    """
    weights = contest.gabungan.nilai
    counted = [one for one in stages if one.stage.kode in (weights or {}) and one.adjusted]
    if weights is None or len(counted) < len(weights):
        return None
    common = sorted(set.intersection(*(set(one.criteria["objek"]) for one in counted)))
    if len(common) < 2:
        return None
    share = np.array([weights[one.stage.kode] for one in counted])
    share = share / share.sum()
    rng = np.random.default_rng(seed)
    raw, adjusted = (
        np.column_stack([_scores(one, common, name) for one in counted]) @ share
        for name in ("skor_mentah", "skor_disesuaikan")
    )
    drawn = sum(w * _drawn(one, common, rng) for w, one in zip(share, counted, strict=True))
    place = ranks(np.asarray(drawn, dtype=np.float64))
    low, high = np.percentile(place, [5, 95], axis=0)
    nominal = pd.array(ranks(raw.round(9)).astype(int), dtype="Int64")
    unsure = [one.stage.nama for one in counted if not may_rank(one.agreement)]
    table = pd.DataFrame(
        {
            "objek": common,
            "peringkat": pd.array([pd.NA] * len(common), dtype="Int64") if unsure else nominal,
            "skor_mentah": raw,
            "skor_disesuaikan": adjusted,
            "bawah": low,
            "atas": high,
            "peluang": np.where(np.isnan(low), np.nan, (place == 1).mean(axis=0)),
            "seri": pd.Series(raw.round(9)).duplicated(keep=False),
        }
    ).sort_values(["skor_mentah", "objek"], ascending=[False, True], ignore_index=True)
    told = _("Peringkat akhir ditahan: kesepakatan penilai terlalu rendah pada {names}.")
    return Final(table, (told.format(names=listing(unsure)),) if unsure else ())


def _scores(result: StageResult, common: list[str], column: str) -> Floats:
    by_entry = result.table.set_index("objek")[column]
    return by_entry.loc[common].to_numpy(np.float64)


def _drawn(result: StageResult, common: list[str], rng: np.random.Generator) -> Floats:
    """Draw adjusted scores of a stage from the multivariate t of its additive model."""
    own = result.adjusted
    if own is None or own.df <= 0:
        return np.full((DRAWS, len(common)), np.nan)
    place = pd.Index(own.scores["objek"]).get_indexer(pd.Index(common))
    values, vectors = np.linalg.eigh(own.covariance[np.ix_(place, place)])
    normal = rng.standard_normal((DRAWS, len(common))) @ (vectors * np.sqrt(values.clip(0))).T
    scale = np.sqrt(own.df / rng.chisquare(own.df, DRAWS))
    made: Floats = _scores(result, common, "skor_disesuaikan") + normal * scale[:, None]
    return made
