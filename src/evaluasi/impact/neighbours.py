"""Does the treatment reach across borders? Neighbours left out, alone, and as a ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.evidence import Design, Flags, Variants, side_by_side, without
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.columns import few
from evaluasi.impact.results import Notice
from evaluasi.text import _, number

COLUMNS = ("kode", "tetangga")


def neighbour_exclusion(
    panel: Panel,
    neighbours: pd.DataFrame | Mapping[str, Iterable[str]],
    *,
    design: Design = did,
) -> Variants:
    """Compare with and without the untreated neighbours of treated regions.

    An untreated neighbour may have been changed by the treatment next door; as a comparison it
    then hides part of the effect. The ring row takes the neighbours themselves as if they were
    treated from the year in which their first neighbour was, and compares them with regions
    farther away: an effect there speaks for spillovers.

    Parameters
    ----------
    panel : Panel
    neighbours : DataFrame or mapping
        Columns kode and tetangga, one row per border in either direction; or from a code to the
        codes of its neighbours.
    design : callable
        From a panel to a result.

    Returns
    -------
    Variants
        All data; without neighbours; only neighbours as comparison; the ring.

    Raises
    ------
    ParameterError
        For a list without those columns, or without any region of the panel.
    """
    adjacent = _adjacent(panel, neighbours)
    treated: Flags = np.any(panel.treated, axis=1)
    near: Flags = ~treated & np.any(adjacent & treated, axis=1)
    far = ~treated & ~near
    others = {
        _("tanpa pembanding yang bertetangga"): without(panel, near),
        _("pembanding hanya yang bertetangga"): without(panel, far),
        _("cincin: tetangga terhadap yang jauh"): _ring(panel, adjacent, treated, near),
    }
    unlisted = panel.units[~adjacent.any(axis=1)]
    told: tuple[Notice, ...] = ()
    if unlisted.size:
        text = _("{n} unit tidak punya tetangga dalam daftar dan dianggap jauh: {units}.")
        named = few((str(unit) for unit in unlisted), unlisted.size)
        told = (Notice("tanpa_tetangga", text.format(n=number(unlisted.size), units=named)),)
    return side_by_side(
        "neighbour_exclusion",
        _(
            "Apakah pengaruh merembes ke tetangga? {near} pembanding bertetangga, {far} jauh."
        ).format(near=number(int(near.sum())), far=number(int(far.sum()))),
        panel,
        others,
        design,
        warnings=told,
    )


def _ring(panel: Panel, adjacent: Flags, treated: Flags, near: Flags) -> Panel:
    """Take neighbours as treated from the year their first neighbour was; the treated leave."""
    starts = np.where(adjacent & treated, panel.cohort, np.inf).min(axis=1)
    cohort = np.where(near, starts, np.nan)
    state = panel.times >= cohort[:, None]
    return without(panel._with(cohort=cohort, treated=state, reversing=()), treated)


def _adjacent(panel: Panel, neighbours: pd.DataFrame | Mapping[str, Iterable[str]]) -> Flags:
    """Matrix of who borders on whom, (n, n), the same in both directions."""
    position = {str(unit): i for i, unit in enumerate(panel.units)}
    matrix = np.zeros((panel.n_units, panel.n_units), dtype=bool)
    for one, other in _pairs(neighbours):
        if one in position and other in position and one != other:
            matrix[position[one], position[other]] = True
            matrix[position[other], position[one]] = True
    if not matrix.any():
        raise ParameterError(
            _("Daftar tetangga tidak memuat pasangan wilayah dari panel ini."),
            _("Tulis kolom kode dan tetangga dengan kode yang sama seperti pada panel."),
        )
    return matrix


def _pairs(
    neighbours: pd.DataFrame | Mapping[str, Iterable[str]],
) -> Iterable[tuple[str, str]]:
    if isinstance(neighbours, pd.DataFrame):
        absent = [name for name in COLUMNS if name not in neighbours.columns]
        if absent:
            raise ParameterError(
                _("Daftar tetangga tidak punya kolom {names}.").format(names=", ".join(absent)),
                _("Satu baris per perbatasan: kode, tetangga."),
            )
        columns = (neighbours[name].astype(str) for name in COLUMNS)
        return list(zip(*columns, strict=True))
    return [(str(one), str(other)) for one, others in neighbours.items() for other in others]
