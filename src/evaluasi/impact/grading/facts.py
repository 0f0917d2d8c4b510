"""What a grade rests on: design, diagnostics and inference of a result, never its p-value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evaluasi.impact.panel.designs import FEW_TREATED
from evaluasi.impact.results import Pretest, Result
from evaluasi.impact.wald import PER_RESTRICTION

DIFFERENT_TREND = 0.05
"""A test of the time before the treatment below this probability speaks against the comparison."""

BALANCED, LOPSIDED = 0.1, 0.25
"""Absolute standardised differences (Austin 2009; Rubin 2001)."""

MIXED = ("perbandingan_terlarang", "pengaruh_tercampur")
"""Warnings of designs that compare with units already treated."""


ABOUT = (
    "wild_cluster_bootstrap",
    "pretrend_power",
    "leave_one_out",
    "placebo_dates",
    "placebo_outcomes",
    "neighbour_exclusion",
)
"""Results whose headline is that of the design named in their settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts about a result.

    Attributes
    ----------
    design : str
        Name of the function that made the estimate; "acak" where the treatment was drawn by lot.
    n_treated : int
        Treated units (clusters, where known).
    randomization : bool
        Whether the interval or probability comes from reassigned treatment.
    pretest_p : float or None
        Probability of the test before the treatment; None where there is none.
    pretest_weak : bool
        Whether trends that often pass that test could make such an estimate (Roth 2022).
    imbalance : float or None
        Largest absolute standardised difference after adjustment.
    baseline : bool
        Whether the outcome before the treatment is among the covariates.
    mixed : bool
        Whether units already treated serve as comparison.
    comparison_certain : bool
        Whether every comparison is known to be untreated.
    """

    design: str
    n_treated: int
    randomization: bool = False
    pretest_p: float | None = None
    pretest_weak: bool = False
    imbalance: float | None = None
    baseline: bool = False
    mixed: bool = False
    comparison_certain: bool = True


CONDITIONS: dict[str, Callable[[Facts], bool]] = {
    "tren_belum_diuji": lambda f: f.pretest_p is None,
    "tren_berbeda": lambda f: f.pretest_p is not None and f.pretest_p < DIFFERENT_TREND,
    "perbandingan_terlarang": lambda f: f.mixed,
    "satu_penerima": lambda f: f.n_treated == 1,
    "inferensi_tak_sesuai": lambda f: f.n_treated <= FEW_TREATED and not f.randomization,
    "pembanding_tak_pasti": lambda f: not f.comparison_certain,
    "tanpa_nilai_awal": lambda f: not f.baseline,
    "belum_seimbang": lambda f: f.imbalance is None or f.imbalance > BALANCED,
    "sangat_timpang": lambda f: f.imbalance is not None and f.imbalance > LOPSIDED,
    "undian_tanpa_pemeriksaan": lambda f: (
        not (
            (f.imbalance is not None and f.imbalance <= BALANCED)
            or (f.pretest_p is not None and f.pretest_p >= DIFFERENT_TREND)
        )
    ),
    "uji_tren_lemah": lambda f: f.pretest_weak,
}
"""When each limit of `grade.toml` holds."""


def facts_of(
    result: Result,
    *,
    inference: Result | None,
    pretest: Result | None,
    drawn_by_lot: bool,
    baseline: bool,
    comparison_certain: bool,
) -> Facts:
    """Read the facts off a result and what was computed beside it."""
    codes = {warning.code for warning in result.warnings}
    asked = pretest if pretest is not None else result
    tested = getattr(asked, "pretest", None)
    few = "sedikit_gugus_diperlakukan" in codes  # counts clusters, which units may share
    balance = getattr(result, "balance", None)
    if isinstance(tested, Pretest) and tested.restrictions > 1:
        enough = tested.restrictions * PER_RESTRICTION <= result.n_treated
        tested = tested if enough else None
    imbalance = None
    if balance is not None and len(balance):
        imbalance = float(np.nanmax(np.abs(balance["smd_after"].to_numpy(dtype=float))))
    return Facts(
        design="acak" if drawn_by_lot else design_of(result),
        n_treated=min(result.n_treated, FEW_TREATED) if few else result.n_treated,
        randomization=any(
            used is not None and used.design == "randomization_inference"
            for used in (result, inference)
        ),
        pretest_p=tested.p if isinstance(tested, Pretest) else None,
        pretest_weak=any(warning.code == "uji_tren_lemah" for warning in asked.warnings),
        imbalance=imbalance,
        baseline=baseline,
        mixed=bool(codes & set(MIXED)),
        comparison_certain=comparison_certain,
    )


def design_of(result: Result) -> str:
    """Name the design behind a result, also where the result is a test of another one."""
    if result.design == "randomization_inference":
        return "did"
    return str(result.settings["design"]) if result.design in ABOUT else result.design
