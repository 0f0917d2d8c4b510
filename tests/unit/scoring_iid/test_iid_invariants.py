"""Invariants of the index, against a plain reference and under random tables."""

import math
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import AFFAIRS, BASIC_SERVICES
from evaluasi.tables import provenance

RUBRIC = sc.load_rubric("iid-2026")
WEIGHTS = {entry.kode: entry.bobot for entry in RUBRIC.sid}
CODES = ["99.01", "99.02", "99.03"]


def reference(inovasi, spd):
    """The formula of 2026, one region and one cell at a time."""
    found = {}
    for kode in sorted(set(inovasi["kode"]) | set(spd)):
        rows = inovasi[inovasi["kode"] == kode].to_dict("records")
        total = sum(WEIGHTS[code] * row[code] for row in rows for code in WEIGHTS)
        covered = {row["urusan"] for row in rows} & set(BASIC_SERVICES)
        count = min(len(rows), 200) * 0.38 if len(covered) >= 5 else 0.0
        sid = total / max(12, len(rows)) + count
        found[kode] = (spd[kode] + sid) / 250 * 100 if kode in spd else math.nan
    return found


@st.composite
def tables(draw):
    n = draw(st.integers(0, 40))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    frame = pd.DataFrame({code: rng.integers(0, 4, n) for code in WEIGHTS})
    frame["kode"] = rng.choice(CODES, n)
    frame["urusan"] = rng.choice([*BASIC_SERVICES, AFFAIRS[-1]], n)
    frame["id"] = [f"v{i}" for i in range(n)]
    known = draw(st.lists(st.sampled_from(CODES), unique=True))
    spd = {kode: float(rng.integers(0, 253)) / 4 for kode in known}
    return frame, spd


def computed(frame, spd):
    given_ = pd.DataFrame({"kode": pd.Series(list(spd), dtype="str"), "spd": list(spd.values())})
    return sc.regional_index(frame, given_ if spd else None, RUBRIC)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_equals_the_plain_reference(case):
    frame, spd = case
    found = computed(frame, spd).table.set_index("kode")["iid"].to_dict()
    assert found == pytest.approx(reference(frame, spd), abs=1e-12, nan_ok=True)


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing_so_ties_stay_ties(case, random):
    frame, spd = case
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        computed(frame.iloc[order], spd).table, computed(frame, spd).table, check_exact=True
    )


@given(tables())
@settings(max_examples=40, deadline=None)
def test_a_region_depends_on_its_own_rows_alone(case):
    frame, spd = case
    every = computed(frame, spd).table.set_index("kode")
    for kode in every.index:
        own = {kode: spd[kode]} if kode in spd else {}
        alone = computed(frame[frame["kode"] == kode], own).table.set_index("kode")
        pd.testing.assert_series_equal(alone.loc[kode], every.loc[kode])


@given(tables(), st.data())
@settings(max_examples=40, deadline=None)
def test_one_level_more_adds_its_weight_over_the_divisor(case, data):
    frame, spd = case
    if frame.empty:
        return
    row = data.draw(st.sampled_from(list(frame.index)))
    code = data.draw(st.sampled_from(list(WEIGHTS)))
    frame.loc[row, code] = min(frame.loc[row, code], 2)
    more = frame.copy()
    more.loc[row, code] += 1
    before, after = (computed(f, spd).table.set_index("kode")["sid"] for f in (frame, more))
    kode = frame.loc[row, "kode"]
    n = (frame["kode"] == kode).sum()
    assert after[kode] - before[kode] == pytest.approx(WEIGHTS[code] / max(12, n), abs=1e-9)


@given(tables(), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_never_an_unexplained_gap(case, share):
    frame, spd = case
    holes = np.random.default_rng(len(frame)).random(frame.shape) < share
    torn = frame.astype(object).mask(holes)
    torn[["id", "kode"]] = frame[["id", "kode"]]
    table = computed(torn, spd).table
    lacking = table["iid"].isna()
    assert (lacking == (table["status"] == "tidak dapat dihitung")).all()
    assert (table["alasan"][table["status"] != "dihitung"] != "").all()
    assert (table["alasan"][table["status"] == "dihitung"] == "").all()
    assert (table["predikat"].isna() == lacking).all()
    assert (table["keyakinan"].isna() == lacking).all()


def test_inputs_are_left_as_they_were(inovasi, kapasitas, verifikasi):
    frames = (inovasi, kapasitas, verifikasi)
    before = [frame.copy(deep=True) for frame in frames]
    sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=verifikasi)
    sc.maturity(inovasi, RUBRIC)
    sc.rescore(inovasi, RUBRIC, RUBRIC)
    for frame, kept in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, kept)


def test_a_changed_copy_does_not_reach_the_result(inovasi, kapasitas):
    found = sc.regional_index(inovasi, kapasitas, RUBRIC)
    copy = found.to_frame()
    copy["iid"] = 0.0
    assert (found.table["iid"] > 0).all()
    scores = sc.spd(kapasitas, RUBRIC)
    copy = scores.to_frame()
    copy["spd"] = 0.0
    assert (scores.table["spd"] == 21).all()


def test_results_survive_pickling(inovasi, kapasitas):
    found = sc.regional_index(inovasi, kapasitas, RUBRIC)
    again = pickle.loads(pickle.dumps(found))
    assert again.rubric == RUBRIC
    pd.testing.assert_frame_equal(again.table, found.table)


@pytest.fixture
def _nothing_loaded():
    provenance.forget()
    yield
    provenance.forget()


@pytest.mark.usefixtures("_nothing_loaded")
def test_where_the_data_come_from_travels_with_the_result(inovasi, kapasitas):
    mine = provenance.Provenance(kinds=("pengguna",), titles=("Uji",))
    made_up = provenance.Provenance(kinds=("simulasi",), titles=("Rekaan",))
    provenance.stamp(inovasi, mine)
    assert provenance.of(sc.maturity(inovasi, RUBRIC)) == mine
    # One table of unknown origin: the result must not claim to know where it comes from.
    assert provenance.of(sc.regional_index(inovasi, kapasitas, RUBRIC).table) is None
    provenance.stamp(kapasitas, made_up)
    found = provenance.of(sc.regional_index(inovasi, kapasitas, RUBRIC).table)
    assert found == provenance.Provenance.merge(mine, made_up)
    assert found.simulated
    assert provenance.of(sc.spd(kapasitas, RUBRIC).table).simulated
    assert provenance.of(sc.rescore(inovasi, RUBRIC, RUBRIC).table) == mine


def test_the_summary_tells_counts_spread_and_cautions(inovasi, kapasitas):
    known = sc.spd(kapasitas, RUBRIC)
    assert known.summary() == (
        "Skor SPD menurut Indeks Inovasi Daerah 2026: 2 dari 2 wilayah dapat dihitung. "
        "Rata-rata 21,00, terendah 21,00, tertinggi 21,00."
    )
    older = sc.load_rubric("iid-2023")
    given_ = known.to_frame()[["kode", "spd"]]
    found = sc.regional_index(inovasi.assign(tahun=2023), given_, older)
    assert found.summary().splitlines() == [
        "Indeks Inovasi Daerah 2023: 2 wilayah, 8 inovasi; 2 dihitung dengan catatan.",
        "Rata-rata indeks 20,85, terendah 14,62, tertinggi 27,07.",
        "Aturan yang disimpulkan (C): faktor skor jumlah inovasi, batas jumlah inovasi yang "
        "dihitung, dan jumlah nilai tertinggi.",
    ]
