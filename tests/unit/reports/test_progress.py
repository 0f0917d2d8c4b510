"""A batch tells how far it is, on a terminal and in a log."""

import io

import pytest
from rich.console import Console

from evaluasi.reports.job import Fault, JobResult
from evaluasi.reports.progress import Bar, Lines, duration, for_terminal


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0.04, "0,0 detik"),
        (6.123, "6,1 detik"),
        (59.94, "59,9 detik"),
        (59.97, "1 menit 0 detik"),
        (60, "1 menit 0 detik"),
        (130.4, "2 menit 10 detik"),
        (3599.6, "1 jam 0 menit"),
        (3900, "1 jam 5 menit"),
    ],
)
def test_spans_of_time_are_words(seconds, written):
    assert duration(seconds) == written


def test_in_a_log_each_report_is_a_line(capsys):
    with Lines() as bar:
        bar.begin(2)
        bar.advance("35.79", "Kota Batu", JobResult(6.1))
        bar.advance("35.10", "Banyuwangi", JobResult(2.0, Fault("salah")))
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("[1/2] 35.79 Kota Batu: selesai, 6,1 detik; kira-kira ")
    assert second == "[2/2] 35.10 Banyuwangi: GAGAL, 2,0 detik"


def test_on_a_terminal_failures_stay_above_the_bar():
    screen = io.StringIO()
    with Bar(Console(file=screen, force_terminal=True, width=100)) as bar:
        bar.begin(2)
        bar.advance("35.79", "Kota Batu", JobResult(6.1))
        bar.advance("35.10", "[bold]x[/bold]", JobResult(2.0, Fault("[salah]")))
    shown = screen.getvalue()
    assert "35.10 [bold]x[/bold] gagal: [salah]" in shown
    assert "2/2" in shown


def test_on_a_terminal_a_bar_is_chosen(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr", screen)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    assert isinstance(for_terminal(), Bar)


def test_without_a_terminal_lines_are_chosen(monkeypatch):
    monkeypatch.setattr("sys.stderr", io.StringIO())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert isinstance(for_terminal(), Lines)
