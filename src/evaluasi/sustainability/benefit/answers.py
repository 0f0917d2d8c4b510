"""Answers of a survey as numbers, with every answer that could not be used and why."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.printing import require_columns
from evaluasi.text import _, listing, number

KEY = ["objek", "responden", "gelombang", "butir"]
DROPPED = ["baris", "objek", "responden", "gelombang", "butir", "nilai", "alasan"]


class Answers(NamedTuple):
    """What was answered.

    Attributes
    ----------
    rows : DataFrame
        objek, responden, gelombang, domain, butir, nilai (float, NaN where not answered).
    dropped : DataFrame
        Answers left out, columns `DROPPED`; `baris` is the row label of the table handed in.
    """

    rows: pd.DataFrame
    dropped: pd.DataFrame


def read_answers(
    survei: pd.DataFrame,
    *,
    instrument: str | None,
    low: float,
    high: float,
    whole: bool = True,
) -> Answers:
    """Read the answers to one instrument.

    Parameters
    ----------
    survei : DataFrame
        Table `survei`: objek, responden, gelombang, butir, nilai; instrumen and domain where the
        table has them.
    instrument : str or None
        Which instrument; None where the table holds only one.
    low, high : float
        Ends of the scale; what lies outside is no answer to this question.
    whole : bool
        Whether only whole numbers are answers.

    Raises
    ------
    ParameterError
        For columns that lack, an unknown instrument, or none chosen among several.
    """
    require_columns(survei, (*KEY, "nilai"), _("Tabel survei"))
    rows = _of_instrument(survei, instrument)
    rows = rows.assign(baris=rows.index).reset_index(drop=True)
    if "domain" not in rows:
        rows = rows.assign(domain=rows["butir"])
    given = pd.to_numeric(rows["nilai"], errors="coerce").astype("float64")
    key = rows[KEY]
    reason = pd.Series("", index=rows.index, dtype=object)
    scale = _("di luar skala {low} sampai {high}").format(low=number(low), high=number(high))
    checks = (
        (given.isna() & rows["nilai"].notna(), _("bukan angka")),
        ((given < low) | (given > high), scale),
        (given.notna() & (given % 1 != 0) & whole, _("bukan bilangan bulat")),
        (key.isna().any(axis=1), _("objek, responden, gelombang, atau butir kosong")),
        (key.assign(nilai=given).duplicated(), _("jawaban yang sama tertulis dua kali")),
    )
    for wrong, why in checks:
        reason[(reason == "") & wrong] = why
    open_ = key[reason == ""]
    torn = open_.index[open_.duplicated(keep=False)]
    reason[torn] = _("dua jawaban berbeda untuk satu butir")
    kept = rows.assign(nilai=given)[reason == ""]
    left = rows[reason != ""].assign(alasan=reason[reason != ""])
    return Answers(
        kept[["objek", "responden", "gelombang", "domain", "butir", "nilai"]].reset_index(
            drop=True
        ),
        left[DROPPED].reset_index(drop=True),
    )


def _of_instrument(survei: pd.DataFrame, instrument: str | None) -> pd.DataFrame:
    if "instrumen" not in survei:
        return survei
    names = survei["instrumen"].dropna().unique()
    if instrument is None and len(names) > 1:
        raise ParameterError(
            _("Tabel survei memuat beberapa instrumen: {names}.").format(names=listing(names)),
            _("Sebut salah satunya dengan instrument=…"),
        )
    if instrument is not None and instrument not in names:
        raise ParameterError(
            _("Instrumen “{name}” tidak ada dalam tabel survei.").format(name=instrument),
            _("Yang ada: {names}.").format(names=listing(names)),
        )
    return survei if instrument is None else survei[survei["instrumen"] == instrument]


def tally(dropped: pd.DataFrame) -> str:
    """Say how many answers were left out and why; empty where none were."""
    if dropped.empty:
        return ""
    counts = dropped["alasan"].value_counts(sort=False)
    parts = [_("{n} {why}").format(n=number(n), why=why) for why, n in counts.items()]
    return _("Jawaban yang tidak dipakai: {parts}.").format(parts="; ".join(parts))
