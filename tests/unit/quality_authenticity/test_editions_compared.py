"""Windows of the editions, and which of their levels can be compared."""

import datetime as dt

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.quality.authenticity.editions import window
from evaluasi.quality.authenticity.maturing import LEVELS, break_note, by_edition, shared_indicators


@pytest.mark.parametrize(
    ("edition", "start", "end", "closed", "confidence"),
    [
        (2021, "2019-01-01", "2020-12-31", "2021-08-13", "A"),
        (2024, "2022-01-01", "2023-12-31", "2024-08-22", "C"),
        (2026, "2024-01-01", "2025-12-31", None, "A"),
    ],
)
def test_window(edition, start, end, closed, confidence):
    found = window(edition)
    assert [found.start, found.end] == [dt.date.fromisoformat(day) for day in (start, end)]
    assert found.closed == (closed and dt.date.fromisoformat(closed))
    assert found.confidence == confidence
    assert (found.renewal_counts is True) == (edition == 2026)
    assert found.source


def test_a_computed_maturity_comes_before_a_printed_one():
    rows = pd.DataFrame({level: [1, None, None] for level in LEVELS}, dtype="Int64")
    rows = rows.assign(tahun=[2026, 2026, 2022], kematangan=[90.0, 80.0, 70.0])
    found = by_edition(rows)
    assert found["kematangan"].tolist() == [37, 80, 70]
    assert found["dasar"].tolist() == ["dihitung", "tercetak", "tercetak"]
    rubric = sc.load_rubric("iid-2026")
    assert found["kematangan"][0] == sc.maturity(rows.iloc[:1], rubric).iloc[0]


@pytest.mark.parametrize(
    ("first", "last", "kept", "lost"),
    [
        (2024, 2024, LEVELS, ()),
        (2023, 2024, ("i16", "i17", "i20"), ("i25", "i29", "i33")),
        (2025, 2026, ("i17", "i28"), ("i16", "i18", "i29", "i33")),
        (2022, 2023, (), LEVELS),
        (2020, 2021, (), LEVELS),
    ],
)
def test_indicators_that_kept_their_meaning(first, last, kept, lost):
    shared = shared_indicators(first, last)
    assert set(kept) <= set(shared)
    assert not set(lost) & set(shared)
    assert bool(break_note(first, last)) == (set(shared) != set(LEVELS))
