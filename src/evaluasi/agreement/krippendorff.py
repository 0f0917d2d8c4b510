"""Krippendorff's alpha: agreement of any number of raters, at any level, with gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.agreement.reading import Floats, matrix
from evaluasi.errors import ParameterError
from evaluasi.text import _, number

LEVELS = ("nominal", "ordinal", "interval", "ratio")
RESAMPLES = 2_000
PARTS = 20
"""Resamples are taken in so many parts, for ordinal values take units × resamples of memory."""
RELIABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff's customary lower limits: for conclusions, and for tentative ones."""


@dataclass(frozen=True)
class Agreement(Told):
    """Agreement among raters.

    Attributes
    ----------
    estimate : float
        1: perfect, 0: as by chance, below 0: systematic disagreement. NaN where it cannot be told.
    ci : tuple of float
        95 % percentile interval over resampled units.
    level : str
    n_units, n_raters : int
        Units with at least two ratings, and raters.
    n_ratings : int
        Ratings in those units.
    seed : int
    warnings : tuple of str
    """

    estimate: float
    ci: tuple[float, float]
    level: str
    n_units: int
    n_raters: int
    n_ratings: int
    seed: int
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row: koefisien, bawah, atas, tingkat, satuan, penilai, nilai."""
        return pd.DataFrame(
            {
                "koefisien": [self.estimate],
                "bawah": [self.ci[0]],
                "atas": [self.ci[1]],
                "tingkat": [self.level],
                "satuan": [self.n_units],
                "penilai": [self.n_raters],
                "nilai": [self.n_ratings],
            }
        )

    def summary(self) -> str:
        """Say in Indonesian how far the raters agree, and what may rest on it."""
        told = _(
            "Alpha Krippendorff ({level}) {value} (selang 95% {low} sampai {high}), "
            "{units} satuan, {raters} penilai."
        ).format(
            level=self.level,
            value=number(self.estimate, 3),
            low=number(self.ci[0], 3),
            high=number(self.ci[1], 3),
            units=number(self.n_units),
            raters=number(self.n_raters),
        )
        return "\n".join([told, *self.warnings])


def krippendorff_alpha(
    ratings: pd.DataFrame | npt.NDArray[Any], level: str = "ordinal", *, seed: int = 1
) -> Agreement:
    r"""Compute Krippendorff's alpha.

    :math:`\alpha = 1 - D_o / D_e` over the coincidences of values within units; only units with at
    least two ratings count.

    Parameters
    ----------
    ratings : DataFrame or array, shape (raters, units)
        NaN where a rater did not rate a unit.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the numbers mean.
    seed : int
        Of the bootstrap over units.

    Raises
    ------
    ParameterError
        For an unknown level, ratings that are no numbers, fewer than two pairable units, and
        ratings below 0 at level ratio, whose difference (a − b) ÷ (a + b) needs a true zero.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
    """
    if level not in LEVELS:
        raise ParameterError(
            _("Tingkat pengukuran “{level}” tidak dikenal.").format(level=level),
            _("Pilih salah satu: {known}.").format(known=", ".join(LEVELS)),
        )
    values = matrix(ratings)
    pairable = (~np.isnan(values)).sum(axis=0) >= 2
    if pairable.sum() < 2:
        raise ParameterError(
            _("Kesepakatan memerlukan paling sedikit dua satuan yang dinilai dua penilai."),
            _("Tambahkan penilaian; sekarang ada {n}.").format(n=int(pairable.sum())),
        )
    if level == "ratio" and (values < 0).any():
        raise ParameterError(
            _("Tingkat ratio memerlukan skor dari 0 ke atas; terendah {low}.").format(
                low=number(float(np.nanmin(values)))
            ),
            _("Pakai tingkat interval untuk skor yang dapat negatif."),
        )
    own = values[:, pairable]
    distinct = np.unique(own[~np.isnan(own)])
    alphas = _alphas_of(own, distinct, level)
    units = own.shape[1]
    estimate = float(alphas(np.ones((1, units)))[0])
    draws = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), RESAMPLES)
    parts = [alphas(some.astype(np.float64)) for some in np.array_split(draws, PARTS)]
    resampled = np.concatenate(parts)
    low, high = np.nanpercentile(resampled, [2.5, 97.5]) if np.isfinite(estimate) else [np.nan] * 2
    return Agreement(
        estimate=estimate,
        ci=(float(low), float(high)),
        level=level,
        n_units=int(pairable.sum()),
        n_raters=int((~np.isnan(own)).any(axis=1).sum()),
        n_ratings=int((~np.isnan(own)).sum()),
        seed=seed,
        warnings=_warnings(estimate, float(low), len(distinct)),
    )


def _alphas_of(own: Floats, distinct: Floats, level: str) -> Callable[[Floats], Floats]:
    r"""Return the function from weights of units, shape (draws, units), to alpha by draw.

    Distances of interval and ordinal values are squared differences, which need sums only: with
    :math:`m_u` ratings of unit *u*, their sum :math:`S_u` and sum of squares :math:`Q_u`,
    :math:`\sum_{i \ne j} (x_i - x_j)^2 = 2 (m_u Q_u - S_u^2)`, and the same over all units for
    what chance would give. Memory then does not grow with the pairs of different values (totals
    of many raters are nearly all different).

    Parameters
    ----------
    own : array, shape (raters, units)
        NaN where there is no rating.
    """
    if level == "interval":
        # Alpha knows differences only; centred values keep the sums of squares exact.
        centred = own - np.nanmean(own)
        rated = (~np.isnan(own)).sum(axis=0).astype(np.float64)
        sums = (rated, np.nansum(centred, axis=0), np.nansum(centred**2, axis=0))
        return lambda weights: _from_sums(weights, *sums)
    counts = np.array([(own == value).sum(axis=0) for value in distinct], dtype=np.float64).T
    if level == "ordinal":
        return lambda weights: _ordinal(weights, counts)
    distance = _distance(distinct, level)
    return lambda weights: _from_distances(weights, counts, distance)


def _from_sums(weights: Floats, rated: Floats, sums: Floats, squares: Floats) -> Floats:
    """Return alpha where distances are squared differences.

    Parameters
    ----------
    weights : array, shape (draws, units)
    rated, sums, squares : array, shape (units,) or (draws, units)
        How many ratings, their sum and sum of squares.
    """
    n, all_sums, all_squares = ((weights * part).sum(axis=1) for part in (rated, sums, squares))
    within = (weights * (rated * squares - sums**2) / (rated - 1)).sum(axis=1)
    chance = (n * all_squares - all_sums**2) / (n - 1)
    # A resample of equal values only has no alpha; its rest after subtraction is rounding.
    known = chance > 1e-12 * np.maximum(all_squares, 1e-300)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known, 1 - within / chance, np.nan)


def _ordinal(weights: Floats, counts: Floats) -> Floats:
    """Place each value at how many ratings lie below it, half of its own included; by draw."""
    margin = weights @ counts
    middle = margin.cumsum(axis=1) - margin / 2
    middle -= margin.sum(axis=1, keepdims=True) / 2
    return _from_sums(weights, counts.sum(axis=1), middle @ counts.T, middle**2 @ counts.T)


def _from_distances(weights: Floats, counts: Floats, distance: Floats) -> Floats:
    """Return alpha from the distance of each pair of values, shape (values, values)."""
    rated = counts.sum(axis=1)
    margin = weights @ counts
    d_o = weights @ (((counts @ distance) * counts).sum(axis=1) / (rated - 1))
    d_e = ((margin @ distance) * margin).sum(axis=1) / (margin.sum(axis=1) - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(d_e > 0, 1 - d_o / d_e, np.nan)


def _distance(values: Floats, level: str) -> Floats:
    """Return the squared difference of each pair of values, nominal or ratio."""
    one, other = values[:, None], values[None, :]
    if level == "nominal":
        return np.asarray(one != other, dtype=np.float64)
    total = one + other
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total == 0, 0.0, ((one - other) / total) ** 2)


def _warnings(estimate: float, low: float, distinct: int) -> tuple[str, ...]:
    if distinct < 2:
        return (_("Semua penilaian sama: kesepakatan tidak dapat dibedakan dari kebetulan."),)
    if low >= RELIABLE:
        return ()
    if estimate < TENTATIVE:
        return (
            _("Di bawah 0,667: penilaian ini tidak dipakai untuk menyusun peringkat (konvensi)."),
        )
    return (_("Batas bawah selang di bawah 0,800: simpulannya sementara (konvensi)."),)
