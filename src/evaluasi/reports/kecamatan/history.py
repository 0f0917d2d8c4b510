"""From the start to the last visit: what was seen of the innovation, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.kecamatan.entries import unfilled
from evaluasi.reports.kecamatan.facts import when
from evaluasi.reports.kecamatan.place import COACHING, Kecamatan
from evaluasi.reports.region.innovations import with_origin
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.sustainability.registry.registers import status_names
from evaluasi.tables import provenance
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, date, listing, number


def window(subject: Kecamatan) -> tuple[dt.date, dt.date] | None:
    """Return first and last day of the coaching on file; None where none is dated."""
    rows = subject.facts_on(COACHING).dropna(subset=["tanggal_mulai"])
    if rows.empty:
        return None
    start = rows["tanggal_mulai"].iloc[0]
    end = rows["tanggal_selesai"].iloc[0]
    return start.date(), (start if pd.isna(end) else end).date()


def timeline(subject: Kecamatan) -> pd.DataFrame:
    """Table of start, award, coaching and every visit, oldest first, the next visit last."""
    rows = [*_starts(subject), *_awards(subject), *_coaching(subject), *_visits(subject)]
    rows.sort(key=lambda row: (row["urut"], row["titik"]))
    rows.append({"titik": _("Kunjungan berikutnya"), "waktu": unfilled(), "status": unfilled()})
    shown = pd.DataFrame(
        {
            _("Waktu"): [row["waktu"] for row in rows],
            _("Peristiwa"): [row["titik"] for row in rows],
            _("Status"): [row.get("status", NO_REMARK) for row in rows],
            _("Bukti"): [row.get("bukti") or NO_REMARK for row in rows],
            _("Catatan"): [row.get("catatan") or NO_REMARK for row in rows],
        }
    )
    if subject.several:
        shown.insert(0, _("Inovasi"), [row.get("judul", NO_REMARK) for row in rows])
    used = [*subject.awards["sumber"], *subject.facts_on(COACHING)["sumber"]]
    parts = [subject.origin(dict.fromkeys(used))]
    if _history(subject) and subject.register.provenance:
        parts.append(subject.register.provenance)
    return provenance.stamp(shown, Provenance.merge(*parts))


def sentence(subject: Kecamatan) -> str:
    """Say how the innovation was found at its last visit, and that nobody looked where so."""
    table = subject.register.table
    seen = table[table["n_pemeriksaan"] > 0]
    if seen.empty:
        return _(
            "Belum ada kunjungan yang tercatat, jadi laporan ini tidak dapat mengatakan apakah "
            "inovasi ini masih berjalan. Garis dasarnya pun belum diisi."
        )
    names = status_names()
    told = []
    for row in seen.reset_index().to_dict("records"):
        title = escape(subject.titles.get(row["id_inovasi"], row["id_inovasi"]))
        words = _("{title}: {status}").format(title=title, status=names[row["status_terakhir"]])
        if pd.notna(row["tanggal_terakhir"]):
            words += _(" pada {day}").format(day=date(row["tanggal_terakhir"].date()))
        visits, verified = row["n_pemeriksaan"], row["n_terverifikasi"]
        counted = _(" ({n} pemeriksaan, {verified} terverifikasi)")
        counted = _(" ({n} pemeriksaan)") if visits == verified else counted
        told.append(words + counted.format(n=number(visits), verified=number(verified)))
    unseen = len(table) - len(seen)
    last = _("Status terakhir – {told}.").format(told="; ".join(told))
    if unseen:
        last += " " + _("{n} inovasi belum pernah diperiksa.").format(n=number(unseen))
    return last


def contradictions(subject: Kecamatan) -> pd.DataFrame:
    """Table of what cannot be true in the record; empty where nothing contradicts."""
    rows = subject.register.contradictions
    if rows.empty:
        return pd.DataFrame()
    shown = pd.DataFrame(
        {
            _("Tanggal"): rows["tanggal"],
            _("Yang bertentangan"): rows["kalimat"],
            _("Perlakuan"): rows["perlakuan"],
        }
    )
    if subject.several:
        shown.insert(0, _("Inovasi"), rows["id_inovasi"].map(subject.titles))
    return with_origin(subject, shown, "tindak_lanjut")


def measured(subject: Kecamatan) -> pd.DataFrame:
    """Table of monthly service values at the coaching and last, or an empty place."""
    rows = subject.data.layanan
    rows = rows[rows["kode"] == subject.kode].sort_values(["indikator", "bulan"])
    heads = [
        _("Ukuran"), _("Satuan"), _("Bulan dasar"), _("Nilai dasar"), _("Bulan terakhir"),
        _("Nilai terakhir"), _("Selisih"),
    ]  # fmt: skip
    if rows.empty:
        place = pd.DataFrame([[unfilled(), *[None] * (len(heads) - 1)]], columns=heads)
        return subject.stamped(place, ())
    found = window(subject)
    lines = [
        _line(name, group, None if found is None else pd.Timestamp(found[0]))
        for name, group in rows.groupby("indikator", sort=True)
    ]
    shown = pd.DataFrame(lines, columns=heads)
    return with_origin(subject, shown, "layanan")


def measured_note(subject: Kecamatan) -> str:
    """Say which month is the baseline, and that the difference is no effect."""
    found = window(subject)
    base = (
        _("bulan dasar: bulan terakhir yang tercatat sampai pendampingan dimulai ({day})").format(
            day=date(found[0])
        )
        if found
        else _("bulan dasar: bulan pertama yang tercatat, karena pendampingan tidak tercatat")
    )
    return base + _("; selisih bukan pengaruh inovasi")


def _line(name: Any, rows: pd.DataFrame, coached: pd.Timestamp | None) -> list[object]:
    before = rows if coached is None else rows[rows["bulan"] <= coached]
    base = None if before.empty else before.iloc[0 if coached is None else -1]
    last = rows.iloc[-1]
    words = str(name).replace("_", " ")
    if base is None:
        return [words, last["satuan"], None, None, _month(last), float(last["nilai"]), None]
    change = float(last["nilai"]) - float(base["nilai"])
    return [
        words, last["satuan"], _month(base), float(base["nilai"]), _month(last),
        float(last["nilai"]), change,
    ]  # fmt: skip


def _month(row: pd.Series) -> str:
    return f"{row['bulan']:%Y-%m}"


def _starts(subject: Kecamatan) -> list[dict[str, Any]]:
    starts = subject.register.table["mulai"].dropna()
    return [
        {
            "urut": day.date().isoformat(),
            "waktu": date(day.date()),
            "titik": _("Mulai diterapkan"),
            "judul": subject.titles.get(name),
        }
        for name, day in starts.items()
    ]


def _awards(subject: Kecamatan) -> list[dict[str, Any]]:
    return [
        {
            "urut": f"{row['tahun']}-98",  # the day is not on file: after what is dated that year
            "waktu": str(row["tahun"]),
            "titik": _("Penghargaan SKK"),
            "catatan": subject.unclear(row),
        }
        for _place, row in subject.awards.iterrows()
    ]


def _coaching(subject: Kecamatan) -> list[dict[str, Any]]:
    """Return the coaching with the status seen while it lasted: the baseline."""
    found = window(subject)
    if found is None:
        after = max((f"{year}-99" for year in subject.awards["tahun"]), default="")
        return [{"urut": after, "waktu": unfilled(), "titik": _baseline(), "status": unfilled()}]
    row = subject.facts_on(COACHING).dropna(subset=["tanggal_mulai"]).iloc[0]
    during = [visit for visit in _history(subject) if found[0] <= visit["hari"] <= found[1]]
    names = status_names()
    seen = listing(dict.fromkeys(names[visit["status"]] for visit in during)) if during else ""
    return [
        {
            "urut": found[0].isoformat(),
            "waktu": when(row.to_dict()),
            "titik": _baseline(),
            "status": seen or unfilled(),
            "catatan": str(row["teks"]) if pd.notna(row["teks"]) else "",
        }
    ]


def _baseline() -> str:
    return _("Garis dasar (pendampingan)")


def _visits(subject: Kecamatan) -> list[dict[str, Any]]:
    names = status_names()
    return [
        {
            "urut": visit["hari"].isoformat(),
            "waktu": date(visit["hari"]),
            "titik": _("Kunjungan"),
            "status": names.get(visit["status"], visit["status"]),
            "bukti": visit["bukti"] if pd.notna(visit["bukti"]) else "",
            "catatan": "" if visit["dipakai"] else _("tidak dipakai; lihat pertentangan"),
            "judul": subject.titles.get(visit["id_inovasi"]),
        }
        for visit in _history(subject)
    ]


def _history(subject: Kecamatan) -> list[dict[str, Any]]:
    rows = subject.register.history.dropna(subset=["tanggal"])
    columns = [str(name) for name in rows.columns]
    visits = [dict(zip(columns, row, strict=True)) for row in rows.itertuples(index=False)]
    return [visit | {"hari": visit["tanggal"].date()} for visit in visits]
