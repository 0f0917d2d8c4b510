"""The workbook of questions: an overview, then the evidence of each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from evaluasi.quality.authenticity.question import Question
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.text import _, number


def internal_mark() -> str:
    """Return what stands on every sheet."""
    return _("PENGGUNAAN INTERNAL: pertanyaan untuk ditelaah, bukan tuduhan dan bukan putusan.")


def workbook_sheets(overview: pd.DataFrame, questions: Sequence[Question]) -> list[SheetOut]:
    """Return the overview and a sheet for each table that holds a row."""
    first = SheetOut(
        name=_("Pertanyaan"),
        frame=overview.drop(columns="kode"),
        title=_("Pertanyaan keaslian"),
        notes=(internal_mark(),),
        widths={"pertanyaan": 50, "aturan": 50, "penjelasan_wajar": 50, "catatan": 50},
    )
    return [first, *(sheet for question in questions for sheet in _of(question))]


def _of(question: Question) -> Iterator[SheetOut]:
    if len(question.table):
        yield SheetOut(
            name=question.title,
            frame=question.table,
            title=question.title,
            notes=(
                internal_mark(),
                f"{number(question.count)}. {question.told}",
                _("Aturan: {rule}").format(rule=question.rule),
                _("Sumber: {source} ({confidence}).").format(
                    source=question.source, confidence=question.confidence
                ),
                _("Bisa jadi wajar: {why}.").format(why="; ".join(question.innocent)),
                *question.notes,
            ),
        )
    for heading, frame in question.details.items():
        if len(frame):
            yield SheetOut(
                name=heading,
                frame=frame,
                title=f"{question.title}: {heading}",
                notes=(internal_mark(), question.told),
            )
