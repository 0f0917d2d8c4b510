"""What a weight really does: nominal weight beside the share of variance a node explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.families import ancestors, children
from evaluasi.scoring.composite.recipe import Recipe
from evaluasi.scoring.composite.varying import MULTIPLICATIONS
from evaluasi.text import _, percent

Floats = npt.NDArray[np.float64]
FEWEST = 20
SMOOTH, LINEAR = "regresi lokal", "linear"
BANDWIDTHS = 10


@dataclass(frozen=True)
class Importance(Told):
    """Nominal weight and importance of each node.

    Attributes
    ----------
    table : DataFrame
        One row per node: kode, nama, induk, bobot_keluarga (nominal, sums to 1 among siblings),
        bobot_efektif (in the index), linear (squared correlation with the parent), kepentingan
        (correlation ratio with the parent), pangsa (kepentingan as a share among siblings),
        selisih (pangsa − bobot_keluarga), kepentingan_indeks (correlation ratio with the index),
        penaksir (regresi lokal; linear below 20 units).
    """

    table: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian where weight and importance differ most."""
        known = self.table.dropna(subset=["selisih"])
        known = known[known["bobot_keluarga"] < 1]
        if known.empty:
            return _("Kepentingan tidak dapat dihitung.")
        row = known.iloc[int(known["selisih"].abs().argmax())]
        told = _(
            "Bobot dan kepentingan paling berbeda pada {name}: bobot {weight} dalam kelompoknya, "
            "kepentingan {share}."
        )
        return told.format(
            name=row["nama"],
            weight=percent(100 * row["bobot_keluarga"], 0),
            share=percent(100 * row["pangsa"], 0),
        )


def effective_weights(recipe: Recipe) -> pd.Series:
    """Return the weight of every node in the index itself; the weights of a level sum to 1.

    Meant for arithmetic means without gaps.
    """
    share = family_weights(recipe)
    above = ancestors(recipe.framework)
    effective = {
        code: float(np.prod([share[own] for own in (code, *above[code])])) for code in share.index
    }
    return pd.Series(effective, name="bobot_efektif")


def family_weights(recipe: Recipe) -> pd.Series:
    """Return the weight of every node among its siblings; the index has 1."""
    framework = recipe.framework
    weight = pd.Series(recipe.weight_vector(), index=list(framework.codes), dtype=float)
    share = pd.Series(1.0, index=weight.index)
    for members in children(framework).values():
        share[members] = weight[members] / weight[members].sum()
    return share


def importance(index: Index) -> Importance:
    r"""Compute the importance of each node for its parent and for the index.

    The correlation ratio :math:`S_i = V(E(y \mid x_i)) / V(y)` is the share of the variance of
    *y* that would vanish if :math:`x_i` were known. The estimator of :math:`E(y \mid x)` is a
    local linear regression with Gaussian kernel, its bandwidth chosen by leave-one-out
    cross-validation among a straight line and ten bandwidths; below 20 units it is a straight
    line, and S is the squared correlation.

    References
    ----------
    Paruolo, Saisana, Saltelli (2013), J. R. Stat. Soc. A 176: 609–634.
    """
    framework, scores = index.recipe.framework, index.scores
    weights = family_weights(index.recipe)
    effective = effective_weights(index.recipe)
    whole = scores[framework.top.code].to_numpy(np.float64)
    rows = []
    for node in framework.nodes[:-1]:
        x = scores[node.code].to_numpy(np.float64)
        ratio, line, count = correlation_ratio(x, scores[node.parent].to_numpy(np.float64))
        rows.append(
            {
                "kode": node.code,
                "nama": node.name,
                "induk": node.parent,
                "bobot_keluarga": weights[node.code],
                "bobot_efektif": effective[node.code],
                "linear": line,
                "kepentingan": ratio,
                "kepentingan_indeks": correlation_ratio(x, whole)[0],
                "penaksir": SMOOTH if count >= FEWEST else LINEAR,
            }
        )
    table = pd.DataFrame(rows)
    total = table.groupby("induk")["kepentingan"].transform("sum")
    share = table["kepentingan"] / total.where(total > 0)
    table.insert(7, "pangsa", share)
    table.insert(8, "selisih", share - table["bobot_keluarga"])
    return Importance(table)


def correlation_ratio(x: Floats, y: Floats) -> tuple[float, float, int]:
    """Return the correlation ratio of y on x, the squared correlation, and the units used.

    Both are NaN where x or y does not vary or fewer than 3 units have both.
    """
    there = ~(np.isnan(x) | np.isnan(y))
    x, y = x[there], y[there]
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan"), float("nan"), len(x)
    line = float(np.corrcoef(x, y)[0, 1] ** 2)
    if len(x) < FEWEST:
        return line, line, len(x)
    fitted = _smooth((x - x.min()) / np.ptp(x), y - y.mean())
    return min(float(np.var(fitted)) / float(np.var(y)), 1.0), line, len(x)


def _smooth(x: Floats, y: Floats) -> Floats:
    """Return the local linear fit that predicts best what it has not seen; x from 0 to 1."""
    sums = np.column_stack([np.ones_like(x), x, x**2, y, x * y])
    kernel = np.exp(-0.5 * (x[:, None] - x[None, :]) ** 2)  # bandwidth 1: the whole range
    straight = np.asarray(np.polyval(np.polyfit(x, y, 1), x), dtype=np.float64)
    best = straight, _local_line(np.broadcast_to(sums.sum(axis=0), (len(x), 5)), x, y)[1]
    for _step in range(BANDWIDTHS):
        fitted, missed = _local_line(_summed(kernel, sums), x, y)
        if missed < best[1]:
            best = fitted, missed
        kernel *= kernel  # the square of a Gaussian kernel has the bandwidth over √2
    return best[0]


def _summed(kernel: Floats, sums: Floats) -> Floats:
    """Multiply in parts too small for a second thread, whose idling costs more than it saves."""
    rows = max(1, MULTIPLICATIONS // sums.size)
    parts = [kernel[start : start + rows] @ sums for start in range(0, len(kernel), rows)]
    return np.concatenate(parts)


def _local_line(sums: Floats, x: Floats, y: Floats) -> tuple[Floats, float]:
    """Return the fit at each point and the mean squared error of predicting it from the others."""
    s0, s1, s2, t0, t1 = sums.T
    near = s1 - x * s0
    spread = s2 - 2 * x * s1 + x**2 * s0
    below = s0 * spread - near**2
    if (below <= 1e-9 * s0**2).any():
        return y, np.inf  # a point with no neighbour at another x has no line
    fitted = (spread * t0 - near * (t1 - x * t0)) / below
    own = spread / below
    if (own >= 1 - 1e-9).any():
        return y, np.inf
    return fitted, float(np.mean(((y - fitted) / (1 - own)) ** 2))
