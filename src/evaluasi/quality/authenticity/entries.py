"""The question whether an innovation was entered more than twice, or again unmatured."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from evaluasi import rubrics
from evaluasi.quality.authenticity import maturing
from evaluasi.quality.authenticity.editions import MAX_ENTRIES
from evaluasi.quality.authenticity.matching import matched
from evaluasi.quality.authenticity.question import Question, lacks, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, completed, span
from evaluasi.scoring import maturity
from evaluasi.text import _, number

LINKED = 90.0
"""From this score on two ids count as one innovation here: stricter than what is asked about."""

FALLEN = 3
"""From this many indicators on whose level fell an innovation is asked about, matured or not."""


def repeated_entries(
    inovasi: pd.DataFrame, scope: Scope = ALL, *, pairs: pd.DataFrame | None = None
) -> Question:
    """Ask about innovations entered in more than two editions, or again without maturing.

    An innovation is one id, or several ids of one region whose titles score `LINKED` or more.

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
        One row per innovation; maturity of the last two entries, what levels moved, and why it
        is asked about.
    """
    rows = completed(inovasi, "inovasi")
    rows = rows[scope.covers(rows["kode"])].reset_index(drop=True)
    found = matched(rows) if pairs is None else pairs
    rows["kelompok"] = _groups(rows, found[found["skor"] >= LINKED])
    several = rows[rows.groupby("kelompok")["tahun"].transform("nunique") > 1]
    scores = maturing.by_edition(several)
    several = several.assign(matang=scores["kematangan"], dasar=scores["dasar"])
    table = _table(several.sort_values(["kelompok", "tahun"], kind="stable"), scope)
    asked = table[table["alasan"] != ""]
    asked = asked.sort_values(["jumlah_edisi", "kode", "judul"], ascending=[False, True, True])
    return Question(
        code="masuk_berulang",
        title=_("Masuk berulang"),
        sentence=_(
            "Apakah {n} inovasi ini masih memenuhi syarat: dilombakan paling banyak dua kali, dan "
            "lebih matang pada kali kedua?"
        ).format(n=number(len(asked))),
        count=len(asked),
        table=with_origin(asked.reset_index(drop=True), inovasi),
        rule=_(
            "Satu inovasi dikirim paling banyak {n} kali dan harus bertambah matang di antaranya; "
            "{fallen} indikator yang turun ditanyakan juga (ambang kami)."
        ).format(n=MAX_ENTRIES, fallen=FALLEN),
        source=_("pejabat daerah, sekitar 2024 (smpantura.news)"),
        confidence="B",
        innocent=(
            _("inovasi disimpan di portal sebagai arsip tanpa diikutkan lagi"),
            _("edisi pertama baru inisiatif atau uji coba"),
            _("pembaruan terjadi pada hal yang tidak diukur indikator"),
        ),
        notes=(
            _("{n} inovasi masuk pada lebih dari satu edisi.").format(n=number(len(table))),
            _(
                "Pengenal yang berbeda disatukan bila skor judulnya {score} ke atas; kematangan "
                "dibandingkan hanya pada indikator yang arti levelnya tidak berganti."
            ).format(score=number(LINKED)),
            _("Pada {n} di antaranya perubahan kematangan tidak dapat dibandingkan.").format(
                n=number(int(table["perubahan_sebanding"].isna().sum()))
            ),
        ),
        unasked="" if rows["tahun"].nunique() > 1 else lacks(_("perlu lebih dari satu edisi")),
    )


def _groups(rows: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """Return the number of the innovation each row belongs to."""
    numbers, ids = pd.factorize(rows["id"])
    place = pd.Series(range(len(ids)), index=ids)
    ends = (pairs["id_1"].map(place).to_numpy(int), pairs["id_2"].map(place).to_numpy(int))
    links = sparse.coo_array((np.ones(len(pairs)), ends), shape=(len(ids), len(ids)))
    _count, labels = connected_components(links, directed=False)
    return np.asarray(labels[numbers])


def _table(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Describe each innovation by its last two entries; rows in order of group and edition."""
    last = rows.drop_duplicates("kelompok", keep="last").set_index("kelompok")
    final = rows["kelompok"].map(last["tahun"]) == rows["tahun"]
    first = rows[~final].drop_duplicates("kelompok", keep="last").set_index("kelompok")
    groups = rows.groupby("kelompok")
    years = groups["tahun"].unique()
    change = _comparable_change(first, last)
    risen, fallen, falls = _moved(first, last)
    table = pd.DataFrame(
        {
            "kode": last["kode"],
            "judul": last["judul"],
            "judul_lain": _others(groups["judul"].unique(), last["judul"]),
            "opd": last["opd"],
            "jumlah_edisi": years.map(len).astype("int64"),
            "edisi": years.map(span).astype("str"),
            "alasan": _reasons(years.map(len), change, falls),
            "edisi_awal": first["tahun"],
            "edisi_akhir": last["tahun"],
            "kematangan_awal": first["matang"],
            "kematangan_akhir": last["matang"],
            "dasar_kematangan": first["dasar"] + " → " + last["dasar"],
            "perubahan_sebanding": change,
            "level_naik": risen,
            "level_turun": fallen,
            "catatan": _notes(first["tahun"], last["tahun"]),
            "id": groups["id"].unique().map("; ".join),
        }
    )
    touched = [scope.touches(spans) for spans in years]
    return table[pd.Series(touched, table.index, dtype=bool)].reset_index(drop=True)


def _others(titles: pd.Series, shown: pd.Series) -> list[str]:
    """Write the titles of each innovation other than the one shown."""
    pairs = zip(titles, shown, strict=True)
    return ["; ".join(title for title in several if title != own) for several, own in pairs]


def _reasons(entries: pd.Series, change: pd.Series, falls: list[int]) -> list[str]:
    """Say why each innovation is asked about; empty where it is not."""
    told = []
    for count, moved, fell in zip(entries, change, falls, strict=True):
        reasons = {
            _("{n} edisi").format(n=count): count > MAX_ENTRIES,
            _("tidak bertambah matang"): moved <= 0,
            _("{n} indikator turun").format(n=fell): fell >= FALLEN,
        }
        told.append("; ".join(reason for reason, holds in reasons.items() if holds))
    return told


def _notes(first: pd.Series, last: pd.Series) -> list[str]:
    spans = zip(first.astype(int), last.astype(int), strict=True)
    return [maturing.break_note(start, end) for start, end in spans]


def _comparable_change(first: pd.DataFrame, last: pd.DataFrame) -> pd.Series:
    """Return the change of maturity over indicators that kept their meaning.

    Points by the later edition's weights; NaN where the change cannot be told: editions whose
    changes are not on file, or an entry without levels.
    """
    change = pd.Series(np.nan, last.index)
    spans = pd.DataFrame({"start": first["tahun"], "end": last["tahun"]})
    for start, end in spans.drop_duplicates().itertuples(index=False):
        rows = spans[(spans["start"] == start) & (spans["end"] == end)]
        shared, rubric = maturing.shared_indicators(start, end), rubrics.of_edition(end)
        if rubric is None or not shared or not rubric.columns:
            continue
        before, after = (
            maturity(entries.loc[rows.index], rubric, indicators=shared)
            for entries in (first, last)
        )
        change[rows.index] = after - before
    return change


def _moved(first: pd.DataFrame, last: pd.DataFrame) -> tuple[list[str], list[str], list[int]]:
    """Write which levels rose and fell, and count the falls of levels that kept their meaning.

    A star marks a level whose meaning changed.
    """
    before, after = (
        entries[list(maturing.LEVELS)].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        for entries in (first, last)
    )
    step = after - before
    spans = zip(first["tahun"].astype(int), last["tahun"].astype(int), strict=True)
    shared = [set(maturing.shared_indicators(start, end)) for start, end in spans]
    told: tuple[list[str], list[str]] = ([], [])
    falls = []
    for row, kept in enumerate(shared):
        falls.append(sum(maturing.LEVELS[place] in kept for place in np.flatnonzero(step[row] < 0)))
        for words, at in zip(told, (step[row] > 0, step[row] < 0), strict=True):
            parts = []
            for place in np.flatnonzero(at):
                level = maturing.LEVELS[place]
                mark = "" if level in kept else "*"
                parts.append(f"{level}{mark} {before[row, place]:.0f}→{after[row, place]:.0f}")
            words.append("; ".join(parts))
    return (*told, falls)
