"""IKM by PermenPANRB 14/2017: classes on two decimals, elements by name, weight 1/9."""

import csv
from pathlib import Path

import pytest
from ikm_answers import NINE

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.rubrics.instruments import raw
from evaluasi.sustainability.benefit.ikm_rules import rules

# index        class
LIMITS = """
100.00         A
 88.31         A
 88.305        A
 88.304999     B
 88.30         B
 76.61         B
 76.605        B
 76.60         C
 65.00         C
 64.995        C
 64.99         D
 25.00         D
"""


@pytest.mark.parametrize("case", LIMITS.strip().splitlines())
def test_limits(case):
    index, name = case.split()
    assert rules().quality(float(index))[0] == name


# as a list has it                              element
NAMES = """
Sarana dan Prasarana                          | sarana
8. Sarana dan prasarana                       | sarana
U9 Penanganan Pengaduan, Saran dan Masukan    | pengaduan
penanganan pengaduan                          | pengaduan
SISTEM, MEKANISME, PROSEDUR                   | prosedur
prosedur                                      | prosedur
4) Biaya / Tarif                              | biaya
Produk Spesifikasi Jenis Pelayanan            | produk
kompetensi pelaksana                          | kompetensi
Waktu_Penyelesaian                            | waktu
Keamanan lingkungan                           |
U4                                            |
9                                             |
"""


@pytest.mark.parametrize("case", NAMES.strip().splitlines())
def test_elements_are_known_by_name_never_by_number(case):
    name, element = (part.strip() for part in case.split("|"))
    assert rules().element(name) == element


def test_a_local_list_may_swap_the_last_two():
    averages = dict.fromkeys(NINE[:7], 3.0)
    one = su.check_ikm(averages | {"8. pengaduan": 2.0, "9. sarana": 4.0})
    other = su.check_ikm(averages | {"8. sarana": 4.0, "9. pengaduan": 2.0})
    assert one.exact == other.exact == pytest.approx(75.0)


def test_an_average_that_is_no_element_is_told_with_the_names_that_are():
    with pytest.raises(ParameterError, match=r"keamanan.*bukan unsur") as told:
        su.check_ikm(dict.fromkeys([*NINE[:8], "keamanan"], 3.0))
    assert "Sarana dan prasarana" in str(told.value)


DOMAIN = Path(__file__).parents[4] / "shared" / "domain" / "instruments.csv"


@pytest.mark.skipif(not DOMAIN.exists(), reason="berkas domain tidak ada di sini")
def test_the_file_holds_what_the_domain_file_holds():
    with DOMAIN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["instrument"].startswith("SKM")]
    elements = [row for row in rows if row["domain"] == "unsur"]
    assert [rules().element(row["item"]) for row in elements] == list(rules().elements)
    assert {(row["scale_min"], row["scale_max"], row["weight"]) for row in elements} == {
        (str(rules().low), str(rules().high), "1/9")
    }
    classes = [row for row in rows if row["domain"] == "mutu pelayanan"]
    assert [
        (f"{one['kode']} {one['nama']}", one["mulai"], one["sampai"])
        for one in raw("skm-2017")["kelas"]
    ] == [(row["item"], float(row["scale_min"]), float(row["scale_max"])) for row in classes]
    sample = next(row for row in rows if row["domain"] == "sampel")
    assert sample["confidence"] == raw("skm-2017")["contoh"]["keyakinan"]
