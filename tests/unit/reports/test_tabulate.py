"""A frame becomes a table in which every number is written as an Indonesian reader expects."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.reports.blocks import Column, Data
from evaluasi.reports.frames import tabulate


def written(values, name="nilai", **options):
    return [row[0] for row in tabulate(pd.DataFrame({name: values}), **options).cells()]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("tahun", [2024, 2025], ["2024", "2025"]),
        ("tahun", [2024.0, np.nan], ["2024", "–"]),
        ("penduduk", [221740, 1731731], ["221.740", "1.731.731"]),
        ("nilai", [3.06, 12.5], ["3,06", "12,50"]),
        ("nilai", [3.5, 12.5], ["3,5", "12,5"]),
        ("nilai", [3.0, 12000.0], ["3", "12.000"]),
        ("nilai", [1 / 3, 2.0], ["0,33", "2,00"]),
        ("nilai", [-0.35, 0.2], ["−0,35", "0,20"]),
        ("kode", ["35.10", "35.79"], ["35.10", "35.79"]),
        ("kode_bps", ["3510", "3579"], ["3510", "3579"]),
        ("ada", [True, False], ["ya", "tidak"]),
        ("tanggal", pd.to_datetime(["2026-11-21", None]), ["21 November 2026", "–"]),
        ("tanggal", [dt.date(2026, 11, 21), None], ["21 November 2026", "–"]),
        ("nilai", [np.inf, -np.inf], ["–", "–"]),
        ("nilai", pd.array([1, None], dtype="Int64"), ["1", "–"]),
        ("teks", ["", None], ["–", "–"]),
    ],
)
def test_values_are_written_by_what_they_are(name, values, expected):
    assert written(values, name) == expected


def test_decimals_are_given_per_column_or_for_all():
    frame = pd.DataFrame({"a": [1.234], "b": [5.678], "n": [1000]})
    assert tabulate(frame, decimals=1).cells() == [["1,2", "5,7", "1.000"]]
    assert tabulate(frame, decimals={"a": 3}).cells() == [["1,234", "5,68", "1.000"]]


def test_year_columns_of_a_wide_frame_keep_their_names():
    frame = pd.DataFrame({2024: [1.5], 2025: [2.5]}, index=pd.Index(["35.79"], name="kode"))
    data = tabulate(frame)
    assert [column.label for column in data.columns] == ["Kode", "2024", "2025"]
    assert data.rows == (("35.79", 1.5, 2.5),)


@pytest.mark.parametrize(
    ("index", "kept"),
    [
        (pd.RangeIndex(2), False),
        (pd.Index([4, 7]), False),
        (pd.Index([1, 2], name="nomor"), True),
        (pd.Index(["a", "b"]), True),
    ],
)
def test_a_running_index_is_not_a_column(index, kept):
    data = tabulate(pd.DataFrame({"x": [1, 2]}, index=index))
    assert len(data.columns) == (2 if kept else 1)


def test_numbers_line_up_right_but_years_codes_and_words_do_not():
    frame = pd.DataFrame(
        {
            "nilai": [1.5, 2.5, None],
            "tahun": [2023, 2024, 2025],
            "perubahan": ["+0,35", "belum ada data", "−1,20"],
            "anggaran": ["Rp1.250.000", "–", "Rp900"],
            "kode": ["3510", "3579", "3578"],
            "arah": ["naik", "turun", "tetap"],
        }
    )
    assert [column.align for column in tabulate(frame).columns] == [
        "right",
        "left",
        "right",
        "right",
        "left",
        "left",
    ]


def test_labels_are_those_given_else_readable_names():
    frame = pd.DataFrame({"luas_km2": [1.0], "p0": [2.0]})
    labels = [c.label for c in tabulate(frame, labels={"p0": "Penduduk miskin"}).columns]
    assert labels == ["Luas km2", "Penduduk miskin"]


def test_an_empty_frame_is_a_table_without_rows():
    data = tabulate(pd.DataFrame({"kode": [], "nilai": []}))
    assert len(data.columns) == 2
    assert data.rows == ()


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False, width=32)),
            st.text(),
        ),
        max_size=5,
    )
)
def test_a_table_survives_the_bundle_unchanged(rows):
    data = Data((Column("a", "A", "right", 2, "number"), Column("b", "B")), tuple(rows))
    assert Data.from_json(data.to_json()) == data
