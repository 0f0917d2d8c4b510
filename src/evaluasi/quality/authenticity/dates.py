"""Questions on dates: whether they fit the edition and each other, and whether they heap."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evaluasi.quality.authenticity.editions import Window, window
from evaluasi.quality.authenticity.question import Question, lacks, with_origin
from evaluasi.quality.authenticity.scope import (
    ALL,
    Scope,
    by_edition,
    by_region_and_edition,
    completed,
)
from evaluasi.text import _, date, number

DATES = ("tanggal_uji_coba", "tanggal_penerapan", "tanggal_pengembangan")

HEAPED, HEAPED_SHARE = 5, 0.5
"""A region's dates are asked about where this many fall on one day and make up this share."""

_COLUMNS = ("kode", "tahun", "opd", "judul", "tahapan", *DATES, "id")


def outside_window(inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about dates outside the edition's window, in an impossible order, or too late.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi.
    scope : Scope

    Returns
    -------
    Question
        One row per innovation and fault of its dates, with the window it was held against.
    """
    rows = scope.rows(completed(inovasi, "inovasi"))
    parts = [
        part for edition, found in by_edition(rows) for part in _faults(found, window(edition))
    ]
    table = pd.concat(parts) if parts else pd.DataFrame(columns=[*_COLUMNS, *_ADDED])
    table = table.sort_values(["kode", "tahun", "judul"], kind="stable").reset_index(drop=True)
    dated = int(rows[list(DATES)].notna().any(axis=1).sum())
    return Question(
        code="tanggal",
        title=_("Tanggal di luar jendela"),
        sentence=_(
            "Apakah {n} tanggal ini benar? Menurut aturan edisinya, inovasi dengan tanggal itu "
            "tidak dinilai, atau urutannya tidak mungkin."
        ).format(n=number(len(table))),
        count=len(table),
        table=with_origin(table, inovasi),
        rule=_(
            "Diterapkan dari 1 Januari dua tahun sebelum edisi sampai 31 Desember tahun sebelumnya."
        ),
        source=_(
            "tanya jawab portal 2021; surat Kepala BSKDN 2026 menurut dua pembaca; tanggal "
            "penutupan menurut berita tiap edisi"
        ),
        confidence=_("A untuk edisi 2021 dan 2026, C untuk yang lain"),
        innocent=(
            _("salah ketik tahun"),
            _("tanggal peraturan tertulis sebagai tanggal penerapan"),
            _("inovasi lama disimpan sebagai arsip tanpa diikutkan"),
        ),
        notes=(
            _("{dated} dari {all} inovasi mempunyai tanggal; yang kosong tidak ditanyakan.").format(
                dated=number(dated), all=number(len(rows))
            ),
            _("Hari penutupan edisi 2026 dan sebelum 2021 tidak ada pada berkas."),
        ),
        unasked="" if dated else lacks(_("tanggal inovasi belum diisi")),
    )


_ADDED = ("sebab", "aturan", "keyakinan")


def _faults(rows: pd.DataFrame, span: Window) -> Iterator[pd.DataFrame]:
    """Yield the rows with each kind of fault."""
    trial, start, renewal = (pd.to_datetime(rows[name]) for name in DATES)
    opens, ends = pd.Timestamp(span.start), pd.Timestamp(span.end)
    told = _("{start} sampai {end}").format(start=date(span.start), end=date(span.end))
    renewed = (renewal >= opens) & (renewal <= ends)
    old = start < opens
    mark = span.confidence
    if span.renewal_counts:
        old &= ~renewed
    yield _told(rows[old & ~renewed], _("diterapkan sebelum jendela"), told, mark)
    note = _(
        "diterapkan sebelum jendela, dikembangkan di dalamnya; aturannya untuk edisi ini tidak "
        "tercatat"
    )
    yield _told(rows[old & renewed], note, told, mark)
    yield _told(rows[start > ends], _("diterapkan sesudah jendela"), told, mark)
    logic = _("urutan waktu")
    yield _told(rows[trial > start], _("uji coba sesudah penerapan"), logic, "")
    yield _told(rows[renewal < start], _("pengembangan sebelum penerapan"), logic, "")
    if span.closed is not None:
        closed = pd.Timestamp(span.closed)
        late = pd.concat([trial > closed, start > closed, renewal > closed], axis=1).any(axis=1)
        told = _("pelaporan ditutup {day}").format(day=date(span.closed))
        yield _told(rows[late], _("tanggal sesudah pelaporan ditutup"), told, "B")


def _told(rows: pd.DataFrame, why: str, rule: str, confidence: str) -> pd.DataFrame:
    found = rows[list(_COLUMNS)].copy()
    return found.assign(sebab=why, aturan=rule, keyakinan=confidence or _("pasti"))


def heaped_dates(inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about regions where many innovations were put to use on one day.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi.
    scope : Scope

    Returns
    -------
    Question
        One row per region and edition.
    """
    rows = scope.rows(completed(inovasi, "inovasi")).dropna(subset=["tanggal_penerapan"])
    most = rows.groupby(["kode", "tahun", "tanggal_penerapan"])["id"].transform("size")
    of = rows.groupby(["kode", "tahun"])["id"].transform("size")
    fullest = rows[(most >= HEAPED) & (most >= HEAPED_SHARE * of)][["kode", "tahun"]]
    heaped = rows.merge(fullest.drop_duplicates(), on=["kode", "tahun"])
    cases = [_heap(kode, year, found) for kode, year, found in by_region_and_edition(heaped)]
    asked = pd.DataFrame(cases, columns=list(_HEAP))
    asked = asked.sort_values(["pada_hari_itu", "kode"], ascending=[False, True])
    first = int((rows["tanggal_penerapan"].dt.day_of_year == 1).sum())
    return Question(
        code="hari_yang_sama",
        title=_("Diterapkan pada hari yang sama"),
        sentence=_(
            "Apakah tanggal penerapan pada {n} wilayah dan edisi ini tanggal sebenarnya, atau "
            "diisi seragam?"
        ).format(n=number(len(asked))),
        count=len(asked),
        table=with_origin(asked.reset_index(drop=True), inovasi),
        rule=_(
            "Ditanyakan bila sedikitnya {n} inovasi dan {share}% inovasi bertanggal di satu "
            "wilayah mulai pada hari yang sama."
        ).format(n=HEAPED, share=number(100 * HEAPED_SHARE)),
        source=_("tidak ada aturan Kementerian Dalam Negeri tentang ini"),
        confidence=_("ambang kami"),
        innocent=(
            _("satu peraturan menetapkan banyak inovasi pada tanggal yang sama"),
            _("1 Januari dipakai sebagai awal tahun anggaran"),
        ),
        notes=(
            _("{n} dari {all} inovasi bertanggal diterapkan pada 1 Januari.").format(
                n=number(first), all=number(len(rows))
            ),
        ),
        unasked="" if len(rows) else lacks(_("tanggal penerapan belum diisi")),
    )


_HEAP = (
    "kode",
    "tahun",
    "jumlah_bertanggal",
    "hari",
    "pada_hari_itu",
    "porsi",
    "pada_1_januari",
    "jumlah_opd_pada_hari_itu",
)


def _heap(kode: str, year: int, rows: pd.DataFrame) -> tuple[object, ...]:
    """Describe the fullest day of a region's edition; of equally full days the first."""
    counts = rows["tanggal_penerapan"].value_counts().sort_index()
    day, most = counts.idxmax(), int(counts.max())
    there = rows[rows["tanggal_penerapan"] == day]
    first = int((rows["tanggal_penerapan"].dt.day_of_year == 1).sum())
    offices = there["opd"].nunique()
    return kode, year, len(rows), day, most, 100 * most / len(rows), first, offices
