"""Provenance flows with the data, and simulated data cannot lose the word SIMULASI."""

import copy
import pickle

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.tables import load, provenance
from evaluasi.tables.provenance import KINDS, Provenance, Source

BPS = Source("A", "github:contoh", "BPS", "fakta")
BRIN = Source("O", "berita", "BRIN", "fakta")
REAL = Provenance(("publik",), ("Data nyata",), (BPS,), "2026-11-21")
MADE_UP = Provenance(("simulasi",), ("Data buatan",))

SOURCES = st.builds(Source, *[st.sampled_from("abc")] * 4)
PROVENANCES = st.builds(
    Provenance,
    kinds=st.sets(st.sampled_from(KINDS), min_size=1).map(sorted).map(tuple),
    titles=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
    sources=st.lists(SOURCES, unique=True, max_size=3).map(tuple),
    updated=st.sampled_from(["", "2026-11-21", "2025-01-01"]),
)


def frame(origin):
    values = pd.DataFrame({"kode": ["a", "b", "a"], "tahun": [1, 2, 3], "nilai": [1.0, 2.0, 3.0]})
    return provenance.stamp(values, origin)


@pytest.fixture
def real():
    provenance.register(REAL)
    return frame(REAL)


@pytest.fixture
def made_up():
    return frame(MADE_UP)


OPERATIONS = {
    "filter": lambda one, _other: one[one["nilai"] > 1],
    "column": lambda one, _other: one["nilai"],
    "group": lambda one, _other: one.groupby("kode")["nilai"].median(),
    "pivot": lambda one, _other: one.pivot(index="kode", columns="tahun", values="nilai"),
    "melt": lambda one, _other: one.melt(id_vars="kode"),
    "copy": lambda one, _other: one.copy(),
    "numpy": lambda one, _other: pd.DataFrame(one[["nilai"]].to_numpy()),
    "concat": lambda one, other: pd.concat([one, other]),
    "merge": lambda one, other: one.merge(other, on="tahun"),
    "join": lambda one, other: one[["nilai"]].join(other[["tahun"]]),
    "minus": lambda one, other: one[["nilai"]] - other[["nilai"]],
    "assign": lambda one, other: one.assign(lain=other["nilai"]),
    "where": lambda one, other: one[["nilai"]].where(one["nilai"] > 1, other[["nilai"]]),
}


def told(result):
    """Return what a figure made from the result would be stamped with."""
    return provenance.of(result) or provenance.loaded()


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_real_data_alone_are_never_called_simulated(operation, real):
    assert told(operation(real, real.copy())) == REAL


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_simulated_data_are_called_so_after_any_operation(operation, real, made_up):
    provenance.register(MADE_UP)
    for one, other in [(made_up, made_up), (made_up, real), (real, made_up)]:
        assert told(operation(one, other)).simulated


def test_a_result_that_knows_its_origin_keeps_it_narrow(real):
    provenance.register(Provenance(("publik",), ("Data lain",)))
    assert provenance.of(real[real["nilai"] > 1]) == REAL


def test_a_result_that_lost_its_origin_inherits_all_that_was_loaded(real):
    other = Provenance(("publik",), ("Data lain",))
    provenance.register(other)
    lost = real.pivot(index="kode", columns="tahun", values="nilai")
    assert provenance.of(lost) is None
    assert provenance.loaded() == Provenance.merge(REAL, other)


def test_what_is_no_provenance_is_not_taken_for_one():
    values = pd.DataFrame()
    values.attrs["provenance"] = "BPS"
    assert provenance.of(values) is None


def test_nothing_is_loaded_in_a_fresh_process(real):
    provenance.forget()
    assert provenance.loaded() is None


def test_a_dataset_vouches_for_itself_beside_simulated_ones(package, tmp_path):
    real = load(package.write())
    package.folder = tmp_path / "buatan"
    package.descriptor["jenis"] = "simulasi"
    made_up = load(package.write())
    assert made_up.provenance.simulated
    assert provenance.of(made_up.series("p0")).simulated
    assert provenance.of(real.capaian).simulated
    assert not real.provenance.simulated


def test_loading_twice_adds_nothing(package):
    folder = package.write()
    load(folder)
    once = provenance.loaded()
    load(folder)
    assert provenance.loaded() == once


def test_the_sources_of_a_table_are_those_its_rows_name(package):
    ds = load(package.write())
    assert [s.penerbit for s in ds.capaian.attrs["provenance"].sources] == [
        "BPS Provinsi Jawa Timur",
        "BPS",
    ]
    assert [s.penerbit for s in ds.penghargaan.attrs["provenance"].sources] == ["Koran Contoh"]
    assert ds.inovasi.attrs["provenance"].sources == ()


def test_a_table_without_a_source_column_has_the_sources_that_its_resource_names(package):
    package.resource("wilayah")["sumber"] = ["L"]
    ds = load(package.write())
    assert [s.penerbit for s in ds.wilayah.attrs["provenance"].sources] == ["BPS"]


def test_a_package_without_a_table_of_sources_names_its_own(package):
    package.drop("skor_iid", "penghargaan", "capaian", "sumber")
    package.descriptor["sources"] = [{"title": "Kemendagri", "path": "https://contoh"}]
    package.descriptor["licenses"] = [{"name": "MIT"}]
    assert load(package.write()).provenance.sources == (
        Source("", "https://contoh", "Kemendagri", "MIT"),
    )


@given(PROVENANCES, PROVENANCES, PROVENANCES)
def test_merging_is_associative_and_idempotent(a, b, c):
    merge = Provenance.merge
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, b, a) == merge(a, b)
    assert merge(a, b).simulated == (a.simulated or b.simulated)


@given(PROVENANCES)
def test_provenance_is_small_change_for_pandas(origin):
    assert copy.deepcopy(origin) is origin
    assert copy.copy(origin) is origin
    assert pickle.loads(pickle.dumps(origin)) == origin
    assert hash(origin) == hash(pickle.loads(pickle.dumps(origin)))


@given(PROVENANCES)
def test_a_line_is_stamped_exactly_when_the_data_are_simulated(origin):
    assert origin.line().startswith("SIMULASI") is origin.simulated


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (REAL, "Sumber: BPS, dalam “Data nyata” (per 21 November 2026)."),
        (MADE_UP, "SIMULASI, bukan data nyata. Sumber: “Data buatan”."),
        (
            Provenance(
                ("publik",), ("Satu", "Dua"), (BPS, BRIN), changes=("Berkas a.csv berubah",)
            ),
            "Sumber: BPS dan BRIN, dalam “Satu” dan “Dua”. Berkas a.csv berubah.",
        ),
        (
            Provenance(("publik",), ("Satu",), tuple(Source(c, "", c, "") for c in "abcdefg")),
            "Sumber: a, b, c, d, dan 3 penerbit lain, dalam “Satu”.",
        ),
    ],
)
def test_the_source_line(origin, line):
    assert origin.line() == line


def test_narrowing_keeps_the_order_of_weight():
    origin = Provenance(("publik",), ("Data",), (BPS, BRIN))
    assert origin.narrowed(["O", "tiada", "A", "O"]).sources == (BRIN, BPS)
