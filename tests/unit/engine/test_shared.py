"""What all reports share is computed once, and only what may be shared is."""

import sys

import engine_work
import pytest

from evaluasi.reports.engine import shared
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.scheduler import run_tasks

WAYS = [
    pytest.param("fork", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux saja")),
    pytest.param("reuse", marks=pytest.mark.skipif(sys.platform == "win32", reason="tanpa kunci")),
]


@pytest.mark.parametrize("isolation", WAYS)
def test_a_batch_computes_each_shared_result_once(tmp_path, isolation):
    tasks = [(key, str(tmp_path)) for key in "ababab"]
    outcomes = run_tasks(tasks, engine_work.use_shared, 2, isolation=isolation)
    results = {key: set() for key in "ab"}
    for outcome in outcomes:
        results[outcome.task[0]].add(outcome.result)
    assert [len(found) for found in results.values()] == [1, 1]
    assert sorted(path.name[0] for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux saja")
def test_later_workers_are_born_with_what_earlier_ones_computed(tmp_path):
    tasks = [("a", str(tmp_path)), ("known?", str(tmp_path))]
    outcomes = run_tasks(tasks, engine_work.is_born_with_shared, 1)
    assert [outcome.result for outcome in outcomes] == [False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux saja")
def test_batches_do_not_share_with_each_other(tmp_path):
    for _ in range(2):
        run_tasks([("a", str(tmp_path))], engine_work.use_shared)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="Linux saja")
def test_a_result_that_cannot_be_sent_is_computed_by_each(tmp_path):
    outcomes = run_tasks([str(tmp_path)] * 2, engine_work.use_shared_function, 1)
    assert [outcome.result for outcome in outcomes] == [3, 3]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.fixture
def calls(monkeypatch):
    monkeypatch.setattr(shared, "_folder", None)
    return []


def test_outside_a_batch_it_is_a_cache(calls):
    @bersama
    def double(x, *, plus=0):
        calls.append(x)
        return [2 * x + plus]

    assert double(1) is double(1)
    assert double(1, plus=1) == [3]
    assert double(2) == [4]
    assert calls == [1, 1, 2]
    assert double.__name__ == "double"


def test_an_error_is_not_remembered(calls):
    @bersama
    def fail_once():
        calls.append(0)
        if len(calls) == 1:
            raise OSError("sekali")
        return 1

    with pytest.raises(OSError, match="sekali"):
        fail_once()
    assert fail_once() == 1


def test_arguments_must_be_hashable(calls):
    @bersama
    def count(items):
        return len(items)

    with pytest.raises(TypeError, match="unhashable"):
        count([1])


def test_a_function_of_a_notebook_is_not_shared_between_reports(calls, tmp_path):
    shared.use_folder(tmp_path)

    def region():
        return "35.79"

    region.__module__ = "__main__"
    assert bersama(region)() == "35.79"
    assert not list(tmp_path.iterdir())


def test_a_function_defined_anew_forgets(calls):
    def define(value):
        @bersama
        def answer():
            return value

        return answer

    assert define(1)() == 1
    assert define(2)() == 2
