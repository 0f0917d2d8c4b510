"""The class of an index under the limits of its own edition, never of another."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.rubrics import PredicateClass, Rubric
from evaluasi.scoring.iid_levels import Floats
from evaluasi.text import MISSING, _, number

DECIMALS = 2
"""Scores are published, and limits printed, with two decimals."""
_HALF = 0.5
_SLACK = 1e-6
"""In hundredths of a point: heals the binary neighbour of a tie, far below a printed digit."""
_TOP = 100


@dataclass(frozen=True, slots=True)
class Predicate(Told):
    """The class of one score, or the reason why there is none.

    Attributes
    ----------
    skor : float
        The score as given.
    edisi : int
    nama : str
        Name of the class; empty where it cannot be told.
    keyakinan : str
        Of the limits: A, B, C or ``aturan pemakai``.
    alasan : str
        Why there is no class; empty otherwise.
    """

    skor: float
    edisi: int
    nama: str
    keyakinan: str
    alasan: str = ""

    def __str__(self) -> str:
        return self.nama or self.alasan

    def to_frame(self) -> pd.DataFrame:
        """Return one row: skor, edisi, predikat, keyakinan, alasan."""
        return pd.DataFrame(
            {
                "skor": [self.skor],
                "edisi": [self.edisi],
                "predikat": [self.nama or None],
                "keyakinan": [self.keyakinan or None],
                "alasan": [self.alasan or None],
            }
        )

    def summary(self) -> str:
        """Say the class in Indonesian with its edition and confidence."""
        if self.alasan:
            return _("Predikat tidak dapat ditentukan: {why}.").format(why=self.alasan)
        return _("Skor {score} pada edisi {year}: {name} (keyakinan batas {trust}).").format(
            score=number(self.skor, DECIMALS),
            year=self.edisi,
            name=self.nama,
            trust=self.keyakinan,
        )


def predicate(score: float, edition: int | Rubric) -> Predicate:
    """Tell the class of a score under the limits of its edition.

    The score is rounded to two decimals first (half up), as it is published: limits are printed
    as 65.01 and 65.00, and every published score falls in exactly one class.

    Parameters
    ----------
    score : float
        Index of that edition, 0 to 100; points without upper end up to 2020. NaN gives no class.
    edition : int or Rubric
        Year of the edition in which the score was given, or its rules.

    Returns
    -------
    Predicate
        With a reason instead of a name where the limits are not known.

    Raises
    ------
    ParameterError
        For a score outside the scale of its edition: it is from another edition. For an edition
        that is no year.
    """
    if isinstance(edition, Rubric):
        return _judged(float(score), edition)
    year = _year(edition)
    rubric = rubrics.of_edition(year)
    if rubric is None:
        reason = _("belum ada pedoman edisi {year}").format(year=year)
        return Predicate(float(score), year, "", "", reason)
    return _judged(float(score), rubric)


def _year(edition: object) -> int:
    try:
        return int(str(edition))
    except ValueError:
        raise ParameterError(
            _("Edisi harus berupa tahun, bukan “{edition}”.").format(edition=edition),
            _("Tulis misalnya 2026, atau beri aturan hasil `load_rubric`."),
        ) from None


def _judged(score: float, rubric: Rubric) -> Predicate:
    if isnan(score):
        return Predicate(score, rubric.edisi, "", "", _(MISSING))
    _refuse_off_scale(score, rubric)
    found = class_of(np.array([score], dtype=np.float64), rubric)[0]
    if found is None:
        return Predicate(score, rubric.edisi, "", "", undetermined(rubric))
    return Predicate(score, rubric.edisi, found.nama, found.keyakinan)


def class_of(scores: Floats, rubric: Rubric) -> list[PredicateClass | None]:
    """Return the class of each score; None where it is NaN or in no known class."""
    rounded = np.floor(scores * 10**DECIMALS + _HALF + _SLACK) / 10**DECIMALS
    found: list[PredicateClass | None] = [None] * len(scores)
    for entry in rubric.predikat:
        if entry.mulai is None:
            continue
        top = np.inf if entry.sampai is None else entry.sampai
        for position in np.flatnonzero((rounded >= entry.mulai) & (rounded <= top)):
            found[position] = entry
    return found


def undetermined(rubric: Rubric) -> str:
    """Say why a score of this edition has no class."""
    unknown = dict.fromkeys(entry.belum_ada for entry in rubric.predikat if entry.belum_ada)
    return "; ".join(unknown) or _("skornya di luar semua kelas")


def _refuse_off_scale(score: float, rubric: Rubric) -> None:
    bounded = rubric.skala == "0-100"
    if score < 0 or (bounded and score > _TOP) or score == float("inf"):
        scale = _("0 sampai 100") if bounded else _("0 ke atas")
        raise ParameterError(
            _("Skor {score} di luar skala edisi {year} ({scale}).").format(
                score=number(score), year=rubric.edisi, scale=scale
            ),
            _("Periksa edisinya: sampai 2020 skor berupa poin, sejak 2021 berskala 0–100."),
        )
