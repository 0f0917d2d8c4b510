"""The dataset that ships, and copies of it that are simulated or carry hostile names."""

import json
import shutil
from pathlib import Path

import pytest

import evaluasi as ev
from evaluasi.tables import provenance

SHIPPED = Path(__file__).parents[3] / "data" / "jatim"


@pytest.fixture(scope="session")
def jatim():
    return ev.load(SHIPPED)


@pytest.fixture
def copied(tmp_path, unseal):
    """A function that copies the shipped dataset, with another kind or other names."""

    def copy(kind="publik", renamed=()):
        folder = tmp_path / "data"
        shutil.copytree(SHIPPED, folder)
        unseal(folder)
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        described["jenis"] = kind
        (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
        table = folder / "wilayah.csv"
        text = table.read_text(encoding="utf-8")
        for old, new in renamed:
            assert old in text
            text = text.replace(old, new)
        table.write_text(text, encoding="utf-8")
        return folder

    return copy


@pytest.fixture
def simulated(copied, monkeypatch):
    # What was loaded is remembered for the whole process; no other test may see this.
    monkeypatch.setattr(provenance, "_loaded", {})
    return ev.load(copied("simulasi"))
