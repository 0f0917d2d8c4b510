"""From a question to files: the notebook report, through the same engine as all reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evaluasi.reports import batch, planning
from evaluasi.reports.batch import Batch
from evaluasi.reports.document import slug
from evaluasi.reports.selection import Choice
from evaluasi.reports.service import presenting
from evaluasi.reports.service.study import Study
from evaluasi.text import _

NOTEBOOK = "studi_layanan"
MAX_STEM = 100


def stem(study: Study) -> str:
    """Return the name of the study's files, without suffix."""
    question = study.question
    words = ["layanan", question.service, question.region, study.place, str(question.at)]
    if question.exposure:
        words += ["per", question.exposure]
    if question.controls:
        words += ["pembanding", *question.controls]
    if study.chosen:
        words.append(question.family)
    if question.until is not None:
        words.append(str(question.until))
    whole = slug(" ".join(words))
    if len(whole) <= MAX_STEM:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:6]  # two questions, two names
    return f"{whole[:MAX_STEM].strip('-')}-{digest}"


def report(
    study: Study,
    *,
    data: str | Path,
    out: str | Path,
    formats: Iterable[str] | None = None,
) -> Batch:
    """Make the notebook report of a study.

    Parameters
    ----------
    study : Study
        Names the files; the notebook asks the question anew.
    data, out : path
    formats : iterable of str, optional
        By default HTML, and PDF where it can be made.

    Returns
    -------
    Batch
        Of one report, always made anew.
    """
    question = study.question
    checked = planning.plan(
        NOTEBOOK,
        Choice((question.region,)),
        year=question.until,
        formats=formats,
        out=out,
        data=data,
        force=True,
    )
    name = stem(study)
    asked = {
        "layanan": question.service,
        "patahan": str(question.at),
        "pembanding": ",".join(question.controls),
        "paparan": question.exposure,
        "keluarga": question.family if study.chosen else "",
    }
    job = replace(
        checked.jobs[0],
        stem=name,
        name=presenting.title(study),
        parameters={**checked.jobs[0].parameters, **asked},
    )
    plan = replace(checked, jobs=(job,), reasons={name: _("diminta")})
    return batch.make(plan, workers=1)
