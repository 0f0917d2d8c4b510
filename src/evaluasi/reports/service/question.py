"""A question about one service in one region, and the series that answers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.impact.interrupted.model import Errors
from evaluasi.impact.interrupted.reading import LEAST_AFTER, LEAST_BEFORE
from evaluasi.tables import provenance
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number

Family = Literal["poisson", "quasi-poisson", "normal", "log-normal"]
PERCENT = "persen"
COUNTS = ("poisson", "quasi-poisson")
LEAST_EVENTS = 10
"""Counted on each side of the break, for a ratio of rates; our choice."""
MEASURES = (
    "persen", "indeks", "skor", "poin", "rupiah", "rasio", "nilai", "rata-rata", "detik", "menit",
    "jam", "hari", "kg", "ton", "liter", "meter", "km", "ha",
)  # fmt: skip
"""Words of units that are measured, not counted, even where every value is whole."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of a service, and how it is read.

    Attributes
    ----------
    ds : Dataset
    service : str
        Code of column indikator.
    region : str
        Kemendagri code.
    at : Period
        First month under the change.
    family : str
        Of `Family`; log-normal is least squares of logarithms.
    controls : tuple of str
        Codes of the regions that serve as control series.
    exposure : str
        Code of the service that `service` is counted from; empty for none.
    until : int, optional
        Last year used.
    slope, harmonics, errors
        As of `evaluasi.impact.interrupted_time_series`.
    trimmed : tuple of int
        Months left out at the beginning and at the end of the series.
    before_only : Period, optional
        The true break, where the series ends before it: for placebo breaks.
    pandemic : {"", "tanpa", "penanda"}
        Whether the months of the pandemic are left out, or have a level of their own.
    """

    ds: Dataset = field(repr=False)
    service: str
    region: str
    at: pd.Period
    family: Family
    controls: tuple[str, ...] = ()
    exposure: str = ""
    until: int | None = None
    slope: bool = True
    harmonics: int | None = None
    errors: Errors = "ar1"
    trimmed: tuple[int, int] = (0, 0)
    before_only: pd.Period | None = None
    pandemic: Literal["", "tanpa", "penanda"] = ""

    @property
    def name(self) -> str:
        """The service as it stands in a sentence."""
        return spoken(self.service)

    @property
    def measured(self) -> str:
        """The service, with what it is counted from."""
        if not self.exposure:
            return self.name
        return _("{service} per {base}").format(service=self.name, base=spoken(self.exposure))

    @property
    def unit(self) -> str:
        """The unit that values are shown in."""
        if self.exposure:
            return _("per 100 {base}").format(base=spoken(self.exposure))
        return self.own_unit

    @property
    def own_unit(self) -> str:
        """The unit on file."""
        own = rows_of(self.ds, self.service, self.region, self.until)["satuan"]
        return str(own.iloc[0])

    @property
    def change_unit(self) -> str:
        """The unit of a change: of ratios percent; two percentages differ by percentage points."""
        if self.relative:
            return _(PERCENT)
        return _("persen poin") if self.unit == PERCENT else self.unit

    @property
    def relative(self) -> bool:
        """Whether effects are ratios, told in percent."""
        return self.family != "normal"


@dataclass(frozen=True, eq=False)
class Prepared:
    """Series as the estimator takes them, index months."""

    series: pd.Series
    control: pd.Series | None
    exposure: pd.Series | None
    family: Literal["poisson", "quasi-poisson", "normal"]


def spoken(code: str) -> str:
    """Write the code of a service as words."""
    return code.replace("_", " ")


def rows_of(ds: Dataset, service: str, region: str, until: int | None = None) -> pd.DataFrame:
    """Return the rows of one service in one region, in order of months."""
    rows = ds.layanan
    chosen = (rows["indikator"] == service) & (rows["kode"] == region)
    if until is not None:
        chosen &= rows["bulan"].dt.year <= until
    return rows[chosen].sort_values("bulan")


def monthly(ds: Dataset, service: str, region: str, until: int | None = None) -> pd.Series:
    """Return the values of one service in one region, index month."""
    rows = rows_of(ds, service, region, until)
    return pd.Series(rows["nilai"].to_numpy(float), index=pd.PeriodIndex(rows["bulan"], freq="M"))


def counted(rows: pd.DataFrame) -> bool:
    """Whether the values are counts: whole, not negative, and of no measured unit."""
    values = rows["nilai"].to_numpy(float)
    words = {word for unit in rows["satuan"] for word in str(unit).lower().split()}
    whole = bool((values == np.round(values)).all() and (values >= 0).all())
    return whole and not words & set(MEASURES)


def prepared(question: Question) -> Prepared:
    """Lay the question out as series.

    Counts with an exposure keep it as an offset; the control is then brought to the exposure of
    this region, so that one offset serves both. Otherwise values are divided by their exposure.

    Raises
    ------
    ParameterError
        For an exposure of zero, fewer than 10 events on either side of the break, or logarithms of
        values that are not above zero.
    """
    own = _cut(_values(question, question.service, (question.region,)), question)
    control = None
    if question.controls:
        control = _values(question, question.service, question.controls).reindex(own.index)
    base = None
    if question.exposure:
        base = _positive(_cut(_values(question, question.exposure, (question.region,)), question))
        base = base.reindex(own.index)
        if control is not None:
            others = _values(question, question.exposure, question.controls).reindex(own.index)
            control = control * base / _positive(others)
    match question.family:
        case "poisson" | "quasi-poisson":
            _enough(own, question.at)
            return Prepared(own, control, base, question.family)
    if base is not None:
        own = 100 * own / base
        control = None if control is None else 100 * control / base
    if question.family == "log-normal":
        own = _logarithm(own)
        control = None if control is None else _logarithm(control)
    return Prepared(own, control, None, "normal")


def origin(question: Question) -> Provenance:
    """Return where the rows behind a question come from."""
    services = [question.service, *([question.exposure] if question.exposure else [])]
    regions = [question.region, *question.controls]
    rows = question.ds.layanan
    used = rows[rows["indikator"].isin(services) & rows["kode"].isin(regions)]
    whole = provenance.of(rows) or question.ds.provenance
    return whole.narrowed(used["sumber"].value_counts().index)


def _values(question: Question, service: str, regions: tuple[str, ...]) -> pd.Series:
    """Return the series of one region; of several, the sum of counts or the mean of others."""
    found = pd.DataFrame(
        {code: monthly(question.ds, service, code, question.until) for code in regions}
    )
    if len(regions) == 1:
        return found[regions[0]]
    if counted(rows_of(question.ds, question.service, question.region, question.until)):
        return found.sum(axis=1, skipna=False)
    return found.mean(axis=1, skipna=False)


def _cut(series: pd.Series, question: Question) -> pd.Series:
    first, last = question.trimmed
    kept = series.iloc[first : len(series) - last]
    return kept if question.before_only is None else kept[kept.index < question.before_only]


def _enough(counts: pd.Series, at: pd.Period) -> None:
    """Refuse counts too rare for a ratio: its estimate would be wild or infinite."""
    sides = counts[counts.index < at], counts[counts.index >= at]
    if len(sides[0]) < LEAST_BEFORE or len(sides[1]) < LEAST_AFTER or (counts < 0).any():
        return  # the estimator refuses these for a better reason
    before, after = (float(side.sum()) for side in sides)
    if min(before, after) < LEAST_EVENTS:
        raise ParameterError(
            _("Hanya {before} kejadian sebelum dan {after} sejak patahan {at}.").format(
                before=number(before), after=number(after), at=at
            ),
            _(
                "Nisbah memerlukan paling sedikit {least} kejadian di setiap sisi: pilih indikator "
                "yang lebih sering terjadi, atau --keluarga normal."
            ).format(least=number(LEAST_EVENTS)),
        )


def _positive(series: pd.Series) -> pd.Series:
    zero = series.index[(series <= 0).to_numpy()]
    if len(zero):
        raise ParameterError(
            _("Paparan nol atau negatif pada {months}.").format(
                months=listing(str(month) for month in zero)
            ),
            _("Pilih rentang bulan yang paparannya ada, atau jalankan tanpa --paparan."),
        )
    return series


def _logarithm(series: pd.Series) -> pd.Series:
    if (series <= 0).any():
        raise ParameterError(_("Logaritma memerlukan nilai di atas nol pada setiap bulan."))
    return pd.Series(np.log(series.to_numpy(float)), index=series.index)


def one_unit(question: Question) -> None:
    """Refuse a series whose unit changes on the way.

    Raises
    ------
    DatasetError
    """
    services = [question.service, *([question.exposure] if question.exposure else [])]
    for service in services:
        parts = [
            rows_of(question.ds, service, code, question.until)
            for code in (question.region, *question.controls)
        ]
        units = pd.concat(parts)["satuan"].unique()
        if len(units) > 1:
            raise DatasetError(
                _("{service} tercatat dalam satuan yang berbeda: {units}.").format(
                    service=service, units=listing(units)
                ),
                _("Samakan satuannya, lalu impor lagi."),
            )
