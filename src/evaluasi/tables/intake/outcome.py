"""Putting together what a run gathered: tables, faults, counts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evaluasi.tables import provenance, schemas
from evaluasi.tables.intake import result, telling, verdict
from evaluasi.tables.intake.draft import Draft
from evaluasi.tables.intake.result import COUNTS, SKIPPED, Intake
from evaluasi.tables.intake.taking import Run
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

_OWN = "pengguna"


def build(run: Run) -> Intake:
    """Judge the rows of every table and lay out what became of them."""
    tables: dict[str, pd.DataFrame] = {}
    held: dict[str, pd.DataFrame] = {}
    counts: dict[int, int] = {}
    names = [name for name in schemas.NAMES if any(d.schema.name == name for d in run.drafts)]
    simulated = any(draft.extract.above.simulated for draft in run.drafts)
    run.notes += [note for draft in run.drafts for note in draft.notes]
    for name in names:
        drafts = [draft for draft in run.drafts if draft.schema.name == name]
        given = [draft for draft in drafts if draft.length]
        if given:
            found = verdict.judge(given)
            origin = _origin(given, simulated=simulated)
            tables[name] = provenance.stamp(found.typed, origin)
            if len(found.quarantined):
                held[name] = provenance.stamp(found.quarantined, origin)
            run.lines += found.lines
            counts |= dict(zip(map(id, given), found.taken, strict=True))
        run.notes += [_without_rows(draft) for draft in drafts if not draft.length]
    if not tables and len(names) == 1:
        tables[names[0]] = result.without_rows(names[0])
    return Intake(
        tables=tables,
        rejected=telling.table(run.lines, run.opened),
        quarantined=held,
        counts=_counts(run, counts),
        skipped=_skipped(run),
        notes=tuple(dict.fromkeys(run.notes)),
        books=tuple(run.books),
        asked=run.context.table,
    )


def _without_rows(draft: Draft) -> str:
    sentence = _("{file}{sheet}: judul kolom tabel {table} ada, tetapi tanpa isi")
    where = _(", lembar {sheet}").format(sheet=draft.sheet) if draft.sheet else ""
    return sentence.format(file=draft.file, sheet=where, table=draft.schema.name)


def _origin(drafts: Sequence[Draft], *, simulated: bool) -> Provenance:
    kinds = (_OWN, provenance.SIMULATED) if simulated else (_OWN,)
    return Provenance(kinds=kinds, titles=tuple(dict.fromkeys(d.file for d in drafts)))


def _counts(run: Run, taken: dict[int, int]) -> pd.DataFrame:
    rows = []
    for draft in run.drafts:
        extract, good = draft.extract, taken.get(id(draft), 0)
        rows.append(
            (
                *(draft.file, draft.sheet, extract.table, extract.layout),
                *(draft.length, good, draft.length - good, len(extract.skipped)),
            )
        )
    rows += [(file, sheet, "", _("tidak dikenali"), 0, 0, 0, 0) for file, sheet in run.unread]
    frame = pd.DataFrame(rows, columns=list(COUNTS))
    kinds = dict.fromkeys(COUNTS[:4], "str") | dict.fromkeys(COUNTS[4:], "int64")
    return frame.astype(kinds)


def _skipped(run: Run) -> pd.DataFrame:
    rows = [line for draft in run.drafts for line in draft.extract.skipped]
    frame = pd.DataFrame(rows, columns=list(SKIPPED))
    return frame.astype(dict.fromkeys(SKIPPED, "str") | {"baris": "int64"})
