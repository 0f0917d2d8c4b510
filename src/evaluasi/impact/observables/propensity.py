"""Propensity score: the probability of treatment given the covariates, by logit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.observables.sample import CrossSection
from evaluasi.impact.results import Notice
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]

MAX_STEPS = 60
STEP_TOLERANCE = 1e-12
FARTHEST_STEP = 5.0
CERTAIN = 1e-15
"""A score this near to 0 or 1 comes from covariates that separate the groups."""

EXTREME = 0.99
"""Scores from here on (or from 1 less this down) leave hardly anybody to compare with."""


@dataclass(frozen=True, slots=True)
class Propensity:
    """A fitted logit; n units, k coefficients, the constant first.

    Attributes
    ----------
    score : ndarray (n,)
    influence : ndarray (n, k)
        Influence functions of the coefficients: their covariance is influence'influence / n².
    """

    score: Floats
    influence: Floats

    @property
    def logit(self) -> Floats:
        """Log odds of the score, (n,)."""
        return np.asarray(np.log(self.score / (1 - self.score)))


def fit_propensity(sample: CrossSection) -> Propensity:
    """Fit the logit by Newton steps, to full precision.

    Raises
    ------
    ParameterError
        Where covariates separate treated from untreated units, so that no score exists.
    """
    x, d = sample.x, sample.d
    # Standardised columns keep the steps well conditioned; scores do not depend on it.
    scale = np.concatenate([[1.0], x[:, 1:].std(axis=0)])
    centre = np.concatenate([[0.0], x[:, 1:].mean(axis=0)])
    z = (x - centre) / scale
    score = _fitted(z, d)
    if score is None or np.minimum(score, 1 - score).min() < CERTAIN:
        raise _separation(sample)
    information = z.T @ ((score * (1 - score))[:, None] * z)
    moved = np.linalg.solve(information / len(d), (z * (d - score)[:, None]).T).T
    # Back to the columns as they are: x'b = z'beta with b = scaled beta, less the centre.
    back = np.diag(1 / scale)
    back[0, 1:] = -centre[1:] / scale[1:]
    return Propensity(score, moved @ back.T)


def overlap(sample: CrossSection, fitted: Propensity) -> tuple[Notice, ...]:
    """Tell of treated units beyond all untreated ones, and of scores near 0 or 1."""
    d, score = sample.d, fitted.score
    told = []
    beyond = d & (score > score[~d].max())
    if beyond.any():
        text = _(
            "{n} unit diperlakukan punya skor kecenderungan di atas semua pembanding "
            "(tertinggi {top}): tidak ada pembanding yang serupa. Unitnya: {units}."
        )
        units = [str(unit) for unit in sample.units[beyond]]
        told.append(
            Notice(
                "di_luar_jangkauan",
                text.format(
                    n=number(int(beyond.sum())),
                    top=number(float(score[~d].max()), 3),
                    units=listing([*units[:5], *(["…"] if len(units) > 5 else [])]),
                ),
            )
        )
    extreme = (score > EXTREME) | (score < 1 - EXTREME)
    if extreme.any():
        text = _("{n} unit punya skor kecenderungan di luar 0,01–0,99: tumpang tindihnya lemah.")
        told.append(Notice("tumpang_tindih", text.format(n=number(int(extreme.sum())))))
    return tuple(told)


def _fitted(z: Floats, d: NDArray[np.bool_]) -> Floats | None:
    """Scores of the logit by Newton steps; None where they do not settle."""
    beta = np.zeros(z.shape[1])
    for _step in range(MAX_STEPS):
        score = 1 / (1 + np.exp(-(z @ beta)))
        information = z.T @ ((score * (1 - score))[:, None] * z)
        try:
            step = np.linalg.solve(information, z.T @ (d - score))
        except np.linalg.LinAlgError:
            return None
        # A step that moves some unit's log odds far may overshoot.
        beta += step / max(1.0, float(np.abs(z @ step).max()) / FARTHEST_STEP)
        if np.abs(step).max() <= STEP_TOLERANCE * (1 + np.abs(beta).max()):
            return np.asarray(1 / (1 + np.exp(-(z @ beta))))
    return None


def _separation(sample: CrossSection) -> ParameterError:
    """Name the covariates that tell treated from untreated units by themselves."""
    faults = []
    for name, values in zip(sample.names, sample.shown.T, strict=True):
        treated, untreated = values[sample.d], values[~sample.d]
        if treated.min() > untreated.max() or treated.max() < untreated.min():
            faults.append(_("{name}: nilainya tidak bertindih").format(name=name))
        elif np.ptp(treated) == 0 and np.isin(values, (0, 1)).all():
            faults.append(_("{name}: sama pada semua unit diperlakukan").format(name=name))
        elif np.ptp(untreated) == 0 and np.isin(values, (0, 1)).all():
            faults.append(_("{name}: sama pada semua pembanding").format(name=name))
    return ParameterError(
        _("Kovariat memisahkan unit diperlakukan dari pembandingnya: skornya tidak ada."),
        _("Kurangi kovariat, atau bandingkan hanya unit yang serupa."),
        faults,
    )
