"""The decomposition adds up to the two-way coefficient, comparison by comparison."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_panels import long_frame, panel_of, staggered

from evaluasi.errors import ParameterError
from evaluasi.impact import bacon, did

YEARS = range(2014, 2020)
START = st.sampled_from([2010.0, 2014.0, 2015.0, 2016.0, 2018.0, 2019.0, np.nan])


@settings(deadline=None, max_examples=60)
@given(st.lists(START, min_size=3, max_size=14), st.integers(0, 5))
def test_weights_times_estimates_are_the_coefficient(starts, seed):
    panel = panel_of(long_frame(starts, YEARS, seed))
    if not panel.designs().set_index("fungsi").loc["bacon", "mungkin"]:
        return
    table = bacon(panel).to_frame()
    assert table["weight"].sum() == pytest.approx(1, abs=1e-12)
    assert (table["weight"] > 0).all()
    total = (table["weight"] * table["estimate"]).sum()
    assert total == pytest.approx(did(panel).estimate, abs=1e-9)


def test_every_comparison_is_of_the_kind_it_says():
    early = long_frame([2000.0] * 3, range(2014, 2022), 5)
    early["kode"] = "36" + early["kode"].str[2:]
    import pandas as pd

    found = bacon(panel_of(pd.concat([staggered(), early])))
    kinds = found.to_frame().groupby("kind").size().to_dict()
    # Three cohorts: three pairs each way, one comparison each with never and with always treated.
    assert kinds == {"earlier_later": 3, "later_earlier": 3, "never": 3, "later_always": 3}
    assert found.by_kind()["weight"].sum() == pytest.approx(1)
    assert found.to_frame().query("kind == 'never'")["comparison"].isna().all()


def test_a_comparison_is_the_two_by_two_of_its_two_cohorts_alone():
    frame = staggered()
    table = bacon(panel_of(frame)).to_frame().set_index(["kind", "cohort"])
    pair = frame[(frame["mulai"] == 2018) | frame["mulai"].isna()]
    assert table.loc[("never", 2018), "estimate"].item() == pytest.approx(
        did(panel_of(pair)).estimate, abs=1e-12
    )


def test_the_headline_is_that_of_did():
    panel = panel_of(staggered())
    assert (bacon(panel).estimate, bacon(panel).se) == (did(panel).estimate, did(panel).se)
    assert "bobot" in bacon(panel).summary()


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"covariates": ["kabut"]}, "kovariat"),
        ({"weights": "satu"}, "bobot"),
        ({"anticipation": 1}, "antisipasi"),
    ],
)
def test_what_the_theorem_does_not_cover_is_refused(parts, word):
    with pytest.raises(ParameterError, match=word):
        bacon(panel_of(staggered().assign(satu=1.0), **parts))


def test_gaps_are_refused_with_their_number():
    with pytest.raises(ParameterError, match="2 sel kosong"):
        bacon(panel_of(staggered().drop(index=[3, 9])))
