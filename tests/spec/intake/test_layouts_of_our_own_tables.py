"""Every table that ships reads back, row by row, as the dataset has it."""

from pathlib import Path

import pandas as pd
import pytest

import evaluasi as ev
from evaluasi.tables import schemas

ROOT = Path(__file__).parents[3] / "data"
TABLES = [
    (folder, file.stem)
    for folder in ("jatim", "simulasi")
    for file in sorted((ROOT / folder).glob("*.csv"))
    if file.stem in schemas.NAMES
]


def plain(frame, table):
    columns = list(schemas.get(table).columns)
    rows = frame.reset_index(drop=True).reindex(columns=columns)
    return rows.sort_values(columns, ignore_index=True)


@pytest.mark.parametrize(("folder", "table"), TABLES, ids=lambda part: part)
def test_a_table_reads_back(folder, table):
    found = ev.check(ROOT / folder / f"{table}.csv")
    assert found.clean, found.summary()
    shipped = ev.load(ROOT / folder, low_confidence=True).table(table)
    pd.testing.assert_frame_equal(plain(found.accepted, table), plain(shipped, table))
