"""Whatever one notebook does, it is told truly, its part is kept, and the others go on."""

import contextlib
import json
import sys
from functools import partial

import engine_work
import psutil
import pytest
from conftest import outputs_of, text_of

from evaluasi.reports.engine import crew, processes
from evaluasi.reports.engine.worker import Settings
from evaluasi.reports.scheduler import run_tasks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="proses dicabangkan di Linux saja")

SOFT = 3.0
HARD = 6.0
MEMORY = 512 << 20

# Notebook → kind of failure, number of attempts; None: it ends well.
FAULTS = {
    "raises": ("error", 1),
    "sysexit": ("error", 1),
    "sysexit_zero": None,
    "loops": ("time_limit", 1),
    "hangs": ("time_limit", 2),
    "eats_memory": ("memory", 1),
    "exits_hard": ("crash", 2),
    "segfaults": ("crash", 2),
    "forks": None,
    "leaves_child": None,
    "prints_megabyte": None,
    "parameters": None,
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """Run all of them in one batch; return the outcomes and where the notebooks are."""
    folder = tmp_path_factory.mktemp("faults")
    tasks = [(name, str(folder / f"{name}.ipynb")) for name in FAULTS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALUASI_UJI", str(folder))  # by which all descendants can be known
        outcomes = run_tasks(
            tasks,
            engine_work.run_notebook,
            workers=2,
            soft_limit=SOFT,
            hard_limit=HARD,
            memory_limit=MEMORY,
            log=folder / "log.txt",
        )
    return {outcome.task[0]: outcome for outcome in outcomes}, folder


@pytest.mark.parametrize("name", FAULTS)
def test_an_outcome_tells_what_went_wrong(batch, name):
    outcome = batch[0][name]
    failure = outcome.failure and outcome.failure.kind
    assert (failure and (failure, outcome.attempts)) == FAULTS[name]
    assert (outcome.result is None) == (failure is not None)


@pytest.mark.parametrize("name", ["loops", "hangs", "eats_memory", "exits_hard", "segfaults"])
def test_what_was_done_before_the_fault_is_kept(batch, name):
    outputs = outputs_of(batch[1] / f"{name}.ipynb")
    assert "mulai\n" in [text_of(cell) for cell in outputs]
    assert "tidak sampai" not in json.dumps(outputs)


@pytest.mark.parametrize(
    ("name", "error"), [("loops", "TimeLimitReached"), ("eats_memory", "MemoryError")]
)
def test_a_limit_is_an_error_of_the_cell_that_passed_it(batch, name, error):
    errors = [
        output["ename"]
        for outputs in outputs_of(batch[1] / f"{name}.ipynb")
        for output in outputs
        if output["output_type"] == "error"
    ]
    assert errors == [error]


def test_a_copy_of_the_process_does_not_go_on_with_the_notebook(batch):
    outputs = outputs_of(batch[1] / "forks.ipynb")
    assert [text_of(cell) for cell in outputs] == ["mulai\n", "", "hanya sekali\n"]


def test_a_megabyte_is_kept_whole(batch):
    outputs = outputs_of(batch[1] / "prints_megabyte.ipynb")
    assert [len(text_of(cell)) for cell in outputs] == [1 << 20, (1 << 20) + 1]


def test_what_a_notebook_started_ends_with_it(batch):
    (output,) = outputs_of(batch[1] / "leaves_child.ipynb")[0]
    assert not is_alive(int(output["text"]))


def test_the_last_words_of_a_crash_are_in_the_log(batch):
    assert "Segmentation fault" in (batch[1] / "log.txt").read_text()


def test_nothing_is_left_behind(batch):
    """Neither a worker, nor a kernel, nor what a notebook started, nor half a file."""
    left = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get("EVALUASI_UJI") == str(batch[1]):
                left.append(process.cmdline())
    assert not [words for words in left if "resource_tracker" not in " ".join(words)]
    assert not [path for path in batch[1].iterdir() if path.name.startswith(".")]


def test_a_result_that_cannot_be_sent_is_a_failure():
    (outcome,) = run_tasks([0], engine_work.cannot_be_pickled)
    assert outcome.failure.kind == "error"
    assert "pickle" in outcome.failure.message


def test_a_task_that_forks_answers_once():
    outcomes = run_tasks([0, 1], engine_work.fork, workers=1)
    assert [outcome.result for outcome in outcomes] == ["sekali", "sekali"]


def test_a_broken_task_gets_a_second_chance_with_a_real_kernel():
    (outcome,) = run_tasks([0], engine_work.crash_unless_kernel)
    assert (outcome.result, outcome.attempts) == ("selamat", 2)


def test_a_worker_that_never_speaks_is_given_up(monkeypatch, tmp_path):
    monkeypatch.setattr(crew, "START_SECONDS", 0.1)
    outcomes = {}
    settings = Settings(engine_work.square, (), None, None, None, tmp_path)
    recruit = partial(processes.start, processes.SPAWN, engine_work.say_nothing)
    crew.Crew([0], settings, workers=1, recruit=recruit, emit=outcomes.__setitem__).run()
    assert outcomes[0].failure.kind == "crash"
    assert "tidak mulai bekerja" in outcomes[0].failure.message


def test_when_the_zygote_dies_the_rest_is_run_without_it():
    notices = []
    outcomes = run_tasks(
        range(4), engine_work.kill_zygote_once, workers=1, on_notice=notices.append
    )
    assert [outcome.result for outcome in outcomes] == [0, 1, 2, 3]
    assert len(notices) == 1


def is_alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
