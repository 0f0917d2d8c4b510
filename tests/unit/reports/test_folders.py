"""Files go where they belong, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.errors import OutputError, ParameterError
from evaluasi.reports import folders
from evaluasi.reports.folders import Layout, file_stem, find_notebook, locate, write_atomic

REPORT = Path("notebooks/laporan_wilayah.ipynb")


@pytest.mark.parametrize(
    ("code", "name", "notebook", "stem"),
    [
        ("35.79", "Kota Batu", REPORT, "35.79_kota-batu"),
        ("35", "Provinsi Jawa Timur", REPORT, "35_provinsi-jawa-timur"),
        ("35", "Jawa Timur", Path("ringkasan_provinsi.ipynb"), "35_jawa-timur_ringkasan-provinsi"),
        ("../..", "../../etc", REPORT, "etc"),
        ("35.79", "<script>😀", REPORT, "35.79_script"),
    ],
)
def test_a_file_is_named_after_code_and_region(code, name, notebook, stem):
    assert file_stem(code, name, notebook) == stem


@given(st.text(), st.text())
def test_no_name_leads_out_of_the_folder(code, name):
    stem = file_stem(code, name, REPORT)
    assert not set(stem) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert not stem.startswith(".")


def test_an_existing_path_is_taken_as_given_else_looked_for_in_the_project(tmp_path, monkeypatch):
    project, here = tmp_path / "proyek", tmp_path / "sini"
    (project / "data").mkdir(parents=True)
    here.mkdir()
    monkeypatch.setattr(folders, "PROJECT", project)
    monkeypatch.chdir(here)
    assert locate("data") == project / "data"
    (here / "data").mkdir()
    assert locate("data") == Path("data")
    assert locate("lain") == Path("lain")


def test_an_unknown_notebook_names_those_that_exist(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "laporan_wilayah.ipynb").touch()
    with pytest.raises(ParameterError, match="laporan_wilayah"):
        find_notebook("laporan_wilaya")
    assert find_notebook("laporan_wilayah") == REPORT


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "a.html"
    target.write_text("lama")
    write_atomic(target, "baru “é”")
    assert target.read_bytes() == "baru “é”".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "a.html"
    target.write_text("lama")

    def full(_self, _payload):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_atomic(target, "baru")
    assert target.read_text() == "lama"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_process_left_half_written_is_swept(tmp_path):
    layout = Layout(tmp_path)
    layout.prepare()
    kept = [
        layout.report("a", "html"),
        layout.notebook("a"),
        layout.partial("a"),
        layout.log("a"),
        tmp_path / ".gitignore",
        tmp_path / "catatan.2024.tmp",
    ]
    half = [
        tmp_path / ".a.html.4711.tmp",
        tmp_path / ".manifest.json.4711.tmp",
        layout.partial("a").with_name(f".{layout.partial('a').name}.4711"),
    ]
    for path in kept + half:
        path.touch()
    layout.sweep()
    assert all(path.exists() for path in kept)
    assert not any(path.exists() for path in half)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "diska penuh"),
        (errno.EROFS, "hanya dapat dibaca"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_the_system_complains_in_indonesian_where_we_know_how(number, told):
    assert folders.reason(OSError(number, "Input/output error")) == told
    assert folders.reason(OSError("aneh")) == "aneh"


def test_preparing_makes_the_folders(tmp_path):
    layout = Layout(tmp_path / "a" / "b")
    layout.prepare()
    assert layout.notebook("x").parent.is_dir()
    assert layout.log("x").parent.is_dir()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root menulis di mana saja")
def test_a_read_only_folder_is_told_in_a_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="--keluaran"):
        Layout(tmp_path / "reports").prepare()


def test_a_file_in_the_way_is_told_in_a_sentence(tmp_path):
    (tmp_path / "reports").touch()
    with pytest.raises(OutputError, match="--keluaran"):
        Layout(tmp_path / "reports").prepare()
