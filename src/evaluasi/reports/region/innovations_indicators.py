"""How far the indicators of the region's innovations are filled, for its latest edition."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from evaluasi import rubrics
from evaluasi.quality.coverage_cells import Cells, lay_out
from evaluasi.reports.region.innovations import last_edition, on_file, with_origin
from evaluasi.reports.region.subject import Subject
from evaluasi.text import _, number, percent


@lru_cache(maxsize=1)  # sentence and table ask again
def cells(subject: Subject) -> Cells | None:
    """Return the indicators of the latest edition; None where no level is on file."""
    year = last_edition(subject)
    if year is None:
        return None
    rows = on_file(subject)
    rows = rows[rows["tahun"] == year].reset_index(drop=True)
    found = lay_out(rows, subject.data.table("bukti"), year, rubrics.of_edition(year))
    return None if found.blank.all() else found


def sentence(subject: Subject) -> str:
    """Say which share of the levels is filled, and of the claimed ones has evidence on file."""
    found = cells(subject)
    if found is None:
        return ""
    blank, zero = int(found.blank.sum()), int(found.zero.sum())
    told = _(
        "Dari {all} level edisi {year} ({n} inovasi, {k} indikator) {share} sudah diisi; {zero} di "
        "antaranya level 0, yang tidak bernilai."
    ).format(
        all=number(found.blank.size),
        year=last_edition(subject),
        n=number(len(found.rows)),
        k=number(len(found.asked)),
        share=percent(100 * (1 - blank / found.blank.size), 1),
        zero=number(zero),
    )
    proven, claimed = found.evidenced, int(found.claimed.sum())
    if proven is None or not claimed:
        return told
    share = percent(100 * int(proven.sum()) / claimed, 1)
    return _("{told} Dokumen bukti tercatat untuk {share} level yang diakui.").format(
        told=told, share=share
    )


def table(subject: Subject) -> pd.DataFrame:
    """Table of the indicators: innovations with a level, at level 0, blank, without evidence."""
    found = cells(subject)
    if found is None:
        return pd.DataFrame()
    shown = pd.DataFrame(
        {
            _("Nomor"): [entry.code[1:] for entry in found.asked],
            _("Indikator"): [entry.name for entry in found.asked],
        }
    )
    if found.mandatory is not None:
        shown[_("Wajib")] = [_("ya") if flag else _("tidak") for flag in found.mandatory]
    shown[_("Level 1 ke atas")] = found.claimed.sum(axis=0)
    shown[_("Level 0")] = found.zero.sum(axis=0)
    shown[_("Belum diisi")] = found.blank.sum(axis=0)
    if found.unproven is not None:
        shown[_("Diakui tanpa bukti")] = found.unproven.sum(axis=0)
    return with_origin(subject, shown, "bukti")
