"""Which designs a panel carries, and for each of the others what stands in the way.

The needs are those on data. That they are met says nothing of a design's assumptions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.panel.canonical import Panel
from evaluasi.impact.panel.columns import few
from evaluasi.text import _, listing, number

FEW_TREATED = 3
"""With so few treated clusters, cluster-robust inference fails (MacKinnon and Webb 2017)."""

Check = Callable[[Panel], str]


@dataclass(frozen=True, slots=True)
class Design:
    """A design: the function that carries it out, its name, and its needs on data."""

    verb: str
    name: str
    checks: tuple[Check, ...]


def table(panel: Panel) -> pd.DataFrame:
    """Lay out every design with what stands in its way.

    Returns
    -------
    DataFrame
        Columns rancangan, fungsi, mungkin (bool), alasan (why not, or what to beware of).
    """
    caution = _few_treated(panel)
    rows = []
    for design in designs():
        found = reasons(panel, design)
        told = "; ".join(found) or caution or _("syarat data terpenuhi, asumsi belum diuji")
        row = {"rancangan": design.name, "fungsi": design.verb, "mungkin": not found}
        rows.append(row | {"alasan": told})
    return pd.DataFrame(rows)


def require(panel: Panel, verb: str) -> None:
    """Refuse a design that this panel cannot carry, with every reason.

    Raises
    ------
    ParameterError
    """
    design = next(design for design in designs() if design.verb == verb)
    found = reasons(panel, design)
    if found:
        others = [d.verb for d in designs() if not reasons(panel, d)]
        remedy = _("Rancangan yang dapat dipakai pada panel ini: {verbs}.")
        raise ParameterError(
            _("{name} tidak dapat dipakai pada panel ini.").format(name=design.name),
            remedy.format(verbs=listing(others)) if others else "",
            found,
        )


def reasons(panel: Panel, design: Design) -> list[str]:
    """List what stands in the way of a design, each thing once."""
    return [reason for check in design.checks if (reason := check(panel))]


def few_treated(panel: Panel) -> bool:
    """Whether too few clusters are treated for cluster-robust standard errors."""
    return _treated_clusters(panel) <= FEW_TREATED


def designs() -> tuple[Design, ...]:
    """Return the designs, plainest first."""
    basic = (_two_times, _varies, _treated, _untreated, _changes)
    staggered = (*basic, _absorbing, _before, _comparison)
    return (
        Design("did", _("Beda-dalam-beda (dua arah)"), basic),
        Design("event_study", _("Studi peristiwa"), staggered),
        Design("group_time_att", _("Pengaruh per angkatan dan tahun"), staggered),
        Design("sun_abraham", _("Studi peristiwa tertimbang interaksi"), staggered),
        Design("bacon", _("Uraian Goodman-Bacon"), (*basic, _absorbing, _balanced)),
    )


def _two_times(panel: Panel) -> str:
    return _("hanya ada satu tahun") if len(panel.times) == 1 else ""


def _varies(panel: Panel) -> str:
    values = panel.outcome[np.isfinite(panel.outcome)]
    return _("capaian tidak bervariasi") if np.ptp(values) == 0 else ""


def _treated(panel: Panel) -> str:
    return "" if panel.treated.any() else _("tidak ada unit yang diperlakukan di dalam panel")


def _untreated(panel: Panel) -> str:
    """Ask for a year in which some units are treated and others are not."""
    seen = np.isfinite(panel.outcome)
    on = (panel.treated & seen).any(axis=0)
    off = (~panel.treated & seen).any(axis=0)
    if not panel.treated.any() or (on & off).any():
        return ""
    return _("tidak pernah ada unit diperlakukan dan belum diperlakukan pada tahun yang sama")


def _changes(panel: Panel) -> str:
    """Ask for a unit seen both before and after its treatment changes."""
    seen = np.isfinite(panel.outcome)
    both = (panel.treated & seen).any(axis=1) & (~panel.treated & seen).any(axis=1)
    if both.any() or not panel.treated.any():
        return ""
    return _("tidak ada unit yang berganti status di dalam panel")


def _absorbing(panel: Panel) -> str:
    units = panel.reversing
    if not units:
        return ""
    return _("perlakuan berhenti pada {units}").format(units=few(units, len(units)))


def _before(panel: Panel) -> str:
    starts = panel.cohorts
    usable = (starts > panel.times[0] + panel.anticipation) & (starts <= panel.times[-1])
    if usable.any() or not starts.size:
        return ""
    return _("tidak ada angkatan yang punya tahun sebelum perlakuan")


def _comparison(panel: Panel) -> str:
    if panel.never.any() or len(panel.cohorts) > 1 or not panel.cohorts.size:
        return ""
    return _("tidak ada unit yang tidak pernah diperlakukan, dan hanya ada satu angkatan")


def _balanced(panel: Panel) -> str:
    if panel.balanced:
        return ""
    return _("{n} sel kosong: rancangan ini perlu nilai setiap unit pada setiap tahun").format(
        n=number(len(panel.gaps()))
    )


def _treated_clusters(panel: Panel) -> int:
    return len(np.unique(panel.clusters[panel.treated.any(axis=1)]))


def _few_treated(panel: Panel) -> str:
    if not few_treated(panel):
        return ""
    return _(
        "hanya {n} gugus diperlakukan: galat baku gugus tidak dapat dipercaya, "
        "pakai inferensi randomisasi"
    ).format(n=number(_treated_clusters(panel)))
