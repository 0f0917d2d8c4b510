"""Maturity (skor kematangan) of an innovation: the weighted sum of its levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import Rubric, label
from evaluasi.scoring.iid_levels import Floats, bare_rows, level_matrix
from evaluasi.text import _, listing

NAME = "kematangan"


def maturity(
    levels: pd.DataFrame, rubric: Rubric, *, indicators: Sequence[str] | None = None
) -> pd.Series:
    """Compute the maturity of each innovation.

    The score of an indicator is weight × level; maturity is their sum: at most 111, or 150 under
    the rules of 2021. Level 0 means not chosen or without evidence, so an empty cell of an
    innovation that has other levels counts as 0, and is counted in ``attrs["belum_diisi"]``. An
    innovation without a single level is not on file rather than zero: it gets NaN, and is counted
    in ``attrs["tanpa_level"]``.

    Parameters
    ----------
    levels : DataFrame
        One row per innovation; columns ``i16`` … ``i35`` with levels 0 to 3; others are ignored.
        A column ``id`` names rows in messages.
    rubric : Rubric
        Rules of the edition in which the levels were given.
    indicators : sequence of str, optional
        Sum over these only, so that editions can be compared on what they share.

    Returns
    -------
    Series
        Named ``kematangan``, index as `levels`; points. ``attrs`` also hold ``rubrik``, and
        ``alasan`` where the edition's weights are not known and all values are NaN.

    Raises
    ------
    ParameterError
        For missing columns and for levels outside 0 to 3, naming every row and column.

    References
    ----------
    Guideline letter of 2026 and its predecessors; source of each weight in the rubric.
    """
    reason = weights_reason(rubric)
    if reason:
        return _series(np.full(len(levels), np.nan), levels, rubric, alasan=reason)
    columns = rubric.columns if indicators is None else tuple(indicators)
    weight = weights(rubric, columns)
    matrix = level_matrix(levels, columns)
    bare = bare_rows(matrix)
    return _series(
        weighted(matrix, weight),
        levels,
        rubric,
        belum_diisi=int(np.isnan(matrix[~bare]).sum()),
        tanpa_level=int(bare.sum()),
    )


def weighted(matrix: Floats, weight: Floats) -> Floats:
    """Return the weighted sum of each row; empty cells count 0, a wholly empty row is NaN."""
    total: Floats = np.nan_to_num(matrix) @ weight
    return np.where(bare_rows(matrix), np.nan, total)


def weights(rubric: Rubric, columns: Sequence[str]) -> Floats:
    """Return the weights of some indicators of an innovation, in the order asked.

    Raises
    ------
    ParameterError
        For a column that is no indicator of the rubric.
    """
    known = {indicator.kode: indicator.bobot for indicator in rubric.sid}
    strange = [column for column in columns if column not in known]
    if strange:
        raise ParameterError(
            _("Indikator {codes} tidak ada pada {rubric}.").format(
                codes=listing(strange), rubric=rubric.id
            ),
            _("Indikator yang ada: {known}.").format(known=", ".join(known)),
        )
    return np.array([known[column] for column in columns], dtype=np.float64)


def weights_reason(rubric: Rubric) -> str:
    """Say why no maturity can be computed under these rules; empty where it can."""
    rule = rubric.rule("bobot_sid")
    if rule.nilai is not None:
        return ""
    return _("{what} edisi {year} belum ada: {why}").format(
        what=label(rule.nama), year=rubric.edisi, why=rule.belum_ada
    )


def _series(values: Floats, levels: pd.DataFrame, rubric: Rubric, **attrs: Any) -> pd.Series:
    series = pd.Series(values, index=levels.index, name=NAME)
    series.attrs = dict(levels.attrs) | {"rubrik": rubric.id} | attrs
    return series
