"""Sentences of a study: what was asked, found, doubted, and how it was computed."""

from __future__ import annotations

import math

from evaluasi import __version__
from evaluasi.impact import BaconResult, Result
from evaluasi.impact.recommendation import UNFIT, estimator_name, inference_name
from evaluasi.reports.display import escape
from evaluasi.reports.impact.bending import MOST_BEFORE
from evaluasi.reports.impact.designs import SEED
from evaluasi.reports.impact.question import excluded_cells, months
from evaluasi.reports.impact.study import FEW, Study, answered
from evaluasi.reports.impact.treatment import reading_words
from evaluasi.reports.region.words import (
    bullets,
    capital,
    change_unit,
    mentioned,
    paragraphs,
)
from evaluasi.text import _, listing, number, signed

CELLS = "sel_diragukan"
"""Warning of a panel that names regions and years whether or not their values are in it."""


def asked(study: Study) -> str:
    """Put the question in one sentence."""
    return escape(_question(study))


def _question(study: Study) -> str:
    question = study.question
    return _(
        "Apakah {outcome} berubah karena {treatment}, dibandingkan dengan {level} lain di {place}?"
    ).format(
        outcome=mentioned(question.series),
        treatment=question.treatment.name,
        level=study.level,
        place=study.place,
    )


def refusal(study: Study) -> str:
    """Say why no design can be used; nothing where one can."""
    if not study.refusal:
        return ""
    return _("**Tidak dapat ditaksir.** {why}").format(why=escape(study.refusal))


def empty(study: Study) -> str:
    """Say that a section has nothing to tell, where the study was refused."""
    return _("Tidak ada taksiran: lihat ringkasan.") if study.refusal else ""


def traps(study: Study) -> str:
    """List what a reader must know of the data before any number."""
    question = study.question
    if study.refusal:
        return bullets(escape(line) for line in question.treatment.remarks)
    panel = study.panel
    years = [int(year) for year in panel.times]
    catalogue = [
        caution.kalimat
        for caution in question.series.cautions
        if any(caution.in_region(code) for code in question.units)
        and (caution.exclude or caution.in_years(years))
    ]
    treatment = question.treatment
    said = [
        *treatment.remarks,
        _("{lag}; nilai pertama yang mungkin tersentuh adalah tahun t + {n}{month}.").format(
            lag=capital(treatment.lag_reason), n=treatment.lag, month=_month(study)
        )
        if treatment.lag
        else _("{lag}.").format(lag=capital(treatment.lag_reason)),
        _("Pembacaan yang dipakai: {words}.").format(words=reading_words(question.reading)),
        *dict.fromkeys(catalogue),
        *(str(notice) for notice in panel.notices if question.doubtful or notice.code != CELLS),
    ]
    return bullets(escape(line) for line in said)


@answered("")
def found(study: Study) -> str:
    """Tell the main answer with its interval, and that the others are beside it."""
    quoted = study.quoted
    result = quoted.result
    unit = change_unit(study.question.series)
    interval = _("selang 95% {low} sampai {high}").format(
        low=size(result.ci[0], study), high=size(result.ci[1], study)
    )
    if not math.isfinite(result.ci[0]):
        interval = _("selangnya tidak dapat dihitung")
    told = _(
        "{design}: {estimate} {unit} ({interval}; {inference}), atas {treated} wilayah yang "
        "diperlakukan dan {units} wilayah seluruhnya."
    ).format(
        design=quoted.design.name,
        estimate=size(result.estimate, study),
        unit=unit,
        interval=interval,
        inference=inference_name(quoted.inference),
        treated=number(study.result.n_treated),
        units=number(study.result.n_units),
    )
    return paragraphs(told, _too_narrow(result), advice(study))


def _too_narrow(result: Result) -> str:
    why = {
        "galat_terlalu_kecil": _(
            "Selang itu terlalu sempit: di dalamnya ada angkatan yang hanya satu wilayah, dan "
            "sebarannya tidak dapat dihitung."
        ),
        FEW: _("Selang itu terlalu sempit: terlalu sedikit wilayah diperlakukan."),
    }
    codes = [warning.code for warning in result.warnings] if math.isfinite(result.ci[0]) else []
    return " ".join(words for code, words in why.items() if code in codes)


@answered("")
def advice(study: Study) -> str:
    """Say what the coverage study recommends, or that it recommends nothing."""
    advised = study.advice
    if advised.reason:
        return _("Cara inferensi yang dianjurkan: tidak ada. {why}").format(why=advised.reason)
    names = [
        f"{estimator_name(m.estimator)}, {inference_name(m.inference)} ({m.verdict})"
        for m in advised.methods[:3]
    ]
    quoted = study.quoted
    own = advised.verdict(quoted.design.key, quoted.inference)
    return _(
        "Studi cakupan (SIMULASI) menganjurkan: {names}. Selang yang dikutip: {verdict}. {distance}"
    ).format(
        names="; ".join(names),
        verdict=own or _("belum disimulasikan"),
        distance=advised.distance,
    )


@answered("")
def event_note(study: Study) -> str:
    """Say how the picture by years is to be read, and how far its band can be relied on."""
    verdict = study.advice.verdict(study.main.design.key, "serentak") or _("belum disimulasikan")
    return _(
        "sebelum mulai: perubahan dari tahun ke tahun, yang seharusnya nol bila trennya sejajar; "
        "pita serentak memuat semua tahun sekaligus, selang per tahun tidak (studi cakupan "
        "tentang pita ini: {verdict})"
    ).format(verdict=verdict)


@answered("")
def disagreement(study: Study) -> str:
    """Say how far other readings move the main answer, and whether its sign holds."""
    results = [(label, answer.result) for label, answer, _panel in study.sensitivity]
    rows = [(label, r) for label, r in results if r is not None and math.isfinite(r.estimate)]
    if not rows:
        return _("Tidak ada pembacaan lain yang dapat ditaksir.")
    values = [r.estimate for _label, r in rows]
    told = [
        _("Pembacaan lain memberi taksiran dari {low} sampai {high} {unit}; {signs}.").format(
            low=size(min(values), study),
            high=size(max(values), study),
            unit=change_unit(study.question.series),
            signs=_("tandanya sama")
            if min(values) > 0 or max(values) < 0
            else _("tandanya tidak sama"),
        )
    ]
    outside = [(label, r) for label, r in rows if r.ci[0] > 0 or r.ci[1] < 0]
    if outside:
        named = listing(
            f"“{label}” ({size(r.ci[0], study)} sampai {size(r.ci[1], study)})"
            for label, r in outside
        )
        told.append(
            _(
                "Selang yang tidak memuat nol: {named}. Di antara {n} pembacaan, selang semacam "
                "itu dapat terjadi kebetulan; ia menunjukkan bahwa jawabannya bergantung pada "
                "pembacaan, bukan bahwa ada pengaruh."
            ).format(named=named, n=number(len(rows)))
        )
        if study.advice.verdict(study.main.design.key, study.main.design.own) == UNFIT:
            told.append(
                _(
                    "Selang-selang itu memakai galat baku rancangan itu sendiri, yang pada panel "
                    "seukuran ini tidak dianjurkan studi cakupan: ia terlalu sering tidak memuat "
                    "pengaruh yang sebenarnya."
                )
            )
    return " ".join(told)


@answered("")
def decomposed(study: Study) -> str:
    """Say how much of the two-way coefficient compares with regions already treated."""
    parts = study.decomposition
    if not isinstance(parts, BaconResult):
        return _("Uraian Goodman-Bacon tidak dapat dibuat: {why}").format(why=parts.problem)
    table = parts.by_kind()
    unfit = table[table["kind"].isin(["later_earlier", "later_always"])]["weight"].sum()
    return _(
        "Koefisien dua arah adalah rata-rata tertimbang; {share}% bobotnya membandingkan dengan "
        "wilayah yang sudah diperlakukan (dihitung atas {n} wilayah yang datanya lengkap)."
    ).format(share=number(100 * float(unfit), 0), n=number(parts.n_units))


@answered("")
def detectable(study: Study) -> str:
    """Say the smallest effect this panel could have shown."""
    result = study.detectable
    if result is None:
        return _("Pengaruh terkecil yang dapat terlihat tidak dapat dihitung pada panel ini.")
    unit = change_unit(study.question.series)
    told = _(
        "Dengan {units} wilayah dan {treated} yang diperlakukan, hanya pengaruh sebesar "
        "{mde} {unit} atau lebih yang berpeluang 80% terlihat pada taraf 5%. Pengaruh yang lebih "
        "kecil dapat ada tanpa terlihat."
    ).format(
        units=number(study.result.n_units),
        treated=number(study.result.n_treated),
        mde=number(result.estimate, places(study)),
        unit=unit,
    )
    size = float(result.table["size"].iloc[0])
    chance = 2 * math.sqrt(result.alpha * (1 - result.alpha) / result.settings["draws"])
    if size <= result.alpha + chance:
        return told
    eager = _(
        "Ujinya sendiri menolak {size}% perlakuan plasebo yang tanpa pengaruh, bukan {alpha}%: "
        "batas itu cenderung terlalu kecil."
    ).format(size=number(100 * size, 0), alpha=number(100 * result.alpha, 0))
    return f"{told} {eager}"


def quotable(study: Study) -> str:
    """Return the sentence a head of agency may quote, as a Markdown quotation."""
    return f"> {escape(study.grade.sentence)}"


@answered("")
def graded(study: Study) -> str:
    """Tell the grade with its reasons and with what would raise it."""
    grade = study.grade
    return paragraphs(
        _("Tingkat bukti: **{level} dari 5** ({name}).").format(
            level=grade.level, name=escape(grade.name)
        ),
        _("Alasannya:"),
        bullets(escape(line) for line in grade.reasons),
        _("Yang akan menaikkannya:") if grade.improvements else "",
        bullets(escape(line) for line in grade.improvements),
    )


@answered("")
def methods(study: Study) -> str:
    """Write the methods paragraph from the settings of what was run."""
    question, panel, effort = study.question, study.panel, study.effort
    left = len(excluded_cells(question))
    parts = [
        _(
            "Panel memuat {units} {level}, {first}–{last}, {n} nilai {outcome}"
            "{left}. Mulai perlakuan adalah {recorded} pertama ditambah {lag} tahun."
        ).format(
            units=number(panel.n_units),
            level=study.level,
            first=panel.times[0],
            last=panel.times[-1],
            n=number(panel.n_obs),
            outcome=mentioned(question.series),
            left=_(" ({n} nilai dikeluarkan menurut katalog seri)").format(n=number(left))
            if left
            else "",
            recorded=escape(question.treatment.recorded),
            lag=question.treatment.lag,
        ),
        _("Taksiran utama: {steps}; acuannya tahun terakhir sebelum mulai.").format(
            steps=study.main.design.steps
        ),
        _("Pembanding lain: {others}.").format(
            others=listing(
                f"{a.design.name.lower()}: {a.design.steps}"
                for a in study.answers
                if a.design.key != study.main.design.key and a.result is not None
            )
        ),
        _(
            "Galat baku menurut gugus wilayah, sebaran t dengan gugus − 1 derajat bebas; pita "
            "serentak dari {band} tarikan pengali; bootstrap gugus liar {wild} tarikan; inferensi "
            "randomisasi {perm} penugasan ({slow} untuk pengaruh per angkatan); benih {seed}."
        ).format(
            band=number(effort.band),
            wild=number(effort.wild),
            perm=number(effort.permutations),
            slow=number(effort.slow_permutations),
            seed=SEED,
        ),
        _(
            "Anggapannya: tanpa perlakuan, capaian wilayah yang diperlakukan akan bergerak sejajar "
            "dengan pembandingnya; perlakuan satu wilayah tidak mengubah capaian wilayah lain; dan "
            "sebelum mulai belum ada pengaruh."
        ),
        _(
            "Penyimpangan tren: Rambachan dan Roth (2023), atas tahun sejak mulai yang dimiliki "
            "semua angkatan, paling banyak {before} tahun sebelum acuan. Per angkatan: "
            "beda-dalam-beda sintetis (Arkhangelsky dkk. 2021). Satu wilayah: kendali sintetis "
            "atas {fitted} (Abadie, Diamond, dan Hainmueller 2010), donornya "
            "wilayah tanpa catatan perlakuan yang datanya lengkap; p dari peringkat di antara "
            "semua donor sebagai placebo."
        ).format(before=MOST_BEFORE, fitted=_fitted(study)),
        _("Dihitung dengan evaluasi {version}.").format(version=__version__),
    ]
    return " ".join(parts)


def _fitted(study: Study) -> str:
    """Say in what the donors of a single region are to be alike."""
    if not study.covariates:
        return _("jalur capaiannya sendiri")
    return _(
        "nilai pertama, rata-rata, dan nilai terakhir capaian sebelum mulai, dan {names}"
    ).format(names=listing(study.covariates))


def lines(study: Study) -> str:
    """Return the study as a few lines for a terminal."""
    told = [_question(study)]
    if study.refusal:
        return "\n".join([*told, _("Tidak dapat ditaksir: {why}").format(why=study.refusal)])
    unit = change_unit(study.question.series)
    told.append(_("Menurut setiap rancangan ({unit}):").format(unit=unit))
    for answer in study.answers:
        mark = "*" if answer.design.key == study.main.design.key else " "
        if answer.result is None:
            told.append(f"  {mark} {answer.design.name}: {answer.reason}")
            continue
        told.append(
            _("  {mark} {design}: {estimate} (selang {low} sampai {high})").format(
                mark=mark,
                design=answer.design.name,
                estimate=size(answer.result.estimate, study),
                low=size(answer.result.ci[0], study),
                high=size(answer.result.ci[1], study),
            )
        )
    told += [_("  * taksiran utama"), *found(study).split("\n\n")]
    told += [disagreement(study), detectable(study)]
    grade = study.grade
    told.append(_("Tingkat bukti {level} dari 5: {sentence}").format(
        level=grade.level, sentence=grade.sentence))  # fmt: skip
    return "\n".join(told)


def _month(study: Study) -> str:
    known = months(study.question)
    return f" ({known[max(known)]})" if known else ""


def places(study: Study) -> int:
    """Return the decimals in which effects are written."""
    return max(study.question.series.desimal, 2)


def size(value: float, study: Study) -> str:
    """Write an effect with its sign; a dash where there is none."""
    return signed(value, places(study)) if math.isfinite(value) else "–"
