r"""Outcome values with a staggered effect that is known.

.. math:: y_{rt} = \mu + a_r + b (t - t_0) + d_t + u_{rt}
    + 1\{t \ge g_r\} (\delta + \gamma (t - g_r)), \qquad
    u_{rt} = \rho u_{r,t-1} + \sqrt{1 - \rho^2}\, \varepsilon_{rt}

on the values or, where the law says so, on their logarithms.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.origin import CODE
from evaluasi.simulation.world import World
from evaluasi.tables import series

NO_FIGURE = frozenset({("tpt", 2016)})
"""What the catalogue of series says was never published is not simulated either."""

_CUT = 1.7

Floats = npt.NDArray[np.float64]


class Outcomes(NamedTuple):
    """Table `capaian` and its truth, by name of the file."""

    capaian: pd.DataFrame
    truth: dict[str, pd.DataFrame]


def outcomes(world: World) -> Outcomes:
    """Simulate the outcomes of all reporting regions."""
    codes = world.reporting["kode"].to_numpy(dtype=object)
    first, last = law("capaian.tahun")
    years = np.arange(first, last + 1)
    regional = {name: _regional(world, name, len(codes)) for name in law("capaian.seri")}
    adopted = adoption(world.stream("adopsi"), regional["p0"])
    parts, by_year = [], []
    for name, told in law("capaian.seri").items():
        rng = world.stream(f"capaian/{name}")
        yearly = rng.normal(0, told["tahunan"], len(years))
        noise = ar1(rng, (len(codes), len(years)), law("capaian.korelasi_serial"))
        values = _levels(told, regional[name], yearly, years) + told["galat"] * noise
        values = values + effect(told, adopted, years)
        parts.append(_rows(name, told, codes, years, values))
        by_year.append(pd.DataFrame({"indikator": name, "tahun": years, "efek": yearly.round(9)}))
    truth = {
        "adopsi": pd.DataFrame({"kode": codes, "tahun_adopsi": _whole(adopted)}),
        "capaian_tahun": pd.concat(by_year, ignore_index=True),
        "capaian_wilayah": pd.concat(
            [
                pd.DataFrame({"indikator": name, "kode": codes, "efek": values.round(9)})
                for name, values in regional.items()
            ],
            ignore_index=True,
        ),
    }
    return Outcomes(pd.concat(parts, ignore_index=True), truth)


def ar1(rng: np.random.Generator, shape: tuple[int, int], correlation: float) -> Floats:
    """Draw stationary AR(1) series with variance 1, one per row."""
    shocks = rng.standard_normal(shape)
    series_ = np.empty(shape)
    series_[:, 0] = shocks[:, 0]
    for t in range(1, shape[1]):
        series_[:, t] = correlation * series_[:, t - 1]
        series_[:, t] += np.sqrt(1 - correlation**2) * shocks[:, t]
    return series_


def adoption(rng: np.random.Generator, worse: Floats) -> Floats:
    """Draw the year of adoption of each region, NaN for never; worse off regions tend to lead.

    Parameters
    ----------
    rng : Generator
    worse : array, shape (regions,)
        The higher, the worse off.
    """
    told, lean = law("capaian.adopsi"), law("capaian.adopsi_condong")
    spread = worse.std() or 1.0
    drive = lean * (worse - worse.mean()) / spread
    drive = drive + np.sqrt(1 - lean**2) * rng.standard_normal(len(worse))
    number = round(len(worse) * (1 - told["tidak_pernah"]))
    years = np.linspace(told["mulai"], told["sampai"], number).round()
    adopted = np.full(len(worse), np.nan)
    adopted[np.argsort(-drive, kind="stable")[:number]] = years
    return adopted


def effect(told: dict[str, Any], adopted: Floats, years: npt.NDArray[np.int64]) -> Floats:
    """Return the effect on each region and year, shape (regions, years)."""
    since = years[None, :] - adopted[:, None]
    size = told.get("pengaruh", 0.0) + told.get("tumbuh", 0.0) * since
    return np.where(since >= 0, size, 0.0)


def _regional(world: World, name: str, regions: int) -> Floats:
    told = law("capaian.seri")[name]
    drawn = world.stream(f"capaian/{name}/wilayah").standard_normal(regions)
    effects: Floats = told["wilayah"] * np.clip(drawn, -_CUT, _CUT)
    return effects


def _levels(
    told: dict[str, Any], regional: Floats, yearly: Floats, years: npt.NDArray[np.int64]
) -> Floats:
    mean = np.log(told["rata"]) if told.get("log") else told["rata"]
    trend = told["tren"] * (years - years[0]) + yearly
    levels: Floats = mean + regional[:, None] + trend[None, :]
    return levels


def _rows(
    name: str,
    told: dict[str, Any],
    codes: npt.NDArray[np.object_],
    years: npt.NDArray[np.int64],
    values: Floats,
) -> pd.DataFrame:
    about = series.get(name)
    printed = (np.exp(values) if told.get("log") else values).round(about.desimal)
    rows = pd.DataFrame(
        {
            "kode": np.repeat(codes, len(years)),
            "tahun": np.tile(years, len(codes)),
            "indikator": name,
            "nilai": printed.ravel(),
            "satuan": about.satuan,
            "seri": about.seri or None,
            "sumber": CODE,
            "keyakinan": "turunan",
        }
    )
    published = rows["tahun"].between(told.get("mulai", years[0]), told.get("sampai", years[-1]))
    never = [year for series_, year in NO_FIGURE if series_ == name]
    return rows[published & ~rows["tahun"].isin(never)]


def _whole(years: Floats) -> pd.Series:
    return pd.Series(years).astype("Int64")
