"""Monthly services whose truth is known, for the regions that ship with the simulation."""

import dataclasses

import numpy as np
import pandas as pd

from evaluasi.tables import provenance

REGION, OTHER, THIRD = "35.07", "35.06", "35.10"
MONTHS = pd.period_range("2016-01", "2025-12", freq="M")
AT = "2022-01"


def with_services(ds, series, unit="pengaduan", innovations=None):
    """Return the dataset with the table layanan made of (region, service) → Series by month."""
    rows = [
        {
            "kode": code,
            "bulan": month.to_timestamp(),
            "indikator": service,
            "nilai": float(value),
            "satuan": unit,
            "sumber": "SIM",
        }
        for (code, service), values in series.items()
        for month, value in values.items()
    ]
    table = pd.DataFrame(rows).astype(ds.layanan.dtypes.to_dict())
    provenance.stamp(table, provenance.of(ds.layanan))
    tables = {**ds._tables, "layanan": table}
    if innovations is not None:
        tables["inovasi"] = innovations
    return dataclasses.replace(ds, _tables=tables)


def counts(level=0.7, seed=1, size=200, at=AT, months=MONTHS, trend=0.002):
    """Poisson counts whose rate is multiplied by `level` from `at` on."""
    t = np.arange(len(months))
    season = 0.2 * np.cos(2 * np.pi * t / 12)
    after = months >= pd.Period(at, "M")
    mean = size * np.exp(trend * t + season) * np.where(after, level, 1.0)
    return pd.Series(np.random.default_rng(seed).poisson(mean), index=months)


def waits(change=-5.0, seed=2, months=MONTHS):
    """Days of waiting that fall by `change` from the break on."""
    t = np.arange(len(months))
    after = months >= pd.Period(AT, "M")
    noise = np.random.default_rng(seed).normal(0, 1, len(t))
    return pd.Series(30 + 0.05 * t + change * after + noise, index=months)
