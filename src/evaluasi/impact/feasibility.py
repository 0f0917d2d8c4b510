"""Which designs the data on file would carry, and what each of them still lacks.

Conditions follow the usual reading of each design: two-period difference-in-differences and
its parallel trends (Angrist and Pischke 2009, ch. 5), staggered adoption (Callaway and
Sant'Anna 2021), synthetic control (Abadie 2021), interrupted time series (Bernal, Cummins and
Gasparrini 2017). Meeting a condition on data is not meeting a design's assumptions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from evaluasi.text import _, listing, number

KNOWN = ("tercatat", "tidak ada")
"""Award states in which a region's treatment in a year is known; `tidak tercatat` is not."""

MIN_BEFORE = 2
MIN_BEFORE_SYNTHETIC = 8
MIN_BEFORE_SERIES = 8
MIN_COHORTS = 2


@dataclass(frozen=True)
class Holdings:
    """What is on file for one region and its likes.

    Attributes
    ----------
    kode : str
        The region.
    outcome : DataFrame
        Index kode (the region and its likes), columns tahun; comparable values only.
    status : DataFrame
        Index kode, columns award year; "tercatat", "tidak tercatat" or "tidak ada".
    starts : int
        Innovations of the region with a date of first use.
    months_before : int
        Monthly values of a service of the region before the earliest such date.
    """

    kode: str
    outcome: pd.DataFrame
    status: pd.DataFrame
    starts: int = 0
    months_before: int = 0

    @property
    def complete_years(self) -> tuple[int, ...]:
        """Years in which the award state of every region is known."""
        known = {year: set(self.status[year]) <= set(KNOWN) for year in self.status.columns}
        return tuple(int(year) for year in known if known[year])

    @property
    def award_years(self) -> tuple[int, ...]:
        """Award years of the region on file."""
        if self.kode not in self.status.index:
            return ()
        own = self.status.T[self.kode]
        return tuple(int(year) for year in own.index if own[year] == "tercatat")

    @property
    def values(self) -> int:
        """Values of the region's outcome."""
        return len(self._own)

    @property
    def years_before(self) -> int:
        """Values up to the year of the region's first award on file."""
        return sum(year <= self.award_years[0] for year in self._own) if self.award_years else 0

    @property
    def years_after(self) -> int:
        """Values after the year of the region's first award on file."""
        return self.values - self.years_before if self.award_years else 0

    @property
    def _own(self) -> list[int]:
        if self.kode not in self.outcome.index:
            return []
        return [int(year) for year in self.outcome.T[self.kode].dropna().index]


@dataclass(frozen=True)
class Condition:
    """One need of a design: whether it is met, what is on file, what is missing."""

    met: bool
    held: str
    missing: str


def possible_designs(holdings: Holdings) -> pd.DataFrame:
    """Table of designs: what each needs, what is on file, what is missing.

    Parameters
    ----------
    holdings : Holdings
        What is on file.

    Returns
    -------
    DataFrame
        One row per design, columns rancangan, syarat, tersedia, kurang, status. `status` says
        whether the needs on data are met; it says nothing of the design's assumptions.
    """
    rows = []
    for name, needs, conditions in _designs():
        checked = [condition(holdings) for condition in conditions]
        rows.append(
            {
                "rancangan": name,
                "syarat": needs,
                "tersedia": "; ".join(c.held for c in checked),
                "kurang": "; ".join(c.missing for c in checked if not c.met) or "–",
                "status": _("syarat data terpenuhi, asumsi belum diuji")
                if all(c.met for c in checked)
                else _("belum memungkinkan"),
            }
        )
    return pd.DataFrame(rows)


def _designs() -> list[tuple[str, str, list[Callable[[Holdings], Condition]]]]:
    return [
        (
            _("Beda-dalam-beda dua periode (difference-in-differences)"),
            _(
                "satu tahun penghargaan; pembanding yang pasti tidak menerima sampai tahun itu; "
                "dua nilai atau lebih sebelum dan satu nilai sesudahnya"
            ),
            [_treated, _untreated_known, _before(MIN_BEFORE)],
        ),
        (
            _("Studi peristiwa dengan waktu mulai bertahap (event study)"),
            _(
                "tahun penghargaan pertama setiap daerah diketahui; dua angkatan atau lebih; "
                "daerah yang pasti belum menerima"
            ),
            [_cohorts, _untreated_known, _before(MIN_BEFORE)],
        ),
        (
            _("Kontrol sintetis (synthetic control)"),
            _(
                "satu daerah dengan waktu mulai yang jelas; delapan nilai atau lebih sebelumnya "
                "pada acuan waktu yang sama; donor yang pasti tidak menerima"
            ),
            [_started, _before(MIN_BEFORE_SYNTHETIC), _untreated_known],
        ),
        (
            _("Deret waktu terputus (interrupted time series)"),
            _("tanggal mulai inovasi; delapan nilai bulanan layanan atau lebih sebelumnya"),
            [_started, _monthly],
        ),
    ]


def _treated(h: Holdings) -> Condition:
    years = [str(year) for year in h.award_years]
    held = (
        _("penghargaan tercatat: {years}").format(years=listing(years))
        if years
        else _("penghargaan tidak tercatat")
    )
    return Condition(bool(years), held, _("tahun penghargaan wilayah ini"))


def _untreated_known(h: Holdings) -> Condition:
    """Ask whether every list up to the first award is complete: only then is nobody awarded."""
    listed = [int(year) for year in h.status.columns]
    until = h.award_years[0] if h.award_years else max(listed, default=0)
    asked = [year for year in listed if year <= until]
    open_years = [str(year) for year in asked if year not in h.complete_years]
    complete = [str(year) for year in h.complete_years]
    held = (
        _("daftar penerima lengkap: {years}").format(years=listing(complete))
        if complete
        else _("belum ada daftar penerima yang lengkap")
    )
    missing = _("daftar lengkap penerima")
    if open_years:
        missing = _("daftar lengkap penerima tahun {years}").format(years=listing(open_years))
    return Condition(bool(asked) and not open_years, held, missing)


def _before(least: int) -> Callable[[Holdings], Condition]:
    def check(h: Holdings) -> Condition:
        if not h.values:
            held = _("nilai capaian tidak tercatat")
        elif not h.award_years:
            held = _("{n} nilai capaian pada bulan acuan yang sama").format(n=number(h.values))
        else:
            held = _("{before} nilai sampai tahun penghargaan pertama, {after} sesudahnya").format(
                before=number(h.years_before), after=number(h.years_after)
            )
        if h.values and not h.award_years:
            missing = _(
                "tahun penghargaan belum diketahui, sehingga nilai sebelum dan sesudahnya tidak "
                "dapat dihitung"
            )
            return Condition(False, held, missing)
        missing = _("paling sedikit {least} nilai sebelum dan satu sesudah").format(
            least=number(least)
        )
        return Condition(h.years_before >= least and h.years_after >= 1, held, missing)

    return check


def _cohorts(h: Holdings) -> Condition:
    recorded = h.status == "tercatat"
    first = recorded[recorded.any(axis=1)].idxmax(axis=1)
    held = _("{regions} daerah sejenis tercatat dalam {cohorts} angkatan").format(
        regions=number(len(first)), cohorts=number(first.nunique())
    )
    if first.empty:
        held = _("penghargaan daerah sejenis tidak tercatat")
    return Condition(
        first.nunique() >= MIN_COHORTS, held, _("dua angkatan penerima pertama atau lebih")
    )


def _started(h: Holdings) -> Condition:
    held = _("tanggal penerapan inovasi tidak tercatat")
    if h.starts:
        held = _("{n} inovasi dengan tanggal penerapan").format(n=number(h.starts))
    return Condition(h.starts > 0, held, _("tanggal penerapan inovasi (tabel inovasi)"))


def _monthly(h: Holdings) -> Condition:
    held = _("nilai bulanan layanan sebelum penerapan tidak tercatat")
    if h.months_before:
        held = _("{n} nilai bulanan sebelum penerapan").format(n=number(h.months_before))
    missing = _("{least} nilai bulanan atau lebih (tabel layanan)").format(
        least=number(MIN_BEFORE_SERIES)
    )
    return Condition(h.months_before >= MIN_BEFORE_SERIES, held, missing)
