"""Regions of Indonesia: codes, names, and what people type for them.

The list (``regions.csv``) goes by the Kemendagri code, with the BPS code of 2020 beside it.

How a text is read:

1. Codes. A dot marks a Kemendagri code (``35.79``). Digits alone may stand on the Kemendagri or
   the BPS list, which differ outside Java; where they name two regions, both are told. BPS
   renumbered Papua after the split of 2022 and those codes are not on file, so digits alone are
   accepted there only where both lists agree. ``35.1`` is a code that lost its zero.
2. Names, without regard to case, punctuation and spaces, with or without the type. Without a
   type, provinces, kabupaten and kota come first, kecamatan only when none of those bears the
   name. A type that contradicts the name ("Kota Banyuwangi") is not overruled.
3. An incomplete name ("Kota Yogya") that fits one province, kabupaten or kota alone.
4. A misspelt name: similarity 1 - edits / length, accepted from 0.85 on where no other name comes
   within 0.1 of it.

What is left carries no code, only candidates: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

from evaluasi.errors import ParameterError
from evaluasi.regions.listing import Level, Region, children, get, regions, siblings, table
from evaluasi.regions.reading import Reading, Scheme, read
from evaluasi.regions.scope import Scope, scope_of
from evaluasi.regions.wording import region_error
from evaluasi.text import _, is_missing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Level", "Region", "Scheme", "children", "get", "match", "resolve", "siblings", "table"]


def match(
    values: Iterable[object] | str,
    within: str | None = None,
    levels: Iterable[Level] | None = None,
    scheme: Scheme | None = None,
) -> pd.DataFrame:
    """Find the region that each text or number names; never guess.

    Parameters
    ----------
    values : iterable or str
        What people typed: names, codes, or both ("35.79 Kota Batu"). A pandas Series keeps its
        index, so that the result can be joined back.
    within : str, optional
        Kemendagri code; only that region and what lies in it are searched.
    levels : iterable of str, optional
        Of provinsi, kabupaten, kota, kecamatan; default all.
    scheme : {"kemendagri", "bps"}, optional
        The list that codes without dots belong to, where the caller knows it.

    Returns
    -------
    pandas.DataFrame
        One row per input, in order: `masukan` as given; `kode` and `nama`, missing where the text
        is unknown or ambiguous; `keyakinan`, 1.0 for a code or a normalised name that agrees
        wholly, below 1 for an incomplete or misspelt name, NaN without a match; `kandidat`, a
        tuple of the codes that may be meant, empty where there is a match.

    Raises
    ------
    RegionError
        `within` is no code of the list.
    ParameterError
        `levels` or `scheme` names something unknown.
    """
    import pandas as pd

    scope = _scope(within, levels)
    if scheme not in (None, *get_args(Scheme)):
        problem = _("Daftar kode tidak dikenal: {scheme}.").format(scheme=scheme)
        raise ParameterError(problem, _("Pilih “kemendagri” atau “bps”."))
    items = [values] if isinstance(values, str) else list(values)
    texts = ["" if is_missing(item) else str(item).strip() for item in items]
    readings = {text: read(text, scope, scheme) for text in dict.fromkeys(texts)}
    rows = [readings[text] for text in texts]
    codes = [row.codes[0] if row.accepted else None for row in rows]
    names = [None if kode is None else regions()[kode].nama for kode in codes]
    candidates = [() if row.accepted else row.codes for row in rows]
    index = values.index if isinstance(values, pd.Series) else pd.RangeIndex(len(items))
    return pd.DataFrame(
        {
            "masukan": pd.Series(items, index, dtype="object"),
            "kode": pd.Series(codes, index, dtype="str"),
            "nama": pd.Series(names, index, dtype="str"),
            "keyakinan": pd.Series([row.confidence for row in rows], index, dtype="float64"),
            "kandidat": pd.Series(candidates, index, dtype="object"),
        }
    )


def resolve(text: object, within: str | None = None, levels: Iterable[Level] | None = None) -> str:
    """Give the one code that a parameter names.

    Stricter than `match`: an incomplete or misspelt name is an error with a suggestion, since a
    single parameter has no place to show a confidence. A text that is letter for letter a
    Kemendagri code is that code, also where BPS uses the same two digits for another province.

    Raises
    ------
    RegionError
        The text names no region or more than one; the error lists the candidates with their codes
        and says what to type instead.
    """
    scope = _scope(within, levels)
    typed = "" if is_missing(text) else str(text).strip()
    if typed in scope.regions:
        return typed
    reading = read(typed, scope)
    if reading.why == "exact":
        return reading.codes[0]
    elsewhere = read(typed, scope_of(None, None))
    if elsewhere.why == "exact":
        reading = Reading("outside", elsewhere.codes)
    raise region_error(typed, reading)


def _scope(within: str | None, levels: Iterable[Level] | None) -> Scope:
    if levels is None:
        return scope_of(within, None)
    asked = frozenset({levels} if isinstance(levels, str) else levels)
    unknown = sorted(asked - set(get_args(Level)))
    if unknown:
        problem = _("Tingkat wilayah tidak dikenal: {unknown}.").format(unknown=", ".join(unknown))
        raise ParameterError(problem, _("Pilih provinsi, kabupaten, kota, atau kecamatan."))
    return scope_of(within, asked)
