"""From a question to files: the notebook report, through the same engine as all reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluasi.reports import batch, planning
from evaluasi.reports.batch import Batch
from evaluasi.reports.document import slug
from evaluasi.reports.impact import presenting
from evaluasi.reports.impact.study import Study
from evaluasi.reports.progress import Progress
from evaluasi.reports.selection import Choice
from evaluasi.text import _

NOTEBOOK = "studi_dampak"
MAX_STEM = 80


def stem(study: Study) -> str:
    """Return the name of the study's files, without suffix."""
    question = study.question
    words = [question.outcome, question.treatment.short, study.place, question.reading]
    return slug(" ".join(["dampak", *words]))[:MAX_STEM].strip("-")


def home(study: Study) -> str:
    """Return the province that the study's regions lie in, the first one of several."""
    return study.question.units[0].split(".")[0]


def report(
    study: Study,
    parameters: Mapping[str, Any],
    *,
    data: str | Path,
    out: str | Path,
    year: int | None = None,
    formats: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Make the notebook report of a study.

    Parameters
    ----------
    study : Study
        Names the files; the notebook asks the question anew.
    parameters : mapping
        Parameters of the notebook besides data, year and date.
    data, out : path
    year : int, optional
    formats : iterable of str, optional
        By default HTML, and PDF where it can be made.
    progress : Progress, optional

    Returns
    -------
    Batch
        Of one report, always made anew.
    """
    checked = planning.plan(
        NOTEBOOK, Choice((home(study),)), year=year, formats=formats, out=out, data=data, force=True
    )
    name = stem(study)
    job = replace(
        checked.jobs[0],
        stem=name,
        name=presenting.title(study),
        parameters={**checked.jobs[0].parameters, **parameters},
    )
    plan = replace(checked, jobs=(job,), reasons={name: _("diminta")})
    return batch.make(plan, workers=1, progress=progress)
