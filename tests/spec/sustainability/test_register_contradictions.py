"""What cannot be true is listed with its row, and the register goes on."""

import pandas as pd
import pytest
from follow_ups import seen, visits

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.sustainability.registry.checks import COLUMNS

CASES = [
    ("a 2019-01-01 tetap", [("sebelum_mulai", "2019-01-01")]),
    ("a 2027-01-01 tetap", [("masa_depan", "2027-01-01")]),
    ("a 2023-02-30 tetap", [("tanpa_tanggal", None)]),
    ("a 2023-01-01 mati", [("status_tak_dikenal", "2023-01-01")]),
    ("a 2023-01-01 tetap\na 2023-01-01 tetap", [("ganda", "2023-01-01")]),
    ("a 2023-01-01 tetap\na 2023-01-01 melemah", [("dua_status", "2023-01-01")]),
    (
        "a 2023-01-01 tetap\na 2023-01-01 berhenti",
        [("bertentangan", "2023-01-01"), ("bertentangan", "2023-01-01")],
    ),
    (
        "a 2022-01-01 berhenti\na 2023-01-01 tetap",
        [("berhenti_lalu_berjalan", "2022-01-01")],
    ),
    ("a 2022-01-01 diserap\na 2023-01-01 tetap", [("diserap_lalu_berjalan", "2022-01-01")]),
    (
        "a 2022-01-01 diserap\na 2023-01-01 berhenti",
        [("berubah_sesudah_berakhir", "2023-01-01")],
    ),
]


@pytest.mark.parametrize(("history", "expected"), CASES)
def test_contradictions_within_a_history(history, expected):
    register = seen(history)
    found = register.contradictions
    days = [None if pd.isna(day) else str(day.date()) for day in found["tanggal"]]
    assert list(zip(found["jenis"], days, strict=True)) == expected
    assert found[["kalimat", "perlakuan"]].map(len).min().min() > 10
    assert len(register.history) == len(visits(history))  # nothing read is lost


@pytest.mark.parametrize(
    ("starts", "awards", "kind"),
    [
        ({}, {}, "tanpa_mulai"),
        ({"a": "2030-01-01"}, {}, "mulai_masa_depan"),
        ({"a": "2020-01-01"}, {"a": "2019-01-01"}, "penghargaan_sebelum_mulai"),
        ({"a": "2020-01-01"}, {"a": "2024-01-01"}, "berakhir_sebelum_penghargaan"),
        (pd.Series(["2020-01-01", "2021-01-01"], ["a", "a"]), {}, "mulai_ganda"),
    ],
)
def test_contradictions_with_start_and_award(starts, awards, kind):
    register = seen("a 2023-01-01 berhenti", starts=starts, awards=awards)
    assert kind in list(register.contradictions["jenis"])


def test_two_statuses_of_one_day_are_no_verdict_unless_both_run():
    opposite = seen("a 2022-01-01 tetap\na 2023-01-01 tetap\na 2023-01-01 berhenti")
    assert opposite.table.loc["a", "status_terakhir"] == "tetap"
    assert opposite.table.loc["a", "terakhir_hidup"] == pd.Timestamp("2022-01-01")
    assert opposite.table.loc["a", "tak_terverifikasi_sejak"] == pd.Timestamp("2023-01-01")
    alike = seen("a 2023-01-01 tetap\na 2023-01-01 melemah")
    assert alike.table.loc["a", "status_terakhir"] == "melemah"
    sure = seen("a 2023-01-01 tetap\na 2023-01-01 tak_terverifikasi")
    assert sure.table.loc["a", "status_terakhir"] == "tetap"


def test_faults_never_raise_and_keep_their_columns():
    mess = "\n".join(history.replace("a ", f"{letter} ") for letter, (history, _x) in
                     zip("abcdefghij", CASES, strict=True))  # fmt: skip
    register = seen(mess)
    assert list(register.contradictions.columns) == list(COLUMNS)
    assert set(register.contradictions["jenis"]) == {kind for _h, e in CASES for kind, _d in e}
    assert len(register.table) == 10
    assert su.survival(register).n_units + len(su.survival(register).dropped) == 10


@pytest.mark.parametrize("column", ["id_inovasi", "tanggal", "status"])
def test_a_missing_column_is_a_wrong_call(column):
    table = visits("a 2023-01-01 tetap").drop(columns=column)
    with pytest.raises(ParameterError, match=column):
        su.register(table, starts={"a": "2020-01-01"}, today="2026-01-01")
    with pytest.raises(ParameterError, match=column):
        su.survival(table, origin={"a": "2020-01-01"})


def test_a_day_of_the_report_that_is_no_date_is_a_wrong_call():
    with pytest.raises(ParameterError, match="kemarin"):
        seen("a 2023-01-01 tetap", today="kemarin")
