"""Indonesian is the source language: no catalogue is needed, and none is chosen by the system."""

import io
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from evaluasi import text


@pytest.fixture
def english(tmp_path, monkeypatch):
    """A catalogue with one English sentence."""
    catalog = Catalog(locale="en")
    catalog.add("belum ada data", "no data yet")
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / f"{text.DOMAIN}.mo").write_bytes(buffer.getvalue())
    monkeypatch.setattr(text, "LOCALE_DIR", tmp_path)
    text._catalogue.cache_clear()
    yield
    text._catalogue.cache_clear()


def test_without_a_catalogue_the_indonesian_text_comes_back(monkeypatch):
    monkeypatch.setenv(text.LANGUAGE_VARIABLE, "xx")
    assert text._("Sumber: {sumber}") == "Sumber: {sumber}"


def test_a_catalogue_translates_when_its_language_is_asked_for(english, monkeypatch):
    monkeypatch.setenv(text.LANGUAGE_VARIABLE, "en")
    assert text._("belum ada data") == "no data yet"
    assert text.number(None) == "no data yet"


def test_the_language_of_the_system_changes_nothing(english, monkeypatch):
    monkeypatch.delenv(text.LANGUAGE_VARIABLE, raising=False)
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "en")
    assert text._("belum ada data") == "belum ada data"


def test_importing_the_ground_floor_loads_no_heavy_library():
    program = (
        "import sys, evaluasi.text, evaluasi.regions\n"
        "heavy = {'babel', 'pandas', 'numpy', 'rapidfuzz'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
