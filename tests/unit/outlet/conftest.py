"""Outcomes of a check, made by hand: what goes out must not depend on how it came in."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from evaluasi.tables import provenance, reading, schemas, validate
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.intake.result import COUNTS, REJECTED, SKIPPED, Intake, Opened
from evaluasi.tables.provenance import Provenance


def text_rows(table, records, file, sheet="Inovasi", first=2):
    """Rows of text as the intake lays them out; a record names only what it fills."""
    columns = list(schemas.get(table).columns)
    rows = [
        (number, [record.get(name, "") for name in columns])
        for number, record in enumerate(records, first)
    ]
    frame = reading.frame(file, columns, rows)
    place = [(file, sheet, number) for number, _ in rows]
    frame.index = pd.MultiIndex.from_tuples(place, names=reading.PLACE)
    return frame


def rejected_rows(faults):
    """Faults as `Intake.rejected` has them: (Fault, cell, expected, remedy)."""
    rows = [(*(getattr(fault, name) for name in REJECTED[:7]), *rest) for fault, *rest in faults]
    frame = pd.DataFrame(rows, columns=[*REJECTED[:7], "sel", "harapan", "perbaikan"])
    kinds = dict.fromkeys(REJECTED, "str") | {"baris": "Int64"}
    return frame[list(REJECTED)].astype(kinds)


@pytest.fixture(scope="session")
def make_intake():
    """A function that checks records of text as the intake would, and lays the outcome out."""

    def made(
        records, *, table="inovasi", path=None, kind="xlsx", fragile=(), simulated=False, first=2
    ):
        file = path.name if path else "kiriman.xlsx"
        text = text_rows(table, records, file, first=first)
        checked = validate.check_rows(text, schemas.get(table))
        rejected = rejected_rows(
            [
                (Fault(**row._asdict()), f"B{row.baris}", "isi yang benar", "Betulkan selnya.")
                for row in checked.faults.itertuples(index=False)
            ]
        )
        counts = [len(text), len(checked.rows), len(checked.rejected), 0]
        origin = Provenance(("simulasi" if simulated else "pengguna",), (file,))
        return Intake(
            tables={table: provenance.stamp(checked.rows, origin)},
            rejected=rejected,
            quarantined={table: provenance.stamp(checked.rejected, origin)},
            counts=pd.DataFrame([[file, "Inovasi", table, "", *counts]], columns=list(COUNTS)),
            skipped=pd.DataFrame(columns=list(SKIPPED)),
            books=(Opened(path, file, kind, fragile),) if path else (),
        )

    return made


@pytest.fixture
def one_fault():
    """A function that makes an intake with the faults given: (cell, row, sheet)."""

    def made(path, places, *, kind="xlsx", fragile=()):
        faults = [
            (
                Fault(path.name, Reason.OUT_OF_RANGE, "“7” di luar batas 0 sampai 3", sheet, row,
                      "Regulasi", "7"),
                cell, "angka bulat 0 sampai 3", "Tulis level 0, 1, 2, atau 3.",
            )
            for cell, row, sheet in places
        ]  # fmt: skip
        return Intake(
            tables={},
            rejected=rejected_rows(faults),
            quarantined={},
            counts=pd.DataFrame(
                [[path.name, "Data", "inovasi", "daftar", 3, 2, 1, 0]], columns=list(COUNTS)
            ),
            skipped=pd.DataFrame(columns=list(SKIPPED)),
            books=(Opened(path, path.name, kind, fragile),),
        )

    return made


BASE = {
    "wilayah": [
        {"kode": "35", "tingkat": "provinsi", "nama": "Jawa Timur"},
        {"kode": "35.10", "tingkat": "kabupaten", "nama": "Kabupaten Banyuwangi", "induk": "35"},
        {"kode": "35.79", "tingkat": "kota", "nama": "Kota Batu", "induk": "35"},
    ],
    "capaian": [
        {"kode": "35.79", "tahun": "2024", "indikator": "p0", "nilai": "3.06", "satuan": "persen",
         "sumber": "A", "keyakinan": "tinggi"},
    ],
    "sumber": [{"sumber": "A", "asal": "buku", "penerbit": "BPS", "lisensi": "tidak disebut"}],
}  # fmt: skip


@pytest.fixture
def make_base(tmp_path):
    """A function that writes a small dataset of a kind and returns its folder."""

    def made(kind="publik", name="dasar", tables=BASE):
        folder = tmp_path / name
        folder.mkdir()
        described = []
        for table, records in tables.items():
            schema = schemas.get(table)
            lines = [",".join(schema.columns)]
            lines += [",".join(record.get(c, "") for c in schema.columns) for record in records]
            (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            fields = [{"name": field.name, "type": field.type} for field in schema.fields]
            part = {"name": table, "path": f"{table}.csv", "schema": {"fields": fields}}
            described.append(part)
        raw = {"name": name, "title": "Dasar", "jenis": kind, "resources": described}
        (folder / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
        return folder

    return made


@pytest.fixture
def base(make_base):
    """A small public dataset."""
    return make_base()
