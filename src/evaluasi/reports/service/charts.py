"""Pictures of a study."""

from __future__ import annotations

import pandas as pd

from evaluasi.figures import Chart, Measure
from evaluasi.figures.counterfactual import path_with_counterfactual
from evaluasi.figures.effect_ladder import effect_ladder
from evaluasi.reports.region.words import capital
from evaluasi.reports.service import tables, words
from evaluasi.reports.service.study import Study, answered
from evaluasi.text import _, number

NO_CHART: Chart | None = None
FARTHEST = 300.0
"""Percent from which an interval would squeeze all others flat; such rows stand in the table."""


@answered(NO_CHART)
def path(study: Study) -> Chart | None:
    """Draw the series, its line, and the line without the break."""
    frame, question = study.path, study.question
    when = pd.PeriodIndex(frame["waktu"], freq="M")
    data = frame.set_index(when.year + (when.month - 1) / 12)
    data = data[["nyata", "tanpa_patahan", "taksiran"]]
    data = data.rename(columns={"tanpa_patahan": "tanpa"})
    return path_with_counterfactual(
        tables.stamped(data, study),
        measure=Measure(capital(question.measured), question.unit),
        start=question.at.year + (question.at.month - 1) / 12,
        began=words.when(study),
    )


@answered("")
def path_note(study: Study) -> str:
    """Say what the line without the break is."""
    if study.question.controls:
        return _(
            "nilai bulanan; garis putus-putus: lanjutan tren dan musim sebelum patahan, ditambah "
            "perubahan deret pembanding"
        )
    return _("nilai bulanan; garis putus-putus: lanjutan tren dan musim sebelum patahan")


@answered(NO_CHART)
def sensitivity(study: Study) -> Chart | None:
    """Draw the main answer under every reading that has its unit."""
    frame = _drawn(study)
    data = frame.set_index(frame.columns[0])[[tables.ESTIMATE, tables.LOW, tables.HIGH]]
    data.columns = pd.Index(["nilai", "bawah", "atas"])
    return effect_ladder(
        tables.stamped(data.astype(float), study),
        measure=Measure(
            _("Perubahan {service} sejak {month}").format(
                service=study.question.measured, month=words.when(study)
            ),
            study.effect.unit,
            words.places(study),
            change=True,
        ),
        main=str(data.index[0]),
        interval=_("Selang 95%"),
    )


@answered("")
def sensitivity_note(study: Study) -> str:
    """Say which readings stand in the table only."""
    missing = len(tables.sensitivity(study)) - len(_drawn(study))
    if not missing:
        return ""
    return _(
        "{n} pembacaan dengan satuan lain atau selang di atas {far} persen hanya pada tabel"
    ).format(n=number(missing), far=number(FARTHEST))


def _drawn(study: Study) -> pd.DataFrame:
    """Return the rows of the main unit, or without an estimate, that a common scale can hold."""
    frame = tables.sensitivity(study)
    same = frame[tables.UNIT].isna() | (frame[tables.UNIT] == study.effect.unit)
    near = frame[tables.HIGH].isna() | (frame[tables.HIGH].astype(float) <= FARTHEST)
    near |= pd.Series(frame.index == 0, index=frame.index)
    return frame[same & (near if study.question.relative else True)]
