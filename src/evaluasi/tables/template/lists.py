"""The hidden sheet of lists behind the drop-down lists; each list has a name."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from evaluasi.rubrics import MAX_LEVEL
from evaluasi.rubrics.affairs import BASIC_SERVICES
from evaluasi.tables import schemas
from evaluasi.tables.template import meaning, themes
from evaluasi.tables.template.forms import define
from evaluasi.tables.template.subject import Subject

SHEET = "Daftar"
LEVELS, THEMES, EVIDENCED, BASIC = (
    "daftar_level",
    "daftar_tema",
    "daftar_indikator",
    "daftar_pelayanan_dasar",
)
OFFICES, TITLES = "daftar_opd", "daftar_judul"
"""Lists that grow while the workbook is filled."""


def named(field: str) -> str:
    """Return the name of the list of a column with a closed vocabulary."""
    return f"daftar_{field}"


def add(workbook: Workbook, subject: Subject) -> None:
    """Add the sheet and name its lists."""
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    for number, (name, values) in enumerate(_fixed(subject).items(), start=1):
        letter = get_column_letter(number)
        sheet[f"{letter}1"] = name
        for row, value in enumerate(values, start=2):
            sheet[f"{letter}{row}"] = value
        define(workbook, name, f"'{SHEET}'!${letter}$2:${letter}${len(values) + 1}")
    sheet.protection.sheet = True


def growing(column: str) -> str:
    """Return a formula for what is typed in a named column, without its heading and its rest.

    Text that follows a blank cell still belongs to the list.
    """
    rows = f"ROW({column})-MIN(ROW({column}))+1"
    last = f'SUMPRODUCT(MAX(({column}<>"")*({rows})))'
    return f"INDEX({column},2):INDEX({column},MAX(2,{last}))"


def _fixed(subject: Subject) -> dict[str, list[str | int]]:
    found = themes.of_edition(subject.edition)
    lists: dict[str, Iterable[str | int]] = {
        named(field.name): field.enum for field in schemas.get("inovasi").fields if field.enum
    }
    lists[LEVELS] = range(MAX_LEVEL + 1)
    lists[BASIC] = BASIC_SERVICES
    lists[EVIDENCED] = [meaning.choice(indicator) for indicator in subject.innovation_indicators]
    if found:
        lists[THEMES] = found.tema
    return {name: list(values) for name, values in lists.items()}
