"""Little data gives a wide interval or a reason, never certainty and never an error."""

import numpy as np
import pandas as pd
import pytest
from follow_ups import seen, visits

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError


def followed(*statuses, day="2025-01-01"):
    """One visit each, five years after the start."""
    text = "\n".join(f"i{place} {day} {status}" for place, status in enumerate(statuses))
    table = visits(text)
    return su.survival(table, origin=dict.fromkeys(table["id_inovasi"], "2020-01-01"))


@pytest.mark.parametrize(
    ("statuses", "low", "high"),
    [
        (["tetap"] * 7, 0.590384, 1),
        (["tetap"] * 6 + ["berhenti"], 0.421277, 0.996390),
        (["berhenti"] * 7, 0, 0.409616),
        (["tetap"], 0.025, 1),
        (["berhenti"], 0, 0.975),
    ],
)
def test_the_share_is_exact(statuses, low, high):
    assert followed(*statuses).share.ci == pytest.approx((low, high), abs=5.1e-7)


@pytest.mark.parametrize(
    "statuses", [["tetap"] * 7, ["berhenti"] * 7, ["tetap"], ["berhenti"], ["diserap"] * 6]
)
def test_no_interval_claims_certainty(statuses):
    found = followed(*statuses)
    assert found.method == "tepat"
    assert found.ci[1] - found.ci[0] > 0.3
    limits = found.to_frame()[["ci_low", "ci_high"]].dropna()
    assert (limits["ci_high"] - limits["ci_low"] > 0.3).all()
    assert "Kurva tidak ditaksir" in found.summary()
    assert found.plot().alt


def test_fewer_than_five_at_risk_carry_no_curve():
    found = followed("tetap", "berhenti", "tetap", "tetap")
    assert found.reason == "kurang dari 5 inovasi berisiko pada saat yang sama"
    assert found.to_frame()["S"].isna().all()
    assert found.to_frame()["catatan"].str.contains("kurang dari 5").all()
    assert found.share.count == 3


def test_rows_on_fewer_than_five_are_blank_with_the_reason():
    table = visits("\n".join(f"i{y} {2020 + y}-06-01 tetap" for y in range(1, 9)))
    table.loc[0, "status"] = "berhenti"
    rows = su.survival(table, origin=dict.fromkeys(table["id_inovasi"], "2020-01-01")).to_frame()
    assert list(rows["berisiko"]) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert list(rows["S"].notna()) == [True] * 4 + [False] * 4
    assert set(rows["catatan"][4:]) == {"kurang dari 5 inovasi berisiko"}


def test_a_year_beyond_the_follow_up_is_not_extrapolated():
    table = visits("\n".join(f"i{i} {2021 + i % 4}-06-01 tetap" for i in range(20)))
    table.loc[:3, "status"] = "berhenti"
    origin = dict.fromkeys(table["id_inovasi"], "2020-01-01")
    assert su.survival(table, origin=origin, at=2).method == "terkelompok"
    found = su.survival(table, origin=origin, at=9)
    assert found.method == "tepat"
    assert np.isnan(found.at)
    assert "di luar rentang" in found.summary()


def test_an_empty_table_says_that_nothing_is_known():
    found = su.survival(visits(""), origin={})
    assert (found.n_units, found.share.ci) == (0, (0.0, 1.0))
    assert "belum ada yang terverifikasi" in found.summary()


def test_the_unverified_are_bounded_from_both_sides():
    table = visits(
        "\n".join(f"i{i} 2022-01-01 tetap\ni{i} 2024-01-01 tetap" for i in range(8))
        + "\nu 2022-01-01 tetap\nu 2024-01-01 tak_terverifikasi\nv 2024-01-01 tak_terverifikasi"
    )
    found = su.survival(table, origin=dict.fromkeys(table["id_inovasi"], "2020-01-01"))
    bounds = found.bounds.set_index("anggapan")
    assert list(bounds["n"]) == [9, 10, 10]
    assert list(bounds["berakhir"]) == [0, 0, 2]
    assert list(found.dropped["alasan"]) == ["belum pernah terverifikasi"]
    assert "80% bila semuanya berhenti, 100% bila semuanya bertahan" in found.summary()


def test_the_share_counts_what_was_seen_once_and_what_was_found_ended_at_once():
    text = "\n".join(f"i{i} 2024-01-01 tetap" for i in range(6)) + "\ni6 2024-01-01 berhenti"
    register = seen(text)
    found = su.survival(register, entry=register.table["pertama_hidup"])
    assert found.n_units == 0
    assert (found.share.count, found.share.n) == (6, 7)
    assert set(found.dropped["alasan"]) == {
        "tidak terlihat sesudah masuk pengamatan",
        "tidak pernah terlihat berjalan",
    }
    assert found.bounds["n"].tolist() == [7, 7, 7]


def test_absorbed_is_a_state_of_its_own():
    found = followed(*["tetap"] * 10, *["diserap"] * 5, *["berhenti"] * 5)
    assert (found.n_ended, found.n_absorbed) == (5, 5)
    assert found.share.count == 15
    for cause in ("berhenti", "diserap"):
        assert found.incidence.at(found.curve.end, cause).estimate == pytest.approx(0.25)


def test_fading_counts_only_where_it_is_asked_for():
    statuses = ["tetap"] * 10 + ["melemah"] * 5 + ["berhenti"] * 5
    text = "\n".join(f"i{i} 2025-01-01 {status}" for i, status in enumerate(statuses))
    origin = {f"i{i}": "2020-01-01" for i in range(20)}
    ended = [
        su.survival(visits(text), origin=origin, event=event).n_ended
        for event in ("berhenti", "melemah+berhenti")
    ]
    assert ended == [5, 10]


def test_years_before_the_award_do_not_count_as_survived():
    """All win in year 4 and half end in year 5: none of them was at risk before."""
    text = "\n".join(
        f"i{i} 2025-01-01 {status}" for i, status in enumerate(["tetap"] * 5 + ["berhenti"] * 5)
    )
    origin = {f"i{i}": "2020-01-01" for i in range(10)}
    awards = {f"i{i}": "2024-01-01" for i in range(10)}
    late = su.survival(visits(text), origin=origin, entry=awards)
    naive = su.survival(visits(text), origin=origin)
    assert late.start == pytest.approx(4, abs=0.01)
    assert late.grouped.person_years == pytest.approx(7.5, abs=0.1)
    assert naive.grouped.person_years > 30
    assert any("isi entry" in warning for warning in naive.warnings)
    assert not any("isi entry" in warning for warning in late.warnings)


def test_groups_come_with_intervals_and_a_caution():
    text = "\n".join(
        f"i{i} {2021 + i % 5}-06-01 {'berhenti' if i % 7 == 0 else 'tetap'}" for i in range(40)
    )
    labels = {f"i{i}": "digital" if i % 2 else "bukan digital" for i in range(39)}
    found = su.survival(visits(text), origin={f"i{i}": "2020-01-01" for i in range(40)}, by=labels)
    row = found.groups.differences.iloc[0]
    assert row["selisih_S_low"] < row["selisih_S"] < row["selisih_S_high"]
    assert row["selisih_rata_low"] < row["selisih_rata"] < row["selisih_rata_high"]
    assert 0 < row["p"] <= 1
    assert "tanpa kelompok" in found.groups.summary()
    assert "kelompoknya tidak diundi" in found.summary()


def test_groups_too_small_to_compare_say_so():
    text = "\n".join(f"i{i} 2024-06-01 tetap" for i in range(8))
    labels = {f"i{i}": "a" if i < 6 else "b" for i in range(8)}
    found = su.survival(visits(text), origin={f"i{i}": "2020-01-01" for i in range(8)}, by=labels)
    row = found.groups.differences.iloc[0]
    assert np.isnan(row["p"])
    assert "sedikitnya 5 inovasi" in row["catatan"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ({"event": "mati"}, "mati"),
        ({"origin": "mulai"}, "mulai"),
        ({"origin": None}, "tanggal mulai"),
    ],
)
def test_wrong_calls(call, told):
    arguments = {"origin": {"a": "2020-01-01"}} | call
    with pytest.raises(ParameterError, match=told):
        su.survival(visits("a 2023-01-01 tetap"), **arguments)


def test_what_is_simulated_stays_so():
    from evaluasi.tables.provenance import Provenance, of, stamp

    table = stamp(visits("a 2023-01-01 tetap"), Provenance(("simulasi",), ("uji",)))
    found = su.survival(table, origin={"a": "2020-01-01"})
    for frame in (found.to_frame(), found.grouped.to_frame()):
        assert of(frame).simulated
    assert pd.isna(found.at)
