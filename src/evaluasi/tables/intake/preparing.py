"""From raw rows to text in the columns of a table, with all that the strict reader needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import (
    filling,
    indicators,
    layouts,
    people,
    plain,
    regional,
    scores,
    values,
)
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.draft import Draft
from evaluasi.tables.intake.extract import COLUMN_NUMBER
from evaluasi.tables.intake.values import Normaliser
from evaluasi.tables.schemas import Field

# Columns that must not name a person, and the letter of the codes that replace names.
_CODED = {("penilaian", "penilai"): "P", ("survei", "responden"): "R"}
_LEVELLED = ("inovasi", "verifikasi")
_INDICATED = ("bukti", "verifikasi", "kapasitas")


def read_cells(draft: Draft, context: Context) -> None:
    """Turn every cell of a draft into text; the edition first, for it decides what levels mean."""
    if draft.has("tahun"):
        _read(draft, _field(draft, "tahun"), None)
    if draft.schema.field("tahun"):
        filling.fill_edition(draft, context)
    edition = _edition(draft)
    for field in draft.schema.fields:
        if field.name != "tahun" and draft.has(field.name):
            _read(draft, field, edition)
    helpers = {name for name in draft.extract.rows.columns if str(name).startswith("_")}
    for name in helpers - {COLUMN_NUMBER}:
        draft.read(name, plain.text)
    if draft.schema.name in _LEVELLED:
        scores.refuse_scores(draft, edition)


def place(draft: Draft, context: Context) -> None:
    """Give each row its region; rows that name their innovation by its identifier need none."""
    foreign = draft.schema.foreign_keys
    if draft.schema.field("id_inovasi"):
        titled = draft.filled(layouts.TITLE) | bool(draft.extract.above.title)
        needed = ~draft.filled("id_inovasi") & titled
        if needed.any():
            regional.fill(draft, layouts.REGION_CODE, context, needed)
    elif any(key.table == "wilayah" and key.columns == ("kode",) for key in foreign):
        regional.fill(draft, "kode", context, np.full(draft.length, _field(draft, "kode").required))


def code_persons(drafts: Sequence[Draft]) -> None:
    """Replace names of raters and respondents by codes, over all files of a run at once.

    A code is only good within the run: two runs may give one code to two persons.
    """
    for (table, column), letter in _CODED.items():
        chosen = [d for d in drafts if d.schema.name == table and column in d.text]
        if not chosen:
            continue
        names = pd.concat([pd.Series(d.text[column], dtype=object) for d in chosen])
        codes = people.coded(names, letter).to_numpy(dtype=object)
        for draft in chosen:
            draft.text[column], codes = codes[: draft.length], codes[draft.length :]


def _read(draft: Draft, field: Field, edition: int | None) -> None:
    cells = draft.extract.rows[field.name]
    mark = values.decimal_mark(cells) if field.type == "number" else None
    normalise = values.normaliser(field, draft.schema.name, edition=edition, decimal=mark)
    if field.name == "indikator" and draft.schema.name in _INDICATED:
        normalise = _coded(normalise, draft.schema.name, edition)
    draft.read(field.name, normalise)


def _coded(normalise: Normaliser, table: str, edition: int | None) -> Normaliser:
    """Read an indicator by its number or any of its names, else as the strict reader wants it."""

    def read(cell: Cell) -> str:
        written = plain.text(cell)
        code = indicators.code_of(written, edition)
        fits = code is not None and code.startswith("i") == (table != "kapasitas")
        return code if code is not None and fits else normalise(cell)

    return read


def _edition(draft: Draft) -> int | None:
    """Return the edition where all rows share one."""
    years = {str(text) for text in draft.column("tahun")} - {""}
    year = years.pop() if len(years) == 1 else ""
    return int(year) if plain.is_count(year) else None


def _field(draft: Draft, name: str) -> Field:
    field = draft.schema.field(name)
    assert field is not None
    return field
