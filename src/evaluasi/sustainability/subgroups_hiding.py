"""Which cells of a table may be shown: small ones are hidden, and what would give them away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.text import _

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEAST = 5
SHOWN, SMALL, GIVEN_AWAY = "", "kecil", "pelindung"
_TINY = 1e-9


def suppress(labels: pd.DataFrame, *, least: int = LEAST) -> pd.DataFrame:
    """Hide cells with few respondents, and others until none of those can be worked out.

    A cell is a category of an attribute; with the total published too, sums over the cells shown
    can be added and subtracted. A cell stays hidden only if no such sum gives it, if the hidden
    cells of its attribute together hold at least `least` respondents (their total follows by
    subtraction), and if no difference of shown cells isolates fewer than `least` people, across
    attributes too (a village within a shown kecamatan). The smallest shown cell is given up first.

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
    while (victim := _next(members, weights, sizes, attribute, shown, least)) is not None:
        shown[victim] = False
    return pd.DataFrame(
        {
            "atribut": attribute,
            "kategori": [kind for _name, kind in cells],
            "n": sizes.astype(int),
            "tampil": shown,
            "sebab": np.select([shown, small], [SHOWN, SMALL], default=GIVEN_AWAY),
        }
    )


def _next(
    members: Floats,
    weights: Floats,
    sizes: Floats,
    attribute: npt.NDArray[np.object_],
    shown: Flags,
    least: int,
) -> int | None:
    """Return the shown cell to give up next; None where nothing can be worked out."""
    for name in dict.fromkeys(attribute):
        own = attribute == name
        hidden = sizes[own & ~shown].sum()
        if 0 < hidden < least and (own & shown).any():
            return _smallest(sizes, own & shown)
    targets = [(members[k], attribute == attribute[k]) for k in np.flatnonzero(~shown)]
    targets += [
        (alone, np.ones(len(sizes), dtype=bool)) for alone in _few(members, weights, shown, least)
    ]
    known = np.vstack([np.ones(members.shape[1]), members[shown]])
    for target, preferred in targets:
        if _follows(known, target):
            touching = shown & ((members * target).sum(axis=1) > 0)
            for choice in (shown & preferred, touching, shown):
                if choice.any():
                    return _smallest(sizes, choice)
    return None


def _few(members: Floats, weights: Floats, shown: Flags, least: int) -> list[Floats]:
    """List groups of fewer than `least` people that sums might isolate."""
    found = [row for row, n in zip(np.eye(len(weights)), weights, strict=True) if n < least]
    published = np.vstack([np.ones(members.shape[1]), members[shown]])
    for outer in published:
        for inner in members[shown]:
            rest = outer - inner
            if rest.min() >= 0 and 0 < rest @ weights < least:
                found.append(rest)
    return found


def _follows(known: Floats, target: Floats) -> bool:
    """Whether a sum over people is a combination of the sums published."""
    answer, *_rest = np.linalg.lstsq(known.T, target, rcond=None)
    return bool(np.abs(known.T @ answer - target).max() < _TINY)


def _smallest(sizes: Floats, among: Flags) -> int:
    places = np.flatnonzero(among)
    return int(places[np.argmin(sizes[places])])
