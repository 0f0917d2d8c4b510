"""The event-study coefficients that a sensitivity analysis starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.group_time_average import Aggregate
from evaluasi.impact.regression.reporting import RegressionResult
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]

REFERENCE = -1
"""Event time whose effect is zero by construction."""


@dataclass(frozen=True, eq=False)
class Coefficients:
    """Coefficients before and after the start, in order of event time, without the reference.

    Attributes
    ----------
    estimate : ndarray (K + L,)
        K before the reference, L after it.
    covariance : ndarray (K + L, K + L)
    n_before : int
    target : ndarray (L,)
        Weights of the coefficients after the start in the effect of interest.
    """

    estimate: Floats
    covariance: Floats
    n_before: int
    target: Floats

    def __post_init__(self) -> None:
        covariance = self.covariance
        finite = np.isfinite(self.estimate).all() and np.isfinite(covariance).all()
        if not finite or not np.allclose(covariance, covariance.T, rtol=1e-6, atol=0):
            raise ParameterError(_("Koefisien atau kovariansnya kosong atau tidak simetris."))
        scale = np.sqrt(np.diag(covariance).clip(0))
        smallest = 0.0
        if (scale > 0).all():
            smallest = float(np.linalg.eigvalsh(covariance / np.outer(scale, scale))[0])
        if smallest <= SINGULAR:
            raise ParameterError(
                _("Kovarians koefisien tidak definit positif: kepekaan tidak dapat dihitung."),
                _("Kurangi jendela tahun (min_e, max_e), atau pakai lebih banyak gugus."),
            )

    @property
    def effect(self) -> float:
        """Estimate of the effect of interest under parallel trends."""
        return float(self.target @ self.estimate[self.n_before :])

    @property
    def se(self) -> float:
        """Standard error of `effect`."""
        after = self.covariance[self.n_before :, self.n_before :]
        return float(np.sqrt(self.target @ after @ self.target))


SINGULAR = 1e-10
"""Smallest eigenvalue of the correlations below which the covariance has no inverse."""


def coefficients_of(study: RegressionResult | Aggregate, event_time: int | None) -> Coefficients:
    """Take the coefficients of an event study, checked.

    Parameters
    ----------
    study : RegressionResult or Aggregate
        Of `event_study`, `sun_abraham`, or `group_time_att` with `base_period="universal"`,
        aggregated by event time.
    event_time : int, optional
        Effect of interest; the plain mean over all event times from 0 on without it.

    Raises
    ------
    ParameterError
        For a study without event times, a varying base period, a second reference, anticipation,
        gaps between event times, effects without a standard error, or a singular covariance.
    """
    table = study.table
    if "event_time" not in table.columns:
        raise ParameterError(
            _("Analisis kepekaan memerlukan studi peristiwa."),
            _('Pakai event_study, sun_abraham, atau group_time_att(...).aggregate("dynamic").'),
        )
    if study.settings.get("base_period") == "varying":
        raise ParameterError(
            _("Tahun acuan taksiran ini berganti-ganti: koefisien sebelum mulai bukan tren."),
            _('Hitung ulang dengan base_period="universal".'),
        )
    events = table["event_time"].to_numpy(dtype=np.int64)
    estimated = events != REFERENCE
    expected = np.arange(events.min(), events.max() + 1)
    expected = expected[expected != REFERENCE]
    if not np.array_equal(events[estimated], expected) or events.min() >= REFERENCE:
        told = _("Tahun sejak mulai harus berurutan di kedua sisi acuan −1, bukan {events}.")
        raise ParameterError(
            told.format(events=listing(number(int(e)) for e in events)),
            _("Batasi jendela, hilangkan antisipasi, atau tambahkan unit pembanding."),
        )
    if not np.isfinite(table["se"].to_numpy(dtype=float)[estimated]).all():
        raise ParameterError(
            _("Sebagian koefisien tidak punya galat baku: kovariansnya tidak dapat dipakai."),
            _("Perlukan lebih dari satu gugus diperlakukan pada setiap tahun sejak mulai."),
        )
    after = expected[expected >= 0]
    if event_time is not None and event_time not in after:
        raise ParameterError(
            _("Tidak ada koefisien untuk {e} tahun sejak mulai.").format(e=number(event_time))
        )
    wanted = np.ones(len(after)) if event_time is None else (after == event_time).astype(float)
    return Coefficients(
        estimate=table["estimate"].to_numpy(dtype=float)[estimated],
        covariance=study.covariance[np.ix_(estimated, estimated)],
        n_before=int((expected < 0).sum()),
        target=wanted / wanted.sum(),
    )
