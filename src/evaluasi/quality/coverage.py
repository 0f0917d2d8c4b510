"""Coverage of one region's report: what each office has entered, and what it still lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from evaluasi import regions, rubrics
from evaluasi.errors import ParameterError
from evaluasi.quality import coverage_words as words
from evaluasi.quality.coverage_cells import Asked, lacking, lay_out
from evaluasi.quality.coverage_offices import Place
from evaluasi.quality.coverage_quota import Quota
from evaluasi.quality.coverage_region import Affairs, Capacity, affairs, capacity
from evaluasi.quality.coverage_roster import roster
from evaluasi.quality.coverage_table import by_innovation, by_office, heat, in_order
from evaluasi.rubrics import Rubric
from evaluasi.scoring import maturity
from evaluasi.scoring.iid_levels import merged_provenance
from evaluasi.scoring.maturity import weights_reason
from evaluasi.tables import provenance
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, number


@dataclass(frozen=True, eq=False)
class Coverage:
    """How complete one region's report of one edition is.

    Attributes
    ----------
    region, name : str
        Code and name.
    edition : int
    rubric : Rubric or None
        Rules of the edition; None where none are on file.
    quota : Quota
    today, deadline : date or None
    offices : DataFrame
        One row per office, the one that needs attention first on top; see
        `coverage_table.by_office`.
    innovations : DataFrame
        One row per innovation, in the order of the offices; see `coverage_table.by_innovation`.
    lacking : DataFrame
        One row per indicator of an innovation that lacks something, mandatory first; see
        `coverage_cells.lacking`.
    heat : DataFrame, offices × indicators
        Share of the office's innovations with level 1 or more.
    asked : tuple of Asked
        The indicators of an innovation, in order.
    capacity : Capacity
        The region's SPD indicators.
    affairs : Affairs
        Basic-service affairs covered.
    warnings : tuple of str
        What could not be counted and why, and names that may be one office.
    """

    region: str
    name: str
    edition: int
    rubric: Rubric | None
    quota: Quota
    today: dt.date | None
    deadline: dt.date | None
    offices: pd.DataFrame
    innovations: pd.DataFrame
    lacking: pd.DataFrame
    heat: pd.DataFrame
    asked: tuple[Asked, ...]
    capacity: Capacity
    affairs: Affairs
    warnings: tuple[str, ...]

    @property
    def days_left(self) -> int | None:
        """Days from today to the deadline, negative once it has passed; None without either."""
        if self.deadline is None or self.today is None:
            return None
        return (self.deadline - self.today).days

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of offices."""
        return self.offices.copy()

    def overview(self) -> pd.DataFrame:
        """Return the totals in words: columns ukuran, nilai, keterangan."""
        return words.overview(self)

    def summary(self) -> str:
        """Say in Indonesian how complete the report is, office by office."""
        return words.summary(self)


def coverage(
    ds: Dataset,
    region: str,
    edition: int | None = None,
    *,
    rubric: Rubric | None = None,
    quota: Quota | None = None,
    deadline: dt.date | None = None,
    today: dt.date | None = None,
) -> Coverage:
    """Count what one region has entered for an edition, office by office.

    A blank level is not filled; level 0 is filled but worth nothing, and both are shown. A level
    of 1 or more counts as proven where at least one document stands in table `bukti` for it.

    Parameters
    ----------
    ds : Dataset
        Tables inovasi, bukti and kapasitas are read.
    region : str
        Code, or a name that fits one region only.
    edition : int, optional
        By default the latest edition of which the region has innovations.
    rubric : Rubric, optional
        By default the rules of the edition that ship.
    quota : Quota, optional
        Innovations asked of each office; its offices appear even where they entered nothing.
    deadline, today : date, optional

    Raises
    ------
    ParameterError
        For a region that is unknown or ambiguous, rules of another edition, an edition that
        can't be told, and wrong levels; every cell is named.
    """
    code, place = _place(ds, region)
    owned = ds.inovasi[ds.inovasi["kode"] == code]
    edition = _latest(owned, place) if edition is None else edition
    rubric = _rules(rubric, edition)
    rows = owned[owned["tahun"] == edition].reset_index(drop=True)
    quota = quota or Quota()
    cells = lay_out(rows, ds.bukti, edition, rubric)
    group = roster(rows["opd"], quota, place)
    entered = by_innovation(cells, group.names, _maturity(rows, rubric))
    offices = by_office(entered, cells, group)
    order = in_order(entered, group, offices)
    own = capacity(ds.kapasitas, code, edition, rubric)
    origin = merged_provenance([rows, ds.bukti, ds.kapasitas]) or ds.provenance
    return Coverage(
        region=code,
        name=place.name,
        edition=edition,
        rubric=rubric,
        quota=quota,
        today=today,
        deadline=deadline,
        offices=provenance.stamp(offices, origin),
        innovations=provenance.stamp(entered.loc[order].reset_index(drop=True), origin),
        lacking=provenance.stamp(lacking(cells, group.names, order), origin),
        heat=provenance.stamp(heat(cells, group, offices.index), origin),
        asked=cells.asked,
        capacity=own,
        affairs=affairs(rows, rubric),
        warnings=(
            *words.unknown(cells, rubric, edition, own),
            *words.about_offices(group, quota),
            *_elsewhere(ds, code, edition),
        ),
    )


def _place(ds: Dataset, region: str) -> tuple[str, Place]:
    """Return the region's code, its name with its type, and that type."""
    listed = ds.wilayah.set_index("kode")
    code = region if region in listed.index else regions.resolve(region)
    if code in listed.index:
        row = listed.loc[code]
        return code, Place(str(row["nama"]), str(row["tingkat"]))
    known = regions.get(code)
    return code, Place(known.nama, known.tingkat)


def _latest(owned: pd.DataFrame, place: Place) -> int:
    if owned.empty:
        raise ParameterError(
            _("Dataset ini belum memuat inovasi {name}, sehingga edisinya tidak diketahui.").format(
                name=place.name
            ),
            _("Sebut edisinya, misalnya --tahun 2026, atau muat dahulu tabel inovasi."),
        )
    return int(owned["tahun"].max())


def _maturity(rows: pd.DataFrame, rubric: Rubric | None) -> pd.Series:
    """Return the maturity so far; missing where the edition's weights are not known."""
    if rubric is None or weights_reason(rubric):
        return pd.Series(float("nan"), rows.index)
    return maturity(rows, rubric)


def _elsewhere(ds: Dataset, code: str, edition: int) -> Iterator[str]:
    """Tell of innovations that stand under a kecamatan of the region instead of the region."""
    codes = ds.inovasi["kode"]
    below = int(((ds.inovasi["tahun"] == edition) & codes.str.startswith(f"{code}.")).sum())
    if below:
        yield _(
            "{n} inovasi tercatat atas kode wilayah di bawah {code} dan tidak ikut dihitung."
        ).format(n=number(below), code=code)


def _rules(rubric: Rubric | None, edition: int) -> Rubric | None:
    if rubric is None:
        return rubrics.of_edition(edition)
    if rubric.edisi != edition:
        raise ParameterError(
            _("Aturan {rubric} bukan aturan edisi {year}.").format(rubric=rubric.id, year=edition),
            _("Pakai aturan edisi yang sama."),
        )
    return rubric
