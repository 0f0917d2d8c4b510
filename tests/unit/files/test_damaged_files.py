"""However a file is damaged, opening it ends, and gives grids or a fault."""

import datetime as dt
import io
import random
import struct
import zipfile

import openpyxl
import pytest
from building_files import label_record, number_record, ods, parts_of, record, saved, xls, zipped

from evaluasi.tables.faults import Reason

COUNT = 150
HEAVY_COUNT = 10_000


def _workbook():
    book = openpyxl.Workbook()
    for row in (["judul", "nilai", 1.5], [True, dt.datetime(2024, 1, 2, 3), "=1+1"], ["#REF!"]):
        book.active.append(row)
    book.active.merge_cells("A5:C5")
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("Dua").append(["b"])
    return saved(book)


def _old_workbook():
    body = record(0x0200, bytes(4) + b"\x05\x00\x00\x00\x00\x00\x03\x00\x00\x00")
    for row in range(5):
        body += label_record(row, 0, f"wilayah {row}") + number_record(row, 1, row / 3)
    return xls(body, label_record(0, 0, "dua"))


def _open_document():
    cell = "<table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p>"
    cells = f"{cell}</table:table-cell>" * 3
    cells += "<table:table-cell table:number-columns-repeated='9'/>"
    row = f"<table:table-row table:number-rows-repeated='2'>{cells}</table:table-row>"
    return ods(f"<table:table table:name='A'>{row * 3}</table:table>")


SEEDS = {
    "xlsx": _workbook(),
    "xls": _old_workbook(),
    "ods": _open_document(),
    "csv": 'a;b;c\r\n1;"x;ü";2,5\r\n"q\nr";4;5\r\n'.encode() * 5,
    "html": b"<table><tr><td colspan=2>a<td>b<tr><td>1<td>2&amp;</table>" * 3,
}


def damaged(content, chance):
    """Flip, set, cut, repeat, or insert a few bytes."""
    data = bytearray(content)
    for _stroke in range(chance.choice((1, 1, 2, 5, 20))):
        if not data:
            break
        place, length = chance.randrange(len(data)), chance.choice((1, 4, 50, 500))
        other = chance.randrange(len(data))
        stroke = chance.randrange(7)
        if stroke == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif stroke == 1:
            data[place] = chance.choice(b'\x00\xff<"9-')
        elif stroke == 2:
            del data[place : place + length]
        elif stroke == 3:
            data[place:place] = data[other : other + length]
        elif stroke == 4:
            data[place:place] = chance.randbytes(length)
        elif stroke == 5:
            data[place : place + 4] = chance.choice((b"\xff" * 4, bytes(4), b"9999", b"\xff\x7f"))
        elif chance.random() < 0.3:
            del data[place:]
    return bytes(data)


def variant(number):
    """Build one damaged file; archives are often damaged inside a member."""
    chance = random.Random(number)
    name = chance.choice(tuple(SEEDS))
    content = SEEDS[name]
    if name in ("xlsx", "ods") and chance.random() < 0.7:
        parts = parts_of(content)
        member = chance.choice(tuple(parts))
        return zipped({**parts, member: damaged(parts[member], chance)}), name
    if chance.random() < 0.1:
        other = SEEDS[chance.choice(tuple(SEEDS))]
        content = content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]
    return damaged(content, chance), name


def assert_opens(opened, numbers):
    for number in numbers:
        content, name = variant(number)
        book = opened(content, f"rusak.{name}")
        assert book.grids or book.faults, number
        for grid in book.grids:
            assert len({len(row) for row in grid.rows}) <= 1, number
            height, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
            assert all(r < height and c < width for r, c in grid.no_value), number
            assert all(r2 < height and c2 < width for _r1, _c1, r2, c2 in grid.merged), number


def test_damage_is_a_fault_and_never_an_exception(opened):
    assert_opens(opened, range(COUNT))


@pytest.mark.berat
@pytest.mark.timeout(1800)
def test_ten_thousand_damaged_files(opened):
    assert_opens(opened, range(COUNT, COUNT + HEAVY_COUNT))


def test_the_damage_reaches_the_readers(opened):
    """Most variants must differ from their seed, and some must still be read in part."""
    read = [opened(*variant(number)).grids for number in range(COUNT)]
    assert 0.2 < sum(map(bool, read)) / COUNT < 0.95


@pytest.mark.parametrize("name", SEEDS)
def test_every_truncation_is_told(opened, name):
    content = SEEDS[name]
    for length in range(0, len(content), max(len(content) // 40, 1)):
        book = opened(content[:length], f"potong.{name}")
        assert book.grids or book.faults, length


def test_seeds_are_sound(opened):
    for name, content in SEEDS.items():
        assert opened(content, f"utuh.{name}").faults == (), name
    assert zipfile.is_zipfile(io.BytesIO(SEEDS["ods"]))


def test_a_panic_of_the_library_prints_nothing(opened, capfd):
    """A text cut off inside its own header makes calamine panic."""
    torn = record(0x00FC, struct.pack("<IIHB", 1, 1, 1, 8) + b"a")
    book = opened(xls(label_record(0, 0, "a"), before=torn), "a.xls")
    assert [fault.alasan for fault in book.faults] == [Reason.BROKEN]
    assert capfd.readouterr() == ("", "")
