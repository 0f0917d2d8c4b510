"""What usually ends such innovations, seen from what is on file; and how others fared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from evaluasi import sustainability as su
from evaluasi.reports.display import escape
from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.region.innovations import with_origin
from evaluasi.reports.region.sustainability_capacity import proxy, states
from evaluasi.reports.selection import AWARD
from evaluasi.sustainability import AtRisk
from evaluasi.text import _, number, percent

STOPPED = "berhenti"


@lru_cache(maxsize=1)
def judged(subject: Kecamatan) -> AtRisk:
    """Return the reasons on file for which its innovations may not last."""
    return su.at_risk(
        subject.innovations, states(subject.register), today=subject.today, proxy=proxy(subject)
    )


def reasons(subject: Kecamatan) -> pd.DataFrame:
    """Table of the reasons, each with the record it rests on; empty where there is none."""
    if subject.innovations.empty:
        return pd.DataFrame()
    rows = judged(subject).reasons
    if rows.empty:
        return pd.DataFrame()
    shown = pd.DataFrame({_("Alasan"): rows["alasan"], _("Dasarnya"): rows["bukti"]})
    if subject.several:
        shown.insert(0, _("Inovasi"), rows["id"].map(subject.titles))
    return with_origin(subject, shown, "tindak_lanjut")


def sentence(subject: Kecamatan) -> str:
    """Say that reasons are no verdict, what nobody recorded, and how the winners fared."""
    told = []
    if subject.innovations.empty:
        told.append(
            _(
                "Inovasi ini belum ada pada daftar inovasi, jadi regulasi, anggaran, tempatnya di "
                "RKPD, dan pelaksananya tidak dapat diperiksa."
            )
        )
    else:
        found = judged(subject)
        if found.n_gone:
            told.append(
                _("{n} inovasi sudah berhenti atau diserap, jadi tidak dinilai lagi.").format(
                    n=number(found.n_gone)
                )
            )
        if not found.n_judged:
            return " ".join([*told, _winners(subject)])
        if proxy(subject) is not None and found.reasons.empty:
            told.append(_("Tidak ada alasan risiko pada data yang tercatat."))
        told += [escape(sentence) for sentence in found.not_on_file]
    return " ".join([*told, _winners(subject)])


def benchmarks(subject: Kecamatan) -> pd.DataFrame:
    """Table of published shares of award winners still running, with their bias."""
    rows = su.benchmarks()
    shown = pd.DataFrame(
        {
            _("Kelompok"): rows["nama"],
            _("Masih berjalan"): [_share(row) for row in rows.to_dict("records")],
            _("Sumber"): rows["sumber"],
            _("Keyakinan"): rows["keyakinan"],
            _("Bias"): rows["bias"],
        }
    )
    return subject.stamped(shown, ())


def _share(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["jumlah"]):
        return str(row["kira_kira"])
    return _("{n} dari {all} ({share}; {low}–{high})").format(
        n=number(row["hidup"]),
        all=number(row["jumlah"]),
        share=percent(row["bagian"], 0),
        low=number(row["bawah"], 0),
        high=percent(row["atas"], 0),
    )


def _winners(subject: Kecamatan) -> str:
    """Say how many innovations of SKK winners that were verified have not ended, exactly."""
    awards = subject.data.penghargaan
    codes = set(awards.loc[awards["ajang"] == AWARD, "kode"].dropna())
    rows = subject.data.inovasi
    rows = rows[rows["kode"].isin(codes) | rows["id"].isin(subject.innovations["id"])]
    visits = subject.data.tindak_lanjut
    visits = visits[visits["id_inovasi"].isin(rows["id"])]
    table = su.register(visits, starts=su.starts_of(rows), today=subject.today).table
    verified = table[table["n_terverifikasi"] > 0]
    if verified.empty:
        return _("Belum ada inovasi kecamatan pemenang SKK yang statusnya terverifikasi.")
    going = int((verified["cara"] != STOPPED).sum())
    share = su.exact_share(going, len(verified))
    return _(
        "Dari {n} inovasi kecamatan pemenang SKK yang statusnya terverifikasi, {going} belum "
        "berhenti ({share}; selang eksak 95 persen: {low}–{high})."
    ).format(
        n=number(len(verified)),
        going=number(going),
        share=percent(100 * share.estimate, 0),
        low=number(100 * share.ci[0], 0),
        high=percent(100 * share.ci[1], 0),
    )
