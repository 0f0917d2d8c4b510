"""What would make a report stronger is told with the file, its columns and the command."""

import dataclasses
import json
import shutil
from pathlib import Path

import pandas as pd

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
    assert "Salin folder `data/nasional`" in gaps.how_to_load(opened("91.03", data="nasional"))
    assert "data/nasional" not in gaps.how_to_load(opened("35.79"))


def test_the_steps_lead_to_a_dataset_that_holds_the_new_table(opened, tmp_path):
    told = gaps.how_to_load(opened("35.79"))
    folder = tmp_path / "batu"
    shutil.copytree(ROOT / "data/jatim", folder)
    (folder / "inovasi.csv").write_text("id,tahun,kode,judul\na,2024,35.79,Judul\n", "utf-8")
    assert any("inovasi.csv" in note for note in load(folder).notes)

    descriptor = folder / "datapackage.json"
    package = json.loads(descriptor.read_text("utf-8")) | {"name": "batu", "jenis": "pengguna"}
    steps = ("`name`", "`path`", "`schema`", "src/evaluasi/tables/schemas/<tabel>.json")
    assert all(step in told for step in steps)
    schema = json.loads((ROOT / "src/evaluasi/tables/schemas/inovasi.json").read_text("utf-8"))
    schema["fields"] = [
        field for field in schema["fields"] if field["name"] in ("id", "tahun", "kode", "judul")
    ]
    package["resources"].append({"name": "inovasi", "path": "inovasi.csv", "schema": schema})
    descriptor.write_text(json.dumps(package), "utf-8")
    loaded = load(folder)
    assert loaded.has("inovasi")
    assert not loaded.notes
    subject = open_subject(loaded, "35.79")
    assert "inovasi.csv" not in list(gaps.wanted(subject)["Berkas"])
    assert "Salin" not in gaps.how_to_load(subject)
    assert str(tmp_path) not in gaps.how_to_load(subject)


def test_the_command_names_the_region(opened):
    assert "--wilayah 35.27" in gaps.how_to_load(opened("35.27"))
