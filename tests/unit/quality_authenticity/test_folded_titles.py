"""What folding takes away, what it keeps, and the two halves of a title."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.quality.authenticity.titles import fold

# title                                           | folded
SAME = """
SIPINTER                                          | sipinter
Si-Pinter                                         | sipinter
SI PINTER 2.0                                     | sipinter
Aplikasi SIPINTER Berbasis Web                    | sipinter
SIPINTER2023                                      | sipinter
SIPINTER Tahun 2023                               | sipinter
SIPINTER Versi 3                                  | sipinter
SIPINTER Jilid II                                 | sipinter
SIPINTER Kota Batu                                | sipinter
SIPINTER KOTA  BATU PROVINSI JAWA TIMUR           | sipinter
3. Sipinter                                       | sipinter
Jum’at Sehat                                      | jumatsehat
Bank Sampah & Kompos                              | banksampahkompos
Perpustakaan SMPN 1                               | perpustakaansmpn1
Kafé Baca                                         | kafebaca
Batu Bersih                                       | batubersih
Inovasi                                           | inovasi
2023                                              | 2023
"""


@pytest.mark.parametrize("case", SAME.strip().splitlines())
def test_folded(case):
    title, folded = (part.strip() for part in case.split("|"))
    assert fold(title, "35.79").key == folded


HALVES = """
SIPINTER (Sistem Pelayanan Informasi Terpadu)     | sipinter   | sistem pelayanan informasi terpadu
Sistem Pelayanan Informasi Terpadu (SIPINTER)     | sipinter   | sistem pelayanan informasi terpadu
SIPINTER: Sistem Pelayanan Informasi Terpadu      | sipinter   | sistem pelayanan informasi terpadu
SI-PINTER – Sistem Pelayanan Informasi Terpadu    | si pinter  | sistem pelayanan informasi terpadu
“SIPINTER” Sistem Pelayanan Informasi Terpadu     | sipinter   | sistem pelayanan informasi terpadu
Jemput Bola (Kota Batu)                           |            |
Jemput Bola Akta Kelahiran (2023)                 |            |
Jemput Bola Akta Kelahiran                        |            |
"""


@pytest.mark.parametrize("case", HALVES.strip().splitlines())
def test_halves(case):
    title, name, expansion = (part.strip() for part in case.split("|"))
    found = fold(title, "35.79")
    assert (" ".join(found.name), " ".join(found.expansion)) == (name, expansion)


def test_the_name_of_another_region_stays():
    assert fold("Batik Kota Malang", "35.79").key == "batikkotamalang"


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_folds_to_letters_and_digits(title):
    found = fold(title, "35.79")
    assert all(set(word) <= set("abcdefghijklmnopqrstuvwxyz0123456789") for word in found.tokens)
    assert fold(title.upper(), "35.79").key == fold(title.upper().lower(), "35.79").key
