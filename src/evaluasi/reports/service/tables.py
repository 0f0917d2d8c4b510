"""Tables of a study, for notebook and workbook alike: numbers as numbers, headings as read."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from evaluasi.impact.results import probability
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.reports.service import words
from evaluasi.reports.service.answer import Answer, Effect, effect_of
from evaluasi.reports.service.question import monthly, origin, spoken
from evaluasi.reports.service.study import Study, answered
from evaluasi.reports.service.variants import errors_name, family_name
from evaluasi.tables import provenance
from evaluasi.text import _, month_year, number

ESTIMATE, LOW, HIGH, P = _("Taksiran"), _("Batas bawah"), _("Batas atas"), _("Nilai p")
UNIT, MONTHS, REMARK = _("Satuan"), _("Bulan"), _("Catatan")
NOTHING = pd.DataFrame()


def decimals(study: Study) -> dict[str, int]:
    """Return the decimals of columns with effects."""
    return dict.fromkeys((ESTIMATE, LOW, HIGH), words.places(study))


def facts(study: Study) -> pd.DataFrame:
    """Question and data at a glance; also of a refused study."""
    question = study.question
    own = monthly(question.ds, question.service, question.region, question.until).sort_index()
    first, last = own.index[0], own.index[-1]
    before = int((own.index < question.at).sum())
    rows = {
        _("Layanan"): f"{question.name} ({question.service})",
        UNIT: question.own_unit,
        _("Wilayah"): f"{question.region} {study.place}",
        _("Deret"): f"{month_year(str(first))}–{month_year(str(last))}",
        _("Bulan sebelum patahan"): number(before),
        _("Bulan sejak patahan"): number(len(own) - before),
        _("Patahan (bulan pertama sesudah perubahan)"): words.when(study),
        _("Rata-rata sebelum ({unit})").format(unit=question.own_unit): _mean(
            own[own.index < question.at]
        ),
        _("Rata-rata sejak patahan ({unit})").format(unit=question.own_unit): _mean(
            own[own.index >= question.at]
        ),
        _("Pembanding"): words.controls_words(study) if question.controls else _("tidak ada"),
        _("Paparan"): spoken(question.exposure) if question.exposure else _("tidak ada"),
        _("Keluarga; galat baku"): "; ".join(
            (family_name(question.family), errors_name(question.errors))
        ),
    }
    return stamped(pd.DataFrame({_("Hal"): list(rows), _("Isi"): list(rows.values())}), study)


@answered(NOTHING)
def path(study: Study) -> pd.DataFrame:
    """Return the series month by month, its line and the line without the break."""
    names = {
        "waktu": _("Bulan"),
        "nyata": _("Nyata"),
        "taksiran": _("Garis taksiran"),
        "tanpa_patahan": _("Tanpa perubahan"),
        "pembanding": _("Deret pembanding"),
        "sesudah": _("Sejak patahan"),
    }
    frame = study.path.copy()
    frame["sesudah"] = [_("ya") if after else _("tidak") for after in frame["sesudah"]]
    kept = [name for name in names if name in frame]
    return stamped(frame[kept].rename(columns=names), study)


@answered(NOTHING)
def terms(study: Study) -> pd.DataFrame:
    """Return the mean change, and the changes of level and of slope that make it up."""
    question, frame = study.question, study.result.table
    named = {"tingkat": _("Tingkat pada bulan patahan"), "kemiringan": _("Kemiringan per bulan")}
    rows = [{_("Perubahan"): _("Rata-rata sejak patahan")} | _numbers(study.effect)]
    for row in frame.to_dict("records"):
        interval = (row["ci_low"], row["ci_high"])
        found = effect_of(question, row["estimate"], interval, row["p"], study.effect.points)
        rows.append({_("Perubahan"): named[row["suku"]]} | _numbers(found))
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def sensitivity(study: Study) -> pd.DataFrame:
    """Return the main answer and every other reading."""
    rows = [{_("Pembacaan"): _("Utama")} | _row(Answer(study.question, study.effect))]
    rows += [{_("Pembacaan"): label} | _row(found) for label, found in study.sensitivity]
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def placebos(study: Study) -> pd.DataFrame:
    """Return the estimates at false breaks before the true one, which stands first."""
    rows = [{_("Patahan"): words.when(study)} | _row(Answer(study.question, study.effect))]
    rows[0][REMARK] = _("patahan yang ditanyakan")
    rows += [
        {_("Patahan"): month_year(str(found.question.at))} | _row(found) for found in study.placebos
    ]
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def autocorrelation(study: Study) -> pd.DataFrame:
    """Return the correlations of the residuals and the bound of what chance makes."""
    found = study.autocorrelation
    bound = 2 / math.sqrt(study.effect.points)
    table = pd.DataFrame(
        {
            _("Jeda (bulan)"): found.index.to_numpy(),
            _("Korelasi sisaan"): found.to_numpy(),
            _("Batas kebetulan (±)"): np.full(len(found), bound),
        }
    )
    return stamped(table, study)


@answered(NOTHING)
def grade(study: Study) -> pd.DataFrame:
    """Return the rules of the grade, and whether each holds."""
    frame = study.grade.to_frame()
    table = pd.DataFrame(
        {
            _("Aturan"): [str(rule).replace("_", " ") for rule in frame["aturan"]],
            _("Terjadi"): [_("ya") if held else _("tidak") for held in frame["terjadi"]],
            _("Paling tinggi"): frame["paling_tinggi"],
            _("Alasan"): frame["alasan"],
            _("Dasar"): frame["dasar"],
        }
    )
    return stamped(table, study)


def stamped(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Write on a frame that its rows come from the study's series, and return it."""
    return provenance.stamp(frame, origin(study.question))


def _row(found: Answer) -> dict[str, object]:
    return _numbers(found.effect) | {REMARK: found.reason or NO_REMARK}


def _numbers(effect: Effect | None) -> dict[str, object]:
    if effect is None:
        return dict.fromkeys((ESTIMATE, LOW, HIGH, P, UNIT, MONTHS))
    return {
        ESTIMATE: effect.estimate,
        LOW: effect.low,
        HIGH: effect.high,
        P: probability(effect.p).removeprefix("p ").removeprefix("= "),
        UNIT: effect.unit,
        MONTHS: effect.points,
    }


def _mean(values: pd.Series) -> str:
    return number(float(values.mean()), 1) if len(values) else _("tidak ada")
