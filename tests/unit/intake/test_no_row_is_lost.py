"""Whatever a sheet holds: no exception, and every row is accounted for."""

import datetime as dt
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_by_hand import ENTRY, FILE, PORTAL, book, grid

from evaluasi.tables import schemas
from evaluasi.tables.intake.checking import check_books
from evaluasi.tables.intake.context import Context

HEADINGS = [
    *PORTAL,
    *("Tahun", "Kode", "id", "Nama Inovasi", "Skor Verifikasi", "QC", "Hasil QC", "Skor", "Nomor"),
    *("Indikator", "File", "Tentang", "Tanggal Surat", "Nama Daerah", "Nilai Indeks", "Predikat"),
    *("Level", "Nilai Mentah", "Status", "Tanggal", "Penilai", "Kriteria", "Tahap", "Objek"),
    *("Responden", "Butir", "Nilai", "Bulan", "Satuan", "Kabupaten/Kota", "2022", "2023"),
    *[f"i{number}" for number in range(16, 36)],
    *("Regulasi", "SDM", "Anggaran", "Video", "2a", "16", "17", "18", "Catatan", "", " "),
]
WORDS = [
    *("Kota Batu", "Malang", "35.1", "35.79", "Jumlah", "Total", "Rata-rata", "-", "…", "NA"),
    *("Penerapan", "uji coba", "Digital", "Kesehatan", "Level 2", "1.234", "12,5", "Rp 1.000"),
    *("21 Oktober 2024", "2024", "#REF!", "#N/A", "=1+1", "'=1+1", "\u00a0", "\u200b", "x" * 400),
    *(
        "IID 2026",
        "Tahun 2025",
        "Wilayah: 35.79 Kota Batu",
        "Sumber: BPS",
        "1",
        "2",
        "[b]",
        "SIPADU",
    ),
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(HEADINGS),
    st.integers(-5, 40),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)),
    st.times(),
    st.text(max_size=12),
)
CONTEXTS = st.builds(
    Context,
    table=st.sampled_from([None, None, *schemas.NAMES]),
    edition=st.sampled_from([None, 2021, 2026]),
    region=st.sampled_from([None, "35.79", "35"]),
    indicator=st.sampled_from([None, "p0"]),
)


@st.composite
def wild_sheets(draw):
    """Sheets of any cells, often with headings that are known somewhere near the top."""
    width = draw(st.integers(0, 9))
    body = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=9))
    if draw(st.booleans()):
        heads = st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width)
        body.insert(draw(st.integers(0, min(2, len(body)))), draw(heads))
    height = len(body)
    cell = st.tuples(st.integers(0, max(height - 1, 0)), st.integers(0, max(width - 1, 0)))
    whole = height and width
    return grid(
        *body,
        sheet=draw(st.sampled_from(["Lembar1", "Hasil Verifikasi", "IID 2026", ""])),
        first=draw(st.integers(1, 3)),
        no_value=frozenset(draw(st.sets(cell, max_size=3))) if whole else frozenset(),
        merged=tuple(draw(st.lists(areas(height, width), max_size=2))) if whole else (),
        hidden_rows=frozenset(draw(st.sets(st.integers(1, 12), max_size=2))),
    )


def areas(height, width):
    rows = st.tuples(st.integers(0, height - 1), st.integers(0, height - 1)).map(sorted)
    columns = st.tuples(st.integers(0, width - 1), st.integers(0, width - 1)).map(sorted)
    return st.builds(lambda r, c: (r[0], c[0], r[1], c[1]), rows, columns)


@st.composite
def portal_lists(draw):
    """The portal's list with its columns in any order, and cells damaged here and there."""
    order = draw(st.permutations(range(len(PORTAL))))
    rows = []
    for number in range(draw(st.integers(0, 6))):
        row = [*ENTRY]
        row[1] = f"{row[1]} {number}"
        for column in draw(st.sets(st.integers(0, len(row) - 1), max_size=3)):
            row[column] = draw(CELLS)
        rows.append([row[column] for column in order])
    titles = draw(st.lists(st.sampled_from([["IID 2026"], [None], ["DAFTAR INOVASI"]]), max_size=3))
    return len(titles), grid(*titles, [PORTAL[column] for column in order], *rows)


def accounted(found, sheets):
    """Hold what is true of every outcome."""
    counts = found.counts
    assert (counts["dibaca"] == counts["diterima"] + counts["dikarantina"]).all()
    assert counts["diterima"].sum() == sum(map(len, found.tables.values()))
    assert counts["dikarantina"].sum() == sum(map(len, found.quarantined.values()))
    assert counts["dilewati"].sum() == len(found.skipped)
    held = sum(len(rows) for rows in found.quarantined.values())
    assert not held or not found.clean
    for table, rows in found.tables.items():
        assert tuple(rows.columns) == schemas.get(table).columns
    last = {sheet.sheet: sheet.first + len(sheet.rows) - 1 for sheet in sheets}
    for rows in (*found.tables.values(), *found.quarantined.values()):
        numbers = rows.index.get_level_values("baris")
        assert (numbers >= 1).all()
        assert (numbers <= max(last.values())).all()
    found.summary()


def rows_met(found):
    """Count how often each row of the sheet was taken, held or skipped."""
    frames = [*found.tables.values(), *found.quarantined.values()]
    numbers = [rows.index.get_level_values("baris") for rows in frames]
    return Counter(
        int(n) for n in pd.Index([]).append([*numbers, pd.Index(found.skipped["baris"])])
    )


def wild(sheet, context):
    found = check_books([book(sheet)], context)
    accounted(found, [sheet])
    again = check_books([book(sheet)], context)
    pd.testing.assert_frame_equal(found.rejected, again.rejected)


def portal(drawn):
    titles, sheet = drawn
    found = check_books([book(sheet)], Context(edition=2026, region="35.79"))
    accounted(found, [sheet])
    under_header = range(titles + 2, len(sheet.rows) + 1)
    if found.counts["tabel"].eq("inovasi").any():
        assert rows_met(found) == Counter(under_header)
    assert "Budi Santoso" not in found.rejected.to_csv() + "".join(
        rows.to_csv() for rows in found.quarantined.values()
    )


@given(wild_sheets(), CONTEXTS)
@settings(max_examples=100)
def test_any_cells(sheet, context):
    wild(sheet, context)


@given(portal_lists())
@settings(max_examples=60)
def test_a_damaged_portal_list(drawn):
    portal(drawn)


@pytest.mark.berat
@pytest.mark.timeout(3600)
@given(wild_sheets(), CONTEXTS)
@settings(max_examples=7_000)
def test_any_cells_many_times(sheet, context):
    wild(sheet, context)


@pytest.mark.berat
@pytest.mark.timeout(3600)
@given(portal_lists())
@settings(max_examples=3_000)
def test_damaged_portal_lists_many_times(drawn):
    portal(drawn)


def test_the_damage_is_real():
    """The undamaged list is taken whole, so that what the fuzz finds is due to the damage."""
    found = check_books([book(grid(PORTAL, ENTRY))], Context(edition=2026))
    assert found.clean
    assert found.tables["inovasi"]["kode"].to_list() == ["35.79"]
    assert found.counts[["berkas", "dibaca", "diterima"]].to_numpy().tolist() == [[FILE, 1, 1]]
