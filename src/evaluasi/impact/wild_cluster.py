"""Wild cluster bootstrap of a design's headline, or of one of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.inference.inversion import limits, unbounded
from evaluasi.impact.inference.wild_bootstrap import Weights, WildDraws, draw_wild
from evaluasi.impact.regression.reporting import RegressionResult
from evaluasi.impact.regression.robust import identified_alone
from evaluasi.impact.results import Result
from evaluasi.text import _, number

FEW_FOR_SIGNS = 12
"""With fewer clusters random signs have too few distinct values (Webb 2023)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WildBootstrap(Result):
    """Test and interval from the wild cluster bootstrap.

    Attributes
    ----------
    null : float
        Hypothetical value that `p` belongs to.
    t : float
        t statistic of the data.
    enumerated : bool
        Whether all sign patterns were used instead of random ones.
    """

    null: float
    t: float
    enumerated: bool
    draws: WildDraws = field(repr=False)

    def p_at(self, null: float) -> float:
        """Probability of another hypothetical value, from the same draws."""
        return self.draws.p(null)


def wild_cluster_bootstrap(
    result: RegressionResult,
    *,
    at: int | None = None,
    null: float = 0.0,
    weights: Literal["auto", "rademacher", "webb"] = "auto",
    draws: int = 9999,
    level: float = 0.95,
    seed: int = 1,
) -> WildBootstrap:
    """Test a coefficient with the restricted wild cluster bootstrap; interval by inversion.

    Cameron, Gelbach and Miller (2008); computed as in Roodman, MacKinnon, Nielsen and Webb
    (2019). Meant for few clusters. With three treated clusters or fewer it rejects far too
    seldom (MacKinnon and Webb 2017): a warning says so.

    Parameters
    ----------
    result : RegressionResult
        From `did`, `event_study` or `sun_abraham`.
    at : int, optional
        Event time of the row to test; without it the headline.
    null : float
        Hypothetical value.
    weights : {"auto", "rademacher", "webb"}
        Signs (all of them where 2^clusters ≤ `draws`) or Webb's six points; "auto" takes Webb
        below 12 clusters.
    draws, seed : int
    level : float

    Returns
    -------
    WildBootstrap
        `se` is the cluster-robust one of `result`; `p` and `ci` are the bootstrap's.

    Raises
    ------
    ParameterError
        For unknown options, an event time that is not in the table, or a coefficient that rests
        on one cluster alone.
    """
    choice("weights", weights, ("auto", "rademacher", "webb"))
    whole("draws", draws, 1)
    probability("level", level)
    contrast, se = _asked(result, at)
    if identified_alone(result.fit, contrast[None])[0]:
        raise ParameterError(
            _("Taksiran ini bertumpu pada satu gugus saja: bootstrap gugus tidak dapat dipakai."),
            _("Pakai randomization_inference."),
        )
    signs: Weights = "rademacher" if weights == "auto" else weights
    if weights == "auto" and result.n_clusters < FEW_FOR_SIGNS:
        signs = "webb"
    drawn = draw_wild(result.fit, contrast, signs, draws, seed)
    ci = limits(drawn.p, drawn.estimate, drawn.score, 1 - level)
    row = {"estimate": drawn.estimate, "se": se, "ci_low": ci[0], "ci_high": ci[1]}
    return WildBootstrap(
        design="wild_cluster_bootstrap",
        estimand=result.estimand if at is None else _event(at),
        estimate=drawn.estimate,
        se=se,
        ci=ci,
        p=drawn.p(null),
        level=level,
        df=np.nan,
        n_units=result.n_units,
        n_treated=result.n_treated,
        n_clusters=result.n_clusters,
        n_obs=result.n_obs,
        table=pd.DataFrame([row | {"p": drawn.p(null)}]),
        dropped=result.dropped,
        warnings=(*result.warnings, *unbounded(ci)),
        settings={
            **{name: x for name, x in result.settings.items() if name != "draws"},
            "design": result.design,
            "null": null,
            "weights": signs,
            "draws": len(drawn.numerator[0]),
        },
        seed=None if drawn.enumerated else seed,
        provenance=result.provenance,
        null=null,
        t=drawn.t(null),
        enumerated=drawn.enumerated,
        draws=drawn,
    )


def _asked(result: RegressionResult, at: int | None) -> tuple[NDArray[np.float64], float]:
    if at is None:
        return result.contrast, result.se
    table = result.table
    events = table["event_time"].tolist() if "event_time" in table.columns else []
    if at not in events:
        raise ParameterError(
            _("Tahun sejak mulai {at} tidak ada dalam hasil ini.").format(at=number(at)),
            _("Yang ada: {events}.").format(events=", ".join(str(e) for e in events) or "–"),
        )
    row = events.index(at)
    return result.contrasts[row], float(table["se"].iloc[row])


def _event(at: int) -> str:
    return _("Pengaruh pada tahun sejak mulai {at}").format(at=number(at))
