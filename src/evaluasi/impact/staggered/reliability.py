"""Which standard errors of group-time effects can be had, and what to beware of.

A cohort of one unit has no spread of its own: its influence function is zero on the treated side,
and the standard error that comes out knows only the comparison units. Such a number is not shown.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.clusters import distinct
from evaluasi.impact.panel.designs import FEW_TREATED
from evaluasi.impact.results import Notice
from evaluasi.impact.staggered.cells import Cells, Sample
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SMALL_COHORT = 5
"""Fewer units than this plus the number of covariates: a small cohort (R `did`)."""


def sure_cells(sample: Sample, cells: Cells) -> Flags:
    """Cells with at least two clusters on both sides, (K,)."""
    cohorts, position = np.unique(cells.cohort, return_inverse=True)
    treated = np.array([distinct(sample.clusters[sample.g == g]) for g in cohorts])
    return np.asarray((treated[position] > 1) & (cells.comparisons > 1))


def of_cells(sample: Sample, cells: Cells, sure: Flags, se: Floats) -> list[Notice]:
    """Tell what to beware of in the cells."""
    cohorts, sizes = np.unique(
        sample.g[np.isin(sample.g, np.unique(cells.cohort))], return_counts=True
    )
    estimated = np.isfinite(cells.att)
    alone = np.unique(cells.cohort[estimated & ~sure])
    flat = estimated & sure & ~cells.reference & np.isnan(se)
    small = cohorts[(sizes < SMALL_COHORT + sample.x.shape[2]) & ~np.isin(cohorts, alone)]
    n_clusters = distinct(sample.clusters[np.isin(sample.g, cohorts)])
    told = [_failed(cells)] if cells.failed else []
    if alone.size:
        text = _(
            "Angkatan {cohorts}: hanya satu gugus di sisi perlakuan atau pembanding, jadi galat "
            "bakunya tidak dapat dihitung."
        )
        told.append(Notice("angkatan_satu_gugus", text.format(cohorts=_named(alone))))
    if small.size:
        text = _("Angkatan {cohorts} kecil: galat bakunya cenderung terlalu kecil.")
        told.append(Notice("angkatan_kecil", text.format(cohorts=_named(small))))
    if flat.any():
        text = _("Galat baku nol tidak ditampilkan: capaian tidak bervariasi pada {cells}.")
        pairs = [
            f"({g:.0f}, {t})" for g, t in zip(cells.cohort[flat], cells.time[flat], strict=True)
        ]
        told.append(Notice("galat_nol", text.format(cells=listing(pairs))))
    if n_clusters <= FEW_TREATED:
        text = _(
            "Hanya {n} gugus diperlakukan: galat baku terlalu kecil; pakai inferensi randomisasi."
        )
        told.append(Notice("sedikit_gugus_diperlakukan", text.format(n=number(n_clusters))))
    return told


def of_average(cohorts: Floats) -> list[Notice]:
    """Tell that an average rests in part on cohorts whose spread cannot be had."""
    if not cohorts.size:
        return []
    text = _(
        "Galat baku rata-rata terlalu kecil: sebaran angkatan {cohorts} tidak dapat dihitung "
        "dan tidak ikut di dalamnya."
    )
    return [Notice("galat_terlalu_kecil", text.format(cohorts=_named(cohorts)))]


def _failed(cells: Cells) -> Notice:
    why = {
        "prediktor_singular": _("kovariat pembanding saling menentukan (kolinear)"),
        "tumpang_tindih": _("tidak ada pembanding yang serupa menurut kovariat"),
        "tanpa_pembanding": _("tidak ada pembanding"),
        "tanpa_perlakuan": _("tidak ada unit angkatan itu yang punya nilai"),
        "pembanding_kurang": _("pembanding lebih sedikit daripada kovariat"),
    }
    told = [
        "{why}: {cells}".format(
            why=why[code],
            cells=listing(f"({g}, {t})" for g, t, found in cells.failed if found == code),
        )
        for code in dict.fromkeys(code for _g, _t, code in cells.failed)
    ]
    text = _("Sel (angkatan, tahun) yang tidak tertaksir: {told}.").format(told="; ".join(told))
    return Notice("sel_tak_tertaksir", text)


def _named(cohorts: Floats) -> str:
    return listing(f"{cohort:.0f}" for cohort in cohorts)
