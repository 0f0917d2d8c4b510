"""Columns with persons are known by their headings; raters keep apart as codes without names."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.tables import schemas
from evaluasi.tables.intake.people import coded, is_person

PERSONS = """
Nama Inisiator; nama_inisiator; NAMA INISIATOR; Nama Penilai; Nama Responden; Verifikator; Verifikator 2; NIP
NIP Penilai; No HP; No. HP Penanggung Jawab; Nomor Telepon; Telp/WA; Email; E-mail; Email Admin; Narahubung; Kontak
Kontak Person; Contact Person; Kontak yang bisa dihubungi; PIC; PIC OPD; Penanggung Jawab Inovasi; Nama Lengkap; NIK
Nama Penanggung Jawab Inovasi; Nama Operator; Nama Kepala Dinas; Nama Camat; Nama Verifikator; Diisi oleh; Nama dan NIP
"""  # noqa: E501 - a list
NO_PERSONS = """
Inisiator; Pengusul; Nama Inovasi; Nama Pemda; Nama Daerah; Nama OPD; Admin OPD; Judul Inovasi; Penilai; Responden; Nama; Urusan
Jumlah Responden; Skor Verifikator; Skor Verifikasi; Hasil QC; Pelaksana inovasi daerah; Keterlibatan aktor inovasi
Kemudahan informasi layanan (email/media sosial); Email/media sosial; Telepon/tatap muka/noken
Verifikator: skor akhir; Nomor surat; Tanggal surat; Jumlah kontak; Video; Nominator; Tema; ""
"""  # noqa: E501 - a list


def listed(text):
    return [heading.strip() for heading in text.replace("\n", ";").split(";") if heading.strip()]


@pytest.mark.parametrize("heading", listed(PERSONS))
def test_a_column_with_persons_is_known(heading):
    assert is_person(heading)


@pytest.mark.parametrize("heading", listed(NO_PERSONS))
def test_other_columns_are_left(heading):
    assert not is_person(heading)


@pytest.mark.parametrize("table", schemas.NAMES)
def test_no_column_of_the_project_is_dropped(table):
    for field in schemas.get(table).fields:
        assert not is_person(field.name)
        assert not is_person(field.title)


@given(st.lists(st.text(max_size=12), max_size=8), st.randoms())
def test_codes_keep_persons_apart_and_depend_on_no_order(names, random):
    names = [*names, "Siti Aminah", "Budi, S.Kom."]
    shuffled = names.copy()
    random.shuffle(shuffled)
    codes = dict(zip(names, coded(pd.Series(names, dtype=object), "P"), strict=True))
    again = dict(zip(shuffled, coded(pd.Series(shuffled, dtype=object), "P"), strict=True))
    assert codes == again
    assert codes["Siti Aminah"] != codes["Budi, S.Kom."]
    assert all(code == "" or schema_takes(code) for code in codes.values())


def schema_takes(code):
    import re

    return re.fullmatch(schemas.get("penilaian").field("penilai").pattern, code)


def test_one_person_has_one_code_however_the_name_is_written():
    names = pd.Series(
        ["Siti Aminah", "SITI  AMINAH", "siti aminah.", None, "Budi"], index=range(5, 10)
    )
    codes = coded(names, "P")
    assert list(codes.index) == [5, 6, 7, 8, 9]
    assert len(set(codes[[5, 6, 7]])) == 1
    assert codes[8] == ""
    assert codes[9] != codes[5]


def test_codes_that_are_codes_stay():
    assert coded(pd.Series(["P01", "p2", "12", ""]), "P").tolist() == ["P01", "p2", "12", ""]


def test_a_name_among_codes_makes_all_of_them_new():
    codes = coded(pd.Series(["P001", "P002", "Budi"]), "P").tolist()
    assert len(set(codes)) == 3
    assert set(codes) == {"P001", "P002", "P003"}


def test_a_number_of_a_civil_servant_is_no_code():
    assert coded(pd.Series(["198001012005011001"]), "P").tolist() == ["P001"]


def test_names_without_letters_stay_apart():
    assert len(set(coded(pd.Series(["?", "!", "Budi"]), "P"))) == 3
