"""Outcomes whose truth is known, for the regions and awards that ship; few random draws."""

import dataclasses

import numpy as np
import pandas as pd

from evaluasi.reports.impact.designs import Effort

QUICK = Effort(band=0, wild=99, permutations=99, slow_permutations=19, simulations=20)


def with_outcome(ds, effect, noise=0.0):
    """Return the dataset with poverty of 2010-2025 made up: region + year + effect + noise.

    `effect` is a function from code and year to a number. Nothing is drawn but the noise.
    """
    units = ds.wilayah.loc[ds.wilayah["tingkat"].isin(["kabupaten", "kota"]), "kode"]
    rng = np.random.default_rng(5)
    rows = [
        {
            "kode": kode,
            "tahun": year,
            "indikator": "p0",
            "nilai": 10 + i / 3 - 0.2 * (year - 2010) + effect(kode, year) + noise * rng.normal(),
            "satuan": "persen",
            "seri": None,
            "acuan_waktu": "Maret",
            "sumber": "A",
            "keyakinan": "tinggi",
            "catatan": None,
        }
        for i, kode in enumerate(units)
        for year in range(2010, 2026)
    ]
    tables = {**ds._tables, "capaian": pd.DataFrame(rows).astype(ds.capaian.dtypes.to_dict())}
    return dataclasses.replace(ds, _tables=tables)
