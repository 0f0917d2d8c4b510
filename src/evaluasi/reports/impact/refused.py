"""What is left to say where no design can be used: what the level above could show, and a form."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.impact.study import Study
from evaluasi.reports.impact.tables import stamped
from evaluasi.reports.region.words import change_unit, paragraphs
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.text import _, listing, number

YEARS_BEFORE, YEARS_AFTER = 5, 2
"""Years of values that a design would need around the start: five before allow to test trends."""

SMALL = "kecamatan"


@lru_cache(maxsize=4)
def above(study: Study) -> Study | None:
    """Return the same question one level up: the kabupaten or kota in which a kecamatan started.

    None unless kecamatan are treated and no value of theirs is on file.
    """
    question = study.question
    if not study.refusal or not study.level.startswith(SMALL):
        return None
    listed = question.ds.wilayah
    parent = listed.set_index("kode")["induk"]
    rows = question.treatment.records
    rows = rows[rows["kode"].isin(question.units)]
    started = rows["kode"].map(parent)
    unsure = {str(parent[code]) for code in question.treatment.unknown} - set(started)
    lifted = replace(
        question.treatment, records=rows.assign(kode=started), unknown=tuple(sorted(unsure))
    )
    provinces = {code.split(".")[0] for code in question.units}
    second = listed[listed["tingkat"].isin(SECOND_LEVEL)]
    units = tuple(sorted(c for c in second["kode"] if c.split(".")[0] in provinces))
    made = Study(
        replace(question, treatment=lifted, units=units),
        study.place,
        "kabupaten/kota",
        study.effort,
        study.tell,
    )
    return None if made.refusal else made


def sentences(study: Study) -> str:
    """Say what the level above could show, and what data would be needed; nothing if answered."""
    return paragraphs(above_sentence(study), needed(study))


def needed(study: Study) -> str:
    """Say what values would let the question be answered; nothing where they would not help."""
    rows = len(template(study))
    if not rows:
        return ""
    return _(
        "Agar dapat ditaksir diperlukan capaian per kecamatan: nilai kecamatan pemenang dan "
        "kecamatan lain di kabupaten atau kota yang sama, paling sedikit {before} tahun sebelum "
        "dan {after} tahun sesudah, diukur dengan cara yang sama (misalnya data layanan, data "
        "terpadu, atau survei kepuasan). Templatnya memuat {n} baris; tulislah dengan `evaluasi "
        "dampak --capaian {outcome} --perlakuan {treatment}`."
    ).format(
        before=YEARS_BEFORE,
        after=YEARS_AFTER,
        n=number(rows),
        outcome=study.question.outcome,
        treatment=escape(study.question.treatment.word),
    )


def above_sentence(study: Study) -> str:
    """Say how large an effect the level above would have had to show; nothing if answered."""
    upper = above(study)
    if upper is None or upper.detectable is None:
        return ""
    return _above(upper)


def _above(upper: Study) -> str:
    listed = upper.question.ds.wilayah
    inside = listed[listed["tingkat"] == SMALL]["induk"].value_counts()
    treated = upper.question.treatment.records["kode"].unique()
    counts = sorted(int(inside[code]) for code in treated if code in inside)
    middle = counts[len(counts) // 2]
    assert upper.detectable is not None  # so says the caller
    mde, unit = upper.detectable.estimate, change_unit(upper.question.series)
    return _(
        "Pada angka kabupaten/kota pun pengaruh satu kecamatan hampir tidak mungkin terlihat: "
        "dengan {n} kabupaten/kota yang kecamatannya menang, pengaruh terkecil yang berpeluang "
        "80% terlihat adalah {mde} {unit}. Satu kecamatan kira-kira 1/{parts} kabupaten/kotanya "
        "(bila penduduknya rata), jadi di kecamatan itu sendiri perubahannya harus sekitar "
        "{needed} {unit}."
    ).format(
        n=len(treated),
        mde=number(mde, 2),
        unit=unit,
        parts=middle,
        needed=number(mde * middle, 1),
    )


def template(study: Study) -> pd.DataFrame:
    """Return the rows to fill: table `capaian`, empty values; none where it would not help.

    The kecamatan that started and all others of the same kabupaten or kota, for the years around
    the start.
    """
    question = study.question
    if not study.refusal or not study.level.startswith(SMALL):
        return pd.DataFrame()
    rows = question.treatment.records
    rows = rows[rows["kode"].isin(question.units)]
    first = int(rows["tahun"].min()) + question.treatment.lag - YEARS_BEFORE
    last = int(rows["tahun"].max()) + question.treatment.lag + YEARS_AFTER - 1
    listed = question.ds.wilayah.set_index("kode")
    parents = {str(listed["induk"][code]) for code in rows["kode"]}
    units = [code for code in question.units if listed["induk"][code] in parents]
    winners = rows.groupby("kode")["tahun"].agg(lambda years: listing(map(str, sorted(years))))
    made = [
        {
            "kode": code,
            "tahun": year,
            "indikator": question.outcome,
            "nilai": None,
            "satuan": question.series.satuan,
            "seri": question.series.seri or None,
            "acuan_waktu": None,
            "sumber": None,
            "keyakinan": None,
            "catatan": _("{name}, {treatment} {year}").format(
                name=listed["nama"][code], treatment=question.treatment.short, year=winners[code]
            )
            if code in winners
            else str(listed["nama"][code]),
        }
        for code in units
        for year in range(first, last + 1)
    ]
    return stamped(pd.DataFrame(made), study)
