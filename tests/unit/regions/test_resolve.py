"""A parameter names one region, or the error says which it may be and what to type."""

import pickle
from typing import get_args

import pytest

from evaluasi import regions
from evaluasi.errors import RegionError
from evaluasi.regions.reading import Reading, Why
from evaluasi.regions.wording import region_error

SAID = {
    "Malang": """\
“Malang” dapat berarti lebih dari satu wilayah.
  - 35.07 Kabupaten Malang
  - 35.73 Kota Malang
Tulis kode atau nama lengkapnya, misalnya 35.07 atau “Kabupaten Malang”.""",
    "Genteng": """\
“Genteng” dapat berarti lebih dari satu wilayah.
  - 35.10.09 Kecamatan Genteng, Kabupaten Banyuwangi
  - 35.78.07 Kecamatan Genteng, Kota Surabaya
Tulis kode yang dimaksud, misalnya 35.10.09.""",
    "1103": """\
Kode “1103” tanpa titik dapat berbeda arti pada daftar Kemendagri dan daftar BPS.
  - 11.03 Kabupaten Aceh Timur
  - 11.01 Kabupaten Aceh Selatan
Tulis kode Kemendagri dengan titik atau nama wilayahnya, misalnya “Kabupaten Aceh Timur”.""",
    "35.1": """\
Kode “35.1” tampaknya kehilangan angka nol.
  - 35.10 Kabupaten Banyuwangi
  - 35.01 Kabupaten Pacitan
Tulis kode lengkap sebagai teks, misalnya “35.10”; di Excel, ubah dahulu format kolom kode \
menjadi Teks.""",
    "Kota Banyuwangi": """\
Tidak ada “Kota Banyuwangi”; nama itu milik wilayah dengan jenis lain.
  - 35.10 Kabupaten Banyuwangi
Jika wilayah itu yang dimaksud, tulis 35.10 atau “Kabupaten Banyuwangi”.""",
    "35.79 Kota Malang": """\
Kode dan nama pada “35.79 Kota Malang” tidak menunjuk wilayah yang sama.
  - 35.79 Kota Batu
  - 35.73 Kota Malang
Periksa keduanya, lalu tulis kodenya saja atau namanya saja.""",
    "Banyuwngi": """\
Wilayah “Banyuwngi” tidak dikenal.
  - 35.10 Kabupaten Banyuwangi
Jika yang dimaksud ada di atas, tulis kodenya, misalnya 35.10.""",
    "Atlantis": """\
Wilayah “Atlantis” tidak dikenal.
Periksa ejaannya atau tulis kode Kemendagri, misalnya 35.79; kecamatan hanya tersedia untuk \
Jawa Timur.""",
    "": """\
Nama atau kode wilayah kosong.
Tulis nama atau kode wilayah, misalnya “Kota Batu” atau 35.79.""",
}


@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_the_error_names_the_candidates_and_what_to_type(typed, said):
    with pytest.raises(RegionError) as caught:
        regions.resolve(typed)
    assert str(caught.value) == said
    assert str(pickle.loads(pickle.dumps(caught.value))) == said


@pytest.mark.parametrize("typed", ["Kota Yogya", "Surbaya", "Banyuwngi"])
def test_what_match_accepts_with_less_than_full_confidence_is_an_error_here(typed):
    found = regions.match([typed]).iloc[0]
    assert found.keyakinan < 1
    with pytest.raises(RegionError) as caught:
        regions.resolve(typed)
    assert caught.value.faults[0].startswith(found.kode)


@pytest.mark.parametrize(
    ("typed", "kode"),
    [("35.79", "35.79"), ("3579", "35.79"), (35.79, "35.79"), (" batu ", "35.79"), (35, "35")],
)
def test_codes_and_whole_names_are_resolved(typed, kode):
    assert regions.resolve(typed) == kode


def test_every_kemendagri_code_resolves_to_itself():
    codes = regions.table()["kode"].tolist()
    assert [regions.resolve(kode) for kode in codes] == codes


def test_the_remedy_of_an_ambiguous_name_resolves():
    for typed in ("Malang", "Bengkulu", "Genteng", "1103", "35.1", "Kota Banyuwangi"):
        with pytest.raises(RegionError) as caught:
            regions.resolve(typed)
        for fault in caught.value.faults:
            assert regions.resolve(fault.split(",")[0]) == fault.split(" ")[0]


@pytest.mark.parametrize(
    ("typed", "limits"),
    [
        ("35.79", {"within": "11"}),
        ("Kota Batu", {"within": "11"}),
        ("Junrejo", {"levels": ["kota"]}),
        ("35", {"levels": ["kabupaten", "kota"]}),
    ],
)
def test_a_region_outside_the_limits_is_said_to_be_outside(typed, limits):
    with pytest.raises(RegionError, match="di luar wilayah atau tingkat yang diminta"):
        regions.resolve(typed, **limits)


def test_limits_settle_what_would_be_ambiguous():
    assert regions.resolve("Malang", levels=["kota"]) == "35.73"
    assert regions.resolve("Wonosari", within="35.07") == "35.07.32"


@pytest.mark.parametrize("why", get_args(Why))
def test_every_way_of_reading_has_its_sentences(why):
    error = region_error("x", Reading(why, ("35.07", "35.73")))
    assert error.problem.endswith(".")
    assert error.remedy.endswith(".")
    assert "{" not in str(error)
