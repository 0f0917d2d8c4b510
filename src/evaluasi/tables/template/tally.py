"""The hidden sheet of counts: one row per innovation, on which the completeness sheet rests.

Each row looks up the innovation of its number, so that rows inserted, deleted or sorted on the
form never break a count. Comparisons by ``=`` inside SUMPRODUCT take titles and names as they are;
COUNTIFS would read ``*`` and ``?`` in them as wildcards.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from evaluasi.tables.template import evidence, innovations
from evaluasi.tables.template.forms import define
from evaluasi.tables.template.subject import Subject

SHEET = "Hitungan"
OFFICE, STARTED, FILLED, ZERO, EMPTY, DOCUMENTS, UNLISTED = (
    "hitung_opd",
    "hitung_inovasi",
    "hitung_terisi",
    "hitung_nol",
    "hitung_wajib_kosong",
    "hitung_dokumen",
    "hitung_di_luar_daftar",
)
"""Names of the counts, one column each."""
LISTED = "hitung_daftar_opd"
"""Name of the offices on the list as the completeness sheet shows them, without stray spaces."""
MANDATORY = "tanda_wajib"
"""Name of the row that marks the mandatory indicators with 1."""

_TOP = 2
_FLAGS = 9
"""First column of the marks, right of the counts."""


def add(workbook: Workbook, subject: Subject) -> None:
    """Add the sheet and name its columns."""
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    flags = [int(bool(indicator.wajib)) for indicator in subject.innovation_indicators]
    for offset, flag in enumerate(flags):
        sheet.cell(1, _FLAGS + offset, flag)
    first, last = (get_column_letter(_FLAGS + n) for n in (0, len(flags) - 1))
    define(workbook, MANDATORY, f"'{SHEET}'!${first}$1:${last}$1")
    for number, name in enumerate(_formulas(1), start=1):
        letter = get_column_letter(number)
        sheet[f"{letter}1"] = name
        place = f"'{SHEET}'!${letter}${_TOP}:${letter}${_TOP + innovations.ROWS - 1}"
        define(workbook, name, place)
    for n in range(1, innovations.ROWS + 1):
        for number, formula in enumerate(_formulas(n).values(), start=1):
            sheet.cell(_TOP + n - 1, number, formula)
    sheet.protection.sheet = True


def _formulas(n: int) -> dict[str, str]:
    """Return the counts of the n-th row below the heading."""
    row = _TOP + n - 1
    title = f"INDEX({innovations.TITLES},{n + 1})"
    levels = f"INDEX({innovations.LEVELS},{n + 1},0)"

    def counted(formula: str) -> str:
        return f"=IF($B{row}=1,{formula},0)"

    return {
        OFFICE: f'=IF($B{row}=1,TRIM(INDEX({innovations.OFFICES},{n + 1})&""),"")',
        STARTED: f'=IF(TRIM({title}&"")="",0,1)',
        FILLED: counted(f'SUMPRODUCT(--({levels}<>""))'),
        ZERO: counted(f'SUMPRODUCT(({levels}<>"")*({levels}=0))'),
        EMPTY: counted(f'SUMPRODUCT({MANDATORY}*({levels}=""))'),
        DOCUMENTS: counted(f"SUMPRODUCT(--({evidence.TITLES}={title}))"),
        UNLISTED: counted(f'IF($A{row}="",1,IF(SUMPRODUCT(--({LISTED}=$A{row}))=0,1,0))'),
    }
