"""The designs a study lays side by side: one entry each, with the inference each of them allows.

A new design (synthetic control, interrupted time series, …) is one more entry of `designs`. Keys
are those of the coverage study (`evaluasi.impact.recommendation`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact import Panel, RegressionResult, Result
from evaluasi.impact.staggered.cells import Control
from evaluasi.text import _

SEED = 1

RUN = ("did", "event_study", "group_time_att", "sun_abraham", "bacon")
"""Functions that a study carries out; a panel may fit others."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Numbers of random draws.

    Attributes
    ----------
    band : int
        Of uniform bands.
    wild, permutations : int
        Of the wild cluster bootstrap; of reassigned treatments for `did`.
    slow_permutations : int
        Of reassigned treatments where each needs a whole estimation.
    simulations : int
        Of the simulated minimum detectable effect.
    """

    band: int = 999
    wild: int = 9_999
    permutations: int = 9_999
    slow_permutations: int = 999
    simulations: int = 200


@dataclass(frozen=True, slots=True)
class Inference:
    """One way to an interval or a probability of a design's headline."""

    key: str
    name: str
    run: Callable[[Panel, Effort], Result]


@dataclass(frozen=True, slots=True)
class Design:
    """A design, how it is run, and its ways of inference (the plainest is its own)."""

    key: str
    name: str
    run: Callable[[Panel, Effort], Result]
    own: str
    others: tuple[Inference, ...] = ()
    steps: str = ""


@dataclass(frozen=True, eq=False)
class Answer:
    """What a design said, or why it can't be used."""

    design: Design
    result: Result | None
    reason: str = ""


def designs() -> tuple[Design, ...]:
    """Return the designs, plainest first."""
    return (
        Design(
            "did",
            _("Beda-dalam-beda dua arah"),
            lambda panel, _effort: im.did(panel),
            "crv1",
            (
                Inference("crv3", inference_name("crv3"), lambda p, _e: im.did(p, vcov="CRV3")),
                Inference(
                    "liar_rademacher",
                    inference_name("liar_rademacher"),
                    lambda p, e: _wild(im.did(p), e),
                ),
                Inference(
                    "randomisasi",
                    inference_name("randomisasi"),
                    lambda p, e: im.randomization_inference(p, draws=e.permutations, seed=SEED),
                ),
            ),
            _("regresi dengan efek wilayah dan efek tahun"),
        ),
        Design(
            "event_study",
            _("Studi peristiwa"),
            lambda panel, effort: im.event_study(panel, draws=effort.band, seed=SEED),
            "crv1",
            (
                Inference(
                    "crv3",
                    inference_name("crv3"),
                    lambda p, _e: im.event_study(p, vcov="CRV3", draws=0),
                ),
                Inference(
                    "liar_rademacher",
                    inference_name("liar_rademacher"),
                    lambda p, e: _wild(im.event_study(p, draws=0), e),
                ),
            ),
            _("regresi dengan satu koefisien per tahun sejak mulai"),
        ),
        _group_time("never", _("pembanding: yang belum pernah diperlakukan")),
        _group_time("notyet", _("pembanding: yang belum diperlakukan pada tahun itu")),
        Design(
            "sun_abraham",
            _("Studi peristiwa tertimbang interaksi"),
            lambda panel, effort: im.sun_abraham(panel, draws=effort.band, seed=SEED),
            "crv1",
            (
                Inference(
                    "crv3",
                    inference_name("crv3"),
                    lambda p, _e: im.sun_abraham(p, vcov="CRV3", draws=0),
                ),
                Inference(
                    "liar_rademacher",
                    inference_name("liar_rademacher"),
                    lambda p, e: _wild(im.sun_abraham(p, draws=0), e),
                ),
            ),
            _("satu koefisien per angkatan dan tahun sejak mulai (Sun dan Abraham 2021)"),
        ),
    )


def inference_name(key: str) -> str:
    """Name a way of inference."""
    return {
        "crv1": _("galat baku gugus CRV1"),
        "crv3": _("galat baku gugus CRV3 (jackknife)"),
        "liar_rademacher": _("bootstrap gugus liar"),
        "randomisasi": _("inferensi randomisasi"),
        "pengaruh_t": _("fungsi pengaruh, gugus wilayah"),
    }[key]


def attempt(design: Design, panel: Panel, effort: Effort) -> Answer:
    """Run a design; what stands in its way becomes its reason."""
    try:
        return Answer(design, design.run(panel, effort))
    except ParameterError as refusal:
        told = "; ".join(part.rstrip(".") for part in (refusal.problem, *refusal.faults))
        return Answer(design, None, f"{told}.")


def _group_time(control: Control, words: str) -> Design:
    def run(panel: Panel, effort: Effort) -> Result:
        # Units with a hole serve in the cells whose two values they have: dropping them would
        # take treated regions out of the study.
        return im.group_time_att(
            panel,
            control=control,
            gaps="pairwise",
            draws=effort.band,
            seed=SEED,
        )

    def statistic(panel: Panel) -> float:
        return float(run(panel, Effort(band=0)).estimate)

    def permuted(panel: Panel, effort: Effort) -> Result:
        return im.randomization_inference(
            panel, statistic=statistic, linear=True, draws=effort.slow_permutations, seed=SEED
        )

    return Design(
        f"group_time_att ({control})",
        _("Pengaruh per angkatan dan tahun ({control})").format(control=words),
        run,
        "pengaruh_t",
        (Inference("randomisasi", inference_name("randomisasi"), permuted),),
        _(
            "rata-rata pengaruh per angkatan dan tahun (Callaway dan Sant'Anna 2021), {control}"
        ).format(control=words),
    )


def _wild(result: RegressionResult, effort: Effort) -> Result:
    return im.wild_cluster_bootstrap(result, draws=effort.wild, seed=SEED)
