"""A simulated dataset is filed whole, is read back as it was, and never lands on other files."""

import json
from pathlib import Path

import pandas as pd
import pytest

from evaluasi import simulation, tables
from evaluasi.errors import OutputError
from evaluasi.simulation import package
from evaluasi.tables import provenance

SHIPPED = Path(__file__).parents[3] / "data" / "simulasi"
MOST_BYTES = 1_500_000


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_ships_is_what_the_recipe_makes(small):
    assert files(SHIPPED) == package.contents(small)


def test_what_ships_is_small():
    assert sum(map(len, files(SHIPPED).values())) <= MOST_BYTES


def test_tables_are_read_back_as_they_were_made(small, tmp_path):
    loaded = tables.load(simulation.write(small, tmp_path / "baru"))
    assert loaded.kind == "simulasi"
    for name, rows in small.tables.items():
        pd.testing.assert_frame_equal(loaded.table(name), rows)


def test_the_word_simulasi_stands_everywhere(small):
    loaded = tables.load(SHIPPED)
    assert "SIMULASI" in loaded.title
    for name, rows in small.tables.items():
        assert provenance.of(rows).line().startswith("SIMULASI"), name
        assert provenance.of(loaded.table(name)).line().startswith("SIMULASI"), name


def test_a_simulation_is_replaced_by_the_next(base, small, tmp_path):
    folder = simulation.write(small, tmp_path / "data")
    other = simulation.simulate(base, scale="kecil", seed=2)
    simulation.write(other, folder)
    assert files(folder) == package.contents(other)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_an_empty_folder_is_taken(small, tmp_path):
    (tmp_path / "kosong").mkdir()
    assert files(simulation.write(small, tmp_path / "kosong")) == package.contents(small)


def _beside(folder):
    (folder / "catatan.txt").write_text("milik pemakai", encoding="utf-8")
    return ["catatan.txt"]


def _inside(folder):
    (folder / "kebenaran" / "milik.csv").write_text("a", encoding="utf-8")
    return ["kebenaran/milik.csv"]


def _claimed_by_others(folder):
    file = folder / "datapackage.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(described | {"pembuat": "orang lain"}), encoding="utf-8")
    return []


def _torn(folder):
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    return []


@pytest.mark.parametrize("disturb", [_beside, _inside, _claimed_by_others, _torn])
def test_a_folder_with_other_files_is_refused_and_untouched(small, tmp_path, disturb):
    folder = simulation.write(small, tmp_path / "data")
    named = disturb(folder)
    before = files(folder)
    with pytest.raises(OutputError) as told:
        simulation.write(small, folder)
    assert set(named) <= set(told.value.faults)
    assert told.value.faults
    assert files(folder) == before


def test_a_file_in_the_place_of_the_folder_is_refused(small, tmp_path):
    place = tmp_path / "data"
    place.write_text("bukan folder", encoding="utf-8")
    with pytest.raises(OutputError):
        simulation.write(small, place)
    assert place.read_text(encoding="utf-8") == "bukan folder"


@pytest.mark.parametrize("step", ["_fill", "_swap"])
def test_a_failed_write_leaves_the_old_dataset_whole(small, base, tmp_path, monkeypatch, step):
    folder = simulation.write(small, tmp_path / "data")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, step, full)
    with pytest.raises(OutputError, match="No space left"):
        simulation.write(simulation.simulate(base, scale="kecil", seed=2), folder)
    assert files(folder) == package.contents(small)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_swap_that_fails_half_way_brings_the_old_dataset_back(small, tmp_path, monkeypatch):
    folder = simulation.write(small, tmp_path / "data")
    replace = Path.replace

    def stumbling(self, target):
        if self.name.endswith(".baru"):
            raise OSError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stumbling)
    with pytest.raises(OutputError, match="Permission denied"):
        simulation.write(small, folder)
    assert files(folder) == package.contents(small)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("seed", [0, 7, 123_456_789_012])
def test_any_seed_makes_a_dataset_that_loads(base, tmp_path, seed):
    made = simulation.simulate(base, scale="kecil", seed=seed)
    loaded = tables.load(simulation.write(made, tmp_path / "data"))
    assert len(loaded.inovasi) == len(made.tables["inovasi"]) > 300
    assert len(set(made.truth["tanaman"]["jenis"])) >= 8
