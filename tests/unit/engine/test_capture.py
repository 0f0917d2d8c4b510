"""All that is written comes out once, in the order in which it was written."""

import ctypes
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.reports.engine import capture
from evaluasi.reports.engine.capture import Capture

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="perlu deskriptor berkas POSIX")


def captured(write):
    """Run a function under capture; return the pieces published, those of one stream joined."""
    pieces = []

    def publish(name, text):
        if pieces and pieces[-1][0] == name:
            pieces[-1] = (name, pieces[-1][1] + text)
        else:
            pieces.append((name, text))

    with Capture(publish) as catch, catch.listening():
        write()
    return pieces


def by_python(name, text):
    getattr(sys, name).write(text)


def by_descriptor(name, text):
    os.write({"stdout": 1, "stderr": 2}[name], text.encode())


def by_child(name, text):
    subprocess.run(["printf", "%s", text], check=True, stdout={"stdout": 1, "stderr": 2}[name])


def by_first_stream(name, text):
    getattr(sys, f"__{name}__").write(text)


def by_c(name, text):
    libc = ctypes.CDLL(None)
    libc.fputs(text.encode(), ctypes.c_void_p.in_dll(libc, name))


def by_forked_copy(name, text):
    if (child := os.fork()) == 0:
        by_python(name, text)
        os._exit(0)
    os.waitpid(child, 0)


ROADS = [by_python, by_descriptor, by_child, by_c, by_forked_copy]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ROADS),
            st.sampled_from(["stdout", "stderr"]),
            st.text(st.characters(codec="ascii", exclude_categories=["C"]), min_size=1),
        )
    )
)
def test_each_stream_keeps_its_order_by_whatever_roads_it_is_written(writes):
    pieces = captured(lambda: [road(name, text) for road, name, text in writes])

    for stream in ("stdout", "stderr"):
        expected = "".join(text for _, name, text in writes if name == stream)
        assert "".join(text for name, text in pieces if name == stream) == expected


def test_text_of_the_first_stream_object_is_not_lost():
    with os.fdopen(os.dup(1), "w") as kept:
        assert captured(lambda: sys.__stdout__.write("asli\n")) == [("stdout", "asli\n")]
        assert not kept.closed


def test_standard_output_comes_first_when_nothing_was_flushed():
    def write():
        print("galat", file=sys.stderr)
        print("hasil")

    assert captured(write) == [("stdout", "hasil\n"), ("stderr", "galat\n")]


def test_flushing_settles_the_order():
    def write():
        print("satu", file=sys.stderr, flush=True)
        print("dua")

    assert captured(write) == [("stderr", "satu\n"), ("stdout", "dua\n")]


def test_text_that_has_waited_long_enough_goes_before_later_text(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(capture.time, "monotonic", lambda: clock[0])

    def write():
        print("satu", file=sys.stderr)
        clock[0] += capture.KEEP_SECONDS
        print("dua")

    assert captured(write) == [("stderr", "satu\n"), ("stdout", "dua\n")]


def test_a_megabyte_by_descriptor_blocks_nobody():
    size = 1 << 20
    pieces = captured(lambda: by_descriptor("stdout", "x" * size))
    assert pieces == [("stdout", "x" * size)]


def test_a_script_that_reopens_standard_output_is_heard():
    def write():
        print("sebelum", flush=True)
        os.system("echo pertama; echo kedua > /dev/stdout")
        print("sesudah")

    text = "".join(text for _, text in captured(write))
    assert text.startswith("sebelum")
    assert "kedua\nsesudah\n" in text


def test_a_letter_cut_in_two_is_put_together():
    def write():
        os.write(1, "é".encode()[:1])
        sys.stdout.flush()
        os.write(1, "é".encode()[1:])

    assert captured(write) == [("stdout", "é")]


def test_streams_are_put_back_and_no_descriptor_stays_open(descriptors):
    before, streams = descriptors(), (sys.stdout, sys.stderr)
    captured(lambda: print("x"))
    assert (sys.stdout, sys.stderr) == streams
    assert descriptors() == before


def test_only_text_is_taken():
    with pytest.raises(TypeError, match="must be str"):
        captured(lambda: sys.stdout.write(b"bita"))
