"""A folder that is full, read-only, gone or taken is told in a sentence, and nothing is torn."""

import os
import shutil
import subprocess
import sys

import psutil
import pytest
from batches import ROOT, SMALL, entries, hidden, run, torn

from evaluasi import reports as rp
from evaluasi.errors import OutputError
from evaluasi.reports.progress import Silent

if sys.platform != "win32":
    import resource

CODES = ["35.01", "35.02", "35.03", "35.04", "35.05", "35.06"]


class Saboteur(Silent):
    """Does something to the folder after the first report."""

    def __init__(self, act):
        self._act = act

    def advance(self, *_report):
        act, self._act = self._act, None
        if act:
            act()


def make(out, sabotage=None, workers=1):
    progress = Saboteur(sabotage) if sabotage else None
    data = ROOT / "data/jatim"
    return rp.run(SMALL, CODES, out=out, data=data, workers=workers, progress=progress)


def none_left_behind():
    """No worker outlives its batch; the resource tracker of multiprocessing is no worker."""
    children = psutil.Process().children(recursive=True)
    return not [c for c in children if "resource_tracker" not in " ".join(c.cmdline())]


def mount(folder, *words):
    """Mount something on a folder; say whether that is permitted here."""
    if not shutil.which("mount"):
        return False
    called = ["mount", *words, str(folder)]
    return subprocess.run(called, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path):
    """The mount point of a file system with very little room."""
    folder = tmp_path / "diska"
    folder.mkdir()
    if not mount(folder, "-t", "tmpfs", "-o", "size=150k", "tmpfs"):
        pytest.skip("memasang diska kecil perlu hak root di Linux")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def lockable(tmp_path):
    """A folder, how to make it read-only, and how to end that."""
    folder = tmp_path / "reports"
    folder.mkdir()
    closed = []

    def close():
        if not mount(folder, "--bind", str(folder)):
            pytest.skip("membuat folder hanya-baca perlu hak root di Linux")
        closed.append(folder)
        assert mount(folder, "-o", "remount,bind,ro")

    def unclose():
        while closed:
            subprocess.run(["umount", str(closed.pop())], check=True)

    yield folder, close, unclose
    unclose()


def test_a_batch_stops_on_a_full_disk_and_goes_on_when_there_is_room(small_disk):
    out = small_disk / "reports"
    made = make(out)
    assert made.exit_code == 1
    assert "diska penuh" in made.summary()
    assert "Traceback" not in made.summary()
    assert torn(out) == []
    assert none_left_behind()
    assert mount(small_disk, "-o", "remount,size=5m")
    again = make(out)
    assert again.exit_code == 0
    assert {entry["status"] for entry in entries(out).values()} == {"selesai"}
    assert set(entries(out)) == set(CODES)
    assert torn(out) == []
    assert hidden(out) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tidak mengenal batas ini")
def test_a_report_that_is_too_large_for_the_disk_fails_alone(tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (25_000, 25_000))

    words = ["--wilayah", "35.01,35.79"]
    ended = run(tmp_path, *words, preexec_fn=limit)
    assert ended.returncode == 1
    assert ended.stdout.count("berkas melebihi batas ukuran") == 2
    assert "Traceback" not in ended.stdout + ended.stderr
    assert torn(tmp_path) == []
    assert {entry["status"] for entry in entries(tmp_path).values()} == {"gagal"}
    again = run(tmp_path, *words, "--lanjut")
    assert again.returncode == 0, again.stdout
    assert {entry["status"] for entry in entries(tmp_path).values()} == {"selesai"}
    assert hidden(tmp_path) == []


def test_a_read_only_folder_is_refused_before_anything_runs(lockable):
    out, close, _ = lockable
    close()
    with pytest.raises(OutputError, match="tidak dapat ditulisi") as caught:
        make(out)
    assert "--keluaran" in str(caught.value)


def test_a_folder_that_becomes_read_only_stops_the_batch(lockable):
    out, close, unclose = lockable
    made = make(out, close)
    assert made.exit_code == 1
    assert "Batch terhenti." in made.summary()
    assert "hanya dapat dibaca" in made.summary()
    assert none_left_behind()
    unclose()
    assert torn(out) == []
    again = make(out)
    assert again.exit_code == 0
    assert "segar" in [report.status for report in again.reports]
    assert {entry["status"] for entry in entries(out).values()} == {"selesai"}


def test_a_folder_that_vanishes_stops_the_batch(tmp_path):
    out = tmp_path / "reports"
    made = make(out, lambda: shutil.rmtree(out))
    assert made.exit_code == 1
    assert "Batch terhenti." in made.summary()
    assert "tidak ada lagi" in made.summary()
    assert none_left_behind()
    assert make(out).exit_code == 0
    assert set(entries(out)) == set(CODES)


def test_of_two_batches_in_one_folder_the_second_is_told_to_wait(tmp_path):
    told = []
    made = make(tmp_path, lambda: told.append(run(tmp_path, "--wilayah", "35.79")), workers=2)
    (second,) = told
    assert second.returncode == 2
    assert f"sedang diisi batch lain (proses {os.getpid()}, sejak " in second.stderr
    assert "Traceback" not in second.stderr
    assert made.exit_code == 0
    assert {kode: entry["status"] for kode, entry in entries(tmp_path).items()} == dict.fromkeys(
        CODES, "selesai"
    )
    after = run(tmp_path, "--wilayah", "35.79")
    assert after.returncode == 0
    assert set(entries(tmp_path)) == {*CODES, "35.79"}
