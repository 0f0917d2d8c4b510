"""Who enters group-time comparisons, and which cohorts can be estimated."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.panel import Panel
from evaluasi.impact.staggered.cells import Control, Sample
from evaluasi.text import _

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Gaps = Literal["drop", "pairwise"]


def draw_sample(panel: Panel, control: Control, gaps: Gaps) -> tuple[Panel, Sample, Floats]:
    """Leave out what cannot be compared.

    Units treated from the first year on have no change to compare. Without never-treated units
    the last cohort is the last comparison: years from its start on have none, and it has no
    effect of its own.

    Returns
    -------
    used : Panel
        With everything left out listed in `dropped`.
    sample : Sample
    cohorts : ndarray
        Cohorts to estimate.

    Raises
    ------
    ParameterError
        Without never-treated units where `control` asks for them, or when nothing is left.
    """
    used = panel.keep_units(~panel.always, "sudah_diperlakukan")
    used, cohorts = _compared(used, control)
    if gaps == "drop":
        complete: Flags = np.all(np.isfinite(used.outcome), axis=1)
        used, cohorts = _compared(used.keep_units(complete, "deret_tak_lengkap"), control)
    if len(used.times) == 1 or not (cohorts <= used.times[-1]).any():
        raise ParameterError(
            _("Sesudah penyaringan tidak ada angkatan yang dapat ditaksir."),
            _('Periksa sel kosong; gaps="pairwise" juga memakai unit yang tidak lengkap.'),
            [str(notice) for notice in used.notices],
        )
    sample = Sample(
        y=used.outcome,
        g=used.cohort,
        x=used.covariates,
        w=used.weights,
        clusters=used.clusters,
        times=used.times,
    )
    return used, sample, cohorts


def _compared(panel: Panel, control: Control) -> tuple[Panel, Floats]:
    """Keep the years that have a comparison; return the cohorts that can be estimated too."""
    if panel.never.any():
        return panel, panel.cohorts
    if control == "never":
        raise ParameterError(
            _("Tidak ada unit yang tidak pernah diperlakukan."),
            _('Pakai control="notyet": pembandingnya unit yang belum diperlakukan.'),
            [str(notice) for notice in panel.notices],
        )
    if not panel.n_units:
        return panel, panel.cohorts
    before_last = panel.times < panel.cohorts[-1] - panel.anticipation
    return panel.keep_times(before_last, "tanpa_pembanding"), panel.cohorts[:-1]
