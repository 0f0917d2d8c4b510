r"""Levels of the indicators: one latent quality behind all twenty, cut by thresholds.

A one-factor Gaussian copula. With :math:`q_j` the quality of innovation *j* (standard normal) and
:math:`\lambda_k` the loading of indicator *k*,

.. math:: z_{jk} = \lambda_k q_j + \sqrt{1 - \lambda_k^2}\, e_{jk} + s_{jk},

where *s* shifts by edition, stage and kind; the level is the number of thresholds below *z*.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy import stats

from evaluasi.simulation.laws import law

INDICATORS = tuple(f"i{number}" for number in range(16, 36))
"""Columns of table `inovasi`, in order; every array of levels has this as its last axis."""

Floats = npt.NDArray[np.float64]
Levels = npt.NDArray[np.int64]


def loadings() -> Floats:
    """Return the loading of each indicator, shape (20,)."""
    return _in_order(law("level.muatan"))


def thresholds() -> Floats:
    """Return the thresholds between levels, shape (20, 3)."""
    shares = np.array([law("level.pangsa")[name] for name in INDICATORS])
    found: Floats = stats.norm.ppf(shares.cumsum(axis=1))
    return found


def latent(rng: np.random.Generator, quality: Floats) -> Floats:
    """Draw the latent value of each indicator, shape (n, 20), before any shift."""
    loading = loadings()
    noise = rng.standard_normal((len(quality), len(INDICATORS)))
    drawn: Floats = quality[:, None] * loading + noise * np.sqrt(1 - loading**2)
    return drawn


def shifts(
    edition: npt.NDArray[np.int64], stage: npt.NDArray[np.object_], digital: npt.NDArray[np.bool_]
) -> Floats:
    """Return what moves the latent values of each entry, shape (n, 20)."""
    told: Mapping[str, float] = law("level.geser")
    moved = told["dasar"] + told["per_edisi"] * (edition - 2023)
    moved = moved + np.where(stage == "inisiatif", told["inisiatif"], 0.0)
    moved = moved + np.where(stage == "uji coba", told["uji coba"], 0.0)
    online = np.isin(INDICATORS, ["i19", "i30"])
    shifted: Floats = moved[:, None] + told["digital"] * np.outer(digital, online)
    return shifted


def cut(values: Floats) -> Levels:
    """Turn latent values into levels 0 to 3."""
    return np.asarray((values[:, :, None] > thresholds()).sum(axis=2), dtype=np.int64)


def _in_order(by_indicator: Mapping[str, float]) -> Floats:
    return np.array([by_indicator[name] for name in INDICATORS])
