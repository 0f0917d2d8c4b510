"""However a sheet is filled, reading it as a BPS table ends, and every cell is accounted for."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.tables.files import Grid
from evaluasi.tables.intake import bps, bps_values
from evaluasi.tables.intake.context import Context

WORDS = (
    *("Kabupaten/Kota", "Kabupaten", "Kota", "Pacitan", "Malang", "Kota Batu", "Jawa Timur"),
    *("Persentase Penduduk Miskin", "IPM", "2022", "2023*", "Maret", "Tahun", "Laki-laki"),
    *("13,65", "1.234", "1.234,5", "7,1r", "-", "...", "NA", "#REF!", "abc", "Sumber: BPS", " "),
)
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.integers(1990, 2030),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.just(dt.date(2024, 3, 7)),
)
TITLE = "Persentase Penduduk Miskin di Jawa Timur"


@st.composite
def grids(draw):
    width = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12))
    if draw(st.booleans()):
        head = ["Kabupaten/Kota", *range(2020, 2019 + width)]
        rows = [[TITLE, *[None] * (width - 1)], head, *rows]
    return Grid("a.xlsx", "S", rows)


@settings(max_examples=150, deadline=None)
@given(grids(), st.sampled_from([None, "p0", "ipm_baru"]))
def test_any_sheet_can_be_read(grid, indicator):
    extract = bps.read(grid, Context(indicator=indicator))
    if extract is not None:
        assert extract.rows["_letak"].between(1, len(grid.rows[0])).all()
        numbers = extract.rows.index.get_level_values("baris")
        assert set(numbers).isdisjoint(line.baris for line in extract.skipped)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_every_filled_cell_of_a_region_is_a_row_or_a_missing_value(pairs):
    names = [
        "Pacitan",
        "Ponorogo",
        "Trenggalek",
        "Tulungagung",
        "Jombang",
        "Ngawi",
        "Tuban",
        "Gresik",
    ]
    rows = [[TITLE, None, None], ["Kabupaten/Kota", 2022, 2023], ["Sumenep", 9.5, 9.6]]
    rows += [[name, *pair] for name, pair in zip(names, pairs, strict=False)]
    extract = bps.read(Grid("a.xlsx", "S", rows), Context())
    filled = [cell for row in rows[2:] for cell in row[1:] if cell not in (None, " ")]
    second = next((f.baris for f in extract.faults if f.alasan == "keterangan_kurang"), None)
    missing = [cell for cell in filled if bps_values.is_missing(cell)]
    if second is None:
        assert len(extract.rows) == len(filled) - len(missing)
