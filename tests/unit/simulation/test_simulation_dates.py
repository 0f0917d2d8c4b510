"""Dates lie in the window of every edition that an innovation enters."""

import numpy as np
import pytest

from evaluasi.simulation.dates import RENEWAL, START, TRIAL, entry_dates

ROWS = 4_000


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(5)
    edition = rng.integers(0, 6, ROWS)
    stage = np.array(["penerapan", "uji coba", "inisiatif"], dtype=object)[rng.integers(0, 3, ROWS)]
    again = rng.random(ROWS) < 0.4
    return edition + 2021, stage, again, entry_dates(rng, edition, stage, again)


def years(days):
    return days.dt.year.to_numpy()


def test_first_entries_start_in_their_window(drawn):
    year, stage, _again, dates = drawn
    own = stage == "penerapan"
    started = years(dates.first[START])[own]
    assert ((year[own] - 2 <= started) & (started <= year[own] - 1)).all()


def test_second_entries_start_in_the_window_of_the_next_edition(drawn):
    year, _stage, again, dates = drawn
    started = years(dates.second[START])
    assert ((year[again] - 1 <= started) & (started <= year[again])).all()


def test_only_what_has_begun_is_dated(drawn):
    _year, stage, _again, dates = drawn
    assert (dates.first[START].notna() == (stage == "penerapan")).all()
    assert (dates.first[TRIAL].notna() == (stage != "inisiatif")).all()
    assert not dates.first[RENEWAL].notna()[stage != "penerapan"].any()


@pytest.mark.parametrize("entry", [0, 1])
def test_trial_comes_before_start_and_start_before_renewal(drawn, entry):
    frame = drawn[3][entry]
    begun = frame.dropna(subset=[TRIAL, START])
    assert (begun[TRIAL] < begun[START]).all()
    renewed = frame.dropna(subset=[START, RENEWAL])
    assert len(renewed) > 100
    assert (renewed[START] <= renewed[RENEWAL]).all()


def test_what_comes_again_was_renewed_in_between(drawn):
    year, stage, again, dates = drawn
    own = (stage == "penerapan")[again]
    assert (years(dates.second[RENEWAL])[own] == year[again][own]).all()
