"""Placebos: effects where there can be none, on other outcomes and before the true start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import whole
from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.evidence import Design, Variants, side_by_side
from evaluasi.impact.multiple_testing import adjust_p
from evaluasi.impact.panel import Panel
from evaluasi.text import _

MOST_SHIFTS = 3
"""Placebo starts that are tried unless others are asked for."""


def placebo_outcomes(
    panel: Panel, others: Mapping[str, Panel], *, design: Design = did
) -> Variants:
    """Estimate "effects" on outcomes that the treatment cannot have changed.

    Parameters
    ----------
    panel : Panel
        The outcome of interest.
    others : mapping
        Name of each placebo outcome and its panel, with the same treatment.
    design : callable
        From a panel to a result.

    Returns
    -------
    Variants
        The outcome of interest first, then one row per placebo; `p_holm` is corrected for the
        number of placebos (Holm 1979). `change` is empty, for outcomes differ in unit.

    Raises
    ------
    ParameterError
        Without a placebo outcome, or where the design does not fit the panel of interest.
    """
    if not others:
        raise ParameterError(
            _("Belum ada capaian plasebo."),
            _("Sebut capaian yang tidak mungkin diubah oleh perlakuan ini."),
        )
    found = side_by_side(
        "placebo_outcomes",
        _("Apakah capaian yang tidak mungkin terpengaruh tampak terpengaruh?"),
        panel,
        others,
        design,
    )
    table = found.table.assign(change=np.nan)
    placebos = pd.Series(table["p"].to_numpy()[1:], index=table.index[1:], dtype=float)
    table.insert(6, "p_holm", adjust_p(placebos).reindex(table.index))
    return replace(found, table=table)


def placebo_dates(
    panel: Panel, *, design: Design = did, shifts: Iterable[int] | None = None
) -> Variants:
    """Estimate "effects" of a start before the true one, on values before the true start.

    Values from the true start on (less the years of anticipation) are hidden, and each start is
    moved back. The panel then has gaps: a design that wants none, such as `group_time_att`,
    needs ``gaps="pairwise"``.

    Parameters
    ----------
    panel : Panel
    design : callable
        From a panel to a result.
    shifts : iterable of int, optional
        Years to move the start back; by default 1, 2 and 3, as far as values reach.

    Returns
    -------
    Variants
        The true start first, then one row per placebo start.

    Raises
    ------
    ParameterError
        For a treatment that switches off, for shifts below one, or without values before the
        start to try one on.
    """
    if panel.reversing:
        raise ParameterError(_("Waktu plasebo hanya untuk perlakuan yang tidak berhenti."))
    reach = panel.cohort - panel.anticipation - panel.times[0]
    farthest = int(np.nanmax(reach, initial=0.0)) - 1
    asked = list(range(1, min(MOST_SHIFTS, farthest) + 1)) if shifts is None else list(shifts)
    for shift in asked:
        whole("shifts", shift, 1)
    if not asked:
        raise ParameterError(
            _("Belum cukup tahun sebelum mulai untuk waktu plasebo."),
            _("Perlu dua tahun atau lebih sebelum mulai."),
        )
    return side_by_side(
        "placebo_dates",
        _("Apakah tampak pengaruh sebelum perlakuan mulai? Nilai sesudah mulai disembunyikan."),
        panel,
        {
            _("mulai {n} tahun lebih awal").format(n=shift): _earlier(panel, shift)
            for shift in asked
        },
        design,
        settings={"shifts": tuple(asked)},
    )


def _earlier(panel: Panel, shift: int) -> Panel:
    """Hide what the treatment may have changed, and let it start `shift` years before that."""
    true_start = panel.cohort - panel.anticipation
    start = true_start - shift
    hidden = panel.times >= true_start[:, None]
    moved = panel._with(
        outcome=np.where(hidden, np.nan, panel.outcome),
        cohort=start,
        treated=panel.times >= start[:, None],
        anticipation=0,
    )
    return moved.keep_units(~moved.always, "sudah_diperlakukan")
