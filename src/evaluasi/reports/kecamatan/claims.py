"""Claim, evidence, other explanation: contribution analysis where no design can be had."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.kecamatan import entries
from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.selection import AWARD
from evaluasi.text import _, listing, number

TABLE = "klaim"
_PLACES = 3


def table(subject: Kecamatan) -> pd.DataFrame:
    """Table of claims, what supports them, and what else may have brought the change about."""
    columns = {
        "nomor": _("No."),
        "klaim": _("Klaim"),
        "bukti": _("Bukti"),
        "kekuatan": _("Kekuatan bukti"),
        "penjelasan_lain": _("Penjelasan lain"),
        "tanggapan": _("Yang diketahui tentang penjelasan lain"),
        "sumber": _("Sumber"),
    }
    places = [{"nomor": n + 1, "klaim": entries.unfilled()} for n in range(_PLACES)]
    return entries.table(subject, TABLE, columns, ["nomor"], places)


def sentences(subject: Kecamatan) -> str:
    """Say why no effect is estimated, and how the claims stand."""
    return f"{_why_no_estimate(subject)}\n\n{_standing(subject)}"


def _why_no_estimate(subject: Kecamatan) -> str:
    outcomes = subject.data.capaian
    own = (outcomes["kode"] == subject.kode).any()
    awards = subject.data.penghargaan
    winners = awards.loc[(awards["ajang"] == AWARD), ["tahun", "nama"]].drop_duplicates()
    reasons = [
        _("pemenang dipilih karena kinerjanya, bukan diundi"),
        _("pemenang SKK yang tercatat hanya {n}").format(n=number(len(winners))),
    ]
    if not own:
        reasons.append(_("dataset ini tidak memuat capaian tingkat kecamatan"))
    return _(
        "Laporan ini tidak menaksir besarnya pengaruh: {reasons}. Sebagai gantinya setiap klaim "
        "diuji dengan analisis kontribusi (Mayne 2001, 2012): apa buktinya, dan penjelasan lain "
        "apa yang dapat menghasilkan perubahan yang sama. Klaim yang lolos uji itu masuk akal; "
        "ia tetap bukan taksiran pengaruh."
    ).format(reasons=listing(reasons))


def _standing(subject: Kecamatan) -> str:
    rows = subject.rows_of(TABLE)
    if rows.empty:
        return _(
            "Belum ada klaim yang tercatat. Isi pada lembar Klaim templat isian; setiap klaim "
            "disertai sedikitnya satu penjelasan lain."
        )
    unproved = int((rows["bukti"].isna() | rows["kekuatan"].eq("tidak ada")).sum())
    unasked = int(rows["penjelasan_lain"].isna().sum())
    told = [_("Tercatat {n} klaim.").format(n=number(len(rows)))]
    if unproved:
        told.append(_("{n} di antaranya tanpa bukti.").format(n=number(unproved)))
    if unasked:
        told.append(_("{n} belum disandingkan dengan penjelasan lain.").format(n=number(unasked)))
    return " ".join(told)
