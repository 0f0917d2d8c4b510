"""Tasks run side by side, each from the same state; stopping stops everything."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import engine_work
import psutil
import pytest
from conftest import outputs_of, text_of

from evaluasi.reports.engine import recycling
from evaluasi.reports.scheduler import run_tasks

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="proses dicabangkan di Linux saja")
WAYS = [pytest.param("fork", marks=linux_only), "spawn", "reuse"]


@pytest.mark.parametrize("isolation", WAYS)
def test_outcomes_come_in_the_order_of_the_tasks(isolation):
    seen = []
    outcomes = run_tasks(
        range(5), engine_work.square_or_divide, 2, seen.append, isolation=isolation
    )
    assert [outcome.task for outcome in outcomes] == [0, 1, 2, 3, 4]
    assert [outcome.result for outcome in outcomes] == [0, 1, None, 9, 16]
    assert sorted(outcome.task for outcome in seen) == [0, 1, 2, 3, 4]
    failure = outcomes[2].failure
    assert (failure.kind, failure.exception, failure.message) == (
        "error",
        "ZeroDivisionError",
        "division by zero",
    )
    assert "square_or_divide" in failure.traceback


def test_no_tasks_start_no_process():
    assert run_tasks([], engine_work.square) == []


def test_work_of_a_script_is_refused_at_once():
    def work(task):
        return task

    work.__module__, work.__qualname__ = "__main__", "work"
    with pytest.raises(Exception, match="__main__"):
        run_tasks([0], work)


@pytest.mark.parametrize("isolation", WAYS)
def test_a_task_that_will_not_end_is_stopped(isolation):
    outcomes = run_tasks(
        [0, 1], engine_work.stall_or_square, 2, soft_limit=0.3, hard_limit=60, isolation=isolation
    )
    assert outcomes[0].failure.kind == "time_limit"
    assert outcomes[1].result == 1


@linux_only
def test_each_forked_task_has_a_process_of_its_own():
    processes = [outcome.result for outcome in run_tasks(range(4), engine_work.process, 2)]
    assert len({os.getpid(), *processes}) == 5


@linux_only
def test_forked_tasks_draw_different_random_numbers():
    draws = [outcome.result for outcome in run_tasks(range(3), engine_work.draws)]
    assert len({number for pair in draws for number in pair}) == 6


@linux_only
def test_the_zygote_has_one_thread_when_it_forks():
    names = ["pandas", "scipy.stats", "statsmodels.formula.api", "matplotlib.pyplot"]
    (outcome,) = run_tasks([0], engine_work.threads_of_parent, preload=names)
    assert outcome.result == 1


@pytest.mark.parametrize("isolation", [WAYS[0], "reuse"])
def test_no_descriptor_stays_open(descriptors, isolation):
    run_tasks([1], engine_work.square)  # starts multiprocessing's own helper
    before = descriptors()
    run_tasks(range(3), engine_work.square_or_divide, 2, isolation=isolation)
    assert descriptors() == before


def test_an_error_in_the_callers_own_function_stops_the_batch():
    def refuse(outcome):
        raise RuntimeError(outcome.task)

    with pytest.raises(RuntimeError):
        run_tasks([0, 1], engine_work.square, on_done=refuse)
    assert not workers_left()


# The caller's script has no __main__ guard on purpose: researchers' scripts have none.
SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
import engine_work
from evaluasi.reports.scheduler import run_tasks
try:
    run_tasks({tasks!r}, engine_work.{work}, 2, isolation={isolation!r})
except KeyboardInterrupt:
    print("dihentikan")
"""


def start_script(folder, **values):
    """Run a batch in a process group of its own, as a shell does."""
    script = SCRIPT.format(folder=str(Path(engine_work.__file__).parent), **values)
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    )


@pytest.fixture
def running(tmp_path):
    """Start a batch and wait until two tasks are at work."""

    def start(isolation):
        tasks = [str(tmp_path / name) for name in ("a", "b", "c")]
        process = start_script(
            tmp_path, tasks=tasks, work="start_sleeper_and_wait", isolation=isolation
        )
        paths = [Path(task) for task in tasks[:2]]
        until(lambda: all(path.exists() and path.read_text() for path in paths))
        family = psutil.Process(process.pid).children(recursive=True)
        return process, [*family, *(psutil.Process(int(path.read_text())) for path in paths)]

    return start


@pytest.mark.skipif(sys.platform == "win32", reason="sinyal POSIX")
@pytest.mark.parametrize("isolation", WAYS)
def test_ctrl_c_ends_everything_and_reaches_the_caller(running, isolation):
    process, family = running(isolation)
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert said == "dihentikan\n"
    until(lambda: not any(map(is_alive, family)))


@pytest.mark.skipif(sys.platform == "win32", reason="sinyal POSIX")
@pytest.mark.parametrize("isolation", WAYS)
def test_ctrl_c_keeps_what_a_notebook_had_done(tmp_path, isolation):
    tasks = [("waits", "sebagian.ipynb")]
    process = start_script(tmp_path, tasks=tasks, work="run_notebook", isolation=isolation)
    until((tmp_path / "tanda").exists)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    outputs = outputs_of(tmp_path / "sebagian.ipynb")
    assert [text_of(cell) for cell in outputs] == ["mulai\n", "", ""]


@linux_only
def test_nothing_outlives_a_caller_that_is_killed(running):
    process, family = running("fork")
    process.kill()
    process.communicate(timeout=60)
    until(lambda: not any(map(is_alive, family)))


@linux_only
def test_no_worker_outlives_its_zygote_though_the_caller_is_dead_too(running):
    process, family = running("fork")
    (zygote,) = {worker.parent().pid for worker in family if is_worker(worker)}
    process.kill()
    os.kill(zygote, signal.SIGKILL)
    process.communicate(timeout=60)
    until(lambda: not any(is_alive(member) for member in family if member.name() != "sleep"))
    for member in family:  # nobody is left who could know of these
        if member.name() == "sleep":
            member.kill()


def test_a_worker_that_cannot_be_told_notices_that_its_parent_is_gone(tmp_path):
    """Where the system does not end workers along with their parent, a thread looks after it."""
    script = (
        "import multiprocessing, sys, time\n"
        "from evaluasi.reports.engine import processes\n"
        "if __name__ == '__main__':\n"
        "    worker = processes.SPAWN.Process(target=processes._leave_with_parent)\n"
        "    worker.start()\n"
        "    print(worker.pid, flush=True)\n"
        "    time.sleep(600)\n"
    )
    (tmp_path / "induk.py").write_text(script)
    process = subprocess.Popen(
        [sys.executable, tmp_path / "induk.py"], stdout=subprocess.PIPE, text=True
    )
    worker = psutil.Process(int(process.stdout.readline()))
    assert is_alive(worker)
    process.kill()
    process.communicate(timeout=60)
    until(lambda: not is_alive(worker))


def test_a_worker_is_reused_only_so_often(monkeypatch):
    monkeypatch.setattr(recycling, "TASKS_EACH", 3)
    outcomes = run_tasks(
        range(7), engine_work.remember, 1, isolation="reuse", same=engine_work.same_task
    )
    assert [outcome.result[0] for outcome in outcomes] == list(range(7))
    processes = [outcome.result[1] for outcome in outcomes]
    assert 3 <= len(set(processes)) < 7
    assert max(map(processes.count, processes)) <= 3


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_spoils_results_is_found_out_and_all_is_redone(tmp_path, workers):
    notices = []
    tasks = [str(tmp_path / str(number)) for number in range(6)]
    outcomes = run_tasks(
        tasks, engine_work.spoil, workers, isolation="reuse", on_notice=notices.append
    )
    assert [outcome.result for outcome in outcomes] == [1] * 6
    assert [Path(task).read_text() for task in tasks] == ["1"] * 6
    assert len(notices) == 1


def test_a_worker_is_tested_after_it_has_run_another_task():
    outcomes = run_tasks(
        range(4), engine_work.spoil_others, 1, isolation="reuse", on_notice=lambda _: None
    )
    assert all(outcome.result for outcome in outcomes)


def test_where_no_task_succeeds_reused_workers_are_not_trusted():
    notices = []
    outcomes = run_tasks(
        range(4), engine_work.divide, 2, isolation="reuse", on_notice=notices.append
    )
    assert all(outcome.failure.kind == "error" for outcome in outcomes)
    assert len(notices) == 1


def test_every_report_of_a_reused_worker_starts_from_the_same_state(tmp_path):
    tasks = [("leaks", str(tmp_path / f"{number}.ipynb")) for number in range(5)]
    notices = []
    outcomes = run_tasks(
        tasks, engine_work.run_notebook, 1, isolation="reuse", on_notice=notices.append
    )
    assert not notices
    assert all(outcome.result == outcomes[0].result for outcome in outcomes)
    assert any("image/png" in str(outputs) for outputs in outcomes[-1].result)


def workers_left():
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "resource_tracker" not in " ".join(child.cmdline())
    ]


def is_worker(process):
    """Whether this process has started the sleeper that marks a worker."""
    return any(child.name() == "sleep" for child in process.children())


def is_alive(process):
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
