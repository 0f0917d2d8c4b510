"""The statistical anatomy of an index in one result, with a verdict per aggregate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.alpha import Alphas, alphas
from evaluasi.scoring.composite.availability import Availability, availability
from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.components import Components, components
from evaluasi.scoring.composite.correlations import Correlations, correlations, size_bias
from evaluasi.scoring.composite.importance import Importance, importance
from evaluasi.scoring.composite.leave_one_out import LeaveOneOut, leave_one_out
from evaluasi.scoring.composite.statistics import Statistics, statistics
from evaluasi.scoring.composite.verdicts import rules, verdicts
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

FEW_UNITS = 30


@dataclass(frozen=True)
class Diagnosis(Told):
    """What the data say about the structure of an index.

    Attributes
    ----------
    verdicts : DataFrame
        One row per aggregate, with putusan and kalimat; see `verdicts`.
    rules : DataFrame
        The rules behind the verdicts: putusan, aturan, sumber.
    statistics : Statistics
        Of the indicators before imputing.
    availability : Availability
    correlations : Correlations
    size : DataFrame
        See `size_bias`; empty without denominators.
    alphas : Alphas
    components : mapping of str to Components
    importance : Importance
    leave_one_out : LeaveOneOut
    units : int
    warnings : tuple of str
    """

    verdicts: pd.DataFrame
    rules: pd.DataFrame
    statistics: Statistics
    availability: Availability
    correlations: Correlations
    size: pd.DataFrame
    alphas: Alphas
    components: Mapping[str, Components]
    importance: Importance
    leave_one_out: LeaveOneOut
    units: int
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of verdicts."""
        return self.verdicts.copy()

    def summary(self) -> str:
        """Say in Indonesian the verdict on each aggregate and what carries the ranks."""
        return "\n".join(
            [
                *self.verdicts["kalimat"],
                self.importance.summary(),
                self.leave_one_out.summary(),
                *self.warnings,
            ]
        )


def diagnose(index: Index, data: pd.DataFrame | None = None) -> Diagnosis:
    """Diagnose an index: statistics, correlations, alpha, components, importance, leave-one-out.

    A diagnosis describes the data at hand. Weak or negative correlations are no error where an
    index adds up separate achievements; they say that its weights do not do what they seem to.

    Parameters
    ----------
    index : Index
    data : DataFrame, optional
        As given to `build_index`; needed only for the correlation with denominators.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, steps 4 and 7.
    """
    framework = index.recipe.framework
    own = index.stages["berpenyebut"]
    correlated, alpha, parts = correlations(index), alphas(index), components(index)
    judged = verdicts(framework, alpha, correlated, parts)
    origin = provenance.of(index.scores)
    if origin is not None:
        provenance.stamp(judged, origin)
    sized = data is not None and any(node.denominator for node in framework.indicators)
    return Diagnosis(
        verdicts=judged,
        rules=rules(),
        statistics=statistics(own),
        availability=availability(own, framework),
        correlations=correlated,
        size=size_bias(index, data) if sized and data is not None else pd.DataFrame(),
        alphas=alpha,
        components=parts,
        importance=importance(index),
        leave_one_out=leave_one_out(index),
        units=len(index.scores),
        warnings=_warnings(index),
    )


def _warnings(index: Index) -> tuple[str, ...]:
    told = []
    units = len(index.scores)
    if units < FEW_UNITS:
        told.append(
            _(
                "Hanya {n} satuan: korelasi, alfa, dan komponen adalah petunjuk, bukan temuan "
                "(pada 30 satuan, korelasi 0,30 masih berselang 95% dari −0,07 sampai 0,60)."
            ).format(n=number(units))
        )
    filled = index.imputed.mean()
    much = filled.index[filled > 1 / 3]
    if len(much):
        told.append(_("Lebih dari sepertiga nilainya isian: {codes}.").format(codes=listing(much)))
    return tuple(told)
