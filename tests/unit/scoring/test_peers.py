"""Peers are of the same type, the nearest come first, and nothing depends on the order of rows."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.scoring import structural_peers


def regions(rows):
    frame = pd.DataFrame(rows, columns=["kode", "tingkat", "penduduk", "pdrb_pk"])
    return frame.set_index("kode")


FIVE_CITIES = regions(
    [
        ("35.71", "kota", 100_000, 10_000),
        ("35.72", "kota", 200_000, 10_000),
        ("35.73", "kota", 100_000, 20_000),
        ("35.74", "kota", 400_000, 40_000),
        ("35.75", "kota", 110_000, 11_000),
        ("35.01", "kabupaten", 100_000, 10_000),
    ]
)


def test_the_distance_is_euclidean_on_logs_over_the_spread_of_the_type():
    peers = structural_peers(FIVE_CITIES, "35.71", year=2017, k=4)
    logs = [math.log(n) for n in (100_000, 200_000, 100_000, 400_000, 110_000)]
    mean = sum(logs) / 5
    spread = math.sqrt(sum((x - mean) ** 2 for x in logs) / 4)
    to_second = (math.log(200_000) - math.log(100_000)) / spread
    table = peers.table.set_index("kode")["jarak"]
    assert peers.codes[0] == "35.75"
    assert table["35.72"] == pytest.approx(to_second, abs=1e-12)


def test_a_regency_is_never_a_peer_of_a_city():
    assert "35.01" not in structural_peers(FIVE_CITIES, "35.71", year=2017, k=5).codes


def test_fewer_candidates_than_asked_are_all_returned_and_counted():
    peers = structural_peers(FIVE_CITIES, "35.71", year=2017, k=9)
    assert (len(peers.codes), peers.candidates) == (4, 4)


def test_equal_distances_are_ordered_by_code():
    twins = regions([(f"35.7{i}", "kota", n, 10_000) for i, n in enumerate((100, 200, 50, 400))])
    assert structural_peers(twins, "35.70", year=2017, k=2).codes == ("35.71", "35.72")


@given(st.permutations(list(FIVE_CITIES.index)), st.sampled_from(["35.71", "35.74"]))
def test_row_order_changes_nothing(order, kode):
    expected = structural_peers(FIVE_CITIES, kode, year=2017).table
    pd.testing.assert_frame_equal(
        structural_peers(FIVE_CITIES.loc[order], kode, year=2017).table, expected
    )


@given(st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_units_change_nothing(people, money):
    scaled = FIVE_CITIES.assign(
        penduduk=FIVE_CITIES["penduduk"] * people, pdrb_pk=FIVE_CITIES["pdrb_pk"] * money
    )
    expected = structural_peers(FIVE_CITIES, "35.71", year=2017).table["jarak"]
    found = structural_peers(scaled, "35.71", year=2017).table["jarak"]
    pd.testing.assert_series_equal(found, expected)


def test_a_trait_shared_by_all_does_not_decide():
    same = FIVE_CITIES.assign(pdrb_pk=10_000.0)
    assert structural_peers(same, "35.71", year=2017, k=1).codes in {("35.73",), ("35.75",)}


@pytest.mark.parametrize(
    ("frame", "kode", "reason"),
    [
        (FIVE_CITIES, "91.01", "tidak ada di antara calon pembanding"),
        (regions([("35", "provinsi", 1e6, 1e4)]), "35", "hanya dicari untuk kabupaten dan kota"),
        (
            regions([("35.71", "kota", float("nan"), 1e4), ("35.72", "kota", 1, 1)]),
            "35.71",
            "belum ada data",
        ),
        (
            regions([("35.71", "kota", 10, 10), ("35.72", "kota", 1, 1)]),
            "35.71",
            "Kurang dari dua calon",
        ),
    ],
)
def test_where_peers_cannot_be_computed_the_result_says_why(frame, kode, reason):
    peers = structural_peers(frame, kode, year=2017)
    assert reason in peers.reason
    assert peers.codes == ()
    assert peers.summary() == peers.reason
    assert list(peers.to_frame()) == ["kode", "jarak", "penduduk", "pdrb_pk"]
