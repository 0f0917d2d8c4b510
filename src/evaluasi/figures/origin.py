"""Provenance of a chart's numbers: that of all frames the chart was made from."""

from __future__ import annotations

import pandas as pd

from evaluasi.tables import provenance


def inherit(table: pd.DataFrame, *sources: pd.DataFrame | pd.Series) -> pd.DataFrame:
    """Write the sources' provenance on a chart's table, in place, and return it.

    If one of them doesn't know where it comes from, the table doesn't either; who shows it then
    falls back on all that is loaded, so that simulated data can't lose their mark here.
    """
    known = [provenance.of(source) for source in sources]
    parts = [part for part in known if part is not None]
    table.attrs = {}
    if parts and len(parts) == len(known):
        provenance.stamp(table, provenance.Provenance.merge(*parts))
    return table
