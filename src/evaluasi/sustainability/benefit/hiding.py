"""Which cells of a table may be shown: small ones are hidden, and what would give them away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from evaluasi.errors import ParameterError
from evaluasi.text import _

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEAST = 5
SHOWN, SMALL, GIVEN_AWAY = "", "kecil", "pelindung"
INFEASIBLE = 2
"""Status of a programme without a solution."""


def suppress(labels: pd.DataFrame, *, least: int = LEAST) -> pd.DataFrame:
    """Hide cells with few respondents, and others until none of those can be worked out.

    A cell is a category of an attribute. Sums over the cells shown, and the total, can be added
    and subtracted, across attributes too (a village within a shown kecamatan). As long as some
    combination gives the sum over a group of fewer than `least` people, whether that group is a
    cell, the hidden rest of an attribute, or anything else, the smallest shown cell that serves
    is hidden as well. Whether there is such a group is an integer programme, solved exactly.

    Parameters
    ----------
    labels : DataFrame
        One row per respondent, one column per attribute; what is missing is a category of its
        own (tidak tercatat).
    least : int
        Fewest respondents of a cell that is shown.

    Returns
    -------
    DataFrame
        atribut, kategori, n, tampil (bool), sebab: empty where shown, kecil (fewer than
        `least`), pelindung (hidden to protect another).

    Raises
    ------
    ParameterError
        Where `least` is below 1, or there is no attribute.

    References
    ----------
    Primary and complementary suppression: Hundepool et al. (2012), *Statistical Disclosure
    Control*, ch. 4.
    """
    if least < 1 or not len(labels.columns):
        raise ParameterError(
            _("Diperlukan paling sedikit satu sifat responden, dan batas sel kecil dari 1.")
        )
    filled = labels.astype(object).where(labels.notna(), _("tidak tercatat")).astype(str)
    cells = [(name, kind) for name in filled for kind in sorted(filled[name].unique())]
    atoms = filled.drop_duplicates()
    weights = np.asarray(filled.groupby(list(filled), sort=False).size(), dtype=np.float64)
    members = np.array(
        [(atoms[name] == kind).to_numpy() for name, kind in cells], dtype=np.float64
    ).reshape(len(cells), len(atoms))
    sizes = (members @ weights).astype(np.float64)
    small = sizes < least
    attribute = np.array([name for name, _kind in cells], dtype=object)
    shown = ~small
    while shown.any() and (few := _exposed(members[shown], weights, least)) is not None:
        shown[_victim(members, few, sizes, attribute, shown)] = False
    return pd.DataFrame(
        {
            "atribut": attribute,
            "kategori": [kind for _name, kind in cells],
            "n": sizes.astype(int),
            "tampil": shown,
            "sebab": np.select([shown, small], [SHOWN, SMALL], default=GIVEN_AWAY),
        }
    )


def _exposed(shown: Floats, weights: Floats, least: int) -> Floats | None:
    """Return a group of fewer than `least` people whose sum follows from what is shown.

    The group is a 0/1 vector over kinds of people that is a combination of the cells shown and
    of the total; None where there is none.
    """
    known = np.vstack([np.ones(len(weights)), shown])
    free, kinds = known.shape
    cost = np.concatenate([np.zeros(free), weights])
    found = milp(
        cost,
        integrality=np.repeat([0, 1], [free, kinds]),
        bounds=Bounds(
            np.repeat([-np.inf, 0.0], [free, kinds]), np.repeat([np.inf, 1.0], [free, kinds])
        ),
        constraints=[
            LinearConstraint(np.hstack([known.T, -np.eye(kinds)]), 0, 0),
            LinearConstraint(cost[None], 1, least - 1),
        ],
    )
    if found.status == INFEASIBLE:
        return None
    # Without an answer nothing is proved: the whole counts as exposed, and one more cell goes.
    return np.ones(kinds) if found.x is None else np.rint(found.x[free:])


def _victim(
    members: Floats,
    few: Floats,
    sizes: Floats,
    attribute: npt.NDArray[np.object_],
    shown: Flags,
) -> int:
    """Choose the cell to give up, first from an attribute that hides the group."""
    touching = shown & (members @ few > 0)
    hiding = shown & ~np.isin(attribute, attribute[touching])
    among = np.flatnonzero(hiding if hiding.any() else touching if touching.any() else shown)
    return int(among[np.argmin(sizes[among])])
