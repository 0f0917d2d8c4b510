"""Each table is described once, in words and types; any descriptor can be read or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.tables import schemas
from evaluasi.tables.schemas import SchemaError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FIELD = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["kode", "tahun"]) | JSON,
        "type": st.sampled_from([*schemas.TYPES, "any"]) | JSON,
        "constraints": JSON
        | st.dictionaries(st.sampled_from([*schemas.CONSTRAINTS, "minLength"]), JSON),
    },
)
TABLE_SCHEMA = st.fixed_dictionaries(
    {"fields": JSON | st.lists(FIELD | JSON, max_size=3)},
    optional={
        "primaryKey": JSON | st.just(["kode"]),
        "foreignKeys": JSON | st.lists(st.fixed_dictionaries({"fields": JSON, "reference": JSON})),
        "missingValues": JSON,
    },
)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_column_has_a_title_and_a_sentence(name):
    schema = schemas.get(name)
    assert schema.title
    assert schema.description.endswith(".")
    for field in schema.fields:
        assert field.title, field.name
        assert field.description.endswith("."), field.name


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_table_has_a_key_and_points_to_keys_that_exist(name):
    schema = schemas.get(name)
    assert schema.primary_key
    for key in schema.foreign_keys:
        assert set(key.target) <= set(schemas.get(key.table).columns)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_region_codes_are_text_everywhere(name):
    for field in schemas.get(name).fields:
        if field.name.startswith("kode") or field.name == "induk":
            assert field.type == "string"


@given(TABLE_SCHEMA | JSON)
def test_any_json_is_a_schema_or_refused_with_sentences(raw):
    faults = ["belum diperiksa"]
    try:
        schemas.parse("contoh", raw)
    except SchemaError as error:
        faults = error.faults
    assert faults
    assert all(isinstance(fault, str) and fault for fault in faults)


def test_a_project_schema_reconciles_with_itself():
    for name in schemas.NAMES:
        own = schemas.get(name)
        assert schemas.reconcile(own, own) == own
