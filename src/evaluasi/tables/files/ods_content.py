"""The sheets in the XML of an OpenDocument spreadsheet, gathered as its parser goes along."""

from __future__ import annotations

from evaluasi.tables.faults import Fault
from evaluasi.tables.files import limits
from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.files.marks import Marks
from evaluasi.tables.files.ods_cell import Attributes, OdsCell, repeats
from evaluasi.tables.files.refusal import RefusedError, too_many_cells
from evaluasi.tables.files.shape import marked

_CELLS = ("table:table-cell", "table:covered-table-cell")
# What holds cells or text that do not belong to the sheet.
_ASIDE = frozenset(
    (
        "office:annotation",
        "office:forms",
        "draw:frame",
        "draw:custom-shape",
        "table:shapes",
        "table:tracked-changes",
    )
)
_HIDDEN = ("collapse", "filter")


class Content:
    """Handlers of the parser's events; afterwards the sheets and their faults."""

    def __init__(self, file: str) -> None:
        self.grids: list[Grid] = []
        self.faults: list[Fault] = []
        self._file = file
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        self._cell: OdsCell | None = None
        self._aside = 0

    @property
    def sheet(self) -> str:
        """Name of the sheet being read."""
        return self._sheet.name if self._sheet else ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif self._cell is not None:
            self._cell.start(name, attributes)
        elif name == "table:table":
            hidden = attributes.get("table:style-name") in self._hidden_styles
            self._sheet = _Sheet(attributes.get("table:name", ""), not hidden)
        elif self._sheet is not None:
            if name in _CELLS:
                self._cell = OdsCell(attributes)
            elif name == "table:table-row":
                self._sheet.start_row(attributes)
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._aside:
            self._aside -= 1
        elif self._sheet is not None:
            if name in _CELLS and self._cell is not None:
                self._sheet.add(self._cell)
                self._cell = None
            elif name == "table:table-row":
                self._sheet.end_row()
            elif name == "table:table":
                self._end_sheet(self._sheet)

    def text(self, characters: str) -> None:
        """Take text between elements."""
        if self._cell is not None and not self._aside:
            self._cell.text(characters)

    def _end_sheet(self, sheet: _Sheet) -> None:
        self._sheet = None
        if sheet.refused is not None:
            self.faults.append(sheet.refused.fault(self._file, sheet.name))
        else:
            self.grids.append(sheet.grid(self._file))


class _Sheet:
    """One sheet as it grows; blanks only count once something filled follows them."""

    def __init__(self, name: str, visible: bool) -> None:
        self.name = name
        self.refused: RefusedError | None = None
        self._visible = visible
        self._rows: list[list[Cell]] = []
        self._blank_rows = 0
        self._cells = 0
        self._widest = 0
        self._row: list[Cell] = []
        self._row_attributes: Attributes = {}
        self._blank_cells = 0
        self._marks = Marks()
        self._merged: list[tuple[int, int, int, int]] = []

    def start_row(self, attributes: Attributes) -> None:
        self._row, self._row_attributes, self._blank_cells = [], attributes, 0

    def add(self, cell: OdsCell) -> None:
        """Put a cell at the end of the current row, as often as it repeats."""
        row = len(self._rows) + self._blank_rows
        column = len(self._row) + self._blank_cells
        if cell.spans != (1, 1):
            down, across = cell.spans
            self._merged.append((row, column, row + down - 1, column + across - 1))
        value = cell.value()
        if value is None and not cell.no_value:
            self._blank_cells += cell.repeat
            return
        if not self._room_for(1, column + cell.repeat):
            return
        self._row += [None] * self._blank_cells + [value] * cell.repeat
        self._blank_cells = 0
        if cell.no_value:
            self._marks.no_value.update((row, column + n) for n in range(cell.repeat))

    def end_row(self) -> None:
        repeat = repeats(self._row_attributes, "table:number-rows-repeated")
        if not self._row:
            self._blank_rows += repeat
            return
        if not self._room_for(len(self._rows) + self._blank_rows + repeat, len(self._row)):
            return
        self._rows += [[] for _blank in range(self._blank_rows)]
        self._blank_rows = 0
        first = len(self._rows)
        self._rows += [list(self._row) for _copy in range(repeat)]
        if self._row_attributes.get("table:visibility") in _HIDDEN:
            self._marks.hidden.update(range(first + 1, first + repeat + 1))

    def grid(self, file: str) -> Grid:
        grid = Grid(file, self.name, self._rows, 1, self._visible, merged=tuple(self._merged))
        return marked(grid, self._marks)

    def _room_for(self, height: int, width: int) -> bool:
        """Refuse the sheet once its rectangle outgrows the limit; its other rows are passed by."""
        self._widest = max(self._widest, width)
        if max(height, len(self._rows)) * self._widest > limits.MOST_CELLS:
            self.refused = too_many_cells()
            self._rows, self._row = [], []
        return self.refused is None
