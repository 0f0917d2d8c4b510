"""Colours and formats of the workbook; each colour also stands beside a word, never alone."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

INK = "1F2933"
SOFT = "52606D"
RULE = "829AB1"
PALE = "CBD2D9"

IDENTITY = "D9E2EC"
DATES = "D5EBE1"
OTHER = "E4E7EB"
INDICATORS = {
    "Infrastruktur": "FFF0C2",
    "Kecanggihan Produk": "FBE0D3",
    "Kecepatan Bisnis Proses": "E3DDF0",
    "Output Pengetahuan dan Teknologi": "D3E5F5",
    "Jumlah Inovasi dan Hasil Kreatif": "DDEBCB",
}
"""Fill of the headings by variable of the guideline; `OTHER` where it is not known."""
MANDATORY = "9B2226"
"""Fill of the mark “wajib”, under white letters."""
MISSING = "FFC857"
"""Fill of a cell that must still be filled."""
BAR = "7FB8A4"
"""Bar of a share."""
ENTRY = "FFFDE7"
"""Fill of single cells to fill in; the rows of a form stay white."""

FONT = "Calibri"
TITLE = Font(FONT, size=16, bold=True, color=INK)
HEADING = Font(FONT, bold=True, color=INK)
TEXT = Font(FONT, color=INK)
NOTE = Font(FONT, italic=True, color=SOFT)
SMALL = Font(FONT, size=9, color=INK)
MARK = Font(FONT, size=9, bold=True, color="FFFFFF")

WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
LEFT = Alignment(vertical="top", horizontal="left")
INDENTED = Alignment(horizontal="left", vertical="top", indent=1)
MIDDLE = Alignment(vertical="top", horizontal="center")
# Spreads a word over the empty cells beside it without merging them.
ACROSS = Alignment(vertical="center", horizontal="centerContinuous")

GRID = Border(*(Side("thin", color=PALE),) * 4)
UNDER = Border(*(Side("thin", color=RULE),) * 4)
UNLOCKED = Protection(locked=False)
LOCKED = Protection(locked=True)

DATE = "dd-mm-yyyy"
TYPED = "@"
"""Text format: what is typed is kept as it is, also “1-2-2026” or a leading “=”."""


def fill(colour: str) -> PatternFill:
    """Return a plain fill."""
    # A conditional format takes its colour from the end, a cell from the start.
    return PatternFill("solid", start_color=colour, end_color=colour)
