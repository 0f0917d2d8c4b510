"""Edited data get a true descriptor again, and the edit stays on record."""

import json

import pytest

from evaluasi.errors import DatasetError, OutputError, ParameterError
from evaluasi.tables import load, refresh

NOTE = "P0 Kota Batu 2012 dibetulkan menurut publikasi BPS."


@pytest.fixture
def edited(package):
    package.seal()
    package.swap("capaian", "4.47", "4.48")
    return package.write()


def test_a_refreshed_descriptor_is_true_and_carries_the_note(edited):
    refresh(edited, NOTE)
    ds = load(edited)
    assert ds.notes == ("P0 Kota Batu 2012 dibetulkan menurut publikasi BPS",)
    assert "dibetulkan menurut publikasi BPS." in ds.capaian.attrs["provenance"].line()


def test_refreshing_again_keeps_earlier_notes(edited):
    refresh(edited, "Satu")
    refresh(edited, "Dua")
    assert load(edited).notes == ("Satu", "Dua")


def test_nothing_else_in_the_descriptor_changes(edited):
    file = edited / "datapackage.json"
    before = json.loads(file.read_text(encoding="utf-8"))
    refresh(edited, NOTE)
    after = json.loads(file.read_text(encoding="utf-8"))
    assert after.pop("perubahan") == [NOTE.rstrip(".")]
    pairs = zip(before["resources"], after["resources"], strict=True)
    changed = [old["name"] for old, new in pairs if old != new]
    assert changed == ["capaian"]
    assert list(edited.glob(".*")) == []


def test_a_table_in_parts_gets_a_digest_for_each(package):
    head, *rows = package.files.pop("capaian.csv").splitlines(keepends=True)
    package.files |= {"a.csv": head + "".join(rows[:3]), "b.csv": head + "".join(rows[3:])}
    package.resource("capaian")["path"] = ["a.csv", "b.csv"]
    folder = package.write()
    refresh(folder, NOTE)
    raw = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (capaian,) = (entry for entry in raw["resources"] if entry["name"] == "capaian")
    assert [part["path"] for part in capaian["bagian"]] == ["a.csv", "b.csv"]
    assert capaian["bytes"] == len((head + "".join(rows)).encode())
    (folder / "b.csv").write_bytes((folder / "b.csv").read_bytes() + b"\n")
    with pytest.raises(DatasetError) as refused:
        load(folder)
    assert refused.value.faults == ("b.csv",)


def test_a_change_without_a_word_is_refused(edited):
    with pytest.raises(ParameterError, match="catatan"):
        refresh(edited, "  ")
    with pytest.raises(DatasetError, match="berubah sejak deskriptornya dibuat"):
        load(edited)


def test_files_that_do_not_match_their_schema_cannot_be_sealed(package):
    package.swap("capaian", "4.47", "empat")
    with pytest.raises(DatasetError):
        refresh(package.write(), NOTE)


def test_a_descriptor_that_cannot_be_written_is_left_whole(edited, monkeypatch):
    before = (edited / "datapackage.json").read_bytes()

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OutputError, match="tidak dapat ditulis"):
        refresh(edited, NOTE)
    assert (edited / "datapackage.json").read_bytes() == before
    assert list(edited.glob(".*")) == []
