"""The question whether one innovation is entered under several names, years or offices."""

from __future__ import annotations

import pandas as pd

from evaluasi.quality.authenticity.matching import SCORE, matched
from evaluasi.quality.authenticity.question import Question, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, completed, span
from evaluasi.quality.authenticity.titles import fold
from evaluasi.text import _, number

_SHOWN = ("judul", "opd", "urusan", "tanggal_penerapan")


def renamed(
    inovasi: pd.DataFrame, scope: Scope = ALL, *, pairs: pd.DataFrame | None = None
) -> Question:
    """Ask about innovations of one region whose titles differ little or only in one half.

    Titles that are the same within one edition are left to `identical.identical_titles`.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi, all editions.
    scope : Scope
    pairs : DataFrame, optional
        Of `matching.matched` for the rows of the region, where it is at hand.

    Returns
    -------
    Question
        One row per pair of ids, highest score first.
    """
    rows = completed(inovasi, "inovasi")
    rows = rows[scope.covers(rows["kode"])]
    table = _table(rows, matched(rows) if pairs is None else pairs, scope)
    return Question(
        code="nama_berganti",
        title=_("Nama berganti"),
        sentence=_(
            "Apakah {n} pasang inovasi ini masing-masing satu inovasi yang berganti nama, tahun, "
            "atau OPD?"
        ).format(n=number(len(table))),
        count=len(table),
        table=with_origin(table, inovasi),
        rule=_(
            "Satu inovasi memakai satu pengenal pada setiap edisi; pasangan dengan skor kemiripan "
            "{score} ke atas (dari 100) ditanyakan."
        ).format(score=number(SCORE)),
        source=_("skor kemiripan: docs/metode/keaslian.md"),
        confidence=_("ambang kami"),
        innocent=(
            _("dua kegiatan berbeda yang memang serupa, misalnya untuk dua desa atau dua sasaran"),
            _(
                "inovasi yang dikembangkan dan sengaja diberi nama baru, dengan riwayat yang "
                "tercatat"
            ),
            _("satu inovasi yang dijalankan bersama oleh dua OPD dan dicatat dua kali"),
        ),
        notes=(
            _("Pergantian nama tanpa satu kata pun yang sama tidak terlihat dari judul."),
            _("Skor adalah urutan baca, bukan peluang."),
        ),
    )


def _table(rows: pd.DataFrame, pairs: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Lay the two innovations of each pair side by side."""
    first = rows.sort_values("tahun", kind="stable").drop_duplicates("id").set_index("id")
    editions = rows.groupby("id")["tahun"].unique()
    ids = [pairs[f"id_{end}"].to_numpy() for end in (1, 2)]
    years = [[tuple(held) for held in editions.reindex(ends)] for ends in ids]
    kinds = [_kind(a, b) for a, b in zip(*years, strict=True)]
    table = pd.DataFrame({"kode": first["kode"].reindex(ids[0]).to_numpy(), "skor": pairs["skor"]})
    table[["kemiripan_judul", "alasan"]] = pairs[["kemiripan_judul", "alasan"]]
    table["jenis"] = pd.Series(kinds, table.index, dtype="str")
    for end, ends, spans in zip((1, 2), ids, years, strict=True):
        table[f"edisi_{end}"] = pd.Series(map(span, spans), table.index, dtype="str")
        for column in _SHOWN:
            table[f"{column}_{end}"] = first[column].reindex(ends).to_numpy()
        table[f"id_{end}"] = ends
    touched = [scope.touches((*a, *b)) for a, b in zip(*years, strict=True)]
    asked = pd.Series(touched, table.index, dtype=bool) & ~_identical(table, years)
    return table[asked].reset_index(drop=True)


def _kind(one: tuple[int, ...], other: tuple[int, ...]) -> str:
    return _("edisi yang sama") if set(one) & set(other) else _("edisi berbeda")


def _identical(table: pd.DataFrame, years: list[list[tuple[int, ...]]]) -> pd.Series:
    """Tell which pairs have the same folded title within one edition."""
    ends = zip(table["judul_1"], table["judul_2"], table["kode"], *years, strict=True)
    same = [
        bool(set(a) & set(b)) and fold(one, kode).key == fold(other, kode).key
        for one, other, kode, a, b in ends
    ]
    return pd.Series(same, table.index, dtype=bool)
