"""The interactive app: what happens when a user changes something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import ipywidgets as widgets

from evaluasi.errors import EvaluasiError
from evaluasi.reports.explore import export, markup
from evaluasi.reports.explore.code import code_of
from evaluasi.reports.explore.controls import Controls, chip
from evaluasi.reports.explore.drawing import Picture, draw
from evaluasi.reports.explore.selection import Choices, Indicator, Selection
from evaluasi.reports.explore.tiles import TileMap
from evaluasi.reports.folders import PROJECT
from evaluasi.tables import Dataset
from evaluasi.text import _

_OPEN = (0, 9999)  # years without a limit


def explorer(
    data: Dataset, *, region: str | None = None, out: str | Path = "reports/jelajah"
) -> Explorer:
    """Return the app that explores a dataset; as the last line of a cell it is shown.

    Parameters
    ----------
    data : Dataset
    region : str, optional
        Code or name of the region at the start; by default the first of the home province.
    out : str or Path
        Folder of what is saved: within the project folder, or within the current one outside
        of it.

    Raises
    ------
    EvaluasiError
        When the dataset has nothing to explore.
    RegionError
        When the region is unknown, ambiguous or without data.
    """
    choices = Choices.of(data)
    if not (choices.indicators and len(choices.regions)):
        raise EvaluasiError(
            _("Dataset {title} tidak memuat capaian maupun skor.").format(title=data.title),
            _("Isi tabel capaian atau skor_iid, lalu muat ulang."),
        )
    code = choices.code_of(region) if region else choices.start(data.home)
    here = Path.cwd()
    base = PROJECT if here.is_relative_to(PROJECT) else here
    return Explorer(data, choices, code, base / out)


class Explorer(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Pick regions, an indicator and years; see picture and table; take them along.

    Parameters
    ----------
    data : Dataset
    choices : Choices
    start : str
        Code of the region at the start.
    out : Path
        Folder of what is saved.
    """

    def __init__(self, data: Dataset, choices: Choices, start: str, out: Path) -> None:
        self.data, self.choices, self.out = data, choices, out
        self.chosen: tuple[str, ...] = (start,)
        self.picture: Picture | None = None
        self._settling = False
        self._wanted = _OPEN
        self.names = {str(code): str(name) for code, name in choices.regions["nama"].items()}
        self.controls = Controls(choices, choices.province_of(start))
        self.map = TileMap(choices.tiles, self.names, self.toggle) if len(choices.tiles) else None
        self._watch()
        rows = self.controls.rows(self.map)
        super().__init__(rows, layout=widgets.Layout(max_width="900px"))
        self.add_class("evaluasi-jelajah")
        self._list_names()
        self._fit_years()
        self.refresh()

    @property
    def selection(self) -> Selection:
        """What the widgets say now; `ParameterError` where that is no whole choice."""
        entry: Indicator = self.controls.indicator.value
        years = (entry.first, entry.last) if entry.single else self.controls.years.value
        return Selection(
            indicator=entry.code,
            regions=self.chosen,
            years=(int(years[0]), int(years[1])),
            view=self.controls.view.value,
            group=self.controls.group.value,
        )

    def refresh(self) -> None:
        """Draw what is chosen, or say in a sentence why that can't be."""
        self._show_chosen()
        shown, self.picture = self.controls, None
        try:
            picture = draw(self.data, self.selection)
            shown.figure.value = markup.picture(picture)
            shown.table.value = markup.table(picture)
            shown.code.value = markup.code(code_of(self.data, picture.plan))
            shown.message.value = ""
            self.picture = picture
        except Exception as error:  # a user meets a sentence, whatever went wrong
            shown.message.value = markup.fault(error)
            shown.figure.value = shown.table.value = shown.code.value = ""
        shown.save_picture.disabled = shown.save_table.disabled = self.picture is None
        shown.saved.value = ""

    def toggle(self, code: str) -> None:
        """Choose a region, or drop it if it is chosen."""
        kept = tuple(c for c in self.chosen if c != code)
        self.chosen = kept if len(kept) < len(self.chosen) else (*kept, code)
        self.refresh()

    def _watch(self) -> None:
        shown = self.controls
        shown.province.observe(lambda _change: self._list_names(), "value")
        shown.search.observe(lambda change: self._add(change["new"].strip()), "value")
        shown.main.observe(lambda change: self._put_first(change["new"]), "value")
        shown.indicator.observe(lambda _change: self._fit_years(), "value")
        shown.years.observe(lambda _change: self._want_years(), "value")
        for widget in (shown.indicator, shown.years, shown.group, shown.view):
            widget.observe(lambda _change: self._choose(), "value")
        shown.save_picture.on_click(lambda _button: self._save(export.save_picture))
        shown.save_table.on_click(lambda _button: self._save(export.save_table))

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Change widgets without taking the change for the user's."""
        self._settling = True
        try:
            yield
        finally:
            self._settling = False

    def _choose(self) -> None:
        if not self._settling:
            self.refresh()

    def _list_names(self) -> None:
        """List the regions of the chosen province, and its tiles where it has some."""
        province = self.controls.province.value
        names = self.choices.within(province)
        self.controls.search.options = tuple(names)
        if self.map:
            self.map.show(not self.map.buttons.keys().isdisjoint(names.values()))

    def _fit_years(self) -> None:
        """Give the slider the years of the indicator, narrowed as the user last wanted."""
        slider, entry = self.controls.years, self.controls.indicator.value
        first, last = max(entry.first, self._wanted[0]), min(entry.last, self._wanted[1])
        if first >= last:
            first, last = entry.first, entry.last
        with self._quiet():
            slider.min, slider.max = min(slider.min, entry.first), entry.last
            slider.min = entry.first
            slider.value = (first, last)
        # A slider with a single year can't be drawn; the entry of the list names the year.
        slider.layout.display = "none" if entry.single else None

    def _want_years(self) -> None:
        """Remember what the user narrowed; an end left at its stop stays open."""
        if self._settling:
            return
        slider = self.controls.years
        first, last = slider.value
        self._wanted = (
            first if first > slider.min else _OPEN[0],
            last if last < slider.max else _OPEN[1],
        )

    def _add(self, text: str) -> None:
        """Choose the region that was typed; an unclear name stays, with the candidates told."""
        if not text:
            return
        try:
            code = self.choices.code_of(text)
        except EvaluasiError as error:
            self.controls.message.value = markup.fault(error)
            return
        self.controls.search.value = ""
        if code not in self.chosen:
            self.toggle(code)

    def _put_first(self, code: str | None) -> None:
        if not self._settling and code is not None:
            self.chosen = (code, *(c for c in self.chosen if c != code))
            self.refresh()

    def _show_chosen(self) -> None:
        main, chips, old = self.controls.main, [], self.controls.chips.children
        with self._quiet():
            main.options = [(self.names[code], code) for code in self.chosen]
            main.value = self.chosen[0] if self.chosen else None
        for code in self.chosen:
            button = chip(self.names[code])
            button.on_click(lambda _button, code=code: self.toggle(code))
            chips.append(button)
        self.controls.chips.children = chips
        for button in old:
            button.close()
        if self.map:
            self.map.mark(self.chosen)

    def _save(self, save: Callable[[Picture, Path], list[Path]]) -> None:
        if self.picture is None:
            return
        try:
            self.controls.saved.value = markup.saved(save(self.picture, self.out))
        except Exception as error:  # a user meets a sentence, whatever went wrong
            self.controls.saved.value = markup.fault(error)
