"""The question why a region's number of innovations jumped, and what the new ones share."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from evaluasi.quality.authenticity import maturing
from evaluasi.quality.authenticity.question import Question, lacks, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, completed
from evaluasi.quality.authenticity.titles import fold
from evaluasi.quality.authenticity.unusual import ALPHA, FAR, LEAST_PEERS, growth
from evaluasi.quality.authenticity.vectors import similar_pairs, vectors
from evaluasi.rubrics import of_edition
from evaluasi.scoring import maturity
from evaluasi.text import _, number

LEAST_RISE, LEAST_FACTOR = 10, 2.0
"""Smaller rises are not asked about, however rare."""

SKELETON = 0.6
"""Cosine of two titles that share a skeleton (same words but one or two)."""


def surges(inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about regions whose number of innovations rose far more than elsewhere.

    Only regions with rows in both of two consecutive editions on file are tested: no row may mean
    no report, or a file that is not there.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi, all regions at hand: the others are the measure.
    scope : Scope

    Returns
    -------
    Question
        One row per region and edition, the greatest rise first: the test, and what the new
        innovations share.
    """
    rows = completed(inovasi, "inovasi")
    counts = rows.groupby(["kode", "tahun"]).size().unstack("tahun")
    years = [int(year) for year in sorted(rows["tahun"].unique())]
    parts = [
        _tested(counts[[year, year + 1]], year, year + 1) for year in years if year + 1 in years
    ]
    tested = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(_TESTED))
    asked = tested[_stands_out(tested) & scope.covers(tested["kode"])]
    asked = asked[scope.in_edition(asked["tahun"])]
    shared = [_shared(rows, *key) for key in zip(asked["kode"], asked["tahun"], strict=True)]
    table = pd.concat(
        [asked.reset_index(drop=True), pd.DataFrame(shared, columns=list(_SHARED))], axis=1
    )
    table = table.sort_values(["kali_lipat", "kode"], ascending=[False, True])
    few = int(tested["skor_z"].isna().sum())
    return Question(
        code="lonjakan",
        title=_("Lonjakan jumlah"),
        sentence=_(
            "Apa yang menjelaskan lonjakan jumlah inovasi pada {n} wilayah dan edisi ini?"
        ).format(n=number(len(table))),
        count=len(table),
        table=with_origin(table.reset_index(drop=True), inovasi),
        rule=_(
            "Ditanyakan bila naik sedikitnya {rise} inovasi dan {factor} kali, uji binomial eksak "
            "terhadap pertumbuhan wilayah lain memberi p (Holm) di bawah {alpha}, dan skor-z "
            "termodifikasi di atas {far} bila ada {peers} wilayah lain."
        ).format(
            rise=LEAST_RISE,
            factor=number(LEAST_FACTOR),
            alpha=number(ALPHA),
            far=number(FAR),
            peers=LEAST_PEERS,
        ),
        source=_("Przyborowski dan Wilenski 1940; Holm 1979; Iglewicz dan Hoaglin 1993"),
        confidence=_("ambang kami"),
        innocent=(
            _("pembinaan atau kewajiban baru, misalnya satu inovasi per OPD"),
            _("inovasi lama yang baru sekarang dilaporkan"),
            _("pelaporan tahun sebelumnya tidak lengkap"),
        ),
        notes=_notes(few),
        unasked="" if parts else lacks(_("perlu dua edisi berturut-turut")),
    )


_TESTED = (
    "kode",
    "tahun",
    "jumlah_sebelumnya",
    "jumlah",
    "kali_lipat",
    "harapan_menurut_wilayah_lain",
    "p_holm",
    "skor_z",
    "wilayah_lain",
)
_SHARED = (
    "jumlah_baru",
    "opd_terbanyak",
    "pada_opd_itu",
    "hari_terbanyak",
    "pada_hari_itu",
    "judul_serupa",
    "contoh_judul_serupa",
    "kematangan_sebelumnya",
    "kematangan",
    "dasar_kematangan",
    "perubahan_sebanding",
    "catatan",
)


def _notes(few: int) -> tuple[str, ...]:
    notes = [
        _(
            "Uji binomial menganggap jumlah tersebar menurut Poisson dan inovasi saling bebas; "
            "kenyataannya lebih beragam, karena itu skor-z ikut disyaratkan."
        ),
        _("Wilayah tanpa baris pada edisi sebelumnya tidak diuji: tidak tercatat bukan nol."),
    ]
    if few:
        notes.append(
            _(
                "Pada {n} baris wilayah lain kurang dari {peers}: hanya uji binomial yang dipakai."
            ).format(n=number(few), peers=LEAST_PEERS)
        )
    return tuple(notes)


def _tested(counts: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """Test the rise of each region with rows in both editions."""
    both = counts.dropna().astype("int64")
    old, new = both[before].to_numpy(), both[after].to_numpy()
    found = growth(old, new)
    columns = (both.index, after, old, new, new / old, *found, len(both) - 1)
    return pd.DataFrame(dict(zip(_TESTED, columns, strict=True)))


def _stands_out(tested: pd.DataFrame) -> pd.Series:
    rise = tested["jumlah"] - tested["jumlah_sebelumnya"]
    far = tested["skor_z"].isna() | (tested["skor_z"] > FAR)
    large = (rise >= LEAST_RISE) & (tested["kali_lipat"] >= LEAST_FACTOR)
    return large & (tested["p_holm"] < ALPHA) & far


def _shared(rows: pd.DataFrame, kode: str, year: int) -> tuple[object, ...]:
    """Describe what the innovations new in an edition share, and how the mean maturity moved."""
    own = rows[rows["kode"] == kode]
    now, before = own[own["tahun"] == year], own[own["tahun"] == year - 1]
    fresh = now[~now["id"].isin(before["id"])]
    offices = fresh["opd"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    days = fresh["tanggal_penerapan"].value_counts().sort_index()
    alike = _alike(fresh, kode)
    return (
        len(fresh),
        offices.index[0] if len(offices) else None,
        int(offices.iloc[0]) if len(offices) else 0,
        days.idxmax() if len(days) else pd.NaT,
        int(days.max()) if len(days) else 0,
        len(alike),
        "; ".join(alike[:3]),
        *_maturity(before, now, year),
    )


def _alike(rows: pd.DataFrame, kode: str) -> list[str]:
    """Return the titles of the largest group with one skeleton; empty where all differ."""
    titles = rows["judul"].tolist()
    if len(titles) < 2:
        return []
    pairs = similar_pairs(vectors([fold(title, kode).key for title in titles]), SKELETON)
    links = sparse.coo_array(
        (np.ones(len(pairs.first)), (pairs.first, pairs.second)), shape=(len(titles),) * 2
    )
    _count, labels = connected_components(links, directed=False)
    sizes = np.bincount(labels)
    if sizes.max() < 2:
        return []
    return [titles[i] for i in np.flatnonzero(labels == sizes.argmax())]


def _maturity(before: pd.DataFrame, now: pd.DataFrame, year: int) -> tuple[object, ...]:
    """Return the mean maturity of both editions, its basis, the comparable change, and a note."""
    scores = [maturing.by_edition(rows) for rows in (before, now)]
    bases = [", ".join(sorted(set(s["dasar"]) - {""})) for s in scores]
    shared, rubric = maturing.shared_indicators(year - 1, year), of_edition(year)
    change = float("nan")
    if shared and rubric is not None and rubric.columns:
        means = [maturity(rows, rubric, indicators=shared).mean() for rows in (before, now)]
        change = float(means[1] - means[0])
    note = maturing.break_note(year - 1, year)
    means_shown = [float(s["kematangan"].mean()) for s in scores]
    return (*means_shown, " → ".join(bases), change, note)
