"""Assumptions as alternatives of a recipe's steps, and the index under any combination of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import EvaluasiError, ParameterError
from evaluasi.scoring.composite import steps
from evaluasi.scoring.composite.aggregate import index_scores
from evaluasi.scoring.composite.building import Prepared, drawn_in, prepare
from evaluasi.scoring.composite.framework import Framework
from evaluasi.scoring.composite.recipe import Recipe
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]
Picks = npt.NDArray[np.int_]
WEIGHTS, DATA = "weights", "data"
MULTIPLICATIONS = 500_000
"""In one matrix product; OpenBLAS adds a second thread, and its idling, from 524,288 on."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One choice of the method that could have been another.

    Attributes
    ----------
    step : str
        Field of `Recipe`: denominate, screen, impute, treat, normalise, aggregate, weights; or
        data, for tables that could each have been the data (claimed or verified levels).
    options : sequence
        Values of that field, equally likely; of data, frames of the same units and columns.
    name : str
        As shown; default the step.
    """

    step: str
    options: Sequence[Any]
    name: str = ""

    def __post_init__(self) -> None:
        known = [DATA, *(field.name for field in fields(Recipe) if field.name != "framework")]
        if self.step not in known or not len(self.options):
            raise ParameterError(
                _("Asumsi “{step}” tidak dapat diubah-ubah.").format(step=self.step),
                _("Pilih langkah ({known}) dan paling sedikit satu pilihannya.").format(
                    known=", ".join(known)
                ),
            )

    @property
    def label(self) -> str:
        """What the assumption is called."""
        return self.name or self.step


class WeightSets(Sequence[Mapping[str, float]]):
    """Many sets of weights of the same nodes; an array, for dictionaries would fill the memory."""

    def __init__(self, codes: Sequence[str], values: Floats) -> None:
        self.codes = tuple(codes)
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, float]: ...
    @overload
    def __getitem__(self, place: slice) -> WeightSets: ...
    def __getitem__(self, place: int | slice) -> Mapping[str, float] | WeightSets:
        if isinstance(place, slice):
            return WeightSets(self.codes, self.values[place])
        return dict(zip(self.codes, self.values[place].tolist(), strict=True))

    @classmethod
    def of(cls, options: Sequence[Mapping[str, float]]) -> WeightSets:
        """Lay sets out as an array; NaN where a set leaves a node as it is."""
        if isinstance(options, cls):
            return options
        codes = list(dict.fromkeys(code for chosen in options for code in chosen))
        rows = [[chosen.get(code, np.nan) for code in codes] for chosen in options]
        return cls(codes, np.array(rows, dtype=np.float64).reshape(len(options), len(codes)))


def noisy_weights(
    framework: Framework, spread: float | Mapping[int, float], count: int, seed: int
) -> WeightSets:
    """Draw sets of weights, each uniformly within ± `spread` of its nominal value.

    Parameters
    ----------
    framework : Framework
    spread : float or mapping of level to float
        Share of the nominal weight, e.g. 0.25; a mapping leaves other levels as they are.
    count, seed : int

    Raises
    ------
    ParameterError
        For a share outside 0 to 1, which would make weights negative, or no set at all.
    """
    shares = list(spread.values()) if isinstance(spread, Mapping) else [spread]
    if not all(0 <= share <= 1 for share in shares) or count < 1:
        raise ParameterError(
            _("Bobot tidak dapat digoyang ±{shares} sebanyak {n} perangkat.").format(
                shares=listing(number(share) for share in shares), n=number(count)
            ),
            _("Beri bagian dari 0 sampai 1, misalnya 0,25, dan paling sedikit satu perangkat."),
        )
    by_level = spread if isinstance(spread, Mapping) else dict.fromkeys(range(1, 99), spread)
    nodes = [n for n in framework.nodes if by_level.get(n.level) and n.parent]
    width = np.array([by_level[node.level] for node in nodes])
    draws = np.random.default_rng(seed).uniform(1 - width, 1 + width, (count, len(nodes)))
    nominal = np.array([node.weight for node in nodes])
    return WeightSets([node.code for node in nodes], draws * nominal)


class Variations:
    """The index under any combination of assumptions; what combinations share is done once."""

    def __init__(
        self, recipe: Recipe, data: pd.DataFrame, assumptions: Sequence[Assumption]
    ) -> None:
        names = [assumption.step for assumption in assumptions]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated or not assumptions:
            raise ParameterError(
                _("Asumsi {names} disebut lebih dari sekali, atau tidak ada.").format(
                    names=listing(repeated)
                ),
                _("Sebut tiap langkah sekali, dengan semua pilihannya."),
            )
        self.assumptions = tuple(assumptions)
        self._recipe = recipe
        self._data = self._tables(data)
        self._prepared: dict[Any, Prepared] = {}
        self._normalised: dict[Any, Floats] = {}
        self._sets = self._weight_sets()
        self.units = prepare(recipe, data).units
        largest = max(len(family) for family in recipe.framework.children.values())
        self._chunk = max(1, MULTIPLICATIONS // (largest * len(self.units)))
        self._refuse_what_fails()

    def scores(self, picks: Picks) -> Iterator[tuple[Picks, Floats]]:
        """Yield positions of runs and the index of each unit in them, shape (some runs, units).

        Parameters
        ----------
        picks : array of int, shape (runs, assumptions)
            Which option of each assumption a run takes.
        """
        structural = [k for k, a in enumerate(self.assumptions) if a.step != WEIGHTS]
        key = picks[:, structural]
        distinct, which = np.unique(key, axis=0, return_inverse=True)
        for place, options in enumerate(distinct):
            recipe, table = self._recipe_of(structural, options)
            normalised = self._normalise(recipe, table)
            runs = np.flatnonzero(which.ravel() == place)
            for start in range(0, len(runs), self._chunk):
                some = runs[start : start + self._chunk]
                weights = self._weights(recipe, picks[some])
                yield some, self._aligned(recipe, table, normalised, weights)

    def drawn(self, uniform: Floats) -> Picks:
        """Cut numbers from 0 to 1 into options, shape (runs, assumptions).

        Raises
        ------
        ParameterError
            For no run at all.
        """
        if not len(uniform):
            raise ParameterError(
                _("Tanpa satu tarikan pun tidak ada selang peringkat."),
                _("Minta paling sedikit 1."),
            )
        sizes = np.array([len(assumption.options) for assumption in self.assumptions])
        picks: Picks = np.minimum((uniform * sizes).astype(np.int_), sizes - 1)
        return picks

    def _weight_sets(self) -> Floats | None:
        """Return all sets of weights as an array, shape (sets, nodes)."""
        options = next((a.options for a in self.assumptions if a.step == WEIGHTS), None)
        if options is None:
            return None
        given = WeightSets.of(options)
        places = {code: place for place, code in enumerate(self._recipe.framework.codes)}
        strange = [code for code in given.codes if code not in places]
        known = given.values[~np.isnan(given.values)]
        if strange or not ((known >= 0) & np.isfinite(known)).all():
            raise ParameterError(
                _("Bobot pada asumsi memuat kode asing, nilai negatif, atau bukan angka."),
                _("Beri bobot 0 ke atas untuk kode yang ada pada kerangka."),
                strange,
            )
        sets = np.tile(self._recipe.weight_vector(), (len(given), 1))
        own = [places[code] for code in given.codes]
        sets[:, own] = np.where(np.isnan(given.values), sets[:, own], given.values)
        return sets

    def _weights(self, recipe: Recipe, picks: Picks) -> Floats:
        for place, assumption in enumerate(self.assumptions):
            if assumption.step == WEIGHTS and self._sets is not None:
                return self._sets[picks[:, place]]
        return np.broadcast_to(recipe.weight_vector(), (len(picks), len(recipe.framework.nodes)))

    def _tables(self, data: pd.DataFrame) -> Sequence[pd.DataFrame]:
        """Return the tables that the data could be, the nominal one alone without a choice."""
        given = next((a.options for a in self.assumptions if a.step == DATA), [data])
        alike = all(frame.index.equals(data.index) for frame in given)
        if not alike or any(set(frame.columns) != set(data.columns) for frame in given):
            raise ParameterError(
                _("Pilihan data tidak memuat satuan dan kolom yang sama."),
                _("Sandingkan satuan dan indikator yang ada pada semua pilihan saja."),
            )
        return given

    def _recipe_of(self, structural: list[int], options: Picks) -> tuple[Recipe, int]:
        """Return the recipe of some options, and which table is the data."""
        chosen = {
            self.assumptions[place].step: self.assumptions[place].options[option]
            for place, option in zip(structural, options, strict=True)
        }
        places = [k for k in structural if self.assumptions[k].step == DATA]
        table = int(options[structural.index(places[0])]) if places else 0
        chosen.pop(DATA, None)
        return self._recipe.varied(**chosen), table

    def _prepare(self, recipe: Recipe, table: int) -> Prepared:
        key = table, recipe.denominate, recipe.screen, recipe.impute
        if key not in self._prepared:
            self._prepared[key] = prepare(recipe, self._data[table])
        return self._prepared[key]

    def _normalise(self, recipe: Recipe, table: int) -> Floats:
        before = recipe.denominate, recipe.screen, recipe.impute
        key = table, *before, recipe.treat, recipe.normalise
        if key not in self._normalised:
            drawn = drawn_in(recipe, self._prepare(recipe, table).filled)
            self._normalised[key] = steps.normalise(recipe.framework, drawn, recipe.normalise)
        return self._normalised[key]

    def _aligned(self, recipe: Recipe, table: int, normalised: Floats, weights: Floats) -> Floats:
        """Return the index in the order of the nominal units; screened out: no score."""
        found = index_scores(recipe.framework, normalised, weights, recipe.aggregate)
        units = self._prepare(recipe, table).units
        if units.equals(self.units):
            return found
        place = units.get_indexer(self.units)
        return np.where(place >= 0, found[:, place], np.nan)

    def _refuse_what_fails(self) -> None:
        """Try every combination once before the first draw, so that none is dropped on the way."""
        structural = [k for k, a in enumerate(self.assumptions) if a.step != WEIGHTS]
        sizes = [range(len(self.assumptions[place].options)) for place in structural]
        faults: dict[str, None] = {}
        for options in itertools.product(*sizes):
            recipe, table = self._recipe_of(structural, np.array(options, dtype=np.int_))
            try:
                normalised = self._normalise(recipe, table)
                self._aligned(recipe, table, normalised, recipe.weight_vector()[None, :])
            except EvaluasiError as fault:
                chosen = zip(structural, options, strict=True)
                named = [f"{self.assumptions[k].label} = {number + 1}" for k, number in chosen]
                faults[f"{listing(named)}: {fault.problem}"] = None
        if faults:
            raise ParameterError(
                _("Sebagian gabungan pilihan asumsi tidak dapat dijalankan."),
                _("Ubah pilihannya (bernomor dari 1) sehingga setiap gabungan dapat dihitung."),
                faults,
            )
