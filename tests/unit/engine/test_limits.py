"""A limit strikes inside the running code, and leaves room to save what there is."""

import contextlib
import signal
import sys
import threading
import time

import pytest

from evaluasi.reports.engine import limits
from evaluasi.reports.engine.limits import TimeLimitReached, time_limit

SHORT = 0.05


@pytest.fixture(params=["timer", "thread"], autouse=True)
def road(request, monkeypatch):
    """Try the timer of POSIX systems and the thread of Windows."""
    interrupts, alarms = signal.getsignal(signal.SIGINT), None
    if hasattr(signal, "SIGALRM"):
        alarms = signal.getsignal(signal.SIGALRM)
    if request.param == "thread":
        monkeypatch.setattr(limits, "_HAS_TIMER", False)
    elif not hasattr(signal, "setitimer"):
        pytest.skip("tidak ada pewaktu di sistem ini")
    yield request.param
    signal.signal(signal.SIGINT, interrupts)
    if alarms is not None:
        signal.signal(signal.SIGALRM, alarms)


def spin(seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_code_that_runs_too_long_is_stopped():
    with pytest.raises(TimeLimitReached, match=r"0,05 detik"), time_limit(SHORT):
        spin()


def test_catching_every_exception_does_not_help():
    with pytest.raises(TimeLimitReached), time_limit(SHORT), contextlib.suppress(Exception):
        spin()


def test_code_that_ends_in_time_never_hears_of_the_limit():
    with time_limit(SHORT):
        pass
    spin(2 * SHORT)


def test_no_limit_is_no_limit():
    with time_limit(None):
        spin(SHORT)


@pytest.mark.parametrize(("outer", "inner"), [(SHORT, 60), (60, SHORT)])
def test_of_nested_limits_the_nearer_strikes(outer, inner):
    with pytest.raises(TimeLimitReached, match="0,05"), time_limit(outer), time_limit(inner):
        spin()


def test_the_outer_limit_goes_on_after_the_inner():
    def run():
        with time_limit(SHORT):
            pass
        spin()

    with pytest.raises(TimeLimitReached), time_limit(4 * SHORT):
        run()


def test_after_it_was_noticed_a_limit_strikes_no_more(monkeypatch):
    monkeypatch.setattr(limits, "REPEAT_SECONDS", SHORT)
    with time_limit(SHORT):
        try:
            spin()
        except TimeLimitReached:
            limits.settled()
        spin(4 * SHORT)


def test_code_that_swallows_the_first_notice_gets_another(monkeypatch):
    monkeypatch.setattr(limits, "REPEAT_SECONDS", SHORT)

    def run():
        with contextlib.suppress(BaseException):
            spin()
        spin()

    with pytest.raises(TimeLimitReached), time_limit(SHORT):
        run()


@pytest.mark.skipif(sys.platform != "linux", reason="hanya Linux membatasi memori proses")
def test_memory_beyond_the_limit_is_refused_until_the_limit_is_noticed():
    limits.limit_memory(64 << 20)
    try:
        with pytest.raises(MemoryError):
            bytearray(128 << 20)
        limits.settled()
        assert len(bytearray(128 << 20)) == 128 << 20
    finally:
        limits.settled()


def test_no_thread_stays_behind():
    before = threading.active_count()
    with time_limit(60):
        pass
    assert threading.active_count() <= before
