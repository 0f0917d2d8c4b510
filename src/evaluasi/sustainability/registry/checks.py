"""What cannot be true in a follow-up: each contradiction is listed, with what was done about it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evaluasi.text import _

ALIVE = ("berkembang", "tetap", "melemah")
ENDED, ABSORBED, UNKNOWN = "berhenti", "diserap", "tak_terverifikasi"
STATUSES = (*ALIVE, ENDED, ABSORBED, UNKNOWN)

COLUMNS = ("id_inovasi", "tanggal", "jenis", "kalimat", "perlakuan")

_CLASS = dict.fromkeys(ALIVE, "berjalan") | {ENDED: ENDED, ABSORBED: ABSORBED}
_CAUTION = {status: place for place, status in enumerate((UNKNOWN, *ALIVE, ABSORBED, ENDED))}


def sentence(kind: str) -> tuple[str, str]:
    """Return what a kind of contradiction means, and what is done about it."""
    aside = _("pemeriksaan ini tidak dipakai")
    return {
        "tanpa_tanggal": (_("Tanggal pemeriksaan kosong atau tidak terbaca."), aside),
        "status_tak_dikenal": (_("Status tidak termasuk daftar status."), aside),
        "masa_depan": (_("Tanggal pemeriksaan sesudah hari laporan."), aside),
        "sebelum_mulai": (_("Pemeriksaan bertanggal sebelum inovasi diterapkan."), aside),
        "ganda": (_("Pemeriksaan yang sama tercatat dua kali."), _("dihitung satu kali")),
        "dua_status": (
            _("Dua status berbeda yang tidak bertentangan pada tanggal yang sama."),
            _("yang pasti dan paling hati-hati dipakai"),
        ),
        "bertentangan": (
            _("Pada tanggal yang sama tercatat berjalan dan tidak berjalan."),
            _("dianggap tak terverifikasi pada tanggal itu"),
        ),
        "berhenti_lalu_berjalan": (
            _("Tercatat berhenti, kemudian terlihat berjalan lagi."),
            _("dianggap jeda; status sesudahnya yang dipakai"),
        ),
        "diserap_lalu_berjalan": (
            _("Tercatat diserap, kemudian terlihat berjalan sendiri lagi."),
            _("status sesudahnya yang dipakai"),
        ),
        "berubah_sesudah_berakhir": (
            _("Sesudah berhenti atau diserap tercatat status akhir yang lain."),
            _("status akhir yang pertama dipakai"),
        ),
        "tanpa_mulai": (
            _("Tanggal mulai diterapkan tidak diketahui."),
            _("tidak masuk hitungan kelangsungan"),
        ),
        "mulai_ganda": (
            _("Lebih dari satu tanggal mulai tercatat."),
            _("tanggal yang paling awal dipakai"),
        ),
        "mulai_masa_depan": (
            _("Tanggal mulai sesudah hari laporan."),
            _("tidak masuk hitungan kelangsungan"),
        ),
        "penghargaan_sebelum_mulai": (
            _("Penghargaan bertanggal sebelum inovasi diterapkan."),
            _("diamati sejak mulai diterapkan"),
        ),
        "berakhir_sebelum_penghargaan": (
            _("Tercatat berakhir sebelum atau pada hari penghargaan."),
            _("tidak masuk hitungan kelangsungan sejak penghargaan"),
        ),
    }[kind]


def listed(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return rows (id_inovasi, tanggal) as contradictions of one kind."""
    told, done = sentence(kind)
    found = rows[["id_inovasi", "tanggal"]].reset_index(drop=True)
    found = found.astype({"id_inovasi": "str"})
    return found.assign(jenis=kind, kalimat=told, perlakuan=done)[list(COLUMNS)]


def gathered(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put the parts that hold rows together, ordered by innovation and date."""
    full = [part for part in parts if len(part)]
    if not full:
        empty = pd.DataFrame(columns=list(COLUMNS)).astype(object)
        return empty.astype({"tanggal": "datetime64[s]"})
    rows = pd.concat(full, ignore_index=True)
    return rows.sort_values(["id_inovasi", "tanggal"], ignore_index=True, kind="stable")


def faults_of(visits: pd.DataFrame, start: pd.Series, today: pd.Timestamp) -> pd.Series:
    """Return the kind of fault of each visit, empty where there is none.

    Parameters
    ----------
    visits : DataFrame
        Columns id_inovasi, tanggal, status, ordered by innovation and date.
    start : Series
        Date the innovation of each visit began, NaT where unknown.
    today : Timestamp
    """
    day, status = visits["tanggal"], visits["status"]
    kind = pd.Series("", index=visits.index, dtype=object)
    for name, wrong in (
        ("tanpa_tanggal", day.isna()),
        ("status_tak_dikenal", ~status.isin(STATUSES)),
        ("masa_depan", day > today),
        ("sebelum_mulai", day < start),
    ):
        kind[wrong & (kind == "")] = name
    good = visits[kind == ""]
    twins = good[good.duplicated(["id_inovasi", "tanggal"], keep=False)]
    again = twins.duplicated(["id_inovasi", "tanggal", "status"])
    kind[twins.index[again]] = "ganda"
    twins = twins[~again].assign(rank=twins["status"].map(_CAUTION).astype(int))
    ranked = twins.sort_values("rank", kind="stable")
    kind[ranked.index[ranked.duplicated(["id_inovasi", "tanggal"], keep="last")]] = "dua_status"
    known = twins[twins["status"] != UNKNOWN]
    sorts = known["status"].map(_CLASS).astype("str").groupby(
        [known["id_inovasi"], known["tanggal"]], observed=True
    )  # fmt: skip
    kind[known.index[sorts.transform("nunique") > 1]] = "bertentangan"
    return kind


def reversals(visits: pd.DataFrame, ends: pd.DataFrame) -> list[pd.DataFrame]:
    """List endings that later visits deny, and second endings of another kind.

    Parameters
    ----------
    visits : DataFrame
        Verified visits that are used.
    ends : DataFrame
        Index id, with terakhir_hidup and cara.
    """
    own = ends.reindex(visits["id_inovasi"])
    final = visits["status"].isin((ENDED, ABSORBED)).to_numpy()
    before = (visits["tanggal"].to_numpy() < own["terakhir_hidup"].to_numpy()) & final
    other = final & ~before & (visits["status"].to_numpy() != own["cara"].to_numpy())
    return [
        listed(visits[before & (visits["status"] == ENDED)], "berhenti_lalu_berjalan"),
        listed(visits[before & (visits["status"] == ABSORBED)], "diserap_lalu_berjalan"),
        listed(visits[other], "berubah_sesudah_berakhir"),
    ]
