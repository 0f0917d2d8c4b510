"""The question why one title stands several times in a region and edition."""

from __future__ import annotations

import pandas as pd

from evaluasi.quality.authenticity.question import Question, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, by_region_and_edition, completed, listed
from evaluasi.quality.authenticity.titles import fold
from evaluasi.text import _, number

SERIES = 3
"""From this many innovations on, titles that differ only in a number are asked about."""


def identical_titles(inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about innovations with different ids but one title in one region and edition.

    Titles that differ only in case, punctuation, a year, or a general word are the same; titles
    that differ only in a number are a series.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi.
    scope : Scope

    Returns
    -------
    Question
        One row per title, region and edition, the most repeated first.
    """
    rows = scope.rows(completed(inovasi, "inovasi")).dropna(subset=["judul", "kode"])
    titles = [fold(title, kode) for title, kode in zip(rows["judul"], rows["kode"], strict=True)]
    rows = rows.assign(
        _kunci=[title.key for title in titles],
        _seri=["".join(w for w in t.tokens if not w.isdigit()) or t.key for t in titles],
    )
    rows = rows[rows["_kunci"] != ""]  # a title of signs alone is like no other
    same = rows[_ids(rows, "_kunci") > 1]
    series = rows[(_ids(rows, "_seri") >= SERIES) & (_ids(rows, "_kunci") == 1)]
    cases = [
        *_cases(same, "_kunci", _("sama")),
        *_cases(series, "_seri", _("hanya nomornya berbeda")),
    ]
    table = pd.DataFrame(cases, columns=list(_CASE))
    order = ["jumlah_inovasi", "kode", "tahun", "judul"]
    table = table.sort_values(order, ascending=[False, True, True, True]).reset_index(drop=True)
    return Question(
        code="judul_sama",
        title=_("Judul sama dalam satu wilayah"),
        sentence=_(
            "Apakah {n} judul yang dicatat berulang pada wilayah dan edisi yang sama ini inovasi "
            "yang berbeda?"
        ).format(n=number(len(table))),
        count=len(table),
        table=with_origin(table, inovasi),
        rule=_(
            "Satu inovasi dicatat sekali pada satu edisi; ejaan, tahun, dan kata umum diabaikan, "
            "dan judul berseri dihitung mulai dari {n} inovasi."
        ).format(n=SERIES),
        source=_("kunci tabel inovasi; pelipatan judul: docs/metode/keaslian.md"),
        confidence=_("ambang kami"),
        innocent=(
            _("satu inovasi dikirim oleh beberapa unit, misalnya setiap puskesmas atau sekolah"),
            _("pengiriman ganda karena gangguan portal"),
        ),
    )


_CASE = (
    "kode",
    "tahun",
    "judul",
    "kemiripan",
    "jumlah_inovasi",
    "jumlah_opd",
    "opd",
    "hari_penerapan_berbeda",
    "ejaan",
    "id",
)


def _ids(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return how many ids share a row's key in its region and edition."""
    return rows.groupby(["kode", "tahun", key])["id"].transform("nunique")


def _cases(rows: pd.DataFrame, key: str, likeness: str) -> list[tuple[object, ...]]:
    return [
        (
            kode,
            year,
            found["judul"].iloc[0],
            likeness,
            found["id"].nunique(),
            found["opd"].nunique(),
            listed(found["opd"].dropna()),
            found["tanggal_penerapan"].nunique(),
            listed(found["judul"], 4),
            listed(found["id"], 20),
        )
        for kode, year, here in by_region_and_edition(rows)
        for _key, found in here.groupby(key)
    ]
