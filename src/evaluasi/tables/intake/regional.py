"""The region of each row: from its own column, from above the table, or from the user's answer."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.regions.listing import regions
from evaluasi.regions.reading import Reading, read
from evaluasi.regions.scope import scope_of
from evaluasi.regions.wording import region_error
from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.intake import layouts
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.draft import Draft
from evaluasi.text import _

Flags = npt.NDArray[np.bool_]

_REASONS = {
    "ambiguous": Reason.AMBIGUOUS_REGION,
    "ambiguous_code": Reason.AMBIGUOUS_REGION,
    "lost_zero": Reason.LOST_ZERO,
    "contradiction": Reason.CONFLICT,
}


class _Place(NamedTuple):
    """What a row says of its region: a code, or why there is none."""

    kode: str = ""
    reason: Reason | None = None
    sentence: str = ""


def fill(draft: Draft, target: str, context: Context, needed: Flags) -> None:
    """Write the region's code of each row in a column, and tell where there is none.

    Parameters
    ----------
    draft : Draft
    target : str
        ``kode``, or the helper of tables that only point to an innovation.
    context : Context
    needed : array of bool, shape (n_rows,)
        Which rows need a region.
    """
    codes, names, provinces = (
        draft.column(name) for name in (target, layouts.REGION, layouts.PROVINCE)
    )
    said = (codes != "") | (names != "")
    if not said.any() and (provinces != "").any():
        names, provinces = provinces, draft.constant("")
        said = names != ""
    within = context.region if context.region and "." not in context.region else ""
    keys = pd.MultiIndex.from_arrays([codes, names, provinces])
    numbers, distinct = pd.factorize(keys)
    found = [_place(*map(str, key), within) for key in distinct]
    written = np.array([place.kode for place in found], dtype=object)[numbers]
    unread = said & (written == "")
    # What could not be read stays as the user wrote it.
    draft.text[target] = np.where(unread, np.where(codes != "", codes, names), written)
    rows = np.flatnonzero(unread)
    faults = [found[numbers[row]] for row in rows]
    reasons = [fault.reason or Reason.UNKNOWN_REGION for fault in faults]
    draft.tell(rows, target, reasons, [fault.sentence for fault in faults])
    _check_answer(draft, target, context, said & (written != ""))
    blank = ~said & needed
    if blank.any():
        _fill_blank(draft, target, context, blank)


def _fill_blank(draft: Draft, target: str, context: Context, blank: Flags) -> None:
    """Fill the rows without a region from above the table or from the user's answer."""
    printed = draft.extract.above.region
    place = _place("", printed, "", "") if printed else _Place()
    answer = context.region or ""
    kode = place.kode or answer
    if place.kode and answer and not _nested(place.kode, answer):
        sentence = _("di atas tabel tertulis {printed}, tetapi --wilayah menyebut {answer}")
        draft.bar(Reason.CONFLICT, target, sentence.format(printed=printed, answer=answer))
    elif place.kode and answer:
        kode = max(place.kode, answer, key=len)
    elif not kode and place.reason:
        draft.bar(place.reason, target, place.sentence)
    elif not kode and blank.all():
        sentence = _("wilayah tidak tertulis di berkas; sebutkan dengan --wilayah, misalnya 35.79")
        draft.bar(Reason.CONTEXT, target, sentence)
    elif not kode:
        rows = np.flatnonzero(blank)
        sentence = _("baris ini tidak menyebut wilayah; isi, atau sebutkan dengan --wilayah")
        draft.tell(rows, target, [Reason.CONTEXT] * len(rows), [sentence] * len(rows))
    if place.kode and not answer:
        words = _("wilayah {kode} diambil dari tulisan di atas tabel: “{printed}”")
        draft.note(words.format(kode=place.kode, printed=shown(printed)))
    if kode:
        draft.text[target] = np.where(blank, kode, draft.text[target])


def _check_answer(draft: Draft, target: str, context: Context, known: Flags) -> None:
    """Tell rows whose own region lies outside the one that the user named."""
    if not context.region:
        return
    codes = draft.text[target]
    outside = [row for row in np.flatnonzero(known) if not _nested(codes[row], context.region)]
    sentence = _("baris ini menyebut wilayah {kode}, tetapi --wilayah menyebut {answer}")
    told = [sentence.format(kode=codes[row], answer=context.region) for row in outside]
    draft.tell(outside, target, [Reason.CONFLICT] * len(outside), told)


def _nested(one: str, other: str) -> bool:
    """Whether one region lies in the other, or both are the same."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


@lru_cache(maxsize=10_000)
def _place(code: str, name: str, province: str, within: str) -> _Place:
    """Read the code and the name that a row gives; where both stand, they must agree."""
    if not code and not name:
        return _Place()
    above = _exact(read(province, scope_of(None, frozenset({"provinsi"})))) if province else ""
    scope = scope_of(above or within or None, None)
    if code in regions():
        reading = read(code, scope_of(None, None)) if name else Reading("exact", (code,), 1.0)
        named = read(name, scope) if name else reading
        if name and _exact(named) and _exact(named) != code and not _nested(_exact(named), code):
            sentence = _("kode {code} dan nama “{name}” tidak menunjuk wilayah yang sama")
            return _Place("", Reason.CONFLICT, sentence.format(code=code, name=name))
        return _Place(code)
    text = code or name
    reading = read(text, scope)
    if found := _exact(reading):
        return _Place(found)
    error = region_error(text, reading)
    candidates = f" ({'; '.join(error.faults)})" if error.faults else ""
    problem = error.problem.rstrip(".")
    reason = _REASONS.get(reading.why, Reason.UNKNOWN_REGION)
    return _Place("", reason, f"{problem}{candidates}")


def _exact(reading: Reading) -> str:
    return reading.codes[0] if reading.why == "exact" and len(reading.codes) == 1 else ""
