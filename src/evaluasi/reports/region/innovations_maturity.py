"""Maturity of the region's innovations: as claimed, and as verified, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.errors import EvaluasiError
from evaluasi.reports.display import escape
from evaluasi.reports.region.innovations import last_edition, on_file, with_origin
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.rubrics import Rubric
from evaluasi.scoring import maturity
from evaluasi.scoring.iid_levels import level_matrix
from evaluasi.scoring.iid_verified import verified
from evaluasi.scoring.maturity import weights_reason
from evaluasi.text import _, number

LISTED = 15
"""Innovations named one by one."""


@dataclass(frozen=True, eq=False)
class Edition:
    """Maturity of the innovations of one edition.

    Attributes
    ----------
    year : int
    rows : DataFrame
        The innovations.
    claimed, verified : Series
        Maturity by the claimed levels, and with the verified levels put over them; missing where
        there is none. Index as the rows.
    printed : Series
        Maturity as printed on the list they come from.
    checked, lowered, raised : int
        Verified levels, and those below and above the claim.
    reason : str
        Why nothing can be computed from levels; empty where it can.
    doubt : str
        Why verified levels can't be used; empty where they can.
    """

    year: int
    rows: pd.DataFrame
    claimed: pd.Series
    verified: pd.Series
    printed: pd.Series
    checked: int = 0
    lowered: int = 0
    raised: int = 0
    reason: str = ""
    doubt: str = ""


@lru_cache(maxsize=1)  # each table and sentence of a report asks again
def editions(subject: Subject) -> tuple[Edition, ...]:
    """Return the maturity of each edition on file, oldest first."""
    rows = on_file(subject)
    return tuple(
        _edition(subject, year, rows[rows["tahun"] == year].reset_index(drop=True))
        for year in rows["tahun"].unique().tolist()
    )


def by_edition(subject: Subject) -> pd.DataFrame:
    """Table of mean maturity by edition: claimed by all, and both for the verified ones."""
    rows = [row for edition in editions(subject) for row in _rows(subject, edition)]
    if not rows:
        return pd.DataFrame()
    columns = [
        _("Edisi"),
        _("Inovasi"),
        _("Rata-rata diakui"),
        _("Inovasi diverifikasi"),
        _("Diakui, inovasi itu"),
        _("Terverifikasi"),
        _("Keterangan"),
    ]
    counts = dict.fromkeys((columns[1], columns[3]), "Int64")
    means = dict.fromkeys((columns[2], columns[4], columns[5]), "float64")
    table = pd.DataFrame(rows, columns=columns).astype(counts | means)
    return with_origin(subject, table, "verifikasi", "telaah")


def sentences(subject: Subject) -> str:
    """Say the mean maturity of the latest edition and how it stood up to verification."""
    if not editions(subject):
        return ""
    edition = editions(subject)[-1]
    known = edition.claimed.dropna()
    if edition.reason:
        return _("Kematangan edisi {year} tidak dapat dihitung: {why}.").format(
            year=edition.year, why=escape(edition.reason)
        )
    if known.empty:
        return _("Level indikator edisi {year} belum diisi pada satu inovasi pun.").format(
            year=edition.year
        )
    rubric = rubrics.of_edition(edition.year)
    told = _(
        "Rata-rata kematangan yang diakui pada edisi {year} adalah {mean} dari {top} ({n} inovasi)."
    ).format(
        year=edition.year,
        mean=number(known.mean(), 2),
        top=number(rubric.max_maturity if rubric else None),
        n=number(len(known)),
    )
    return f"{told} {_verification(edition)}"


def innovations(subject: Subject) -> pd.DataFrame:
    """Table of the latest edition's innovations, the highest claimed maturity first."""
    if not editions(subject):
        return pd.DataFrame()
    edition = editions(subject)[-1]
    rows = edition.rows
    best = edition.claimed.fillna(edition.printed)
    order = best.sort_values(ascending=False, kind="stable", na_position="last").index[:LISTED]
    table = pd.DataFrame(
        {
            _("Judul"): rows["judul"],
            _("OPD"): rows["opd"],
            _("Tahapan"): rows["tahapan"],
            _("Kematangan diakui"): best,
        }
    )
    if edition.checked:
        table[_("Kematangan terverifikasi")] = edition.verified
    if best.isna().all():
        table = table.drop(columns=_("Kematangan diakui"))
    return with_origin(subject, table.loc[order].reset_index(drop=True), "verifikasi")


def list_note(subject: Subject) -> str:
    """Say in which order the innovations stand, and how many are not named."""
    if not editions(subject):
        return ""
    more = len(editions(subject)[-1].rows) - LISTED
    told = _("urut menurut kematangan yang diakui, lalu judul; bukan peringkat")
    if more <= 0:
        return told
    return _("{told}; dan {n} inovasi lainnya").format(told=told, n=number(more))


def list_title(subject: Subject) -> str:
    """Return the title of the list of innovations."""
    return _("Inovasi {name} yang dilaporkan, edisi {year}").format(
        name=subject.name, year=last_edition(subject)
    )


def _edition(subject: Subject, year: int, rows: pd.DataFrame) -> Edition:
    rubric = rubrics.of_edition(year)
    nothing = pd.Series(np.nan, rows.index)
    printed = rows["kematangan"].astype("float64")
    if rubric is None or weights_reason(rubric):
        reason = weights_reason(rubric) if rubric else _("belum ada pedoman edisi ini")
        return Edition(year, rows, nothing, nothing, printed, reason=reason)
    claimed = maturity(rows, rubric)
    try:
        return _with_verification(subject, Edition(year, rows, claimed, nothing, printed), rubric)
    except EvaluasiError as fault:
        return Edition(year, rows, claimed, nothing, printed, doubt=fault.problem.rstrip("."))


def _with_verification(subject: Subject, edition: Edition, rubric: Rubric) -> Edition:
    rows = edition.rows
    checks = subject.data.table("verifikasi")
    checks = checks[(checks["tahun"] == edition.year) & checks["id_inovasi"].isin(rows["id"])]
    levels = level_matrix(rows, rubric.columns)
    found = verified(levels, rows, checks, rubric)
    points = maturity(
        pd.DataFrame(found.levels, index=rows.index, columns=list(rubric.columns)), rubric
    )
    claim = np.nan_to_num(levels[found.cells])
    return Edition(
        year=edition.year,
        rows=rows,
        claimed=edition.claimed,
        verified=points.where(pd.Series(found.cells.any(axis=1), rows.index)),
        printed=edition.printed,
        checked=int(found.cells.sum()),
        lowered=int((found.levels[found.cells] < claim).sum()),
        raised=int((found.levels[found.cells] > claim).sum()),
    )


def _rows(subject: Subject, edition: Edition) -> Iterator[tuple[object, ...]]:
    """Give the rows of one edition: by its levels, and by a review that says something else."""
    known, printed = edition.claimed.dropna(), edition.printed.dropna()
    remark = edition.reason and _("tidak dapat dihitung ({why})").format(why=edition.reason)
    if edition.doubt:
        remark = _("verifikasi tidak dapat dihitung ({why})").format(why=edition.doubt)
    if known.empty and len(printed):
        known = printed
        remark = "; ".join(filter(None, [_("seperti tercetak pada daftarnya"), remark]))
    found: tuple[object, ...] = (0, None, None)
    if edition.checked:
        both = edition.verified.notna() & edition.claimed.notna()
        means = edition.claimed[both].mean(), edition.verified[both].mean()
        found = (int(both.sum()), *means)
        remark = _shifted(edition)
    mean = known.mean() if len(known) else None
    yield edition.year, len(edition.rows), mean, *found, remark or NO_REMARK
    for source, *review in _reviews(subject, edition):
        if np.round(review, 2).tolist() != np.round(np.array(found, dtype=float), 2).tolist():
            told = _("menurut telaah {source}").format(source=source)
            yield edition.year, len(edition.rows), mean, *review, told


def _reviews(subject: Subject, edition: Edition) -> Iterator[tuple[str, int, float, float]]:
    """Give each review: its source, number of innovations, mean claimed and verified maturity."""
    rows = subject.data.table("telaah")
    rows = rows[(rows["tahun"] == edition.year) & rows["id_inovasi"].isin(edition.rows["id"])]
    rows = rows.dropna(subset=["kematangan", "kematangan_verifikasi"])
    for source, own in rows.groupby("sumber"):
        claimed, verified_ = own["kematangan"].mean(), own["kematangan_verifikasi"].mean()
        yield str(source), len(own), float(claimed), float(verified_)


def _verification(edition: Edition) -> str:
    if edition.doubt:
        return _("Kematangan terverifikasi tidak dapat dihitung: {why}.").format(
            why=escape(edition.doubt)
        )
    if not edition.checked:
        return _("Level-level itu belum diverifikasi.")
    both = edition.verified.notna() & edition.claimed.notna()
    told = _(
        "{n} inovasi sudah diverifikasi: rata-ratanya {claimed} menurut pengakuan dan {verified} "
        "sesudah verifikasi ({shifted})."
    )
    if both.sum() == 1:
        told = _(
            "{n} inovasi sudah diverifikasi: {claimed} menurut pengakuan dan {verified} sesudah "
            "verifikasi ({shifted})."
        )
    return told.format(
        n=number(int(both.sum())),
        claimed=number(edition.claimed[both].mean(), 2),
        verified=number(edition.verified[both].mean(), 2),
        shifted=_shifted(edition),
    )


def _shifted(edition: Edition) -> str:
    return _("{n} level diverifikasi, {down} diturunkan, {up} dinaikkan").format(
        n=number(edition.checked), down=number(edition.lowered), up=number(edition.raised)
    )
