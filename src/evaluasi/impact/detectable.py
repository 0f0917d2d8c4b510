"""The smallest effect that a panel would show, before anybody looks at the effect itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.detection.closed import closed_form
from evaluasi.impact.detection.plan import Found, Plan, planned
from evaluasi.impact.detection.simulation import SIMULATED, simulate
from evaluasi.impact.evidence import Progress
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import FEW_TREATED
from evaluasi.impact.results import NONE, Notice, Result, figure
from evaluasi.text import _, number, percent

Method = Literal["closed", "simulation"]
Inference = Literal["auto", "cluster", "randomization"]

COLUMNS = {
    "method": "cara",
    "mde": "terkecil yang terdeteksi",
    "se": "galat baku taksiran",
    "critical": "nilai kritis",
    "size": "menolak tanpa pengaruh",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class DetectableEffect(Result):
    """The minimum detectable effect, in the outcome's unit.

    `estimate` is that effect, `se` the Monte Carlo error of it (NaN in closed form); there is no
    `ci` and no `p`. Table: method, mde, se (standard error that the estimate would have),
    critical (in standard errors), size (share of placebo treatments without an effect that the
    test calls significant: should be `alpha`).

    Attributes
    ----------
    power, alpha : float
    """

    power: float
    alpha: float

    def _headline(self) -> str:
        if not np.isfinite(self.estimate):
            return _("Tidak ada pengaruh yang cukup besar untuk terdeteksi dengan uji ini.")
        return _(
            "Pengaruh terkecil yang dapat terdeteksi: {mde} (daya {power}, taraf uji {alpha})"
            "{error}. Pengaruh yang lebih kecil biasanya tidak akan terlihat pada data ini."
        ).format(
            mde=figure(self.estimate),
            power=percent(100 * self.power, 0),
            alpha=percent(100 * self.alpha, 0),
            error=""
            if np.isnan(self.se)
            else _("; galat Monte Carlo {se}").format(se=figure(self.se)),
        )

    def _rows(self) -> str:
        labels = {name: _(label) for name, label in COLUMNS.items()}
        shown = self.table.dropna(axis=1, how="all").rename(columns=labels)
        text: str = shown.to_string(index=False, float_format=figure, na_rep=NONE)
        return text


def minimum_detectable_effect(
    panel: Panel,
    *,
    method: Method = "closed",
    design: str = "did",
    power: float = 0.8,
    alpha: float = 0.05,
    inference: Inference = "auto",
    n_treated: int | None = None,
    start: int | None = None,
    draws: int = 500,
    seed: int = 1,
    progress: Progress | None = None,
) -> DetectableEffect:
    """Find the smallest constant effect that would be detected with the given power.

    Closed form: with the residuals' own covariances between years (Burlig, Preonas and Woerman
    2020, *Journal of Development Economics* 144, 102458, for any pattern of treatment), and
    beside it as if years were independent (Frison and Pocock 1992, *Statistics in Medicine*
    11(13), 1685-1704), which claims too much where they are not. Simulation: the treatment is
    dealt out anew among the panel's own units (Bertrand, Duflo and Mullainathan 2004), and the
    effect is what a share `power` of those placebos would show in the right direction.

    Parameters
    ----------
    panel : Panel
        The effect found by `did` is taken out of the treated years first. Closed form uses the
        units with a value in every year, and lists the others.
    method : {"closed", "simulation"}
    design : {"did", "group_time_att"}
        `group_time_att` only by simulation.
    power, alpha : float
        Probability of detection; level of the two-sided test.
    inference : {"auto", "cluster", "randomization"}
        In simulation: t test on cluster-robust errors, or randomisation inference ("auto" with
        three treated clusters or fewer, `did` only).
    n_treated, start : int, optional
        A planned treatment instead of the panel's own: this many units, from this year on.
    draws, seed : int
        Placebo treatments (all of them where there are no more) and their seed.
    progress : callable, optional
        Told how far a slow simulation is.

    Returns
    -------
    DetectableEffect

    Raises
    ------
    ParameterError
        For unknown options, a panel without treatment where none is planned, or one that cannot
        carry the design.
    """
    choice("method", method, ("closed", "simulation"))
    choice("design", design, ("did", *SIMULATED))
    choice("inference", inference, ("auto", "cluster", "randomization"))
    probability("power", power)
    probability("alpha", alpha)
    whole("draws", draws, 10)
    plan = planned(panel, n_treated, start)
    few = plan.n_treated <= FEW_TREATED
    warnings: tuple[Notice, ...] = (*([_few(plan)] if few else []), *_anticipated(plan))
    if method == "closed":
        if design != "did":
            raise ParameterError(
                _("Bentuk tertutup hanya untuk did."), _('Pakai method="simulation".')
            )
        found = closed_form(plan, power, alpha)
        settings: dict[str, Any] = {"method": method, "design": design}
    else:
        chosen = inference
        if inference == "auto":
            chosen = "randomization" if few and design == "did" else "cluster"
        found = simulate(plan, design, chosen, power, alpha, draws, seed, progress)
        settings = {"method": method, "design": design, "inference": chosen, "draws": found.draws}
    return _result(found.plan, found, power, alpha, settings, (*warnings, *found.warnings), seed)


def _result(
    plan: Plan,
    found: Found,
    power: float,
    alpha: float,
    settings: dict[str, Any],
    warnings: tuple[Notice, ...],
    seed: int,
) -> DetectableEffect:
    panel = plan.panel
    return DetectableEffect(
        design="minimum_detectable_effect",
        estimand=_("Pengaruh terkecil yang dapat terdeteksi"),
        estimate=float(found.rows[0]["mde"]),
        se=found.error,
        ci=(np.nan, np.nan),
        p=np.nan,
        level=1 - alpha,
        df=float(panel.n_clusters - 1),
        n_units=panel.n_units,
        n_treated=int(plan.treated.any(axis=1).sum()),
        n_clusters=panel.n_clusters,
        n_obs=panel.n_obs,
        table=pd.DataFrame(found.rows),
        dropped=panel.dropped,
        warnings=(*panel.notices, *warnings),
        settings={**settings, "power": power, "alpha": alpha, **plan.settings},
        seed=seed if found.drawn else None,
        provenance=panel.provenance,
        power=power,
        alpha=alpha,
    )


def _anticipated(plan: Plan) -> tuple[Notice, ...]:
    if not plan.panel.anticipation:
        return ()
    text = _("Tahun antisipasi dihitung sebagai tahun tanpa perlakuan.")
    return (Notice("antisipasi_diabaikan", text),)


def _few(plan: Plan) -> Notice:
    text = _(
        "Hanya {n} gugus diperlakukan: rumus galat baku gugus terlalu yakin; percayai simulasi "
        "dengan inferensi randomisasi."
    )
    return Notice("sedikit_gugus_diperlakukan", text.format(n=number(plan.n_treated)))
