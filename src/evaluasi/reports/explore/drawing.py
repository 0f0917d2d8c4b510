"""From a selection to the picture, its table, and the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from evaluasi import figures
from evaluasi.errors import ParameterError
from evaluasi.figures import Chart, Measure
from evaluasi.figures.measure import Better
from evaluasi.reports.blocks import Caption
from evaluasi.reports.explore.grouping import Grouping, grouping_of
from evaluasi.reports.explore.selection import Selection, unit_of
from evaluasi.tables import Dataset, provenance, series
from evaluasi.tables.series import Series
from evaluasi.text import _, listing

_MAX_NAMED = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """A selection thought through for one dataset: what the chart function is given.

    The picture and the code that a user copies are both made from it, so they can't differ.

    Attributes
    ----------
    selection : Selection
    grouping : Grouping
    measure : Measure
    cautions : dict of (first year, last year) to text
        Shaded stretches; the text names the note that tells why.
    title : str
    notes : tuple of str
        Sentences under the picture.
    """

    selection: Selection
    grouping: Grouping
    measure: Measure
    cautions: Mapping[tuple[int, int], str]
    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """A drawn selection.

    Attributes
    ----------
    plan : Plan
    chart : Chart
    table : DataFrame
        The numbers behind the picture, laid out to be read.
    caption : Caption
        Title, unit, notes and source; whether the data are simulated.
    """

    plan: Plan
    chart: Chart
    table: pd.DataFrame
    caption: Caption


def draw(data: Dataset, selection: Selection) -> Picture:
    """Draw a selection.

    Raises
    ------
    EvaluasiError
        When it can't be drawn: the years cross a break of the series, a region is not in the
        dataset, or there is no tile map of the region.
    """
    plan = plan_of(data, selection)
    chart = _DRAWERS[selection.view](data, plan)
    origin = provenance.of(chart.data) or provenance.loaded()
    caption = Caption(
        title=plan.title,
        unit=plan.measure.unit,
        source=origin.line() if origin else "",
        note=" ".join(plan.notes),
        simulated=origin is not None and origin.simulated,
    )
    return Picture(plan, chart, _laid_out(chart.data, plan), caption)


def plan_of(data: Dataset, selection: Selection) -> Plan:
    """Think a selection through: group, measure, cautions, words."""
    # Asking for the values first refuses unknown regions and broken scales, in their own words.
    data.series(selection.indicator, selection.regions, selection.shown_years)
    chosen = series.get(selection.indicator)
    grouping = grouping_of(data, selection)
    if selection.view == "petak":
        grouping = _mapped(data, grouping)
    told = _cautions(chosen, selection, grouping.codes)
    shaded = selection.view == "garis"
    return Plan(
        selection=selection,
        grouping=grouping,
        measure=_measure(chosen, selection.years[1]),
        cautions={mark.years: mark.word for mark in told if mark.years} if shaded else {},
        title=_title(chosen, names_of(data), selection),
        notes=(
            *(mark.sentence for mark in told),
            *([grouping.remark] if grouping.remark else []),
        ),
    )


def names_of(data: Dataset) -> dict[str, str]:
    """Return the name of every region of the dataset, by code."""
    listed = data.wilayah
    return dict(zip(listed["kode"], listed["nama"], strict=True))


def _lines(data: Dataset, plan: Plan) -> Chart:
    chosen = plan.selection
    codes, years = plan.grouping.codes, chosen.shown_years
    return figures.line_with_peers(
        data.series(chosen.indicator, codes, years),
        highlight=chosen.first,
        measure=plan.measure,
        labels=names_of(data),
        peers=plan.grouping.peers,
        group=plan.grouping.words,
        cautions=plan.cautions,
        excluded=series.get(chosen.indicator).excluded(codes, years),
    )


def _dots(data: Dataset, plan: Plan) -> Chart:
    chosen = plan.selection
    year = chosen.years[1]
    return figures.dot_by_region(
        data.series(chosen.indicator, plan.grouping.codes, [year])[year],
        highlight=chosen.first,
        measure=plan.measure,
        labels=names_of(data),
        peers=plan.grouping.peers,
        group=plan.grouping.words,
    )


def _tiles(data: Dataset, plan: Plan) -> Chart:
    chosen = plan.selection
    year = chosen.years[1]
    return figures.tile_grid(
        data.petak,
        data.series(chosen.indicator, plan.grouping.codes, [year])[year],
        highlight=chosen.first,
        measure=plan.measure,
        labels=names_of(data),
        peers=plan.grouping.peers,
        group=plan.grouping.words,
    )


_DRAWERS: dict[str, Callable[[Dataset, Plan], Chart]] = {
    "garis": _lines,
    "titik": _dots,
    "petak": _tiles,
}


def _measure(chosen: Series, last: int) -> Measure:
    better = cast("Better", chosen.arah)
    return Measure(chosen.nama, unit_of(chosen, last), chosen.desimal, better)


def _title(chosen: Series, names: Mapping[str, str], selection: Selection) -> str:
    told = [names[code] for code in selection.regions[:_MAX_NAMED]]
    if more := len(selection.regions) - _MAX_NAMED:
        told += [_("{n} wilayah lain").format(n=more)] if more > 0 else []
    years = selection.shown_years
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return _("{series}: {names}, {span}").format(series=chosen.nama, names=listing(told), span=span)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A caution in the picture: its sentence, the years to shade, the word on the shade."""

    sentence: str
    years: tuple[int, int] | None
    word: str


def _cautions(chosen: Series, selection: Selection, codes: tuple[str, ...]) -> list[_Mark]:
    """Return the cautions that hold for something in the picture, numbered if there are several.

    Only stretches of years that concern every region are shaded.
    """
    holding = [
        caution
        for caution in chosen.cautions_for(years=selection.shown_years)
        if any(caution.in_region(code) for code in codes)
    ]
    marks = []
    for i, caution in enumerate(holding, start=1):
        years = None
        if caution.first and caution.last and not (caution.regions or caution.outside):
            years = (caution.first, caution.last)
        if len(holding) == 1:
            return [_Mark(caution.kalimat, years, _("catatan"))]
        marks.append(_Mark(f"({i}) {caution.kalimat}", years, _("catatan {i}").format(i=i)))
    return marks


def _mapped(data: Dataset, grouping: Grouping) -> Grouping:
    """Put all regions of the tile map in the place of the group."""
    tiles = data.petak
    if tiles.empty or not set(grouping.codes) & set(tiles["kode"]):
        raise ParameterError(
            _("Peta petak untuk wilayah ini belum ada."), _("Pilih tampilan garis atau titik.")
        )
    return replace(grouping, codes=tuple(tiles["kode"]), words=_("kabupaten/kota"))


def _laid_out(data: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Lay the numbers of a line chart out as a row per year; the others are tables already."""
    if plan.selection.view != "garis":
        return data.drop(columns=[_("Kolom"), _("Baris")], errors="ignore")
    cells = data.set_index([_("Wilayah"), _("Kode"), _("Tahun")])[plan.measure.label]
    wide = cells.unstack([0, 1]).reindex(list(plan.selection.shown_years))
    wide = wide.set_axis(wide.columns.get_level_values(0), axis=1).rename_axis(columns=None)
    table = wide.rename_axis(_("Tahun")).reset_index()
    table.attrs = dict(data.attrs)
    return table
