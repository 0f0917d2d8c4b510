"""A method as data: the steps from raw values to an index, each a frozen choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.framework import Framework
from evaluasi.text import _, listing

IMPUTE = ("none", "mean", "median", "row_mean")
NORMALISE = ("minmax", "zscore", "prank", "goalposts", "target")
AGGREGATE = ("arithmetic", "geometric", "harmonic")


@dataclass(frozen=True, slots=True)
class Screen:
    """Leave out units with less than this share of their indicators available, before imputing.

    ``per_group`` asks the same of every aggregate of level 2.
    """

    least: float = 0.0
    per_group: float = 0.0

    def __post_init__(self) -> None:
        _within(self.least, 0, 1, "Screen.least")
        _within(self.per_group, 0, 1, "Screen.per_group")


@dataclass(frozen=True, slots=True)
class Impute:
    """Fill missing values: by column over all units or within a group, or by the unit's pillar.

    ``row_mean`` takes the mean of the unit's normalised siblings, written back in raw units.
    """

    method: str = "none"
    group: str = ""

    def __post_init__(self) -> None:
        _known(self.method, IMPUTE)


@dataclass(frozen=True, slots=True)
class Treat:
    """Draw in outliers of indicators that are skewed and heavy-tailed.

    An indicator passes where abs(skewness) < ``skew`` or kurtosis < ``kurtosis`` (both adjusted
    for bias). One that fails is winsorised point by point, at most ``most`` points; one that
    still fails is logged instead: ln(x - min + 0.01 range).
    """

    method: str = "winsorise"
    skew: float = 2.0
    kurtosis: float = 3.5
    most: int = 5

    def __post_init__(self) -> None:
        _known(self.method, ("none", "winsorise"))
        _within(self.most, 0, np.inf, "Treat.most")


@dataclass(frozen=True, slots=True)
class Normalise:
    """Bring indicators to one scale, after their direction.

    minmax, goalposts and target map onto ``low`` to ``high``; zscore onto mean ``low`` and
    standard deviation ``high``; prank gives the share of units below.
    """

    method: str = "minmax"
    low: float = 0.0
    high: float = 100.0

    def __post_init__(self) -> None:
        _known(self.method, NORMALISE)
        if not self.high > (0 if self.method == "zscore" else self.low):
            raise ParameterError(
                _("Rentang normalisasi {low} sampai {high} tidak dapat dipakai.").format(
                    low=self.low, high=self.high
                ),
                _("Batas atas (atau simpangan baku) harus lebih besar."),
            )


@dataclass(frozen=True, slots=True)
class Aggregate:
    """How children become their parent: one method, or one per level from the lowest up.

    A parent is missing where less than ``least`` of its children's weight is there.
    """

    methods: tuple[str, ...] = ("arithmetic",)
    least: float = 0.0

    def __post_init__(self) -> None:
        for method in self.methods:
            _known(method, AGGREGATE)
        _within(self.least, 0, 1, "Aggregate.least")

    def method(self, level: int) -> str:
        """Return the method that makes the aggregates of a level (2 and up)."""
        return self.methods[min(level - 2, len(self.methods) - 1)]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole method: what is measured, and each step from raw values to the index.

    ``weights`` overrides weights of the framework, by code. Steps run in the order of the fields.
    """

    framework: Framework
    denominate: bool = True
    screen: Screen = field(default_factory=Screen)
    impute: Impute = field(default_factory=Impute)
    treat: Treat = field(default_factory=Treat)
    normalise: Normalise = field(default_factory=Normalise)
    aggregate: Aggregate = field(default_factory=Aggregate)
    weights: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = set(self.framework.codes)
        strange = [code for code in self.weights if code not in codes]
        wrong = [code for code, weight in self.weights.items() if not 0 <= weight < np.inf]
        if strange or wrong:
            raise ParameterError(
                _("Bobot {codes} tidak dapat dipakai.").format(codes=listing([*strange, *wrong])),
                _("Beri bobot 0 ke atas untuk kode yang ada pada kerangka."),
            )

    def varied(self, **steps: Any) -> Recipe:
        """Return the recipe with other steps; the new ones are checked as they are made."""
        return replace(self, **steps)

    def weight_vector(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return the weights in force, in the order of the framework's nodes."""
        own = self.framework.weights.copy()
        for place, code in enumerate(self.framework.codes):
            own[place] = self.weights.get(code, own[place])
        return own


def _known(method: str, methods: tuple[str, ...]) -> None:
    if method not in methods:
        raise ParameterError(
            _("Cara “{method}” tidak dikenal.").format(method=method),
            _("Pilih salah satu: {known}.").format(known=", ".join(methods)),
        )


def _within(value: float, low: float, high: float, name: str) -> None:
    if not low <= value <= high:
        raise ParameterError(
            _("{name} = {value} di luar {low} sampai {high}.").format(
                name=name, value=value, low=low, high=high
            ),
            _("Perbaiki nilainya."),
        )
