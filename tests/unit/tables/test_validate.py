"""Rows read = rows accepted + rows quarantined, and every fault names its cell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.tables import faults, keys, reading, schemas, validate
from evaluasi.tables.faults import Reason
from evaluasi.tables.schemas import Field, ForeignKey, Schema

SCHEMA = Schema(
    name="contoh",
    title="",
    description="",
    fields=(
        Field("id", "string", required=True),
        Field("tahun", "integer", required=True, minimum=2000, maximum=2100),
        Field("jumlah", "integer", minimum=0),
        Field("nilai", "number"),
        Field("tanggal", "date"),
        Field("bulan", "yearmonth"),
        Field("tahapan", "string", enum=("inisiatif", "uji coba")),
        Field("kode", "string", unique=True, pattern=r"\d{2}(\.\d{2})?"),
    ),
    primary_key=("id", "tahun"),
)
GOOD = ["a", "2024", "3", "1.5", "2024-10-21", "2024-10", "uji coba", "35.10"]


def sheet(*rows):
    return reading.frame("a.csv", list(SCHEMA.columns), list(enumerate(rows, 2)))


def changed(**cells):
    return [cells.get(name, value) for name, value in zip(SCHEMA.columns, GOOD, strict=True)]


def reasons(checked):
    return list(checked.faults[["baris", "kolom", "alasan"]].itertuples(index=False, name=None))


def test_good_rows_come_out_typed():
    checked = validate.check_rows(sheet(GOOD), SCHEMA)
    assert checked.faults.empty
    row = checked.rows.iloc[0]
    assert row.tolist() == [
        "a",
        2024,
        3,
        1.5,
        pd.Timestamp("2024-10-21"),
        pd.Timestamp("2024-10-01"),
        "uji coba",
        "35.10",
    ]
    assert checked.rows.dtypes.astype(str).to_dict() == {
        "id": "str",
        "tahun": "int64",
        "jumlah": "Int64",
        "nilai": "float64",
        "tanggal": "datetime64[s]",
        "bulan": "datetime64[s]",
        "tahapan": "str",
        "kode": "str",
    }


def test_optional_cells_may_be_missing():
    empty = dict.fromkeys(["jumlah", "nilai", "tanggal", "bulan", "tahapan", "kode"], "")
    checked = validate.check_rows(sheet(changed(**empty)), SCHEMA)
    assert checked.faults.empty
    assert checked.rows.iloc[0][list(empty)].isna().all()


def test_an_empty_table_has_the_types_of_a_full_one():
    full = validate.check_rows(sheet(GOOD), SCHEMA).rows
    assert validate.empty(SCHEMA).dtypes.equals(full.dtypes)


def test_all_faults_are_told_at_once_and_in_place():
    checked = validate.check_rows(
        sheet(
            changed(id="", tahun="1999", kode="35.1"),
            changed(id="b", jumlah="1,5", kode="35.79"),
            changed(id="c", nilai="84,19", tanggal="21-10-2024", kode=""),
        ),
        SCHEMA,
    )
    assert reasons(checked) == [
        (2, "id", Reason.EMPTY),
        (2, "tahun", Reason.OUT_OF_RANGE),
        (2, "kode", Reason.LOST_ZERO),
        (3, "jumlah", Reason.NOT_INTEGER),
        (4, "nilai", Reason.NOT_NUMBER),
        (4, "tanggal", Reason.NOT_DATE),
    ]
    assert checked.rows.empty
    assert len(checked.rejected) == 3


def test_rows_that_share_a_key_are_all_quarantined():
    checked = validate.check_rows(
        sheet(
            changed(kode="35.10"),
            changed(kode="35.79"),
            changed(tahun="2025", kode="35.74"),
            changed(id="d", kode="35.74"),
            changed(id="e", kode=""),
            changed(id="f", kode=""),
        ),
        SCHEMA,
    )
    assert reasons(checked) == [
        (2, "id, tahun", Reason.REPEATED_KEY),
        (3, "id, tahun", Reason.REPEATED_KEY),
        (4, "kode", Reason.REPEATED_KEY),
        (5, "kode", Reason.REPEATED_KEY),
    ]
    assert checked.rows["id"].tolist() == ["e", "f"]
    assert "baris 2, 3" in checked.faults["kalimat"][0]


def test_a_reference_of_two_columns_cannot_be_forged_by_shifting_text_between_them():
    fields = (Field("a", "string"), Field("b", "string"))
    key = ForeignKey(("a", "b"), "induk", ("a", "b"))
    schema = Schema("anak", "", "", fields, foreign_keys=(key,))
    texts = {
        "induk": reading.frame("induk.csv", ["a", "b"], [(2, ["x", "yz"])]),
        "anak": reading.frame("anak.csv", ["a", "b"], [(2, ["xy", "z"]), (3, ["x", "yz"])]),
    }
    found = keys.missing_targets(texts, schema, key)
    assert found[["berkas", "baris", "kolom"]].to_numpy().tolist() == [["anak.csv", 2, "a, b"]]
    assert found["kalimat"].tolist() == ["“xy, z” tidak ada pada tabel induk"]


@given(
    st.lists(
        st.tuples(*[st.sampled_from([good, "", "rusak", "35.1"]) for good in GOOD]).map(list),
        max_size=8,
    )
)
def test_no_row_is_lost_and_none_is_kept_with_a_fault(rows):
    text = sheet(*rows)
    checked = validate.check_rows(text, SCHEMA)
    kept, rejected = set(checked.rows.index), set(checked.rejected.index)
    assert kept | rejected == set(text.index)
    assert not kept & rejected
    assert {("a.csv", "", row) for row in checked.faults["baris"]} == rejected
    assert set(checked.faults["alasan"]) <= {reason.value for reason in Reason}


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_table_accepts_no_rows_and_types_them(name):
    schema = schemas.get(name)
    text = reading.frame("a.csv", list(schema.columns), [])
    checked = validate.check_rows(text, schema)
    assert checked.rows.dtypes.equals(validate.empty(schema).dtypes)
    assert list(checked.faults.columns) == list(faults.COLUMNS)


def test_faults_of_no_file_are_an_empty_table_of_the_same_types():
    one = faults.table([faults.Fault("a.csv", Reason.NO_FILE, "tidak ada")])
    assert faults.table().dtypes.equals(one.dtypes)
    assert faults.join([]).dtypes.equals(one.dtypes)
