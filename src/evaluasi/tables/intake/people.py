"""Persons stay outside: columns that name them are recognised, and raters become codes."""

from __future__ import annotations

import hashlib
import re
from functools import cache

import pandas as pd

from evaluasi.tables.intake import plain

_CODE = re.compile(r"[A-Za-z]{0,4}\d{1,6}")
_WORDS = re.compile(r"[^\W_]+")
_LEAST_DIGITS = 3


def is_person(heading: str) -> bool:
    """Whether a column with this heading holds names of persons or how to reach them.

    "Nama Inisiator", "Verifikator 2", "No. HP penanggung jawab" do; "Inisiator" (a class),
    "Nama Inovasi", "Jumlah responden" and "Skor verifikator" don't.
    """
    words = tuple(_WORDS.findall(heading.casefold()))
    starts, company = _known()
    return any(
        words[:length] in starts and all(w.isdigit() or w in company for w in words[length:])
        for length in range(1, len(words) + 1)
    )


def coded(names: pd.Series, prefix: str) -> pd.Series:
    """Replace the names of raters or respondents by codes such as P001.

    Codes follow the order of the names' hashes: the same names get the same codes whatever their
    order, and the codes say nothing about the names. Case, spaces and punctuation don't matter.

    Parameters
    ----------
    names : pandas.Series
        Text, as one file has it; blank stays blank.
    prefix : str
        Letters before the number, at most four.

    Returns
    -------
    pandas.Series
        Same index. Where every text is a code already ("P01", "12"), the texts themselves.
    """
    texts = names.map(plain.text).astype(object)
    distinct = {text: plain.folded(text) or text for text in texts.unique() if text}
    if all(_CODE.fullmatch(text) for text in distinct):
        return texts
    order = sorted(set(distinct.values()), key=_hash)
    digits = max(_LEAST_DIGITS, len(str(len(order))))
    number = {name: f"{prefix}{place:0{digits}}" for place, name in enumerate(order, 1)}
    return texts.map({text: number[name] for text, name in distinct.items()} | {"": ""})


@cache
def _known() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Return the beginnings of such headings, and the words that may follow them.

    Words behind a role must only say which one, or of what office.
    """
    parts = plain.vocabulary()["orang"]
    roles = [*parts["selalu"], *parts["dengan_nama"]]
    named = [f"nama {role}" for role in roles]
    starts = (*parts["data_diri"], *parts["selalu"], *named)
    words = (word for role in roles for word in role.split())
    return frozenset(tuple(start.split()) for start in starts), frozenset(
        {*words, *parts["pelengkap"]}
    )


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8")).hexdigest()
