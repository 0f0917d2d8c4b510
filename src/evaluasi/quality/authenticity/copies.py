"""The question why one title stands in several regions: replication, programme, or copy."""

from __future__ import annotations

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from evaluasi.quality.authenticity.question import Question, lacks, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, completed, listed, span
from evaluasi.quality.authenticity.titles import Title, fold
from evaluasi.quality.authenticity.vectors import similar_pairs, vectors
from evaluasi.text import _, number

COSINE, RATIO = 0.92, 92.0
"""Least cosine and edit similarity of two titles that count as nearly the same."""

LEAST_WORDS = 3
"""Titles with fewer telling words (Posyandu Remaja) are too common to ask about."""


def copied(inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about titles that are the same, or nearly, in several regions.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi, all editions.
    scope : Scope

    Returns
    -------
    Question
        One row per title, that in most regions first.
    """
    rows = completed(inovasi, "inovasi")
    groups = _grouped(rows[["id", "tahun", "kode", "judul", "opd"]])
    table = _table(groups, scope)
    return Question(
        code="judul_antarwilayah",
        title=_("Judul sama antarwilayah"),
        sentence=_(
            "Apakah {n} judul yang sama atau hampir sama di beberapa wilayah ini replikasi yang "
            "diakui, program bersama, atau salinan?"
        ).format(n=number(len(table))),
        count=len(table),
        table=with_origin(table, inovasi),
        rule=_(
            "Inovasi memuat pembaruan dan dapat direplikasi; replikasi menyebut asalnya (PP "
            "38/2017 pasal 6). Judul dengan sedikitnya {n} kata penting dibandingkan."
        ).format(n=LEAST_WORDS),
        source=_("PP 38/2017 pasal 6; ambang kemiripan: docs/metode/keaslian.md"),
        confidence=_("A untuk kriteria; ambang kami untuk kemiripan"),
        innocent=(
            _("replikasi resmi dengan perjanjian atau bimbingan daerah asal"),
            _("program nasional atau provinsi yang dijalankan setiap daerah"),
            _("judul yang memang lazim untuk layanan itu"),
        ),
        notes=(_("Edisi pertama pada berkas belum tentu pencetusnya."),),
        unasked="" if rows["kode"].nunique() > 1 else lacks(_("perlu lebih dari satu wilayah")),
    )


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row a group number; rows of one group bear nearly the same title."""
    rows = rows.dropna(subset=["kode", "judul"]).reset_index(drop=True)
    titles = [fold(t, k) for t, k in zip(rows["judul"], rows["kode"], strict=True)]
    telling = np.array([len(title.tokens) >= LEAST_WORDS for title in titles], bool)
    rows = rows[telling].reset_index(drop=True)
    distinct: dict[str, Title] = {t.key: t for t, kept in zip(titles, telling, strict=True) if kept}
    keys = [title.key for title, kept in zip(titles, telling, strict=True) if kept]
    if not keys:
        return rows.assign(kelompok=pd.Series(dtype="int64"), kunci=pd.Series(dtype="str"))
    place = {key: number_ for number_, key in enumerate(distinct)}
    labels = _linked(list(distinct.values()))
    return rows.assign(kelompok=[int(labels[place[key]]) for key in keys], kunci=keys)


def _linked(titles: list[Title]) -> np.ndarray:
    """Return a group number for each distinct title."""
    pairs = similar_pairs(vectors([title.key for title in titles]), COSINE, rest=0.9)
    words = np.array([" ".join(sorted(title.tokens)) for title in titles], object)
    ratios = process.cpdist(words[pairs.first], words[pairs.second], scorer=fuzz.ratio, workers=2)
    near = ratios >= RATIO
    ends = (pairs.first[near], pairs.second[near])
    links = sparse.coo_array((np.ones(len(ends[0])), ends), shape=(len(titles),) * 2)
    _count, labels = connected_components(links, directed=False)
    return np.asarray(labels)


def _table(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    several = rows[rows.groupby("kelompok")["kode"].transform("nunique") > 1]
    several = several.assign(di_sini=scope.covers(several["kode"]))
    cases = []
    for _group, found in several.sort_values(["tahun", "kode"]).groupby("kelompok", sort=False):
        if not found["di_sini"].any() or not scope.touches(found["tahun"]):
            continue
        exact = found["kunci"].nunique() == 1
        start, titles = found["tahun"].min(), list(dict.fromkeys(found["judul"]))
        cases.append(
            {
                "judul": titles[0],
                "kemiripan": _("sama") if exact else _("hampir sama"),
                "jumlah_wilayah": found["kode"].nunique(),
                "jumlah_inovasi": found["id"].nunique(),
                "edisi": span(found["tahun"]),
                "wilayah_pada_edisi_pertama": listed(found.loc[found["tahun"] == start, "kode"]),
                "wilayah": listed(found["kode"]),
                "judul_lain": listed(titles[1:], 4),
            }
        )
    columns = ["judul", "kemiripan", "jumlah_wilayah", "jumlah_inovasi", "edisi"]
    columns += ["wilayah_pada_edisi_pertama", "wilayah", "judul_lain"]
    table = pd.DataFrame(cases, columns=columns)
    order = ["jumlah_wilayah", "judul"]
    return table.sort_values(order, ascending=[False, True]).reset_index(drop=True)
