"""Tables of a study, for notebook and workbook alike: numbers as numbers, headings as read."""

from __future__ import annotations

import pandas as pd

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact import Result
from evaluasi.impact.recommendation import PROVENANCE, estimator_name
from evaluasi.impact.recommendation import inference_name as inference_of
from evaluasi.reports.impact.cohorts import Cohort
from evaluasi.reports.impact.designs import RUN, inference_name
from evaluasi.reports.impact.question import excluded_cells
from evaluasi.reports.impact.study import Study, answered, origin
from evaluasi.reports.region.words import NO_REMARK, change_unit, stretches
from evaluasi.tables import provenance
from evaluasi.text import _, listing

ESTIMATE, LOW, HIGH, P = _("Taksiran"), _("Batas bawah"), _("Batas atas"), _("Nilai p")
DECIMALS = {ESTIMATE: 2, LOW: 2, HIGH: 2, P: 3}
UNITS, TREATED = _("Wilayah"), _("Diperlakukan")
REMARK = _("Catatan")
NOTHING = pd.DataFrame()


@answered(NOTHING)
def facts(study: Study) -> pd.DataFrame:
    """Question and data at a glance."""
    question, panel = study.question, study.panel
    starts = ", ".join(
        f"{int(year)} ({int((panel.cohort == year).sum())})" for year in panel.cohorts
    )
    rows = {
        _("Capaian"): f"{question.series.nama} ({question.series.satuan})",
        _("Perlakuan"): question.treatment.name,
        _("Wilayah"): _("{n} {level}, {place}").format(
            n=panel.n_units, level=study.level, place=study.place
        ),
        _("Tahun"): f"{panel.times[0]}–{panel.times[-1]} ({len(panel.times)})",
        _("Diperlakukan di dalam panel"): str(int((~panel.never).sum())),
        _("Nilai pertama yang terpapar (wilayah)"): starts,
        _("Pembanding"): str(int(panel.never.sum())),
        _("Nilai dipakai"): str(panel.n_obs),
        _("Nilai dikeluarkan"): str(len(excluded_cells(question))),
    }
    return stamped(pd.DataFrame({_("Hal"): list(rows), _("Isi"): list(rows.values())}), study)


def records(study: Study) -> pd.DataFrame:
    """List what is on file of the treatment, a row per region."""
    question = study.question
    names = question.ds.wilayah.set_index("kode")["nama"]
    rows = question.treatment.records
    rows = rows[rows["kode"].isin(question.units)]
    shift = question.treatment.lag - question.earlier
    made = [
        {
            _("Kode"): kode,
            _("Wilayah"): names.get(kode, kode),
            _("Tercatat"): listing(str(year) for year in sorted(set(part["tahun"]))),
            _("Pertama yang pasti"): str(sure.min()) if len(sure) else _("belum ada"),
            _("Terpapar sejak"): str(part["tahun"].min() + shift),
        }
        for kode, part in rows.groupby("kode")
        for sure in [part.loc[part["pasti"], "tahun"]]
    ]
    return stamped(pd.DataFrame(made), study)


@answered(NOTHING)
def excluded(study: Study) -> pd.DataFrame:
    """List the values on file that are not used, a row per reason."""
    names = study.question.ds.wilayah.set_index("kode")["nama"]
    rows = []
    for why, part in excluded_cells(study.question).groupby("alasan", sort=False):
        regions = sorted(set(part["kode"]))
        few = listing(names.get(code, code) for code in regions)
        rows.append(
            {
                _("Tahun"): stretches(part["tahun"]),
                UNITS: few if len(regions) <= 3 else _("{n} wilayah").format(n=len(regions)),
                _("Nilai"): len(part),
                _("Alasan"): why,
            }
        )
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def feasibility(study: Study) -> pd.DataFrame:
    """Table of the designs: whether the panel carries them, and why not."""
    frame = study.feasibility
    shown = pd.DataFrame(
        {
            _("Rancangan"): frame["rancangan"],
            _("Dapat dipakai"): [_("ya") if can else _("tidak") for can in frame["mungkin"]],
            _("Dijalankan di sini"): [
                _run(str(verb), bool(can))
                for verb, can in zip(frame["fungsi"], frame["mungkin"], strict=True)
            ],
            _("Alasan"): frame["alasan"],
        }
    )
    return stamped(shown, study)


def _run(verb: str, can: bool) -> str:
    if verb not in RUN:
        in_parts = {
            "synthetic_did": _("angkatan satu per satu"),
            "synthetic_control": _("wilayah satu per satu"),
        }
        return in_parts.get(verb, _("belum"))
    if verb == "bacon" and not can:
        return _("atas wilayah yang datanya lengkap")
    return _("ya") if can else _("tidak")


@answered(NOTHING)
def estimates(study: Study) -> pd.DataFrame:
    """Return what every design says, side by side."""
    rows = [
        {_("Rancangan"): answer.design.name}
        | _numbers(answer.result)
        | _counts(answer.result)
        | {REMARK: answer.reason or _short(answer.result) or NO_REMARK}
        for answer in study.answers
    ]
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def cohorts(study: Study) -> pd.DataFrame:
    """Return what synthetic difference-in-differences says of every cohort, or why nothing."""
    ways = {"placebo": _("semua placebo"), "jackknife": _("jackknife")}
    rows = []
    for cohort in study.cohorts:
        found = cohort.result
        rows.append(
            {_("Mulai"): str(cohort.start)}
            | _numbers(found)
            | {
                TREATED: found.n_treated if found else cohort.n_treated,
                _("Galat baku dari"): ways[found.settings["se"]] if found else "–",
                REMARK: _cohort_remark(cohort),
            }
        )
    return stamped(pd.DataFrame(rows), study)


def _cohort_remark(cohort: Cohort) -> str:
    if cohort.result is None:
        return cohort.reason
    told = {
        "satu_tahun_acuan": _("satu tahun memegang hampir semua bobot waktu"),
        "sebelum_pendek": _("sedikit tahun sebelum mulai"),
        "sedikit_gugus_diperlakukan": _("selang terlalu sempit: sedikit wilayah diperlakukan"),
        "deret_tak_lengkap": _("tanpa wilayah yang kehilangan tahun"),
    }
    codes = [w.code for w in cohort.result.warnings]
    return "; ".join(words for code, words in told.items() if code in codes) or NO_REMARK


@answered(NOTHING)
def inferences(study: Study) -> pd.DataFrame:
    """Return intervals and probabilities of every way of inference."""
    rows = []
    for answer, key, result, reason in study.inferences:
        numbers = _numbers(result)
        rows.append(
            {_("Rancangan"): answer.design.name, _("Inferensi"): inference_name(key)}
            | {name: numbers[name] for name in (ESTIMATE, LOW, HIGH, P)}
            | {
                _("Menurut studi cakupan"): study.advice.verdict(answer.design.key, key)
                or _("belum disimulasikan"),
                REMARK: reason or NO_REMARK,
            }
        )
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def events(study: Study) -> pd.DataFrame:
    """Return effects by years since the start."""
    if study.event is None:
        return pd.DataFrame()
    frame = study.event.to_frame()
    names = {
        "event_time": _("Tahun sejak mulai"),
        "estimate": ESTIMATE,
        "ci_low": LOW,
        "ci_high": HIGH,
        "p": P,
        "band_low": _("Pita bawah"),
        "band_high": _("Pita atas"),
    }
    shown = frame[[name for name in names if name in frame]].rename(columns=names)
    return stamped(shown, study)


@answered(NOTHING)
def sensitivity(study: Study) -> pd.DataFrame:
    """Return the main answer under other readings, with the two-way coefficient beside it."""
    first = [(_("Pembacaan utama"), study.main, study.panel)]
    rows = []
    for label, answer, panel in (*first, *study.sensitivity):
        two_way = None if panel is None else _two_way(panel)
        rows.append(
            {_("Pembacaan"): label}
            | {k: v for k, v in _numbers(answer.result).items() if k != P}
            | _counts(answer.result)
            | {
                _("Dua arah"): None if two_way is None else two_way.estimate,
                REMARK: answer.reason or NO_REMARK,
            }
        )
    return stamped(pd.DataFrame(rows), study)


@answered(NOTHING)
def coverage(study: Study) -> pd.DataFrame:
    """Return how often each interval covered the truth in simulated panels of this size."""
    frame = study.advice.to_frame()
    shown = pd.DataFrame(
        {
            _("Penaksir"): [estimator_name(code) for code in frame["penaksir"]],
            _("Inferensi"): [inference_of(code) for code in frame["inferensi"]],
            _("Cakupan"): frame["cakupan"],
            _("Galat Monte Carlo"): frame["galat_mc"],
            _("Kuasa"): frame["kuasa"],
            _("Putusan"): frame["putusan"],
        }
    )
    return provenance.stamp(shown, PROVENANCE)


def grade(study: Study) -> pd.DataFrame:
    """Return the rules behind the grade: what holds here, and the highest level it leaves."""
    frame = study.grade.to_frame()
    shown = pd.DataFrame(
        {
            _("Keadaan"): frame["alasan"],
            _("Terjadi"): [_("ya") if holds else _("tidak") for holds in frame["terjadi"]],
            _("Paling tinggi tingkat"): frame["paling_tinggi"],
            _("Dasar aturan"): frame["dasar"],
        }
    )
    return stamped(shown, study)


def unit(study: Study) -> str:
    """Return the unit of effects."""
    return change_unit(study.question.series)


@answered(NOTHING)
def decomposition(study: Study) -> pd.DataFrame:
    """Return what the two-way coefficient is made of."""
    if not isinstance(study.decomposition, im.BaconResult):
        return pd.DataFrame()
    frame = study.decomposition.by_kind()
    shown = pd.DataFrame(
        {
            _("Perbandingan"): frame["kind_name"],
            _("Bobot"): frame["weight"],
            ESTIMATE: frame["estimate"],
        }
    )
    return stamped(shown, study)


def _two_way(panel: im.Panel) -> Result | None:
    try:
        return im.did(panel)
    except ParameterError:
        return None


def _numbers(result: Result | None) -> dict[str, float | None]:
    if result is None:
        return {ESTIMATE: None, LOW: None, HIGH: None, P: None}
    return {ESTIMATE: result.estimate, LOW: result.ci[0], HIGH: result.ci[1], P: result.p}


def _counts(result: Result | None) -> dict[str, int | None]:
    if result is None:
        return {UNITS: None, TREATED: None}
    return {UNITS: result.n_units, TREATED: result.n_treated}


REMARKED = ("perbandingan_terlarang", "pengaruh_tercampur", "galat_terlalu_kecil")
"""Warnings that say in one line why an estimate must not stand alone."""


def _short(result: Result | None) -> str:
    words = {
        "perbandingan_terlarang": _("juga membandingkan dengan yang sudah diperlakukan"),
        "pengaruh_tercampur": _("koefisien dapat tercampur pengaruh tahun lain"),
        "galat_terlalu_kecil": _("galat baku terlalu kecil: ada angkatan satu wilayah"),
    }
    codes = [w.code for w in result.warnings] if result else []
    return "; ".join(words[code] for code in REMARKED if code in codes)


def stamped(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return a frame with the study's provenance, without a column of remarks that says nothing."""
    if REMARK in frame and frame[REMARK].isin(["", NO_REMARK]).all():
        frame = frame.drop(columns=REMARK)
    found = origin(study)
    return provenance.stamp(frame, found) if found else frame
