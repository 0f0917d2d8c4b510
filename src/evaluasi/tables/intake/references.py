"""Rows that are about an innovation: finding it by its region and title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from evaluasi.tables import schemas
from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.intake import layouts
from evaluasi.tables.intake.draft import Draft
from evaluasi.tables.intake.ids import folded_title, innovation_id
from evaluasi.text import _

TABLES = frozenset(name for name in schemas.NAMES if schemas.get(name).field("id_inovasi"))
_NEAR = 80


@dataclass(slots=True)
class Innovations:
    """The innovations that a run has read.

    Attributes
    ----------
    ids : dict of (str, str) to str
        Region and folded title → identifier.
    files : dict of str to dict of str to str
        File → its titles, folded → as printed.
    """

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> Innovations:
        """Gather the innovations of drafts, also of rows that are not taken."""
        known = cls()
        for draft in drafts:
            titles = known.files.setdefault(draft.file, {})
            columns = (draft.column(name) for name in ("kode", "judul", "id"))
            for kode, title, id_ in zip(*columns, strict=True):
                folded = folded_title(title)
                titles[folded] = title
                known.ids.setdefault((kode, folded), id_)
        return known


def fill(draft: Draft, known: Innovations) -> None:
    """Write the identifier of the innovation that each row is about.

    Parameters
    ----------
    draft : Draft
        Of one of `TABLES`.
    known : Innovations
        An innovation among them keeps the identifier that its own file gives it.
    """
    if not draft.filled(layouts.TITLE).any() and draft.extract.above.title:
        draft.text[layouts.TITLE] = draft.constant(draft.extract.above.title)
    titles, codes = draft.column(layouts.TITLE), draft.column(layouts.REGION_CODE)
    ids = draft.column("id_inovasi")
    bad = draft.told.get(layouts.REGION_CODE, np.zeros(draft.length, dtype=bool))
    usable = (titles != "") & (codes != "") & ~bad
    numbers, distinct = pd.factorize(pd.MultiIndex.from_arrays([codes, titles]))
    made = [
        known.ids.get((kode, folded_title(title))) or innovation_id(kode, title)
        for kode, title in distinct
    ]
    found = np.array([*made, ""], dtype=object)[numbers]
    draft.text["id_inovasi"] = np.where(ids != "", ids, np.where(usable, found, ""))
    draft.excuse("id_inovasi", (ids == "") & (titles != "") & ~usable)
    if draft.length and not ((ids != "") | (titles != "")).any():
        sentence = _("baris-baris ini tidak menyebut inovasinya; tambahkan kolom Judul Inovasi")
        draft.bar(Reason.MISSING_COLUMN, "id_inovasi", sentence)
    _check(draft, known, usable & (ids == ""))


def _check(draft: Draft, known: Innovations, asked: npt.NDArray[np.bool_]) -> None:
    """Tell titles that no innovation of the same file bears, where the file lists innovations."""
    listed = known.files.get(draft.file)
    if listed is None:
        return
    titles = draft.column(layouts.TITLE)
    rows = [r for r in np.flatnonzero(asked) if folded_title(titles[r]) not in listed]
    said = {title: _unlisted(title, listed) for title in {titles[row] for row in rows}}
    told = [said[titles[row]] for row in rows]
    draft.tell(rows, "id_inovasi", [Reason.NO_SUCH_KEY] * len(rows), told, layouts.TITLE)


def _unlisted(title: str, listed: dict[str, str]) -> str:
    sentence = _("tidak ada inovasi berjudul “{title}” pada berkas ini").format(title=shown(title))
    near = process.extractOne(
        folded_title(title), list(listed), scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    if near is None:
        return sentence
    return sentence + _("; mungkin “{near}”").format(near=shown(listed[near[0]]))
