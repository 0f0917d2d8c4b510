"""Quadrants: capacity and verified state side by side, what is unknown apart."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.sustainability.standing.quadrants import QUADRANTS

# capacity  status              quadrant
DRAWN = """
80          berkembang          terjaga
50          tetap               terjaga
49.9        tetap               rentan
20          berkembang          rentan
80          melemah             perlu ditelusuri
80          berhenti            perlu ditelusuri
20          melemah             surut
20          berhenti            surut
80          diserap             diserap
20          diserap             diserap
80          -                   belum diverifikasi
80          tak_terverifikasi   belum diverifikasi
80          belum_diperiksa     belum diverifikasi
nan         tetap               kapasitas belum dinilai
nan         -                   belum diverifikasi
"""


def case(line):
    value, status, name = line.split(maxsplit=2)
    capacity = pd.DataFrame({"id": ["x"], "nilai": [float(value)]})
    states = pd.DataFrame({"id": ["x"], "status": [status], "tanggal": [pd.Timestamp(2026, 1, 1)]})
    return capacity, states if status != "-" else states.iloc[:0], name


@pytest.mark.parametrize("line", DRAWN.strip().splitlines())
def test_where_an_innovation_stands(line):
    capacity, states, name = case(line)
    found = su.quadrant(capacity, states)
    assert found.table["kuadran"].tolist() == [name]
    assert found.counts[name] == found.counts.sum() == 1


def test_the_cases_cover_every_quadrant():
    assert {case(line)[2] for line in DRAWN.strip().splitlines()} == set(QUADRANTS)


def test_one_is_never_blended_with_the_other():
    capacity, states, _name = case("80 melemah x")
    table = su.quadrant(capacity, states).table
    assert table[["kapasitas", "status"]].values.tolist() == [[80.0, "melemah"]]
    assert not [column for column in table.select_dtypes("number") if "gabung" in column]


def test_an_interval_across_the_line_is_told():
    capacity = pd.DataFrame(
        {"id": ["a", "b"], "nilai": [55.0, 90.0], "bawah": [45.0, 80.0], "atas": [65.0, 99.0]}
    )
    states = pd.DataFrame(
        {"id": ["a", "b"], "status": "tetap", "tanggal": pd.Timestamp(2026, 1, 1)}
    )
    found = su.quadrant(capacity, states)
    assert found.table["dekat_batas"].tolist() == [True, False]
    assert "1 di antaranya terlalu dekat" in found.summary()
    assert "bukan batas lulus" in found.summary()


def test_an_innovation_that_only_the_register_knows_is_kept():
    states = pd.DataFrame({"id": ["z"], "status": "tetap", "tanggal": pd.Timestamp(2026, 1, 1)})
    found = su.quadrant(pd.DataFrame({"id": ["a"], "nilai": [50.0]}), states)
    assert found.table["id"].tolist() == ["a", "z"]
    assert found.counts["kapasitas belum dinilai"] == 1


@pytest.mark.parametrize(
    ("values", "cut", "told"),
    [([120.0], 50, "0 sampai 100"), ([50.0], 0, "garis"), ([1.0, 2.0], 50, "lebih dari sekali")],
)
def test_what_cannot_be_sorted_is_refused(values, cut, told):
    capacity = pd.DataFrame({"id": "x", "nilai": values})
    with pytest.raises(ParameterError, match=told):
        su.quadrant(capacity, pd.DataFrame(columns=["id", "status", "tanggal"]), cut=cut)


def test_nothing_at_all_is_drawn_as_nothing():
    empty = pd.DataFrame({"id": [], "nilai": []})
    found = su.quadrant(empty, pd.DataFrame(columns=["id", "status", "tanggal"]))
    assert found.counts.sum() == 0
    assert len(found.plot().data) == 0


def test_benchmarks_carry_source_interval_and_bias():
    found = su.benchmarks()
    first = found.iloc[0]
    assert (first["hidup"], first["jumlah"], first["bagian"]) == (18, 20, 90)
    assert np.round([first["bawah"], first["atas"]]).tolist() == [68, 99]
    assert found["sumber"].str.len().min() > 10
    assert found["bias"].str.startswith("ke atas").all()
    assert np.isnan(found.iloc[1]["bagian"])
