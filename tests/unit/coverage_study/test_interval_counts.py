"""Rows of the study: every method, counts that add up, the same bytes from the same seed."""

import numpy as np
import pandas as pd
import pytest
from coverage_case import STAGGERED

from evaluasi.simulation.coverage import __main__ as command
from evaluasi.simulation.coverage.cells import Cell
from evaluasi.simulation.coverage.methods import METHODS, NOTHING, STATISTICS, Found
from evaluasi.simulation.coverage.study import Score, _counted, run

ALONE = Cell(38, 8, 3, True)


@pytest.fixture(scope="module")
def rows():
    return run(ALONE, "tetap", replications=3, seed=7)


def test_every_method_has_a_row_and_every_row_says_simulasi(rows):
    found = set(zip(rows["penaksir"], rows["inferensi"], strict=True))
    assert found == {*METHODS, *((name, "randomisasi") for name in STATISTICS)}
    assert not rows.duplicated(["penaksir", "inferensi"]).any()
    assert (rows["data"] == "SIMULASI").all()


def test_the_same_seed_gives_the_same_rows(rows):
    pd.testing.assert_frame_equal(run(ALONE, "tetap", replications=3, seed=7), rows)


def test_cohorts_of_one_unit_give_refusals_not_numbers(rows):
    table = rows.set_index(["penaksir", "inferensi"])
    refused = table.loc[("group_time_att (never)", "pengaruh_t")]
    assert refused["gagal"] == 1
    assert np.isnan(refused[["cakupan", "ukuran", "kuasa", "lebar"]].astype(float)).all()
    assert table.loc[("did", "randomisasi"), "gagal"] == 0


def one(low, high, p, truth=0.0, estimate=0.5):
    return Found(estimate, truth, np.array([low]), np.array([high]), np.array([truth]), p)


def test_counting_by_hand():
    found = [one(-1, 2, 0.5), one(0.1, 1, 0.01), one(-np.inf, 3, 0.2), NOTHING]
    counted = _counted(
        "tetap", [Score(f, power) for f, power in zip(found, (0, 1, 1, np.nan), strict=True)]
    )
    assert counted["cakupan"] == pytest.approx(2 / 3)
    assert counted["galat_mc"] == pytest.approx(np.sqrt(2 / 9 / 3))
    assert counted["ukuran"] == pytest.approx(1 / 3)
    assert counted["kuasa"] == pytest.approx(2 / 3)
    assert counted["bias"] == pytest.approx(0.5)
    assert counted["rmse"] == pytest.approx(0.5)
    assert counted["lebar"] == pytest.approx((3 + 0.9) / 2)
    assert counted["tak_berbatas"] == pytest.approx(1 / 4)
    assert counted["gagal"] == pytest.approx(1 / 4)


def test_a_band_covers_only_where_every_limit_does():
    low, high, goal = np.array([[-1.0, 0.5, np.nan], [1.0, 2.0, np.nan], [0.0, 1.0, 9.0]])
    both = Found(np.nan, np.nan, low, high, goal, np.nan)
    assert both.covers == 1
    assert Found(np.nan, np.nan, low, high, goal + np.array([0, 2, 0]), np.nan).covers == 0


def test_a_stopped_run_goes_on_and_ends_with_the_same_table(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "grid", lambda: [ALONE, STAGGERED])
    todo = [task for task in command.tasks(2, seed=3) if task.world == "tetap"]
    monkeypatch.setattr(command, "tasks", lambda *_counts: todo)
    todo[0].carry_out(tmp_path / "kerja")
    stamp = todo[0].path(tmp_path / "kerja").stat().st_mtime_ns
    table = tmp_path / "cakupan.csv"
    words = ["x", "--ulangan", "2", "--benih", "3", "--proses", "1"]
    words += ["--kerja", str(tmp_path / "kerja"), "--tabel", str(table)]
    monkeypatch.setattr("sys.argv", words)
    assert command.main() == 0
    assert todo[0].path(tmp_path / "kerja").stat().st_mtime_ns == stamp
    assert len(pd.read_csv(table)) == 2 * (len(METHODS) + len(STATISTICS))
    before = table.read_bytes()
    assert command.main() == 0
    assert table.read_bytes() == before


def test_a_file_of_other_counts_is_not_taken_over(tmp_path):
    task = next(task for task in command.tasks(2, seed=3))
    assert not task.done(tmp_path)
    task.path(tmp_path).write_text("ulangan,undian,benih\n1,999,3\n")
    assert not task.done(tmp_path)
