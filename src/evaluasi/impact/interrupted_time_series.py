"""Interrupted time series: one service, one region, before and after a dated change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact import drawing
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.interrupted.model import (
    LEVEL,
    SLOPE,
    Design,
    Errors,
    Family,
    Fitted,
    design,
    fit,
    separated,
)
from evaluasi.impact.interrupted.reading import Series, read
from evaluasi.impact.panel import dropping
from evaluasi.impact.results import ROUNDING, Notice, Result, estimates_frame, figure, headline
from evaluasi.tables import provenance as origin
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Floats = NDArray[np.float64]

FAMILIES = ("normal", "poisson", "quasi-poisson")
ERRORS = ("ar1", "hac", "model")
OVERDISPERSED = 1.5
"""Pearson statistic per degree of freedom from which Poisson errors are too small."""
PER_PARAMETER = 5
"""Points per coefficient below which a fit says little."""
FLAT = _("Deret tidak bergerak di sekitar garisnya: galat baku nol.")


@dataclass(frozen=True, kw_only=True, eq=False)
class InterruptedTimeSeries(Result):
    """Changes of level and slope at a known point; `table` by term.

    Attributes
    ----------
    path : DataFrame
        waktu, nyata, taksiran (fitted), tanpa_patahan (as if nothing had happened), sesudah.
    ratio : tuple of float or None
        Of counts: the effect as a ratio of rates, with its interval.
    autocorrelation : float
        Of the residuals with those of the point before.
    fitted : Fitted
    """

    path: pd.DataFrame = field(repr=False)
    ratio: tuple[float, float, float] | None
    autocorrelation: float
    fitted: Fitted = field(repr=False)

    def plot(self, unit: str = "") -> Chart:
        """Draw the series, its line, and the line without the effect."""
        return drawing.interrupted_path(self, unit)

    def _paragraphs(self) -> list[str]:
        return [*super()._paragraphs(), self._ratio_sentence()]

    def _ratio_sentence(self) -> str:
        if self.ratio is None:
            return ""
        low, high = self.ratio[1:]
        return _("Sebagai nisbah laju: {ratio} ({low} sampai {high}).").format(
            ratio=figure(self.ratio[0]), low=figure(low), high=figure(high)
        )


def interrupted_time_series(
    series: pd.Series,
    *,
    at: object,
    family: Family = "normal",
    slope: bool = True,
    harmonics: int | None = None,
    control: pd.Series | None = None,
    exposure: pd.Series | None = None,
    errors: Errors = "ar1",
    lags: int | None = None,
    correction: bool = True,
    level: float = 0.95,
) -> InterruptedTimeSeries:
    """Estimate how a series changed its level and slope at a known point.

    Segmented regression (Wagner et al. 2002; Lopez Bernal, Cummins and Gasparrini 2017,
    International Journal of Epidemiology 46: 348–355). The headline is the mean effect over the
    points from the interruption on: the change of level plus that of slope, half-way through. Of
    counts it is a difference of logarithms, and `ratio` the ratio of rates.

    Parameters
    ----------
    series : Series
        Values by month ("2024-03", dates, periods) or year; every point once.
    at : str, int or Period
        First point under the change.
    family : {"normal", "poisson", "quasi-poisson"}
        Least squares, or a log-linear model of counts.
    slope : bool
        Whether the slope may change too.
    harmonics : int, optional
        Pairs of seasonal waves, at most 5 (months) or 0 (years). Without it 2 where three whole
        years of months precede the change, 1 where two do, otherwise none.
    control : Series, optional
        The same outcome where nothing changed: the effect is the difference in changes.
    exposure : Series, optional
        What counts are counted from; taken for both series.
    errors : {"ar1", "hac", "model"}
        Standard errors for neighbours that are alike to first order, their likeness corrected for
        the coefficients fitted; Newey–West; or of the model, for independent points. In short
        series Newey–West intervals are too narrow: see the page of this method.
    lags : int, optional
        Of Newey–West; without it floor(4 (T/100)^(2/9)).
    correction : bool
        Small-sample factor T/(T − p) of the Newey–West covariance.
    level : float

    Returns
    -------
    InterruptedTimeSeries

    Raises
    ------
    DatasetError
        For points missing, doubled or empty.
    ParameterError
        For fewer than 8 points before the change or 3 from it on, negative or only zero counts
        (before or after it alone too: their logarithm has no estimate), an exposure without
        counts, or terms that cannot be told apart.
    """
    choice("family", family, FAMILIES)
    choice("errors", errors, ERRORS)
    probability("level", level)
    read_in = read(series, at, control, exposure)
    waves = _waves(read_in) if harmonics is None else harmonics
    whole("harmonics", waves, 0)
    used_lags = int(4 * (len(read_in.when) / 100) ** (2 / 9)) if lags is None else lags
    whole("lags", used_lags, 0)
    made = design(read_in, slope=slope, harmonics=waves)
    _refuse(read_in, made, family, waves)
    fitted = fit(read_in, made, family, errors, used_lags, correction)
    terms = [LEVEL, SLOPE] if slope else [LEVEL]
    contrasts = _contrasts(read_in, made, terms)
    estimate = contrasts @ fitted.params
    se = np.sqrt(np.diag(contrasts @ fitted.covariance @ contrasts.T).clip(0))
    if not (se > ROUNDING * max(float(np.abs(read_in.values).max()), 1.0)).all():
        raise ParameterError(FLAT)
    df = fitted.df
    head = headline(float(estimate[0]), float(se[0]), level, df)
    memory = float(np.corrcoef(fitted.residual[1:], fitted.residual[:-1])[0, 1])
    return InterruptedTimeSeries(
        design="interrupted_time_series",
        estimand=_estimand(family, control is not None),
        **head,
        level=level,
        df=df,
        n_units=1 if control is None else 2,
        n_treated=1,
        n_clusters=1,
        n_obs=len(read_in.when) * (1 if control is None else 2),
        table=estimates_frame({"suku": terms}, estimate[1:], se[1:], level, df),
        dropped=dropping.none(),
        warnings=_cautions(read_in, made, fitted, family, errors, memory),
        settings={
            "at": str(read_in.when[read_in.start]),
            "family": family,
            "harmonics": waves,
            "errors": errors,
            **({"lags": used_lags, "correction": correction} if errors == "hac" else {}),
            "control": control is not None,
        },
        provenance=origin.of(series.to_frame()) if series.attrs else None,
        path=_path(read_in, made, fitted, terms, family),
        ratio=None if family == "normal" else _ratio(head),
        autocorrelation=memory,
        fitted=fitted,
    )


def _waves(series: Series) -> int:
    years = series.start // series.season if series.season > 1 else 0
    return 2 if years >= 3 else 1 if years == 2 else 0


def _refuse(series: Series, made: Design, family: Family, waves: int) -> None:
    if waves > (most := (series.season - 1) // 2):
        raise ParameterError(
            _("Deret ini menampung paling banyak {n} pasang gelombang musiman.").format(
                n=number(most)
            )
        )
    if np.linalg.matrix_rank(made.x) < made.x.shape[1]:
        raise ParameterError(_("Suku-suku deret ini tidak dapat dipisahkan; kurangi gelombang."))
    if family == "normal":
        if series.exposure is not None:
            raise ParameterError(_("Paparan hanya untuk cacahan: pilih family poisson."))
        return
    for values in (series.values, series.control):
        if values is not None and ((values < 0).any() or not values.any()):
            raise ParameterError(
                _("Cacahan tidak boleh negatif atau nol semuanya."),
                _("Pilih family normal untuk nilai yang bukan cacahan."),
            )
        if values is not None and separated(made.x, values):
            raise ParameterError(
                _("Cacahan nol di seluruh satu masa: laju di sana tidak punya taksiran log."),
                _("Pilih family normal, atau kurangi suku (slope, harmonics)."),
            )
    counted = [v for v in (series.values, series.control) if v is not None]
    if not any(np.ptp(values) for values in counted):
        raise ParameterError(FLAT)
    if series.exposure is not None and (series.exposure <= 0).any():
        raise ParameterError(_("Paparan harus lebih dari nol pada setiap titik."))


def _contrasts(series: Series, made: Design, terms: list[str]) -> Floats:
    """Weights of the coefficients in the mean effect and in each change, (1 + k, p)."""
    after = len(series.when) - series.start
    rows = np.zeros((1 + len(terms), len(made.names)))
    for i, term in enumerate(terms):
        rows[i + 1, made.names.index(term)] = 1
        rows[0, made.names.index(term)] = 1 if term == LEVEL else (after - 1) / 2
    return rows


def _path(
    series: Series, made: Design, fitted: Fitted, terms: list[str], family: Family
) -> pd.DataFrame:
    """Lay out the series, its line, and the line without the effect."""
    effect = made.x[:, [made.names.index(term) for term in terms]] @ np.array(
        [fitted.params[made.names.index(term)] for term in terms]
    )
    line = made.x @ fitted.own
    offset = np.zeros_like(line) if series.exposure is None else np.log(series.exposure)

    def mean(values: Floats) -> Floats:
        return np.asarray(values if family == "normal" else np.exp(values + offset))

    return pd.DataFrame(
        {
            "waktu": series.when.astype(str),
            "nyata": series.values,
            "taksiran": mean(line),
            "tanpa_patahan": mean(line - effect),
            "sesudah": np.arange(len(line)) >= series.start,
        }
    )


def _ratio(head: dict[str, Any]) -> tuple[float, float, float]:
    found = np.exp([head["estimate"], *head["ci"]])
    return float(found[0]), float(found[1]), float(found[2])


def _estimand(family: Family, compared: bool) -> str:
    told = (
        _("Rata-rata perubahan sejak patahan, terhadap lanjutan tren sebelumnya")
        if family == "normal"
        else _("Rata-rata perubahan log laju sejak patahan, terhadap lanjutan tren sebelumnya")
    )
    if compared:
        return _("{told}, dikurangi perubahan deret pembanding").format(told=told)
    return told


def _cautions(
    series: Series, made: Design, fitted: Fitted, family: Family, errors: Errors, memory: float
) -> tuple[Notice, ...]:
    told = []

    def tell(code: str, text: str, **values: str) -> None:
        told.append(Notice(code, text.format(**values)))

    if series.control is None:
        tell(
            "tanpa_pembanding",
            _(
                "Tanpa deret pembanding, apa pun yang terjadi pada waktu yang sama (aturan, musim, "
                "cara mencatat) ikut terhitung sebagai pengaruh."
            ),
        )
    if family == "poisson" and errors == "model" and fitted.dispersion > OVERDISPERSED:
        text = _(
            "Ragam {x} kali yang dianggap Poisson: galat baku terlalu kecil, pakai quasi-poisson."
        )
        tell("ragam_berlebih", text, x=number(fitted.dispersion, 1))
    if errors == "model" and abs(memory) > 2 / np.sqrt(len(series.when)):
        text = _("Sisaan berkorelasi dengan titik sebelumnya ({r}): pakai galat baku ar1.")
        tell("sisaan_berkorelasi", text, r=number(memory, 2))
    if len(series.when) < PER_PARAMETER * made.x.shape[1]:
        text = _("Hanya {n} titik untuk {p} koefisien.")
        tell("titik_sedikit", text, n=number(len(series.when)), p=number(made.x.shape[1]))
    if family != "normal" and not np.array_equal(series.values, series.values.round()):
        tell("bukan_cacahan", _("Nilai tidak bulat, padahal dihitung sebagai cacahan."))
    return tuple(told)
