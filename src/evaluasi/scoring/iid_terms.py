"""The arithmetic of the index: from levels and counts to the points of each region."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluasi.rubrics import Rubric
from evaluasi.scoring.iid_edition import Edition
from evaluasi.scoring.iid_levels import Floats
from evaluasi.scoring.maturity import weighted

FORMULA = ("lantai_pembagi", "faktor_jumlah", "batas_jumlah", "maksimum_total")
"""Rules without which no index can be computed, besides the weights."""


@dataclass(frozen=True)
class Terms:
    """Points by region; arrays of shape (regions,), NaN where a rule or a level is not known."""

    total: Floats
    divisor: Floats
    mean: Floats
    sid: Floats
    iid: Floats


def terms(edition: Edition, levels: Floats) -> Terms:
    """Compute the terms of the index.

    Parameters
    ----------
    edition : Edition
    levels : array, shape (innovations, indicators)
        Claimed or verified levels of the edition's innovations.
    """
    total = edition.per_region(weighted(levels, edition.weight))
    divisor = np.maximum(_known(edition.rubric, "lantai_pembagi"), edition.n)
    mean = total / divisor
    sid = mean + edition.counted.score
    iid = (edition.spd + sid) / _known(edition.rubric, "maksimum_total") * 100
    return Terms(total=total, divisor=divisor, mean=mean, sid=sid, iid=iid)


def _known(rubric: Rubric, rule: str) -> float:
    value = rubric.rule(rule).nilai
    return np.nan if value is None else value
