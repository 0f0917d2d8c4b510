"""The question why several innovations, regions or indicators share a document."""

from __future__ import annotations

import re

import pandas as pd

from evaluasi.quality.authenticity.common_words import IN_FILE_NAMES
from evaluasi.quality.authenticity.question import Question, lacks, not_loaded, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, completed, listed, span, with_place
from evaluasi.text import _, number

LEAST_INDICATORS = 4
"""One document for this many indicators of one innovation is asked about."""

_SHARED_INDICATORS = ("i16", "i17", "i21")
_KINDS = ("nomor", "dokumen")


def shared_documents(bukti: pd.DataFrame, inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about documents that serve several innovations, regions, or many indicators.

    A document is told by its number with its date or by its link, and within a region by its file
    name; names that name nothing (Foto 1.jpg) are left out.

    Parameters
    ----------
    bukti : DataFrame
        Table bukti.
    inovasi : DataFrame
        Table inovasi, for region, office and title.
    scope : Scope

    Returns
    -------
    Question
        One row per set of innovations that share the same documents, the one over most regions
        first.
    """
    if bukti.empty:
        return _documents(pd.DataFrame(), _NO_NOTES, unasked=not_loaded("bukti"))
    rows = with_place(completed(bukti, "bukti"), completed(inovasi, "inovasi"))
    keyed = [_keyed(rows, kind) for kind in _KINDS]
    table = _table([_shared(part, scope) for part in keyed])
    lost = int(rows["kode"].isna().sum())
    unnamed = len(rows) - lost - int(pd.concat(keyed)["_asal"].nunique())
    notes = (
        _("{n} baris bukti tanpa nomor dan bernama umum (foto, SK, scan) dilewati.").format(
            n=number(unnamed)
        ),
        _("{n} baris bukti menyebut inovasi yang tidak ada pada tabel inovasi.").format(
            n=number(lost)
        ),
    )
    here = rows["kode"].notna() & scope.covers(rows["kode"]) & scope.in_edition(rows["tahun"])
    unasked = "" if here.any() else lacks(_("tidak ada bukti untuk edisi dan wilayah ini"))
    return _documents(with_origin(table, bukti, inovasi), notes, unasked)


_NO_NOTES: tuple[str, ...] = ()


def _documents(table: pd.DataFrame, notes: tuple[str, ...], unasked: str = "") -> Question:
    return Question(
        code="bukti_bersama",
        title=_("Bukti yang sama"),
        sentence=_(
            "Apakah dokumen pada {n} kelompok ini memang menjadi bukti beberapa inovasi, wilayah, "
            "atau indikator sekaligus?"
        ).format(n=number(len(table))),
        count=len(table),
        table=table,
        rule=_(
            "Setiap indikator mempunyai buktinya sendiri; satu dokumen pada beberapa inovasi, atau "
            "pada {n} indikator satu inovasi, ditanyakan."
        ).format(n=LEAST_INDICATORS),
        source=_("jenis bukti per indikator: rubrik IID"),
        confidence=_("ambang kami"),
        innocent=(
            _(
                "satu keputusan kepala daerah menetapkan banyak inovasi (lazim pada indikator 16, "
                "17, dan 21)"
            ),
            _("satu laporan lengkap memuat bukti beberapa indikator"),
            _("nomor surat yang sama dipakai dua daerah secara kebetulan"),
        ),
        notes=notes,
        unasked=unasked,
    )


def _keyed(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Keep the rows with a telling number or name, under a key: equal keys, one document."""
    text = rows[kind].fillna("").astype("str")
    keys = text.map(_number_key if kind == "nomor" else _name_key)
    if kind == "nomor":
        where = rows["tanggal"].dt.strftime("%Y-%m-%d").fillna("")
    else:  # a file name is common; a link is not
        where = rows["kode"].fillna("").astype("str").mask(keys.str.contains("://"), "")
    found = rows.assign(_kunci=keys + "|" + where, _jenis=kind, _teks=text, _asal=rows.index)
    return found[(keys != "") & found["kode"].notna()]


def _number_key(text: str) -> str:
    """Fold a document number; one with fewer than two digits and three signs names nothing."""
    key = re.sub(r"[^0-9a-z]", "", text.casefold())
    return key if len(key) > 3 and sum(sign.isdigit() for sign in key) > 1 else ""


def _name_key(text: str) -> str:
    """Fold a file name or link; empty for names made of general words and a counter."""
    stem = re.sub(r"\.[a-z0-9]{2,4}$", "", text.casefold().strip())
    if "://" in stem:
        return stem.rstrip("/")
    words = re.findall(r"[a-z]+|\d+", stem)
    telling = [word for word in words if word not in IN_FILE_NAMES and not word.isdigit()]
    return "".join(words) if sum(map(len, telling)) > 3 else ""


def _shared(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Keep the rows of documents that serve several innovations or many indicators of one."""
    several = rows.groupby("_kunci")["id_inovasi"].transform("nunique") > 1
    inside = rows.groupby(["_kunci", "id_inovasi"])["indikator"].transform("nunique")
    found = rows[several | (inside >= LEAST_INDICATORS)]
    asked = scope.covers(found["kode"]) & scope.in_edition(found["tahun"])
    return found[asked.groupby(found["_kunci"]).transform("any")]


_CASE = (
    "jumlah_wilayah",
    "jumlah_inovasi",
    "jumlah_dokumen",
    "jumlah_indikator",
    "sebab",
    "lazim",
    "edisi",
    "wilayah",
    "opd",
    "indikator",
    "dokumen",
    "dikenali_dari",
    "judul",
    "id",
)


def _table(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Return one row per set of innovations that share documents."""
    rows = pd.concat(parts)
    # A document with a number and a name is one: the number, which comes first, names it.
    rows = rows[~rows["_asal"].duplicated()].sort_values(["tahun", "kode", "id_inovasi", "_kunci"])
    sets = rows.groupby("_kunci")["id_inovasi"].agg(lambda ids: "; ".join(sorted(set(ids))))
    rows = rows.assign(_himpunan=rows["_kunci"].map(sets).astype("str"))
    cases = [_case(found) for _set, found in rows.groupby("_himpunan", sort=False)]
    table = pd.DataFrame(cases, columns=list(_CASE))
    order = ["jumlah_wilayah", "jumlah_dokumen", "jumlah_inovasi", "jumlah_indikator", "id"]
    falling = [False, False, False, False, True]
    return table.sort_values(order, ascending=falling).reset_index(drop=True)


def _case(rows: pd.DataFrame) -> tuple[object, ...]:
    regions, ids = rows["kode"].nunique(), rows["id_inovasi"].nunique()
    indicators = sorted(set(rows["indikator"]))
    why = _("beberapa wilayah") if regions > 1 else _("beberapa inovasi")
    by_number = set(rows["_jenis"]) == {"nomor"}
    return (
        regions,
        ids,
        rows["_kunci"].nunique(),
        len(indicators),
        why if ids > 1 else _("banyak indikator satu inovasi"),
        _usual(regions, indicators),
        span(rows["tahun"]),
        listed(rows["kode"]),
        listed(rows["opd"].dropna()),
        ", ".join(indicators),
        listed(rows["_teks"], 4),
        _("nomor dan tanggal") if by_number else _("nama berkas atau tautan"),
        listed(rows["judul"], 4),
        listed(rows["id_inovasi"], 20),
    )


def _usual(regions: int, indicators: list[str]) -> str:
    """Say where sharing is common: one decision or plan of a region names many innovations."""
    if regions == 1 and set(indicators) <= set(_SHARED_INDICATORS):
        return _("lazim: keputusan atau rencana bersama")
    return ""
