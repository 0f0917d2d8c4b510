"""Survival in sentences, and handed to the chart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.sustainability.bounds_unverified import ALL_ENDED, ALL_RUN
from evaluasi.sustainability.survival_curve import Estimate
from evaluasi.text import _, number, percent

if TYPE_CHECKING:
    from evaluasi.figures import Chart
    from evaluasi.sustainability.survival_result import Survival


def told(found: Survival) -> str:
    """Return the summary: counts, headline, means, competing states, bounds, groups, cautions."""
    paragraphs = [
        _counts(found),
        _headline(found),
        _means(found),
        _competing(found),
        _bounds(found),
        found.groups.summary() if found.groups else "",
        "\n".join(f"! {warning}" for warning in found.warnings),
    ]
    return "\n\n".join(part for part in paragraphs if part)


def drawn(found: Survival) -> Chart:
    """Return the step curve; one per group where groups are compared."""
    from evaluasi.figures import Measure, step_curve

    weak = found.settings["peristiwa"] == "melemah+berhenti"
    event = _("Belum melemah atau berhenti") if weak else _("Belum berhenti")
    single = {"": found.curve}
    curves = found.groups.curves if found.groups else single
    steps = pd.concat(
        [
            curve.table.assign(kelompok=name)[curve.table["S"].notna()]
            for name, curve in curves.items()
        ],
        ignore_index=True,
    )
    years = np.arange(0, np.ceil(max((c.end for c in curves.values() if not c.reason), default=0)))
    return step_curve(
        found._stamped(steps),
        measure=Measure(event, _("persen")),
        starts={name: curve.start for name, curve in curves.items() if not curve.reason},
        at_risk=pd.DataFrame(
            {name: curve.at_risk(years) for name, curve in curves.items()}, index=years.astype(int)
        ),
        level=found.level,
    )


def _counts(found: Survival) -> str:
    text = _("{n} inovasi, {ended} berakhir, {absorbed} diserap.").format(
        n=number(found.n_units), ended=number(found.n_ended), absorbed=number(found.n_absorbed)
    )
    if found.n_unvisited:
        text += " " + _("{n} belum pernah diperiksa.").format(n=number(found.n_unvisited))
    if len(found.dropped):
        why = found.dropped["alasan"].value_counts()
        listed = "; ".join(_("{n} {why}").format(n=number(n), why=w) for w, n in why.items())
        text += " " + _("Tidak dipakai: {listed}.").format(listed=listed)
    return text


def _headline(found: Survival) -> str:
    share = _("Belum berakhir pada pemeriksaan terakhir: {share}.").format(
        share=found.share.summary()
    )
    if found.method == "tepat":
        outside = _("tahun yang diminta di luar rentang dengan sedikitnya 5 inovasi berisiko")
        why = found.reason or found.grouped.reason.rstrip(".") or outside
        return share + " " + _("Kurva tidak ditaksir: {why}.").format(why=why)
    given = (
        _(" bagi yang masih berjalan pada tahun {start}").format(start=number(found.start, 1))
        if found.start > 0
        else ""
    )
    chance = _(
        "Peluang masih berjalan pada tahun {at}{given}: {value} (selang {level}% {ci})."
    ).format(
        at=number(found.at, 1),
        given=given,
        value=percent(100 * found.estimate, 0),
        level=number(100 * found.level),
        ci=_span(found.ci),
    )
    return f"{share}\n{chance}"


def _means(found: Survival) -> str:
    if found.reason or not found.n_ended or found.method == "tepat":
        return ""
    mean, median = found.restricted_mean(), found.curve.median()
    text = _("Rata-rata terbatas sampai tahun {until}: {mean} tahun{ci}.").format(
        until=number(found.curve.end, 1), mean=number(mean.estimate, 2), ci=_limits(mean)
    )
    middle = number(median.estimate, 1) if math.isfinite(median.estimate) else _("belum tercapai")
    low, high = (
        number(side, 1) if math.isfinite(side) else _("tak terhingga") for side in median.ci
    )
    told = _("Median (tanggal ditemukan): {middle} (selang {low} sampai {high}).")
    return f"{text}\n" + told.format(middle=middle, low=low, high=high)


def _competing(found: Survival) -> str:
    if found.incidence is None or found.incidence.reason or math.isnan(found.at):
        return ""
    ended, absorbed = (found.incidence.at(found.at, cause) for cause in ("berhenti", "diserap"))
    return _(
        "Sampai tahun {at} (tanggal ditemukan): {event} {ended} ({ended_ci}), diserap {absorbed} "
        "({absorbed_ci}); keduanya bersaing, diserap bukan gagal."
    ).format(
        event=_("melemah atau berhenti")
        if found.settings["peristiwa"] == "melemah+berhenti"
        else _("berhenti"),
        at=number(found.at, 1),
        ended=percent(100 * ended.estimate, 0),
        ended_ci=_span(ended.ci),
        absorbed=percent(100 * absorbed.estimate, 0),
        absorbed_ci=_span(absorbed.ci),
    )


def _bounds(found: Survival) -> str:
    table = found.bounds.set_index("anggapan")
    unsure = int(table["n_ragu"].iloc[0])
    if not unsure:
        return ""
    low, high = (float(table["bertahan"][name]) for name in (ALL_ENDED, ALL_RUN))
    return _(
        "{n} tidak lagi terverifikasi: bagian yang belum berakhir {low} bila semuanya berakhir, "
        "{high} bila semuanya bertahan."
    ).format(n=number(unsure), low=percent(100 * low, 0), high=percent(100 * high, 0))


def _span(ci: tuple[float, float]) -> str:
    return _("{low} sampai {high}").format(
        low=percent(100 * ci[0], 0), high=percent(100 * ci[1], 0)
    )


def _limits(found: Estimate) -> str:
    if math.isnan(found.ci[0]):
        return f" ({found.reason})" if found.reason else ""
    return _(" (selang {low} sampai {high})").format(
        low=number(found.ci[0], 2), high=number(found.ci[1], 2)
    )
