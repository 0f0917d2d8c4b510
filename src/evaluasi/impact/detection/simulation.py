"""Minimum detectable effect by dealing the treatment out anew among the panel's own units.

An effect δ added to the placebo-treated adds δ to the estimate and leaves its cluster-robust error
alone, so one estimate per placebo serves every δ: the placebo is detected, in the right direction,
from critical value × error − estimate on. Randomisation inference is linear in δ as well:
reassigned once more, the coefficient moves by δ times that of one treatment on the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.detection.plan import Found, Plan
from evaluasi.impact.evidence import Progress
from evaluasi.impact.group_time import group_time_att
from evaluasi.impact.inference.assignments import assignments
from evaluasi.impact.panel import Panel
from evaluasi.impact.regression.rows import rows_of
from evaluasi.impact.regression.two_way import fit
from evaluasi.impact.results import Notice, Result, critical_value
from evaluasi.text import _, number

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

TIE = 1e-9
HALVINGS = 40
MOST_PAIRED = 2000
"""Placebos that are compared pair by pair at once."""

CELLS = 4_000_000
"""Numbers of placebo treatments held at once."""

FARTHEST = 1e4
"""Largest effect looked at, in standard deviations of the placebo estimates."""

SIMULATED: dict[str, Callable[[Panel], Result]] = {
    "group_time_att": lambda panel: group_time_att(
        panel, control="never" if panel.never.any() else "notyet", gaps="pairwise", draws=0
    ),
}
"""Designs that are run anew for each placebo; `did` is computed for all of them at once."""


def simulate(
    plan: Plan,
    design: str,
    inference: str,
    power: float,
    alpha: float,
    draws: int,
    seed: int,
    progress: Progress | None,
) -> Found:
    """Find the effect that a share `power` of placebo treatments would show.

    Raises
    ------
    ParameterError
        For a treatment that differs within a cluster, or randomisation inference on a design
        other than `did`.
    """
    histories, label = _labels(plan)
    arranged, enumerated = assignments(label, draws, seed)
    if inference == "randomization":
        if design != "did":
            raise ParameterError(_("Inferensi randomisasi pada simulasi hanya untuk did."))
        if len(arranged) > MOST_PAIRED:
            raise ParameterError(
                _("Inferensi randomisasi membandingkan plasebo berpasangan: draws terlalu besar."),
                _("Pakai draws paling banyak {most}.").format(most=number(MOST_PAIRED)),
            )
        estimates, moves = _reassigned(plan, histories, arranged)
        row, error = _by_randomization(estimates, moves, power, alpha)
    else:
        if design == "did" and plan.n_treated == 1:
            raise ParameterError(
                _("Satu gugus diperlakukan: galat baku gugus tidak dapat dihitung."),
                _('Pakai inference="randomization".'),
            )
        if design == "did":
            estimates, errors, df = _coefficients(plan, histories, arranged)
        else:
            estimates, errors, df = _anew(plan, SIMULATED[design], label, arranged, progress)
        row, error = _by_cluster(estimates, errors, critical_value(1 - alpha, df), power)
        estimates = np.where(np.isfinite(errors), estimates, np.nan)
    lost = int((~np.isfinite(estimates)).sum())
    told = []
    if lost:
        text = _(
            "{n} dari {all} perlakuan plasebo tidak dapat ditaksir: dianggap tidak terdeteksi."
        )
        told.append(
            Notice("plasebo_gagal", text.format(n=number(lost), all=number(len(estimates))))
        )
    return Found(
        plan=plan,
        rows=[row],
        error=error,
        draws=len(arranged),
        drawn=not enumerated,
        warnings=tuple(told),
    )


def _by_cluster(
    estimates: Floats, errors: Floats, critical: float, power: float
) -> tuple[dict[str, Any], float]:
    """Find the effect detected by t tests, and its Monte Carlo error."""
    known = np.isfinite(estimates) & np.isfinite(errors)
    if not known.any():
        raise ParameterError(
            _("Tidak ada perlakuan plasebo yang galat bakunya dapat dihitung."),
            _('Pakai design="did" dengan inferensi randomisasi.'),
        )
    reach = np.where(known, critical * errors, np.inf)
    # Effects of either sign, for the placebo estimates need not lie evenly around zero.
    shown = np.where(known, estimates, 0.0)
    needed = np.sort(np.concatenate([reach - shown, reach + shown]))
    spread = np.sqrt(power * (1 - power) / len(estimates))
    low, mde, high = (
        float(needed[int(np.clip(np.ceil(len(needed) * part) - 1, 0, len(needed) - 1))])
        for part in (power - spread, power, power + spread)
    )
    row = {
        "method": _("perlakuan plasebo, uji t gugus"),
        "mde": mde,
        "se": float(np.std(estimates[known])),
        "critical": critical,
        "size": float((np.abs(estimates[known]) > critical * errors[known]).mean()),
    }
    return row, (high - low) / 2 if np.isfinite(high) else np.nan


def _by_randomization(
    estimates: Floats, moves: Floats, power: float, alpha: float
) -> tuple[dict[str, Any], float]:
    """Find the effect detected by randomisation inference, and its Monte Carlo error.

    Parameters
    ----------
    estimates : ndarray (B,)
        Placebo estimates; each placebo is also one of the reassignments of every other.
    moves : ndarray (B, B)
        Coefficient of reassigned treatment (row) on placebo treatment (column).
    """
    scale = float(np.std(estimates))

    def rejected(effect: float) -> float:
        shares = []
        for signed in (effect, -effect):
            seen = np.abs(estimates[:, None] + signed * moves)
            own = np.abs(estimates + signed) * (1 - TIE)
            right = np.sign(estimates + signed) == np.sign(signed)
            shares.append((((seen >= own).mean(axis=0) <= alpha) & right).mean())
        return float(np.mean(shares))

    def effect_with(share: float) -> float:
        low, high = 0.0, scale
        while rejected(high) < share:
            low, high = high, 2 * high
            if high > FARTHEST * scale:
                return np.inf
        for _halving in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if rejected(middle) < share else (low, middle)
        return high

    spread = np.sqrt(power * (1 - power) / len(estimates))
    mde = effect_with(power)
    ends = effect_with(max(power - spread, TIE)), effect_with(min(power + spread, 1.0))
    ordered = np.sort(np.abs(estimates))
    limit = float(ordered[int(np.ceil((1 - alpha) * len(ordered))) - 1])
    size = float(((np.abs(estimates)[:, None] >= ordered * (1 - TIE)).mean(axis=0) <= alpha).mean())
    row = {
        "method": _("perlakuan plasebo, inferensi randomisasi"),
        "mde": mde,
        "se": scale,
        "critical": limit / scale,
        "size": size,
    }
    return row, (ends[1] - ends[0]) / 2 if np.isfinite(ends).all() else np.nan


def _labels(plan: Plan) -> tuple[Flags, Integers]:
    """Return the different treatment histories (L, T) and the one of each cluster (C,)."""
    panel = plan.panel
    histories, of_unit = np.unique(plan.treated, axis=0, return_inverse=True)
    label = np.zeros(panel.n_clusters, dtype=np.int64)
    label[panel.clusters] = of_unit
    if (label[panel.clusters] != of_unit).any():
        raise ParameterError(
            _("Perlakuan berbeda di dalam satu gugus: gugus tidak dapat ditukar."),
            _("Buat panel tanpa gugus bila perlakuan jatuh pada unit satu per satu."),
        )
    return histories, label


def _partialled(plan: Plan, histories: Flags, arranged: Integers) -> tuple[Floats, Any, Floats]:
    """Take effects and covariates out of each placebo treatment (B, N) and of the outcome."""
    rows = rows_of(plan.panel)
    others = fit(rows, rows.x, plan.panel.covariate_names)
    root = np.sqrt(rows.w)
    d = np.where(histories[arranged[:, rows.clusters], rows.time], root, 0.0)
    starts = np.flatnonzero(np.diff(rows.unit, prepend=-1))
    mean = np.add.reduceat(d * root, starts, axis=1) / np.add.reduceat(rows.w, starts)
    d -= root * np.repeat(mean, np.diff(starts, append=len(root)), axis=1)
    total = (d**2).sum(axis=1)
    d -= (d @ others.q) @ others.q.T
    length = (d**2).sum(axis=1)
    length[length <= TIE * total] = np.nan
    return d, others, length


def _coefficients(plan: Plan, histories: Flags, arranged: Integers) -> tuple[Floats, Floats, float]:
    """Coefficients of the placebo treatments and their CRV1 errors, (B,), and the t's df."""
    parts = -(-arranged.shape[0] * plan.panel.outcome.size // CELLS)
    found = [_some(plan, histories, part) for part in np.array_split(arranged, parts)]
    return (
        np.concatenate([beta for beta, _errors in found]),
        np.concatenate([errors for _beta, errors in found]),
        float(plan.panel.n_clusters - 1),
    )


def _some(plan: Plan, histories: Flags, arranged: Integers) -> tuple[Floats, Floats]:
    d, others, length = _partialled(plan, histories, arranged)
    beta = d @ others.residual / length
    scores = d * (others.residual - beta[:, None] * d)
    order = np.argsort(others.clusters, kind="stable")
    starts = np.searchsorted(others.clusters[order], np.arange(others.n_clusters))
    sums = np.add.reduceat(scores[:, order], starts, axis=1)
    g, n = others.n_clusters, len(others.residual)
    correction = g / (g - 1) * (n - 1) / (n - others.parameters - 1)
    return beta, np.sqrt(correction * (sums**2).sum(axis=1)) / length


def _reassigned(plan: Plan, histories: Flags, arranged: Integers) -> tuple[Floats, Floats]:
    """Coefficients of the placebo treatments, (B,), and of one on another, (B, B)."""
    d, others, length = _partialled(plan, histories, arranged)
    return d @ others.residual / length, (d @ d.T) / length[:, None]


def _anew(
    plan: Plan,
    design: Callable[[Panel], Result],
    label: Integers,
    arranged: Integers,
    progress: Progress | None,
) -> tuple[Floats, Floats, float]:
    """Run the design on each placebo; estimates and errors (B,), NaN where it cannot be."""
    panel = plan.panel
    donor = np.zeros(int(label.max()) + 1, dtype=np.int64)
    donor[label[panel.clusters]] = np.arange(panel.n_units)
    found, df = np.full((2, len(arranged)), np.nan), np.inf
    for i, arrangement in enumerate(arranged):
        if progress and i % 10 == 0:
            progress(_("perlakuan plasebo {i} dari {n}").format(i=i, n=len(arranged)))
        try:
            result = design(panel.reassigned(donor[arrangement[panel.clusters]]))
        except ParameterError:
            continue  # counted by the caller
        found[:, i], df = (result.estimate, result.se), result.df
    return found[0], found[1], df
