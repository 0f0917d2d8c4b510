"""Awards: what is on file, and what it means that nothing is."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK, paragraphs
from evaluasi.tables.awards import NONE, NOT_RECORDED, is_certain
from evaluasi.text import _, listing

IGA = "iga"


def years(subject: Subject) -> list[int]:
    """Return the award years up to the reporting year that the dataset knows anything of."""
    rows = subject.data.penghargaan
    known = rows[rows["ajang"] == IGA]["tahun"]
    return list(range(int(known.min()), int(known.max()) + 1)) if len(known) else []


def table(subject: Subject) -> pd.DataFrame:
    """Table of the region's awards on file, uncertain rows marked."""
    rows = subject.data.awards(subject.kode)
    certain = is_certain(rows)
    shown = pd.DataFrame(
        {
            _("Tahun"): rows["tahun"],
            _("Kategori seperti pada sumber"): rows["kategori"],
            _("Bentuk pengakuan"): rows["pengakuan"],
            _("Pasti"): [_("ya") if sure else _("meragukan") for sure in certain],
            _("Keyakinan"): rows["keyakinan"],
            _("Sumber"): rows["sumber"].map(subject.publisher),
            _("Catatan"): rows["catatan"].fillna(NO_REMARK),
        }
    )
    return subject.stamped(shown, rows["sumber"])


def sentences(subject: Subject) -> str:
    """Say which awards are on file, and in which years their absence means anything."""
    if not years(subject):
        return _("Dataset ini belum memuat daftar penerima IGA sampai tahun {year}.").format(
            year=subject.year
        )
    return paragraphs(recorded_sentence(subject), _not_recorded(subject))


def recorded_sentence(subject: Subject) -> str:
    """Say which awards are on file; empty where the dataset knows no award at all."""
    if not years(subject):
        return ""
    rows = subject.data.awards(subject.kode)
    certain = set(subject.data.awards(subject.kode, certain_only=True)["tahun"])
    found = sorted({int(year) for year in rows["tahun"]})
    if not found:
        return _("Penghargaan IGA untuk {name} tidak tercatat dalam dataset ini.").format(
            name=subject.said
        )
    told = _("{name} tercatat menerima penghargaan atau pengakuan IGA pada {years}.").format(
        name=subject.said, years=listing(found)
    )
    doubtful = [year for year in found if year not in certain]
    if doubtful:
        told += " " + _(
            "Untuk {years} barisnya meragukan: berasal dari satu sumber saja, atau berupa "
            "pengakuan predikat yang bukan hadiah utama."
        ).format(years=listing(doubtful))
    return told


def _not_recorded(subject: Subject) -> str:
    states = {year: subject.data.award_status(subject.kode, year) for year in years(subject)}
    none = [year for year, state in states.items() if state == NONE]
    unknown = [year for year, state in states.items() if state == NOT_RECORDED]
    told = []
    if none:
        told.append(
            _("Untuk {years} daftar penerimanya lengkap dan {name} tidak ada di dalamnya.").format(
                years=listing(none), name=subject.said
            )
        )
    if unknown:
        told.append(
            _(
                "Untuk {years} daftarnya tidak lengkap: tidak tercatat tidak berarti tanpa "
                "penghargaan."
            ).format(years=listing(unknown))
        )
    return " ".join(told)
