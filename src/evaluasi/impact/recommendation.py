"""Which interval to trust on a panel of this size: read from the simulation study that ships.

`cakupan.csv` is written by `make simulasi-cakupan`; `docs/metode/cakupan.md` tells how.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import numpy as np
import pandas as pd

from evaluasi.impact.checks import whole
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number, percent

ENOUGH, TOO_MUCH = 0.935, 0.965
"""Coverage of a 95 % interval from which it is recommended, and above which it is conservative."""

TOO_OFTEN = 0.065
"""Share of false alarms up to which a test without an interval is of use, at 5 %."""

MUCH_BIAS = 0.05
"""Share of the effect from which a bias is named beside the coverage."""

UNITS_OFF = 0.25
"""A panel may have this share more or fewer units than those simulated."""

RECOMMENDED, CONSERVATIVE, TEST_ONLY = "dianjurkan", "konservatif", "uji saja"
UNFIT, REFUSED = "tidak dianjurkan", "ditolak"

BAND = "serentak"

PROVENANCE = Provenance(kinds=("simulasi",), titles=("Studi cakupan selang kepercayaan",))


@dataclass(frozen=True, slots=True)
class Design:
    """What the coverage of an interval depends on: sizes, and whether starts differ."""

    n_units: int
    n_periods: int
    n_treated: int
    staggered: bool


@dataclass(frozen=True, slots=True)
class Method:
    """An interval that may be relied on.

    Attributes
    ----------
    estimator, inference : str
        As in the table.
    verdict : str
        "dianjurkan" or "konservatif".
    coverage, power : float
        Lowest over the simulated worlds; power against the effect that two-way differences find
        with 80 %.
    bias : float
        Largest over the worlds, as a share of the mean effect; the verdict does not look at it.
    """

    estimator: str
    inference: str
    verdict: str
    coverage: float
    power: float
    bias: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Recommendation:
    """What the simulation study says of a design.

    Attributes
    ----------
    asked : Design
    cell : Design or None
        The simulated design that stands for it; None where none does.
    distance : str
        How the two differ; empty where they do not.
    reason : str
        Why no method is recommended; empty where one is.
    table : DataFrame
        One row per estimator and inference: coverage (lowest and highest over the simulated
        worlds), its Monte Carlo error, size, power, bias (share of the mean effect), width,
        refusals, verdict.
    """

    asked: Design
    cell: Design | None
    distance: str
    reason: str
    table: pd.DataFrame = field(repr=False)

    @property
    def methods(self) -> tuple[Method, ...]:
        """Recommended intervals of one number, exact ones first, then by power."""
        trusted = self.table[self.table["putusan"].isin([RECOMMENDED, CONSERVATIVE])]
        rows = trusted[trusted["inferensi"] != BAND]
        columns = ["penaksir", "inferensi", "putusan", "cakupan", "kuasa", "bias"]
        found = [Method(*row) for row in rows[columns].itertuples(index=False, name=None)]
        return tuple(sorted(found, key=lambda m: (m.verdict != RECOMMENDED, -m.power)))

    def best(self, estimator: str | None = None) -> Method | None:
        """Return the first recommended method, of one estimator if named; None without any."""
        fitting = (m for m in self.methods if estimator in (None, m.estimator))
        return next(fitting, None)

    def verdict(self, estimator: str, inference: str) -> str:
        """Return the verdict on one method; empty where it was not simulated."""
        rows = self.table[
            (self.table["penaksir"] == estimator) & (self.table["inferensi"] == inference)
        ]
        return str(rows["putusan"].iloc[0]) if len(rows) else ""

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table, marked as simulated."""
        return origin.stamp(self.table.copy(), PROVENANCE)

    def summary(self) -> str:
        """Tell in Indonesian what may be relied on, and how far the study is from the design."""
        lines = [_("SIMULASI: {design}.").format(design=_told(self.cell or self.asked))]
        lines += [self.distance] if self.distance else []
        lines += [f"! {self.reason}"] if self.reason else []
        told = _(
            "{verdict}: {estimator} dengan {inference} (cakupan {coverage}, kuasa {power}{bias})"
        )
        lines += [
            told.format(
                verdict=method.verdict,
                estimator=estimator_name(method.estimator),
                inference=inference_name(method.inference),
                coverage=percent(100 * method.coverage, 1),
                power=percent(100 * method.power, 0),
                bias=_(", bias {x}").format(x=percent(100 * method.bias, 0))
                if method.bias >= MUCH_BIAS
                else "",
            )
            for method in self.methods
        ]
        if self.cell is not None:
            lines.append(
                _("Cakupan diharapkan 95%; galat Monte Carlo paling besar {error} poin.").format(
                    error=number(100 * self._monte_carlo_error(), 1)
                )
            )
        return "\n".join(lines)

    def _monte_carlo_error(self) -> float:
        """Return the largest one of the methods recommended, of all where none is."""
        trusted = self.table["putusan"].isin([RECOMMENDED, CONSERVATIVE])
        shown = self.table[trusted] if trusted.any() else self.table
        return float(shown["galat_mc"].max())

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"


def recommended(n_units: int, n_periods: int, n_treated: int, staggered: bool) -> Recommendation:
    """Look up which intervals cover the truth on panels of this size.

    The study (simulated panels, serial correlation 0.6) stands for a design with as many units
    give or take a quarter, and numbers of years and treated units within those simulated. Of the
    simulated designs the one with the nearest number of years and no more treated units is taken,
    for with fewer treated units coverage is worse.

    Parameters
    ----------
    n_units, n_periods, n_treated : int
        Units, observed years, treated units.
    staggered : bool
        Whether units start in different years.

    Returns
    -------
    Recommendation
        Outside the simulated range, or where no interval covers the truth often enough, without
        methods and with the reason.

    Raises
    ------
    ParameterError
        For numbers that are not whole or below one.
    """
    for name, given in (("n_units", n_units), ("n_periods", n_periods), ("n_treated", n_treated)):
        whole(name, given, 1)
    return _look_up(shipped(), Design(n_units, n_periods, n_treated, bool(staggered)))


@cache
def shipped() -> pd.DataFrame:
    """Read the table of the study: one row per design, world, estimator and inference."""
    with (resources.files("evaluasi.impact") / "cakupan.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file)


def _look_up(rows: pd.DataFrame, asked: Design) -> Recommendation:
    cell, reason = _nearest(rows, asked)
    if cell is None:
        none = _verdicts(rows.iloc[:0])
        return Recommendation(asked=asked, cell=None, distance="", reason=reason, table=none)
    here = (
        (rows["n_unit"] == cell.n_units)
        & (rows["n_tahun"] == cell.n_periods)
        & (rows["n_diperlakukan"] == cell.n_treated)
        & (rows["bertahap"] == cell.staggered)
    )
    table = _verdicts(rows[here])
    covered = table["putusan"].isin([RECOMMENDED, CONSERVATIVE]) & (table["inferensi"] != BAND)
    return Recommendation(
        asked=asked,
        cell=cell,
        distance=_distance(asked, cell),
        reason="" if covered.any() else _("Tidak ada metode yang dianjurkan untuk sel ini."),
        table=table,
    )


def _nearest(rows: pd.DataFrame, asked: Design) -> tuple[Design | None, str]:
    """Find the simulated design that stands for the one asked about, or why none does."""
    units = rows["n_unit"].to_numpy()[np.abs(np.log(rows["n_unit"] / asked.n_units)).argmin()]
    years, treated = np.unique(rows["n_tahun"]), np.unique(rows["n_diperlakukan"])
    outside = []
    if abs(asked.n_units / units - 1) > UNITS_OFF:
        outside.append(_("{n} unit").format(n=number(asked.n_units)))
    if not years[0] <= asked.n_periods <= years[-1]:
        outside.append(_("{n} tahun").format(n=number(asked.n_periods)))
    if not treated[0] <= asked.n_treated <= treated[-1]:
        outside.append(_("{n} unit diperlakukan").format(n=number(asked.n_treated)))
    if outside:
        text = _(
            "Belum disimulasikan: {what}. Studi cakupan memuat {units} unit, {first}–{last} "
            "tahun, {few}–{many} unit diperlakukan."
        )
        sizes = {"units": units, "first": years[0], "last": years[-1]}
        few, many = treated[0], treated[-1]
        return None, text.format(what=", ".join(outside), few=few, many=many, **sizes)
    near = years[np.abs(np.log(years / asked.n_periods)).argmin()]
    fewer = treated[treated <= asked.n_treated][-1]
    return Design(int(units), int(near), int(fewer), asked.staggered), ""


def _verdicts(rows: pd.DataFrame) -> pd.DataFrame:
    """Judge each method by its worst world."""
    table = (
        rows.assign(bias=(rows["bias"] / rows["pengaruh"]).abs())
        .groupby(["penaksir", "inferensi"], sort=False)
        .agg(
            cakupan=("cakupan", "min"),
            cakupan_tertinggi=("cakupan", "max"),
            galat_mc=("galat_mc", "max"),
            ukuran=("ukuran", "max"),
            kuasa=("kuasa", "min"),
            bias=("bias", "max"),
            lebar=("lebar", "max"),
            gagal=("gagal", "max"),
            ulangan=("ulangan", "min"),
        )
        .reset_index()
    )
    tested = table["cakupan"].isna()
    table["putusan"] = np.select(
        [
            table["gagal"] > 0,
            tested & (table["ukuran"] <= TOO_OFTEN),
            tested | (table["cakupan"] < ENOUGH),
            table["cakupan_tertinggi"] > TOO_MUCH,
        ],
        [REFUSED, TEST_ONLY, UNFIT, CONSERVATIVE],
        RECOMMENDED,
    )
    return table


def _distance(asked: Design, cell: Design) -> str:
    if asked == cell:
        return ""
    return _("Panel ini: {asked}; yang disimulasikan dan mewakilinya: {cell}.").format(
        asked=_told(asked), cell=_told(cell)
    )


def _told(design: Design) -> str:
    text = _("{units} unit × {years} tahun, {treated} diperlakukan, mulai {starts}")
    return text.format(
        units=number(design.n_units),
        years=number(design.n_periods),
        treated=number(design.n_treated),
        starts=_("bertahap") if design.staggered else _("serentak"),
    )


def estimator_name(code: str) -> str:
    """Name an estimator for readers."""
    return {
        "did": _("beda-dalam-beda"),
        "event_study": _("studi peristiwa"),
        "sun_abraham": _("studi peristiwa tertimbang interaksi"),
        "group_time_att (never)": _("pengaruh per angkatan (pembanding tidak pernah)"),
        "group_time_att (notyet)": _("pengaruh per angkatan (pembanding belum)"),
    }[code]


def inference_name(code: str) -> str:
    """Name a kind of inference for readers."""
    return {
        "crv1": _("galat baku gugus CRV1"),
        "crv3": _("galat baku gugus CRV3"),
        "liar_rademacher": _("bootstrap gugus liar (tanda)"),
        "liar_webb": _("bootstrap gugus liar (Webb)"),
        "randomisasi": _("inferensi randomisasi"),
        "pengaruh_t": _("fungsi pengaruh, t(G − 1)"),
        "pengaruh_normal": _("fungsi pengaruh, normal"),
        BAND: _("selang serentak"),
    }[code]
