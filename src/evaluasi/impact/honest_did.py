"""How far parallel trends may fail before the conclusion of an event study falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact import drawing
from evaluasi.impact.checks import choice, whole
from evaluasi.impact.group_time_average import Aggregate
from evaluasi.impact.honest import magnitudes, smoothness
from evaluasi.impact.honest.coefficients import Coefficients, coefficients_of
from evaluasi.impact.regression.reporting import RegressionResult
from evaluasi.impact.results import Notice, Result, figure, headline
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Kind = Literal["relative_magnitude", "smoothness"]
Interval = Callable[[float], tuple[float, float]]

MAGNITUDES = (0.0, 0.5, 1.0, 1.5, 2.0)
PARTS_OF_SE = (0.0, 0.25, 0.5, 1.0, 2.0)
"""Changes of slope tried without a choice of one's own, in standard errors of the effect."""
LARGEST = 64.0
"""Breakdown values are sought up to this many times the unit of `m`."""
PER_COEFFICIENT = 5
"""Clusters per coefficient below which smoothness intervals were too narrow (`cakupan.md`)."""
CLOSE = 1e-3
"""Relative precision of a breakdown value."""


@dataclass(frozen=True, kw_only=True, eq=False)
class HonestDiD(Result):
    """Intervals under violations of parallel trends of a given size; `table` by `m`.

    Attributes
    ----------
    kind : {"relative_magnitude", "smoothness"}
    breakdown : float
        Smallest violation under which an effect of zero can no longer be excluded: 0 where it
        cannot be excluded even without one, infinite where none was found.
    """

    kind: Kind
    breakdown: float

    def plot(self, unit: str = "") -> Chart:
        """Draw the interval by the size of violation allowed."""
        return drawing.bounds(self, unit)

    def _paragraphs(self) -> list[str]:
        return [*super()._paragraphs(), breakdown_sentence(self)]


def honest_did(
    event_study: RegressionResult | Aggregate,
    *,
    kind: Kind = "relative_magnitude",
    m: float | Sequence[float] | None = None,
    event_time: int | None = None,
    level: float = 0.95,
    draws: int = 50_000,
    seed: int = 1,
) -> HonestDiD:
    r"""Give intervals for an effect when trends need not be parallel.

    With :math:`\delta_t` the difference in trends, zero in the year before the start, and *m*
    the size of violation allowed:

    - relative magnitudes: after the start,
      :math:`|\delta_{t+1}-\delta_t| \le m \max_{s<0} |\delta_{s+1}-\delta_s|`;
    - smoothness: :math:`|(\delta_{t+1}-\delta_t)-(\delta_t-\delta_{t-1})| \le m` in all years.

    Relative magnitudes use the conditional test with least favourable first stage, smoothness
    the shortest interval of fixed length (Rambachan and Roth 2023, Review of Economic Studies
    90: 2555–2591). Coefficients are taken as normal with known covariance.

    Parameters
    ----------
    event_study : RegressionResult or Aggregate
        Of `event_study`, `sun_abraham`, or `group_time_att` with `base_period="universal"`,
        aggregated with "dynamic".
    kind : {"relative_magnitude", "smoothness"}
    m : float or sequence of float, optional
        Sizes of violation: multiples of the largest move before the start, or changes of slope
        per year in the outcome's unit. Without it 0 to 2, or 0 to 2 standard errors.
    event_time : int, optional
        Effect of interest; the plain mean over all event times from 0 on without it.
    level : float
        0.5 or more.
    draws, seed : int
        Normal draws behind a critical value of the first stage (relative magnitudes).

    Returns
    -------
    HonestDiD
        Table: m, ci_low, ci_high. The headline is the effect under parallel trends.

    Raises
    ------
    ParameterError
        For negative sizes, a varying base period, gaps between event times, or a covariance that
        is not positive definite.
    """
    choice("kind", kind, ("relative_magnitude", "smoothness"))
    whole("draws", draws, 1000)
    if not 0.5 <= level < 1:
        raise ParameterError(_("level harus dari 0,5 sampai kurang dari 1."))
    given = coefficients_of(event_study, event_time)
    unit = 1.0 if kind == "relative_magnitude" else given.se
    sizes = _sizes(kind, m, given)
    interval: Interval
    if kind == "relative_magnitude":
        interval = partial(_magnitude, given, level=level, draws=draws, seed=seed)
    else:
        interval = partial(smoothness.interval, given, level=level)
    found = np.array([interval(size) for size in sizes]).reshape(-1, 2)
    table = pd.DataFrame({"m": sizes, "ci_low": found[:, 0], "ci_high": found[:, 1]})
    head = headline(given.effect, given.se, level, np.inf)
    return HonestDiD(
        design="honest_did",
        estimand=event_study.estimand
        if event_time is None
        else _("Pengaruh {e} tahun sejak mulai").format(e=number(event_time)),
        **head,
        level=level,
        df=np.inf,
        n_units=event_study.n_units,
        n_treated=event_study.n_treated,
        n_clusters=event_study.n_clusters,
        n_obs=event_study.n_obs,
        table=table,
        dropped=event_study.dropped,
        warnings=(*event_study.warnings, *_cautions(given, found, kind, event_study.n_clusters)),
        settings={
            "kind": kind,
            "event_study": event_study.design,
            "event_time": "rata-rata" if event_time is None else event_time,
            "n_before": given.n_before,
            "draws": draws if kind == "relative_magnitude" else 0,
        },
        seed=seed if kind == "relative_magnitude" else None,
        provenance=event_study.provenance,
        kind=kind,
        breakdown=_breakdown(interval, unit),
    )


def breakdown_remark(result: HonestDiD) -> str:
    """Say the breakdown value in a few words, for a heading."""
    if result.breakdown == 0:
        return _("selang semula sudah memuat nol")
    if not np.isfinite(result.breakdown):
        return _("nilai gugur tidak ditemukan")
    return _("nilai gugur m = {m}").format(m=number(result.breakdown, 2))


def breakdown_sentence(result: HonestDiD) -> str:
    """Say in Indonesian how large a violation the conclusion survives."""
    if result.breakdown == 0 and result.kind == "smoothness":
        return _("Pengaruh nol tidak dapat dikesampingkan, bahkan bila beda trennya garis lurus.")
    if result.breakdown == 0:
        return _("Pengaruh nol tidak dapat dikesampingkan, bahkan bila tren persis sejajar.")
    size = number(result.breakdown, 2) if np.isfinite(result.breakdown) else ""
    if result.kind == "smoothness":
        if not size:
            return _("Tidak ditemukan perubahan kemiringan tren yang menggugurkan kesimpulan.")
        text = _(
            "Kesimpulan bahwa ada pengaruh gugur bila kemiringan tren berubah {m} atau lebih "
            "per tahun."
        )
        return text.format(m=figure(result.breakdown))
    if not size:
        return _("Tidak ditemukan penyimpangan tren yang menggugurkan kesimpulan.")
    text = _(
        "Kesimpulan bahwa ada pengaruh gugur bila penyimpangan tren sesudah mulai mencapai {m} "
        "kali penyimpangan terbesar sebelum mulai."
    )
    return text.format(m=size)


def _magnitude(
    given: Coefficients, m: float, *, level: float, draws: int, seed: int
) -> tuple[float, float]:
    return magnitudes.interval(given, m, level, draws=draws, seed=seed)


def _sizes(kind: Kind, m: float | Sequence[float] | None, given: Coefficients) -> list[float]:
    if m is None:
        if kind == "relative_magnitude":
            return list(MAGNITUDES)
        return [part * given.se for part in PARTS_OF_SE]
    sizes = [float(size) for size in np.atleast_1d(np.asarray(m, dtype=float))]
    if not sizes or not all(np.isfinite(size) and size >= 0 for size in sizes):
        raise ParameterError(_("m harus nol atau lebih, dan bukan tak hingga."))
    return sizes


def _breakdown(interval: Interval, unit: float) -> float:
    """Find by doubling and halving where zero enters the interval."""

    def covers(size: float) -> bool:
        low, high = interval(size)
        return not (low > 0 or high < 0)

    if covers(0.0):
        return 0.0
    high = unit / 4
    while not covers(high):
        high *= 2
        if high > LARGEST * unit:
            return float("inf")
    low = 0.0 if high == unit / 4 else high / 2
    while high - low > CLOSE * high:
        middle = (low + high) / 2
        low, high = (low, middle) if covers(middle) else (middle, high)
    return high


def _cautions(
    given: Coefficients, found: np.ndarray, kind: Kind, n_clusters: int
) -> tuple[Notice, ...]:
    told = []
    size = len(given.estimate)
    if kind == "smoothness" and n_clusters < PER_COEFFICIENT * size:
        text = _(
            "Kovarians {size} koefisien ditaksir dari {n} gugus: selang ini terlalu sempit "
            "(SIMULASI: 77–84% dan bukan 95% pada 38 gugus dan 15 koefisien). Batasi jendela tahun."
        )
        told.append(Notice("kovarians_lemah", text.format(size=number(size), n=number(n_clusters))))
    if np.isinf(found).any():
        text = _("Sebagian selang tidak berujung: data tidak membatasi pengaruh pada ukuran itu.")
        told.append(Notice("selang_terbuka", text))
    if np.isnan(found).any():
        text = _(
            "Pada sebagian ukuran tidak ada pengaruh yang sesuai dengan data: penyimpangan "
            "sebelum mulai melebihi yang diizinkan."
        )
        told.append(Notice("selang_kosong", text))
    if given.n_before == 1:
        text = _("Hanya satu tahun sebelum acuan: ukuran penyimpangan bersandar pada satu angka.")
        told.append(Notice("satu_tahun_sebelum", text))
    return tuple(told)
