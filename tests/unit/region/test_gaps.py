"""What would make a report stronger is told with the file, its columns and the command."""

import dataclasses

import pandas as pd

from evaluasi.reports.region import gaps, summary
from evaluasi.tables import schemas


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


def test_the_command_names_the_region(opened):
    assert "--wilayah 35.27" in gaps.how_to_load(opened("35.27"))
