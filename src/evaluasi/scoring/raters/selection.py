"""Who is among the first k of a contest, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.agreement.reading import Floats
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.drawing import rank_strip
from evaluasi.scoring.raters.severity import Adjusted, severity_adjusted
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

DRAWS = 10_000
_SAME = 1e-9


@dataclass(frozen=True)
class Selection(Told):
    """Ranks of the entries of a contest.

    Attributes
    ----------
    table : DataFrame
        By rank of the raw score: objek, peringkat (raw score; ties share), skor_mentah,
        skor_disesuaikan, peringkat_disesuaikan, bawah and atas (5 % and 95 % of the adjusted
        rank), peluang (to be among the first k), seri (shares its raw score with another).
    k : int
    adjusted : Adjusted
    seed : int
    warnings : tuple of str
    """

    table: pd.DataFrame
    k: int
    adjusted: Adjusted
    seed: int
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian who is ahead and how sure that is."""
        first = self.table[self.table["peringkat"] <= self.k]
        told = _("{k} teratas menurut skor mentah: {names}.").format(
            k=self.k,
            names=listing(
                _("{name} (peluang {p}%)").format(name=name, p=number(100 * chance, 0))
                for name, chance in zip(first["objek"], first["peluang"], strict=True)
            ),
        )
        return "\n".join([told, *self.warnings])

    def plot(self, highlight: str) -> Chart:
        """Draw the rank intervals of all entries after adjustment, one in front."""
        ranks = self.table.set_index("objek").rename(columns={"peringkat_disesuaikan": "median"})
        title = _("Peringkat sesudah kerasnya penilai disamakan")
        return rank_strip(ranks, highlight, title=title, group=_("peserta"))


def select_top(
    penilaian: pd.DataFrame,
    k: int = 3,
    *,
    weights: Mapping[str, float] | None = None,
    seed: int = 1,
) -> Selection:
    """Rank entries and give each its probability to be among the first k.

    Adjusted scores are drawn from the multivariate t of the additive model (see
    `severity_adjusted`): doubt from few raters and noisy scores, not from who was invited to rate.
    A tie of raw scores is called a tie; nobody is put before another by chance.

    Parameters
    ----------
    penilaian : DataFrame
        objek, penilai, skor; optionally kriteria.
    k : int
    weights : mapping, optional
        Of criteria, as loaded by the user or on file for the contest.
    seed : int

    Raises
    ------
    ParameterError
        As `severity_adjusted`; for k below 1 or not below the number of entries.
    """
    adjusted = severity_adjusted(penilaian, weights=weights)
    scores = adjusted.scores
    if not 1 <= k < len(scores):
        raise ParameterError(
            _("k = {k} tidak dapat dipakai untuk {n} objek.").format(k=k, n=len(scores)),
            _("Pilih k dari 1 sampai {n}.").format(n=len(scores) - 1),
        )
    raw = scores["skor_mentah"].round(9).to_numpy(np.float64)
    place = ranks(raw)
    tied = np.array([(np.abs(raw - value) < _SAME).sum() > 1 for value in raw])
    drawn = _drawn(adjusted, seed)
    found = ranks(drawn) if drawn is not None else np.full((1, len(scores)), np.nan)
    low, high = np.percentile(found, [5, 95], axis=0)
    table = scores[["objek", "skor_mentah", "skor_disesuaikan", "galat_baku"]].assign(
        peringkat=place.astype(int),
        peringkat_disesuaikan=ranks(scores["skor_disesuaikan"].to_numpy(np.float64)).astype(int),
        bawah=low,
        atas=high,
        peluang=(found <= k).mean(axis=0) if drawn is not None else np.nan,
        seri=tied,
    )
    ordered = table.sort_values(["peringkat", "objek"], ignore_index=True)
    return Selection(ordered, k, adjusted, seed, _warnings(ordered, k, adjusted))


def _drawn(adjusted: Adjusted, seed: int) -> Floats | None:
    """Draw adjusted scores; None where there is nothing to judge their error by."""
    if adjusted.df <= 0:
        return None
    rng = np.random.default_rng(seed)
    center = adjusted.scores["skor_disesuaikan"].to_numpy(np.float64)
    values, vectors = np.linalg.eigh(adjusted.covariance)
    root = vectors * np.sqrt(np.clip(values, 0, None))
    normal = rng.standard_normal((DRAWS, len(center))) @ root.T
    scale = np.sqrt(adjusted.df / rng.chisquare(adjusted.df, DRAWS))
    drawn: Floats = center + normal * scale[:, None]
    return drawn


def _warnings(table: pd.DataFrame, k: int, adjusted: Adjusted) -> tuple[str, ...]:
    told = list(adjusted.warnings)
    edge = table[table["peringkat"] <= k]
    if len(edge) > k:
        last = edge[edge["peringkat"] == edge["peringkat"].max()]
        told.append(
            _("Seri pada batas {k} teratas: {names}. Urutannya bukan hasil penilaian.").format(
                k=k, names=listing(last["objek"])
            )
        )
    moved = table[(table["peringkat"] <= k) != (table["peringkat_disesuaikan"] <= k)]
    if len(moved):
        told.append(
            _("Berbeda bila kerasnya penilai diperhitungkan: {names}.").format(
                names=listing(moved["objek"])
            )
        )
    return tuple(told)
