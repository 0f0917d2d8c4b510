"""How much of a score is noise: error of measurement, and whether assessors may be averaged."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from evaluasi.agreement import icc, krippendorff_alpha
from evaluasi.errors import ParameterError
from evaluasi.text import _, number

Z = 1.96
"""The source writes 1.96; more digits would change its printed values."""
DEPENDABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff's customary limits."""
USED, NOTED, WITHHELD = "dipakai", "dengan catatan", "ditahan"


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """Noise of one score, in the unit of the scale.

    Attributes
    ----------
    sem : float
        Standard error of measurement.
    half_width : float
        Half of the 95 % interval of one score.
    mdc : float
        Smallest change between two scores that is not within noise (95 %).
    """

    sem: float
    half_width: float
    mdc: float


def measurement_error(sd: float, alpha: float) -> MeasurementError:
    r"""Compute the noise of a score from its spread and reliability.

    :math:`SEM = s\sqrt{1-\alpha}`; half-width :math:`1.96\,SEM`; smallest detectable change
    :math:`1.96\sqrt{2}\,SEM`.

    Parameters
    ----------
    sd : float
        Standard deviation of scores.
    alpha : float
        Reliability, at most 1; a negative one gives more noise than spread, as it says.

    Raises
    ------
    ParameterError
        For a negative spread or a reliability above 1.

    References
    ----------
    Harvill (1991), Educational Measurement: Issues and Practice 10(2): 33–41; de Vet et al. (2006),
    Health and Quality of Life Outcomes 4: 54.
    """
    if sd < 0 or alpha > 1 or not math.isfinite(sd) or not math.isfinite(alpha):
        raise ParameterError(
            _("Galat pengukuran tidak dapat dihitung dari simpangan {sd} dan alfa {alpha}.").format(
                sd=number(sd), alpha=number(alpha)
            ),
            _("Simpangan paling kecil 0 dan alfa paling besar 1."),
        )
    sem = sd * math.sqrt(1 - alpha)
    return MeasurementError(sem, Z * sem, Z * math.sqrt(2) * sem)


def alpha_interval(alpha: float, n: int, items: int) -> tuple[float, float]:
    """Return the 95 % interval of Cronbach's alpha of `n` answer sheets (Feldt 1965)."""
    if n < 2 or items < 2 or not math.isfinite(alpha):
        return math.nan, math.nan
    df = n - 1, (n - 1) * (items - 1)
    low, high = (1 - (1 - alpha) * float(stats.f.ppf(q, *df)) for q in (0.975, 0.025))
    return low, high


@dataclass(frozen=True, slots=True)
class AssessorAgreement:
    """Agreement of assessors about one score, before they are averaged.

    Attributes
    ----------
    estimate : float
        Krippendorff's alpha (interval): the worth of one assessor. NaN where it can't be told.
    ci : tuple of float
        95 %.
    n_objects, n_assessors : int
        Objects with two assessors or more, and assessors.
    icc, icc_ci : float, tuple of float
        ICC(A,1), where the same assessors rated all objects; else NaN.
    reason : str
        Why there is no estimate; empty otherwise.
    """

    estimate: float
    ci: tuple[float, float]
    n_objects: int
    n_assessors: int
    icc: float
    icc_ci: tuple[float, float]
    reason: str

    def of_mean(self, assessors: int) -> float:
        """Return the reliability of the mean of some assessors (Spearman–Brown)."""
        if assessors < 2 or self.estimate <= 0:  # the formula has no meaning below 0
            return self.estimate
        return assessors * self.estimate / (1 + (assessors - 1) * self.estimate)

    def verdict(self, assessors: int) -> tuple[str, str]:
        """Say whether the mean of some assessors may be used, and why not or with what note."""
        if assessors < 2:
            return NOTED, _("satu penilai: kesepakatan tidak dapat diuji")
        if self.reason:
            return NOTED, _("kesepakatan belum dapat diuji: {why}").format(why=self.reason)
        if self.of_mean(assessors) < TENTATIVE:
            told = _("penilai tidak sepakat (alpha {a}); lihat nilai tiap penilai")
            return WITHHELD, told.format(a=number(self.estimate, 2))
        if self.estimate < TENTATIVE:
            told = _("penilai berbeda pendapat (alpha {a}); lihat nilai tiap penilai")
            return NOTED, told.format(a=number(self.estimate, 2))
        if self.estimate < DEPENDABLE:
            told = _("kesepakatan sementara (alpha {a})")
            return NOTED, told.format(a=number(self.estimate, 2))
        return USED, ""


def assessor_agreement(scores: pd.DataFrame, *, seed: int = 1) -> AssessorAgreement:
    """Measure the agreement of assessors.

    Krippendorff's alpha takes assessors as interchangeable, so it also fits objects that each have
    assessors of their own; ICC(A,1) is added where all objects have the same assessors.

    Parameters
    ----------
    scores : DataFrame
        objek, penilai, nilai; each assessor at most once per object; NaN is no score.
    seed : int
        Of the interval.
    """
    known = scores.dropna(subset=["nilai"])
    per = known.groupby("objek")["penilai"].transform("size")
    rated = known[per >= 2]
    objects, assessors = rated["objek"].nunique(), rated["penilai"].nunique()
    if objects < 2:
        reason = _("perlu dua objek yang masing-masing dinilai dua orang")
        return _none(objects, assessors, reason)
    table = rated.pivot(index="objek", columns="penilai", values="nilai")
    single, ends = _intraclass(table)
    # Who an assessor is does not count: the first, second, … of each object share a row.
    place = rated.groupby("objek").cumcount()
    units = rated.assign(ke=place).pivot(index="ke", columns="objek", values="nilai")
    found = krippendorff_alpha(units, "interval", seed=seed)
    if not math.isfinite(found.estimate):
        return _none(objects, assessors, _("semua penilaian sama"))
    return AssessorAgreement(found.estimate, found.ci, objects, assessors, single, ends, "")


def _none(objects: int, assessors: int, reason: str) -> AssessorAgreement:
    nothing = (math.nan, math.nan)
    return AssessorAgreement(math.nan, nothing, objects, assessors, math.nan, nothing, reason)


def _intraclass(table: pd.DataFrame) -> tuple[float, tuple[float, float]]:
    """Return ICC(A,1) of a complete table of objects by assessors, NaN of any other."""
    if table.isna().any(axis=None):
        return math.nan, (math.nan, math.nan)
    try:
        found = icc(table).table
    except ParameterError:  # no variation of objects, or none beside theirs
        return math.nan, (math.nan, math.nan)
    rows = found[found["bentuk"] == "ICC(A,1)"]
    estimate, low, high = rows[["nilai", "bawah", "atas"]].to_numpy(dtype=float)[0].tolist()
    return estimate, (low, high)


def spread_between(scores: pd.DataFrame) -> tuple[float, int]:
    """Return the pooled standard deviation of assessors of one object, and its degrees of freedom.

    Parameters
    ----------
    scores : DataFrame
        objek, nilai.
    """
    known = scores.dropna(subset=["nilai"])
    free = len(known) - known["objek"].nunique()
    if not free:
        return math.nan, 0
    values = known["nilai"].to_numpy(dtype=float)
    means = known.groupby("objek")["nilai"].transform("mean").to_numpy(dtype=float)
    return math.sqrt(float(np.square(values - means).sum()) / free), free
