"""The log of a batch: one writer at a time, and no line lost once it is written."""

import json
import os
import subprocess
import sys

import pytest

from evaluasi.errors import OutputError
from evaluasi.reports import events
from evaluasi.reports.events import EventLog
from evaluasi.reports.folders import Layout


@pytest.fixture
def layout(tmp_path):
    found = Layout(tmp_path / "reports")
    found.prepare()
    return found


def test_events_are_on_disk_when_append_returns(layout):
    with EventLog.opened(layout) as log:
        log.append("mulai", jumlah=2)
        log.append("selesai", laporan="a", entri={"nama": "Kota Batu ✓"})
        found = events.read(layout.events)
    assert [event["peristiwa"] for event in found] == ["mulai", "selesai"]
    assert found[1]["entri"] == {"nama": "Kota Batu ✓"}
    assert "✓" in layout.events.read_text(encoding="utf-8")


def test_a_second_writer_is_refused_until_the_first_is_done(layout):
    with EventLog.opened(layout) as log:
        log.append("mulai", proses=7)
        with pytest.raises(OutputError, match=r"batch lain \(proses 7, sejak "):
            EventLog.opened(layout).__enter__()
    with EventLog.opened(layout):
        pass


HOLDER = """
import os, sys
from pathlib import Path
from evaluasi.reports.events import EventLog
from evaluasi.reports.folders import Layout
with EventLog.opened(Layout(Path(sys.argv[1]))) as log:
    log.append("mulai", proses=os.getpid())
    print("siap", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_killed_process_is_free_at_once(layout):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(layout.out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "siap\n"
        with pytest.raises(OutputError, match=f"proses {holder.pid}"):
            EventLog.opened(layout).__enter__()
        holder.kill()
        holder.wait()
        with EventLog.opened(layout) as log:
            log.append("lanjut")


def test_a_folder_that_knows_no_locks_is_no_reason_to_refuse(layout, monkeypatch):
    def unsupported(*_args):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(events, "_take", unsupported)
    with EventLog.opened(layout) as log:
        log.append("mulai")


def test_each_batch_begins_a_log_and_the_one_before_is_kept(layout):
    for batch in ("satu", "dua", "tiga"):
        with EventLog.opened(layout) as log:
            log.rotate(layout)
            log.append("mulai", batch=batch)
    assert [event["batch"] for event in events.read(layout.events)] == ["tiga"]
    assert [event["batch"] for event in events.read(layout.earlier_events)] == ["dua"]


def test_a_log_that_is_gone_takes_no_more(layout):
    with EventLog.opened(layout) as log:
        layout.events.unlink()
        with pytest.raises(FileNotFoundError):
            log.append("selesai")


def test_a_line_that_does_not_fit_is_an_error(layout, monkeypatch):
    with EventLog.opened(layout) as log:
        monkeypatch.setattr(events.os, "write", lambda _descriptor, line: len(line) - 1)
        with pytest.raises(OSError, match="No space"):
            log.append("selesai")


@pytest.mark.parametrize(
    ("lines", "short"),
    [
        ([], False),
        (["mulai"], True),
        (["mulai", "selesai"], True),
        (["mulai", "dihentikan"], True),
        (["mulai", "selesai", "tamat"], False),
    ],
)
def test_a_batch_that_did_not_end_was_cut_short(layout, lines, short):
    content = "".join(json.dumps({"peristiwa": name}) + "\n" for name in lines)
    layout.events.write_text(content)
    assert events.cut_short(layout) is short


@pytest.mark.parametrize("torn", [b'{"peris', b"\xff\xfe", b"3\n", b"null\n", b"\0\0\0"])
def test_what_is_no_event_is_passed_over(layout, torn):
    layout.events.write_bytes(b'{"peristiwa": "mulai"}\n' + torn)
    assert events.read(layout.events) == [{"peristiwa": "mulai"}]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root menulis di mana saja")
def test_a_log_that_may_not_be_written_is_told_in_a_sentence(layout):
    layout.events.touch(0o400)
    with pytest.raises(OutputError, match="tidak diizinkan"):
        EventLog.opened(layout).__enter__()
