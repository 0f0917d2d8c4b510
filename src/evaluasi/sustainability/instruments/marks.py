"""Marks of assessors by factor or criterion: reading them, and whether they may be averaged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics.instruments import Instrument, folded
from evaluasi.sustainability.instruments.measurement import NOTED, WITHHELD, assessor_agreement
from evaluasi.text import _, listing

KEY = ["objek", "penilai", "kriteria"]
ONLY = "P1"


class Marks(NamedTuple):
    """Sound rows (columns of `KEY` and nilai, codes of criteria), and the others with a reason."""

    rows: pd.DataFrame
    faults: pd.DataFrame


def read(
    marks: pd.DataFrame,
    instrument: Instrument,
    values: pd.Series,
    sound: pd.Series,
    why: str,
    more: Sequence[str] = (),
) -> Marks:
    """Pick the marks of known criteria that are sound; all others are faults.

    Parameters
    ----------
    marks : DataFrame
        objek, kriteria, nilai (as written), optionally penilai; each once.
    instrument : Instrument
    values, sound : Series
        Row by row: what each mark is worth, and whether it can be one.
    why : str
        What is wrong with those that can't.
    more : sequence of str
        Further columns to keep.
    """
    named = instrument.domain_codes()
    rows = marks.assign(baris=marks.index).reset_index(drop=True)
    rows = rows if "penilai" in marks.columns else rows.assign(penilai=ONLY)
    codes = rows["kriteria"].map(lambda word: named.get(folded(word), ""))
    keys = rows.assign(kriteria=codes.where(codes != "", rows["kriteria"]))
    told = pd.Series("", index=rows.index, dtype="object")
    told[~sound.to_numpy(dtype=bool)] = why
    told[codes == ""] = _("kriteria tidak dikenal pada instrumen ini")
    told[keys.duplicated(KEY, keep=False)] = _("dinilai lebih dari sekali")
    told[rows[KEY].isna().any(axis=1)] = _("objek, penilai, atau kriteria kosong")
    faults = rows.assign(kalimat=told)[told != ""]
    kept = rows.assign(kriteria=codes, nilai=values.to_numpy())[told == ""]
    return Marks(
        kept[[*KEY, "nilai", *more]].reset_index(drop=True),
        faults[["baris", *KEY, "nilai", "kalimat"]].reset_index(drop=True),
    )


def require(marks: pd.DataFrame, columns: Sequence[str]) -> None:
    """Refuse a table that lacks a column.

    Raises
    ------
    ParameterError
    """
    lacking = [column for column in columns if column not in marks.columns]
    if lacking:
        raise ParameterError(
            _("Tabel penilaian tidak punya kolom {columns}.").format(columns=listing(lacking)),
            _("Kolomnya: {known}, dan penilai bila lebih dari satu orang.").format(
                known=", ".join(columns)
            ),
        )


def averaged(scores: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """Average the scores of assessors, object by object, where their agreement allows it.

    Parameters
    ----------
    scores : DataFrame
        objek, penilai, nilai (NaN: withheld), alasan.

    Returns
    -------
    DataFrame
        objek, nilai, penilai, terendah, tertinggi, status, alasan.
    """
    agreed = assessor_agreement(scores, seed=seed)
    found = scores.groupby("objek", as_index=False, sort=True).agg(
        nilai=("nilai", "mean"), penilai=("nilai", "count"),
        terendah=("nilai", "min"), tertinggi=("nilai", "max"), lembar=("nilai", "size"),
    )  # fmt: skip
    why = scores[scores["nilai"].isna()].groupby("objek")["alasan"].first()
    verdicts = []
    for objek, n, sheets in found[["objek", "penilai", "lembar"]].itertuples(index=False):
        status, reason = agreed.verdict(n) if n else (WITHHELD, "")
        if n < sheets:  # the scores of some assessors are withheld
            status = WITHHELD if status == WITHHELD else NOTED
            reason = "; ".join(filter(None, (reason, str(why[objek]))))
        verdicts.append((status, reason))
    found["status"], found["alasan"] = zip(*verdicts, strict=True) if verdicts else ((), ())
    found["nilai"] = found["nilai"].mask(found["status"] == WITHHELD)
    return found.drop(columns="lembar")
