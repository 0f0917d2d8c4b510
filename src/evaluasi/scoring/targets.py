"""A target for the index in a coming year: where the region stands, the pace needed and seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.iid_levels import require_columns
from evaluasi.scoring.iid_predicate import predicate
from evaluasi.scoring.target_pace import Pace, pace_seen
from evaluasi.tables import series
from evaluasi.text import _, listing, number, signed

SERIES = "iid"
SCALE = (0.0, 100.0)
SCALE_NAME = "0-100"
_LIMITS_MOVED = 2025
"""First edition whose predicate limits differ from those before."""


@dataclass(frozen=True)
class TargetPath(Told):
    """The way to a target.

    Attributes
    ----------
    target, year : float, int
    target_origin : str
        How a predicate became a number; empty where a number was asked for.
    now, now_year : float, int
        Latest published score on the scale of today.
    needed : float
        Points per year from now on, 0 where the target is reached; NaN where the target year is
        that of the latest score.
    pace : Pace
        What was seen, with its interval.
    scores : DataFrame
        tahun, skor, predikat (under the limits of its own edition; missing where not known), on
        the scale of the latest score only.
    left_out : tuple of int
        Years on another scale.
    notes : tuple of str
    """

    target: float
    year: int
    target_origin: str
    now: float
    now_year: int
    needed: float
    pace: Pace
    scores: pd.DataFrame
    left_out: tuple[int, ...]
    notes: tuple[str, ...]

    @property
    def reached(self) -> bool:
        """Whether the latest score is at the target or above."""
        return self.now >= self.target

    def to_frame(self) -> pd.DataFrame:
        """Return the data of a chart.

        Columns: tahun, unsur (skor: published; sasaran: straight path from now to the target;
        tren: line through the scores; proyeksi: at the target year), nilai, bawah, atas (95 %).
        A line stands here only with its interval.
        """
        rows = [
            ("skor", int(year), float(score), np.nan, np.nan)
            for year, score in self.scores[["tahun", "skor"]].to_numpy()
        ]
        if np.isfinite(self.needed) and not self.reached:
            rows.append(("sasaran", self.now_year, self.now, np.nan, np.nan))
        rows.append(("sasaran", self.year, self.target, np.nan, np.nan))
        if self.pace.has_interval:
            years = sorted({*(int(year) for year in self.scores["tahun"]), self.year})
            rows += [("tren", year, *self.pace.line(year)) for year in years]
            rows.append(("proyeksi", self.year, *self.projection))
        return pd.DataFrame(rows, columns=["unsur", "tahun", "nilai", "bawah", "atas"])

    @property
    def projection(self) -> tuple[float, float, float]:
        """Score at the target year if the pace stays, with its 95 % prediction interval.

        Cut to the scale from 0 to 100; NaN where there is no interval.
        """
        if not self.pace.has_interval:
            return np.nan, np.nan, np.nan
        middle, low, high = (float(np.clip(x, *SCALE)) for x in self.pace.predicted(self.year))
        return middle, low, high

    def summary(self) -> str:
        """Say in Indonesian where the region stands, what is needed, and what was seen."""
        told = _("Sasaran {target} pada {year}{origin}; skor terakhir {now} ({then}).").format(
            target=number(self.target, 2),
            year=self.year,
            origin=f" ({self.target_origin})" if self.target_origin else "",
            now=number(self.now, 2),
            then=self.now_year,
        )
        return "\n".join([told, self._need(), self.pace.summary(), *self._outlook(), *self.notes])

    def _need(self) -> str:
        if self.reached:
            return _("Sasaran itu sudah tercapai; yang diperlukan ialah bertahan.")
        if not np.isfinite(self.needed):
            return _("Itu tahun sasarannya: sasaran itu tidak tercapai.")
        return _("Diperlukan {pace} poin per tahun selama {n} tahun.").format(
            pace=signed(self.needed, 2), n=self.year - self.now_year
        )

    def _outlook(self) -> list[str]:
        if not self.pace.has_interval or not np.isfinite(self.needed):
            return []
        _middle, low, high = self.projection
        told = _(
            "Bila laju itu bertahan, skor {year} antara {low} dan {high} (selang prediksi 95%)."
        )
        outlook = told.format(year=self.year, low=number(low, 2), high=number(high, 2))
        return [outlook] if self.reached else [outlook, _compared(self.needed, self.pace)]


def target_path(scores: pd.DataFrame, target: float | str, year: int) -> TargetPath:
    """Set a target against the published scores of one region.

    Only scores on the scale of the latest one count: the pace is never taken over the break of
    2020/2021. The pace seen is the least-squares slope of the scores on the year; its interval is
    Student's with n − 2 degrees of freedom. Two scores give a difference and no interval, and
    then there is no projection.

    Parameters
    ----------
    scores : DataFrame
        One region: tahun, skor; optionally kode, and skala: what is not 0-100 is left out and
        told, whatever its year. Rows without a score are left out.
    target : float or str
        A score, or a predicate: then the lower limit under the rules of `year`, or of the latest
        edition on file (an assumption, and told as one).
    year : int
        Year in which the target shall be reached.

    Raises
    ------
    ParameterError
        For several regions, two different scores in one year, no score at all, a target outside
        the scale or a predicate that is not known.

    References
    ----------
    Draper and Smith (1998), Applied Regression Analysis, ch. 1 (slope, prediction interval).
    """
    rows, points, notes = _checked(scores, int(year))
    latest = int(rows["tahun"].max())
    start = max((gap.end for gap in series.get(SERIES).breaks if gap.end <= latest), default=latest)
    own = rows[rows["tahun"] >= start].reset_index(drop=True)
    series.require_one_series([SERIES], own["tahun"])
    value, origin = _target(target, int(year))
    now = float(own["skor"].iloc[-1])
    left = tuple(sorted({*points, *(int(one) for one in rows["tahun"] if one < start)}))
    classes = [
        predicate(score, int(edition)).nama or None
        for edition, score in own[["tahun", "skor"]].to_numpy()
    ]
    return TargetPath(
        target=value,
        year=int(year),
        target_origin=origin,
        now=now,
        now_year=latest,
        needed=max(value - now, 0.0) / (year - latest) if year > latest else np.nan,
        pace=pace_seen(own["tahun"].to_numpy(np.float64), own["skor"].to_numpy(np.float64)),
        scores=own.assign(predikat=pd.Series(classes, dtype="object")),
        left_out=left,
        notes=(*notes, *_notes(own, left)),
    )


def _checked(scores: pd.DataFrame, until: int) -> tuple[pd.DataFrame, list[int], list[str]]:
    """Return year and score up to the target year, years in points, and what else was left out."""
    require_columns(scores, ["tahun", "skor"], "skor_iid")
    notes = []
    late = sorted(int(one) for one in scores.loc[scores["tahun"] > until, "tahun"].unique())
    if late:
        notes.append(_("Skor sesudah tahun sasaran tidak dipakai: {ys}.").format(ys=listing(late)))
    rows = scores[scores["tahun"] <= until]
    known = rows.dropna(subset=["skor"])
    points: list[int] = []
    if "skala" in known:
        other = known["skala"] != SCALE_NAME
        points = sorted(int(one) for one in known.loc[other, "tahun"].unique())
        known, rows = known[~other], rows.drop(index=known.index[other])
    without = sorted({int(one) for one in rows["tahun"]} - {int(one) for one in known["tahun"]})
    if without:
        notes.append(_("Tanpa skor yang tercatat: {years}.").format(years=listing(without)))
    return _one_per_year(known, points), points, notes


def _one_per_year(rows: pd.DataFrame, points: list[int]) -> pd.DataFrame:
    if "kode" in rows and rows["kode"].nunique() > 1:
        raise ParameterError(
            _("Jalur sasaran dihitung untuk satu wilayah; tabel memuat {codes}.").format(
                codes=listing(sorted(rows["kode"].unique()))
            ),
            _("Saring tabelnya menurut kode."),
        )
    rows = rows[["tahun", "skor"]].astype({"tahun": "int64", "skor": "float64"}).drop_duplicates()
    twice = sorted(rows.loc[rows["tahun"].duplicated(), "tahun"].unique())
    if twice or rows.empty:
        told = [
            _("{year}: {scores}").format(
                year=one, scores=listing(number(s) for s in rows.loc[rows["tahun"] == one, "skor"])
            )
            for one in twice
        ]
        raise ParameterError(
            _("Skor wilayah itu belum dapat dipakai."),
            _("Pilih satu sumber untuk tiap tahun, atau isi skornya lebih dahulu."),
            told or [_nothing(points)],
        )
    return rows.sort_values("tahun", ignore_index=True)


def _nothing(points: list[int]) -> str:
    if not points:
        return _("tidak ada satu skor pun")
    return _("tidak ada skor berskala 0–100; yang ada berskala lain: {years}").format(
        years=listing(points)
    )


def _target(target: float | str, year: int) -> tuple[float, str]:
    """Return the target as a score, and how a predicate became one."""
    if not isinstance(target, str):
        value = float(target)
        if not SCALE[0] < value <= SCALE[1]:
            raise ParameterError(
                _("Sasaran {target} di luar skala 0 sampai 100.").format(target=number(value)),
                _("Tulis skor sasaran, misalnya 65,01."),
            )
        return value, ""
    editions = [int(name.rsplit("-", 1)[1]) for name in rubrics.available()]
    edition = year if year in editions else max(editions)
    rubric = rubrics.of_edition(edition)
    classes = rubric.predikat if rubric is not None else ()
    for entry in classes:
        if entry.nama.casefold() == target.strip().casefold() and entry.mulai is not None:
            told = _("batas bawah {name} edisi {edition}").format(name=entry.nama, edition=edition)
            if edition != year:
                told = _("{told}; dianggap tetap sampai {year}").format(told=told, year=year)
            return float(entry.mulai), told
    raise ParameterError(
        _("Predikat “{name}” tidak punya batas pada edisi {year}.").format(
            name=target, year=edition
        ),
        _("Tulis angka, atau salah satu dari: {known}.").format(
            known=listing(entry.nama for entry in classes if entry.mulai)
        ),
    )


def _compared(needed: float, pace: Pace) -> str:
    low, high = pace.ci
    if needed > high:
        return _("Laju yang diperlukan lebih cepat daripada seluruh selang laju yang terlihat.")
    if needed < low:
        return _("Laju yang diperlukan lebih lambat daripada seluruh selang laju yang terlihat.")
    return _(
        "Laju yang diperlukan berada di dalam selang laju yang terlihat: data ini tidak dapat "
        "memastikan cukup atau tidaknya."
    )


def _notes(own: pd.DataFrame, left: tuple[int, ...]) -> tuple[str, ...]:
    years = [int(year) for year in own["tahun"]]
    told = [
        caution.kalimat for caution in series.get(SERIES).cautions_for(years=years) if len(own) > 1
    ]
    if left:
        told.append(_("Skor {years} berskala lain dan tidak dipakai.").format(years=listing(left)))
    if min(years) < _LIMITS_MOVED <= max(years):
        told.append(
            _(
                "Batas predikat berganti pada 2025: predikat sebelum dan sesudahnya tidak "
                "dibandingkan, hanya skornya."
            )
        )
    return tuple(told)
