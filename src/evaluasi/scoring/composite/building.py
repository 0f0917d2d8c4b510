"""A recipe run on data: every stage kept, every cell that was filled or moved on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import steps
from evaluasi.scoring.composite.aggregate import aggregate
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.composite.recipe import Recipe
from evaluasi.scoring.composite.treat import PASSED, UNTREATED, Treated, treat
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]
STAGES = ("mentah", "berpenyebut", "terisi", "dirawat", "ternormalisasi")


@dataclass(frozen=True)
class Index(Told):
    """A composite index and how it came about.

    Attributes
    ----------
    recipe : Recipe
    stages : mapping of str to DataFrame
        Units × indicators after each step, by name of `STAGES`.
    scores : DataFrame
        Units × all nodes; the last column is the index.
    ranks : DataFrame
        As `scores`; 1 is best, ties share the smallest. Not for publication without an interval:
        see `uncertainty`.
    imputed : DataFrame of bool
        Units × indicators: which cells were filled.
    treatment : DataFrame
        One row per indicator: kode, putusan, kemencengan, kurtosis, and both after.
    points : DataFrame
        One row per winsorised cell: unit, kode, asal, menjadi.
    left_out : tuple of str
        Units that the screen left out.
    warnings : tuple of str
    """

    recipe: Recipe
    stages: Mapping[str, pd.DataFrame]
    scores: pd.DataFrame
    ranks: pd.DataFrame
    imputed: pd.DataFrame
    treatment: pd.DataFrame
    points: pd.DataFrame
    left_out: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def index(self) -> pd.Series:
        """The index of each unit."""
        return self.scores[self.recipe.framework.top.code]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the scores."""
        return self.scores.copy()

    def summary(self) -> str:
        """Say in Indonesian what was built, from how much data, and what to beware of."""
        cells = self.imputed.size
        filled = int(self.imputed.to_numpy().sum())
        told = _("{name}: {units} satuan, {n} indikator; {filled} dari {cells} sel diisi.")
        return "\n".join(
            [
                told.format(
                    name=self.recipe.framework.top.name,
                    units=number(len(self.scores)),
                    n=number(self.imputed.shape[1]),
                    filled=number(filled),
                    cells=number(cells),
                ),
                *self.warnings,
            ]
        )


@dataclass(frozen=True)
class Prepared:
    """What of a recipe comes before treatment; it is the same for many variations."""

    units: pd.Index
    raw: Floats
    denominated: Floats
    filled: Floats
    missing: npt.NDArray[np.bool_]
    left_out: tuple[str, ...]


def prepare(recipe: Recipe, data: pd.DataFrame) -> Prepared:
    """Read, denominate, screen and impute."""
    framework = recipe.framework
    raw = steps.read(framework, data)
    own = steps.denominate(framework, raw, data) if recipe.denominate else raw
    kept = steps.screen(framework, own, recipe.screen)
    if kept.sum() < 3:
        raise ParameterError(
            _("Hanya {n} satuan yang datanya cukup.").format(n=int(kept.sum())),
            _("Turunkan batas penyaringan, atau lengkapi datanya."),
        )
    filled = steps.impute(framework, own[kept], recipe.impute, data[kept])
    return Prepared(
        units=data.index[kept],
        raw=raw[kept],
        denominated=own[kept],
        filled=filled,
        missing=np.isnan(own[kept]),
        left_out=tuple(str(unit) for unit in data.index[~kept]),
    )


def treated(recipe: Recipe, filled: Floats) -> list[Treated]:
    """Treat each indicator."""
    return [treat(column, recipe.treat) for column in filled.T]


def drawn_in(recipe: Recipe, filled: Floats) -> Floats:
    """Return the values after treatment, without the record of it."""
    if recipe.treat.method == "none":
        return filled
    return np.column_stack([one.values for one in treated(recipe, filled)])


def index_of(recipe: Recipe, data: pd.DataFrame) -> pd.Series:
    """Return the index of each unit as `build_index` does, without its stages and records."""
    ready = prepare(recipe, data)
    normalised = steps.normalise(recipe.framework, drawn_in(recipe, ready.filled), recipe.normalise)
    scores = aggregate(recipe.framework, normalised, recipe.weight_vector(), recipe.aggregate)
    return pd.Series(scores[:, -1], index=ready.units)


def build_index(recipe: Recipe, data: pd.DataFrame) -> Index:
    """Run a recipe.

    Parameters
    ----------
    recipe : Recipe
    data : DataFrame
        One row per unit, its code as index; columns: indicators, denominators, groups.

    Returns
    -------
    Index

    Raises
    ------
    ParameterError
        For what is wrong with the data, every cell named.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators; COINr 1.1.14 for the
    semantics of each step, against which the ASEM example is tested.
    """
    framework = recipe.framework
    ready = prepare(recipe, data)
    outcome = treated(recipe, ready.filled)
    drawn = np.column_stack([one.values for one in outcome])
    normalised = steps.normalise(framework, drawn, recipe.normalise)
    scores = aggregate(framework, normalised, recipe.weight_vector(), recipe.aggregate)
    codes = [node.code for node in framework.indicators]
    layers = (ready.raw, ready.denominated, ready.filled, drawn, normalised)
    table = pd.DataFrame(scores, index=ready.units, columns=list(framework.codes))
    origin = provenance.of(data)
    if origin is not None:
        provenance.stamp(table, origin)
    ranked = np.column_stack([ranks(column) for column in scores.T])
    return Index(
        recipe=recipe,
        stages={
            name: pd.DataFrame(layer, index=ready.units, columns=codes)
            for name, layer in zip(STAGES, layers, strict=True)
        },
        scores=table,
        ranks=pd.DataFrame(ranked, index=ready.units, columns=list(framework.codes)),
        imputed=pd.DataFrame(
            ready.missing & ~np.isnan(ready.filled), index=ready.units, columns=codes
        ),
        treatment=_treatment(codes, outcome),
        points=_points(ready, codes, outcome),
        left_out=ready.left_out,
        warnings=_warnings(recipe, ready, outcome, scores),
    )


def _treatment(codes: list[str], outcome: list[Treated]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kode": codes,
            "putusan": [one.verdict for one in outcome],
            "kemencengan": [one.skew for one in outcome],
            "kurtosis": [one.kurtosis for one in outcome],
            "kemencengan_sesudah": [one.skew_after for one in outcome],
            "kurtosis_sesudah": [one.kurtosis_after for one in outcome],
            "titik_dipindah": [len(one.moved) for one in outcome],
        }
    )


def _points(ready: Prepared, codes: list[str], outcome: list[Treated]) -> pd.DataFrame:
    rows = [
        (ready.units[unit], code, ready.filled[unit, place], one.values[unit])
        for place, (code, one) in enumerate(zip(codes, outcome, strict=True))
        for unit in one.moved
    ]
    return pd.DataFrame(rows, columns=["unit", "kode", "asal", "menjadi"])


def _warnings(
    recipe: Recipe, ready: Prepared, outcome: list[Treated], scores: Floats
) -> tuple[str, ...]:
    codes = [node.code for node in recipe.framework.indicators]
    failing = [
        code
        for code, one in zip(codes, outcome, strict=True)
        if one.verdict == UNTREATED and one.verdict != PASSED
    ]
    unscored = ready.units[np.isnan(scores[:, -1])]
    partly = ready.units[np.isnan(ready.filled).any(axis=1) & ~np.isnan(scores[:, -1])]
    told = [
        (ready.left_out, _("Disaring karena datanya kurang: {names}.")),
        (failing, _("Tetap menceng sesudah perawatan: {names}.")),
        ([str(unit) for unit in unscored], _("Tanpa indeks karena datanya kurang: {names}.")),
        (
            [str(unit) for unit in partly],
            _("Indeks dan peringkatnya dari sebagian indikator saja: {names}."),
        ),
    ]
    return tuple(sentence.format(names=listing(names)) for names, sentence in told if names)
