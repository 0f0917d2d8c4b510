"""The values of a whole group by outcome, the same for all reports on regions of the group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.subject import Subject
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.series import SERIES


@dataclass(frozen=True, eq=False)
class Values:
    """One outcome of a group: index kode, columns tahun. Nobody may change the frames.

    Attributes
    ----------
    on_file : DataFrame
        All values, those of low confidence included.
    trusted : DataFrame
        Without those of low confidence.
    usable : DataFrame
        Without those that the catalogue bars from trends either.
    """

    on_file: pd.DataFrame
    trusted: pd.DataFrame
    usable: pd.DataFrame


def outcome_codes(subject: Subject) -> list[str]:
    """Return the outcomes that the dataset knows, in the order of the catalogue."""
    return list(_of(subject))


def values(subject: Subject, code: str) -> Values | None:
    """Return one outcome of the region's group; None where the dataset does not know it."""
    return _of(subject).get(code)


@lru_cache(maxsize=1)  # each section of a report asks again
def _of(subject: Subject) -> dict[str, Values]:
    if subject.key is None:
        return _read(subject.data, subject.members)
    return _shared(subject.key, subject.members)


@bersama
def _shared(key: Key, members: tuple[str, ...]) -> dict[str, Values]:
    return _read(opened(key), members)


def _read(data: Dataset, members: tuple[str, ...]) -> dict[str, Values]:
    present = set(data.capaian["indikator"])
    return {code: _outcome(data, code, members) for code in SERIES if code in present}


def _outcome(data: Dataset, code: str, members: tuple[str, ...]) -> Values:
    on_file = data.series(code, members, low_confidence=True)
    years = [int(year) for year in on_file.columns]
    return Values(
        on_file=on_file,
        trusted=data.series(code, members, years),
        usable=data.series(code, members, years, trend=True),
    )
