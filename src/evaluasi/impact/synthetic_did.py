"""Synthetic difference-in-differences: parallel after weighting, in units and in years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact import drawing
from evaluasi.impact.checks import probability
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import FEW_TREATED
from evaluasi.impact.results import ROUNDING, Notice, Result, headline
from evaluasi.impact.synthetic.did_weights import Weighted, difference_of, weighted_did
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Floats = NDArray[np.float64]

USED = 1e-3
"""Weight from which a unit or a year counts as used."""
TIE = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class SyntheticDiD(Result):
    """An estimate with its weights; `table` by year: treated, synthetic (level adjusted), gap.

    Attributes
    ----------
    unit_weights, time_weights : DataFrame
        unit, bobot and tahun, bobot; those in use.
    placebos : ndarray
        Estimates as if each comparison unit had been treated; empty where several are treated.
    """

    unit_weights: pd.DataFrame = field(repr=False)
    time_weights: pd.DataFrame = field(repr=False)
    placebos: Floats = field(repr=False)

    def plot(self, unit: str = "") -> Chart:
        """Draw the mean of the treated beside its synthetic self, at one level."""
        return drawing.synthetic_path(self, unit)


@dataclass(frozen=True, eq=False)
class _Block:
    units: NDArray[np.str_]
    treated: Floats  # (T, N1)
    controls: Floats  # (T, N0)
    n_before: int


def synthetic_did(panel: Panel, *, level: float = 0.95) -> SyntheticDiD:
    """Estimate with unit and time weights that make trends parallel before the start.

    Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), American Economic Review 111:
    4088–4118. All treated units start in the same year. With one treated unit every comparison
    unit takes its place once (all placebos, no random ones): their spread is the standard error,
    their rank the probability. With more, the jackknife with fixed weights.

    Parameters
    ----------
    panel : Panel
        Units with a gap are left out and listed; covariates are not used.
    level : float
        Coverage of the normal interval.

    Returns
    -------
    SyntheticDiD

    Raises
    ------
    ParameterError
        For different starting years, a treatment that switches off, no year before or after, or
        fewer than two comparison units.
    """
    probability("level", level)
    whole = np.asarray(np.isfinite(panel.outcome).all(axis=1))
    used = panel.keep_units(whole, "deret_tak_lengkap")
    block = _block_of(used)
    fitted = _fit(block)
    if block.treated.shape[1] == 1:
        placebos = _placebos(block)
        head = headline(fitted.estimate, _told(block, placebos.std()), level, np.inf)
        extreme = int((np.abs(placebos) >= np.abs(fitted.estimate) * (1 - TIE)).sum())
        head["p"] = (extreme + 1) / (len(placebos) + 1)
    else:
        placebos = np.empty(0)
        head = headline(fitted.estimate, _told(block, _jackknife(block, fitted)), level, np.inf)
    n_units = block.treated.shape[1] + block.controls.shape[1]
    return SyntheticDiD(
        design="synthetic_did",
        estimand=_("Pengaruh rata-rata sesudah mulai (beda-dalam-beda sintetis)"),
        **head,
        level=level,
        df=np.inf,
        n_units=n_units,
        n_treated=block.treated.shape[1],
        n_clusters=n_units,
        n_obs=n_units * len(used.times),
        table=_paths(used, block, fitted),
        dropped=used.dropped,
        warnings=(*used.notices, *_cautions(used, block, fitted, head["se"])),
        settings={"se": "placebo" if placebos.size else "jackknife"},
        provenance=panel.provenance,
        unit_weights=_in_use("unit", block.units, fitted.units),
        time_weights=_in_use("tahun", used.times[: block.n_before], fitted.times),
        placebos=placebos,
    )


def _block_of(panel: Panel) -> _Block:
    problems = []
    if panel.reversing:
        problems.append(_("perlakuan berhenti pada sebagian unit"))
    if len(panel.cohorts) != 1:
        years = listing(str(int(year)) for year in panel.cohorts) or "–"
        problems.append(_("tahun mulai harus satu, bukan {years}").format(years=years))
    if (controls := int(panel.never.sum())) < 2:
        problems.append(_("hanya {n} unit tidak pernah diperlakukan").format(n=number(controls)))
    n_before = 0
    if len(panel.cohorts) == 1:
        n_before = int((panel.times < panel.cohorts[0] - panel.anticipation).sum())
        if n_before < 2 or n_before == len(panel.times):
            problems.append(_("perlu dua tahun sebelum dan satu tahun sesudah mulai"))
    if problems:
        raise ParameterError(
            _("Beda-dalam-beda sintetis tidak dapat dipakai pada panel ini."),
            _("Pilih satu angkatan dengan keep_units, atau pakai group_time_att."),
            problems,
        )
    return _Block(
        panel.units[panel.never],
        panel.outcome[~panel.never].T,
        panel.outcome[panel.never].T,
        n_before,
    )


def _fit(block: _Block) -> Weighted:
    mean, size = block.treated.mean(axis=1), block.treated.shape[1]
    return weighted_did(mean, block.controls, block.n_before, size)


def _placebos(block: _Block) -> Floats:
    """Estimate for each comparison unit as if it were the treated one, (J,)."""
    found = [
        weighted_did(
            block.controls[:, j], np.delete(block.controls, j, axis=1), block.n_before, 1
        ).estimate
        for j in range(block.controls.shape[1])
    ]
    return np.array(found)


def _jackknife(block: _Block, fitted: Weighted) -> float:
    """Standard error from leaving out one unit at a time, weights kept (algorithm 3)."""
    mean = block.treated.mean(axis=1)
    left_out = [
        difference_of(np.delete(block.treated, i, axis=1).mean(axis=1), block.controls, fitted)
        for i in range(block.treated.shape[1])
    ]
    for j in range(block.controls.shape[1]):
        rest = np.delete(fitted.units, j)
        if rest.sum() <= 0:
            return float("nan")  # one unit carries all weight
        kept = Weighted(fitted.estimate, rest, fitted.times)
        left_out.append(difference_of(mean, np.delete(block.controls, j, axis=1), kept))
    size = len(left_out)
    moved = np.array(left_out) - fitted.estimate
    return float(np.sqrt((size - 1) / size * (moved**2).sum()))


def _told(block: _Block, se: float) -> float:
    """Keep a standard error that is more than rounding; NaN otherwise, never zero."""
    return float(se) if se > ROUNDING * np.abs(block.controls).max() else float("nan")


def _paths(panel: Panel, block: _Block, fitted: Weighted) -> pd.DataFrame:
    treated = block.treated.mean(axis=1)
    synthetic = block.controls @ fitted.units
    level = float((treated - synthetic)[: block.n_before] @ fitted.times)
    return pd.DataFrame(
        {
            "time": panel.times,
            "nyata": treated,
            "sintetis": synthetic + level,
            "selisih": treated - synthetic - level,
            "sesudah": np.arange(len(panel.times)) >= block.n_before,
        }
    )


def _in_use(key: str, names: NDArray[np.generic], weights: Floats) -> pd.DataFrame:
    frame = pd.DataFrame({key: names, "bobot": weights})
    frame = frame[frame["bobot"] > USED]
    return frame.sort_values("bobot", ascending=False, ignore_index=True)


def _cautions(panel: Panel, block: _Block, fitted: Weighted, se: float) -> tuple[Notice, ...]:
    told = []
    if not np.isfinite(se):
        text = _(
            "Galat baku tidak dapat dihitung: satu unit pembanding memegang semua bobot, "
            "atau tidak ada yang bergerak."
        )
        told.append(Notice("galat_tidak_ada", text))
    if 1 < (treated := block.treated.shape[1]) <= FEW_TREATED:
        text = _("Hanya {n} unit diperlakukan: galat baku jackknife terlalu kecil.")
        told.append(Notice("sedikit_gugus_diperlakukan", text.format(n=number(treated))))
    if block.n_before < 4:
        text = _("Hanya {n} tahun sebelum mulai: bobot bersandar pada sedikit angka.")
        told.append(Notice("sebelum_pendek", text.format(n=number(block.n_before))))
    if (heaviest := float(fitted.times.max())) > 0.9:
        year = int(panel.times[int(fitted.times.argmax())])
        text = _("Tahun {year} memegang {share} bobot waktu.")
        share = number(heaviest, 2)
        told.append(Notice("satu_tahun_acuan", text.format(year=year, share=share)))
    return tuple(told)
