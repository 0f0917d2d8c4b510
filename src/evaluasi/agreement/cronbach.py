"""Cronbach's alpha: whether some columns measure one thing."""

from __future__ import annotations

import numpy as np
import pandas as pd


def cronbach_alpha(values: pd.DataFrame) -> float:
    r"""Return Cronbach's alpha of some columns.

    With *k* columns, mean covariance :math:`\bar c` and sum *s* of the whole covariance matrix
    (pairwise complete): :math:`\alpha = k^2 \bar c / s`.

    Returns
    -------
    float
        At most 1; negative where covariances are on the whole negative. NaN for fewer than two
        columns or without variance.

    References
    ----------
    Cronbach (1951), Psychometrika 16: 297–334; OECD/JRC (2008), step 4.
    """
    covariance = values.cov().to_numpy()
    size = len(covariance)
    total = np.nansum(covariance)
    if size < 2 or not total > 0:
        return float("nan")
    between = (total - np.nansum(np.diag(covariance))) / (size * (size - 1))
    return float(size**2 * between / total)
