"""A batch that is killed again and again ends as if nobody had touched it."""

import contextlib
import os
import random
import signal
import subprocess
import time

import psutil
import pytest
from batches import ROOT, command, contents, entries, environment, hidden, run, torn

from evaluasi.reports import manifest
from evaluasi.reports.folders import Layout

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL tidak ada di Windows")

KILLS = 5
CODES = [f"35.{number:02}" for number in range(1, 10)]
WORDS = ("--wilayah", ",".join(CODES), "-j", "2")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    out = tmp_path_factory.mktemp("utuh")
    ended = run(out, *WORDS)
    assert ended.returncode == 0, ended.stderr
    return contents(out)


def kill_at_random(out, chance):
    """Start the batch, kill it with all its processes or alone, and see that nothing stays."""
    before = len(made(out))
    batch = subprocess.Popen(
        command(out, *WORDS, "--lanjut"),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    more = chance.randint(0, 2)
    while batch.poll() is None and len(made(out)) < before + more:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.5 if more else 2.5))
    processes = []
    with contextlib.suppress(psutil.NoSuchProcess):
        processes = psutil.Process(batch.pid).children(recursive=True)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(batch.pid, signal.SIGKILL)
    if chance.random() < 0.5:
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    batch.wait()
    left_over = psutil.wait_procs(processes, timeout=30)[1]
    assert not left_over


def made(out):
    """The reports on record."""
    recorded = manifest.recorded(Layout(out))
    return [stem for stem, entry in recorded.items() if entry["status"] == "selesai"]


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.berat) for seed in range(1, 10))]
)
def test_a_killed_batch_goes_on_to_the_same_end(tmp_path, undisturbed, seed):
    chance = random.Random(seed)
    progress = []
    for _kill in range(KILLS):
        kill_at_random(tmp_path, chance)
        assert torn(tmp_path) == []
        progress.append(len(made(tmp_path)))
    assert progress == sorted(progress)
    assert any(0 < count < len(CODES) for count in progress)
    ended = run(tmp_path, *WORDS, "--lanjut")
    assert ended.returncode == 0, ended.stderr
    assert contents(tmp_path) == undisturbed
    assert hidden(tmp_path) == []
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["kejadian-sebelumnya.jsonl"]
    assert {entry["status"] for entry in entries(tmp_path).values()} == {"selesai"}
    assert set(entries(tmp_path)) == set(CODES)
