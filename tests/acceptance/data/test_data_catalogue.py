"""The shipped values are those of the catalogue, and the recipe gives the same bytes again."""

import shutil
import subprocess
import sys
from collections import Counter

import pytest
from shipped import CATALOGUE, ROOT

CONFIDENCE = {"high": "tinggi", "medium": "sedang", "low": "rendah", "derived": "turunan"}


def build(catalogue, output):
    return subprocess.run(
        [sys.executable, ROOT / "data" / "build.py", catalogue, "--output", output],
        capture_output=True,
        text=True,
        check=False,
    )


def numbers(cells):
    return Counter(float(cell) for cell in cells if cell)


def test_outcomes_equal_the_catalogue_cell_by_cell(catalogue, nasional):
    def cells(rows):
        same = ["satuan", "seri", "acuan_waktu", "sumber"]
        return {
            (row["kode"], row["tahun"], row["indikator"]): (
                float(row["nilai"]),
                CONFIDENCE.get(row["keyakinan"], row["keyakinan"]),
                bool(row["catatan"]),
                *(row[column] for column in same),
            )
            for row in rows
        }

    source = catalogue("capaian_jatim.csv") + catalogue("capaian_nasional.csv")
    assert cells(nasional.tables["capaian"]) == cells(source)
    assert len(source) == len(nasional.tables["capaian"]) == 47_236


def test_scores_equal_the_catalogue(catalogue, nasional):
    columns = {
        "kode_kemendagri": "kode",
        "year": "tahun",
        "source": "sumber",
        "rank": "peringkat",
        "n_innovations": "jumlah_inovasi",
        "decree": "keputusan",
    }
    source = catalogue("iid_scores.csv")
    shipped = nasional.tables["skor_iid"]
    assert len(source) == len(shipped) == 110
    for theirs, ours in zip(source, shipped, strict=True):
        renamed = {new: theirs[old] for old, new in columns.items()}
        renamed["sumber"] = renamed["sumber"].replace("December", "Desember")
        assert renamed == {column: ours[column] for column in renamed}
        assert numbers([theirs["score"]]) == numbers([ours["skor"]])
        assert theirs["predicate"] == ours["predikat"].lower()
        assert CONFIDENCE[theirs["confidence"]] == ours["keyakinan"]
        assert bool(theirs["note"] or theirs["award"]) == bool(ours["catatan"])


def test_national_figures_equal_the_catalogue(catalogue, nasional):
    source = catalogue("iid_national.csv")
    shipped = nasional.tables["iid_nasional"]
    assert [(row["year"], float(row["value"])) for row in source] == [
        (row["tahun"], float(row["nilai"])) for row in shipped
    ]
    measures = {
        (theirs["measure"], ours["ukuran"]) for theirs, ours in zip(source, shipped, strict=True)
    }
    assert len({a for a, _ in measures}) == len({b for _, b in measures}) == len(measures)


def test_awards_of_the_catalogue_are_all_there(catalogue, nasional):
    shipped = nasional.tables["penghargaan"]
    listed = Counter((row["kode"], row["tahun"]) for row in shipped if row["ajang"] == "iga")
    source = Counter((row["kode_kemendagri"], row["year"]) for row in catalogue("iga_winners.csv"))
    alone = "35.73 2019, 14.71 2021, 35 2024, 35 2025, 35.76 2025, 35.78 2025"
    source.update(tuple(entry.split()) for entry in alone.split(", "))
    assert listed == source
    kecamatan = [
        (row["nama"], row["kode"], row["tahun"]) for row in shipped if row["ajang"] == "skk"
    ]
    assert sorted(kecamatan) == sorted(
        (row["kecamatan"], row["kode_kemendagri"], row["year"]) for row in catalogue("skk.csv")
    )


def test_cases_and_tiles_equal_the_catalogue(catalogue, nasional):
    facts = [row for row in nasional.tables["kasus"] if row["id"].startswith("kasus-")]
    source = catalogue("kasus.csv")
    assert [(r["kode_kemendagri"], r["year"], r["date_start"], r["date_end"]) for r in source] == [
        (row["kode"], row["tahun"], row["tanggal_mulai"], row["tanggal_selesai"]) for row in facts
    ]
    assert numbers(row["value"] for row in source) == numbers(row["nilai"] for row in facts)
    assert {
        (r["kode_kemendagri"], r["col"], r["row"]) for r in catalogue("geo/jatim_tilegrid.csv")
    } == {(row["kode"], row["kolom"], row["baris"]) for row in nasional.tables["petak"]}


def test_regions_equal_the_catalogue(catalogue, nasional):
    source = catalogue("regions.csv")
    for theirs, ours in zip(source, nasional.tables["wilayah"], strict=True):
        assert theirs["kode_kemendagri"] == ours["kode"]
        assert numbers([theirs["area_km2"]]) == numbers([ours["luas_km2"]])
        assert numbers([theirs["population_2025"]]) == numbers([ours["penduduk"]])


@pytest.mark.usefixtures("catalogue")
def test_building_again_gives_the_same_bytes(tmp_path):
    run = build(CATALOGUE, tmp_path)
    assert run.returncode == 0, run.stderr
    for name in ("jatim", "nasional"):
        shipped = {path.name: path.read_bytes() for path in (ROOT / "data" / name).iterdir()}
        assert shipped == {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}


@pytest.mark.usefixtures("catalogue")
def test_a_term_without_translation_stops_the_build(tmp_path):
    copy = shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    for name, old, new in [
        ("iga_winners.csv", ",high,rank 1", ",high,by acclamation"),
        ("iid_scores.csv", "three outlets agree", "four outlets agree"),
        ("kasus.csv", "smart city,award", "smart city,trophy"),
    ]:
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    run = build(copy, tmp_path / "out")
    assert run.returncode == 1
    for term in ("by acclamation", "four outlets agree", "trophy"):
        assert term in run.stderr
    assert not (tmp_path / "out").exists()
