"""A heading tells of its indicator what the rules of the edition tell, read from their file."""

import tomllib
from importlib import resources

import pytest

EDITIONS = (2021, 2023, 2024, 2025, 2026)
NOT_ON_FILE = (2019, 2020, 2022, 2027)


def stated(edition):
    file = resources.files("evaluasi.rubrics") / f"iid-{edition}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["sid"]


def notes(opened, edition):
    return {
        cell.value: cell.comment.text
        for cell in opened(edition)["Inovasi"][7]
        if cell.value and cell.value[:2].isdigit()
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_level_of_each_indicator_stands_in_the_note_in_its_order(opened, edition):
    told = notes(opened, edition)
    assert len(told) == len(stated(edition)) == 20
    for entry in stated(edition):
        note = told[f"{entry['kode'][1:]}. {entry['nama']}"]
        lines = note.split("\n")
        assert "Level 0: tidak dipilih atau tanpa bukti" in lines
        for n, label in enumerate(entry.get("level", []), start=1):
            assert f"Level {n}: {label}" in lines
        for basis in entry.get("dasar", []):
            one, two, three = basis["level"]
            levels = f"level 1 = {one}; level 2 = {two}; level 3 = {three}"
            own = f"{basis['kode'].lstrip('i')}. {basis['nama']}: {levels}"
            assert [line for line in lines if line.startswith(own)], own


@pytest.mark.parametrize("edition", EDITIONS)
def test_weight_duty_and_evidence_are_those_of_the_rules(opened, edition):
    told = notes(opened, edition)
    for entry in stated(edition):
        lines = told[f"{entry['kode'][1:]}. {entry['nama']}"].split("\n")
        duty = ["wajib"] if entry.get("wajib") else []
        assert lines[1] == " · ".join([*duty, f"bobot {entry['bobot']}"])
        for word, key in (("Yang diukur", "ukuran"), ("Bukti", "bukti"), ("Catatan", "catatan")):
            assert (f"{word}: {entry.get(key)}" in lines) == bool(entry.get(key))


def test_the_mark_wajib_stands_above_the_mandatory_ones_alone(opened):
    sheet = opened(2026)["Inovasi"]
    marked = {
        sheet.cell(7, cell.column).value[:2] for cell in sheet[6] if "wajib" in str(cell.value)
    }
    assert marked == {"Ju", "16", "17", "32", "33", "35"}


@pytest.mark.parametrize("edition", NOT_ON_FILE)
def test_an_edition_without_rules_says_so_and_makes_nothing_up(opened, edition):
    told = notes(opened, edition)
    assert len(told) == 20
    for note in told.values():
        assert "belum ada pada berkas aturan" in note
        assert "Level 1:" not in note
        assert "bobot" not in note
        assert "wajib" not in note
    said = [cell.value for row in opened(edition)["Petunjuk"] for cell in row if cell.value]
    assert [text for text in said if f"edisi {edition} belum ada pada berkas aturan" in text]


def test_a_note_beside_a_cell_is_whole_or_points_to_the_heading(opened):
    sheet = opened(2026)["Inovasi"]
    for entry in stated(2026):
        number = int(entry["kode"][1:])
        column = next(c.column_letter for c in sheet[7] if str(c.value).startswith(f"{number}. "))
        prompt = next(
            v.prompt for v in sheet.data_validations.dataValidation if f"{column}8" in str(v.sqref)
        )
        levels = [f"Level {n}: {label}" for n, label in enumerate(entry.get("level", []), start=1)]
        assert prompt in (
            "\n".join(levels),
            "Level 0 sampai 3. Artinya: arahkan penunjuk ke judul kolom.",
        )
        assert bool(levels) == prompt.startswith("Level 1:")
