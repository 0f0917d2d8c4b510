"""The development plan, and the matrix of what was found, advised and done about it."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.kecamatan import entries
from evaluasi.reports.kecamatan.place import COACHING, Kecamatan
from evaluasi.tables import schemas
from evaluasi.text import _, listing, number

PLAN, MATRIX = "rencana_pengembangan", "rekomendasi"
_PLACES = 3
_DONE = ("selesai", "tidak dapat dilaksanakan")


def plan(subject: Kecamatan) -> pd.DataFrame:
    """Table of the development plan."""
    columns = {
        "nomor": _("No."),
        "tujuan": _("Tujuan"),
        "kegiatan": _("Kegiatan"),
        "jabatan_penanggung_jawab": _("Penanggung jawab"),
        "mulai": _("Mulai"),
        "selesai": _("Selesai"),
        "indikator": _("Indikator"),
        "anggaran": _("Anggaran (Rp)"),
        "sumber_dana": _("Sumber dana"),
    }
    places = [{"nomor": n + 1, "tujuan": entries.unfilled()} for n in range(_PLACES)]
    return entries.table(subject, PLAN, columns, ["nomor"], places)


def plan_sentence(subject: Kecamatan) -> str:
    """Say how many activities are planned at what cost, or where to fill them in."""
    rows = subject.rows_of(PLAN)
    if rows.empty:
        coached = _(
            "Pendampingan menghasilkan satu rencana pengembangan per kecamatan, tetapi dokumennya "
            "belum dimuat."
        )
        told = _("Rencana pengembangan belum dimuat.")
        place = _("Isi pada lembar Rencana pengembangan templat isian.")
        return f"{told if subject.facts_on(COACHING).empty else coached} {place}"
    priced = rows["anggaran"].dropna()
    told = _("Rencana memuat {n} kegiatan.").format(n=number(len(rows)))
    late = rows["selesai"].notna() & (rows["selesai"] < pd.Timestamp(subject.today))
    if len(priced):
        told += " " + _("Anggaran yang tercatat {sum} untuk {n} kegiatan.").format(
            sum=_("Rp{n}").format(n=number(priced.sum(), 0)), n=number(len(priced))
        )
    if late.any():
        told += " " + _("{n} kegiatan sudah melewati tanggal selesainya.").format(
            n=number(int(late.sum()))
        )
    return told


def matrix(subject: Kecamatan) -> pd.DataFrame:
    """Matrix of findings, advice and follow-up."""
    columns = {
        "nomor": _("No."),
        "temuan": _("Temuan"),
        "rekomendasi": _("Rekomendasi"),
        "kegiatan": _("Kegiatan"),
        "jabatan_penanggung_jawab": _("Penanggung jawab"),
        "target_waktu": _("Waktu"),
        "indikator": _("Indikator"),
        "anggaran": _("Anggaran (Rp)"),
        "status": _("Status"),
        "bukti": _("Bukti"),
    }
    places = [{"nomor": n + 1, "temuan": entries.unfilled()} for n in range(_PLACES)]
    return entries.table(subject, MATRIX, columns, ["nomor"], places)


def matrix_sentence(subject: Kecamatan) -> str:
    """Say how far the recommendations have been followed, or where to fill them in."""
    rows = subject.rows_of(MATRIX)
    if rows.empty:
        return _(
            "Matriks tindak lanjut belum diisi. Isi pada lembar Matriks tindak lanjut templat "
            "isian sesudah kunjungan."
        )
    field = schemas.get(MATRIX).field("status")
    assert field is not None
    counts = rows["status"].value_counts()
    parts = [f"{number(int(counts[name]))} {name}" for name in field.enum if name in counts]
    blank = int(rows["status"].isna().sum())
    if blank:
        parts.append(_("{n} tanpa status").format(n=number(blank)))
    overdue = (rows["target_waktu"] < pd.Timestamp(subject.today)) & ~rows["status"].isin(_DONE)
    told = _("Dari {n} rekomendasi: {parts}.").format(n=number(len(rows)), parts=listing(parts))
    if overdue.any():
        told += " " + _("{n} melewati target waktunya dan belum selesai.").format(
            n=number(int(overdue.sum()))
        )
    return told
