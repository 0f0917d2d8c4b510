"""Awards: what is on file, and what it means that nothing is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK, paragraphs
from evaluasi.tables.awards import NONE, NOT_RECORDED, is_certain
from evaluasi.text import _, listing

IGA = "iga"

PAPUA_LEFT_OUT = 2022
"""Regions of Papua and Papua Barat took no part in this edition: inilah.com, the source of the
national count of regions that were not assessed."""


def years(subject: Subject) -> list[int]:
    """Return the award years up to the reporting year that the dataset knows anything of."""
    rows = subject.data.penghargaan
    known = rows[rows["ajang"] == IGA]["tahun"]
    if known.empty:
        return []
    return list(range(max(int(known.min()), subject.founded), int(known.max()) + 1))


def doubts(subject: Subject) -> dict[int, str]:
    """Return, for each award year of the region that is not certainly a prize, why not."""
    rows = subject.data.awards(subject.kode)
    certain = set(rows[is_certain(rows)]["tahun"])
    return {
        int(year): _doubt(rows[rows["tahun"] == year])
        for year in sorted(set(rows["tahun"]) - certain)
    }


def _doubt(rows: pd.DataFrame) -> str:
    """Say why none of these rows of one year is certainly a prize."""
    prize = rows["pengakuan"].isna() | (rows["pengakuan"] == "pemenang")
    if (prize & (rows["keyakinan"] == "sedang")).any():
        return _("satu sumber")
    if prize.any():
        return _("belum terkonfirmasi")
    if (rows["pengakuan"] == "predikat").any():
        return _("predikat")
    return _("hadiah atau predikat")


def table(subject: Subject) -> pd.DataFrame:
    """Table of the region's awards on file, uncertain rows marked."""
    rows = subject.data.awards(subject.kode)
    certain = is_certain(rows)
    shown = pd.DataFrame(
        {
            _("Tahun"): rows["tahun"],
            _("Kategori seperti pada sumber"): rows["kategori"],
            _("Bentuk pengakuan"): rows["pengakuan"],
            _("Kepastian"): [
                _("pasti") if sure else _doubt(rows.iloc[[i]]) for i, sure in enumerate(certain)
            ],
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
    found = sorted({int(year) for year in rows["tahun"]})
    if not found:
        return _(
            "Penghargaan Innovative Government Award (IGA) untuk {name} tidak tercatat dalam "
            "dataset ini."
        ).format(name=subject.said)
    told = _(
        "{name} tercatat menerima penghargaan atau pengakuan Innovative Government Award (IGA) "
        "pada {years}."
    ).format(name=subject.said, years=listing(found))
    return " ".join([told, *_doubt_sentences(doubts(subject))])


def _doubt_sentences(found: Mapping[int, str]) -> list[str]:
    words = {
        _("predikat"): _(
            "Untuk {years} yang tercatat adalah predikat Sangat Inovatif, bukan hadiah utama."
        ),
        _("hadiah atau predikat"): _(
            "Untuk {years} sumbernya tidak memisahkan hadiah utama dari predikat."
        ),
        _("satu sumber"): _("Untuk {years} hanya ada satu sumber."),
        _("belum terkonfirmasi"): _(
            "Untuk {years} sumbernya bertentangan atau belum terkonfirmasi."
        ),
    }
    told = []
    for doubt, sentence in words.items():
        years_of = [year for year, why in found.items() if why == doubt]
        if years_of:
            told.append(sentence.format(years=listing(years_of)))
    return told


def _not_recorded(subject: Subject) -> str:
    states = {year: subject.data.award_status(subject.kode, year) for year in years(subject)}
    none = [year for year, state in states.items() if state == NONE]
    left_out = PAPUA_LEFT_OUT in none and subject.in_papua
    if left_out:
        none.remove(PAPUA_LEFT_OUT)
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
    if none or unknown:
        told.append(
            _(
                "Lengkap atau tidaknya daftar dinyatakan oleh dataset ini untuk seluruh {kind} "
                "yang dicakupnya; dataset dengan cakupan lain dapat menyatakannya berbeda."
            ).format(kind=subject.kind)
        )
    if left_out:
        told.append(
            _(
                "Pada {year} daerah di Papua dan Papua Barat tidak dilibatkan dalam IGA (menurut "
                "berita inilah.com), sehingga tidak adanya nama pada daftar tahun itu bukan hasil "
                "penilaian."
            ).format(year=PAPUA_LEFT_OUT)
        )
    if subject.founded:
        told.append(
            _("{name} berdiri pada {year}; tahun-tahun sebelumnya tidak dibahas.").format(
                name=subject.said, year=subject.founded
            )
        )
    return " ".join(told)
