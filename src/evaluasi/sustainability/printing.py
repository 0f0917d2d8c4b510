"""Numbers as summaries write them, and tables as they must be."""

from __future__ import annotations

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.text import _, listing, number

NONE = "–"
SMALL_P = 0.001


def figure(x: float, decimals: int = 2) -> str:
    """Write a number of a summary; a dash where there is none."""
    return NONE if pd.isna(x) else number(x, decimals)


def probability(p: float) -> str:
    """Write a probability as readers know it: p = 0,031, or p < 0,001."""
    return _("p < 0,001") if p < SMALL_P else _("p = {p}").format(p=figure(p, 3))


def require_columns(frame: pd.DataFrame, needed: tuple[str, ...], called: str) -> None:
    """Refuse a table that lacks columns, naming all of them."""
    absent = [name for name in needed if name not in frame.columns]
    if absent:
        raise ParameterError(
            _("{table} tidak memuat kolom {names}.").format(table=called, names=listing(absent)),
            _("Kolom yang diperlukan: {names}.").format(names=listing(needed)),
        )


def require_share(name: str, given: float) -> None:
    """Refuse what is not strictly between 0 and 1."""
    if not 0 < given < 1:
        raise ParameterError(
            _("{name} harus di antara 0 dan 1, bukan {given}.").format(name=name, given=given)
        )
