"""What a comparison of beneficiaries found, with what is needed to judge it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtr, stdtrit

from evaluasi.agreement.printing import Told
from evaluasi.sustainability.printing import figure, probability
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number

Floats = npt.NDArray[np.float64]

NAN = float("nan")
CROWDED = 0.15
"""Share at an end of the scale from which it hides what lies beyond (Terwee et al. 2007,
Journal of Clinical Epidemiology 60, 34–42)."""


class Effect(NamedTuple):
    """An effect that needs only the order of answers: what it is, its value and interval."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison(Told):
    """A difference of means, checked by permutation and by order alone.

    Attributes
    ----------
    estimand : str
        What `estimate` is, in Indonesian.
    estimate, se, df, p : float
        Difference, standard error, degrees of freedom and probability of the t distribution;
        NaN where none can be had, and a warning then says why.
    ci : tuple of float
        Interval at `level`.
    p_permutation : float
        Probability by permutation, without a distribution assumed; exact where `exact`.
    exact : bool
        Whether all permutations were counted.
    effect : Effect
    n : int
        Respondents that count: pairs, or both groups together.
    table : DataFrame
        One row per wave or group: nama, n, rata, simpangan, terendah, tertinggi (share at the
        ends of the scale).
    left : DataFrame
        responden, gelombang: those asked in one wave only.
    level : float
    seed : int
    caution : str
        What the number does not say.
    warnings : tuple of str
    provenance : Provenance or None
    """

    estimand: str
    estimate: float
    se: float
    df: float
    p: float
    ci: tuple[float, float]
    p_permutation: float
    exact: bool
    effect: Effect
    n: int
    table: pd.DataFrame = field(repr=False)
    left: pd.DataFrame = field(repr=False)
    level: float
    seed: int
    caution: str
    warnings: tuple[str, ...] = ()
    provenance: Provenance | None = field(default=None, repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return one row: estimate, se, ci_low, ci_high, p, p_permutation, df, n, effect …."""
        row = {
            "estimate": self.estimate,
            "se": self.se,
            "ci_low": self.ci[0],
            "ci_high": self.ci[1],
            "p": self.p,
            "p_permutation": self.p_permutation,
            "df": self.df,
            "n": self.n,
            "effect": self.effect.value,
            "effect_low": self.effect.low,
            "effect_high": self.effect.high,
        }
        frame = pd.DataFrame([row])
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Tell the comparison in Indonesian, and that it is no proof of a cause."""
        head = _("{what}: {estimate}, n = {n}").format(
            what=self.estimand, estimate=figure(self.estimate), n=number(self.n)
        )
        if not np.isnan(self.ci[0]):
            head += _(" (selang {level}% {low} sampai {high}; {p}; permutasi {other})").format(
                level=number(100 * self.level),
                low=figure(self.ci[0]),
                high=figure(self.ci[1]),
                p=probability(self.p) if not np.isnan(self.p) else _("tanpa uji"),
                other=probability(self.p_permutation),
            )
        lines = [head + ".", *self._groups(), self._ordinal(), self.caution]
        return "\n".join([*(line for line in lines if line), *(f"! {w}" for w in self.warnings)])

    def _groups(self) -> list[str]:
        return [
            _("  {name}: rata-rata {mean}, n = {n}").format(
                name=row["nama"], mean=figure(row["rata"]), n=number(row["n"])
            )
            for _place, row in self.table.iterrows()
        ]

    def _ordinal(self) -> str:
        if np.isnan(self.effect.value):
            return ""
        return _("{name}: {value}% (selang {low}% sampai {high}%).").format(
            name=self.effect.name,
            value=figure(100 * self.effect.value, 0),
            low=figure(100 * self.effect.low, 0),
            high=figure(100 * self.effect.high, 0),
        )


class Inference(NamedTuple):
    """Interval and probability of a difference."""

    ci: tuple[float, float]
    p: float


def t_inference(estimate: float, se: float, df: float, level: float) -> Inference:
    """Return interval and two-sided probability by the t distribution; NaN without an error."""
    if not se > 0:
        return Inference((estimate, estimate) if se == 0 else (NAN, NAN), NAN)
    reach = float(stdtrit(df, 0.5 + level / 2)) * se
    return Inference(
        (estimate - reach, estimate + reach), float(2 * stdtr(df, -abs(estimate / se)))
    )


def described(name: str, values: Floats, low: float, high: float) -> dict[str, object]:
    """Return one row of the table of waves or groups."""
    return {
        "nama": name,
        "n": len(values),
        "rata": float(values.mean()) if len(values) else NAN,
        "simpangan": float(values.std(ddof=1)) if len(values) > 1 else NAN,
        "terendah": float((values <= low).mean()) if len(values) else NAN,
        "tertinggi": float((values >= high).mean()) if len(values) else NAN,
    }


def crowded(table: pd.DataFrame) -> list[str]:
    """Warn of waves or groups that stand at an end of the scale."""
    found = []
    for column, where in (("terendah", _("terendah")), ("tertinggi", _("tertinggi"))):
        for _place, row in table[table[column] >= CROWDED].iterrows():
            told = _(
                "{name}: {share}% responden pada nilai {where}; perubahan melewati ujung skala "
                "tidak terlihat (ambang 15%, Terwee dkk. 2007)."
            )
            found.append(
                told.format(name=row["nama"], share=figure(100 * row[column], 0), where=where)
            )
    return found
