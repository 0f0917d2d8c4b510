"""What every design returns: one shape, one vocabulary, and a printed summary to judge it by.

`estimate`, `se`, `ci` and `p` are always the one headline number of a result; what lies behind it
(cells, event times, cohorts) stands row by row in `to_frame()`, under the same names.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.impact import drawing
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Floats = NDArray[np.float64]

LABELS = {
    "cohort": "angkatan",
    "time": "tahun",
    "event_time": "tahun sejak mulai",
    "estimate": "taksiran",
    "se": "galat baku",
    "ci_low": "batas bawah",
    "ci_high": "batas atas",
    "p": "nilai p",
    "band_low": "batas bawah serentak",
    "band_high": "batas atas serentak",
    "weight": "bobot",
    "kind": "jenis",
    "comparison": "pembanding",
    "m": "penyimpangan",
}
"""Column headings for readers, to hand to whatever prints the frame."""

NONE = "–"

SMALL_P = 0.001

ROUNDING = 1e-12
"""A standard error below this part of the largest outcome is zero but for rounding."""


class Notice(str):
    """A warning on a result: a sentence to print, and a code that tests and programs can ask for.

    Parameters
    ----------
    code : str
        Short name, stable over versions.
    sentence : str
        What to beware of, in Indonesian.
    """

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, sentence: str) -> Notice:  # noqa: D102 - told by the class
        made = super().__new__(cls, sentence)
        made.code = code
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return (Notice, (self.code, str(self)))


@dataclass(frozen=True, slots=True)
class Pretest:
    """Test that all effects before the treatment are zero.

    Attributes
    ----------
    statistic, p : float
        Wald statistic and its probability.
    restrictions : int
        Number of effects tested together.
    """

    statistic: float
    restrictions: int
    p: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Result:
    """What a design found, with everything needed to judge it.

    Attributes
    ----------
    design : str
        Name of the function that made it.
    estimand : str
        What `estimate` is, in Indonesian.
    estimate, se, p : float
        Headline number, its standard error (NaN where none can be had) and two-sided
        probability, in the outcome's unit.
    ci : tuple of float
        Pointwise interval at `level`.
    level, df : float
        Coverage asked for; degrees of freedom of the t distribution (inf: normal).
    n_units, n_treated, n_clusters, n_obs : int
        Counts of what was used.
    table : DataFrame
        The rows behind the headline.
    warnings : tuple of Notice
        What to beware of.
    dropped : DataFrame
        Rows left out: unit, time, reason (code), sentence.
    settings : mapping
        Every choice that shaped the numbers.
    seed : int or None
        Seed of the random draws, None where nothing is drawn.
    provenance : Provenance or None
        Where the data come from.
    """

    design: str
    estimand: str
    estimate: float
    se: float
    ci: tuple[float, float]
    p: float
    level: float
    df: float
    n_units: int
    n_treated: int
    n_clusters: int
    n_obs: int
    table: pd.DataFrame = field(repr=False)
    dropped: pd.DataFrame = field(repr=False)
    warnings: tuple[Notice, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    provenance: Provenance | None = field(default=None, repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the rows behind the headline, with their provenance."""
        frame = self.table.copy()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Tell the result in Indonesian: number, table, sample, choices, warnings."""
        return "\n\n".join(part for part in self._paragraphs() if part)

    def plot(self, unit: str = "") -> Chart:
        """Draw effects by years since the start, or the headline; `unit` of the outcome."""
        return drawing.effects(self, unit)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"

    def _paragraphs(self) -> list[str]:
        return [
            self._headline(),
            self._rows(),
            self._sample(),
            self._choices(),
            "\n".join(f"! {warning}" for warning in self.warnings),
        ]

    def _headline(self) -> str:
        return _(
            "{what}: {estimate} (galat baku {se}; selang {level}% {low} sampai {high}; {p})"
        ).format(
            what=self.estimand,
            estimate=figure(self.estimate),
            se=figure(self.se),
            level=number(100 * self.level),
            low=figure(self.ci[0]),
            high=figure(self.ci[1]),
            p=probability(self.p),
        )

    def _rows(self) -> str:
        if self.table.empty:
            return ""
        shown = self.table.copy()
        if "p" in shown.columns:
            shown["p"] = shown["p"].map(_short_probability)
        shown = shown.rename(columns={name: _(label) for name, label in LABELS.items()})
        return shown.to_string(index=False, float_format=figure, na_rep=NONE)

    def _sample(self) -> str:
        sample = _("{units} unit ({treated} diperlakukan), {clusters} gugus, {obs} amatan.").format(
            units=number(self.n_units),
            treated=number(self.n_treated),
            clusters=number(self.n_clusters),
            obs=number(self.n_obs),
        )
        if self.dropped.empty:
            return sample
        counts = self.dropped["sentence"].value_counts(sort=False)
        left_out = [_("{n} baris: {why}").format(n=number(n), why=why) for why, n in counts.items()]
        return _("{sample} Tidak dipakai: {rows}.").format(sample=sample, rows="; ".join(left_out))

    def _choices(self) -> str:
        chosen = [f"{name} = {_written(value)}" for name, value in self.settings.items()]
        if self.seed is not None:
            chosen.append(_("benih = {seed}").format(seed=self.seed))
        return _("Pilihan: {chosen}.").format(chosen=", ".join(chosen)) if chosen else ""


def critical_value(level: float, df: float) -> float:
    """Two-sided critical value of the t distribution, of the normal where `df` is infinite."""
    from scipy.special import ndtri, stdtrit

    tail = 0.5 + level / 2
    return float(ndtri(tail)) if np.isinf(df) else float(stdtrit(df, tail))


def p_value(t: Floats, df: float) -> Floats:
    """Two-sided probability of t statistics; NaN stays NaN."""
    from scipy.special import ndtr, stdtr

    lower = -np.abs(t)
    return 2 * np.asarray(ndtr(lower) if np.isinf(df) else stdtr(df, lower))


def estimates_frame(
    keys: Mapping[str, Any],
    estimate: Floats,
    se: Floats,
    level: float,
    df: float,
) -> pd.DataFrame:
    """Lay out estimates under the shared names: keys, estimate, se, ci_low, ci_high, p."""
    reach = critical_value(level, df) * se
    with np.errstate(divide="ignore", invalid="ignore"):
        p = p_value(estimate / se, df)
    return pd.DataFrame(
        {
            **keys,
            "estimate": estimate,
            "se": se,
            "ci_low": estimate - reach,
            "ci_high": estimate + reach,
            "p": p,
        }
    )


def headline(estimate: float, se: float, level: float, df: float) -> dict[str, Any]:
    """Return the fields estimate, se, ci and p of a result."""
    row = estimates_frame({}, np.array([estimate]), np.array([se]), level, df).iloc[0]
    return {
        "estimate": float(row["estimate"]),
        "se": float(row["se"]),
        "ci": (float(row["ci_low"]), float(row["ci_high"])),
        "p": float(row["p"]),
    }


def probability(p: float) -> str:
    """Write a probability as readers know it: p = 0,031, or p < 0,001."""
    return _("p < 0,001") if p < SMALL_P else _("p = {p}").format(p=figure(p, 3))


def _short_probability(p: float) -> str:
    return probability(p).removeprefix("p").removeprefix(" =").strip()


def _written(value: Any) -> str:
    return (listing(value) if value else NONE) if isinstance(value, tuple) else str(value)


def figure(x: float, decimals: int = 4) -> str:
    """Write a number of a summary; a dash where there is none."""
    return NONE if np.isnan(x) else number(x, decimals)
