"""How far trends may bend, in words, a table and a picture."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.figures import Chart
from evaluasi.figures.bounds_by_size import bounds_by_size
from evaluasi.impact import HonestDiD
from evaluasi.impact.honest_did import Kind, breakdown_remark, breakdown_sentence
from evaluasi.reports.display import escape
from evaluasi.reports.impact import tables
from evaluasi.reports.impact.bending import Bending
from evaluasi.reports.impact.charts import NO_CHART, effect
from evaluasi.reports.impact.designs import designs
from evaluasi.reports.impact.study import Study, answered
from evaluasi.reports.impact.words import size
from evaluasi.reports.region.words import NO_REMARK, bullets, change_unit, paragraphs
from evaluasi.text import _, number

PLACES = 3
"""Decimals of a change of slope."""


def kind_name(kind: Kind) -> str:
    """Name a kind of violation."""
    return {
        "relative_magnitude": _("kelipatan penyimpangan terbesar sebelum mulai"),
        "smoothness": _("perubahan kemiringan per tahun"),
    }[kind]


@answered("")
def sentences(study: Study) -> str:
    """Say what trends that are not parallel would do to the conclusion."""
    found = study.bending
    if not found.results:
        why = next(iter(found.reasons.values()))
        return _("Kepekaan terhadap tren tidak dapat dihitung: {why}").format(why=escape(why))
    lead = _(
        "{design}, {before} tahun sebelum dan {after} tahun sejak mulai yang dimiliki semua "
        "angkatan: rata-rata {estimate} {unit}, selang 95% {low} sampai {high} bila trennya "
        "sejajar."
    ).format(
        before=number(-found.first - 1),
        after=number(found.last + 1),
        design=_design(found),
        estimate=size(next(iter(found.results.values())).estimate, study),
        unit=change_unit(study.question.series),
        low=size(found.original[0], study),
        high=size(found.original[1], study),
    )
    if found.holds_zero and not any(result.breakdown for result in found.results.values()):
        told = _(
            "Selang itu sudah memuat nol, jadi tidak ada kesimpulan yang dapat gugur. Di bawah "
            "ini tampak seberapa lebar selangnya bila trennya boleh menyimpang."
        )
        return paragraphs(lead, told, _few())
    verdicts = [_verdict(found, kind, result) for kind, result in found.results.items()]
    return paragraphs(lead, bullets(verdicts), _few())


def _verdict(found: Bending, kind: Kind, result: HonestDiD) -> str:
    """Say at which size a conclusion falls; an interval that holds zero carries none."""
    name = kind_name(kind).capitalize()
    if not found.holds_zero:
        return f"{name}: {breakdown_sentence(result)}"
    if result.breakdown == 0:
        told = _("selang semula sudah memuat nol, jadi tidak ada kesimpulan yang dapat gugur.")
        return f"{name}: {told}"
    return _(
        "{name}: dengan meneruskan tren lurus dari sebelum mulai, selangnya tidak memuat nol, "
        "padahal selang semula memuatnya; tanda itu hilang bila kemiringannya boleh berubah {m} "
        "per tahun: petunjuk, bukan pengaruh yang ditemukan."
    ).format(name=name, m=number(result.breakdown, PLACES))


def _few() -> str:
    return _(
        "Koefisiennya dianggap normal dengan kovarians yang diketahui; dengan wilayah sesedikit "
        "ini selangnya cenderung terlalu sempit."
    )


@answered(tables.NOTHING)
def table(study: Study) -> pd.DataFrame:
    """Return the interval at every size of violation."""
    rows = [
        {
            _("Penyimpangan"): kind_name(kind).capitalize(),
            _("Ukuran m"): row["m"],
            tables.LOW: row["ci_low"],
            tables.HIGH: row["ci_high"],
            _("Memuat nol"): _holds(row["ci_low"], row["ci_high"]),
        }
        for kind, result in study.bending.results.items()
        for row in result.to_frame().to_dict("records")
    ]
    frame = pd.DataFrame(rows)
    if frame.empty:
        return tables.NOTHING
    ends = [tables.LOW, tables.HIGH]
    unbounded = np.isinf(frame[ends].to_numpy(dtype=float)).any(axis=1)
    frame[tables.REMARK] = [_("tidak terbatas") if far else NO_REMARK for far in unbounded]
    frame[ends] = frame[ends].where(np.isfinite(frame[ends]))
    return tables.stamped(frame, study)


def _holds(low: float, high: float) -> str:
    if np.isnan(low) or np.isnan(high):
        return _("tidak ada selang")
    return _("ya") if low <= 0 <= high else _("tidak")


@answered(NO_CHART)
def magnitudes(study: Study) -> Chart | None:
    """Draw the intervals by the size of a violation, the original first."""
    return _chart(study, "relative_magnitude")


@answered(NO_CHART)
def slopes(study: Study) -> Chart | None:
    """Draw the intervals by the change of slope, the original first."""
    return _chart(study, "smoothness")


def _chart(study: Study, kind: Kind) -> Chart | None:
    result = study.bending.results.get(kind)
    if result is None:
        return None
    frame = result.to_frame()
    rows = {_("Semula: tren sejajar"): study.bending.original}
    places = 1 if kind == "relative_magnitude" else PLACES
    for m, low, high in zip(frame["m"], frame["ci_low"], frame["ci_high"], strict=True):
        rows[f"m = {number(m, places)}"] = (low, high)
    data = pd.DataFrame(rows, index=["bawah", "atas"]).T
    return bounds_by_size(
        tables.stamped(data, study), measure=effect(study), breakdown=_remark(study.bending, result)
    )


def _remark(found: Bending, result: HonestDiD) -> str:
    if found.holds_zero:
        return _("selang semula sudah memuat nol")
    return breakdown_remark(result)


def _design(found: Bending) -> str:
    return next(design.name for design in designs() if design.key == found.design)
