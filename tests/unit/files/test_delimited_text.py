"""Delimited text: any usual code and delimiter, and one bad line costs one line."""

import pytest

from evaluasi.tables.faults import Reason

ROWS = [["kode", "judul"], ["35.79", "Sígap, Kota Batu"]]
COMMAS = 'kode,judul\r\n35.79,"Sígap, Kota Batu"\r\n'


def rows(opened, content, name="data.csv"):
    (grid,) = opened(content, name).grids
    return grid.rows


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_codes_of_letters(opened, code):
    assert rows(opened, COMMAS.encode(code)) == ROWS


def test_a_damaged_letter_leaves_the_others_what_they_are(opened):
    content = COMMAS.encode().replace(b"kode", b"k\xf3de", 1)
    book = opened(content, "data.csv")
    assert book.grids[0].rows == [["kóde", "judul"], ROWS[1]]
    assert "Windows-1252" in book.notes[0]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(opened, mark):
    lines = [["wilayah", "2022", "2023"], ["Kota Batu", "3.79", "3.31"], ["Jombang", "9.04", ""]]
    text = "\n".join(mark.join(line) for line in lines)
    assert rows(opened, text.encode()) == [*lines[:2], ["Jombang", "9.04", None]]


def test_a_decimal_comma_is_no_delimiter(opened):
    text = "wilayah;2022;2023\nKota Batu;3,79;3,31\nJombang;9,04;9,15\n"
    assert rows(opened, text.encode())[1] == ["Kota Batu", "3,79", "3,31"]


def test_title_lines_do_not_choose_the_delimiter(opened):
    text = "Penduduk miskin, menurut wilayah, Jawa Timur\n\nwilayah;2022\nBatu;3,79\nMadiun;11,2\n"
    assert rows(opened, text.encode())[3] == ["Batu", "3,79"]


def test_a_stated_delimiter_is_taken_and_its_line_is_no_row(opened):
    (grid,) = opened(b"sep=;\r\na,b;c\r\n1;2\r\n", "data.csv").grids
    assert grid.rows == [["a,b", "c"], ["1", "2"]]
    assert grid.first == 1


def test_rows_of_other_lengths_and_blank_lines_are_kept(opened):
    assert rows(opened, b"a,b\n\n1,2,3\n4\n,,\n") == [
        ["a", "b", None],
        [None, None, None],
        ["1", "2", "3"],
        ["4", None, None],
    ]


def test_a_quoted_line_break_is_one_cell(opened):
    assert rows(opened, b'a,b\r\n"x\ny",2\r\n') == [["a", "b"], ["x\ny", "2"]]


@pytest.mark.parametrize("tear", ['"tanpa penutup', 'tengah"', '"a"b', '"'])
def test_a_torn_line_costs_no_other_line(opened, tear):
    lines = ["kode,judul,opd", *[f"35.{n:02d},Inovasi {n},Dinas {n}" for n in range(10, 90)]]
    lines[40] = f"35.49,{tear},Dinas 49"
    (grid,) = opened("\n".join(lines).encode(), "data.csv").grids
    assert len(grid.rows) == len(lines)
    assert [row for n, row in enumerate(grid.rows) if n != 40] == [
        line.split(",") for n, line in enumerate(lines) if n != 40
    ]


def test_a_torn_line_is_told_with_its_number(opened):
    lines = ["kode,judul,opd", '35.10,"Buka,Dinas', "35.11,Tutup,Dinas"]
    book = opened("\n".join(lines).encode(), "data.csv")
    assert [(fault.alasan, fault.baris) for fault in book.faults] == [(Reason.UNREADABLE, 2)]
    assert book.grids[0].rows[1] == ["35.10", '"Buka', "Dinas"]


def test_two_torn_lines_do_not_swallow_those_between(opened):
    lines = ["kode,judul,opd", '1,"a,x', "2,b,y", "3,c,z", '4,d",w', "5,e,v"]
    book = opened("\n".join(lines).encode(), "data.csv")
    assert len(book.grids[0].rows) == len(lines)
    assert book.grids[0].rows[2] == ["2", "b", "y"]


def test_zero_bytes_are_left_out(opened):
    book = opened(b"a,b\x00c\n1,2\n", "data.csv")
    assert book.grids[0].rows == [["a", "bc"], ["1", "2"]]
    assert "byte nol" in book.notes[0]


def test_a_line_of_endless_text_costs_no_other_line(opened):
    long = "x" * 300_000
    assert rows(opened, f"a,b\n1,2\n{long},3\n4,5\n".encode()) == [
        ["a", "b"],
        ["1", "2"],
        [long, "3"],
        ["4", "5"],
    ]


def test_one_column_without_any_delimiter(opened):
    assert rows(opened, b"judul\nSatu\nDua\n") == [["judul"], ["Satu"], ["Dua"]]
