"""Krippendorff's alpha: agreement of any number of raters, at any level, with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.reading import Floats, matrix
from evaluasi.errors import ParameterError
from evaluasi.text import _, number

LEVELS = ("nominal", "ordinal", "interval", "ratio")
RESAMPLES = 2_000
RELIABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff's customary lower limits: for conclusions, and for tentative ones."""


@dataclass(frozen=True)
class Agreement:
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
        For an unknown level, ratings that are no numbers, fewer than two pairable units.

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
    own = values[:, pairable]
    distinct = np.unique(own[~np.isnan(own)])
    counts = np.array([(own == value).sum(axis=0) for value in distinct], dtype=np.float64).T
    estimate = float(_alphas(counts, distinct, level, np.ones((1, len(counts))))[0])
    draws = np.random.default_rng(seed).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), RESAMPLES
    )
    resampled = _alphas(counts, distinct, level, draws.astype(np.float64))
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


def _alphas(counts: Floats, values: Floats, level: str, weights: Floats) -> Floats:
    """Return alpha with units weighted, one value per row of weights.

    Parameters
    ----------
    counts : array, shape (units, values)
        How many raters gave each value.
    weights : array, shape (draws, units)
    """
    rated = counts.sum(axis=1)
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(len(values)))
    coincidence = pairs / (rated - 1)[:, None, None]
    size = len(values)
    observed = (weights @ coincidence.reshape(len(counts), -1)).reshape(-1, size, size)
    margin = observed.sum(axis=2)
    total = margin.sum(axis=1)
    expected = margin[:, :, None] * margin[:, None, :] / (total - 1)[:, None, None]
    distance = _distance(values, level, margin)
    with np.errstate(invalid="ignore", divide="ignore"):
        d_o, d_e = (observed * distance).sum(axis=(1, 2)), (expected * distance).sum(axis=(1, 2))
        return np.where(d_e > 0, 1 - d_o / d_e, np.nan)


def _distance(values: Floats, level: str, margin: Floats) -> Floats:
    """Return the squared difference of each pair of values, by draw where it depends on it."""
    one, other = values[:, None], values[None, :]
    if level == "nominal":
        return np.asarray(one != other, dtype=np.float64)
    if level == "interval":
        return np.asarray((one - other) ** 2, dtype=np.float64)
    if level == "ratio":
        total = one + other
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(total == 0, 0.0, ((one - other) / total) ** 2)
    # Ordinal: how many ratings lie between two values, half of those at either end.
    middle = margin.cumsum(axis=1) - margin / 2
    between: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
    return between


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
