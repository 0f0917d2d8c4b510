"""Rows that were not accepted, each beside what is wrong with it."""

from __future__ import annotations

import pandas as pd

from evaluasi.text import _

PLACE = ["berkas", "lembar", "baris"]
REASONS = "kesalahan"


def with_reasons(rows: pd.DataFrame, rejected: pd.DataFrame) -> pd.DataFrame:
    """Put a column `REASONS` before the rows: every fault of the row, one a line.

    Parameters
    ----------
    rows : pandas.DataFrame
        Quarantined rows, index `PLACE`.
    rejected : pandas.DataFrame
        Faults, columns as `Intake.rejected`; those of a whole sheet or file concern all its rows.
    """
    told = rejected.assign(
        told=[
            f"{column}: {sentence}" if column else sentence
            for column, sentence in zip(rejected["kolom"], rejected["kalimat"], strict=True)
        ]
    )
    own = told.dropna(subset="baris").groupby(PLACE)["told"].agg(_lines)
    common = told[told["baris"].isna()]
    by_sheet = common.groupby(["berkas", "lembar"])["told"].agg(_lines)
    reasons = [
        own.get(place) or by_sheet.get(place[:2]) or by_sheet.get((place[0], "")) or ""
        for place in rows.index
    ]
    shown = rows.copy()
    shown.insert(0, REASONS, reasons)
    return shown


def origin(place: tuple[str, str, int]) -> str:
    """Return where a row stood, in words."""
    file, sheet, row = place
    parts = [file, _("lembar {sheet}").format(sheet=sheet) if sheet else ""]
    return ", ".join(part for part in (*parts, _("baris {row}").format(row=row)) if part)


def _lines(sentences: pd.Series) -> str:
    return "\n".join(dict.fromkeys(sentences))
