"""Errors of measurement and the Sustainment Index to the digits the notes print."""

import pandas as pd
import pytest

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

# SD    alpha  SEM     half    MDC
PRINTED = """
1.2     .79    0.5499  1.0778  1.5243
1.2     .88    0.4157  0.8148  1.1522
1.2     .92    0.3394  0.6652  0.9408
1.6     .88    0.5543  1.0863  1.5363
"""

# before  end  after  SI
INDEX = """
10        20   20     1
10        20   10     0
10        20   30     2
20        10   10     1
"""


@pytest.mark.parametrize("line", PRINTED.strip().splitlines())
def test_error_of_measurement(line):
    sd, alpha, *printed = map(float, line.split())
    found = su.measurement_error(sd, alpha)
    assert [round(x, 4) for x in (found.sem, found.half_width, found.mdc)] == printed


@pytest.mark.parametrize(("sd", "alpha"), [(-1, 0.8), (1, 1.2), (float("nan"), 0.8)])
def test_impossible_spreads_and_reliabilities_are_refused(sd, alpha):
    with pytest.raises(ParameterError, match="tidak dapat dihitung"):
        su.measurement_error(sd, alpha)


@pytest.mark.parametrize("line", INDEX.strip().splitlines())
def test_sustainment_index(line):
    before, end, after, index = map(float, line.split())
    better = "naik" if end > before else "turun"
    found = su.sustainment_index(pd.Series({0: before, 1: end, 2: after}), better=better)
    assert found.table["si"].iloc[0] == index
    assert found.table[["sebelum", "selama", "sesudah"]].iloc[0].tolist() == [before, end, after]
    assert "tidak memberi selang" in found.summary()


def test_slopes_are_per_unit_of_time():
    """Twice the time after the support: the same fall is half the pace."""
    found = su.sustainment_index(pd.Series({2019: 10.0, 2020: 20.0, 2022: 10.0}))
    assert found.table["si"].iloc[0] == 0.5


# before  end   after  better  why it has no index
UNDEFINED = """
10        10.4  20     naik    terlalu kecil
10        10    20     naik    terlalu kecil
10        20    20     turun   memburuk selama dukungan
10        nan   20     naik    belum ada data
"""


@pytest.mark.parametrize("line", UNDEFINED.strip().splitlines())
def test_where_the_index_is_undefined_it_says_why(line):
    *values, better, why = line.split(maxsplit=4)
    series = pd.Series(dict(enumerate(map(float, values))))
    row = su.sustainment_index(series, better=better).table.iloc[0]
    assert pd.isna(row["si"])
    assert why in row["alasan"]


def test_the_smallest_change_can_be_given():
    series = pd.Series({0: 10.0, 1: 10.4, 2: 10.4})
    assert su.sustainment_index(series, smallest=0.1).table["si"].iloc[0] == 1


def test_objects_keep_their_names_and_other_times_are_not_used():
    wide = pd.DataFrame(
        {2018: [1.0, 1.0], 2019: [10.0, 5.0], 2021: [20.0, 7.0], 2024: [20.0, 5.0]},
        index=pd.Index(["A", "B"], name="objek"),
    )
    found = su.sustainment_index(wide, times=(2019, 2021, 2024))
    assert found.table["objek"].tolist() == ["A", "B"]
    assert found.table["si"].tolist() == [1, pytest.approx(1 - (2 / 3) / 1)]


@pytest.mark.parametrize("times", [(0, 1), (0, 2, 1), (0, 1, 9)])
def test_times_that_are_none_are_refused(times):
    with pytest.raises(ParameterError, match="tiga waktu"):
        su.sustainment_index(pd.Series({0: 1.0, 1: 2.0, 2: 3.0}), times=times)
