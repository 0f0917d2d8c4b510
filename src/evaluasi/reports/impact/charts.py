"""Pictures of a study."""

from __future__ import annotations

import pandas as pd

from evaluasi.figures import Chart, Measure
from evaluasi.figures.effect_ladder import effect_ladder
from evaluasi.figures.event_effects import event_effects
from evaluasi.figures.treatment_calendar import treatment_calendar
from evaluasi.reports.impact import tables
from evaluasi.reports.impact.study import Study, answered
from evaluasi.reports.region.words import capital, change_unit, mentioned
from evaluasi.text import _, number

NO_CHART: Chart | None = None


def effect(study: Study) -> Measure:
    """Name the effect as a chart does: unit, decimals, which way is better."""
    series = study.question.series
    return Measure(
        _("Taksiran pengaruh pada {outcome}").format(outcome=mentioned(series)),
        change_unit(series),
        max(series.desimal, 2),
        series.arah,  # type: ignore[arg-type]  # the catalogue holds these three words
        change=True,
    )


@answered(NO_CHART)
def calendar(study: Study) -> Chart | None:
    """Draw who is on file when, and the years whose values may have been touched."""
    question, panel = study.question, study.panel
    starts = question.treatment.first_exposed(
        question.units, question.reading, earlier=question.earlier
    )
    first = {code: year for code, year in starts.items() if isinstance(year, int)}
    rows = question.treatment.records
    without = len(question.units) - len(first)
    return treatment_calendar(
        tables.stamped(rows[rows["kode"].isin(first)].copy(), study),
        {str(code): year for code, year in first.items()},
        (int(panel.times[0]), int(panel.times[-1])),
        measure=Measure(_("{name} yang tercatat").format(name=capital(question.treatment.name))),
        labels=dict(zip(question.ds.wilayah["kode"], question.ds.wilayah["nama"], strict=True)),
        remark=_("{n} dari {all} wilayah tanpa baris").format(
            n=number(without), all=number(len(question.units))
        ),
    )


@answered(NO_CHART)
def ladder(study: Study) -> Chart | None:
    """Draw what every design says."""
    rows = {answer.design.name: answer.result for answer in study.answers}
    data = pd.DataFrame(
        {
            name: {"nilai": r.estimate, "bawah": r.ci[0], "atas": r.ci[1]}
            if r
            else {"nilai": None, "bawah": None, "atas": None}
            for name, r in rows.items()
        }
    ).T
    return effect_ladder(
        tables.stamped(data, study),
        measure=effect(study),
        main=study.main.design.name,
        interval=_("Selang 95% menurut galat baku rancangan itu sendiri"),
    )


@answered(NO_CHART)
def events(study: Study) -> Chart | None:
    """Draw effects by years since the start with their uniform band."""
    if study.event is None:
        return None
    frame = study.event.to_frame().set_index("event_time")
    names = {
        "estimate": "nilai",
        "ci_low": "bawah",
        "ci_high": "atas",
        "band_low": "pita_bawah",
        "band_high": "pita_atas",
    }
    data = frame.rename(columns=names)[[new for old, new in names.items() if old in frame]]
    return event_effects(
        tables.stamped(data, study),
        measure=effect(study),
        interval=_("Selang 95% per tahun"),
        band=_("Pita serentak 95%"),
    )


@answered(NO_CHART)
def sensitivity(study: Study) -> Chart | None:
    """Draw the main answer under every reading."""
    frame = tables.sensitivity(study)
    data = frame.set_index(frame.columns[0])[[tables.ESTIMATE, tables.LOW, tables.HIGH]]
    data.columns = pd.Index(["nilai", "bawah", "atas"])
    return effect_ladder(
        tables.stamped(data.astype(float), study),
        measure=effect(study),
        main=str(data.index[0]),
        interval=_("Selang 95%"),
    )
