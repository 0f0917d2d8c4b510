"""A study as a few lines for a terminal and the first sheet of a workbook."""

from __future__ import annotations

from evaluasi.reports.service import doubting, words
from evaluasi.reports.service.study import Study
from evaluasi.text import _


def lines(study: Study) -> str:
    """Return the study as a few lines for a terminal."""
    told = [words.question_plain(study)]
    if study.refusal:
        why = _("Tidak dapat ditaksir: {why}").format(why=study.refusal)
        return "\n".join(line for line in [*told, why, study.remedy] if line)
    told += [words.family_reason(study), words.found_plain(study)]
    told += [line for line in (words.first_year_plain(study), words.not_shown(study)) if line]
    told += [str(notice) for notice in study.result.warnings]
    told += doubting.controls(study) if study.question.controls else []
    told += [doubting.disagreement(study), doubting.false_breaks(study), doubting.memory(study)]
    grade = study.grade
    told.append(
        _("Tingkat bukti {level} dari 5: {sentence}").format(
            level=grade.level, sentence=grade.sentence
        )
    )
    return "\n".join(told)
