"""The innovation: real facts on file, each with its source and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.kecamatan.entries import unfilled
from evaluasi.reports.kecamatan.place import COACHING, THEME, TITLE, Kecamatan
from evaluasi.reports.region.events import SKK
from evaluasi.reports.region.innovations import with_origin
from evaluasi.reports.region.words import NO_REMARK, date_span
from evaluasi.tables.intake.ids import folded_title
from evaluasi.text import MISSING, _, date, listing, number, rupiah


def table(subject: Kecamatan) -> pd.DataFrame:
    """Table of the award and of what is known of the innovation: content, time, sureness."""
    rows = [*_awards(subject), *_facts(subject)]
    told = {row["perihal"] for row in rows}
    rows += [{"perihal": words, "isi": unfilled()} for words in _wanted() if words not in told]
    used = [row["sumber"] for row in rows if "sumber" in row]
    shown = pd.DataFrame(
        {
            _("Perihal"): [row["perihal"] for row in rows],
            _("Isi"): [row["isi"] for row in rows],
            _("Waktu"): [row.get("waktu", NO_REMARK) for row in rows],
            _("Keyakinan"): [row.get("keyakinan", NO_REMARK) for row in rows],
            _("Sumber"): [
                subject.publisher(row["sumber"]) if "sumber" in row else NO_REMARK for row in rows
            ],
            _("Catatan"): [row.get("catatan") or NO_REMARK for row in rows],
        }
    )
    return subject.stamped(shown, dict.fromkeys(used))


def profile(subject: Kecamatan) -> pd.DataFrame:
    """Table of what the innovation list says of its innovations; empty where it says nothing."""
    rows = subject.innovations
    if rows.empty:
        return pd.DataFrame()
    shown = pd.DataFrame(
        {
            _("Judul"): rows["judul"],
            _("Tahun"): rows["tahun"],
            _("Tahapan"): rows["tahapan"],
            _("Mulai diterapkan"): rows["tanggal_penerapan"],
            _("Urusan"): rows["urusan"],
            _("Jenis"): rows["jenis"],
            _("Anggaran"): [None if pd.isna(v) else rupiah(v) for v in rows["anggaran"]],
            _("Penerima (orang)"): rows["penerima"],
        }
    )
    return with_origin(subject, shown)


def sentence(subject: Kecamatan) -> str:
    """Say what was won with which innovation; what is not on file is named as such."""
    certain = subject.awards[subject.awards["kode"].notna()]
    words = {"name": subject.said, "home": escape(subject.home), "years": listing(certain["tahun"])}
    won = _("{name}, {home}, tercatat memenangi Sinergitas Kinerja Kecamatan (SKK) {years}")
    not_won = _("{name}, {home}, tidak tercatat memenangi Sinergitas Kinerja Kecamatan (SKK)")
    told = (not_won if certain.empty else won).format(**words)
    return " ".join([f"{told}{_with(subject)}.", *_listed(subject), *_doubts(subject)])


def _with(subject: Kecamatan) -> str:
    """Name the winning innovation and its theme, as far as a source does."""
    titles = [escape(title) for title in subject.facts_on(TITLE)["teks"].dropna()]
    themes = [escape(theme) for theme in subject.facts_on(THEME)["teks"].dropna()]
    if not titles:
        won = subject.awards["kode"].notna().any()
        return _("; judul inovasi pemenangnya tidak tercatat") if won else ""
    theme = _(" (tema: {theme})").format(theme=listing(themes)) if themes else ""
    return _(" dengan inovasi {title}").format(title=listing(titles)) + theme


def _listed(subject: Kecamatan) -> list[str]:
    """Name the innovations of the list that a source does not name as the ones that won."""
    won = {folded_title(title) for title in subject.facts_on(TITLE)["teks"].dropna()}
    others = [title for title in subject.innovations["judul"] if folded_title(title) not in won]
    if not others:
        return []
    titles = listing(map(escape, others))
    return [_("Pada daftar inovasi tercatat {titles}.").format(titles=titles)]


def _doubts(subject: Kecamatan) -> list[str]:
    """Say of each award that may be another kecamatan's which ones it may be."""
    return [
        _(
            "Pemenang SKK {year} bernama {name} mungkin kecamatan ini; {why}, dan sumbernya tidak "
            "menyebut yang mana."
        ).format(year=row["tahun"], name=escape(row["nama"]), why=escape(subject.unclear(row)))
        for _place, row in subject.awards.iterrows()
        if pd.isna(row["kode"])
    ]


def _awards(subject: Kecamatan) -> list[dict[str, Any]]:
    return [
        {
            "perihal": _("Penghargaan SKK"),
            "isi": _recognised(row),
            "waktu": str(row["tahun"]),
            "keyakinan": row["keyakinan"],
            "sumber": row["sumber"],
            "catatan": row["catatan"] if pd.notna(row["catatan"]) else "",
        }
        for row in subject.awards.to_dict("records")
    ]


def _recognised(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["kode"]):
        return _("belum pasti kecamatan ini")
    return str(row["pengakuan"] if pd.notna(row["pengakuan"]) else row["kategori"])


def _facts(subject: Kecamatan) -> list[dict[str, Any]]:
    return [
        {
            "perihal": _called(row),
            "isi": _content(row),
            "waktu": when(row),
            "keyakinan": row["keyakinan"],
            "sumber": row["sumber"],
            "catatan": row["catatan"] if pd.notna(row["catatan"]) else "",
        }
        for row in subject.facts.to_dict("records")
    ]


def _wanted() -> tuple[str, ...]:
    """Return what the table must say, filled or not."""
    return (_("Penghargaan SKK"), *_labels().values())


def _labels() -> dict[str, str]:
    return {TITLE: _("Judul inovasi"), THEME: _("Tema"), COACHING: _("Pendampingan")}


def _called(row: Mapping[Any, Any]) -> str:
    measure = str(row["ukuran"])
    known = _labels().get(measure) if row["topik"] == SKK else None
    words = measure.replace("_", " ")
    return known or words[:1].upper() + words[1:]


def _content(row: Mapping[Any, Any]) -> str:
    parts = []
    if pd.notna(row["nilai"]):
        unit = row["satuan"] if pd.notna(row["satuan"]) else ""
        parts.append(f"{number(float(row['nilai']))} {unit}".strip())
    if pd.notna(row["teks"]):
        parts.append(str(row["teks"]))
    return "; ".join(parts) or _(MISSING)


def when(row: Mapping[Any, Any]) -> str:
    """Write the time of a fact: its days where they are on file, else its year."""
    start, end = row["tanggal_mulai"], row["tanggal_selesai"]
    if pd.isna(start):
        return str(row["tahun"])
    return date(start) if pd.isna(end) or start == end else date_span(start, end)
