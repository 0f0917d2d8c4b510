"""Least squares with weights that are not negative and sum to one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def weights(columns: Floats, target: Floats) -> Floats:
    r"""Find the mixture of columns nearest to a target.

    With :math:`d_j = x_j - y`, a mixture *w* on the simplex misses the target by
    :math:`\|\sum w_j d_j\|`. Non-negative least squares of (0, 1) on (d, 1) gives *w* up to a
    factor: for w = s u with u on the simplex the least over s is ‖Du‖² / (1 + ‖Du‖²), which
    grows with ‖Du‖. No penalty stands in for the sum.

    Parameters
    ----------
    columns : ndarray (k, J)
    target : ndarray (k,)

    Returns
    -------
    ndarray (J,)
        Sums to one.
    """
    from scipy.optimize import nnls

    apart = columns - target[:, None]
    size = float(np.sqrt((apart**2).mean())) or 1.0
    system = np.vstack([apart / size, np.ones(columns.shape[1])])
    found, _residual = nnls(
        system, np.append(np.zeros(len(target)), 1.0), maxiter=50 * len(system[0])
    )
    return np.asarray(found / found.sum())
