"""Why a region has no index, and what a reader of its index must know."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from evaluasi.rubrics import OFFICIAL, Rubric, label
from evaluasi.scoring.iid_edition import Edition
from evaluasi.scoring.iid_levels import (
    COMPUTED,
    NOT_COMPUTABLE,
    NOTED,
    Floats,
    by_case,
    names_of_rows,
)
from evaluasi.scoring.iid_predicate import undetermined
from evaluasi.scoring.iid_terms import FORMULA
from evaluasi.text import _, listing, number

_NAMED = 3
_USED = ("bobot_sid", "lantai_pembagi", "faktor_jumlah", "batas_jumlah", "maksimum_total")
_INFERRED = "C"


def status_and_reason(
    edition: Edition, iid: Floats, predicates: Sequence[str | None]
) -> tuple[list[str], list[str]]:
    """Return status and reason of each region; several sentences are joined by semicolons."""
    has_spd = ~np.isnan(edition.spd)
    spd_told = edition.capacity["alasan"].tolist()
    reasons = _joined(
        [gaps(edition.rubric)] * len(edition.codes),
        ["" if has else told for has, told in zip(has_spd, spd_told, strict=True)],
        _bare(edition),
        edition.counted.reasons,
    )
    unclassed = [found is None for found in predicates]
    notes = _joined(
        [told if has else "" for has, told in zip(has_spd, spd_told, strict=True)],
        _without_innovations(edition),
        _unfilled(edition),
        edition.counted.notes,
        [_unclassed(edition.rubric) if flag else "" for flag in unclassed],
    )
    known = ~np.isnan(iid)
    status = [
        NOT_COMPUTABLE if not ok else NOTED if note else COMPUTED
        for ok, note in zip(known, notes, strict=True)
    ]
    told = [note if ok else reason for ok, note, reason in zip(known, notes, reasons, strict=True)]
    return status, told


def gaps(rubric: Rubric) -> str:
    """Say which rules of the formula the edition leaves unknown; empty where none."""
    unknown = rubric.missing(("bobot_sid", *FORMULA))
    if not unknown:
        return ""
    return _("belum ada pedoman edisi {year} ({rules})").format(
        year=rubric.edisi, rules=listing(label(rule.nama) for rule in unknown)
    )


def verification(cells: npt.NDArray[np.int_], all_: npt.NDArray[np.int_]) -> list[str]:
    """Say how much of each region was verified."""
    told = _("{n} dari {all} level terverifikasi; sisanya level yang diakui daerah")
    return by_case(
        lambda n, all_: (
            told.format(n=number(n), all=number(all_)) if n else _("belum ada verifikasi")
        ),
        cells,
        all_,
    )


def on_the_whole(edition: Edition, left_out: int, *, dated: bool, scored: bool) -> tuple[str, ...]:
    """Say what holds for the whole result.

    Parameters
    ----------
    edition : Edition
    left_out : int
        Innovations of other editions.
    dated : bool
        Whether the table says of which edition its rows are.
    scored : bool
        Whether any region has an index.
    """
    rubric, told = edition.rubric, []
    if left_out:
        told.append(
            _("{n} inovasi edisi lain atau tanpa tahun tidak dihitung.").format(n=number(left_out))
        )
    if not dated:
        told.append(
            _("Tabel inovasi tanpa kolom tahun: semua baris dianggap edisi {year}.").format(
                year=rubric.edisi
            )
        )
    if edition.held.strange:
        told.append(
            _("Urusan yang tidak dikenal: {names}.").format(
                names=listing(_shortened(edition.held.strange))
            )
        )
    if rubric.jenis != OFFICIAL:
        told.append(_("Bukan aturan resmi: {kind}.").format(kind=rubric.jenis))
    inferred = [label(n) for n in _USED if rubric.rule(n).keyakinan == _INFERRED]
    if inferred and scored:
        told.append(_("Aturan yang disimpulkan (C): {rules}.").format(rules=listing(inferred)))
    return tuple(told)


def _joined(*sheets: Sequence[str]) -> list[str]:
    return ["; ".join(filter(None, sentences)) for sentences in zip(*sheets, strict=True)]


def _bare(edition: Edition) -> list[str]:
    """Name per region the innovations without a single level."""
    without = edition.bare
    found: list[list[str]] = [[] for _code in edition.codes]
    if edition.rubric.columns and without.any():
        names = names_of_rows(edition.rows)[without]
        for name, place in zip(names, edition.region[without], strict=True):
            found[place].append(name)
    told = _("{n} inovasi tanpa satu level pun ({names})")
    return [
        told.format(n=number(len(names)), names=listing(_shortened(names))) if names else ""
        for names in found
    ]


def _without_innovations(edition: Edition) -> list[str]:
    told = _(
        "tidak ada inovasi pada tabel: dihitung dengan n = 0, dan tidak berlaku bila inovasinya "
        "hanya belum tercatat"
    )
    return [told if count == 0 else "" for count in edition.n]


def _unfilled(edition: Edition) -> list[str]:
    told = _("{n} level inovasi belum diisi, dihitung 0")
    empty = edition.per_region(np.isnan(edition.levels).sum(axis=1))
    return by_case(lambda count: told.format(n=number(count)) if count else "", empty)


def _unclassed(rubric: Rubric) -> str:
    return _("predikat tidak dapat ditentukan: {why}").format(why=undetermined(rubric))


def _shortened(names: Sequence[str]) -> list[str]:
    hidden = len(names) - _NAMED
    more = [_("{n} lagi").format(n=number(hidden))] if hidden > 0 else []
    return [*names[:_NAMED], *more]
