"""What a study report says about itself, and what it was made from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluasi.reports import manifest
from evaluasi.reports.impact.study import Study, origin
from evaluasi.reports.impact.tables import stamped
from evaluasi.reports.impact.words import places
from evaluasi.reports.region import letterhead
from evaluasi.reports.region.subject import open_subject
from evaluasi.reports.region.words import NO_REMARK, change_unit, mentioned
from evaluasi.tables import provenance
from evaluasi.text import _, date, listing

FINGERPRINT_SHOWN = 16
LEVEL = _("Tingkat bukti (0–5)")


def title(study: Study) -> str:
    """Name the study."""
    return _("Studi dampak: {treatment} dan {outcome}, {place}").format(
        treatment=study.question.treatment.name,
        outcome=mentioned(study.question.series),
        place=study.place,
    )


def meta(study: Study, tanggal: str = "") -> dict[str, Any]:
    """Return what the report says about itself, for `evaluasi.reports.meta`.

    Letterhead and responsible persons are those of the province that the regions lie in.
    """
    ds = study.question.ds
    province = study.question.units[0].split(".")[0]
    found = letterhead.meta(open_subject(ds, province), tanggal)
    return found | {"title": title(study), "region": study.place}


def key_figures(study: Study) -> dict[str, float | None]:
    """Return the few numbers that stand for the study."""
    unit = change_unit(study.question.series)
    labels = (
        _("Taksiran utama ({unit})").format(unit=unit),
        _("Terkecil yang dapat terlihat ({unit})").format(unit=unit),
        LEVEL,
    )
    if study.refusal:
        return dict.fromkeys(labels[:2]) | {LEVEL: float(study.grade.level)}
    seen = study.detectable.estimate if study.detectable else None
    return dict(zip(labels, (study.result.estimate, seen, float(study.grade.level)), strict=True))


def decimals(study: Study) -> dict[str, int]:
    """Return the decimals of the key figures: the level is a whole number."""
    return {label: 0 if label == LEVEL else places(study) for label in key_figures(study)}


def sources(study: Study) -> pd.DataFrame:
    """Table of the sources behind the numbers: publisher, where they lie, licence, remarks."""
    used = origin(study)
    codes = [source.kode for source in used.sources] if used else []
    listed = study.question.ds.sumber.set_index("sumber")
    found = listed.loc[[code for code in codes if code in listed.index]]
    table = pd.DataFrame(
        {
            _("Penerbit"): found["penerbit"].to_numpy(),
            _("Asal"): found["asal"].to_numpy(),
            _("Lisensi koleksi"): found["lisensi"].to_numpy(),
            _("Catatan"): found["catatan"].fillna(NO_REMARK).to_numpy(),
        }
    )
    return stamped(table, study)


def settings(study: Study, tanggal: str = "") -> pd.DataFrame:
    """Table of parameters, dataset and versions."""
    question, effort = study.question, study.effort
    lines = {
        _("Capaian"): question.outcome,
        _("Perlakuan"): question.treatment.word,
        _("Pembacaan"): question.reading,
        _("Jeda (tahun)"): str(question.treatment.lag),
        _("Prediktor satu wilayah"): listing(study.covariates) or _("jalur capaiannya saja"),
        _("Tarikan pita; bootstrap; randomisasi"): "; ".join(
            str(n) for n in (effort.band, effort.wild, effort.permutations)
        ),
        _("Dataset"): question.ds.title,
        _("Jenis data"): listing(question.ds.provenance.kinds),
        _("Sidik dataset (SHA-256, awal)"): question.ds.fingerprint[:FINGERPRINT_SHOWN],
        _("Tanggal laporan"): date(tanggal or None),
    }
    lines |= {_("Versi {name}").format(name=k): v for k, v in manifest.versions().items()}
    table = pd.DataFrame({_("Keterangan"): list(lines), _("Isi"): list(lines.values())})
    return provenance.stamp(table, question.ds.provenance.narrowed(()))
