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

LEAST_BEFORE = 8
"""Years before the start that a synthetic control needs to be told from an interpolation."""

Check = Callable[[Panel], str]


@dataclass(frozen=True, slots=True)
class Design:
    """A design: the function that carries it out, its name, and its needs on data.

    `clustered`: whether it rests on standard errors over many clusters.
    """

    verb: str
    name: str
    checks: tuple[Check, ...]
    clustered: bool = True


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
        fine = _("syarat data terpenuhi, asumsi belum diuji")
        told = "; ".join(found) or (caution if design.clustered else "") or fine
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
        Design(
            "synthetic_did",
            _("Beda-dalam-beda sintetis"),
            (*basic, _absorbing, _one_start, _two_before, _donors),
            clustered=False,
        ),
        Design(
            "synthetic_control",
            _("Kendali sintetis (satu unit)"),
            (*basic, _absorbing, _long_before, _donors),
            clustered=False,
        ),
    )


def _two_times(panel: Panel) -> str:
    return _("hanya ada satu tahun") if len(panel.times) == 1 else ""


def _varies(panel: Panel) -> str:
    values = panel.outcome[np.isfinite(panel.outcome)]
    return _("capaian tidak bervariasi") if not values.size or np.ptp(values) == 0 else ""


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


def _one_start(panel: Panel) -> str:
    if len(panel.cohorts) <= 1:
        return ""
    years = listing(str(int(year)) for year in panel.cohorts)
    return _("tahun mulai lebih dari satu ({years}): pilih satu angkatan").format(years=years)


def _two_before(panel: Panel) -> str:
    enough = _years_before(panel) >= 2
    return "" if enough else _("kurang dari dua tahun sebelum mulai")


def _long_before(panel: Panel) -> str:
    if _years_before(panel) >= LEAST_BEFORE:
        return ""
    return _("tidak ada unit dengan {n} tahun sebelum mulai").format(n=number(LEAST_BEFORE))


def _donors(panel: Panel) -> str:
    complete = panel.never & np.isfinite(panel.outcome).all(axis=1)
    if complete.sum() >= 2:
        return ""
    return _("kurang dari dua unit lengkap yang tidak pernah diperlakukan")


def _years_before(panel: Panel) -> int:
    """Years before the latest start, that of the unit with the longest past."""
    if not panel.cohorts.size:
        return 0
    return int((panel.times < panel.cohorts[-1] - panel.anticipation).sum())


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
