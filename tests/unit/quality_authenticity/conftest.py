"""A made-up dataset in which every question finds something, and the same without most tables."""

from dataclasses import replace

import pandas as pd
import pytest

from evaluasi.tables import provenance, schemas, validate
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.provenance import Provenance

ORIGIN = Provenance(kinds=("pengguna",), titles=("Rekaan",))


def as_table(rows, name, origin=ORIGIN):
    """Give rows all columns and types of a table, and its provenance."""
    empty = validate.empty(schemas.get(name))
    frame = pd.DataFrame(rows).reindex(columns=empty.columns)
    typed = frame.astype({c: t for c, t in empty.dtypes.items() if t.kind not in "Mif"})
    for column, kind in empty.dtypes.items():
        if kind.kind == "M":
            typed[column] = pd.to_datetime(typed[column]).astype(kind)
        elif kind.kind in "if":
            typed[column] = pd.to_numeric(typed[column]).astype(kind)
    return provenance.stamp(typed, origin)


def innovation(number, year, kode, title, **other):
    levels = {f"i{i}": 1 for i in range(16, 36)}
    made = {"id": f"v{number}", "tahun": year, "kode": kode, "judul": title, "opd": "Dinas A"}
    return made | levels | {"i19": 2, "jenis": "digital", "tanggal_penerapan": "2024-01-01"} | other


TITLES = (
    "SIPINTER (Sistem Pelayanan Informasi Terpadu)",
    "Jemput Bola Akta Kelahiran",
    "Bank Sampah Induk Berkah Mandiri",
)


def rows_of_all_questions():
    first = [innovation(i, 2025, "35.79", title) for i, title in enumerate(TITLES)]
    again = [innovation(i, 2026, "35.79", title, i19=0) for i, title in enumerate(TITLES)]
    renamed = innovation(10, 2026, "35.79", "SI-PINTER", tanggal_penerapan="2019-01-01")
    copy = innovation(11, 2026, "35.78", TITLES[2])
    twin = innovation(12, 2026, "35.79", TITLES[1].upper(), opd="Dinas B")
    many = [innovation(100 + i, 2026, "35.78", f"Kelas Ibu Hamil RW {i}") for i in range(60)]
    before = [innovation(200 + i, 2025, "35.78", f"Pasar Tani {c}") for i, c in enumerate("abcdef")]
    return [*first, *again, renamed, copy, twin, *many, *before]


def dataset(origin=ORIGIN, **tables):
    """Make a dataset of the tables given; the others are empty."""
    whole = {name: validate.empty(schemas.get(name)) for name in schemas.NAMES}
    whole |= {name: as_table(rows, name, origin) for name, rows in tables.items()}
    made = Dataset(
        path=None, name="rekaan", title="Rekaan", kind="pengguna", home="35",
        provenance=origin, fingerprint="", low_confidence=False, _tables=whole,
    )  # fmt: skip
    return replace(made)


@pytest.fixture
def make_dataset():
    return dataset


@pytest.fixture
def full():
    checked = [
        {
            "id_inovasi": f"v{100 + i}",
            "tahun": 2026,
            "indikator": "i16",
            "level": i % 2,
            "sumber": "UI",
        }
        for i in range(20)
    ]
    evidence = [
        {"id_inovasi": f"v{i}", "tahun": 2026, "indikator": "i20", "dokumen": "a", "nomor": "12/34"}
        for i in (0, 1)
    ]
    return dataset(inovasi=rows_of_all_questions(), verifikasi=checked, bukti=evidence)


@pytest.fixture
def bare():
    """The innovations alone."""
    return dataset(inovasi=rows_of_all_questions())
