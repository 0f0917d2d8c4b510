"""What the values of a chart are: name, unit, decimals, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from matplotlib.ticker import MaxNLocator

from evaluasi import text
from evaluasi.text import _

Better = Literal["naik", "turun", "netral"]
Floats = npt.NDArray[np.float64]

_LARGE = 1_000_000  # from here on axis numbers are shortened
_MAX_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity.

    Attributes
    ----------
    title : str
        As a heading, e.g. "Penduduk miskin".
    unit : str
        E.g. "persen", "rupiah"; a unit that begins with "indeks" is not said after a number.
    decimals : int, optional
        By default as many as the data show, at most three.
    better : {"naik", "turun", "netral"}
        Whether rising or falling is an improvement.
    change : bool
        Whether the values are changes: then they are written with their sign.
    """

    title: str
    unit: str = ""
    decimals: int | None = None
    better: Better = "netral"
    change: bool = False

    @property
    def label(self) -> str:
        """Name with unit, e.g. "Penduduk miskin (persen)"."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def direction(self) -> str:
        """Which way is better, in words; empty when neither is."""
        match self.better:
            case "naik":
                return _("makin naik makin baik") if self.change else _("makin tinggi makin baik")
            case "turun":
                return _("makin turun makin baik") if self.change else _("makin rendah makin baik")
            case _other:
                return ""

    def scale(self, values: npt.ArrayLike, own: npt.ArrayLike = ()) -> Scale:
        """Choose how numbers are written so that ``own`` (else all) values stay legible."""
        shown = _finite(values)
        focus = _finite(own)
        focus = focus if focus.size else shown
        short = shown.size and np.abs(shown).max() >= _LARGE and not _shortened(self.unit)
        divisor, word = _magnitude(float(np.abs(focus).max())) if short else (1.0, "")
        if divisor > 1:
            return Scale(self, divisor, f"{word} {self.unit}".strip(), 1)
        decimals = _decimals(focus) if self.decimals is None else self.decimals
        return Scale(self, 1.0, self.unit, decimals)


@dataclass(frozen=True, slots=True)
class Scale:
    """How the values of one chart are written."""

    measure: Measure
    divisor: float
    unit: str
    decimals: int

    def number(self, value: float) -> str:
        """Write a value without its unit."""
        return self._written(float(value) / self.divisor, self.decimals)

    def above(self, value: float, other: float) -> int:
        """Compare two values as they are printed: 1 above, 0 the same, -1 below."""
        if self.number(value) == self.number(other):
            return 0
        return 1 if value > other else -1

    def phrase(self, value: float) -> str:
        """Write a value as it stands in a sentence, e.g. "4,61 persen"."""
        number = self.number(value)
        spoken = "" if self.unit.startswith("indeks") else self.unit
        return f"{number} {spoken}".rstrip()

    def ticks(self, low: float, high: float, count: int = 5) -> dict[float, str]:
        """Return round values that cover ``low`` to ``high``, each with its label."""
        locator = MaxNLocator(count, steps=[1, 2, 2.5, 5, 10])
        marks = np.asarray(locator.tick_values(low / self.divisor, high / self.divisor))
        places = _decimals(marks)
        return {float(m * self.divisor): self._written(float(m), places) for m in marks}

    def _written(self, number: float, decimals: int) -> str:
        write = text.signed if self.measure.change else text.number
        return write(number, decimals)


def _finite(values: npt.ArrayLike) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    return np.extract(np.isfinite(array), array)


def _decimals(values: Floats) -> int:
    for places in range(_MAX_DECIMALS):
        if np.allclose(values, np.round(values, places), rtol=0, atol=1e-9):
            return places
    return _MAX_DECIMALS


def _shortened(unit: str) -> bool:
    return unit.split(" ", 1)[0] in {"ribu", "juta", "miliar", "triliun"}


def _magnitude(value: float) -> tuple[float, str]:
    for divisor, word in (
        (1e12, _("triliun")),
        (1e9, _("miliar")),
        (1e6, _("juta")),
        (1e3, _("ribu")),
    ):
        if value >= divisor:
            return divisor, word
    return 1.0, ""
