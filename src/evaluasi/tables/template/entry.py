"""What a column lets in: lists, dates and numbers, each with a sentence for what it refuses."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from evaluasi.text import _

# What Excel allows for the parts of a validation.
_TITLE, _TEXT = 32, 255
_STOP, _WARN = "stop", "warning"


def chosen(names: str, strict: bool = True, sentence: str = "") -> DataValidation:
    """Let in what stands in a list.

    Parameters
    ----------
    names : str
        Defined name of the list.
    strict : bool
        Whether anything else is refused; if not, it is let in after a question.
    sentence : str
        Why something else is refused.
    """
    return _guarded(
        DataValidation(type="list", formula1=names),
        _("Pilih dari daftar"),
        sentence or _("Isian ini dipilih dari daftar; klik panah di kanan sel."),
        _STOP if strict else _WARN,
    )


def dated(last_year: int) -> DataValidation:
    """Let in dates up to the end of a year."""
    return _guarded(
        DataValidation(
            type="date",
            operator="between",
            formula1="DATE(1990,1,1)",
            formula2=f"DATE({last_year},12,31)",
        ),
        _("Bukan tanggal"),
        _(
            "Tulis tanggal sebagai hari-bulan-tahun, misalnya 21-10-2024, tidak lewat dari akhir "
            "tahun edisi."
        ),
    )


def deadline() -> DataValidation:
    """Let in any date."""
    return _guarded(
        DataValidation(type="date", operator="greaterThan", formula1="DATE(2000,1,1)"),
        _("Bukan tanggal"),
        _("Tulis tanggal sebagai hari-bulan-tahun, misalnya 22-08-2026."),
    )


def whole() -> DataValidation:
    """Let in whole numbers from 0 on."""
    return _guarded(
        DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0"),
        _("Bukan bilangan bulat"),
        _("Tulis bilangan bulat, mulai dari 0, tanpa satuan."),
    )


def amount() -> DataValidation:
    """Let in numbers from 0 on."""
    return _guarded(
        DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0"),
        _("Bukan angka"),
        _("Tulis angka, mulai dari 0, tanpa Rp dan tanpa satuan."),
    )


def measured() -> DataValidation:
    """Let in any number."""
    return _guarded(
        DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15"),
        _("Bukan angka"),
        _("Tulis angka saja, tanpa satuan."),
    )


def unrepeated(names: str, cell: str) -> DataValidation:
    """Let in a text that stands only once in a column.

    Parameters
    ----------
    names : str
        Defined name of the column.
    cell : str
        First cell to fill in, with a fixed column: ``$A8``.
    """
    # COUNTIF would read * and ? in a title as wildcards.
    return _guarded(
        DataValidation(type="custom", formula1=f"SUMPRODUCT(--({names}={cell}))=1"),
        _("Judul sudah ada"),
        _("Judul ini sudah ada pada baris lain. Satu inovasi ditulis pada satu baris."),
    )


def prompted(validation: DataValidation, title: str, text: str) -> DataValidation:
    """Show a text beside a cell while it is being filled."""
    validation.showInputMessage = True
    validation.promptTitle = _cut(title, _TITLE)
    validation.prompt = text[:_TEXT]
    return validation


def _guarded(
    validation: DataValidation, title: str, sentence: str, style: str = _STOP
) -> DataValidation:
    # Blanks in a list would otherwise let in anything; a cell can be emptied all the same.
    validation.allow_blank = validation.type != "list"
    validation.showErrorMessage = True
    validation.errorStyle = style
    validation.errorTitle = title[:_TITLE]
    validation.error = sentence[:_TEXT]
    return validation


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
