"""Survival in sentences, and handed to the chart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.sustainability.lasting.bounds import ALL_ENDED, ALL_RUN
from evaluasi.sustainability.lasting.curve import Estimate
from evaluasi.text import _, number, percent

if TYPE_CHECKING:
    from evaluasi.figures import Chart
    from evaluasi.sustainability.lasting.result import Survival


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

    event = _("Belum {event}").format(event=_event(found))
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
    text = _("{n} inovasi teramati: {ended} {event}, {absorbed} diserap.").format(
        n=number(found.n_units),
        ended=number(found.n_ended),
        event=_event(found),
        absorbed=number(found.n_absorbed),
    )
    if found.n_unvisited:
        text += " " + _("{n} belum pernah diperiksa.").format(n=number(found.n_unvisited))
    if len(found.dropped):
        why = found.dropped["alasan"].value_counts()
        listed = "; ".join(_("{n} {why}").format(n=number(n), why=w) for w, n in why.items())
        text += " " + _("Tidak dipakai: {listed}.").format(listed=listed)
    return text


def _headline(found: Survival) -> str:
    share = _("Belum {event} pada pemeriksaan terverifikasi terakhir: {share}.").format(
        event=_event(found), share=found.share.summary()
    )
    if found.method == "tepat":
        outside = _("tahun yang diminta di luar rentang dengan sedikitnya 5 inovasi berisiko")
        why = found.reason or found.grouped.reason.rstrip(".") or outside
        why = why[:1].lower() + why[1:]
        return share + " " + _("Kurva tidak ditaksir: {why}.").format(why=why)
    given = (
        _(" bagi yang masih berjalan pada tahun {start}").format(start=number(found.start, 1))
        if found.start > 0
        else ""
    )
    unabsorbed = _(", seandainya tidak diserap") if found.n_absorbed else ""
    chance = _(
        "Peluang belum {event} sampai tahun {at}{given}{unabsorbed}: {value} (selang {level}% "
        "{ci})."
    ).format(
        event=_event(found),
        at=number(round(found.at, 1)),
        given=given,
        unabsorbed=unabsorbed,
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
    if math.isinf(median.ci[0]):
        return f"{text}\n" + _("Median (tanggal ditemukan): belum tercapai.")
    middle, low, high = (
        number(years, 1) if math.isfinite(years) else _("belum tercapai")
        for years in (median.estimate, *median.ci)
    )
    told = _("Median (tanggal ditemukan): {middle} (selang {low} sampai {high}, tahun).")
    return f"{text}\n" + told.format(middle=middle, low=low, high=high)


def _competing(found: Survival) -> str:
    if found.incidence is None or found.incidence.reason or math.isnan(found.at):
        return ""
    ended, absorbed = (found.incidence.at(found.at, cause) for cause in ("berhenti", "diserap"))
    return _(
        "Sampai tahun {at} (tanggal ditemukan): {event} {ended} ({ended_ci}), diserap {absorbed} "
        "({absorbed_ci}); keduanya bersaing, diserap bukan gagal."
    ).format(
        event=_event(found),
        at=number(round(found.at, 1)),
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
        "{n} tidak lagi terverifikasi: bagian yang belum {event} {low} bila semuanya {event}, "
        "{high} bila semuanya bertahan."
    ).format(
        event=_event(found),
        n=number(unsure),
        low=percent(100 * low, 0),
        high=percent(100 * high, 0),
    )


def _event(found: Survival) -> str:
    weak = found.settings["peristiwa"] == "melemah+berhenti"
    return _("melemah atau berhenti") if weak else _("berhenti")


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
