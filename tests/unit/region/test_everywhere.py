"""Every region, with much or hardly any data, in any reporting year, gets all its sections."""

import dataclasses

import pandas as pd
import pytest

from evaluasi.errors import ParameterError, RegionError
from evaluasi.figures import Chart
from evaluasi.reports.region import (
    about,
    aftermath,
    audit,
    audit_change,
    awards,
    designs,
    events,
    gaps,
    iid,
    leads,
    national,
    notes,
    open_subject,
    outcome_charts,
    outcomes,
    profile,
    strengths,
    summary,
)
from evaluasi.tables import provenance

SENTENCES = [
    summary.sentences, profile.sentences, profile.place_sentence, iid.sentences, iid.notes,
    national.sentence, national.note, events.facts_sentence, events.skk_sentence,
    outcomes.sentences, outcomes.cautions, awards.sentences, aftermath.sentences,
    aftermath.cautions, notes.analyst, gaps.sentences, gaps.how_to_load, about.sources_sentence,
    about.remarks, leads.outcomes_lead, leads.ipm_lead, leads.changes_lead,
    leads.aftermath_lead, leads.designs_lead, events.skk_note,
    audit.sentences, strengths.sentences, audit_change.sentence,
]  # fmt: skip
TABLES = [
    profile.facts, profile.peers, iid.table, national.table, events.facts, events.skk_winners,
    outcomes.standing, outcomes.changes, awards.table, aftermath.first_changes,
    aftermath.later_changes, aftermath.uncertainty, designs.table, gaps.wanted, about.sources,
    about.settings, strengths.verdicts, strengths.contributions, strengths.levers,
]  # fmt: skip
CHARTS = [
    profile.tile_map, outcome_charts.dots, outcome_charts.panels, aftermath.chart, audit.chart,
    lambda s: outcome_charts.line(s, "p0", awards=True), lambda s: outcome_charts.line(s, "tpt"),
    lambda s: outcome_charts.line(s, "ipm_baru"), lambda s: outcome_charts.line(s, "ipm_lama"),
]  # fmt: skip
EAST_JAVA = ["35", *(f"35.{n:02d}" for n in (*range(1, 30), *range(71, 80)))]
ELSEWHERE = ["11", "31.71", "32.04", "91.03", "93.01", "94.01", "95.01", "96.71"]


def holds(subject, charts=True):
    for section in SENTENCES:
        said = section(subject)
        assert isinstance(said, str)
        assert not any(word in said.split() for word in ("nan", "None", "<NA>", "NaT", "{name}"))
    for section in TABLES:
        frame = section(subject)
        assert isinstance(frame, pd.DataFrame)
        assert not frame.astype("str").isin(["nan", "None", "NaT"]).where(frame.notna()).any().any()
    for section in CHARTS if charts else ():
        chart = section(subject)
        assert chart is None or (isinstance(chart, Chart) and chart.alt.endswith("."))


@pytest.mark.parametrize("kode", EAST_JAVA)
def test_every_region_of_east_java(opened, kode):
    holds(opened(kode), charts=False)


@pytest.mark.parametrize("kode", ["35.79", "35.10", "35.27", "35.74", "35"])
def test_charts_of_regions_with_and_without_awards(opened, kode):
    holds(opened(kode))


@pytest.mark.parametrize("kode", ELSEWHERE)
def test_regions_with_hardly_any_data(opened, kode):
    holds(opened(kode, data="nasional"))


@pytest.mark.parametrize("year", [2000, 2007, 2010, 2012, 2016, 2018, 2021])
@pytest.mark.parametrize("kode", ["35.74", "35.10"])
def test_every_reporting_year(opened, kode, year):
    holds(opened(kode, year), charts=year in (2000, 2012))


def test_nothing_on_file_is_said_not_left_blank(opened):
    subject = opened("11", data="nasional")
    assert outcomes.sentences(subject).startswith("Belum ada data capaian untuk Provinsi Aceh")
    assert "Belum ada data persentase penduduk miskin untuk Provinsi Aceh." in (
        outcomes.absent(subject, "p0")
    )
    assert "belum ada pada dataset ini" in profile.sentences(subject)


@pytest.mark.parametrize("kode", ["35.79", "35.10"])
def test_each_table_and_chart_knows_its_sources(opened, kode):
    subject = opened(kode)
    for section in [*TABLES, *CHARTS]:
        if section is gaps.wanted:
            continue
        shown = section(subject)
        frame = getattr(shown, "data", shown)
        if frame is None or frame.empty:
            continue
        assert provenance.of(frame) is not None, section


def test_the_same_region_reads_the_same_from_either_dataset(opened):
    for section in (outcomes.sentences, profile.peers_sentence, iid.sentences):
        assert section(opened("35.79")) == section(opened("35.79", data="nasional"))


def test_peers_do_not_change_with_the_reporting_year(opened):
    peers = {opened("35.79", year).peers.codes for year in (2012, 2019, 2025)}
    assert peers == {("35.77", "35.74", "35.76", "35.72", "35.75")}


def test_a_region_can_be_named(jatim):
    assert open_subject(jatim, "Kota Batu").kode == "35.79"


@pytest.mark.parametrize(
    ("wilayah", "year", "error"),
    [
        ("Malang", None, RegionError),
        ("35.79.03", None, RegionError),
        ("91.03", None, RegionError),
        ("35.79", 1999, ParameterError),
    ],
)
def test_what_cannot_be_reported_on_is_refused_in_words(jatim, wilayah, year, error):
    with pytest.raises(error):
        open_subject(jatim, wilayah, year)


def test_names_of_a_dataset_cannot_become_markup(opened):
    subject = dataclasses.replace(opened("35.79"), name="Kota *Batu* <b>x</b>")
    for section in SENTENCES:
        assert "*Batu*" not in section(subject).replace("\\*Batu\\*", "")


def test_a_size_that_is_not_on_file_is_left_out_of_the_sentence(opened):
    subject = opened("35.79")
    rows = subject.data.wilayah.assign(penduduk=pd.NA)
    data = dataclasses.replace(subject.data, _tables={**subject.data._tables, "wilayah": rows})
    told = profile.place_sentence(dataclasses.replace(subject, data=data))
    assert told.endswith("di Provinsi Jawa Timur, dengan luas 194,17 km².")


def test_a_dataset_without_any_year_is_refused_in_words(jatim):
    emptied = {name: rows.iloc[:0] for name, rows in jatim._tables.items()}
    bare = dataclasses.replace(jatim, _tables={**emptied, "wilayah": jatim.wilayah}, _withheld={})
    with pytest.raises(ParameterError, match="tidak memuat baris bertahun"):
        open_subject(bare, "35.79")
