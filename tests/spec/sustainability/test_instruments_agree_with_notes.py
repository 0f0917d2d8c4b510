"""Instruments that ship say what the domain notes say, and no more."""

import re
from pathlib import Path

import pandas as pd
import pytest

from evaluasi.errors import ParameterError
from evaluasi.rubrics import instruments

NOTES = Path(__file__).parents[4] / "shared" / "domain" / "instruments.csv"
NAMES = {
    "psat": "PSAT (40 items)",
    "psat-pendek": "PSAT short (24 items)",
    "csat": "CSAT (35 items) / short (21)",
    "nhs": "NHS Sustainability Model",
    "kipp-2023": "KIPP 2023 kelompok umum",
    "dac-2019": "OECD-DAC criteria (2019)",
}

# domain               alpha  mean  SD    r      (doi 10.1186/s43058-022-00303-4, table 1)
PUBLISHED = """
dukungan_lingkungan    .92    4.84  1.59  .69
stabilitas_pendanaan   .92    4.01  1.75  .64
kemitraan              .94    4.26  1.71  .71
kapasitas_organisasi   .92    5.21  1.48  .59
evaluasi_program       .90    5.36  1.31  .42
adaptasi_program       .91    5.01  1.47  .25
komunikasi             .96    4.58  1.62  .62
perencanaan_strategis  .89    4.45  1.75  .44
"""


@pytest.fixture(scope="module")
def notes():
    if not NOTES.exists():
        pytest.skip("catatan ranah tidak ada di mesin ini")
    return pd.read_csv(NOTES, dtype=str).fillna("")


def rows_of(notes, name):
    return notes[notes["instrument"] == NAMES[name]]


@pytest.mark.parametrize("name", ["psat", "psat-pendek", "csat"])
def test_domains_items_and_scale(notes, name):
    rows, made = rows_of(notes, name), instruments.load(name)
    assert [one.asli for one in made.ranah] == list(dict.fromkeys(rows["domain"]))
    assert {f"{end:g}" for end in made.limits} == set(rows["scale_min"]) | set(rows["scale_max"])
    if name == "psat":
        stated = rows.groupby("domain", sort=False).size().tolist()
    else:
        stated = [int(item.split()[0]) for item in rows["item"]]
    assert [one.butir for one in made.ranah] == stated


def test_numbers_of_items_tell_their_domain(notes):
    """What the reading of answers without a domain rests on."""
    rows, made = rows_of(notes, "psat"), instruments.load("psat")
    numbers = rows["item"].str.extract(r"^(\d+)\.")[0].astype(int)
    assert made.berurut
    assert numbers.tolist() == list(range(1, 41))
    in_order = [one.asli for one in made.ranah for _item in range(one.butir)]
    assert rows["domain"].tolist() == in_order


def test_values_of_the_nhs_levels_and_how_sure_they_are(notes):
    rows, made = rows_of(notes, "nhs"), instruments.load("nhs")
    for (_at, row), one in zip(rows.iterrows(), made.ranah, strict=True):
        stated = dict(re.findall(r"\b([a-d])=([\d.]+)", row["rule"]))
        assert {key: value for key, (value, _trust) in one.tingkat.items()} == {
            key: float(value) for key, value in stated.items()
        }
        assert one.asli == row["item"]
        assert one.maksimum == float(row["weight"])
        assert one.keyakinan == row["confidence"]
        confirmed = set()
        if found := re.search(r"A for the maximum and level (\w)", row["note"]):
            confirmed = {found[1]}
        assert {key for key in "bc" if one.tingkat[key][1] == "A"} == confirmed
    assert made.garis[0].nilai == 55
    assert made.garis[0].keyakinan == "C"


def test_maxima_of_the_nhs_model_by_group():
    made = instruments.load("nhs")
    sums = {}
    for one in made.ranah:
        sums[one.kelompok] = sums.get(one.kelompok, 0) + one.maksimum
    assert {key: round(value, 1) for key, value in sums.items()} == {
        "proses": 31.1,
        "staf": 52.4,
        "organisasi": 16.5,
    }


def test_weights_of_kipp_2023(notes):
    rows, made = rows_of(notes, "kipp-2023"), instruments.load("kipp-2023")
    proposal = rows[rows["domain"] == "proposal"]
    assert [one.bobot for one in made.ranah] == [float(weight) for weight in proposal["weight"]]
    assert [one.asli for one in made.ranah] == proposal["item"].tolist()
    assert sum(one.bobot for one in made.ranah) == 100
    assert made.skala.belum_ada


def test_criteria_of_dac(notes):
    rows, made = rows_of(notes, "dac-2019"), instruments.load("dac-2019")
    assert [one.asli for one in made.ranah] == rows["domain"].tolist()
    unep = notes[notes["instrument"] == "UNEP evaluation ratings"].iloc[0]
    assert made.limits == (float(unep["scale_min"]), float(unep["scale_max"]))
    assert len(made.skala.label) == 6


@pytest.mark.parametrize("line", PUBLISHED.strip().splitlines())
def test_published_values_of_psat(line):
    code, *values = line.split()
    found = instruments.load("psat").domain(code).acuan
    assert [found[key] for key in ("alfa", "rata", "simpangan", "korelasi")] == [
        float(value) for value in values
    ]


@pytest.mark.parametrize("year", [2022, 2024, 2025])
def test_weights_of_other_years_are_unknown(year):
    made = instruments.load(f"kipp-{year}")
    assert made.belum_ada
    assert made.ranah == ()
    with pytest.raises(ParameterError, match="tidak dapat dihitung"):
        _ = made.limits


def test_no_wording_of_items_ships():
    for name in instruments.available():
        assert dict(instruments.load(name).teks) == {}


def test_every_instrument_that_ships_is_compared_here():
    unknown = {f"kipp-{year}" for year in (2022, 2024, 2025)}
    assert set(instruments.available()) == set(NAMES) | unknown


def test_the_proxy_speaks_of_every_indicator_and_domain_once():
    link = instruments.raw("proksi-psat")
    used = [one["indikator"] for one in link["kaitan"]]
    named = [*used, *link["tanpa_ranah"]]
    assert sorted(named) == [f"i{number}" for number in range(16, 36)]
    covered = {one["ranah"] for one in link["kaitan"]}
    codes = {one.kode for one in instruments.load(link["instrumen"]).ranah}
    assert covered | set(link["tanpa_indikator"]) == codes
    assert not covered & set(link["tanpa_indikator"])
    assert all(one["alasan"] and one["eratnya"] in ("erat", "longgar") for one in link["kaitan"])


def test_a_user_brings_the_wording(tmp_path):
    path = tmp_path / "psat-berizin.toml"
    texts = "\n".join(f'"{number}" = "butir {number}"' for number in range(1, 41))
    path.write_text(f'dasar = "psat"\n[butir]\n{texts}\n', encoding="utf-8")
    made = instruments.load(path)
    assert made.teks["40"] == "butir 40"
    assert made.ranah == instruments.load("psat").ranah


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('dasar = "psat"\n[butir]\n"1" = "satu"', "40 teks"),
        ('dasar = "psat"\n[skala]\nmaksimum = 5', "Isi hanya dasar"),
        ('dasar = "tiada"\n[butir]', "tidak dikenal"),
        ("dasar = ", "TOML"),
    ],
)
def test_a_users_file_with_anything_else_is_refused(tmp_path, content, told):
    path = tmp_path / "salah.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ParameterError, match=told):
        instruments.load(path)
