"""Files are read as text, each row knowing where it stands."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.tables.faults import Reason
from evaluasi.tables.reading import read_csv

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r"))


@st.composite
def sheets(draw):
    width = draw(st.integers(1, 4))
    header = draw(st.lists(CELL.filter(bool), min_size=width, max_size=width, unique=True))
    # One empty cell alone would be written as a blank line.
    row = st.lists(CELL, min_size=width, max_size=width).filter(lambda cells: cells != [""])
    return header, draw(st.lists(row))


@given(sheets())
def test_what_was_written_is_read(sheet):
    header, rows = sheet
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    # A byte order mark at the start of the first name would be taken for that of the file.
    found = read_csv(b"\xef\xbb\xbf" + buffer.getvalue().encode(), "a.csv")
    assert found.header == tuple(header)
    assert found.rows.to_numpy().tolist() == rows
    assert not found.faults


def test_blank_lines_are_left_out_but_counted():
    found = read_csv(b"kode,nilai\n\n35.10,1\n\n35.79,2\n", "a.csv")
    assert list(found.rows.index) == [("a.csv", "", 3), ("a.csv", "", 5)]


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    assert read_csv(b"\xef\xbb\xbfkode,nilai\n", "a.csv").header == ("kode", "nilai")


def test_codes_stay_text():
    assert read_csv(b"kode\n35.10\n", "a.csv").rows["kode"].tolist() == ["35.10"]


def test_rows_of_another_width_are_told_and_left_out():
    found = read_csv(b"a,b\n1,2\n3\n4,5,6\n7,8\n", "a.csv")
    assert found.rows["a"].tolist() == ["1", "7"]
    assert [(fault.alasan, fault.baris) for fault in found.faults] == [
        (Reason.CELL_COUNT, 3),
        (Reason.CELL_COUNT, 4),
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b"\n\n", "kosong"),
        ("kode;nilai\n35.10;Jember é".encode("cp1252"), "UTF-8"),
        (b'kode,nilai\n35.10,"satu\n35.79,dua\n', "kutip"),
    ],
)
def test_an_unreadable_file_is_one_fault(content, word):
    found = read_csv(content, "a.csv")
    (fault,) = found.faults
    assert fault.alasan is Reason.UNREADABLE
    assert word in fault.kalimat
    assert found.rows.empty
