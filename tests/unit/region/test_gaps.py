"""What would make a report stronger is told with the file, its columns and the command."""

import dataclasses
from pathlib import Path

import openpyxl
import pandas as pd

from evaluasi import cli
from evaluasi.reports.region import gaps, open_subject, summary
from evaluasi.tables import load, schemas

ROOT = Path(__file__).parents[3]


def test_each_missing_table_is_named_with_its_file_and_required_columns(opened):
    table = gaps.wanted(opened("35.79")).set_index("Berkas")
    assert set(table.index) == {
        f"{name}.csv"
        for name in ("inovasi", "tindak_lanjut", "verifikasi", "kapasitas", "layanan", "survei",
                     "penilaian")
    }  # fmt: skip
    assert table.at["inovasi.csv", "Kolom wajib"].startswith("id, tahun, kode, judul, dan ")


def test_every_wanted_table_has_a_schema(opened):
    for file in gaps.wanted(opened("35.79"))["Berkas"]:
        assert schemas.get(file.removesuffix(".csv")).fields


def with_innovations(subject, kode):
    """The same subject in a dataset that holds one innovation of a region."""
    rows = pd.DataFrame({"id": ["a"], "tahun": [2024], "kode": [kode], "judul": ["Judul"]})
    rows = rows.reindex(columns=schemas.get("inovasi").columns)
    data = dataclasses.replace(subject.data, _tables={**subject.data._tables, "inovasi": rows})
    return dataclasses.replace(subject, data=data)


def test_a_table_on_file_is_no_longer_asked_for(opened):
    subject = with_innovations(opened("35.79"), "35.79")
    assert "inovasi.csv" not in list(gaps.wanted(subject)["Berkas"])
    assert "Data verifikasi dan tindak lanjut belum dimuat" in summary.sentences(subject)


def test_a_table_about_other_regions_is_still_asked_for(opened):
    subject = with_innovations(opened("35.79"), "35.10")
    assert "inovasi.csv" in list(gaps.wanted(subject)["Berkas"])


def test_the_steps_name_the_reports_own_dataset(opened):
    assert "--dasar data/nasional" in gaps.how_to_load(opened("91.03", data="nasional"))
    assert "data/nasional" not in gaps.how_to_load(opened("35.79"))


def test_the_steps_lead_to_a_dataset_that_holds_the_new_table(opened, tmp_path):
    """Each command of the text runs as it stands there, apart from the folder."""
    told = gaps.how_to_load(opened("35.79"))
    commands = [part for part in told.split("`") if part.startswith("evaluasi ")]
    assert [command.split()[1] for command in commands] == [
        "templat",
        "periksa",
        "impor",
        "laporan",
    ]
    template, check, bring, _report = (
        [
            str(tmp_path / word) if word in ("isian.xlsx", gaps.FOLDER) else word
            for word in c.split()
        ]
        for c in commands
    )
    assert cli.main(template[1:]) == 0
    book = openpyxl.load_workbook(tmp_path / "isian.xlsx")
    sheet = book["Inovasi"]
    (head,) = [row for row in sheet.iter_rows() if any(c.value == "Judul inovasi" for c in row)]
    (title,) = [cell for cell in head if cell.value == "Judul inovasi"]
    sheet.cell(title.row + 1, title.column, "Gerai Layanan Desa")
    book.save(tmp_path / "isian.xlsx")
    assert cli.main([*check[1:], "--keluaran", str(tmp_path)]) == 0
    bring[bring.index("--dasar") + 1] = str(ROOT / "data/jatim")
    assert cli.main([*bring[1:], "--tanggal", "2026-11-22"]) == 0
    subject = open_subject(load(tmp_path / gaps.FOLDER), "35.79")
    assert "inovasi.csv" not in list(gaps.wanted(subject)["Berkas"])
    assert "--dasar" not in gaps.how_to_load(subject)
    assert str(tmp_path) not in gaps.how_to_load(subject)


def test_the_command_names_the_region(opened):
    assert "--wilayah 35.27" in gaps.how_to_load(opened("35.27"))
