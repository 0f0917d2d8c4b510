"""One region's own effect: its gap from its synthetic control, or why it can't be told.

All treated regions of a province are compared once for all their reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from evaluasi.errors import EvaluasiError
from evaluasi.figures import Chart
from evaluasi.reports.display import escape
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.impact import study
from evaluasi.reports.impact.alone import Alone, one_by_one
from evaluasi.reports.impact.alone_charts import NEAR, gap_chart
from evaluasi.reports.region.awards import IGA
from evaluasi.reports.region.impact import OUTCOMES, QUOTED
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK, change_unit, mentioned
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.tables import provenance, series
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, number, signed

STANDS_OUT = 0.05


@dataclass(frozen=True, eq=False)
class Found:
    """What is found of the treated regions by one outcome, or why nothing can be."""

    outcome: str
    regions: tuple[Alone, ...] = ()
    refusal: str = ""

    def of(self, kode: str) -> Alone | None:
        """Return what is found of one region; None where it isn't treated."""
        return next((one for one in self.regions if one.unit == kode), None)


def sentence(subject: Subject) -> str:
    """Tell the region's own gap in poverty with its rank, or why there is none."""
    found = _found(subject)
    if not found:
        return ""
    own = found[0].of(subject.kode)
    if own is None:
        return _("Pengaruh di {name} sendiri tidak dapat ditaksir: {why}").format(
            name=subject.said, why=escape(_absent(subject, found[0]))
        )
    if own.result is None:
        return _("Pengaruh di {name} sendiri tidak dapat ditaksir: {why}").format(
            name=subject.said, why=escape(own.reason)
        )
    return _told(subject, own)


def _absent(subject: Subject, found: Found) -> str:
    """Say why a region isn't among the treated ones."""
    if subject.data.awards(subject.kode).empty:
        return _("penghargaannya tidak tercatat, jadi tidak ada tahun mulai.")
    return found.refusal or _("belum ada nilai sesudah penghargaannya.")


def _told(subject: Subject, own: Alone) -> str:
    assert own.result is not None  # refusals are told by the caller
    result, catalogue = own.result, series.get(QUOTED)
    places = max(catalogue.desimal, 2)
    if not own.readable:
        return _(
            "{name} tidak dapat dibandingkan dengan kendali sintetisnya: campuran wilayah lain "
            "tidak dapat meniru jalurnya sebelum {year} (galat {rmspe} {unit})."
        ).format(
            name=subject.said,
            year=own.start,
            rmspe=number(result.rmspe, places),
            unit=change_unit(catalogue),
        )
    near = result.ranks[result.ranks["batas"] == NEAR].iloc[0]
    told = _(
        "Sejak {year}, {outcome} {name} rata-rata {gap} {unit} {side} kendali sintetisnya, yaitu "
        "campuran {donors} wilayah yang tidak tercatat menerima dan paling mirip sebelumnya (galat "
        "{rmspe}). Dibandingkan dengan wilayah tidak tercatat yang diperlakukan seolah-olah "
        "menerima, selisih itu peringkat {rank} dari {n} (1: paling menonjol), {near} dari "
        "{near_n} di antara yang secocok."
    ).format(
        year=own.start,
        outcome=mentioned(catalogue),
        name=subject.said,
        gap=number(abs(result.estimate), places),
        unit=change_unit(catalogue),
        side=_("di atas") if result.estimate > 0 else _("di bawah"),
        donors=number(len(result.weights)),
        rmspe=number(result.rmspe, places),
        rank=number(int(result.ranks["peringkat"].iloc[0])),
        n=number(int(result.ranks["n_placebo"].iloc[0]) + 1),
        near=number(int(near["peringkat"])),
        near_n=number(int(near["n_placebo"]) + 1),
    )
    return f"{told} {_verdict(result.p)}"


def _verdict(p: float) -> str:
    if p > STANDS_OUT:
        return _(
            "Selisih semacam itu juga muncul pada wilayah yang tidak tercatat: belum ada bukti "
            "bahwa penghargaan mengubahnya."
        )
    return _(
        "Selisih itu menonjol, tetapi di antara banyak wilayah yang diperiksa satu selisih semacam "
        "itu dapat terjadi kebetulan; ia petunjuk, bukan bukti."
    )


def chart(subject: Subject) -> Chart | None:
    """Draw the region's gap in poverty before its placebos; None where it can't be read."""
    found = _found(subject)
    own = found[0].of(subject.kode) if found else None
    if own is None or not own.readable:
        return None
    return gap_chart(own, series.get(QUOTED), subject.name)


def table(subject: Subject) -> pd.DataFrame:
    """Return the region's gap in every outcome, or why there is none; empty if not treated."""
    mine = [(found.outcome, own) for found in _found(subject) if (own := found.of(subject.kode))]
    if not mine:
        return pd.DataFrame()
    frame = pd.DataFrame([_row(outcome, own) for outcome, own in mine])
    origins = [own.result.provenance for _o, own in mine if own.result is not None]
    known = [origin for origin in origins if origin is not None]
    return provenance.stamp(frame, provenance.Provenance.merge(*known)) if known else frame


def _row(outcome: str, own: Alone) -> dict[str, str]:
    catalogue, result = series.get(outcome), own.result
    places = max(catalogue.desimal, 2)
    head = {
        _("Capaian"): catalogue.nama,
        _("Satuan"): change_unit(catalogue),
        _("Data"): f"{own.years[0]}–{own.years[1]}",
    }
    names = (_("Selisih"), _("Galat sebelum mulai"), _("Peringkat"), _("Nilai p"))
    if result is None:
        return head | dict.fromkeys(names, NO_REMARK) | {_("Catatan"): own.reason}
    first = result.ranks.iloc[0]
    said = (
        signed(result.estimate, places),
        number(result.rmspe, places),
        _("{rank} dari {n}").format(
            rank=number(int(first["peringkat"])), n=number(int(first["n_placebo"]) + 1)
        ),
        number(result.p, 3),
    )
    remark = NO_REMARK if own.readable else _("kecocokan buruk, tidak dibaca")
    return head | dict(zip(names, said, strict=True)) | {_("Catatan"): remark}


@lru_cache(maxsize=1)  # each part of the section asks again
def _found(subject: Subject) -> tuple[Found, ...]:
    """Return what is found by outcome, poverty first; nothing for a province itself."""
    if subject.kind not in SECOND_LEVEL:
        return ()
    if subject.key is None:
        return _compared(subject.data, subject.parent)
    return _shared(subject.key, subject.parent)


@bersama
def _shared(key: Key, province: str) -> tuple[Found, ...]:
    return _compared(opened(key), province)


def _compared(data: Dataset, province: str) -> tuple[Found, ...]:
    return tuple(_by_outcome(data, province, outcome) for outcome in OUTCOMES)


def _by_outcome(data: Dataset, province: str, outcome: str) -> Found:
    try:
        asked = study(data, outcome, IGA, province)
        return Found(outcome, one_by_one(asked.question))
    except EvaluasiError as fault:
        return Found(outcome, refusal=" ".join([fault.problem, *fault.faults]))
