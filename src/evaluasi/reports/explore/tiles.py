"""A tile grid that is clicked or walked with the Tab key: one toggle button per region."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ipywidgets as widgets
import pandas as pd

from evaluasi.text import _

FIRST, OTHER = "★", "✓"  # chosen tiles are told by a sign and a border, not by colour alone


class TileMap:
    """The tiles of a map as buttons.

    Parameters
    ----------
    tiles : DataFrame
        Columns kode, kolom, baris, singkatan.
    names : mapping of kode to name
    on_toggle : callable
        Called with a code when a user presses its tile.
    """

    def __init__(
        self, tiles: pd.DataFrame, names: Mapping[str, str], on_toggle: Callable[[str], None]
    ) -> None:
        self._on_toggle = on_toggle
        self._marking = False
        rows = tiles.sort_values(["baris", "kolom"]).to_dict("records")
        west, north = tiles["kolom"].min(), tiles["baris"].min()
        self._words: dict[str, str] = {
            row["kode"]: row["singkatan"] if isinstance(row["singkatan"], str) else name
            for row in rows
            for name in [names[row["kode"]]]
        }
        self.buttons = {
            row["kode"]: widgets.ToggleButton(
                description=self._words[row["kode"]],
                tooltip=f"{names[row['kode']]} ({row['kode']})",
                layout=widgets.Layout(
                    # JupyterLab drops grid_row and grid_column when grid_area is unset.
                    grid_area=f"{row['baris'] - north + 1} / {row['kolom'] - west + 1}",
                    width="auto",
                    height="24px",
                    margin="0",
                    padding="0",
                ),
            )
            for row in rows
        }
        for code, button in self.buttons.items():
            button.add_class("evaluasi-petak")
            button.observe(self._handler(code), "value")
        count = int(tiles["kolom"].max() - west + 1)
        grid = widgets.GridBox(
            list(self.buttons.values()),
            layout=widgets.Layout(
                grid_template_columns=f"repeat({count}, minmax(70px, 1fr))",
                grid_gap="2px",
                overflow="auto",
            ),
        )
        legend = _("{first} wilayah utama, {other} wilayah lain yang dipilih").format(
            first=FIRST, other=OTHER
        )
        self.box = widgets.VBox([grid, widgets.HTML(f"<small>{legend}</small>")])

    def show(self, visible: bool) -> None:
        """Show or hide the tiles."""
        self.box.layout.display = None if visible else "none"

    def mark(self, chosen: Sequence[str]) -> None:
        """Show which regions are chosen, the first one apart."""
        self._marking = True
        try:
            for code, button in self.buttons.items():
                button.value = code in chosen
                sign = "" if code not in chosen else FIRST if code == chosen[0] else OTHER
                button.description = f"{sign}{self._words[code]}"
        finally:
            self._marking = False

    def _handler(self, code: str) -> Callable[[object], None]:
        def pressed(_change: object) -> None:
            if not self._marking:
                self._on_toggle(code)

        return pressed
