"""What is hidden cannot be worked out: checked by trying every sum and difference."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError


def people(**counts):
    """One attribute: kind=number of respondents."""
    return pd.DataFrame({"sifat": [kind for kind, n in counts.items() for _ in range(n)]})


def hidden(labels, least=5):
    cells = su.suppress(labels, least=least)
    return {row.kategori: row.sebab for row in cells.itertuples() if not row.tampil}


# cells                           hidden: k = too small, p = protects it
DRAWN = """
a=9 b=8                         :
a=9 b=4                         : a=p b=k
a=9 b=8 c=4                     : b=p c=k
a=9 b=8 c=3 d=1                 : b=p c=k d=k
a=9 b=8 c=4 d=3                 : c=k d=k
a=9 b=8 c=2 d=1 e=1             : b=p c=k d=k e=k
a=3                             : a=k
"""


@pytest.mark.parametrize("case", DRAWN.strip().splitlines())
def test_one_attribute(case):
    cells, expected = (dict(part.split("=") for part in side.split()) for side in case.split(":"))
    words = {"k": "kecil", "p": "pelindung"}
    assert hidden(people(**{kind: int(n) for kind, n in cells.items()})) == {
        kind: words[why] for kind, why in expected.items()
    }


def test_a_village_within_a_shown_kecamatan_is_protected_too():
    labels = pd.DataFrame(
        {"desa": ["a"] * 9 + ["b"] * 3 + ["c"] * 8 + ["d"] * 4, "kec": ["X"] * 12 + ["Y"] * 12}
    )
    # b and d are small; a and c would give them away beside the shown kecamatan.
    assert set(hidden(labels)) == {"a", "b", "c", "d"}


def leaks(labels, cells, least):
    """List small groups that adding and subtracting shown cells isolates."""
    atoms = labels.drop_duplicates()
    weights = labels.groupby(list(labels), sort=False).size().to_numpy()
    shown = [
        (atoms[row.atribut] == row.kategori).to_numpy(int)
        for row in cells.itertuples()
        if row.tampil
    ]
    known = np.array([np.ones(len(atoms), int), *shown])
    signs = np.array(list(itertools.product((-1, 0, 1), repeat=len(known))))
    sums = signs @ known
    groups = sums[((sums == 0) | (sums == 1)).all(axis=1)]
    sizes = groups @ weights
    return groups[(sizes > 0) & (sizes < least)]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from("LP"), st.sampled_from(["ya", "tidak"]), st.sampled_from("abcd")),
        min_size=6,
        max_size=40,
    ),
    st.integers(2, 6),
)
def test_no_sum_or_difference_isolates_few_people(rows, least):
    labels = pd.DataFrame(rows, columns=["gender", "miskin", "desa"])
    cells = su.suppress(labels, least=least)
    assert not len(leaks(labels, cells, least))
    assert not (cells["tampil"] & (cells["n"] < least)).any()


@settings(max_examples=40)
@given(st.lists(st.sampled_from("abcdef"), min_size=6, max_size=40), st.integers(2, 6))
def test_nested_attributes_isolate_nobody(villages, least):
    labels = pd.DataFrame({"desa": villages})
    labels["kec"] = labels["desa"].map(dict(zip("abcdef", "XXXYYZ", strict=True)))
    cells = su.suppress(labels, least=least)
    assert not len(leaks(labels, cells, least))


@pytest.fixture
def changed():
    rng = np.random.default_rng(4)
    names = [f"R{i}" for i in range(40)]
    changes = pd.Series(rng.normal(0.3, 0.5, 40), index=names)
    return changes, pd.DataFrame(
        {
            "responden": names,
            "gender": ["P"] * 22 + ["L"] * 18,
            "miskin": ["ya"] * 3 + ["tidak"] * 37,
            "desa": ["a"] * 15 + ["b"] * 14 + ["c"] * 11,
        }
    )


def test_cells_have_the_t_interval_of_their_mean(changed):
    changes, respondents = changed
    found = su.subgroups(changes, respondents, ["gender"]).table.set_index("kategori")
    own = changes.to_numpy()[:22]
    low, high = stats.t.interval(0.95, 21, own.mean(), stats.sem(own))
    assert found.loc["P", ["estimate", "ci_low", "ci_high"]].tolist() == pytest.approx(
        [own.mean(), low, high]
    )
    assert found.loc["P", "p"] == pytest.approx(stats.ttest_1samp(own, 0).pvalue)


def test_interactions_are_welch_corrected_by_holm(changed):
    changes, respondents = changed
    found = su.subgroups(changes, respondents, ["gender", "desa"]).interactions
    y = changes.to_numpy()
    parts = [(y[22:], y[:22])] + [
        (y[mask], y[~mask])
        for mask in (
            np.arange(40) < 15,
            (np.arange(40) // 15 == 1) & (np.arange(40) < 29),
            np.arange(40) >= 29,
        )
    ]
    p = [stats.ttest_ind(one, other, equal_var=False).pvalue for one, other in parts]
    assert found[["atribut", "kategori"]].to_numpy().tolist() == [
        ["gender", "L"],
        ["desa", "a"],
        ["desa", "b"],
        ["desa", "c"],
    ]
    assert found["p"].tolist() == pytest.approx(p)
    assert found["p_holm"].tolist() == pytest.approx(multipletests(p, method="holm")[1])


def test_hidden_cells_carry_no_number_and_enter_no_difference(changed):
    changes, respondents = changed
    found = su.subgroups(changes, respondents, ["miskin"])
    assert (
        found.table.drop(columns=["atribut", "kategori", "tampil", "sebab"]).isna().all(axis=None)
    )
    assert found.interactions.empty
    assert "kurang dari 5 responden" in found.summary()
    assert "agar kelompok kecil tidak dapat dihitung" in found.summary()


def test_the_chart_gives_no_hidden_number_away(changed):
    changes, respondents = changed
    data = su.subgroups(changes, respondents, ["miskin", "gender"]).plot().data
    assert data["Nilai"].isna().tolist() == [True, True, False, False]


def test_who_has_no_row_is_a_group_of_its_own(changed):
    changes, respondents = changed
    found = su.subgroups(changes, respondents.iloc[:30], ["gender"]).table
    assert dict(zip(found["kategori"], found["n"], strict=True)) == {
        "L": 8,
        "P": 22,
        "tidak tercatat": 10,
    }


def test_an_attribute_that_lacks_is_named(changed):
    changes, respondents = changed
    with pytest.raises(ParameterError, match="umur"):
        su.subgroups(changes, respondents, ["umur"])
