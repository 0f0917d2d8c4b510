"""What was planted in the simulated dataset is found: the questions against a known truth."""

from pathlib import Path

import pandas as pd
import pytest

from evaluasi.quality import authenticity
from evaluasi.tables import load, provenance

FOLDER = Path(__file__).parents[3] / "data" / "simulasi"


@pytest.fixture(scope="module")
def found():
    yield authenticity(load(FOLDER))
    provenance.forget()  # simulated data must not mark the tests that follow


@pytest.fixture(scope="module")
def planted():
    truth = pd.read_csv(FOLDER / "kebenaran" / "tanaman.csv", dtype="str")
    return dict(iter(truth.groupby("jenis")))


def ids_of(question):
    return {part for cell in question.table["id"] for part in cell.split("; ")}


def pairs_of(rows):
    return {frozenset(pair) for pair in zip(rows["id"], rows["id_asal"], strict=True)}


def test_renames_are_found_and_little_else(found, planted):
    table = found["nama_berganti"].table
    pairs = {frozenset(pair) for pair in zip(table["id_1"], table["id_2"], strict=True)}
    renames = pairs_of(planted["ganti nama"])
    assert len(renames & pairs) >= 0.9 * len(renames)
    copies = pairs_of(planted["salinan perangkat daerah lain"])
    assert len(pairs - renames - copies) <= len(renames)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("luar jendela", "tanggal"),
        ("digital tanpa layanan", "digital_tanpa_layanan"),
        ("masuk ketiga", "masuk_berulang"),
        ("bukti sama", "bukti_bersama"),
    ],
)
def test_planted_innovations_are_asked_about(kind, code, found, planted):
    assert set(planted[kind]["id"]) <= ids_of(found[code])


def test_the_surges_are_found_and_no_other(found, planted):
    rows = planted["lonjakan"]
    true = set(zip(rows["id"].str[:5], rows["tahun"].astype(int), strict=True))
    table = found["lonjakan"].table
    assert set(zip(table["kode"], table["tahun"], strict=True)) == true
    assert {(8, 63)} == set(zip(table["jumlah_sebelumnya"], table["jumlah"], strict=True))


def test_verified_levels_are_lower_than_claimed(found):
    table = found["kematangan_verifikasi"].table
    assert len(table) > 0
    assert (table["selisih_batas_atas"] < 0).all()


def test_everything_carries_the_word(found):
    for question in found.questions:
        assert provenance.of(question.table).simulated
