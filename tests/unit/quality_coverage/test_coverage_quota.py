"""The list of offices is read as people keep it, and refused with every fault named."""

import pytest
from openpyxl import Workbook

from evaluasi.errors import ParameterError
from evaluasi.quality import Office, Quota

WANTED = (Office("Dinas Kesehatan", 4, ("Dinkes", "DKK")), Office("Kecamatan Batu"))


def written(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("opd,unit,alias\nDinas Kesehatan,4,Dinkes;DKK\nKecamatan Batu,,\n", "utf-8"),
        ('OPD;Unit;Alias\r\nDinas  Kesehatan;4;"Dinkes;DKK"\r\n\r\nKecamatan Batu;;\r\n', "cp1252"),
        (
            "Daftar OPD Kota Batu\t\t\nNama Perangkat Daerah\tJumlah Unit Eselon III\tNama Lain\n"
            "Dinas Kesehatan\t4\tDinkes;DKK\nKecamatan Batu\t\t\n",
            "utf-8-sig",
        ),
    ],
)
def test_a_delimited_list_is_read(tmp_path, text, encoding):
    assert Quota.read(written(tmp_path, "opd.csv", text, encoding)) == Quota(offices=WANTED)


def test_a_workbook_is_read(tmp_path):
    book = Workbook()
    for row in (("Daftar OPD",), ("opd", "alias", "unit"), ("Dinas Kesehatan", "Dinkes; DKK", 4),
                (None,), ("Kecamatan Batu", None, None)):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "opd.xlsx")
    assert Quota.read(tmp_path / "opd.xlsx").offices == WANTED


def test_toml_may_set_the_rule_too(tmp_path):
    text = """
per_opd = 2
per_unit = 0
[[opd]]
nama = "Dinas Kesehatan"
unit = 4
alias = ["Dinkes", "DKK"]
[[opd]]
nama = "Kecamatan Batu"
"""
    assert Quota.read(written(tmp_path, "opd.toml", text)) == Quota(2, 0, WANTED)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("opd.csv", "nama,unit\nDinas,1\n", "tidak memuat kolom “opd”"),
        ("opd.csv", "opd,unit\nDinas,empat\n", "baris 2: unit “empat”"),
        ("opd.csv", "opd,unit\nDinas,-1\n", "baris 2: unit “-1”"),
        ("opd.csv", "opd,unit\nDinas,1.5\n", "baris 2: unit “1.5”"),
        ("opd.csv", "opd,unit\n,3\n", "baris 2: nama OPD kosong"),
        ("opd.csv", "opd,unit\n", "tidak ada satu pun OPD"),
        ("opd.csv", "", "tidak memuat kolom “opd”"),
        ("opd.toml", "opd = [", "tidak dapat dibaca sebagai TOML"),
        ("opd.toml", 'per_unit = "satu"\n[[opd]]\nnama = "Dinas"\n', "per_unit: “satu”"),
        ("opd.toml", "[[opd]]\nunit = 3\n", "baris 1: nama OPD kosong"),
        ("opd.toml", 'opd = "Dinas"\n', "tidak ada satu pun OPD"),
    ],
)
def test_a_malformed_list_is_refused_in_words(tmp_path, name, text, told):
    with pytest.raises(ParameterError) as refused:
        Quota.read(written(tmp_path, name, text))
    assert told in str(refused.value)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="tidak ditemukan"):
        Quota.read(tmp_path / "tiada.csv")
