"""Event study with unit and time effects."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import require
from evaluasi.impact.regression.reporting import Estimand, Options, RegressionResult, report
from evaluasi.impact.regression.robust import COVARIANCES, Vcov
from evaluasi.impact.regression.rows import rows_of
from evaluasi.impact.regression.two_way import fit
from evaluasi.impact.results import Notice
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def event_study(
    panel: Panel,
    *,
    min_e: int | None = None,
    max_e: int | None = None,
    vcov: Vcov = "CRV1",
    level: float = 0.95,
    draws: int = 999,
    seed: int = 1,
) -> RegressionResult:
    """Estimate effects by years since the start.

    One dummy per event time in a regression with unit effects, time effects and the panel's
    covariates; the last year before the start (and before anticipation) is the reference. The
    headline is the plain mean over event times from 0 on. Where units start in different years
    each coefficient mixes the effects of other event times (Sun and Abraham 2021): a warning
    says so, and `sun_abraham` and `group_time_att` do not have that fault.

    Parameters
    ----------
    panel : Panel
        Units treated from the first year on are left out. Without never-treated units the
        earliest event time is a second reference, without which nothing is identified.
    min_e, max_e : int, optional
        Event times beyond are pooled into these ones.
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
        For unknown options, a panel that cannot carry the design, or a window that does not
        reach from before the reference to after the start.
    """
    choice("vcov", vcov, COVARIANCES)
    probability("level", level)
    whole("draws", draws, 0)
    require(panel, "event_study")
    used = panel.keep_units(~panel.always, "sudah_diperlakukan")
    rows = rows_of(used)
    reference = -1 - panel.anticipation
    pooled = _pooled(rows.event_time, min_e, max_e, reference)
    events = np.unique(pooled[np.isfinite(pooled)]).astype(np.int64)
    left_out, warnings = references(used, events, reference)
    events = events[~np.isin(events, left_out)]
    if not (events >= 0).any():
        raise ParameterError(_("Tidak ada nilai sesudah mulai yang dapat dibandingkan."))
    names = tuple(f"e={event}" for event in events)
    z = np.column_stack([rows.x, pooled[:, None] == events])
    fitted = fit(rows, z, (*used.covariate_names, *names))
    estimated = np.array([name not in fitted.collinear for name in names])
    events = events[estimated]
    after = events >= 0
    asked = Estimand(
        design="event_study",
        sentence=_("Rata-rata pengaruh atas tahun-tahun sejak mulai (studi peristiwa)"),
        keys={"event_time": events},
        contrasts=np.stack([fitted.contrast({f"e={event}": 1.0}) for event in events]),
        overall=after / after.sum(),
        before=events < reference,
    )
    options = Options(vcov=vcov, level=level, draws=draws, seed=seed)
    window = {name: e for name, e in (("min_e", min_e), ("max_e", max_e)) if e is not None}
    return report(
        used,
        rows,
        fitted,
        asked,
        options,
        warnings=(*warnings, *_mixed(used)),
        settings={"reference": listing(str(e) for e in left_out), **window},
    )


def references(
    panel: Panel, events: Integers, reference: int
) -> tuple[list[int], tuple[Notice, ...]]:
    """Choose the event times that are zero by construction.

    The reference is the event time asked for, or the last one observed before it. Without
    never-treated units a trend in event time cannot be told from unit and time effects, so the
    earliest event time is fixed too.
    """
    before = events[events <= reference]
    if not before.size:
        raise ParameterError(
            _("Tidak ada nilai sebelum mulai yang dapat menjadi acuan."),
            _("Perlebar min_e, atau periksa tahun mulai dan antisipasi."),
        )
    chosen = [int(before[-1])]
    if panel.never.any():
        return chosen, ()
    if before.size == 1:
        raise ParameterError(
            _("Semua unit akhirnya diperlakukan: perlu dua tahun atau lebih sebelum mulai."),
            _('Pakai group_time_att dengan control="notyet".'),
        )
    chosen.insert(0, int(before[0]))
    text = _(
        "Semua unit akhirnya diperlakukan: tahun sejak mulai {e} ikut dijadikan acuan, sehingga "
        "tren lurus sebelum mulai tidak terlihat."
    )
    return chosen, (Notice("acuan_kedua", text.format(e=number(chosen[0]))),)


def _pooled(event_time: Floats, min_e: int | None, max_e: int | None, reference: int) -> Floats:
    low = -np.inf if min_e is None else min_e
    high = np.inf if max_e is None else max_e
    if low >= reference or high < 0:
        problem = _("Jendela harus mulai sebelum {reference} dan sampai 0 atau lebih.")
        raise ParameterError(problem.format(reference=number(reference)))
    return np.clip(event_time, low, high)


def _mixed(panel: Panel) -> tuple[Notice, ...]:
    if len(panel.cohorts) <= 1:
        return ()
    text = _(
        "Unit mulai pada tahun yang berbeda: setiap koefisien dapat tercampur pengaruh tahun "
        "lain. Bandingkan dengan sun_abraham atau group_time_att."
    )
    return (Notice("pengaruh_tercampur", text),)
