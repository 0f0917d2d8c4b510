"""Wald test that several estimates are zero together; used on effects before the treatment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.results import Pretest, figure, probability
from evaluasi.text import _

Floats = NDArray[np.float64]

SINGULAR = 1e-12
"""Smallest eigenvalue of the correlation matrix below which it cannot be inverted."""


def zero_together(estimate: Floats, covariance: Floats, df: float) -> Pretest | None:
    """Test that all estimates are zero.

    Parameters
    ----------
    estimate : ndarray (q,)
    covariance : ndarray (q, q)
    df : float
        Degrees of freedom of the covariance: F(q, df) of W / q; chi-squared where infinite.

    Returns
    -------
    Pretest or None
        None where there is nothing to test or the covariance is singular.
    """
    from scipy.special import chdtrc, fdtrc

    q = len(estimate)
    scale = np.sqrt(np.diag(covariance))
    if q == 0 or not (scale > 0).all():
        return None
    correlation = covariance / np.outer(scale, scale)
    if np.linalg.eigvalsh(correlation)[0] < SINGULAR:
        return None
    t = estimate / scale
    w = float(t @ np.linalg.solve(correlation, t))
    p = chdtrc(q, w) if np.isinf(df) else fdtrc(q, df, w / q)
    return Pretest(statistic=w, restrictions=q, p=float(p))


def sentence(pretest: Pretest | None) -> str:
    """Say what the test of the time before the treatment found, and what it cannot say."""
    if pretest is None:
        return _("Pengaruh sebelum perlakuan tidak dapat diuji pada panel ini.")
    return _(
        "Uji bahwa semua pengaruh sebelum perlakuan nol: W = {w}, {q} kendala, {p}. "
        "Lolos uji ini bukan bukti bahwa trennya sejajar."
    ).format(w=figure(pretest.statistic, 3), q=pretest.restrictions, p=probability(pretest.p))
