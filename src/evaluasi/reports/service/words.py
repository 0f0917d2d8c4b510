"""Sentences of a study: what was asked, found, doubted, and how it was computed."""

from __future__ import annotations

from evaluasi import __version__
from evaluasi.reports.display import escape
from evaluasi.reports.region.words import bullets, paragraphs
from evaluasi.reports.service.answer import Effect
from evaluasi.reports.service.question import spoken
from evaluasi.reports.service.study import Study, answered
from evaluasi.reports.service.variants import YEAR, errors_name, family_name, first_year
from evaluasi.text import _, listing, month_year, number, signed


def asked(study: Study) -> str:
    """Put the question in one sentence."""
    return escape(question_plain(study))


def refusal(study: Study) -> str:
    """Say why there is no estimate and what would help; nothing where there is one."""
    if not study.refusal:
        return ""
    return _("**Tidak dapat ditaksir.** {why} {remedy}").format(
        why=escape(study.refusal), remedy=escape(study.remedy)
    )


def empty(study: Study) -> str:
    """Say that a section has nothing to tell, where the study was refused."""
    return _("Tidak ada taksiran: lihat ringkasan.") if study.refusal else ""


@answered("")
def found(study: Study) -> str:
    """Tell the main number, what it is measured against, and what it does not show."""
    return escape(" ".join([found_plain(study), first_year_plain(study), not_shown(study)]))


@answered("")
def projection(study: Study) -> str:
    """Say how far the old trend is carried on beyond the months that it rests on."""
    after = study.result.path["sesudah"]
    told = _(
        "Garis tanpa perubahan meneruskan tren {before} bulan sebelum patahan sejauh {after} bulan."
    ).format(before=number(int((~after).sum())), after=number(int(after.sum())))
    if after.sum() > (~after).sum():
        told += " " + _("Itu lebih jauh daripada dasarnya: makin ke kanan makin tidak pasti.")
    return told


def quotable(study: Study) -> str:
    """Return the sentence a head of agency may quote, as a Markdown quotation."""
    return f"> {escape(study.grade.sentence)}"


@answered("")
def graded(study: Study) -> str:
    """Tell the grade with its reasons and with what would raise it."""
    grade = study.grade
    better = list(grade.improvements)
    if not study.question.controls:
        better.insert(0, _("deret pembanding dari wilayah yang layanannya tidak berubah"))
    return paragraphs(
        _("Tingkat bukti: **{level} dari 5** ({name}).").format(
            level=grade.level, name=escape(grade.name)
        ),
        _("Alasannya:"),
        bullets(escape(line) for line in grade.reasons),
        _("Yang akan memperkuatnya:"),
        bullets(escape(line) for line in better),
    )


@answered("")
def methods(study: Study) -> str:
    """Write the methods paragraph from the settings of what was run."""
    question, result = study.question, study.result
    counts = question.relative and question.family != "log-normal"
    parts = [
        _(
            "Regresi bersegmen atas {n} nilai bulanan: tren, {season}, perubahan tingkat dan "
            "perubahan kemiringan sejak {month} (Wagner dkk. 2002; Lopez Bernal, Cummins, dan "
            "Gasparrini 2017)."
        ).format(n=number(study.effect.points), season=_season(study), month=when(study)),
        _("Keluarga {family}{link}; galat baku {errors}; selang 95%.").format(
            family=family_name(question.family),
            link=_(" dengan tautan log") if counts else "",
            errors=errors_name(question.errors),
        ),
        _(
            "Angka utama adalah rata-rata jarak ke lanjutan tren sebelumnya atas {n} bulan sejak "
            "patahan{ratio}."
        ).format(
            n=number(int(result.path["sesudah"].sum())),
            ratio=_(", sebagai nisbah yang ditulis dalam persen") if question.relative else "",
        ),
        _("Paparannya {base}.").format(base=spoken(question.exposure)) if question.exposure else "",
        _(
            "Deret pembanding: {how}; setiap suku berdiri dua kali, dan pengaruhnya ialah "
            "perubahan selisih kedua deret."
        ).format(how=controls_words(study))
        if question.controls
        else "",
        _(
            "Anggapannya: tanpa perubahan itu tren dan musim berlanjut; tidak ada hal lain yang "
            "terjadi pada waktu yang sama; bulan patahan ditentukan di luar data."
        ),
        _("Dihitung dengan evaluasi {version}.").format(version=__version__),
    ]
    return escape(" ".join(part for part in parts if part))


def family_reason(study: Study) -> str:
    """Say which family is used, and why."""
    question = study.question
    name = family_name(question.family)
    if study.chosen:
        return _("Keluarga {name}, sesuai permintaan.").format(name=name)
    unit = question.own_unit
    if question.relative:
        return _(
            "Keluarga {name}: satuannya “{unit}” dan semua nilainya bilangan bulat, jadi dihitung "
            "sebagai cacahan; --keluarga menggantinya."
        ).format(name=name, unit=unit)
    return _("Keluarga {name}: satuannya “{unit}” bukan cacahan; --keluarga menggantinya.").format(
        name=name, unit=unit
    )


def controls_words(study: Study) -> str:
    """Name the control series."""
    question = study.question
    names = question.ds.wilayah.set_index("kode")["nama"]
    named = listing(f"{names.get(code, code)} ({code})" for code in question.controls)
    if len(question.controls) == 1:
        return named
    how = _("jumlah {names}") if study.summed else _("rata-rata {names}")
    return how.format(names=named)


def when(study: Study) -> str:
    """Write the month of the break."""
    return month_year(str(study.question.at))


def places(study: Study) -> int:
    """Return the decimals in which effects are written."""
    return 1 if study.question.relative else 2


def size(study: Study, value: float) -> str:
    """Write an effect with its sign."""
    return signed(value, places(study))


def comparable(study: Study, effect: Effect | None) -> bool:
    """Whether an effect is in the unit of the main one."""
    return effect is not None and effect.unit == study.effect.unit


def question_plain(study: Study) -> str:
    """Put the question in one sentence, not escaped."""
    question = study.question
    beside = (
        _(", dibandingkan dengan {names}").format(names=controls_words(study))
        if question.controls
        else ""
    )
    return _("Apakah {service} di {place} berubah sejak {month}{beside}?").format(
        service=question.measured, place=study.place, month=when(study), beside=beside
    )


def found_plain(study: Study) -> str:
    """Tell the main number and what it is measured against, not escaped."""
    question, effect = study.question, study.effect
    words = {
        "month": when(study),
        "service": question.measured,
        "place": study.place,
        "unit": effect.unit,
        "low": size(study, effect.low),
        "high": size(study, effect.high),
    }
    if effect.open:
        return _(
            "Belum terlihat perubahan {service} di {place} sejak {month}: taksirannya "
            "{estimate} {unit} {against}, dan selang 95% {low} sampai {high} masih memuat nol."
        ).format(
            **words, estimate=size(study, effect.estimate), against=_against(study, _("terhadap"))
        )
    return _(
        "Sejak {month}, {service} di {place} rata-rata {size} {unit} lebih {side} {against} "
        "(selang 95% {low} sampai {high})."
    ).format(
        **words,
        size=number(abs(effect.estimate), places(study)),
        side=_("tinggi") if effect.estimate > 0 else _("rendah"),
        against=_against(study, _("daripada")),
    )


def _against(study: Study, preposition: str) -> str:
    told = _("{preposition} lanjutan tren sebelumnya")
    if study.question.controls:
        told = _(
            "{preposition} lanjutan tren sebelumnya sesudah memperhitungkan perubahan deret "
            "pembanding"
        )
    return told.format(preposition=preposition)


def first_year_plain(study: Study) -> str:
    """Tell the number over the first year, where the old trend is carried on less far."""
    found = dict(study.sensitivity).get(first_year())
    if found is None or found.effect is None:
        return ""
    effect = found.effect
    return _("Atas {n} bulan pertama saja: {estimate} {unit} ({low} sampai {high}).").format(
        n=number(YEAR),
        estimate=size(study, effect.estimate),
        unit=effect.unit,
        low=size(study, effect.low),
        high=size(study, effect.high),
    )


def not_shown(study: Study) -> str:
    """Say what the main number does not show."""
    if study.effect.open:
        return _("Itu bukan bukti bahwa tidak ada perubahan.")
    return _(
        "Itu perubahan sejak waktu itu, bukan bukti bahwa yang dimulai waktu itu penyebabnya, dan "
        "bukan penilaian baik atau buruk."
    )


def _season(study: Study) -> str:
    waves = int(study.result.settings["harmonics"])
    if not waves:
        return _("tanpa musim (kurang dari dua tahun penuh sebelum patahan)")
    return _("musim dengan {n} pasang gelombang").format(n=number(waves))
