"""The innovations that the region reported: how many, at which stage, by whom, since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evaluasi import rubrics
from evaluasi.figures import Chart, Measure, line_with_peers
from evaluasi.quality.coverage_offices import Place, folded
from evaluasi.quality.coverage_region import affairs
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import paragraphs
from evaluasi.rubrics.affairs import BASIC_SERVICES
from evaluasi.scoring.iid_levels import merged_provenance
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

TABLE = "inovasi"
STAGES = ("inisiatif", "uji coba", "penerapan")


def on_file(subject: Subject) -> pd.DataFrame:
    """Return the region's innovations, oldest edition first."""
    rows = subject.rows_of(TABLE)
    return rows.sort_values(["tahun", "judul", "id"], kind="stable", ignore_index=True)


def last_edition(subject: Subject) -> int | None:
    """Return the latest edition with innovations of the region; None without any."""
    rows = on_file(subject)
    return None if rows.empty else int(rows["tahun"].max())


def sentences(subject: Subject) -> str:
    """Say what the region reported for its latest edition, or that nothing is on file."""
    editions = _editions(subject)
    if not editions:
        return _(
            "Daftar inovasi {name} belum dimuat dalam dataset ini, sehingga jumlah, tahapan, dan "
            "kematangannya belum dapat diuraikan."
        ).format(name=subject.said)
    return paragraphs(
        _counted(subject, editions),
        _(
            "Jumlah, tahapan, dan level adalah yang dilaporkan daerah sendiri; banyaknya inovasi "
            "bukan ukuran mutunya."
        ),
    )


def brief(subject: Subject) -> str:
    """Say in a sentence or two how many were reported; empty where none are on file."""
    editions = _editions(subject)
    return _counted(subject, editions) if editions else ""


def by_edition(subject: Subject) -> pd.DataFrame:
    """Table of the innovations by edition: number, stages, offices, basic-service affairs."""
    editions = _editions(subject)
    if not editions:
        return pd.DataFrame()
    found = pd.DataFrame(editions)
    columns = {
        "tahun": _("Edisi"),
        "inovasi": _("Inovasi"),
        "inisiatif": _("Inisiatif"),
        "uji coba": _("Uji coba"),
        "penerapan": _("Penerapan"),
        "tanpa_tahapan": _("Tahapan tidak tercatat"),
        "opd": _("OPD"),
        "urusan": _("Urusan pelayanan dasar (dari 6)"),
    }
    if not found["tanpa_tahapan"].any():
        del columns["tanpa_tahapan"]
    return with_origin(subject, found[list(columns)].rename(columns=columns))


def chart(subject: Subject) -> Chart | None:
    """Draw the number of innovations by edition beside the group; None below two editions."""
    rows = subject.data.table(TABLE)
    rows = rows[rows["kode"].isin(subject.members)]
    counts = rows.groupby(["kode", "tahun"]).size().unstack("tahun").astype("float64")
    counts.columns = [int(year) for year in counts.columns]
    if subject.kode not in counts.index or counts.loc[subject.kode].notna().sum() < 2:
        return None
    return line_with_peers(
        with_origin(subject, counts),
        subject.kode,
        measure=Measure(_("Inovasi yang dilaporkan"), _("inovasi"), 0),
        labels=subject.names,
        peers=subject.peers.codes,
        group=subject.group_words,
    )


def with_origin(subject: Subject, frame: pd.DataFrame, *others: str) -> pd.DataFrame:
    """Write on a frame that it rests on the innovations and on the other tables named."""
    tables = (subject.data.table(name) for name in (TABLE, *others))
    origin = merged_provenance(tables) or subject.data.provenance
    return provenance.stamp(frame, origin)


def _editions(subject: Subject) -> list[dict[str, int]]:
    rows = on_file(subject)
    years = rows["tahun"].unique().tolist()
    return [_edition(subject, year, rows[rows["tahun"] == year]) for year in years]


def _edition(subject: Subject, year: int, rows: pd.DataFrame) -> dict[str, int]:
    place = Place(subject.names[subject.kode], subject.kind)
    offices = {folded(name, place) for name in rows["opd"].dropna()} - {""}
    stages = {stage: int((rows["tahapan"] == stage).sum()) for stage in STAGES}
    return {
        "tahun": year,
        "inovasi": len(rows),
        **stages,
        "tanpa_tahapan": len(rows) - sum(stages.values()),
        "opd": len(offices),
        "urusan": affairs(rows, rubrics.of_edition(year)).covered,
    }


def _counted(subject: Subject, editions: Sequence[Mapping[str, int]]) -> str:
    edition = editions[-1]
    stages = [f"{number(edition[stage])} {stage}" for stage in STAGES if edition[stage]]
    if edition["tanpa_tahapan"]:
        stages.append(
            _("{n} tanpa tahapan yang tercatat").format(n=number(edition["tanpa_tahapan"]))
        )
    offices = (
        _(" dari {n} organisasi perangkat daerah (OPD)").format(n=number(edition["opd"]))
        if edition["opd"]
        else ""
    )
    told = _("Untuk edisi {year} tercatat {n} inovasi {name}{offices}: {stages}.").format(
        year=edition["tahun"],
        n=number(edition["inovasi"]),
        name=subject.said,
        offices=offices,
        stages=listing(stages),
    )
    covered = _("Urusan utamanya mencakup {n} dari {all} urusan pelayanan dasar.").format(
        n=number(edition["urusan"]), all=number(len(BASIC_SERVICES))
    )
    return " ".join(part for part in (told, _moved(editions), covered) if part)


def _moved(editions: Sequence[Mapping[str, int]]) -> str:
    """Say how the number changed since the edition before, as far as both are on file."""
    if len(editions) < 2:
        return ""
    before, last = editions[-2:]
    words = {
        -1: _("Jumlah itu lebih sedikit daripada edisi {year} ({n})."),
        0: _("Jumlah itu sama dengan edisi {year}."),
        1: _("Jumlah itu lebih banyak daripada edisi {year} ({n})."),
    }
    sign = (last["inovasi"] > before["inovasi"]) - (last["inovasi"] < before["inovasi"])
    return words[sign].format(year=before["tahun"], n=number(before["inovasi"]))
