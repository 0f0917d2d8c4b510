"""Panels to test on: small, deterministic, with a known effect."""

import numpy as np
import pandas as pd

from evaluasi.impact import Panel

COLUMNS = {"unit": "kode", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}


def long_frame(starts, times, seed=0, effect=1.0, noise=1.0):
    """One row per unit and year: unit and year effects, noise, and a constant effect."""
    rng = np.random.default_rng(seed)
    rows = []
    shocks = rng.normal(size=len(times))
    for i, start in enumerate(starts):
        level = rng.normal()
        trait = rng.normal()
        for shock, year in zip(shocks, times, strict=True):
            treated = not np.isnan(start) and year >= start
            value = level + shock + 0.3 * trait * (year - times[0]) + effect * treated
            value += noise * rng.normal()
            rows.append((f"35.{i + 1:02d}", year, value, start, trait, rng.normal()))
    return pd.DataFrame(rows, columns=["kode", "tahun", "nilai", "mulai", "ciri", "kabut"])


def panel_of(frame, **changes):
    return Panel(frame, **{**COLUMNS, **changes})


def staggered(seed=0, **how):
    """40 units, 8 years, three cohorts and never-treated units."""
    starts = [2017.0] * 8 + [2018.0] * 6 + [2020.0] * 6 + [np.nan] * 20
    return long_frame(starts, range(2014, 2022), seed, **how)
