"""Whom a template is for: regions, editions and lists of offices, or why not."""

import pytest
from openpyxl import Workbook

from evaluasi.errors import OutputError, ParameterError, RegionError
from evaluasi.tables import template


def test_the_latest_edition_on_file_is_the_default():
    assert template.subject().edition == 2026


@pytest.mark.parametrize("edition", [1999, 2101])
def test_an_edition_beyond_the_schema_is_refused(edition):
    with pytest.raises(ParameterError, match=str(edition)):
        template.subject(edition)


def test_an_unknown_region_is_refused_and_an_ambiguous_one_too():
    for typed in ("Atlantis", "Malang"):
        with pytest.raises(RegionError):
            template.subject(region=typed)


def test_blank_and_repeated_offices_are_left_out_and_the_order_stays():
    names = ["Dinas Kesehatan", "", "  ", "DINAS  KESEHATAN", "Bappeda"]
    assert template.subject(offices=names).offices == ("Dinas Kesehatan", "Bappeda")


def test_too_many_or_too_long_names_are_refused():
    with pytest.raises(ParameterError, match="ada 201 nama"):
        template.subject(offices=[f"Dinas {n}" for n in range(201)])
    with pytest.raises(ParameterError, match="terlalu panjang"):
        template.subject(offices=["D" * 121])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_file_has_one_name_per_line(tmp_path, encoding):
    file = tmp_path / "opd.txt"
    names = ["Dinas Pekerjaan Umum, Penataan Ruang; dan Lain-lain", "Badan “A” – B"]
    file.write_bytes("\r\n".join(names).encode(encoding))
    assert template.read_offices(file) == tuple(names)


def test_a_table_gives_the_column_headed_opd(tmp_path):
    file = tmp_path / "opd.xlsx"
    workbook = Workbook()
    for row in (["Daftar OPD Kota Batu"], ["No", "Nama OPD", "Unit"], [1, "Bappeda", 3]):
        workbook.active.append(row)
    workbook.save(file)
    assert template.read_offices(file) == ("Bappeda",)


def test_a_table_without_that_heading_gives_its_first_column(tmp_path):
    file = tmp_path / "opd.csv"
    file.write_text("Bappeda;3\nDinas Sosial;4\n", encoding="utf-8")
    assert template.read_offices(file) == ("Bappeda", "Dinas Sosial")


@pytest.mark.parametrize("name", ["tiada.txt", "tiada.csv", "kosong.txt"])
def test_a_list_that_is_missing_or_empty_is_refused(tmp_path, name):
    (tmp_path / "kosong.txt").write_text("\n \n", encoding="utf-8")
    with pytest.raises(ParameterError, match=name):
        template.read_offices(tmp_path / name)


def test_a_filled_template_is_not_overwritten_unless_asked(tmp_path):
    path, subject = tmp_path / "isian.xlsx", template.subject(region="35.79")
    template.write(path, subject)
    fresh = path.read_bytes()
    template.write(path, subject)  # nothing is lost by writing the same again
    path.write_bytes(b"sudah diisi")
    with pytest.raises(OutputError, match="mungkin sudah diisi"):
        template.write(path, subject)
    assert path.read_bytes() == b"sudah diisi"
    template.write(path, subject, replace=True)
    assert path.read_bytes() == fresh
    assert [file.name for file in tmp_path.iterdir()] == ["isian.xlsx"]


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"\.xlsx"):
        template.write(tmp_path / "isian.csv", template.subject())
