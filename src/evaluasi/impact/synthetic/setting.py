"""One treated unit, its donors, and the years before and after: what synthetic designs share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.panel import Panel, dropping
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Setting:
    """Outcomes of one treated unit and of units never treated.

    Attributes
    ----------
    unit : str
    donors : ndarray of str (J,)
    times : ndarray (T,)
    own, others : ndarray (T,), (T, J)
    before : ndarray of bool (T,)
        Years before the start (and before anticipation).
    dropped : DataFrame
        Rows of the panel not used, with the reason.
    """

    unit: str
    donors: NDArray[np.str_]
    times: NDArray[np.int64]
    own: Floats
    others: Floats
    before: NDArray[np.bool_]
    dropped: pd.DataFrame


def setting_of(panel: Panel, unit: str) -> Setting:
    """Take one treated unit and all units never treated that have a value in every year.

    Other treated units are no donors: what happened to them may be an effect too.

    Raises
    ------
    ParameterError
        For an unknown or untreated unit, a treatment that switches off, gaps in the unit's own
        years, no year before or after the start, or fewer than two donors.
    """
    place = np.flatnonzero(panel.units == unit)
    if not place.size:
        raise ParameterError(
            _("Unit {unit} tidak ada di dalam panel.").format(unit=unit),
            _("Pilih salah satu unit yang diperlakukan: {units}.").format(
                units=listing(str(u) for u in panel.units[~panel.never][:10]) or "–"
            ),
        )
    row = int(place[0])
    if panel.never[row] or unit in panel.reversing:
        raise ParameterError(
            _("Unit {unit} tidak punya tahun mulai yang tetap di dalam panel.").format(unit=unit),
            _("Kendali sintetis memerlukan satu tahun mulai; berikan tahunnya."),
        )
    own = panel.outcome[row]
    if not np.isfinite(own).all():
        years = listing(str(year) for year in panel.times[~np.isfinite(own)])
        raise ParameterError(
            _("Nilai {unit} kosong pada {years}.").format(unit=unit, years=years),
            _("Batasi tahun panel, atau lengkapi nilainya; nilai kosong tidak diisi sendiri."),
        )
    complete = np.asarray(np.isfinite(panel.outcome).all(axis=1))
    donor = panel.never & complete
    before = panel.times < panel.cohort[row] - panel.anticipation
    if before.all() or not before.any():
        raise ParameterError(_("Tidak ada tahun sebelum, atau tidak ada tahun sesudah mulai."))
    if donor.sum() < 2:
        raise ParameterError(
            _("Hanya {n} unit pembanding yang lengkap dan tidak pernah diperlakukan.").format(
                n=number(int(donor.sum()))
            ),
            _("Perlukan paling sedikit dua; longgarkan kelompok pembanding."),
        )
    return Setting(
        unit=unit,
        donors=panel.units[donor],
        times=panel.times,
        own=own,
        others=panel.outcome[donor].T,
        before=np.asarray(before),
        dropped=_left_out(panel, row, complete),
    )


def _left_out(panel: Panel, row: int, complete: NDArray[np.bool_]) -> pd.DataFrame:
    others = np.arange(panel.n_units) != row
    parts = [panel.dropped]
    for gone, reason in (
        (~panel.never & others, "diperlakukan_juga"),
        (panel.never & ~complete, "donor_tidak_lengkap"),
    ):
        unit, time = np.nonzero(np.isfinite(panel.outcome) & gone[:, None])
        parts.append(dropping.rows(panel.units[unit], panel.times[time], reason))
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
