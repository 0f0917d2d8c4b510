"""Pictures of results: ranks with their intervals as a strip, parts of a number as a ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.tables import provenance
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.figures import Chart

NAMED = 6
"""Up to so many regions each is named in a strip."""


def rank_strip(
    ranks: pd.DataFrame,
    highlight: str,
    *,
    title: str,
    labels: Mapping[str, str] | None = None,
    peers: Sequence[str] = (),
    group: str = "",
) -> Chart:
    """Draw the rank interval of every unit, one in front.

    Parameters
    ----------
    ranks : DataFrame
        By unit: median, bawah, atas.
    highlight : str
    labels : mapping of str to str, optional
        Names of the units.
    peers : sequence of str
        Units to name as well; all of few.
    """
    from evaluasi.figures import Measure, interval_strip

    shown = ranks[["median", "bawah", "atas"]].rename(columns={"median": "nilai"})
    named = shown.index if len(shown) <= NAMED else [code for code in peers if code in shown.index]
    return interval_strip(
        _stamped(shown, ranks),
        highlight,
        measure=Measure(title, "", 0, "turun"),
        labels=labels,
        peers=[str(code) for code in named if code != highlight],
        group=group or _("wilayah"),
        interval=_("Selang 90 persen; tanda: median"),
    )


def ladder(
    rows: pd.DataFrame,
    *,
    title: str,
    unit: str,
    decimals: int,
    main: str = "",
    interval: str,
    alt: str,
    zero: str = "",
) -> Chart:
    """Draw one number per row, with its interval where there is one.

    Parameters
    ----------
    rows : DataFrame
        By name: nilai, and bawah and atas where known.
    interval : str
        What the marks are.
    alt : str
        What the picture says; its first line is taken.
    zero : str
        What zero means, for the key.
    """
    from evaluasi.figures import Measure
    from evaluasi.figures.effect_ladder import effect_ladder

    whole = rows.reindex(columns=["nilai", "bawah", "atas"]).astype(np.float64)
    measure = Measure(title, unit, decimals)
    return effect_ladder(
        _stamped(whole, rows),
        measure=measure,
        main=main,
        interval=interval,
        zero=zero,
        alt=alt.splitlines()[0],
    )


def _stamped(frame: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    origin = provenance.of(source)
    return frame if origin is None else provenance.stamp(frame, origin)
