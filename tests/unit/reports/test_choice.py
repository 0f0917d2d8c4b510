"""Which regions a batch reports on: those asked for, never a guess, never one without data."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from evaluasi.errors import RegionError
from evaluasi.reports.selection import Choice, select

LEVELS = {
    "35": "provinsi",
    "35.10": "kabupaten",
    "35.79": "kota",
    "35.79.03": "kecamatan",
    "33": "provinsi",
    "33.01": "kabupaten",
    "99.01": "kota",
}


def dataset(home="35"):
    rows = [{"kode": kode, "tingkat": tingkat} for kode, tingkat in reversed(LEVELS.items())]
    return SimpleNamespace(
        wilayah=pd.DataFrame(rows), home=home, title="Data uji", path=Path("data/uji")
    )


@pytest.mark.parametrize(
    ("choice", "home", "codes"),
    [
        (Choice(), "35", ("35.10", "35.79")),
        (Choice(), "", ("33.01", "35.10", "35.79", "99.01")),
        (Choice(province="33"), "35", ("33.01",)),
        (Choice(province="Jawa Timur"), "", ("35.10", "35.79")),
        (Choice(everything=True), "35", ("33", "33.01", "35", "35.10", "35.79", "99.01")),
        (Choice(("35.79", "Banyuwangi", "3510")), "35", ("35.10", "35.79")),
        (Choice(("Jawa Timur",)), "35", ("35",)),
        (Choice(("99.01",)), "35", ("99.01",)),
    ],
)
def test_regions_come_in_order_of_code_each_once(choice, home, codes):
    assert select(dataset(home), choice) == codes


def test_every_region_that_cannot_be_reported_is_told():
    with pytest.raises(RegionError) as caught:
        select(dataset(), Choice(("Malang", "Wakanda", "35.78", "35.79")))
    told = str(caught.value)
    assert len(caught.value.faults) == 3
    for words in ("35.07", "35.73", "Wakanda", "Kota Surabaya (35.78) tidak ada di dataset"):
        assert words in told


def test_a_notebook_refuses_regions_it_is_not_made_for():
    with pytest.raises(RegionError, match="kecamatan; notebook ini untuk kabupaten dan kota"):
        select(dataset(), Choice(("35.79.03",)), levels=("kabupaten", "kota"))


def test_a_province_without_regions_in_the_dataset_is_told():
    with pytest.raises(RegionError, match="--data"):
        select(dataset(), Choice(province="Bali"))
