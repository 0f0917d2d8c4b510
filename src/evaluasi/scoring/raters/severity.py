"""Scores freed of the severity of who happened to rate: shown beside the raw ones, never alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.iid_levels import require_columns
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]
Coded = tuple[npt.NDArray[np.int64], pd.Index]
TABLE = "penilaian"


@dataclass(frozen=True)
class Adjusted(Told):
    """Raw and adjusted scores.

    Attributes
    ----------
    scores : DataFrame
        One row per object: objek, skor_mentah (mean), skor_disesuaikan, galat_baku, penilai
        (how many), nilai (how many).
    raters : DataFrame
        penilai, kerasnya (above 0: gives less than others), nilai.
    covariance : array, shape (objects, objects)
        Of the adjusted scores.
    df : int
        Residual degrees of freedom.
    warnings : tuple of str
    """

    scores: pd.DataFrame
    raters: pd.DataFrame
    covariance: Floats
    df: int
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of objects."""
        return self.scores.copy()

    def summary(self) -> str:
        """Say in Indonesian how far apart the raters stand, and what moved."""
        spread = self.raters["kerasnya"]
        moved = (self.scores["skor_disesuaikan"] - self.scores["skor_mentah"]).abs().max()
        told = _(
            "{n} objek, {k} penilai: penilai terkeras dan terlunak berselisih {spread}; skor "
            "paling banyak bergeser {moved}."
        ).format(
            n=number(len(self.scores)),
            k=number(len(self.raters)),
            spread=number(float(spread.max() - spread.min()), 2),
            moved=number(float(moved), 2),
        )
        return "\n".join([told, *self.warnings])


def severity_adjusted(
    penilaian: pd.DataFrame, *, weights: Mapping[str, float] | None = None
) -> Adjusted:
    r"""Adjust scores for the severity of raters and the difficulty of criteria.

    Least squares of the additive model :math:`y = \mu + o_i - s_j + k_c + e`, weighted by
    criterion. Objects' and raters' effects sum to zero, those of criteria weighted: an adjusted
    score is what a rater of average severity would give over the weighted criteria, on the level
    of the raw weighted mean. Assumes that a rater is equally severe on everyone, and noise of the
    same size :math:`\sigma` whatever the criterion and its weight: with the effects :math:`A y`,
    their covariance is :math:`\sigma^2 A A'`.

    Parameters
    ----------
    penilaian : DataFrame
        objek, penilai, skor; optionally kriteria.
    weights : mapping of str to float, optional
        Weight of each criterion; its scores then count so in means and fit. One of weight 0 takes
        no part, and is told.

    Raises
    ------
    ParameterError
        For missing columns, scores that are no numbers, a pair rated twice, criteria without a
        weight or of a negative one, objects or raters with nothing but criteria of weight 0, and
        a design that is not connected: some raters share no object with the others,
        so that their severity cannot be compared.

    References
    ----------
    Additive model with sum-to-zero contrasts: Searle (1971), Linear Models, ch. 7.
    """
    rows, unweighed = _checked(penilaian, weights)
    objects, raters = (pd.factorize(rows[name], sort=True) for name in ("objek", "penilai"))
    criteria = pd.factorize(rows["kriteria"], sort=True)
    _refuse_unconnected(objects[0], raters)
    weight = rows["bobot"].to_numpy(np.float64)
    share = rows.groupby("kriteria")["bobot"].first().reindex(criteria[1]).to_numpy(np.float64)
    design = np.column_stack(
        [
            np.ones(len(rows)),
            _sum_coded(*objects),
            -_sum_coded(*raters),
            _sum_coded(*criteria, share),
        ]
    )
    y = rows["skor"].to_numpy(np.float64)
    root = np.sqrt(weight)
    inverse = np.linalg.pinv(design * root[:, None]) * root
    effects = inverse @ y
    rank = int(np.linalg.matrix_rank(design * root[:, None]))
    df = len(rows) - rank
    residual = y - design @ effects
    # What residuals of constant noise sum to; with equal weights it is df.
    spread = len(rows) - 2 * rank + float(((design.T @ design) * (inverse @ inverse.T)).sum())
    variance = float(residual @ residual) / spread if df > 0 else np.nan
    n = len(objects[1])
    expand = np.vstack([np.eye(n - 1), -np.ones((1, n - 1))]) if n > 1 else np.zeros((1, 0))
    mapping = np.zeros((n, design.shape[1]))
    mapping[:, 0], mapping[:, 1:n] = 1, expand
    covariance = mapping @ (inverse @ inverse.T) @ mapping.T * variance
    severity = _expanded(effects[n : n + len(raters[1]) - 1])
    return Adjusted(
        scores=_scores(rows, objects, mapping @ effects, covariance),
        raters=pd.DataFrame(
            {
                "penilai": raters[1],
                "kerasnya": severity,
                "nilai": np.bincount(raters[0], minlength=len(raters[1])),
            }
        ),
        covariance=covariance,
        df=df,
        warnings=(*unweighed, *_few(df)),
    )


def _few(df: int) -> tuple[str, ...]:
    told = _("Penilaian terlalu sedikit untuk galat baku: tidak ada sisa derajat bebas.")
    return () if df > 0 else (told,)


def _scores(
    rows: pd.DataFrame, objects: Coded, adjusted: Floats, covariance: Floats
) -> pd.DataFrame:
    by = rows.assign(tertimbang=rows["skor"] * rows["bobot"]).groupby("objek", sort=True)
    raw = by["tertimbang"].sum() / by["bobot"].sum()
    return pd.DataFrame(
        {
            "objek": objects[1],
            "skor_mentah": raw.to_numpy(np.float64),
            "skor_disesuaikan": adjusted,
            "galat_baku": np.sqrt(np.diag(covariance)),
            "penilai": by["penilai"].nunique().to_numpy(),
            "nilai": by.size().to_numpy(),
        }
    )


def _checked(
    penilaian: pd.DataFrame, weights: Mapping[str, float] | None
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the scores that weigh anything, and which criteria are left out for weighing nothing.

    A score of no weight tells the fit nothing; counted, it would make errors look smaller.
    """
    require_columns(penilaian, ["objek", "penilai", "skor"], TABLE)
    rows = penilaian.copy()
    if "kriteria" not in rows:
        rows["kriteria"] = ""
    rows = rows.dropna(subset=["skor"])
    score = pd.to_numeric(rows["skor"], errors="coerce")
    faults = [
        _("{o}, {p}: skor {v} bukan angka").format(o=row.objek, p=row.penilai, v=row.skor)
        for row in rows[score.isna()].itertuples()
    ]
    twice = rows.duplicated(["objek", "penilai", "kriteria"])
    faults += [
        _("{o}, {p}, {k}: dinilai lebih dari sekali").format(o=r.objek, p=r.penilai, k=r.kriteria)
        for r in rows[twice].itertuples()
    ]
    lacking = set() if weights is None else set(rows["kriteria"]) - set(weights)
    faults += [_("kriteria “{k}” tidak punya bobot").format(k=name) for name in sorted(lacking)]
    faults += [
        _("kriteria “{k}” berbobot {w}").format(k=name, w=value)
        for name, value in (weights or {}).items()
        if not (value >= 0 and np.isfinite(value))
    ]
    if faults or rows.empty:
        raise ParameterError(
            _("Tabel penilaian tidak dapat dipakai."),
            _("Perbaiki barisnya; satu skor untuk tiap objek, penilai, dan kriteria."),
            faults or [_("tidak ada satu skor pun")],
        )
    own = weights or dict.fromkeys(rows["kriteria"].unique(), 1.0)
    rows = rows.assign(skor=score, bobot=rows["kriteria"].map(own).astype(float))
    return _weighed(rows)


def _weighed(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Drop the criteria of weight 0; whoever has no other score must not vanish unsaid."""
    kept = rows[rows["bobot"] > 0]
    gone = sorted(set(rows["kriteria"]) - set(kept["kriteria"]))
    if not gone:
        return rows, ()
    only = [
        f"{name}: {value}"
        for name in ("objek", "penilai")
        for value in sorted(set(rows[name]) - set(kept[name]))
    ]
    if only:
        raise ParameterError(
            _("Sebagian objek atau penilai hanya punya skor pada kriteria berbobot 0."),
            _("Beri bobot pada kriterianya, atau keluarkan barisnya."),
            only,
        )
    told = _("Kriteria berbobot 0 tidak ikut: {names}.").format(names=listing(gone))
    return kept, (told,)


def _refuse_unconnected(objects: npt.NDArray[np.intp], raters: Coded) -> None:
    size = int(objects.max()) + 1
    links = coo_array(
        (np.ones(len(objects)), (objects, size + raters[0])),
        shape=(size + len(raters[1]),) * 2,
    )
    count, part = connected_components(links, directed=False)
    if count > 1:
        groups = [raters[1][part[size:] == number] for number in range(count)]
        raise ParameterError(
            _("Kerasnya penilai tidak dapat dibandingkan: sebagian tidak menilai objek yang sama."),
            _("Minta paling sedikit satu objek dinilai bersama oleh kedua kelompok."),
            [", ".join(str(name) for name in group) for group in groups],
        )


def _sum_coded(
    codes: npt.NDArray[np.intp], labels: pd.Index, weights: Floats | None = None
) -> Floats:
    """Return columns whose effects sum to zero, weighted: the last is what the others leave."""
    own = np.ones(len(labels)) if weights is None else weights
    table = np.vstack([np.eye(len(labels) - 1), -own[None, :-1] / own[-1]])
    return table[codes]


def _expanded(effects: Floats) -> Floats:
    return np.append(effects, -effects.sum())
