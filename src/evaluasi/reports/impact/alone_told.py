"""Regions one at a time, in words, tables and pictures."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from evaluasi import impact as im
from evaluasi.figures import Chart
from evaluasi.impact import SyntheticControl
from evaluasi.reports.display import escape
from evaluasi.reports.impact import tables
from evaluasi.reports.impact.alone import Alone, best_fitting
from evaluasi.reports.impact.alone_charts import NEAR, gap_chart, path_chart
from evaluasi.reports.impact.charts import NO_CHART
from evaluasi.reports.impact.study import Study, answered
from evaluasi.reports.impact.words import size
from evaluasi.reports.region.words import NO_REMARK, bullets, paragraphs
from evaluasi.text import _, number

MOST_DRAWN = 2
NOBODY: tuple[Alone, ...] = ()
LEVEL = 0.05

RMSPE, RANK, NEAR_RANK = _("Galat sebelum mulai"), _("Peringkat"), _("Peringkat, yang secocok")


@answered("")
def sentences(study: Study) -> str:
    """Say how many regions can be compared alone, why the others can't, and what was found."""
    found = study.alone
    usable = [one for one in found if one.readable]
    poor = [one for one in found if one.result is not None and not one.readable]
    lead = _(
        "{n} dari {all} wilayah yang diperlakukan dapat dibandingkan dengan kendali sintetisnya: "
        "campuran wilayah tanpa catatan perlakuan yang paling mirip sebelum mulai."
    ).format(n=number(len(usable)), all=number(len(found)))
    why = Counter(one.reason for one in found if one.result is None)
    told = [
        _("{n} wilayah ditolak: {why}").format(n=number(times), why=escape(reason))
        for reason, times in why.most_common()
    ]
    if poor:
        told.append(
            _("{n} wilayah kecocokannya sebelum mulai buruk: selisihnya tidak dibaca.").format(
                n=number(len(poor))
            )
        )
    return paragraphs(lead, bullets(told), _verdict(usable))


def _verdict(usable: list[Alone]) -> str:
    """Say how many gaps stand out of their placebos, before and after correction."""
    p = {one.unit: one.result.p for one in usable if one.result is not None}
    if not p:
        return ""
    false = [one.result for one in usable if one.result is not None and len(one.result.in_time)]
    beaten = sum(abs(_farthest(r.in_time["selisih"]) or 0) >= abs(r.estimate) for r in false)
    standing = [unit for unit, value in p.items() if value <= LEVEL]
    corrected = im.adjust_p(p)
    return _(
        "Selisih {n} dari {all} wilayah menonjol di antara placebonya (p ≤ 0,05) sebelum "
        "dikoreksi atas banyaknya wilayah, {after} sesudahnya (Holm); p terkecil yang mungkin "
        "di sini {least}. Pada {beaten} dari {false} wilayah, tahun mulai palsu sebelum itu "
        "memberi selisih yang sama besar atau lebih."
    ).format(
        beaten=number(beaten),
        false=number(len(false)),
        n=number(len(standing)),
        all=number(len(p)),
        after=number(int((corrected <= LEVEL).sum())),
        least=number(min(_least(one.result) for one in usable if one.result is not None), 3),
    )


def _least(result: SyntheticControl) -> float:
    return 1 / (int(result.ranks["n_placebo"].iloc[0]) + 1)


@answered(tables.NOTHING)
def table(study: Study) -> pd.DataFrame:
    """Return every treated region: its gap with rank, or why there is none."""
    names = _names(study)
    rows = [
        {
            _("Wilayah"): names[one.unit],
            _("Mulai"): str(one.start),
            _("Tahun sebelum"): _years_before(one),
        }
        | _numbers(one.result)
        | {tables.REMARK: _remark(study, one)}
        for one in study.alone
    ]
    return tables.stamped(pd.DataFrame(rows), study)


def _years_before(one: Alone) -> int | None:
    return None if one.result is None else int((~one.result.table["sesudah"]).sum())


def _numbers(result: SyntheticControl | None) -> dict[str, object]:
    if result is None:
        return {tables.ESTIMATE: None, RMSPE: None, RANK: "", NEAR_RANK: "", tables.P: None}
    near = result.ranks[result.ranks["batas"] == NEAR].iloc[0]
    return {
        tables.ESTIMATE: result.estimate,
        RMSPE: result.rmspe,
        RANK: _rank(result.ranks.iloc[0]),
        NEAR_RANK: _rank(near),
        tables.P: result.p,
    }


def _rank(row: pd.Series) -> str:
    return _("{rank} dari {n}").format(
        rank=number(int(row["peringkat"])), n=number(int(row["n_placebo"]) + 1)
    )


def _remark(study: Study, one: Alone) -> str:
    if one.result is None:
        return one.reason
    told = []
    if not one.readable:
        told.append(_("kecocokan buruk"))
    if one.years[0] != int(study.panel.times[0]):
        told.append(_("data sejak {year}").format(year=one.years[0]))
    return "; ".join(told) or NO_REMARK


@answered(tables.NOTHING)
def tests(study: Study) -> pd.DataFrame:
    """Return what could have shown a region's gap to be wrong: false starts, other donors."""
    names = _names(study)
    others = [found for _label, found in study.alone_otherwise]
    rows = []
    for one in study.alone:
        if one.result is None or not one.readable:
            continue
        elsewhere = [
            other.result.estimate
            for found in others
            for other in found
            if other.unit == one.unit and other.readable and other.result is not None
        ]
        rows.append(
            {
                _("Wilayah"): names[one.unit],
                tables.ESTIMATE: one.result.estimate,
                _("Tahun mulai palsu, selisih terjauh"): _farthest(one.result.in_time["selisih"]),
                _("Tanpa satu donor"): _span(study, one.result.without_donors["taksiran"]),
                _("Pembacaan lain"): _span(study, elsewhere),
                _("Pembacaan yang lolos"): _("{n} dari {all}").format(
                    n=number(len(elsewhere)), all=number(len(others))
                ),
            }
        )
    return tables.stamped(pd.DataFrame(rows), study)


def _farthest(gaps: pd.Series) -> float | None:
    return None if gaps.empty else float(gaps.iloc[int(np.argmax(gaps.abs()))])


def _span(study: Study, values: pd.Series | list[float]) -> str:
    known = [float(value) for value in values]
    if not known:
        return "–"
    low, high = size(min(known), study), size(max(known), study)
    return low if low == high else _("{low} sampai {high}").format(low=low, high=high)


@answered(tables.NOTHING)
def readings(study: Study) -> pd.DataFrame:
    """Return what is left of the regions' gaps under every other reading."""
    main = {o.unit: o.result.estimate for o in study.alone if o.readable and o.result is not None}
    rows = []
    for label, found in study.alone_otherwise:
        usable = {o.unit: o.result for o in found if o.readable and o.result is not None}
        both = [unit for unit in usable if unit in main]
        same = sum(np.sign(usable[unit].estimate) == np.sign(main[unit]) for unit in both)
        rows.append(
            {
                _("Pembacaan"): label,
                _("Diperlakukan"): len(found),
                _("Lolos"): len(usable),
                _("Tandanya tetap"): _("{n} dari {all}").format(
                    n=number(int(same)), all=number(len(both))
                )
                if both
                else "–",
                _("Nilai p terkecil"): min((r.p for r in usable.values()), default=None),
            }
        )
    return tables.stamped(pd.DataFrame(rows), study)


@answered(tables.NOTHING)
def donors(study: Study) -> pd.DataFrame:
    """Return the donors of every region with their weights."""
    names = _names(study)
    rows = [
        {
            _("Wilayah"): names[one.unit],
            _("Donor"): names[str(donor)],
            _("Bobot"): weight,
        }
        for one in study.alone
        if one.result is not None
        for donor, weight in one.result.weights.itertuples(index=False)
    ]
    return tables.stamped(pd.DataFrame(rows), study)


@answered(tables.NOTHING)
def balance(study: Study) -> pd.DataFrame:
    """Return how alike the mixture is in the predictors; empty where only the path was fitted."""
    names = _names(study)
    parts = [
        pd.DataFrame(
            {
                _("Wilayah"): names[one.unit],
                _("Prediktor"): one.result.balance["prediktor"],
                _("Kepentingan"): one.result.balance["kepentingan"],
                _("Wilayah ini"): one.result.balance["unit"],
                _("Sintetis"): one.result.balance["sintetis"],
                _("Rata-rata donor"): one.result.balance["rata_donor"],
            }
        )
        for one in study.alone
        if one.result is not None and study.covariates
    ]
    return tables.stamped(pd.concat(parts, ignore_index=True), study) if parts else tables.NOTHING


@answered(tables.NOTHING)
def paths(study: Study) -> pd.DataFrame:
    """Return the actual and the synthetic path of every region, year by year."""
    names = _names(study)
    parts = [
        pd.DataFrame(
            {
                _("Wilayah"): names[one.unit],
                _("Tahun"): one.result.table["time"].astype(int),
                _("Nyata"): one.result.table["nyata"],
                _("Sintetis"): one.result.table["sintetis"],
                _("Selisih"): one.result.table["selisih"],
                _("Sejak mulai"): one.result.table["sesudah"].map({True: _("ya"), False: ""}),
            }
        )
        for one in study.alone
        if one.result is not None
    ]
    return tables.stamped(pd.concat(parts, ignore_index=True), study) if parts else tables.NOTHING


@answered(NOBODY)
def drawn(study: Study) -> tuple[Alone, ...]:
    """Return the regions to draw: the best fitting ones, whatever came after."""
    return best_fitting(study.alone, MOST_DRAWN)


def name(study: Study, one: Alone) -> str:
    """Name a region."""
    return _names(study)[one.unit]


@answered(NO_CHART)
def path(study: Study) -> Chart | None:
    """Draw the path of the best fitting region beside its synthetic one."""
    found = drawn(study)
    return path_chart(found[0], study.question.series, name(study, found[0])) if found else None


def gap(study: Study, one: Alone) -> Chart | None:
    """Draw the gap of one region in front of those of its placebos."""
    return gap_chart(one, study.question.series, name(study, one))


def _names(study: Study) -> dict[str, str]:
    listed = study.question.ds.wilayah
    return dict(zip(listed["kode"], listed["nama"], strict=True))
