"""Tidak tercatat and tidak ada are two things.

The file holds:
  Kabupaten Banyuwangi (35.10)  iga 2020 predikat, 2021 satu media, 2022 pemenang
  Junrejo (35.79.03)?           skk 2024, nama yang cocok dengan dua kecamatan
and says that only one list is complete: iga 2022, kota.
"""

import pandas as pd
import pytest

from evaluasi.tables import awards
from evaluasi.tables.descriptor import Completeness

COLUMNS = [
    "kode",
    "tahun",
    "ajang",
    "kategori",
    "sumber",
    "keyakinan",
    "kode_kandidat",
    "pengakuan",
]
FILE = pd.DataFrame(
    [
        ["35.10", 2022, "iga", "kabupaten terinovatif", "a", "tinggi", None, "pemenang"],
        ["35.10", 2021, "iga", "kabupaten terinovatif", "a", "sedang", None, "pemenang"],
        ["35.10", 2020, "iga", "kabupaten sangat inovatif", "a", "tinggi", None, "predikat"],
        [None, 2024, "skk", "pemenang", "a", "rendah", "35.79.03;35.10.05", "pemenang"],
    ],
    columns=COLUMNS,
).astype(dict.fromkeys(["kode", "ajang", "kode_kandidat", "pengakuan"], "str"))
COMPLETE = [Completeness("iga", 2022, "kota"), Completeness("skk", 2024, "kecamatan")]

# region      kind         year  contest  status
CASES = """
35.10         kabupaten    2022  iga      tercatat
35.10         kabupaten    2021  iga      tercatat
35.10         kabupaten    2020  iga      tercatat
35.10         kabupaten    2023  iga      tidak tercatat
35.10         kabupaten    2022  kipp     tidak tercatat
35.79         kota         2022  iga      tidak ada
35.79         kota         2021  iga      tidak tercatat
35.07         kabupaten    2022  iga      tidak tercatat
35.79.03      kecamatan    2024  skk      tidak tercatat
35.79.01      kecamatan    2024  skk      tidak ada
35.79.01      kecamatan    2023  skk      tidak tercatat
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_status(case):
    kode, kind, year, contest, status = case.split(maxsplit=4)
    assert awards.status(FILE, COMPLETE, (kode, kind), int(year), contest) == status


def test_without_any_award_on_file_nothing_is_known():
    assert awards.status(FILE.iloc[:0], [], ("35.79", "kota"), 2022, "iga") == "tidak tercatat"


def test_awards_come_oldest_first_with_and_without_the_uncertain():
    every = awards.of_region(FILE, "35.10", "iga")
    certain = awards.of_region(FILE, "35.10", "iga", certain_only=True)
    assert every["tahun"].tolist() == [2020, 2021, 2022]
    assert certain["tahun"].tolist() == [2022]
