"""What the person who sends a file knows and the file does not say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Answers given beside the files; what a file itself says must not contradict them.

    Attributes
    ----------
    table : str or None
        Table that is asked for, of `schemas.NAMES`; None: whichever the headings show.
    edition : int or None
        Edition of the index, for rows that name none.
    region : str or None
        Kemendagri code, for rows that name no region.
    indicator : str or None
        Code of ``capaian.indikator``, for tables that print it only in words.
    source : str or None
        What stands in column ``sumber`` where the file has none.
    """

    table: str | None = None
    edition: int | None = None
    region: str | None = None
    indicator: str | None = None
    source: str | None = None
