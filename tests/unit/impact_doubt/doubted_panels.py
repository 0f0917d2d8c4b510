"""Panels and cross-sections to doubt: small, deterministic, with a known truth."""

import numpy as np
import pandas as pd

from evaluasi.impact import Panel

COLUMNS = {"unit": "kode", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}


def long_frame(starts, times, *, seed=0, effect=0.0, rho=0.0):
    """One row per unit and year: unit and year effects and AR(1) noise of variance one."""
    rng = np.random.default_rng(seed)
    times = list(times)
    shocks = rng.normal(size=len(times))
    rows = []
    for i, start in enumerate(starts):
        level, noise = rng.normal(), rng.normal()
        for shock, year in zip(shocks, times, strict=True):
            value = level + shock + noise + effect * (year >= start)
            rows.append((f"35.{i + 1:02d}", year, value, start))
            noise = rho * noise + np.sqrt(1 - rho**2) * rng.normal()
    return pd.DataFrame(rows, columns=["kode", "tahun", "nilai", "mulai"])


def panel_of(frame, **changes):
    return Panel(frame, **{**COLUMNS, **changes})


def one_start(treated=10, units=38, years=range(2010, 2022), start=2017, **how):
    """One cohort beside units never treated."""
    return long_frame([float(start)] * treated + [np.nan] * (units - treated), years, **how)


def staggered(**how):
    """30 units, 8 years, two cohorts."""
    starts = [2018.0] * 7 + [2020.0] * 6 + [np.nan] * 17
    return long_frame(starts, range(2014, 2022), **how)


def cross_section(n=400, seed=0):
    """Units with three covariates that drive both treatment and outcome; the effect is 2."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2))
    kind = rng.integers(0, 3, size=n)
    chance = 1 / (1 + np.exp(-(-0.7 + 0.8 * x[:, 0] - 0.5 * x[:, 1] + 0.4 * (kind == 2))))
    d = rng.random(n) < chance
    y = 1 + x[:, 0] + 0.5 * x[:, 1] ** 2 + 0.7 * kind + 2 * d + rng.normal(size=n)
    return pd.DataFrame(
        {
            "kode": [f"35.{i:04d}" for i in range(n)],
            "perlakuan": d.astype(int),
            "nilai": y,
            "awal": x[:, 0],
            "ciri": x[:, 1],
            "jenis": np.array(["desa", "kota", "pulau"])[kind],
        }
    )


ROLES = {
    "treatment": "perlakuan",
    "outcome": "nilai",
    "covariates": ["awal", "ciri", "jenis"],
    "unit": "kode",
}
