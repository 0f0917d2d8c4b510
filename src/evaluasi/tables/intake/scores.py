"""A sheet whose indicator columns hold scores (weight × level) must not be read as levels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from evaluasi import rubrics
from evaluasi.tables.faults import Reason
from evaluasi.tables.intake import indicators, plain
from evaluasi.tables.intake.draft import Draft
from evaluasi.text import _

# Of the filled cells of weighted indicators: so many fit, and so many exist, before it is said.
_FITTING = 0.95
_FEWEST = 8
# Editions whose weights differ; the others share those of the last.
_EDITIONS = (2021, 2026)

Values = npt.NDArray[np.float64]


def refuse_scores(draft: Draft, edition: int | None) -> None:
    """Bar a sheet whose levels are weight × level, told apart by what no sheet of levels shows.

    Under levels each of 1, 2, 3 occurs in every column. Under scores a column of weight 2 holds
    only 0, 2, 4, 6: where (nearly) all cells are multiples of their weight, it holds scores.

    Parameters
    ----------
    draft : Draft
        Of innovations, or of verified levels.
    edition : int or None
        Decides the weights; None: those of any edition.
    """
    cells = _cells(draft)
    if any(_are_scores(cells, weights) for weights in _weights(edition)):
        sentence = _(
            "kolom indikator tampaknya berisi skor (bobot × level), bukan level 0 sampai 3"
        )
        column = "level" if draft.schema.name == "verifikasi" else next(iter(cells))
        draft.bar(Reason.UNIT, column, sentence)
        for name in cells:
            draft.excuse(name)


def _cells(draft: Draft) -> dict[str, Values]:
    """Give the filled cells of each indicator as numbers."""
    if draft.schema.name == "verifikasi":
        codes = draft.column("indikator")
        texts = {str(c): draft.column("level")[codes == c] for c in np.unique(codes.astype(str))}
    else:
        names = [name for name in draft.text if indicators.is_code(name)]
        texts = {name: draft.text[name] for name in names}
    numbers = {
        name: np.array([float(text) for text in column if plain.is_count(text)])
        for name, column in texts.items()
    }
    return {name: column for name, column in numbers.items() if len(column)}


def _are_scores(cells: Mapping[str, Values], weights: Mapping[str, float]) -> bool:
    fitting = total = 0
    for name, column in cells.items():
        weight = weights.get(name, 1.0)
        chosen = column[column > 0]
        if weight > 1:
            total += len(chosen)
            fitting += int(((chosen % weight == 0) & (chosen <= rubrics.MAX_LEVEL * weight)).sum())
    return total >= _FEWEST and fitting >= _FITTING * total


def _weights(edition: int | None) -> list[dict[str, float]]:
    known = [rubrics.of_edition(year) for year in ((edition,) if edition else _EDITIONS)]
    tables = [{i.kode: i.bobot or 1.0 for i in r.sid} for r in known if r is not None and r.sid]
    if not tables and edition is not None:
        return _weights(None)
    return tables
