"""Living innovations that may not last: each with its reasons, each reason with its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.instruments.domain_scores import OVERALL
from evaluasi.sustainability.instruments.proxy import ProxyCapacity
from evaluasi.sustainability.instruments.survey import Capacity
from evaluasi.sustainability.standing.quadrants import ABSORBED
from evaluasi.tables import provenance
from evaluasi.text import _, date, listing, number

GONE = ("berhenti", ABSORBED)
FADING, WEAK = "melemah", "ranah_lemah"
VERIFIED = ("berkembang", "tetap", FADING)
LOW = 100 / 3
"""Domains below this percent of their scale, the first of three levels, count as weak. Ours."""
STALE_YEARS = 2.0
_YEAR = 365.25
_LEVELS = {
    "i16": ("tanpa_regulasi", _("tidak ada produk hukum yang menaunginya")),
    "i18": ("tanpa_anggaran", _("tidak ada dukungan anggaran")),
    "i21": ("tidak_dalam_rkpd", _("programnya tidak termuat dalam RKPD")),
    "i23": ("tanpa_pelaksana", _("tidak ada surat penetapan pelaksana")),
    "i34": ("tanpa_monev", _("tidak dipantau dan dievaluasi")),
}


@dataclass(frozen=True)
class AtRisk:
    """Innovations with at least one reason to look after them.

    Attributes
    ----------
    table : DataFrame
        id, judul, status, tanggal (last verified), banyak (reasons; weak domains are one), alasan
        (all of them); those that fade first, then by number of reasons. The order is no measure
        of probability.
    reasons : DataFrame
        id, kode, alasan, bukti: one row per reason.
    n_judged, n_gone : int
        Innovations looked at, and those left out because they have ended or were absorbed.
    not_on_file : tuple of str
        What could not be judged for want of data.
    """

    table: pd.DataFrame
    reasons: pd.DataFrame
    n_judged: int
    n_gone: int
    not_on_file: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self, most: int = 5) -> str:
        """Say in Indonesian how many are at risk, why, and the first `most` of them."""
        told = _("{n} dari {all} inovasi yang masih berjalan atau belum diketahui punya alasan.")
        lines = [told.format(n=number(len(self.table)), all=number(self.n_judged))]
        words = self.reasons["alasan"].where(self.reasons["kode"] != WEAK, _("kapasitas lemah"))
        counts = self.reasons.groupby(words)["id"].nunique().sort_values(ascending=False)
        lines += [f"- {word}: {number(n)}" for word, n in counts.items()]
        lines += [
            _("{place}. {title}: {why}.").format(place=place, title=row["judul"], why=row["alasan"])
            for place, row in enumerate(self.table.head(most).to_dict("records"), start=1)
        ]
        hidden = len(self.table) - most
        if most and hidden > 0:
            lines.append(_("… dan {n} inovasi lagi").format(n=number(hidden)))
        return "\n".join([*lines, *self.not_on_file])

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, na_rep="")


def at_risk(
    innovations: pd.DataFrame,
    states: pd.DataFrame,
    *,
    today: dt.date | str,
    proxy: ProxyCapacity | None = None,
    capacity: Capacity | None = None,
    moved: pd.DataFrame | None = None,
    low: float = LOW,
    stale_years: float = STALE_YEARS,
) -> AtRisk:
    """List living innovations with reasons from the data on file.

    Parameters
    ----------
    innovations : DataFrame
        One row per innovation, its latest edition: id, judul, levels ``i16`` … (as claimed).
    states : DataFrame
        id, status, tanggal: last verified state; who is missing there is not verified.
    today : date or ISO text
        Day to which the age of the last verified state is counted.
    proxy : ProxyCapacity, optional
        Its domains with two indicators or more count where below `low`.
    capacity : Capacity, optional
        Its domains of the last wave count where below `low` percent of the scale.
    moved : DataFrame, optional
        id, tanggal: the champion has moved to another post.
    low : float
        Percent of the scale.
    stale_years : float
        Years without a verified state that count as a reason.

    Raises
    ------
    ParameterError
        Where a table lacks a column or tells an innovation twice.
    """
    _refuse(innovations, states)
    known = innovations.merge(states[["id", "status", "tanggal"]], on="id", how="left")
    gone = known["status"].isin(GONE)
    alive = known[~gone].reset_index(drop=True)
    parts = [
        _fading(alive),
        *_levels(alive),
        _stale(alive, pd.Timestamp(today), stale_years),
        _proxy(proxy, low),
        _capacity(capacity, low),
        _moved(moved),
    ]
    columns = ["id", "kode", "alasan", "bukti"]
    filled = [part for part in parts if part is not None and len(part)]
    reasons = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=columns)
    reasons = reasons[reasons["id"].isin(alive["id"])].reset_index(drop=True)
    found = AtRisk(
        table=_table(alive, reasons),
        reasons=reasons,
        n_judged=len(alive),
        n_gone=int(gone.sum()),
        not_on_file=tuple(_gaps(alive, proxy, capacity, moved)),
    )
    origin = provenance.of(innovations)
    if origin is not None:
        for frame in (found.table, found.reasons):
            provenance.stamp(frame, origin)
    return found


def _refuse(innovations: pd.DataFrame, states: pd.DataFrame) -> None:
    faults = []
    wanted = ((innovations, ["id", "judul"]), (states, ["id", "status", "tanggal"]))
    for frame, columns in wanted:
        lacking = [column for column in columns if column not in frame.columns]
        if lacking:
            faults.append(_("tidak ada kolom {columns}").format(columns=listing(lacking)))
        elif frame["id"].duplicated().any():
            faults.append(_("ada inovasi yang ditulis lebih dari sekali"))
    if faults:
        raise ParameterError(
            _("Daftar risiko tidak dapat disusun."),
            _("Beri satu baris untuk tiap inovasi: edisi terakhirnya dan status terakhirnya."),
            faults,
        )


def _rows(ids: Iterable[object], code: str, why: str, proof: Iterable[str] | str) -> pd.DataFrame:
    return pd.DataFrame({"id": ids, "kode": code, "alasan": why, "bukti": proof})


def _fading(alive: pd.DataFrame) -> pd.DataFrame:
    rows = alive[alive["status"] == FADING]
    told = _("status melemah pada {day}")
    proof = [told.format(day=date(day)) for day in rows["tanggal"]]
    return _rows(rows["id"], FADING, _("melemah pada pemeriksaan terakhir"), proof)


def _levels(alive: pd.DataFrame) -> list[pd.DataFrame]:
    held = [code for code in _LEVELS if code in alive.columns]
    levels = alive[held].apply(pd.to_numeric, errors="coerce")
    judged = _judged(alive)
    found = []
    for code in held:
        empty = judged & levels[code].isna()
        lacking = empty | (levels[code] == 0)
        said = np.where(empty[lacking], _("kosong"), _("level 0"))
        proof = [_("{code} {word}, seperti diakui").format(code=code, word=word) for word in said]
        found.append(_rows(alive.loc[lacking, "id"], *_LEVELS[code], proof))
    return found


def _judged(alive: pd.DataFrame) -> pd.Series:
    """Return which innovations have any level on file; of others no indicator can be said empty."""
    every = [column for column in alive.columns if column[:1] == "i" and column[1:].isdigit()]
    return alive[every].notna().any(axis=1)


def _stale(alive: pd.DataFrame, today: pd.Timestamp, years: float) -> pd.DataFrame:
    days = pd.to_datetime(alive["tanggal"])
    rows = alive[(today - days).dt.days > years * _YEAR]
    told = _("terakhir terverifikasi {day}")
    proof = [told.format(day=date(day)) for day in rows["tanggal"]]
    why = _("lebih dari {n} tahun tanpa status terverifikasi").format(n=number(years))
    return _rows(rows["id"], "lama_tak_diperiksa", why, proof)


def _proxy(proxy: ProxyCapacity | None, low: float) -> pd.DataFrame | None:
    """Domains of a single indicator are left out: its level 0 is a reason already."""
    if proxy is None or proxy.reason:
        return None
    several = proxy.links["ranah"].value_counts()
    codes = [code for code in proxy.domains if several[code] > 1]
    shares = proxy.table.melt("id", codes, "domain", "nilai")
    return _weak(shares[shares["nilai"] < low], proxy.domains, proxy.label)


def _capacity(capacity: Capacity | None, low: float) -> pd.DataFrame | None:
    if capacity is None or capacity.reason:
        return None
    least, most = capacity.instrument.limits
    rows = capacity.latest()
    share = 100 * (rows["rata"] - least) / (most - least)
    weak = rows.assign(id=rows["objek"], nilai=share)[(rows["domain"] != OVERALL) & (share < low)]
    names = {one.kode: one.nama for one in capacity.instrument.ranah}
    return _weak(weak, names, capacity.instrument.nama)


def _weak(weak: pd.DataFrame, names: dict[str, str], source: str) -> pd.DataFrame:
    told = _("{share}% dari skala ({source})")
    shares = {value: number(value, 0) for value in weak["nilai"].unique()}
    proof = [told.format(share=shares[value], source=source) for value in weak["nilai"]]
    why = [names[code] for code in weak["domain"]]
    return pd.DataFrame({"id": weak["id"], "kode": WEAK, "alasan": why, "bukti": proof})


def _moved(moved: pd.DataFrame | None) -> pd.DataFrame | None:
    if moved is None:
        return None
    told = _("pindah pada {day}")
    proof = [told.format(day=date(day)) for day in moved["tanggal"]]
    return _rows(moved["id"], "penggerak_pindah", _("penggeraknya pindah tugas"), proof)


def _table(alive: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    known = alive[["id", "judul", "status", "tanggal"]]
    if reasons.empty:
        return known.iloc[:0].assign(banyak=0, alasan="")
    plain: dict[object, list[str]] = {}
    domains: dict[object, dict[str, None]] = {}
    for id_, code, why in zip(reasons["id"], reasons["kode"], reasons["alasan"], strict=True):
        plain.setdefault(id_, [])
        if code == WEAK:
            domains.setdefault(id_, {})[why] = None  # survey and proxy may both name it
        else:
            plain[id_].append(why)
    told = _("kapasitas lemah pada {names}")
    for id_, names in domains.items():
        plain[id_].append(told.format(names=", ".join(names)))
    summed = pd.DataFrame(
        {
            "id": pd.Series(list(plain), dtype=known["id"].dtype),
            "banyak": [len(each) for each in plain.values()],
            "alasan": ["; ".join(each) for each in plain.values()],
        }
    )
    table = known.merge(summed, on="id")
    order = table.assign(redup=table["status"] != FADING, kurang=-table["banyak"])
    order = order.sort_values(["redup", "kurang", "id"])
    return table.loc[order.index].reset_index(drop=True)


def _gaps(
    alive: pd.DataFrame,
    proxy: ProxyCapacity | None,
    capacity: Capacity | None,
    moved: pd.DataFrame | None,
) -> Iterable[str]:
    if moved is None:
        yield _("Kepindahan penggerak tidak tercatat pada data ini.")
    lacking = [code for code in _LEVELS if code not in alive.columns]
    if lacking:
        yield _("Kolom {names} tidak ada, jadi tidak dinilai.").format(names=listing(lacking))
    without = int((~_judged(alive)).sum()) if len(lacking) < len(_LEVELS) else 0
    if without:
        told = _(
            "{n} inovasi tanpa satu level indikator pun: regulasi, anggaran, tempat di RKPD, "
            "pelaksana, dan pemantauannya tidak dapat diperiksa."
        )
        yield told.format(n=number(without))
    unverified = int((~alive["status"].isin(VERIFIED)).sum())
    if unverified:
        told = _("{n} inovasi belum pernah diverifikasi: status sebenarnya tidak diketahui.")
        yield told.format(n=number(unverified))
    if proxy is None and capacity is None:
        yield _("Kapasitas tidak dinilai.")
