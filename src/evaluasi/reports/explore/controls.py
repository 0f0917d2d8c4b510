"""The widgets of the app and where they stand."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from evaluasi.reports.explore import markup
from evaluasi.reports.explore.selection import GROUPS, VIEWS, Choices
from evaluasi.reports.explore.tiles import TileMap
from evaluasi.text import _

_LABELS = {"description_width": "72px"}


class Controls:
    """One widget per attribute; the app gives them their life.

    Parameters
    ----------
    choices : Choices
    province : str
        Code of the province whose regions are listed first; empty for all.
    """

    def __init__(self, choices: Choices, province: str) -> None:
        provinces = [(name, code) for code, name in choices.provinces.items()]
        self.province = _dropdown(_("Provinsi"), [(_("Semua provinsi"), ""), *provinces])
        self.province.value = province
        self.search = widgets.Combobox(
            placeholder=_("ketik nama atau kode, lalu Enter"),
            description=_("Tambah"),
            continuous_update=False,
            style=_LABELS,
            layout=_wide(),
        )
        self.main = _dropdown(_("Utama"), [])
        self.chips = widgets.HBox(layout=_row())
        indicators = [(entry.label, entry) for entry in choices.indicators]
        self.indicator = _dropdown(_("Indikator"), indicators)
        self.years = widgets.IntRangeSlider(
            description=_("Tahun"), continuous_update=False, style=_LABELS, layout=_wide()
        )
        self.group = _dropdown(_("Kelompok"), [(words, name) for name, words in GROUPS.items()])
        self.view = widgets.ToggleButtons(
            options=[(words, name) for name, words in VIEWS.items()],
            style={"button_width": "auto"},
        )
        self.message = widgets.HTML()
        self.figure, self.table, self.code = (widgets.HTML() for _i in range(3))
        self.save_picture = _save_button(_("Simpan gambar"), _("SVG dan PNG"))
        self.save_table = _save_button(_("Simpan tabel"), _("CSV; XLSX bila openpyxl terpasang"))
        self.saved = widgets.HTML(layout=widgets.Layout(flex="1 1 300px"))

    def rows(self, tiles: TileMap | None) -> list[Any]:
        """Lay everything out from top to bottom; narrow windows break the rows."""
        places = [self.search, self.main]
        if len(self.province.options) > 2:  # "all", and more than one to choose from
            places.insert(0, self.province)
        shown = [self.figure, self.table, self.code]
        return [
            widgets.HTML(markup.style()),
            widgets.HBox(places, layout=_row()),
            self.chips,
            *([tiles.box] if tiles else []),
            widgets.HBox([self.indicator], layout=_row()),
            widgets.HBox([self.years, self.group], layout=_row()),
            self.view,
            self.message,
            widgets.Tab(shown, titles=(_("Gambar"), _("Tabel"), _("Kode"))),
            widgets.HBox([self.save_picture, self.save_table, self.saved], layout=_row()),
        ]


def chip(name: str) -> Any:
    """Return the button that drops a chosen region."""
    button = widgets.Button(
        description=f"✕ {name}",
        tooltip=_("Keluarkan {name}").format(name=name),
        layout=widgets.Layout(width="auto"),
    )
    button.add_class("evaluasi-terpilih")
    return button


def _wide() -> Any:
    """Share a row where there is room, else take it whole."""
    return widgets.Layout(width="auto", min_width="0", flex="1 1 340px")


def _row() -> Any:
    return widgets.Layout(flex_flow="row wrap")


def _dropdown(description: str, options: list[tuple[str, Any]]) -> Any:
    return widgets.Dropdown(options=options, description=description, style=_LABELS, layout=_wide())


def _save_button(description: str, tooltip: str) -> Any:
    return widgets.Button(description=description, tooltip=tooltip, icon="download")
