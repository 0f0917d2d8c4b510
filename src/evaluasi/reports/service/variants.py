"""The same question read otherwise, and breaks where nothing is known to have happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pandas as pd

from evaluasi.impact.interrupted.model import Errors
from evaluasi.impact.interrupted.reading import LEAST_AFTER, LEAST_BEFORE
from evaluasi.reports.service import pandemic
from evaluasi.reports.service.question import COUNTS, Family, Question, monthly
from evaluasi.text import _, number

SHIFTS = (-3, -2, -1, 1, 2, 3)
EDGE = 3
"""Months left out at either end."""
YEAR = 12
"""Months since the break to which an old trend can be carried on with less risk."""


def variants(question: Question) -> list[tuple[str, Question]]:
    """Return the other readings of a question, each with its label.

    `question.harmonics` must be settled, so that every reading changes one thing only.
    """
    return [
        *_shape(question),
        *_families(question),
        *_errors(question),
        *_breaks(question),
        *_months(question),
        *_beside(question),
    ]


def placebos(question: Question) -> list[Question]:
    """Return the question for every false break in the time before the true one."""
    months = monthly(question.ds, question.service, question.region, question.until).index
    before = months[months < question.at].sort_values()
    possible = before[LEAST_BEFORE : len(before) - LEAST_AFTER + 1]
    return [replace(question, at=month, before_only=question.at) for month in possible]


def first_year() -> str:
    """Label of the reading that ends a year after the break."""
    return _("Hanya {n} bulan pertama sejak patahan").format(n=number(YEAR))


def family_name(family: str) -> str:
    """Name a family."""
    return {
        "poisson": _("Poisson"),
        "quasi-poisson": _("quasi-Poisson"),
        "normal": _("normal"),
        "log-normal": _("log-normal"),
    }[family]


def errors_name(errors: str) -> str:
    """Name a way to standard errors."""
    return {
        "ar1": _("AR(1)"),
        "hac": _("Newey–West"),
        "model": _("model (bulan saling bebas)"),
    }[errors]


def _shape(question: Question) -> Iterator[tuple[str, Question]]:
    yield _("Tanpa perubahan kemiringan"), replace(question, slope=False)
    if question.harmonics:
        yield _("Tanpa musim"), replace(question, harmonics=0)
    other = 1 if question.harmonics != 1 else 2
    label = _("Musim dengan {n} pasang gelombang").format(n=number(other))
    yield label, replace(question, harmonics=other)


def _families(question: Question) -> Iterator[tuple[str, Question]]:
    for family in get_args(Family):
        if family == question.family or (family in COUNTS and question.family not in COUNTS):
            continue
        label = _("Keluarga {family}").format(family=family_name(family))
        yield label, replace(question, family=family)


def _errors(question: Question) -> Iterator[tuple[str, Question]]:
    for errors in get_args(Errors):
        if errors != question.errors:
            label = _("Galat baku {errors}").format(errors=errors_name(errors))
            yield label, replace(question, errors=errors)


def _breaks(question: Question) -> Iterator[tuple[str, Question]]:
    for shift in SHIFTS:
        label = (
            _("Patahan {n} bulan lebih awal") if shift < 0 else _("Patahan {n} bulan lebih akhir")
        )
        yield label.format(n=number(abs(shift))), replace(question, at=question.at + shift)


def _months(question: Question) -> Iterator[tuple[str, Question]]:
    yield (
        _("Tanpa {n} bulan pertama").format(n=number(EDGE)),
        replace(question, trimmed=(EDGE, 0)),
    )
    yield (
        _("Tanpa {n} bulan terakhir").format(n=number(EDGE)),
        replace(question, trimmed=(0, EDGE)),
    )
    months = monthly(question.ds, question.service, question.region, question.until).index
    later = int((months >= question.at).sum()) - YEAR
    if later > 0:
        yield first_year(), replace(question, trimmed=(0, later))
    if pandemic.touches(pd.PeriodIndex(months)):
        yield _("Tanpa bulan pandemi"), replace(question, pandemic="tanpa")
        yield _("Penanda bulan pandemi"), replace(question, pandemic="penanda")


def _beside(question: Question) -> Iterator[tuple[str, Question]]:
    if question.controls:
        yield _("Tanpa pembanding"), replace(question, controls=())
        if len(question.controls) > 1:
            for code in question.controls:
                label = _("Pembanding {code} saja").format(code=code)
                yield label, replace(question, controls=(code,))
    if question.exposure:
        yield _("Tanpa paparan"), replace(question, exposure="")
