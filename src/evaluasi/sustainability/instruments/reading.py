"""Answers to an instrument: the rows that count, and each fault with its cell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics.instruments import Instrument, folded
from evaluasi.text import _, listing, number

COLUMNS = ("instrumen", "objek", "responden", "gelombang", "butir", "nilai")
FAULTS = ("baris", "objek", "responden", "gelombang", "domain", "butir", "nilai", "kalimat")
KEY = ["objek", "gelombang", "responden", "butir"]


class Answers(NamedTuple):
    """Rows that count (objek, gelombang, responden, domain, butir, nilai; NaN: no answer)."""

    rows: pd.DataFrame
    faults: pd.DataFrame


def read(survei: pd.DataFrame, instrument: Instrument) -> Answers:
    """Pick the answers to an instrument, and tell every one that can't be one.

    A row whose domain is unknown, whose answer lies outside the scale or is no whole number, that
    stands there twice, or that makes its domain longer than the instrument, is a fault and does
    not count.

    Raises
    ------
    ParameterError
        For missing columns.
    """
    lacking = [column for column in COLUMNS if column not in survei.columns]
    if lacking:
        raise ParameterError(
            _("Tabel survei tidak punya kolom {columns}.").format(columns=listing(lacking)),
            _("Kolomnya: {known}, dan domain.").format(known=", ".join(COLUMNS)),
        )
    known = {word: instrument.is_called(word) for word in survei["instrumen"].dropna().unique()}
    rows = survei[survei["instrumen"].map(known).fillna(False).astype(bool)]
    rows = rows.assign(
        baris=rows.index, domain=_domains(rows, instrument), asal=rows["nilai"],
        nilai=pd.to_numeric(rows["nilai"], errors="coerce").astype(float),
    ).reset_index(drop=True)  # fmt: skip
    told = _told(rows, instrument)
    wrong = told != ""
    faults = rows.assign(nilai=rows["asal"], kalimat=told)[wrong][list(FAULTS)]
    kept = rows[~wrong][["objek", "gelombang", "responden", "domain", "butir", "nilai"]]
    return Answers(kept.reset_index(drop=True), faults.reset_index(drop=True))


def _domains(rows: pd.DataFrame, instrument: Instrument) -> pd.Series:
    """Return codes of domains by name or, where none is given, by the number of the item."""
    named = instrument.domain_codes()
    given = rows["domain"] if "domain" in rows.columns else pd.Series(None, index=rows.index)
    words, items = given.astype("object"), rows["butir"].astype("str")
    codes = {word: named.get(folded(word), "") for word in words.dropna().unique()}
    numbered = _numbered(instrument)
    told = [
        numbered.get(item, "") if unsaid else codes[word]
        for word, unsaid, item in zip(words, given.isna(), items, strict=True)
    ]
    return pd.Series(told, index=rows.index, dtype="str")


def _numbered(instrument: Instrument) -> dict[str, str]:
    """Return the domain of each item by its number; empty where numbers tell nothing."""
    if not instrument.berurut:
        return {}
    codes = [one.kode for one in instrument.ranah for _item in range(one.butir)]
    return {str(place): code for place, code in enumerate(codes, start=1)}


def _told(rows: pd.DataFrame, instrument: Instrument) -> pd.Series:
    """Return what is wrong with each row; empty where nothing is."""
    low, high = instrument.limits
    value = rows["nilai"]
    text = value.isna() & rows["asal"].notna()
    outside = value.notna() & ~(value.between(low, high) & (value == np.floor(value)))
    scale = _("bukan bilangan bulat {low} sampai {high}").format(low=number(low), high=number(high))
    told = pd.Series("", index=rows.index, dtype="object")
    unnamed = rows[["objek", "responden", "butir", "gelombang"]].isna().any(axis=1)
    told[_crowded(rows, instrument)] = _(
        "ranah ini memuat lebih banyak butir daripada instrumennya"
    )
    told[rows.duplicated(KEY, keep=False)] = _("jawaban yang sama ditulis lebih dari sekali")
    told[text | outside] = scale
    told[rows["domain"] == ""] = _("ranah tidak dikenal pada instrumen ini")
    told[unnamed] = _("objek, responden, gelombang, atau butir kosong")
    return told


def _crowded(rows: pd.DataFrame, instrument: Instrument) -> pd.Series:
    """Return the rows of domains in which an object's items outnumber those of the instrument."""
    items = {one.kode: one.butir for one in instrument.ranah}
    held = rows.groupby(["objek", "gelombang", "domain"], dropna=False)["butir"].transform(
        "nunique"
    )
    return held > rows["domain"].map(items).fillna(np.inf)
