"""Small datasets drawn as text, typed by the project's own schemas."""

from pathlib import Path

import pytest

from evaluasi.tables import reading, schemas, validate
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.provenance import Provenance

ORIGIN = Provenance(kinds=("pengguna",), titles=("Data contoh",))
PLACES = """\
kode,tingkat,nama,induk
35,provinsi,Jawa Timur,
35.06,kabupaten,Kabupaten Kediri,35
35.79,kota,Kota Batu,35
35.79.03,kecamatan,Junrejo,35.79
"""
LEVELS = [f"i{n}" for n in range(16, 36)]


def typed(table, text):
    """Read CSV text as a table of the schema; columns left out are empty."""
    schema = schemas.get(table)
    sheet = reading.read_csv(text.encode(), f"{table}.csv", ",")
    assert not sheet.faults
    rows = sheet.rows.reindex(columns=list(schema.columns), fill_value="")
    checked = validate.check_rows(rows, schema)
    assert checked.faults.empty, checked.faults
    return checked.rows.reset_index(drop=True)


@pytest.fixture
def dataset():
    """Make a dataset: dataset(inovasi=..., bukti=..., kapasitas=...)."""

    def make(**texts):
        tables = {name: validate.empty(schemas.get(name)) for name in schemas.NAMES}
        texts = {"wilayah": PLACES, **texts}
        tables |= {name: typed(name, text) for name, text in texts.items()}
        return Dataset(
            path=Path("contoh"), name="contoh", title="Data contoh", kind="pengguna", home="35",
            provenance=ORIGIN, fingerprint="", low_confidence=False, _tables=tables,
        )  # fmt: skip

    return make


@pytest.fixture
def innovations():
    """Write table inovasi: each row (id, opd, tahapan, urusan, levels as text of 20 signs)."""

    def write(*rows, year=2026, kode="35.79"):
        lines = [",".join(["id,tahun,kode,judul,opd,tahapan,urusan", *LEVELS])]
        for id_, opd, stage, affair, levels in rows:
            cells = ["" if sign == "-" else sign for sign in levels]
            assert len(cells) == len(LEVELS)
            lines.append(
                f'{id_},{year},{kode},Judul {id_},"{opd}",{stage},"{affair}",' + ",".join(cells)
            )
        return "\n".join(lines) + "\n"

    return write
