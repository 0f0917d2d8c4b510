"""Does one region carry the result? The estimate without each of them in turn."""

from __future__ import annotations

import numpy as np

from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.evidence import Design, Flags, Progress, Variants, side_by_side, without
from evaluasi.impact.panel import Panel
from evaluasi.text import _


def leave_one_out(
    panel: Panel, *, design: Design = did, progress: Progress | None = None
) -> Variants:
    """Estimate again without each region (or cluster).

    Parameters
    ----------
    panel : Panel
    design : callable
        From a panel to a result, such as `did` or
        ``lambda p: group_time_att(p, draws=0)``.
    progress : callable, optional
        Told each region's code before it is left out.

    Returns
    -------
    Variants
        One row per cluster left out, the treated first; `change` is its influence.

    Raises
    ------
    ParameterError
        Where the design cannot be carried out on all data.
    """
    treated: Flags = np.any(panel.treated, axis=1)
    members = [panel.clusters == cluster for cluster in range(panel.n_clusters)]
    members.sort(key=lambda of: not treated[of].any())
    others = {}
    for of in members:
        name = ", ".join(str(unit) for unit in panel.units[of])
        label = _("tanpa {unit} (diperlakukan)") if treated[of].any() else _("tanpa {unit}")
        others[label.format(unit=name)] = without(panel, np.asarray(of))
    return side_by_side(
        "leave_one_out",
        _("Apakah hasilnya bertumpu pada satu wilayah? Taksiran tanpa tiap wilayah bergantian."),
        panel,
        others,
        design,
        progress=progress,
    )
