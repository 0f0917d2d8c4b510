"""Randomisation inference: what the estimate would be had others been treated instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import probability, whole
from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.inference.assignments import assignments
from evaluasi.impact.inference.blocks import blocks
from evaluasi.impact.inference.inversion import limits, unbounded
from evaluasi.impact.inference.reassignment import (
    TIE,
    exchangeable,
    history_weights,
    share,
    summed,
)
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import require
from evaluasi.impact.regression.rows import Rows, rows_of
from evaluasi.impact.regression.two_way import fit
from evaluasi.impact.results import Notice, Result
from evaluasi.text import _, number

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

EXPLAINED = ("kolinear", "perbandingan_terlarang", "tanpa_variasi")
"""Warnings of `did` that concern its coefficient, not its standard error."""

NOT_LINEAR = 1e-6
"""Relative difference from which on a statistic is not the sum it was said to be."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Randomization(Result):
    """Test and interval from reassigned treatment; `se` does not exist.

    Attributes
    ----------
    null : float
        Hypothetical effect that `p` belongs to.
    enumerated : bool
        Whether all assignments were used instead of random ones.
    statistics : ndarray (B,)
        Estimates under reassigned treatment.
    """

    null: float
    enumerated: bool
    statistics: Floats = field(repr=False)


def randomization_inference(
    panel: Panel,
    *,
    statistic: Callable[[Panel], float] | None = None,
    linear: bool = False,
    null: float = 0.0,
    draws: int = 9999,
    level: float = 0.95,
    seed: int = 1,
) -> Randomization:
    """Test an effect by reassigning the observed treatment histories among the units.

    Fisher's exact test of the sharp null that every effect is `null` (Imbens and Rubin 2015,
    ch. 5; Young 2019). It needs no large number of clusters, and serves where three clusters or
    fewer are treated. Its ground is that the histories could have fallen on other units just as
    well, which awards seldom satisfy: read it as "no more unusual than chance would make it".
    Units in one cluster are reassigned together.

    Parameters
    ----------
    panel : Panel
    statistic : callable, optional
        From a panel to one number; without it the coefficient of `did`.
    linear : bool
        Whether that number is linear in the outcomes, as the estimates of all regressions and
        of `group_time_att` without covariates are. Then, as for `did`, there is an interval too
        (constant effects that the test does not reject), and where units differ in nothing but
        outcome and treatment a few estimations replace one for each assignment.
    null : float
        Hypothetical constant effect; only 0 with a `statistic` that is not linear.
    draws, seed : int
        Random assignments, unless there are no more than `draws` different ones: then all.
    level : float

    Returns
    -------
    Randomization

    Raises
    ------
    ParameterError
        For a panel that cannot carry the design, anticipation, a treatment that differs within a
        cluster, or a statistic that is not linear though it was said to be.
    """
    whole("draws", draws, 1)
    probability("level", level)
    require(panel, "did")
    histories, label = _histories(panel)
    arranged, enumerated = assignments(label, draws, seed)
    actual = did(panel, level=level)
    if statistic is None or linear:
        if statistic is None:
            estimate, own = actual.estimate, 1.0
            moved, slope = _coefficients(panel, histories, arranged)
        else:
            estimate, own, moved, slope = _linear(panel, statistic, label, arranged)
        ci = limits(
            lambda tau: share(moved - tau * slope, estimate - tau * own, enumerated),
            estimate / own,
            float(np.std(moved[np.isfinite(moved)])),
            1 - level,
        )
        p = share(moved - null * slope, estimate - null * own, enumerated)
    else:
        if null != 0:
            raise ParameterError(_("Hipotesis selain nol hanya untuk statistik yang linear."))
        estimate, ci = float(statistic(panel)), (np.nan, np.nan)
        moved = _computed(panel, statistic, label, arranged)
        p = share(moved, estimate, enumerated)
    row = {"estimate": estimate, "se": np.nan, "ci_low": ci[0], "ci_high": ci[1], "p": p}
    told = [w for w in actual.warnings if w.code in EXPLAINED] if statistic is None else []
    return Randomization(
        design="randomization_inference",
        estimand=actual.estimand if statistic is None else _("Statistik yang diberikan"),
        estimate=estimate,
        se=np.nan,
        ci=ci,
        p=p,
        level=level,
        df=np.nan,
        n_units=actual.n_units,
        n_treated=actual.n_treated,
        n_clusters=panel.n_clusters,
        n_obs=actual.n_obs,
        table=pd.DataFrame([row]),
        dropped=actual.dropped,
        warnings=(
            *panel.notices,
            *told,
            *unbounded(ci),
            *_not_computed(moved),
        ),
        settings={
            "statistic": "did" if statistic is None else "sendiri",
            "null": null,
            "draws": len(arranged),
            "enumerated": enumerated,
        },
        seed=None if enumerated else seed,
        provenance=panel.provenance,
        null=null,
        enumerated=enumerated,
        statistics=moved,
    )


def _histories(panel: Panel) -> tuple[NDArray[np.bool_], Integers]:
    """Return the different treatment histories (L, T) and the one of each cluster (C,)."""
    if panel.anticipation:
        raise ParameterError(
            _("Inferensi randomisasi belum mengenal antisipasi."),
            _("Buat panel tanpa antisipasi, atau majukan tahun mulai."),
        )
    histories, of_unit = np.unique(panel.treated, axis=0, return_inverse=True)
    label = np.zeros(panel.n_clusters, dtype=np.int64)
    label[panel.clusters] = of_unit
    mixed = np.unique(panel.units[label[panel.clusters] != of_unit])
    if mixed.size:
        raise ParameterError(
            _("Perlakuan berbeda di dalam satu gugus: gugus tidak dapat ditukar."),
            _("Buat panel tanpa gugus bila perlakuan jatuh pada unit satu per satu."),
            [str(unit) for unit in mixed],
        )
    return histories, label


def _coefficients(
    panel: Panel, histories: NDArray[np.bool_], arranged: Integers
) -> tuple[Floats, Floats]:
    """Coefficients of reassigned treatment, of the outcome and of the actual treatment, (B,).

    By Frisch, Waugh and Lovell: effects and covariates are taken out of the outcome once; of the
    reassigned treatment only its remaining length is needed.
    """
    rows = rows_of(panel)
    others = fit(rows, rows.x, panel.covariate_names)
    state = fit(replace(rows, y=rows.treated.astype(float)), rows.x, panel.covariate_names)
    left = np.column_stack([others.residual, state.residual, others.q])
    root = np.sqrt(rows.w)
    moved = np.empty((len(arranged), 2))
    for start, stop in blocks(len(arranged), len(rows.y), left.shape[1]):
        part = arranged[start:stop]
        d = np.where(histories[part[:, rows.clusters], rows.time], root, 0.0)
        projected = d @ left
        length = _within_length(d, root, rows) - (projected[:, 2:] ** 2).sum(axis=1)
        length[length <= TIE * (d**2).sum(axis=1)] = np.nan
        moved[start:stop] = projected[:, :2] / length[:, None]
    return moved[:, 0], moved[:, 1]


def _within_length(d: Floats, root: Floats, rows: Rows) -> Floats:
    """Squared length of each assignment (B, N) once its unit means are taken out, (B,)."""
    starts = np.flatnonzero(np.diff(rows.unit, prepend=-1))
    sums = np.add.reduceat(d * root, starts, axis=1)
    weights = np.add.reduceat(rows.w, starts)
    return np.asarray((d**2).sum(axis=1) - (sums**2 / weights).sum(axis=1))


def _computed(
    panel: Panel, statistic: Callable[[Panel], float], label: Integers, arranged: Integers
) -> Floats:
    """Compute the statistic anew on each reassigned panel."""
    donor = {int(name): int(np.flatnonzero(label == name)[0]) for name in np.unique(label)}
    unit_of = np.zeros(panel.n_clusters, dtype=np.int64)
    unit_of[panel.clusters] = np.arange(panel.n_units)
    found = []
    for arrangement in arranged:
        from_cluster = np.array([donor[int(name)] for name in arrangement])
        source = unit_of[from_cluster[panel.clusters]]
        found.append(float(statistic(panel.reassigned(source))))
    return np.array(found)


def _linear(
    panel: Panel, statistic: Callable[[Panel], float], label: Integers, arranged: Integers
) -> tuple[float, float, Floats, Floats]:
    """Estimate from outcome and from treatment, as they are and as reassigned.

    Raises
    ------
    ParameterError
        Where the statistic turns out not to be linear.
    """
    state = np.where(np.isfinite(panel.outcome), panel.treated, np.nan)
    treatment = panel._with(outcome=state)
    estimate, own = float(statistic(panel)), float(statistic(treatment))
    shifted = float(statistic(panel._with(outcome=panel.outcome + state)))
    size = np.nanstd(panel.outcome) + abs(own)
    if not abs(shifted - estimate - own) <= NOT_LINEAR * size or not own:
        raise ParameterError(
            _("Statistik ini tidak linear menurut capaian, jadi tidak ada selangnya."),
            _("Pakai linear=False."),
        )
    if not exchangeable(panel):
        moved = _computed(panel, statistic, label, arranged)
        return estimate, own, moved, _computed(treatment, statistic, label, arranged)
    of_unit = label[panel.clusters]
    weights = history_weights(panel, statistic, of_unit)
    each = arranged[:, panel.clusters]
    return estimate, own, summed(panel.outcome, weights, each), summed(state, weights, each)


def _not_computed(moved: Floats) -> tuple[Notice, ...]:
    lost = int((~np.isfinite(moved)).sum())
    if not lost:
        return ()
    text = _("{n} penugasan tidak dapat dihitung dan dianggap sama ekstremnya.")
    return (Notice("penugasan_gagal", text.format(n=number(lost))),)
