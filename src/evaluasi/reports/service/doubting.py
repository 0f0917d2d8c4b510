"""Sentences on how far to trust a study: other readings, false breaks, memory, controls."""

from __future__ import annotations

import math

from evaluasi.reports.display import escape
from evaluasi.reports.region.words import bullets
from evaluasi.reports.service import happenings, words
from evaluasi.reports.service.answer import Answer, Effect
from evaluasi.reports.service.study import Study, answered
from evaluasi.reports.service.variants import errors_name
from evaluasi.text import _, listing, number

CHANCE = 5
"""Percent of true nothings whose 95 per cent interval leaves zero out."""


@answered("")
def cautions(study: Study) -> str:
    """List what a reader must know before the number."""
    told = [words.family_reason(study), *(str(notice) for notice in study.result.warnings)]
    if study.question.controls:
        told += controls(study)
    told.append(happenings.rivals_sentence(study.question))
    return bullets(escape(line) for line in told)


@answered("")
def disagreement(study: Study) -> str:
    """Say how far other readings move the number, and whether its sign holds."""
    same = [
        (label, a.effect) for label, a in study.sensitivity if words.comparable(study, a.effect)
    ]
    rows = [(label, e) for label, e in same if e is not None]
    if not rows:
        return _("Tidak ada pembacaan lain yang dapat ditaksir.")
    values = [effect.estimate for _label, effect in rows]
    told = [
        _("{n} pembacaan lain memberi taksiran dari {low} sampai {high} {unit}; {signs}.").format(
            n=number(len(rows)),
            low=words.size(study, min(values)),
            high=words.size(study, max(values)),
            unit=study.effect.unit,
            signs=_("tandanya sama")
            if min(values) > 0 or max(values) < 0
            else _("tandanya tidak sama"),
        )
    ]
    told.append(_open_words(rows))
    failed = [label for label, a in study.sensitivity if a.effect is None]
    if failed:
        told.append(
            _("Tanpa taksiran: {labels}; alasannya pada tabel.").format(
                labels=listing(label[:1].lower() + label[1:] for label in failed)
            )
        )
    return " ".join(told)


def _open_words(rows: list[tuple[str, Effect]]) -> str:
    """Say which intervals hold zero, or which do not, whichever are fewer."""
    opened = [label for label, effect in rows if effect.open]
    closed = [label for label, effect in rows if not effect.open]
    if not closed:
        return _("Semua selangnya memuat nol.")
    if not opened:
        return _("Tidak ada selang yang memuat nol.")
    few, told = (
        (opened, _("Selang yang memuat nol: {labels}."))
        if len(opened) <= len(closed)
        else (closed, _("Selang yang tidak memuat nol hanya: {labels}."))
    )
    return told.format(labels=listing(f"“{label[:1].lower() + label[1:]}”" for label in few))


@answered("")
def false_breaks(study: Study) -> str:
    """Say what breaks found where nothing is known to have happened."""
    effects = [a.effect for a in study.placebos if a.effect is not None]
    if not effects:
        return _("Patahan palsu tidak dapat diuji: perlu paling sedikit 11 bulan sebelum patahan.")
    closed = [effect for effect in effects if not effect.open]
    farther = [e for e in effects if _distance(study, e) >= _distance(study, study.effect)]
    return _(
        "Dari {n} patahan palsu sebelum {month}, {closed} memberi selang yang tidak memuat nol "
        "(kebetulan saja kira-kira {chance}%), dan {farther} taksirannya sejauh atau lebih "
        "jauh dari nol daripada patahan yang ditanyakan. Deretnya pendek dan saling "
        "tumpang-tindih, jadi ini petunjuk, bukan uji."
    ).format(
        n=number(len(effects)),
        month=words.when(study),
        closed=number(len(closed)),
        chance=number(CHANCE),
        farther=number(len(farther)),
    )


@answered("")
def memory(study: Study) -> str:
    """Say how alike neighbouring months are, and what was done about it."""
    first = float(study.autocorrelation.iloc[0])
    bound = 2 / math.sqrt(study.effect.points)
    strong = [
        number(int(lag))
        for lag, r in zip(study.autocorrelation.index, study.autocorrelation, strict=True)
        if abs(r) > bound
    ]
    told = _(
        "Korelasi sisaan dengan bulan sebelumnya {r}; {strong}. Galat baku yang dipakai: {errors}."
    ).format(
        r=number(first, 2),
        strong=_("di luar ±{bound} pada jeda {lags} bulan").format(
            bound=number(bound, 2), lags=listing(strong)
        )
        if strong
        else _("semua jeda di dalam ±{bound}").format(bound=number(bound, 2)),
        errors=errors_name(study.question.errors),
    )
    if study.question.relative and study.question.family != "log-normal":
        told += " " + _("Ragamnya {x} kali ragam Poisson.").format(
            x=number(study.result.fitted.dispersion, 1)
        )
    return told


def controls(study: Study) -> list[str]:
    """Say what each control region did by itself at that month."""
    names = study.question.ds.wilayah.set_index("kode")["nama"]
    return [
        _control(str(names.get(code, code)), found, study)
        for code, found in zip(study.question.controls, study.controls_alone, strict=True)
    ]


def _control(name: str, found: Answer, study: Study) -> str:
    effect = found.effect
    if effect is None:
        return _("Pembanding {name} sendiri tidak dapat diuji: {why}").format(
            name=name, why=found.reason
        )
    told = {
        "name": name,
        "month": words.when(study),
        "estimate": words.size(study, effect.estimate),
        "low": words.size(study, effect.low),
        "high": words.size(study, effect.high),
        "unit": effect.unit,
    }
    if effect.open:
        return _(
            "Pembanding {name} sendiri sejak {month}: {estimate} {unit} (selang {low} sampai "
            "{high}); tidak terlihat berubah."
        ).format(**told)
    return _(
        "Pembanding {name} sendiri juga berubah sejak {month}: {estimate} {unit} (selang {low} "
        "sampai {high}). Bila ada yang dimulai di sana juga, ia bukan pembanding."
    ).format(**told)


def _distance(study: Study, effect: Effect) -> float:
    """Return how far an effect lies from zero; halving is as far as doubling."""
    value = effect.estimate
    if not study.question.relative:
        return abs(value)
    return abs(math.log1p(value / 100)) if value > -100 else math.inf
