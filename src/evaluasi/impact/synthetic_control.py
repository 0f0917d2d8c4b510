"""Synthetic control: one treated unit against a weighted average of untreated ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact import drawing
from evaluasi.impact.checks import choice, whole
from evaluasi.impact.panel import Panel, dropping
from evaluasi.impact.panel.designs import LEAST_BEFORE
from evaluasi.impact.results import Notice, Result, figure
from evaluasi.impact.synthetic import placebos
from evaluasi.impact.synthetic.predictors import Fit, by_path, by_predictors
from evaluasi.impact.synthetic.setting import Setting, setting_of
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Floats = NDArray[np.float64]

Picture = Literal["jalur", "placebo", "bobot"]

TOO_MANY_EXACT = 0.1
"""Share of placebos that may lie within rounding of their path."""
DECIMALS = 6


@dataclass(frozen=True, kw_only=True, eq=False)
class SyntheticControl(Result):
    """A unit beside its synthetic self; `table` by year: actual, synthetic, gap.

    There is no standard error: `p` is the rank of the unit among placebos in space.

    Attributes
    ----------
    unit : str
    weights : DataFrame
        donor, bobot; largest first, those in use.
    balance : DataFrame
        prediktor, kepentingan, unit, sintetis, rata_donor; empty without predictors.
    rmspe : float
        Root of the mean squared gap before the start, in the outcome's unit.
    placebo_gaps : DataFrame
        Years by donors: gaps as if each donor had been treated.
    ranks, in_time, without_donors : DataFrame
        See `synthetic.placebos`.
    """

    unit: str
    weights: pd.DataFrame = field(repr=False)
    balance: pd.DataFrame = field(repr=False)
    rmspe: float
    placebo_gaps: pd.DataFrame = field(repr=False)
    ranks: pd.DataFrame = field(repr=False)
    in_time: pd.DataFrame = field(repr=False)
    without_donors: pd.DataFrame = field(repr=False)

    def plot(self, unit: str = "", *, what: Picture = "jalur") -> Chart:
        """Draw the path beside its synthetic self, the gap among placebos, or donor weights."""
        choice("what", what, ("jalur", "placebo", "bobot"))
        if what == "placebo":
            return drawing.placebo_gaps(self, unit)
        return (
            drawing.donor_weights(self) if what == "bobot" else drawing.synthetic_path(self, unit)
        )

    def _headline(self) -> str:
        first = self.ranks.iloc[0]
        return _(
            "{what}: {estimate}; galat sebelum mulai (RMSPE) {rmspe}; peringkat {rank} dari {n} "
            "menurut nisbah galat sesudah terhadap sebelum (p = {p})."
        ).format(
            what=self.estimand,
            estimate=figure(self.estimate),
            rmspe=figure(self.rmspe),
            rank=number(int(first["peringkat"])),
            n=number(int(first["n_placebo"]) + 1),
            p=figure(self.p, 3),
        )


def synthetic_control(
    panel: Panel,
    *,
    unit: str,
    predictors: pd.DataFrame | None = None,
    starts: int = 4,
    seed: int = 1,
) -> SyntheticControl:
    """Compare a treated unit with the mixture of untreated units that was like it before.

    Abadie, Diamond and Hainmueller (2010), Journal of the American Statistical Association 105:
    493–505. Donors are units never treated with a value in every year; weights are not negative
    and sum to one. Without predictors the outcome's own path before the start is fitted; with
    them donors are alike in the predictors, whose importance is searched for the best fit of
    that path. Every donor is then treated as if it were the unit (the unit itself never being a
    donor), the start is moved back, and each donor in use is left out.

    Parameters
    ----------
    panel : Panel
        Anticipation counts as treated.
    unit : str
        The treated unit.
    predictors : DataFrame, optional
        One row per unit (index: code), one numeric column per predictor, averaged over years
        before the start as its user sees fit. Donors with a gap are left out and listed.
    starts, seed : int
        Starts of the search (2 or more: equal importance, regression, then random) and seed of
        the random ones.

    Returns
    -------
    SyntheticControl
        The estimate is the mean gap after the start, in the outcome's unit.

    Raises
    ------
    ParameterError
        For fewer than 8 years before the start; where more than a tenth of the placebos meet
        their path within its rounding, so that a good fit says nothing; and for what
        `synthetic.setting.setting_of` refuses.
    """
    whole("starts", starts, 2)
    setting = setting_of(panel, unit)
    n_before = int(setting.before.sum())
    if n_before < LEAST_BEFORE:
        raise ParameterError(
            _("Hanya {n} tahun sebelum mulai; kendali sintetis memerlukan {least}.").format(
                n=number(n_before), least=number(LEAST_BEFORE)
            ),
            _("Tambahkan tahun yang lebih awal, atau pakai did dengan banyak unit."),
        )
    setting, raw = _with_predictors(setting, predictors)
    scaled = _scaled(raw)
    own_x, x = scaled[:, 0], scaled[:, 1:]
    refit: placebos.Refit = (
        _path_only if predictors is None else partial(by_predictors, starts=starts, seed=seed)
    )
    before = setting.before
    fit = refit(setting.own[before], setting.others[before], own_x, x)
    gaps, mspe = placebos.in_space(setting, x, refit)
    _refuse_interpolation(setting, mspe)
    synthetic = setting.others @ fit.weights
    gap = setting.own - synthetic
    ranked = placebos.ranks(gap, gaps, before)
    table = pd.DataFrame(
        {
            "time": setting.times,
            "nyata": setting.own,
            "sintetis": synthetic,
            "selisih": gap,
            "sesudah": ~before,
        }
    )
    return SyntheticControl(
        design="synthetic_control",
        estimand=_("Rata-rata selisih {unit} terhadap kendali sintetisnya sesudah mulai").format(
            unit=unit
        ),
        estimate=float(gap[~before].mean()),
        se=float("nan"),
        ci=(float("nan"), float("nan")),
        p=float(ranked["p"].iloc[0]),
        level=float("nan"),
        df=float("nan"),
        n_units=1 + len(setting.donors),
        n_treated=1,
        n_clusters=1 + len(setting.donors),
        n_obs=setting.own.size + setting.others.size,
        table=table,
        dropped=setting.dropped,
        warnings=(*panel.notices, *_cautions(setting, fit, ranked)),
        settings={
            "predictors": tuple(predictors.columns) if predictors is not None else (),
            "starts": starts if predictors is not None else 0,
        },
        seed=seed if predictors is not None else None,
        provenance=panel.provenance,
        unit=unit,
        weights=_used(setting, fit),
        balance=_balance(raw, fit, predictors),
        rmspe=float(np.sqrt(fit.mspe)),
        placebo_gaps=pd.DataFrame(gaps, index=setting.times, columns=setting.donors),
        ranks=ranked,
        in_time=placebos.in_time(setting),
        without_donors=placebos.without_donors(setting, x, own_x, fit, refit),
    )


def _path_only(path: Floats, donors: Floats, own: Floats, others: Floats) -> Fit:  # noqa: ARG001
    return by_path(path, donors)


def _with_predictors(setting: Setting, predictors: pd.DataFrame | None) -> tuple[Setting, Floats]:
    """Take the predictors (k, 1 + J) of the unit and of the donors that have them all."""
    if predictors is None:
        return setting, np.empty((0, 1 + len(setting.donors)))
    given = predictors.reindex([setting.unit, *setting.donors]).astype(float)
    whole_rows = np.isfinite(given.to_numpy()).all(axis=1)
    if not whole_rows[0]:
        raise ParameterError(
            _("Prediktor {unit} kosong: {names}.").format(
                unit=setting.unit,
                names=listing(str(name) for name in given.columns[given.iloc[0].isna()]),
            )
        )
    keep = whole_rows[1:]
    gone = np.flatnonzero(~keep)
    lost = dropping.rows(
        np.repeat(setting.donors[gone], len(setting.times)),
        np.tile(setting.times, len(gone)),
        "prediktor_kosong",
    )
    parts = [part for part in (setting.dropped, lost) if len(part)]
    kept = Setting(
        setting.unit,
        setting.donors[keep],
        setting.times,
        setting.own,
        setting.others[:, keep],
        setting.before,
        pd.concat(parts, ignore_index=True) if parts else setting.dropped,
    )
    flat = [str(name) for name in given.columns if np.ptp(given.loc[whole_rows, name]) == 0]
    if flat or keep.sum() < 2 or given.columns.empty:
        raise ParameterError(
            _("Prediktor tidak dapat dipakai: {names}.").format(names=listing(flat) or "–"),
            _("Perlu prediktor yang berbeda antarunit, dan dua donor yang memilikinya."),
        )
    return kept, given.loc[whole_rows].to_numpy().T


def _scaled(raw: Floats) -> Floats:
    return np.asarray(raw / raw.std(axis=1, ddof=1, keepdims=True)) if len(raw) else raw


def _refuse_interpolation(setting: Setting, mspe: Floats) -> None:
    """Refuse where donors can imitate almost anything: fewer years than donors, as a rule."""
    values = setting.others[setting.before]
    exact = int((np.sqrt(mspe) <= _rounding(values)).sum())
    if exact <= TOO_MANY_EXACT * len(mspe):
        return
    raise ParameterError(
        _(
            "{n} dari {all} placebo berimpit dengan jalurnya: dengan {years} tahun sebelum mulai, "
            "{all} donor dapat meniru apa saja, sehingga kecocokan tidak berarti."
        ).format(n=number(exact), all=number(len(mspe)), years=number(len(values))),
        _("Tambahkan tahun sebelum mulai, atau batasi donor pada daerah sejenis."),
    )


def _rounding(values: Floats) -> float:
    """Half the last decimal that the values are written with."""
    scale = float(np.abs(values).max()) or 1.0
    for decimals in range(DECIMALS):
        if np.abs(values - values.round(decimals)).max() <= 1e-7 * scale:
            return 0.5 * 10.0**-decimals
    return 1e-7 * scale


def _used(setting: Setting, fit: Fit) -> pd.DataFrame:
    frame = pd.DataFrame({"donor": setting.donors, "bobot": fit.weights})
    frame = frame[frame["bobot"] > placebos.USED]
    return frame.sort_values("bobot", ascending=False, ignore_index=True)


def _balance(raw: Floats, fit: Fit, predictors: pd.DataFrame | None) -> pd.DataFrame:
    names = [] if predictors is None else [str(name) for name in predictors.columns]
    return pd.DataFrame(
        {
            "prediktor": names,
            "kepentingan": fit.importance,
            "unit": raw[:, 0],
            "sintetis": raw[:, 1:] @ fit.weights,
            "rata_donor": raw[:, 1:].mean(axis=1) if len(raw) else np.empty(0),
        }
    )


def _cautions(setting: Setting, fit: Fit, ranked: pd.DataFrame) -> tuple[Notice, ...]:
    text = _(
        "Peringkat yang tidak menonjol bukan bukti bahwa tidak ada pengaruh: dengan sedikit tahun "
        "sebelum mulai kuasanya rendah (lihat docs/metode/cakupan.md)."
    )
    told = [Notice("kuasa_rendah", text)]
    spread = float(setting.own[setting.before].std())
    if np.sqrt(fit.mspe) > spread / 2:
        text = _(
            "Kecocokan sebelum mulai buruk (RMSPE {rmspe}, simpangan baku jalur {sd}): selisih "
            "sesudahnya tidak dapat dibaca sebagai pengaruh."
        )
        told.append(
            Notice(
                "kecocokan_buruk", text.format(rmspe=figure(np.sqrt(fit.mspe)), sd=figure(spread))
            )
        )
    placebo_units = int(ranked["n_placebo"].iloc[0])
    least = 1 / (placebo_units + 1)
    if least > 0.05:
        text = _("Dengan {n} placebo, p terkecil yang mungkin {p}.")
        told.append(
            Notice(
                "placebo_sedikit",
                text.format(n=number(placebo_units), p=figure(least, 3)),
            )
        )
    return tuple(told)
