"""A dataset is read once for all reports, and anew when one of its files changes."""

import shutil
from pathlib import Path

import pytest

from evaluasi.errors import DatasetError
from evaluasi.reports.region import designs, open_subject, opening, outcome_charts, outcomes, values
from evaluasi.tables import provenance

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(ROOT / "data/jatim", tmp_path / "jatim"))


def test_two_reports_share_one_dataset(folder):
    first, second = open_subject(folder, "35.79"), open_subject(folder, "35.10")
    assert first.data is second.data
    assert open_subject(folder, "35.79", 2019).data is open_subject(folder, "35.10", 2019).data


def test_a_changed_file_is_never_answered_from_memory(folder):
    before = open_subject(folder, "35.79")
    (folder / "kasus.csv").write_text("id\n", "utf-8")
    with pytest.raises(DatasetError):
        open_subject(folder, "35.79")
    assert opening.key_of(folder) != before.key


def test_a_dataset_taken_from_memory_still_counts_as_loaded(folder):
    open_subject(folder, "35.79")
    provenance.forget()
    data = open_subject(folder, "35.79").data
    assert data.provenance.titles[0] in provenance.loaded().titles


def test_a_missing_folder_is_told_as_ever(tmp_path):
    with pytest.raises(DatasetError, match="tidak ada"):
        open_subject(tmp_path / "x", "35.79")


@pytest.mark.parametrize("kode", ["35.79", "35.10"])
def test_what_is_shared_equals_what_is_computed_for_one_report(opened, folder, kode):
    shared, own = open_subject(folder, kode), opened(kode)
    assert designs.table(shared).equals(designs.table(own))
    assert outcomes.standing(shared).equals(outcomes.standing(own))
    assert outcomes.cautions(shared) == outcomes.cautions(own)
    for code in ("p0", "tpt"):
        drawn, again = outcome_charts.line(shared, code), outcome_charts.line(own, code)
        assert drawn.data.equals(again.data)
        assert provenance.of(drawn.data) == provenance.of(again.data)


def test_no_report_changes_what_it_shares(folder):
    first = open_subject(folder, "35.10")
    before = {code: values.values(first, code).on_file.copy() for code in ("p0", "tpt", "rls")}
    for section in (outcome_charts.panels, outcome_charts.dots, outcomes.changes):
        section(first)
    outcome_charts.line(first, "p0", awards=True)
    second = open_subject(folder, "35.79")
    assert all(values.values(second, code).on_file.equals(kept) for code, kept in before.items())
