"""Several kinds of mess on one sheet, in any combination, still give the same three rows."""

import datetime as dt

import innovation_list as plain_list
import pytest
from dressed_books import delimited, saved
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.tables import intake

TITLES = (["REKAP INOVASI"], ["Pemerintah Kota Batu"], ["Tahun 2026"], ["Lampiran II"], [])


@st.composite
def messes(draw):
    """Rows of a sheet: headings and cells in other clothes, other rows around and between."""
    order = draw(st.permutations(range(len(plain_list.HEADINGS))))
    heading = draw(st.sampled_from([str, str.upper, str.lower, _underscored, _padded]))
    head = [heading(plain_list.HEADINGS[place]) for place in order]
    wear = draw(st.sampled_from([_as_it_is, _written, _padded_cells, _iso]))
    data = [[wear(row[place]) for place in order] for row in plain_list.ROWS]
    body = []
    for row in data:
        body += draw(st.lists(st.sampled_from([[], [None, " "], head]), max_size=1))
        body.append(row)
    above = draw(st.lists(st.sampled_from(TITLES), max_size=4))
    below = draw(st.sampled_from([[], [_total(order)], [[], ["Catatan: sementara"]]]))
    blank = [None] * draw(st.integers(0, 2))
    rows = [*above, head, *body, *below]
    return [[*blank, *row] for row in rows]


def _underscored(text):
    return text.replace(" ", "_")


def _padded(text):
    return f"\u00a0{text}  "


def _as_it_is(cell):
    return cell


def _written(cell):
    if isinstance(cell, dt.datetime):
        return f"{cell.day}/{cell.month}/{cell.year}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _padded_cells(cell):
    return f" {cell}\u00a0\u200b" if isinstance(cell, str) else cell


def _iso(cell):
    return f"{cell:%Y-%m-%dT%H:%M:%S}" if isinstance(cell, dt.datetime) else cell


def _total(order):
    sums = {"Judul Inovasi": "Jumlah", "Kematangan": 242.69}
    return [sums.get(plain_list.HEADINGS[place]) for place in order]


def read(path):
    result = intake.check([path], edition=2026)
    assert result.rejected.empty, result.summary()
    assert result.total("dibaca") == result.total("diterima") == len(plain_list.ROWS)
    return result.accepted.sort_values("kematangan", ascending=False)


def expected(column):
    by_maturity = sorted(range(3), key=lambda row: -plain_list.ROWS[row][9])
    return [plain_list.TYPED[column][row] for row in by_maturity]


def assert_same(rows):
    for column in ("judul", "opd", "kode", "tahapan", "kematangan", "urusan"):
        assert rows[column].tolist() == expected(column)
    days = rows["tanggal_penerapan"].dt.strftime("%Y-%m-%d")
    assert days.fillna("").tolist() == [day or "" for day in expected("tanggal_penerapan")]


@settings(max_examples=40)
@given(rows=messes())
def test_a_messy_workbook_gives_the_same_rows(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("kacau") / "daftar.xlsx"
    saved(path, ("Daftar", rows))
    assert_same(read(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@settings(max_examples=15)
@given(rows=messes(), separator=st.sampled_from([",", ";", "\t", "|"]))
def test_a_messy_text_file_gives_the_same_rows(tmp_path_factory, encoding, rows, separator):
    path = tmp_path_factory.mktemp("kacau") / "daftar.csv"
    shown = [[_shown(cell, encoding) for cell in row] for row in rows]
    delimited(path, shown, separator, encoding)
    assert_same(read(path))


def _shown(cell, encoding):
    """A cell as a spreadsheet program writes it to text; Windows-1252 has no zero-width space."""
    if isinstance(cell, dt.datetime):
        cell = f"{cell:%d/%m/%Y}"
    text = "" if cell is None else str(cell)
    return text.replace("\u200b", "") if encoding == "cp1252" else text
