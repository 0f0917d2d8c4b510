"""Whether chances of having ended come true: predicted bands beside the observed share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.lasting.binomial import clopper_pearson
from evaluasi.sustainability.printing import figure, require_share
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]

BANDS = (0.0, 0.05, 0.1, 0.2, 0.4, 1.0)
SIMULATED, VISITED = "simulasi", "kunjungan"
TRUTHS = (SIMULATED, VISITED)


@dataclass(frozen=True, eq=False)
class Calibration(Told):
    """Predicted chances beside what happened.

    Attributes
    ----------
    table : DataFrame
        One row per band of the predicted chance: pita, n, rata_peluang, berakhir, bagian, bawah,
        atas (exact interval of the share), termuat (whether the mean chance lies in it; empty
        where the band is).
    brier, brier_base : float
        Mean squared error of the chances, and of the one share that all had together: a
        forecast that knows the total and nothing else.
    gain : float
        ``brier_base - brier``; above 0 the chances tell innovations apart.
    ci : tuple of float
        Normal interval of the gain, innovations as units.
    mean, share : float
        Mean chance; share that had ended.
    n : int
    level : float
    truth : str
        Of `TRUTHS`: known because simulated, or found on visits.
    """

    table: pd.DataFrame = field(repr=False)
    brier: float
    brier_base: float
    gain: float
    ci: tuple[float, float]
    mean: float
    share: float
    n: int
    level: float
    truth: str

    @property
    def skill(self) -> float:
        """Gain as part of the base's error; NaN where all or none had ended."""
        return self.gain / self.brier_base if self.brier_base > 0 else float("nan")

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the bands."""
        return self.table.copy()

    def summary(self) -> str:
        """Tell the calibration in Indonesian; simulated truth says so first."""
        head = (
            _("SIMULASI: kebenarannya dibuat sendiri. Ini bukan ketepatan pada data nyata.")
            if self.truth == SIMULATED
            else _("Menurut kunjungan: inovasi yang didatangi bukan contoh acak dari semuanya.")
        )
        whole = _(
            "{n} inovasi: rata-rata peluang {mean}%, yang berakhir {share}%. "
            "Skor Brier {brier}; bila semua diberi bagian keseluruhan {base}; "
            "perbaikan {gain} (selang {level}% {low} sampai {high})."
        ).format(
            n=number(self.n),
            mean=figure(100 * self.mean, 1),
            share=figure(100 * self.share, 1),
            brier=figure(self.brier, 4),
            base=figure(self.brier_base, 4),
            gain=figure(self.gain, 4),
            level=number(100 * self.level),
            low=figure(self.ci[0], 4),
            high=figure(self.ci[1], 4),
        )
        return "\n".join([head, whole, *(self._band(row) for _place, row in self.table.iterrows())])

    def _band(self, row: pd.Series) -> str:
        if not row["n"]:
            return _("  {band}: tidak ada inovasi").format(band=row["pita"])
        return _(
            "  {band}: {n} inovasi, rata-rata peluang {mean}%, berakhir {share}% "
            "({low}% sampai {high}%)"
        ).format(
            band=row["pita"],
            n=number(row["n"]),
            mean=figure(100 * row["rata_peluang"], 1),
            share=figure(100 * row["bagian"], 1),
            low=figure(100 * row["bawah"], 1),
            high=figure(100 * row["atas"], 1),
        )


def calibration(
    chance: npt.ArrayLike,
    ended: npt.ArrayLike,
    *,
    bands: Sequence[float] = BANDS,
    level: float = 0.95,
    truth: str = SIMULATED,
) -> Calibration:
    r"""Set predicted chances beside what happened.

    Parameters
    ----------
    chance : array, shape (n,)
        Predicted chance of having ended, 0 … 1.
    ended : array of bool, shape (n,)
        Whether it had.
    bands : sequence of float
        Edges of the bands, from 0 to 1; a chance on an edge belongs to the band above.
    level : float
        Of the intervals.
    truth : {"simulasi", "kunjungan"}
        Where `ended` is known from.

    Raises
    ------
    ParameterError
        For chances outside 0 … 1 or missing, unequal lengths, no rows, edges out of order.

    References
    ----------
    Brier (1950), Monthly Weather Review 78(1), 1–3:
    :math:`\frac{1}{n} \sum (p_i - y_i)^2`.
    """
    require_share("level", level)
    if truth not in TRUTHS:
        raise ParameterError(_("Asal kebenaran: {known}.").format(known=listing(TRUTHS)))
    p, y = _pair(chance, ended)
    edges = _edges(bands)
    share = float(y.mean())
    better = (share - y) ** 2 - (p - y) ** 2
    gain = float(better.mean())
    # The share is itself taken from the same rows; its own error is of lower order.
    se = float(better.std(ddof=1) / np.sqrt(len(p))) if len(p) > 1 else float("nan")
    reach = float(ndtri(0.5 + level / 2)) * se
    return Calibration(
        table=_bands(p, y, edges, level),
        brier=float(((p - y) ** 2).mean()),
        brier_base=float(((share - y) ** 2).mean()),
        gain=gain,
        ci=(gain - reach, gain + reach),
        mean=float(p.mean()),
        share=share,
        n=len(p),
        level=level,
        truth=truth,
    )


def _pair(chance: npt.ArrayLike, ended: npt.ArrayLike) -> tuple[Floats, Floats]:
    p, y = np.asarray(chance, dtype=np.float64), np.asarray(ended, dtype=np.float64)
    if p.ndim != 1 or p.shape != y.shape or not len(p):
        raise ParameterError(
            _("Peluang dan kenyataan harus sama banyaknya dan tidak kosong."),
            _("Sekarang {p} peluang dan {y} kenyataan.").format(p=p.size, y=y.size),
        )
    wrong = ~((p >= 0) & (p <= 1)) | ~np.isin(y, (0.0, 1.0))
    if wrong.any():
        raise ParameterError(
            _("Peluang harus antara 0 dan 1, kenyataan ya atau tidak, tanpa yang kosong."),
            faults=[
                _("urutan {place}: peluang {p}, kenyataan {y}").format(place=i, p=p[i], y=y[i])
                for i in np.flatnonzero(wrong)
            ],
        )
    return p, y


def _edges(bands: Sequence[float]) -> Floats:
    edges = np.asarray(bands, dtype=np.float64)
    if len(edges) < 2 or edges[0] != 0 or edges[-1] != 1 or not (np.diff(edges) > 0).all():
        raise ParameterError(_("Batas pita harus naik dari 0 sampai 1."))
    return edges


def _bands(p: Floats, y: Floats, edges: Floats, level: float) -> pd.DataFrame:
    place = np.minimum(np.searchsorted(edges, p, side="right") - 1, len(edges) - 2)
    n = np.bincount(place, minlength=len(edges) - 1)
    hit = np.bincount(place, weights=y, minlength=len(n))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(place, weights=p, minlength=len(n)) / n
        share = hit / n
    low, high = clopper_pearson(hit, n, level)
    names = [
        _("{low}–{high}%").format(low=number(100 * a), high=number(100 * b))
        for a, b in pairwise(edges)
    ]
    held = pd.array((low <= mean) & (mean <= high), dtype="boolean")
    held[n == 0] = pd.NA
    return pd.DataFrame(
        {
            "pita": names,
            "n": n,
            "rata_peluang": mean,
            "berakhir": hit.astype(int),
            "bagian": share,
            "bawah": low,
            "atas": high,
            "termuat": held,
        }
    )
