"""What a visiting plan says: the reason of each visit, the whole, and what to beware of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluasi.sustainability.printing import figure
from evaluasi.sustainability.registry.checks import UNKNOWN
from evaluasi.sustainability.registry.registers import UNVISITED
from evaluasi.text import _, date, number, quantity, rupiah

DAYS_PER_MONTH = 365.25 / 12
SHOWN = 10
HEAVY = 0.25
"""Share of the whole stake from which one reported value decides the plan: our own limit."""


def reason(row: pd.Series, value: str, today: str) -> str:
    """Say why an innovation is visited: when it was last seen, its chance, what hangs on it."""
    parts = [_last_seen(row, today), _chance(row), _worth(row, value)]
    return "; ".join(part for part in parts if part)


def told(
    table: pd.DataFrame,
    waiting: int,
    excluded: pd.DataFrame,
    settings: Mapping[str, Any],
    share: float,
    used: str,
) -> str:
    """Tell a plan in Indonesian."""
    if table.empty:
        lines = [_("Tidak ada inovasi yang perlu dijadwalkan menurut data ini.")]
    else:
        head = _(
            "Perlu dikunjungi lebih dulu: {n} inovasi di {places} wilayah dalam {used} hari "
            "({per_day} inovasi sehari). Rencana ini mencakup {share}% dari seluruh {aim} dan "
            "terbukti yang terbaik menurut ukuran itu (program dinamis, bukan hampiran)."
        ).format(
            n=number(len(table)),
            places=number(table["kode"].nunique()),
            used=used,
            per_day=number(settings["per_hari"]),
            share=figure(100 * share, 0),
            aim=_aim(settings, estimated=bool(table["peluang"].notna().any())),
        )
        lines = [head, *_first(table)]
    lines.append(
        _("{waiting} inovasi menunggu giliran, {excluded} tidak dijadwalkan.").format(
            waiting=number(waiting), excluded=number(len(excluded))
        )
    )
    counts = excluded["alasan"].value_counts(sort=False)
    lines += [_("  {n}: {why}").format(n=number(n), why=why) for why, n in counts.items()]
    lines.append(
        _(
            "Peluang berasal dari model atas inovasi lain. Ini urutan bertanya, bukan putusan "
            "tentang satu inovasi."
        )
    )
    return "\n".join(lines)


def warnings_of(
    rows: pd.DataFrame, planned: pd.DataFrame, value: str, aim: str, why: str
) -> tuple[str, ...]:
    """Tell what the order rests on: a missing estimate, values that stand in, one large value."""
    by_value = aim == "taruhan" and value != "sama"
    found = [
        _unestimated(rows, why),
        _standing_in(rows, value) if by_value else "",
        _heavy(rows, value) if by_value else "",
        _shaky(planned),
    ]
    return tuple(sentence for sentence in found if sentence)


def _unestimated(rows: pd.DataFrame, why: str) -> str:
    if not rows["peluang"].isna().any():
        return ""
    told = _("Peluangnya belum dapat ditaksir; urutannya menurut batas atas yang mungkin. {why}")
    return told.format(why=why).strip()


def _standing_in(rows: pd.DataFrame, value: str) -> str:
    missing = int((~rows["nilai_tercatat"]).sum())
    if not missing:
        return ""
    if missing == len(rows):
        return _("{value} tidak tercatat satu pun; setiap inovasi dihitung sama.").format(
            value=value.capitalize()
        )
    return _(
        "{n} inovasi tanpa {value} tercatat; dipakai median {known} inovasi lain ({median})."
    ).format(
        n=number(missing),
        value=value,
        known=number(len(rows) - missing),
        median=number(rows.loc[~rows["nilai_tercatat"], "nilai"].iloc[0]),
    )


def _heavy(rows: pd.DataFrame, value: str) -> str:
    share = (rows["taruhan"] / rows["taruhan"].sum()).to_numpy()
    if len(rows) < 2 or not share.max() > HEAVY:
        return ""
    top = rows.iloc[int(share.argmax())]
    return _(
        "Satu inovasi ({name}) memegang {share}% dari seluruh taruhan: periksa {value} yang "
        "tercatat."
    ).format(name=top["judul"] or top["id"], share=number(100 * share.max(), 0), value=value)


def _shaky(planned: pd.DataFrame) -> str:
    count = int((~planned["kokoh"]).sum())
    if not count:
        return ""
    return _(
        "{n} dari {all} pilihan berubah bila semua peluang diambil pada batas bawah atau batas "
        "atas selangnya (kolom kokoh)."
    ).format(n=number(count), all=number(len(planned)))


def _chance(row: pd.Series) -> str:
    if pd.isna(row["peluang"]):
        return _("peluang sudah berhenti belum dapat ditaksir, paling tinggi {high}%").format(
            high=number(100 * row["atas"], 0)
        )
    return _("peluang sudah berhenti {p}% (selang {low}% sampai {high}%)").format(
        p=number(100 * row["peluang"], 0),
        low=figure(100 * row["bawah"], 0),
        high=figure(100 * row["atas"], 0),
    )


def _last_seen(row: pd.Series, today: str) -> str:
    if pd.isna(row["terakhir_hidup"]):
        return _("belum pernah diperiksa sejak mulai")
    seen = row["terakhir_hidup"]
    months = (pd.Timestamp(today) - seen).days / DAYS_PER_MONTH
    unseen = {UNVISITED: _("belum pernah diperiksa"), UNKNOWN: _("belum pernah terverifikasi")}
    if row["status"] in unseen:
        return _("{state}, diketahui berjalan pada {date} ({months} bulan lalu)").format(
            state=unseen[row["status"]], date=date(seen.date()), months=number(months, 0)
        )
    return _("terakhir terlihat {state} pada {date} ({months} bulan lalu)").format(
        state=row["status"] if row["status"] == "melemah" else _("berjalan"),
        date=date(seen.date()),
        months=number(months, 0),
    )


def _worth(row: pd.Series, value: str) -> str:
    if value == "sama":
        return ""
    if not row["nilai_tercatat"]:
        return _("{value} belum tercatat").format(value=value)
    if value == "anggaran":
        return _("anggaran {amount}").format(amount=rupiah(row["nilai"]))
    return quantity(row["nilai"], _("penerima"), 0)


def _aim(settings: Mapping[str, Any], estimated: bool) -> str:
    if settings["tujuan"] == "informasi":
        return _("informasi yang diharapkan")
    if not estimated:
        return _("yang dapat terdampak menurut batas atas peluangnya")
    if settings["nilai"] == "sama":
        return _("inovasi yang diperkirakan sudah berhenti")
    return _("{value} yang diperkirakan terdampak").format(value=settings["nilai"])


def _first(table: pd.DataFrame) -> list[str]:
    lines = [
        _("{place}. hari {day}, {kode}: {name} – {why}").format(
            place=number(row["urutan"]),
            day=number(row["hari"]),
            kode=row["kode"],
            name=row["judul"] or row["id"],
            why=row["alasan"],
        )
        for row in table.head(SHOWN).to_dict("records")
    ]
    hidden = len(table) - SHOWN
    return [*lines, _("   dan {n} lainnya").format(n=number(hidden))] if hidden > 0 else lines
