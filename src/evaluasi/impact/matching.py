"""Matching on the propensity score: each treated unit beside the untreated one most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.balance import balance_table, effective_size, paragraph, unbalanced
from evaluasi.impact.checks import choice, probability
from evaluasi.impact.evidence_chart import balance_chart
from evaluasi.impact.observables.matching_effect import Effect, paired, with_replacement
from evaluasi.impact.observables.pairs import Pairs, match
from evaluasi.impact.observables.propensity import fit_propensity, overlap
from evaluasi.impact.observables.sample import CrossSection, read_units
from evaluasi.impact.results import Notice, Result, estimates_frame, headline
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Floats = NDArray[np.float64]
Distance = Literal["logit", "probability"]


@dataclass(frozen=True, kw_only=True, eq=False)
class MatchingResult(Result):
    """The effect on the treated from matched pairs.

    Table, under comparison: all units as they are, and the matched ones.

    Attributes
    ----------
    balance : DataFrame
        Covariates before and after (columns of `balance`).
    pairs : DataFrame
        treated, control, distance.
    error : str
        Which standard error it is.
    effective : float
        Effective number of controls.
    """

    balance: pd.DataFrame = field(repr=False)
    pairs: pd.DataFrame = field(repr=False)
    error: str
    effective: float

    def plot(self, unit: str = "") -> Chart:  # noqa: ARG002 - these differences have none
        """Draw the standardised differences of the covariates, before and after."""
        return balance_chart(self.balance, self.provenance)

    def _paragraphs(self) -> list[str]:
        told = _("{pairs} pasangan; pembanding efektif {size}; galat baku {error}.").format(
            pairs=number(len(self.pairs)), size=number(self.effective, 1), error=self.error
        )
        return [*super()._paragraphs(), told, paragraph(self.balance)]


def matching(
    frame: pd.DataFrame,
    *,
    treatment: str,
    outcome: str,
    covariates: Sequence[str],
    unit: str | None = None,
    replace: bool = False,
    caliper: float | None = None,
    distance: Distance = "logit",
    adjust: bool = False,
    level: float = 0.95,
) -> MatchingResult:
    """Compare each treated unit with the untreated one nearest in propensity score.

    Rosenbaum and Rubin (1983, *Biometrika* 70(1), 41-55); one to one, the largest score chooses
    first, as in R `MatchIt`. It removes differences in the covariates given, and no others.

    Parameters
    ----------
    frame : DataFrame
        One row per unit.
    treatment, outcome : str
        Columns: 0 and 1 (*tidak tercatat* is dropped and listed); value after the treatment.
    covariates : sequence of str
        Columns of numbers, or of words (one 0/1 column per word), measured before the treatment.
        The outcome before is the one that matters most.
    unit : str, optional
        Column of codes.
    replace : bool
        Whether an untreated unit may serve several treated ones.
    caliper : float, optional
        Largest distance, in standard deviations of the score (0.2: Austin 2011). Treated units
        without a match are dropped and listed, and the effect is that on the others.
    distance : {"logit", "probability"}
    adjust : bool
        Regress on the covariates too: least squares on matched units, or with replacement the
        bias correction of Abadie and Imbens (2011).
    level : float

    Returns
    -------
    MatchingResult
        The error takes the score as known, which a warning says.

    Raises
    ------
    ParameterError
        For unknown options, covariates that separate the groups, or fewer than two pairs.
    DatasetError
        For faults in the data, all at once.
    """
    choice("distance", distance, ("logit", "probability"))
    probability("level", level)
    if caliper is not None and not caliper > 0:
        raise ParameterError(_("caliper harus di atas nol, bukan {x}.").format(x=caliper))
    sample = read_units(frame, treatment, outcome, covariates, unit)
    fitted = fit_propensity(sample)
    score = fitted.logit if distance == "logit" else fitted.score
    reach = np.inf if caliper is None else caliper * _spread(score, sample)
    pairs = match(score, sample.d, replace=replace, reach=reach)
    if len(pairs.treated) < 2:
        raise ParameterError(
            _("Kurang dari dua unit diperlakukan mendapat padanan."),
            _("Longgarkan caliper, pakai replace=True, atau kurangi kovariat."),
        )
    if replace:
        found = with_replacement(sample, pairs, score, adjust)
    else:
        found = paired(sample, pairs, adjust)
    settings = {
        "replace": replace,
        "caliper": caliper,
        "distance": distance,
        "adjust": adjust,
        "covariates": tuple(np.array(sample.names)[sample.fitted].tolist()),
    }
    return _result(sample, pairs, found, level, settings, overlap(sample, fitted))


def _spread(score: Floats, sample: CrossSection) -> float:
    """Standard deviation of the score within groups, each counting alike (Austin 2011)."""
    groups = [group for group in (score[sample.d], score[~sample.d]) if len(group) > 1]
    return float(np.sqrt(np.mean([group.var(ddof=1) for group in groups])))


def _result(
    sample: CrossSection,
    pairs: Pairs,
    found: Effect,
    level: float,
    settings: dict[str, Any],
    warnings: tuple[Notice, ...],
) -> MatchingResult:
    weights = np.bincount(pairs.control, minlength=len(sample.d)).astype(float)
    weights[pairs.treated] = 1.0
    used = weights > 0
    table = balance_table(sample, weights, "ATT")
    naive = difference(sample)
    alone = np.isin(np.arange(len(sample.d)), pairs.alone)
    told = sample.keep(~alone, "tanpa_padanan")
    return MatchingResult(
        design="matching",
        estimand=_("Pengaruh pada penerima yang mendapat padanan")
        if alone.any()
        else _("Pengaruh pada penerima (padanan skor kecenderungan)"),
        **headline(found.estimate, found.se, level, found.df),
        level=level,
        df=found.df,
        n_units=int(used.sum()),
        n_treated=len(pairs.treated),
        n_clusters=int(used.sum()) if settings["replace"] else len(pairs.treated),
        n_obs=int(used.sum()),
        table=estimates_frame(
            {"comparison": [_("semua unit, tanpa padanan"), _("sesudah dipadankan")]},
            np.array([naive[0], found.estimate]),
            np.array([naive[1], found.se]),
            level,
            found.df,
        ),
        dropped=told.dropped,
        warnings=(
            *told.notices,
            *warnings,
            *unbalanced(table),
            *_tied(pairs.tied),
            score_known(),
        ),
        settings=settings,
        provenance=sample.provenance,
        balance=table,
        pairs=pd.DataFrame(
            {
                "treated": sample.units[pairs.treated],
                "control": sample.units[pairs.control],
                "distance": pairs.distance,
            }
        ),
        error=found.kind,
        effective=effective_size(weights[~sample.d]),
    )


def difference(sample: CrossSection) -> tuple[float, float]:
    """Difference of means of all units as they are, and its error for unequal variances."""
    treated, control = sample.y[sample.d], sample.y[~sample.d]
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = [
            float(group.var(ddof=1)) / len(group) if len(group) > 1 else np.nan
            for group in (treated, control)
        ]
    return float(treated.mean() - control.mean()), float(np.sqrt(sum(parts)))


def _tied(pairs: int) -> tuple[Notice, ...]:
    if not pairs:
        return ()
    text = _(
        "{n} pasangan punya padanan lain yang sama dekatnya: yang dipakai yang lebih dahulu dalam "
        "data, jadi urutan baris dapat mengubah taksiran."
    )
    return (Notice("padanan_seri", text.format(n=number(pairs))),)


def score_known() -> Notice:
    """Say that the error leaves out the spread of the fitted score."""
    text = _("Galat baku menganggap skor kecenderungan diketahui, padahal ditaksir.")
    return Notice("skor_dianggap_diketahui", text)
