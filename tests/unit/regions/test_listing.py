"""The list is whole, consistent in itself, and equal to the catalogue it was taken from."""

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from evaluasi import regions
from evaluasi.errors import RegionError

CATALOGUE = Path(__file__).parents[4] / "shared" / "data" / "regions.csv"
DEPTH = {"provinsi": 1, "kabupaten": 2, "kota": 2, "kecamatan": 3}


@pytest.fixture(scope="module")
def listed():
    return [regions.get(kode) for kode in regions.table()["kode"]]


def test_counts_by_level(listed):
    assert Counter(r.tingkat for r in listed) == {
        "provinsi": 38,
        "kabupaten": 416,
        "kota": 98,
        "kecamatan": 666,
    }


def test_codes_are_text_of_the_depth_of_their_level_and_lie_in_their_parent(listed):
    for region in listed:
        assert re.fullmatch(r"\d\d(\.\d\d)*", region.kode)
        assert len(region.kode.split(".")) == DEPTH[region.tingkat]
        assert region.kode.rpartition(".")[0] == region.induk


def test_codes_are_unique_on_both_lists_and_only_new_provinces_lack_a_bps_code(listed):
    assert max(Counter(r.kode for r in listed).values()) == 1
    bps = Counter(r.kode_bps for r in listed)
    assert {code for code, n in bps.items() if n > 1} == {""}
    assert [r.nama for r in listed if not r.kode_bps] == [
        "Papua Selatan",
        "Papua Tengah",
        "Papua Pegunungan",
        "Papua Barat Daya",
    ]


def test_names_carry_the_type_of_kabupaten_and_kota_and_no_stray_spaces(listed):
    for region in listed:
        assert region.nama == " ".join(region.nama.split())
        if region.tingkat in ("kabupaten", "kota"):
            assert region.nama.startswith(region.tingkat.capitalize() + " ")


def test_the_table_is_all_text_and_gives_a_fresh_copy():
    first = regions.table()
    assert first.shape == (1218, 5)
    assert not first.isna().any(axis=None)
    assert all(pd.api.types.is_string_dtype(kind) for kind in first.dtypes)
    first.loc[0, "nama"] = "diubah"
    assert regions.table().loc[0, "nama"] == "Aceh"


def test_labels_name_the_level_once():
    labels = [regions.get(kode).label for kode in ("35", "35.07", "35.79", "35.79.03")]
    assert labels == ["Provinsi Jawa Timur", "Kabupaten Malang", "Kota Batu", "Kecamatan Junrejo"]


def test_east_java_has_38_children_and_its_kota_37_siblings():
    family = regions.children("35")
    assert len(family) == 38
    assert sorted([*regions.siblings("35.79"), "35.79"]) == family
    assert regions.children("35.79") == ["35.79.01", "35.79.02", "35.79.03"]
    assert regions.children("35.79.03") == []
    assert len(regions.siblings("35")) == 37


@pytest.mark.parametrize("wrong", ["35.1", "3579", "Kota Batu", ""])
def test_a_code_is_looked_up_as_it_stands(wrong):
    with pytest.raises(RegionError, match="tidak ada pada daftar Kemendagri"):
        regions.get(wrong)


def test_a_region_cannot_be_changed():
    with pytest.raises(AttributeError):
        regions.get("35.79").nama = "Kota Lain"


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogue is not beside the repository")
def test_the_list_equals_the_catalogue(listed):
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r.kode, r.kode_bps, r.tingkat, r.nama, r.induk) for r in listed] == [
        (
            row["kode_kemendagri"],
            row["kode_bps"],
            row["level"],
            " ".join(row["name"].split()),
            row["parent"],
        )
        for row in rows
    ]
