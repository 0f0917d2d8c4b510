"""Dated facts from the news, and kecamatan of the region that won the SKK contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK, date_span
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.text import _, date, listing, number

SKK = "SKK"


def facts(subject: Subject) -> pd.DataFrame:
    """Table of dated facts on the region; those on SKK winners stand in `skk_winners`."""
    cases = subject.data.kasus
    own = cases[_within(subject, cases["kode"]) & (cases["topik"] != SKK)]
    own = own.sort_values(["tahun", "tanggal_mulai", "id"], ignore_index=True)
    shown = pd.DataFrame(
        {
            _("Waktu"): [_when(row) for row in own.to_dict("records")],
            _("Topik"): own["topik"],
            _("Peristiwa"): [_event(row) for row in own.to_dict("records")],
            _("Keyakinan"): own["keyakinan"],
            _("Sumber"): own["sumber"].map(subject.publisher),
            _("Catatan"): own["catatan"].fillna(NO_REMARK),
        }
    )
    return subject.stamped(shown, own["sumber"])


def facts_sentence(subject: Subject) -> str:
    """Say that no dated facts are on file, where there are none."""
    if len(facts(subject)):
        return ""
    return _("Peristiwa bertanggal tentang {name} tidak tercatat dalam dataset ini.").format(
        name=subject.said
    )


def skk_winners(subject: Subject) -> pd.DataFrame:
    """Table of kecamatan in the region that won the SKK contest, with what is known of them."""
    awards = subject.data.penghargaan
    own = awards[(awards["ajang"] == "skk") & _within(subject, awards["kode"])]
    own = own.sort_values(["tahun", "kode"], ignore_index=True)
    told = [
        _told(subject, kode, year) for kode, year in zip(own["kode"], own["tahun"], strict=True)
    ]
    shown = pd.DataFrame(
        {
            _("Tahun"): own["tahun"],
            _("Kecamatan"): own["nama"],
            _("Judul inovasi"): [row.get("judul_inovasi") for row in told],
            _("Tema"): [row.get("tema") for row in told],
            _("Pendampingan"): [row.get("pendampingan") for row in told],
            _("Keyakinan (pemenang)"): own["keyakinan"],
            _("Sumber"): own["sumber"].map(subject.publisher),
            _("Catatan"): own["catatan"].fillna(NO_REMARK),
        }
    )
    return subject.stamped(shown, own["sumber"])


def skk_note(subject: Subject) -> str:
    """Say how sure titles and themes of the winners are, which the table's column leaves out."""
    cases = subject.data.kasus
    told = cases[(cases["topik"] == SKK) & _within(subject, cases["kode"])]
    told = told[told["ukuran"].isin(["judul_inovasi", "tema"])]
    if told.empty:
        return ""
    words = _("judul dan tema: keyakinan {confidence}, dari {n} artikel")
    articles = told["sumber"].nunique()
    return words.format(
        confidence=listing(sorted(set(told["keyakinan"]))),
        n=_("satu") if articles == 1 else number(articles),
    )


def skk_sentence(subject: Subject) -> str:
    """Say how many kecamatan won, or that none is on file; name those whose place is unclear."""
    awards = subject.data.penghargaan
    awards = awards[awards["ajang"] == "skk"]
    held_here = awards["kode"].fillna("").str.startswith(f"{subject.parent}.").any()
    if subject.kind not in SECOND_LEVEL or not held_here:
        return ""
    winners = skk_winners(subject)
    if len(winners):
        names = [
            _("{name} ({year})").format(name=escape(name), year=year)
            for name, year in zip(winners[_("Kecamatan")], winners[_("Tahun")], strict=True)
        ]
        told = _(
            "Kecamatan di {region} yang tercatat memenangi Sinergitas Kinerja Kecamatan (SKK): "
            "{names}."
        ).format(region=subject.said, names=listing(names))
    else:
        told = _(
            "Kecamatan pemenang Sinergitas Kinerja Kecamatan (SKK) di {region} tidak tercatat "
            "dalam dataset ini."
        ).format(region=subject.said)
    unclear = [
        escape(name)
        for name, codes in zip(awards["nama"], awards["kode_kandidat"].fillna(""), strict=True)
        if any(subject.within(code) for code in codes.split(";") if code)
    ]
    if unclear:
        told += " " + _(
            "Pemenang bernama {names} mungkin juga dari daerah ini, tetapi ada kecamatan senama "
            "di daerah lain dan sumbernya tidak menyebut yang mana."
        ).format(names=listing(unclear))
    return told


def _within(subject: Subject, codes: pd.Series) -> pd.Series:
    return codes.fillna("").map(subject.within).astype(bool)


def _told(subject: Subject, kode: str, year: int) -> dict[str, str]:
    """Return what is known of a winner by measure; coaching may come in a later year."""
    cases = subject.data.kasus
    own = cases[(cases["kode"] == kode) & (cases["topik"] == SKK) & (cases["tahun"] >= year)]
    return {str(row["ukuran"]): _dated(row) for row in own.sort_values("tahun").to_dict("records")}


def _dated(row: Mapping[Any, Any]) -> str:
    dated = pd.notna(row["tanggal_mulai"])
    return f"{_content(row)} ({_when(row)})" if dated else str(_content(row))


def _when(row: Mapping[Any, Any]) -> str:
    start, end = row["tanggal_mulai"], row["tanggal_selesai"]
    if pd.isna(start):
        return str(row["tahun"])
    if pd.isna(end) or start == end:
        return date(start)
    return date_span(start, end)


def _event(row: Mapping[Any, Any]) -> str:
    measure, content = str(row["ukuran"]).replace("_", " "), _content(row)
    return measure if content in (None, measure) else f"{measure}: {content}"


def _content(row: Mapping[Any, Any]) -> str | None:
    parts = []
    if pd.notna(row["nilai"]):
        unit = row["satuan"] if pd.notna(row["satuan"]) else ""
        parts.append(f"{number(float(row['nilai']))} {unit}".strip())
    if pd.notna(row["teks"]):
        parts.append(str(row["teks"]))
    return "; ".join(parts) or None
