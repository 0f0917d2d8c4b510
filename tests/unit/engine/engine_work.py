"""Work functions for the scheduler's tests; workers import them by name."""

import contextlib
import ctypes
import json
import logging
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy.random as np_random  # loaded before workers are forked
import papermill
from papermill.exceptions import PapermillExecutionError

from evaluasi.reports.engine import role as engine_role
from evaluasi.reports.engine import shared
from evaluasi.reports.engine.shared import bersama

NOTEBOOKS = Path(__file__).parents[2] / "notebooks" / "engine"


def run_with_engine(task):
    """Run one notebook; the task is its name, the engine and where to write it."""
    name, engine, output = task
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    with contextlib.suppress(PapermillExecutionError):
        papermill.execute_notebook(
            NOTEBOOKS / f"{name}.ipynb", output, engine_name=engine, progress_bar=False
        )


def run_notebook(task):
    """Run one notebook; errors in it come out. The task is its name and where to write it."""
    name, output = task
    papermill.execute_notebook(
        NOTEBOOKS / f"{name}.ipynb", output, engine_name="evaluasi", progress_bar=False
    )
    cells = json.loads(Path(output).read_text())["cells"]
    return [cell.get("outputs") for cell in cells]


def square(x):
    return x * x


def square_or_divide(x):
    return 1 / 0 if x == 2 else x * x


def process(_):
    return os.getpid()


def role(_):
    return engine_role.current()


def draws(_):
    return random.random(), float(np_random.random())


def sleep(seconds):
    time.sleep(seconds)


def say_nothing(connection):
    time.sleep(600)


def stall(_):
    while True:
        with contextlib.suppress(Exception):
            time.sleep(0.01)


def crash_unless_kernel(_):
    if engine_role.current() == "fresh":
        ctypes.string_at(0)
    return "selamat"


def cannot_be_pickled(_):
    return lambda: 1


def fork(_):
    os.fork()
    return "sekali"


def talk(text):
    print(text)
    print(text, file=sys.stderr)


def start_sleeper(path):
    """Start a process that would sleep on, and leave its number in a file."""
    child = subprocess.Popen(["sleep", "600"])
    Path(path).write_text(str(child.pid))


def start_sleeper_and_wait(path):
    start_sleeper(path)
    time.sleep(600)


def kill_zygote_once(task):
    if task == 1 and engine_role.current() == "fresh" and is_forked():
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    return task


def is_forked():
    # A spawned worker's parent is the process that called the scheduler.
    return "multiprocessing.spawn" in Path(f"/proc/{os.getppid()}/cmdline").read_text()


def threads_of_parent(_):
    return len(list(Path(f"/proc/{os.getppid()}/task").iterdir()))


def stall_or_square(x):
    return x * x if x else stall(x)


def divide(x):
    return x / 0


@bersama
def shared_number(key, folder):
    """Count the calls: one file each."""
    time.sleep(0.05)
    Path(folder, f"{key}-{os.getpid()}-{time.monotonic_ns()}").touch()
    return {"key": key, "number": random.random()}


def use_shared(task):
    key, folder = task
    return shared_number(key, folder)["number"]


def is_born_with_shared(task):
    key, folder = task
    known = shared._known["engine_work", "shared_number"]
    if key != "known?":
        use_shared(task)
        return False
    return [args for args, _ in known] == [("a", folder)]


@bersama
def shared_function(folder):
    Path(folder, f"{os.getpid()}-{time.monotonic_ns()}").touch()
    return lambda: 3


def use_shared_function(folder):
    return shared_function(folder)()


spoiled = []


def spoil(task):
    """Give a result that depends on what this process did before."""
    spoiled.append(task)
    Path(task).write_text(str(len(spoiled)))
    return len(spoiled)


def spoil_others(task):
    """Give a result that depends on whether another task ran in this process before."""
    spoiled.append(task)
    return set(spoiled) == {task}


def remember(task):
    """Give a result that does not."""
    spoiled.append(task)
    return task, os.getpid()


def same_task(one, other):
    return one[0] == other[0]
