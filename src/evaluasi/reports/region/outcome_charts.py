"""Outcomes as pictures: series over the years, and the latest values side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluasi.figures import Chart, Measure, Panel, dot_with_peers, line_with_peers, small_multiples
from evaluasi.reports.region import awards as recorded
from evaluasi.reports.region.positions import headlines, positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.values import values
from evaluasi.reports.region.words import called
from evaluasi.tables import provenance
from evaluasi.tables.series import SERIES, Series
from evaluasi.text import _

LINES = ("p0", "tpt", "ipm_baru", "ipm_lama")
"""Outcomes with a chart of their own; the two IPM series are two charts and never one line."""

PANELS = ("hls", "rls", "uhh_baru", "uhh_lama", "pengeluaran", "pdrb_pk", "pdrb_pk_adhb",
          "pertumbuhan", "gini", "garis_kemiskinan", "penduduk_miskin", "pad")  # fmt: skip

DECEMBER = 0.75
"""IGA is announced in December; a value of March stands at its year, December nine months on."""


def line(subject: Subject, code: str, *, awards: bool = False) -> Chart | None:
    """Draw one outcome with group and peers; None where the region has no value.

    Parameters
    ----------
    subject : Subject
    code : str
        Code of the outcome.
    awards : bool
        Mark the IGA awards on file.
    """
    data, excluded = _values(subject, code)
    if subject.kode not in data.index or data.loc[subject.kode].isna().all():
        return None
    return line_with_peers(
        data,
        subject.kode,
        measure=_measure(SERIES[code]),
        labels=subject.names,
        peers=subject.peers.codes,
        group=subject.group_words,
        events=award_marks(subject) if awards else None,
        cautions=_stretches(subject, code),
        excluded=excluded,
    )


def award_marks(subject: Subject) -> dict[float, str]:
    """Return the IGA awards on file as marks on a March series: December of their year."""
    doubts = recorded.doubts(subject)
    return {
        int(year) + DECEMBER: _("IGA {year} ({doubt})").format(year=year, doubt=doubts[year])
        if year in doubts
        else _("IGA {year}").format(year=year)
        for year in sorted(set(subject.data.awards(subject.kode)["tahun"]))
    }


def panels(subject: Subject) -> Chart | None:
    """Draw the other outcomes as small panels; None where the region has no value at all."""
    drawn = []
    for code in PANELS:
        data, excluded = _values(subject, code)
        if subject.kode in data.index and data.loc[subject.kode].notna().any():
            drawn.append(Panel(data, subject.kode, _measure(SERIES[code]), excluded=excluded))
    if not drawn:
        return None
    return small_multiples(
        drawn,
        title=_("Capaian lain {name}").format(name=subject.name),
        labels=subject.names,
        group=subject.group_words,
    )


def dots(subject: Subject) -> Chart | None:
    """Draw the latest main outcomes between worst and best of the group; None without any."""
    found = [position for position in headlines(positions(subject)) if position.n > 1]
    if not found:
        return None
    rows, origins = {}, []
    for position in found:
        code = position.series.kode
        drawn = subject.data.series(code, subject.members, [position.year], trend=True)
        rows[code] = drawn[position.year]
        origins.append(provenance.of(drawn))
    data = pd.DataFrame(rows).T
    known = [origin for origin in origins if origin is not None]
    if known:
        provenance.stamp(data, provenance.Provenance.merge(*known))
    return dot_with_peers(
        data,
        subject.kode,
        measures={position.series.kode: _measure(position.series) for position in found},
        title=_("Posisi {name} pada indikator pokok").format(name=subject.name),
        labels=subject.names,
        peers=subject.peers.codes,
        group=subject.group_words,
        years={position.series.kode: position.year for position in found},
        order="data",
    )


def _measure(series: Series) -> Measure:
    return Measure(called(series), series.satuan, series.desimal, series.arah)  # type: ignore[arg-type]  # the catalogue holds arah to the three


def _values(subject: Subject, code: str) -> tuple[pd.DataFrame, frozenset[tuple[str, int]]]:
    """Return all values of the group, and the cells that trends and spread must leave out."""
    found = values(subject, code)
    if found is None:
        return pd.DataFrame(), frozenset()
    everything = found.on_file.copy(deep=False)
    years = [int(year) for year in everything.columns]
    doubtful = everything.notna() & found.trusted.isna()
    cells = {(kode, year) for year in years for kode in doubtful.index[doubtful[year]]}
    barred = SERIES[code].excluded(subject.members, years)
    return everything, barred | cells


def _stretches(subject: Subject, code: str) -> Mapping[tuple[int, int], str]:
    """Return the years whose month or base differs from the latest value's, with that word."""
    cells = subject.data.capaian
    own = cells[(cells["kode"] == subject.kode) & (cells["indikator"] == code)]
    own = own.sort_values("tahun")
    found: dict[tuple[int, int], str] = {}
    for column in ("acuan_waktu", "seri"):
        words = own.set_index("tahun")[column].fillna("")
        differing = words[(words != words.iloc[-1]) & (words != "")]
        for word, years in differing.groupby(differing).groups.items():
            found[int(min(years)), int(max(years))] = str(word)
    return found
