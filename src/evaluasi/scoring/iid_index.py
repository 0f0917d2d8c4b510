"""The Indeks Inovasi Daerah of each region, by the rules of one edition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.rubrics import Rubric, weakest
from evaluasi.scoring import iid_edition, iid_remarks
from evaluasi.scoring.iid_edition import Edition
from evaluasi.scoring.iid_levels import STATUSES, Floats, merged_provenance
from evaluasi.scoring.iid_predicate import class_of
from evaluasi.scoring.iid_terms import Terms, terms
from evaluasi.scoring.iid_verified import verified
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number


@dataclass(frozen=True)
class RegionalIndex(Told):
    """The index of each region, or why it cannot be computed.

    Attributes
    ----------
    rubric : Rubric
    table : DataFrame
        One row per region, by code. kode; jumlah_inovasi (n); spd; total_kematangan; pembagi;
        rata_kematangan (total / divisor); urusan_dasar (basic-service affairs covered, of 6);
        skor_jumlah; sid; iid (0 to 100, not rounded); predikat; status (``dihitung``, ``dihitung
        dengan catatan``, ``tidak dapat dihitung``); alasan; keyakinan (weakest of the rules
        used); level_belum_diisi (empty cells, counted as 0); wajib_kosong (innovations with a
        mandatory indicator at 0; NaN where it is not known which are); spd_belum_diisi;
        spd_wajib_kosong. With verification also rata_kematangan_verifikasi, sid_verifikasi,
        iid_verifikasi, predikat_verifikasi, level_terverifikasi (verified cells) and
        alasan_verifikasi.
    n_innovations : int
        Innovations of the edition.
    left_out : int
        Innovations of other editions in the table.
    warnings : tuple of str
        What holds for the whole result.
    """

    rubric: Rubric
    table: pd.DataFrame
    n_innovations: int
    left_out: int
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of regions."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian what was computed, its spread, and what to beware of."""
        counts = self.table["status"].value_counts()
        statuses = [f"{number(int(counts[name]))} {name}" for name in STATUSES if name in counts]
        head = _("{rubric}: {n} wilayah, {innovations} inovasi; {statuses}.").format(
            rubric=self.rubric.nama,
            n=number(len(self.table)),
            innovations=number(self.n_innovations),
            statuses=listing(statuses),
        )
        scores = self.table["iid"].dropna()
        if scores.empty:
            return "\n".join([head, *dict.fromkeys(self.table["alasan"]), *self.warnings])
        spread = _("Rata-rata indeks {mean}, terendah {low}, tertinggi {high}.").format(
            mean=number(scores.mean(), 2),
            low=number(scores.min(), 2),
            high=number(scores.max(), 2),
        )
        return "\n".join([head, spread, *self.warnings])


def regional_index(
    inovasi: pd.DataFrame,
    kapasitas: pd.DataFrame | None,
    rubric: Rubric,
    *,
    verifikasi: pd.DataFrame | None = None,
) -> RegionalIndex:
    r"""Compute the index of each region that has innovations or SPD levels.

    With :math:`m_j` the maturity of innovation *j*, *n* the number of innovations, *L* the divisor
    floor, *f* and *K* factor and cap of the count score, *b* = 1 where enough basic-service affairs
    are covered and 0 otherwise, and *M* the highest total:

    .. math:: \mathrm{SID} = \sum_j m_j / \max(L, n) + b f \min(n, K), \qquad
              \mathrm{IID} = 100 (\mathrm{SPD} + \mathrm{SID}) / M

    Parameters
    ----------
    inovasi : DataFrame
        Table of innovations: kode, i16 … i35, urusan; optionally id, tahun, urusan_beririsan.
        Rows of other editions are left out and counted.
    kapasitas : DataFrame or None
        As for `spd`: levels or raw values by indicator, or known SPD scores.
    rubric : Rubric
        Rules of the edition.
    verifikasi : DataFrame, optional
        Verified levels; claimed and verified index then stand side by side.

    Returns
    -------
    RegionalIndex
        A region without innovations gets n = 0 and a note; without SPD it has no index, and the
        reason is told. No rank is given.

    Raises
    ------
    ParameterError
        For what is wrong with the tables, every cell named.

    References
    ----------
    Rules and their sources: the rubric. See ``docs/metode/iid.md``.
    """
    edition = iid_edition.read(inovasi, kapasitas, rubric)
    claim = terms(edition, edition.levels)
    table = _table(edition, claim)
    if verifikasi is not None:
        table = table.join(_verified_columns(edition, verifikasi, table["alasan"]))
    origin = merged_provenance([inovasi, kapasitas, verifikasi])
    if origin is not None:
        provenance.stamp(table, origin)
    left_out = len(inovasi) - len(edition.rows)
    return RegionalIndex(
        rubric=rubric,
        table=table,
        n_innovations=len(edition.rows),
        left_out=left_out,
        warnings=iid_remarks.on_the_whole(
            edition,
            left_out,
            dated="tahun" in inovasi.columns,
            scored=not bool(np.isnan(claim.iid).all()),
        ),
    )


def _table(edition: Edition, claim: Terms) -> pd.DataFrame:
    predicates = _predicates(edition.rubric, claim.iid)
    status, told = iid_remarks.status_and_reason(edition, claim.iid, predicates)
    trust = [None if missing else _confidence(edition) for missing in np.isnan(claim.iid)]
    empty = edition.per_region(np.isnan(edition.levels).sum(axis=1))
    return pd.DataFrame(
        {
            "kode": pd.Series(edition.codes, dtype="str"),
            "jumlah_inovasi": edition.n,
            "spd": edition.spd,
            "total_kematangan": claim.total,
            "pembagi": claim.divisor,
            "rata_kematangan": claim.mean,
            "urusan_dasar": edition.held.covered.sum(axis=1),
            "skor_jumlah": edition.counted.score,
            "sid": claim.sid,
            "iid": claim.iid,
            "predikat": pd.Series(predicates, dtype="str"),
            "status": pd.Series(status, dtype="str"),
            "alasan": pd.Series(told, dtype="str"),
            "keyakinan": pd.Series(trust, dtype="str"),
            "level_belum_diisi": empty.astype(int),
            "wajib_kosong": _mandatory_lacking(edition),
            "spd_belum_diisi": edition.capacity["spd_belum_diisi"].to_numpy(np.float64),
            "spd_wajib_kosong": edition.capacity["spd_wajib_kosong"].to_numpy(np.float64),
        }
    )


def _predicates(rubric: Rubric, iid: Floats) -> list[str | None]:
    return [None if found is None else found.nama for found in class_of(iid, rubric)]


def _confidence(edition: Edition) -> str:
    """Return the weakest confidence among the rules behind the index."""
    rules = [rule.keyakinan for rule in edition.rubric.aturan if rule.nama != "indikator_wajib"]
    return weakest(rules)


def _mandatory_lacking(edition: Edition) -> Floats:
    """Count the innovations of each region with a mandatory indicator at level 0."""
    mandatory = np.array([bool(indicator.wajib) for indicator in edition.rubric.sid], dtype=bool)
    if not mandatory.any():
        return np.full(len(edition.codes), np.nan)
    lacking = np.asarray(~(edition.levels[:, mandatory] > 0).all(axis=1), dtype=np.bool_)
    return edition.per_region(lacking)


def _verified_columns(edition: Edition, verifikasi: pd.DataFrame, told: pd.Series) -> pd.DataFrame:
    """Compute the index again on verified levels, for the regions that have any."""
    found = verified(edition.levels, edition.rows, verifikasi, edition.rubric)
    points = terms(edition, found.levels)
    cells = edition.per_region(found.cells.sum(axis=1)).astype(int)
    some = cells > 0
    shares = iid_remarks.verification(cells, edition.n * len(edition.rubric.columns))
    iid = np.where(some, points.iid, np.nan)
    reasons = [
        f"{share}; {reason}" if has and np.isnan(score) else share
        for share, reason, has, score in zip(shares, told, some, iid, strict=True)
    ]
    return pd.DataFrame(
        {
            "rata_kematangan_verifikasi": np.where(some, points.mean, np.nan),
            "sid_verifikasi": np.where(some, points.sid, np.nan),
            "iid_verifikasi": iid,
            "predikat_verifikasi": pd.Series(_predicates(edition.rubric, iid), dtype="str"),
            "level_terverifikasi": cells,
            "alasan_verifikasi": pd.Series(reasons, dtype="str"),
        }
    )
