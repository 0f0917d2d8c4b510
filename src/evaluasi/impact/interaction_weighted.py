"""Interaction-weighted event study (Sun and Abraham 2021)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import require
from evaluasi.impact.regression.reporting import Estimand, Options, RegressionResult, report
from evaluasi.impact.regression.robust import COVARIANCES, Vcov
from evaluasi.impact.regression.rows import Rows, rows_of
from evaluasi.impact.regression.two_way import TwoWayFit, fit
from evaluasi.text import _

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def sun_abraham(
    panel: Panel,
    *,
    vcov: Vcov = "CRV1",
    level: float = 0.95,
    draws: int = 999,
    seed: int = 1,
) -> RegressionResult:
    """Estimate effects by years since the start, free of contamination between cohorts.

    Sun and Abraham (2021, *Journal of Econometrics* 225(2), 175-199): one coefficient per cohort
    and event time in a regression with unit and time effects, averaged by the cohorts' shares at
    each event time. Shares are taken as given, as in fixest. The headline is the average over
    all observations from the start on.

    Parameters
    ----------
    panel : Panel
        Units treated from the first year on are left out. Without never-treated units the last
        cohort is the comparison, and years from its start on are left out.
    vcov : {"CRV1", "CRV3"}
    level : float
    draws, seed : int
        Draws of the uniform band (0: none) and their seed.

    Returns
    -------
    RegressionResult
        Table by event_time.

    Raises
    ------
    ParameterError
        For unknown options, or a panel that cannot carry the design.
    """
    choice("vcov", vcov, COVARIANCES)
    probability("level", level)
    whole("draws", draws, 0)
    require(panel, "sun_abraham")
    used = panel.keep_units(~panel.always, "sudah_diperlakukan")
    cohorts = used.cohorts
    if not used.never.any():
        compared = used.times < cohorts[-1] - used.anticipation
        used, cohorts = used.keep_times(compared, "tanpa_pembanding"), cohorts[:-1]
    rows = rows_of(used)
    cells = _cells(used, rows, cohorts)
    names = tuple(f"g={g:.0f} e={e}" for g, e in cells)
    g = used.cohort[rows.unit]
    dummies = [(g == cohort) & (rows.event_time == e) for cohort, e in cells]
    fitted = fit(rows, np.column_stack([rows.x, *dummies]), (*used.covariate_names, *names))

    size = {name: rows.w[dummy].sum() for name, dummy in zip(names, dummies, strict=True)}
    kept = [(name, e) for name, (_g, e) in zip(names, cells, strict=True) if name in fitted.names]
    events = np.unique([e for _name, e in kept])
    if not (events >= 0).any():
        raise ParameterError(_("Tidak ada nilai sesudah mulai yang dapat dibandingkan."))
    members = [[name for name, at in kept if at == e] for e in events]
    total = np.array([sum(size[name] for name in part) for part in members])
    after = np.where(events >= 0, total, 0.0)
    asked = Estimand(
        design="sun_abraham",
        sentence=_("Rata-rata pengaruh atas amatan sejak mulai (tertimbang interaksi)"),
        keys={"event_time": events},
        contrasts=np.stack([_share(fitted, part, size) for part in members]),
        overall=after / after.sum(),
        before=events < -1 - used.anticipation,
    )
    options = Options(vcov=vcov, level=level, draws=draws, seed=seed)
    return report(used, rows, fitted, asked, options)


def _cells(panel: Panel, rows: Rows, cohorts: Floats) -> list[tuple[float, int]]:
    """List cohort and event time of each coefficient: all but each cohort's reference.

    The reference is the last observed year before the start and before anticipation.
    """
    cells: list[tuple[float, int]] = []
    for g in cohorts:
        observed = np.unique(rows.event_time[panel.cohort[rows.unit] == g]).astype(np.int64)
        before = observed[observed < -panel.anticipation]
        if before.size:
            cells += [(float(g), int(e)) for e in observed if e != before[-1]]
    return cells


def _share(fitted: TwoWayFit, names: list[str], size: dict[str, float]) -> Floats:
    """Weigh the cohorts at one event time by their share of its observations."""
    total = sum(size[name] for name in names)
    return fitted.contrast({name: size[name] / total for name in names})
