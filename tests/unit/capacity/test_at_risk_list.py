"""The at-risk list: only the living, only reasons on file, each with its evidence."""

import pandas as pd
import pytest

from evaluasi import rubrics
from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

RULES = rubrics.load("iid-2026")
TODAY = "2026-11-21"
SOUND = dict.fromkeys(RULES.columns, 3)


def listed(status="tetap", day="2026-10-01", moved=None, proxy=False, **levels):
    rows = pd.DataFrame([{"id": "x", "judul": "Kelas", **SOUND, **levels}])
    states = pd.DataFrame({"id": ["x"], "status": [status], "tanggal": pd.to_datetime([day])})
    read = su.proxy_capacity(rows, RULES) if proxy else None
    return su.at_risk(rows, states, today=TODAY, moved=moved, proxy=read)


# what                     code                 evidence
REASONS = {
    "fading": ({"status": "melemah"}, "melemah", "1 Oktober 2026"),
    "no act": ({"i16": 0}, "tanpa_regulasi", "i16 level 0"),
    "no act, empty": ({"i16": None}, "tanpa_regulasi", "i16 kosong"),
    "no budget": ({"i18": 0}, "tanpa_anggaran", "i18 level 0"),
    "not planned": ({"i21": 0}, "tidak_dalam_rkpd", "i21 level 0"),
    "no team": ({"i23": 0}, "tanpa_pelaksana", "i23 level 0"),
    "not evaluated": ({"i34": 0}, "tanpa_monev", "i34 level 0"),
    "long unseen": ({"day": "2024-01-01"}, "lama_tak_diperiksa", "1 Januari 2024"),
    "weak domain": ({"i22": 0, "i24": 0, "i31": 0, "proxy": True}, "ranah_lemah", "0% dari skala"),
}


@pytest.mark.parametrize("case", REASONS)
def test_each_reason_comes_from_data_and_names_it(case):
    given, code, proof = REASONS[case]
    (reason,) = listed(**given).reasons.to_dict("records")
    assert reason["kode"] == code
    assert proof in reason["bukti"]


def test_a_champion_who_moved():
    moved = pd.DataFrame({"id": ["x"], "tanggal": pd.to_datetime(["2026-03-01"])})
    found = listed(moved=moved)
    assert found.reasons["kode"].tolist() == ["penggerak_pindah"]
    assert "1 Maret 2026" in found.reasons["bukti"].iloc[0]
    assert not [line for line in found.not_on_file if "penggerak" in line]


def test_what_no_data_tell_is_said():
    assert any("Kepindahan penggerak" in line for line in listed().not_on_file)
    assert any("belum pernah diverifikasi" in x for x in listed("belum_diperiksa").not_on_file)


def test_without_reasons_nobody_is_listed():
    found = listed()
    assert found.table.empty
    assert "0 dari 1" in found.summary()


@pytest.mark.parametrize("status", ["berhenti", "diserap"])
def test_what_has_ended_is_no_risk(status):
    found = listed(status, i16=0)
    assert (len(found.table), found.n_gone, found.n_judged) == (0, 1, 0)


def test_an_innovation_without_any_level_is_not_called_without_act():
    found = listed(**dict.fromkeys(RULES.columns))
    assert found.table.empty
    assert "1 inovasi tanpa satu level indikator pun" in found.summary()
    assert "tanpa satu level" not in listed(i16=None).summary()


def test_weak_domains_are_one_reason_and_single_indicators_count_once():
    zero = dict.fromkeys(RULES.columns, 0)
    found = listed(proxy=True, **zero)
    (row,) = found.table.to_dict("records")
    assert row["banyak"] == 5 + 1
    assert row["alasan"].count("kapasitas lemah") == 1
    weak = set(found.reasons.loc[found.reasons["kode"] == "ranah_lemah", "alasan"])
    assert "stabilitas pendanaan" not in weak
    assert "kemitraan" in weak


def test_the_fading_come_first():
    rows = pd.DataFrame(
        [{"id": n, "judul": n, **SOUND} for n in "abc"],
    )
    rows.loc[rows["id"] == "a", ["i16", "i18", "i21"]] = 0
    rows.loc[rows["id"] == "b", "i16"] = 0
    states = pd.DataFrame({"id": ["c"], "status": ["melemah"], "tanggal": [pd.Timestamp(TODAY)]})
    found = su.at_risk(rows, states, today=TODAY)
    assert found.table["id"].tolist() == ["c", "a", "b"]


def test_a_survey_speaks_where_there_is_one():
    from answering import sheet

    capacity = su.capacity(sheet("x", "R1", [1, 7, 7, 7, 7, 7, 7, 7]))
    rows = pd.DataFrame([{"id": "x", "judul": "Kelas", **SOUND}])
    states = pd.DataFrame({"id": ["x"], "status": ["tetap"], "tanggal": [pd.Timestamp(TODAY)]})
    found = su.at_risk(rows, states, today=TODAY, capacity=capacity)
    assert found.reasons["alasan"].tolist() == ["dukungan lingkungan"]
    assert "PSAT" in found.reasons["bukti"].iloc[0]


@pytest.mark.parametrize(
    ("rows", "told"), [({"id": ["a"]}, "judul"), ({"id": ["a", "a"], "judul": "x"}, "lebih dari")]
)
def test_a_call_that_is_wrong_is_refused(rows, told):
    states = pd.DataFrame(columns=["id", "status", "tanggal"])
    with pytest.raises(ParameterError, match=told):
        su.at_risk(pd.DataFrame(rows), states, today=TODAY)
