"""What a study report says about itself, and what it was made from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluasi.reports import manifest
from evaluasi.reports.region import letterhead
from evaluasi.reports.region.subject import open_subject
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.reports.service.question import origin
from evaluasi.reports.service.study import Study
from evaluasi.reports.service.tables import stamped
from evaluasi.reports.service.words import places, when
from evaluasi.tables import provenance
from evaluasi.text import _, date, listing

FINGERPRINT_SHOWN = 16
LEVEL = _("Tingkat bukti (0–5)")
KABUPATEN = len("35.07")


def title(study: Study) -> str:
    """Name the study."""
    return _("Studi layanan: {service}, {place}, sejak {month}").format(
        service=study.question.measured, place=study.place, month=when(study)
    )


def meta(study: Study, tanggal: str = "") -> dict[str, Any]:
    """Return what the report says about itself, for `evaluasi.reports.meta`.

    The letterhead is that of the region, of a kecamatan that of its kabupaten or kota.
    """
    question = study.question
    found = letterhead.meta(open_subject(question.ds, question.region[:KABUPATEN]), tanggal)
    return found | {"title": title(study), "region": study.place, "code": question.region}


def key_figures(study: Study) -> dict[str, float | None]:
    """Return the few numbers that stand for the study."""
    label = _("Perubahan rata-rata sejak patahan ({unit})")
    level = float(study.grade.level)
    if study.refusal:
        return {label.format(unit=study.question.change_unit): None, LEVEL: level}
    return {label.format(unit=study.question.change_unit): study.effect.estimate, LEVEL: level}


def decimals(study: Study) -> dict[str, int]:
    """Return the decimals of the key figures: the level is a whole number."""
    return {label: 0 if label == LEVEL else places(study) for label in key_figures(study)}


def sources(study: Study) -> pd.DataFrame:
    """Table of the sources behind the numbers: publisher, where they lie, licence."""
    rows = [
        {
            _("Penerbit"): source.penerbit,
            _("Asal"): source.asal,
            _("Lisensi koleksi"): source.lisensi or NO_REMARK,
        }
        for source in origin(study.question).sources
    ]
    return stamped(pd.DataFrame(rows), study)


def settings(study: Study, tanggal: str = "") -> pd.DataFrame:
    """Table of parameters, dataset and versions."""
    question = study.question
    lines = {
        _("Layanan"): question.service,
        _("Wilayah"): question.region,
        _("Patahan"): str(question.at),
        _("Pembanding"): ", ".join(question.controls) or _("tidak ada"),
        _("Paparan"): question.exposure or _("tidak ada"),
        _("Keluarga"): question.family,
        _("Dataset"): question.ds.title,
        _("Jenis data"): listing(question.ds.provenance.kinds),
        _("Sidik dataset (SHA-256, awal)"): question.ds.fingerprint[:FINGERPRINT_SHOWN],
        _("Tanggal laporan"): date(tanggal or None),
    }
    lines |= {_("Versi {name}").format(name=k): v for k, v in manifest.versions().items()}
    table = pd.DataFrame({_("Keterangan"): list(lines), _("Isi"): list(lines.values())})
    return provenance.stamp(table, question.ds.provenance.narrowed(()))
