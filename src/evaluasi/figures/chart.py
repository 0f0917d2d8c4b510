"""What every chart function returns."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from evaluasi.figures import style


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture with its words and its numbers.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        Not registered in pyplot: it is drawn once, where it is asked for.
    alt : str
        One or two sentences that state the finding, in Indonesian.
    data : pandas.DataFrame
        The plotted numbers, tidy, with column labels that people can read; it carries the
        provenance of the data that the chart was made from.
    """

    figure: Figure
    alt: str
    data: pd.DataFrame

    def _repr_svg_(self) -> str:
        return style.to_svg(self.figure).decode()
