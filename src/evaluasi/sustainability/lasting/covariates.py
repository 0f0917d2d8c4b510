"""Rules on covariates that all regressions of survival share: ten ends for each, no separation."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr, ndtri

from evaluasi.errors import ParameterError
from evaluasi.sustainability.lasting.curve import critical
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]

ENDS_PER_COVARIATE = 10
SEPARATED = 3.0
"""Standard error of a standardised log hazard ratio from which the data do not tell it.

With a covariate that does not separate it is near 1 / sqrt(ends), so below a third here."""


def events_needed(
    hazard_ratio: float, share: float = 0.5, alpha: float = 0.05, power: float = 0.8
) -> float:
    r"""Return the number of ends that a comparison of two groups needs.

    :math:`(z_{1-\alpha/2} + z_{power})^2 / (q (1 - q) \log^2 HR)`

    Parameters
    ----------
    hazard_ratio : float
        To be told from 1.
    share : float
        Share q of innovations in one of the groups.
    alpha, power : float
        Two-sided.

    Raises
    ------
    ParameterError
        Where the ratio is not positive or is 1, or another value does not lie between 0 and 1.

    References
    ----------
    Schoenfeld (1983), Biometrics 39, 499–503.
    """
    shares = all(0 < value < 1 for value in (share, alpha, power))
    if hazard_ratio <= 0 or hazard_ratio == 1 or not shares:
        raise ParameterError(
            _("Rasio bahaya harus positif dan bukan 1; bagian, alfa, dan kuasa antara 0 dan 1."),
            _("Misalnya rasio 2, bagian 0,5, alfa 0,05, kuasa 0,8."),
        )
    reach = float(ndtri(1 - alpha / 2) + ndtri(power))
    return reach**2 / (share * (1 - share) * math.log(hazard_ratio) ** 2)


def refusal(ended: int, covariates: int, n: int) -> str:
    """Say why nothing can be fitted, with the number needed; empty where it can."""
    if not ended:
        return _("Belum ada yang berakhir, jadi bahaya berakhir tidak dapat ditaksir.")
    needed = ENDS_PER_COVARIATE * covariates
    if ended >= needed:
        return ""
    return _(
        "Baru {ended} yang berakhir dari {n} inovasi; {p} kovariat memerlukan sedikitnya {needed} "
        "(10 per kovariat), kira-kira {more} inovasi pada laju ini. {power}"
    ).format(
        ended=number(ended),
        n=number(n),
        p=number(covariates),
        needed=number(needed),
        more=number(math.ceil(needed * n / ended)),
        power=power_sentence(),
    )


def power_sentence() -> str:
    """Say how many ends a comparison of two equal groups needs for 80 percent power."""
    counts = [
        _("rasio {ratio}: {n}").format(ratio=ratio, n=number(events_needed(ratio), 0))
        for ratio in (2, 3, 5)
    ]
    return _("Kuasa 80% untuk dua kelompok sama besar memerlukan berakhirnya: {counts}.").format(
        counts=listing(counts)
    )


def design_of(
    rows: pd.DataFrame, covariates: pd.DataFrame | None
) -> tuple[pd.DataFrame, Floats, tuple[str, ...], tuple[str, ...]]:
    """Return rows with all covariates, the design matrix, its names, and who fell out."""
    if covariates is None:
        return rows, np.empty((len(rows), 0)), (), ()
    own = covariates.set_axis(covariates.index.astype(str))
    repeated = own.index[own.index.duplicated()].unique()
    if len(repeated):
        raise ParameterError(
            _("Kovariat memuat inovasi yang sama lebih dari sekali."),
            _("Isi satu baris per inovasi, dengan nilai saat mulai diamati."),
            repeated.astype(str),
        )
    names = tuple(str(name) for name in own.columns)
    x = flat(own.set_axis(list(names), axis=1).reindex(rows.index), names)
    whole = pd.Series(~np.isnan(x).any(axis=1), index=rows.index)
    warnings: tuple[str, ...] = ()
    if not whole.all():
        warnings = (
            _("{n} inovasi tanpa kovariat lengkap tidak dipakai.").format(
                n=number(int((~whole).sum()))
            ),
        )
    return rows[whole], x[whole.to_numpy()], names, warnings


def flat(covariates: pd.DataFrame, names: tuple[str, ...]) -> Floats:
    """Return the named covariates as numbers, NaN where missing.

    Raises
    ------
    ParameterError
        Where one is missing or is text.
    """
    lacking = [name for name in names if name not in covariates]
    text = [
        name
        for name in names
        if name not in lacking
        and pd.to_numeric(covariates[name], errors="coerce").isna().sum()
        > covariates[name].isna().sum()
    ]
    if lacking or text:
        raise ParameterError(
            _("Kovariat harus berupa angka dan lengkap kolomnya: {names}.").format(
                names=", ".join([*lacking, *text])
            ),
            _("Ubah golongan menjadi kolom 0 dan 1."),
        )
    numbers = covariates[list(names)].apply(pd.to_numeric)
    return np.asarray(numbers.to_numpy(np.float64, na_value=np.nan))


def separated(se: Floats, x: Floats) -> bool:
    """Tell whether a covariate's effect runs away, or it does not vary at all."""
    return bool(np.any(~np.isfinite(se) | (se * x.std(axis=0) > SEPARATED) | (x.std(axis=0) == 0)))


def separation_sentence() -> str:
    """Say that, and why, an effect cannot be told."""
    return _(
        "Kovariat tidak bervariasi, atau memisahkan sepenuhnya yang berakhir dari yang bertahan: "
        "pengaruhnya tidak dapat ditaksir."
    )


def effects_frame(names: tuple[str, ...], coef: Floats, se: Floats, level: float) -> pd.DataFrame:
    """Return kovariat, rasio, log_rasio, se_log, ci_low, ci_high, p."""
    reach = critical(level) * se
    return pd.DataFrame(
        {
            "kovariat": list(names),
            "rasio": np.exp(coef),
            "log_rasio": coef,
            "se_log": se,
            "ci_low": np.exp(coef - reach),
            "ci_high": np.exp(coef + reach),
            "p": 2 * ndtr(-np.abs(coef / se)),
        }
    )
