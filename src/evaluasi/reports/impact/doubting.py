"""The tests of a study in words and tables."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from evaluasi.impact.evidence import Variants
from evaluasi.impact.results import probability
from evaluasi.reports.display import escape
from evaluasi.reports.impact import tables
from evaluasi.reports.impact.study import Study, answered
from evaluasi.reports.impact.words import size
from evaluasi.reports.region.words import bullets, change_unit
from evaluasi.text import _, number

DIFFERENT = 0.05
"""Below this probability a test of the time before the start speaks against the comparison."""

MOST_MOVED = 6
"""Rows shown of the table without one region: those that move the estimate most."""


@answered("")
def sentences(study: Study) -> str:
    """Say of each test what it found, or why it could not be made."""
    tests = study.doubts
    return bullets(
        [
            _trend(study),
            _placebo(
                tests.dates,
                _("Tahun mulai palsu"),
                _("{n} dari {all} tahun mulai palsu memberi selang yang tidak memuat nol"),
            ),
            _placebo(
                tests.outcomes,
                _("Capaian yang seharusnya tidak tersentuh"),
                _("{n} dari {all} memberi selang yang tidak memuat nol"),
            ),
            _one_out(study, tests.one_out),
            _near(study, tests.neighbours),
        ]
    )


@answered(tables.NOTHING)
def pretrend(study: Study) -> pd.DataFrame:
    """Return the trends the test before the start would find, and what they would do."""
    found = study.doubts.pretrend
    if isinstance(found, str):
        return tables.NOTHING
    frame = found.to_frame()
    shown = pd.DataFrame(
        {
            _("Peluang terlihat"): frame["power"],
            _("Kemiringan per tahun"): frame["slope"],
            _("Bias taksiran"): frame["bias"],
            _("Bias bila lolos uji"): frame["bias_if_passed"],
        }
    )
    return tables.stamped(shown, study)


def dates(study: Study) -> pd.DataFrame:
    """Return the estimates at false starts."""
    return _variants(study, "dates")


def outcomes(study: Study) -> pd.DataFrame:
    """Return the estimates for outcomes that should not be touched."""
    frame = _variants(study, "outcomes")
    if len(frame):
        frame.loc[frame.index[0], _("Keadaan")] = study.question.series.nama
    return frame


def one_out(study: Study) -> pd.DataFrame:
    """Return the estimates without the regions that move it most, named."""
    frame = _variants(study, "one_out")
    if frame.empty:
        return frame
    change = _("Beda dari utama")
    moved = frame[change].abs().sort_values(ascending=False, kind="stable").index[:MOST_MOVED]
    return frame.loc[[frame.index[0], *(i for i in moved if i != frame.index[0])]]


def neighbours(study: Study) -> pd.DataFrame:
    """Return the estimates without the neighbours of treated regions."""
    return _variants(study, "neighbours")


@answered(tables.NOTHING)
def detectable(study: Study) -> pd.DataFrame:
    """Return the smallest visible effect by design and method."""
    rows = []
    for name, found in (
        (study.main.design.name, study.detectable),
        (_("Beda-dalam-beda dua arah"), study.detectable_two_way),
    ):
        if found is None:
            continue
        for row in found.table.to_dict("records"):
            rows.append(
                {
                    _("Rancangan"): name,
                    _("Cara"): row["method"],
                    _("Terkecil yang dapat terlihat"): row["mde"],
                    _("Galat baku taksiran"): row["se"],
                    _("Menolak tanpa pengaruh"): row.get("size"),
                }
            )
    return tables.stamped(pd.DataFrame(rows), study)


def _variants(study: Study, test: str) -> pd.DataFrame:
    """Lay out a test that consists of variants; empty where it could not be made."""
    found = "" if study.refusal else getattr(study.doubts, test)
    if isinstance(found, str):
        return tables.NOTHING
    names = {
        "variant": _("Keadaan"),
        "estimate": tables.ESTIMATE,
        "ci_low": tables.LOW,
        "ci_high": tables.HIGH,
        "p": tables.P,
        "change": _("Beda dari utama"),
        "n_units": tables.UNITS,
        "n_treated": tables.TREATED,
        "reason": tables.REMARK,
    }
    frame = found.to_frame()
    kept = [name for name in names if name in frame and frame[name].notna().any()]
    shown = frame[kept].rename(columns=names)
    listed = study.question.ds.wilayah
    called = dict(zip(listed["kode"], listed["nama"], strict=True))
    shown[_("Keadaan")] = [_named(str(words), called) for words in shown[_("Keadaan")]]
    return tables.stamped(shown, study)


def _named(words: str, called: dict[str, str]) -> str:
    """Put the names of regions beside their codes."""
    return " ".join(f"{called[w]} ({w})" if w in called else w for w in words.split(" "))


@answered("")
def trend_verdict(study: Study) -> str:
    """Say in a few words what the test of the time before the start found."""
    found = study.pretrend
    if isinstance(found, str) or found.pretest is None:
        return _("tidak dapat diuji")
    p = found.pretest.p
    verdict = _("berbeda") if p < DIFFERENT else _("belum terlihat berbeda")
    return f"{verdict} ({probability(p)})"


def _trend(study: Study) -> str:
    found = study.doubts.pretrend
    if isinstance(found, str):
        return _("Tren sebelum mulai tidak dapat diuji: {why}").format(why=escape(found))
    p = found.pretest.p if found.pretest else 1.0
    last = found.table.iloc[-1]
    verdict = (
        _("trennya **berbeda** sebelum mulai, sehingga taksirannya tidak dapat dipercaya")
        if p < DIFFERENT
        else _("belum terlihat tren yang berbeda")
    )
    return _(
        "Tren sebelum mulai ({p}): {verdict}. Uji ini baru menemukan tren lurus {slope} {unit} "
        "per tahun dengan peluang {power}%; tren sebesar itu sendiri menggeser taksiran {bias}."
    ).format(
        p=probability(p),
        verdict=verdict,
        slope=number(last["slope"], 3),
        unit=change_unit(study.question.series),
        power=number(100 * last["power"], 0),
        bias=number(last["bias"], 2),
    )


def _placebo(found: Variants | str, name: str, words: str) -> str:
    if isinstance(found, str):
        return _("{name}: tidak dapat diuji ({why})").format(name=name, why=escape(found))
    rows = found.table.iloc[1:].dropna(subset=["ci_low"])
    outside = rows[(rows["ci_low"] > 0) | (rows["ci_high"] < 0)]
    said = words.format(n=number(len(outside)), all=number(len(rows)))
    return _("{name}: {said}.").format(name=name, said=said)


def _one_out(study: Study, found: Variants | str) -> str:
    if isinstance(found, str):
        return _("Tanpa satu wilayah: tidak dapat diuji ({why})").format(why=escape(found))
    values = [x for x in found.table["estimate"].iloc[1:] if isfinite(x)]
    return _("Tanpa satu wilayah: taksirannya dari {low} sampai {high} {unit}.").format(
        low=size(min(values), study),
        high=size(max(values), study),
        unit=change_unit(study.question.series),
    )


def _near(study: Study, found: Variants | str) -> str:
    if isinstance(found, str):
        return _("Tetangga: tidak dapat diuji ({why})").format(why=escape(found))
    told = [
        _("{variant} {estimate} (selang {low} sampai {high}; {n} pembanding)").format(
            variant=row["variant"],
            estimate=size(row["estimate"], study),
            low=size(row["ci_low"], study),
            high=size(row["ci_high"], study),
            n=number(row["n_units"] - row["n_treated"]),
        )
        for row in found.table.iloc[1:].to_dict("records")
    ]
    said = _("Tetangga ({unit}): {told}.").format(
        told="; ".join(told), unit=change_unit(study.question.series)
    )
    ring = found.table.iloc[-1]
    if not (ring["ci_low"] > 0 or ring["ci_high"] < 0):
        return said
    apart = _(
        "Tetangga penerima bergerak lain daripada wilayah yang jauh: pengaruhnya mungkin merembes, "
        "atau pembandingnya memang tidak sebanding; dalam kedua hal taksiran utama tidak dapat "
        "dibaca begitu saja."
    )
    return f"{said} {apart}"
