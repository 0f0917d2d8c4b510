"""The app does what its user asks, and answers in sentences whatever goes wrong."""

import ipywidgets
import pytest

import evaluasi as ev
from evaluasi.errors import EvaluasiError, RegionError
from evaluasi.reports.explore import app as module
from evaluasi.reports.explore import explorer
from evaluasi.reports.explore.tiles import FIRST, OTHER


@pytest.fixture
def app(jatim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    yield explorer(jatim, region="Kota Batu")
    ipywidgets.Widget.close_all()


def choose(app, code):
    """Choose the (first) entry of an indicator."""
    control = app.controls.indicator
    control.value = next(entry for _label, entry in control.options if entry.code == code)


def test_it_opens_on_the_asked_region_with_picture_table_and_code(app):
    assert app.chosen == ("35.79",)
    assert "Kota Batu" in app.controls.figure.value
    assert "2,86" in app.controls.table.value
    assert "35.79" in app.controls.code.value
    assert not app.controls.message.value


def test_pressing_a_tile_adds_its_region_and_pressing_again_drops_it(app):
    app.map.buttons["35.10"].value = True
    assert app.chosen == ("35.79", "35.10")
    assert "Kabupaten Banyuwangi" in app.controls.table.value
    app.map.buttons["35.10"].value = False
    assert app.chosen == ("35.79",)
    assert "Kabupaten Banyuwangi" not in app.controls.table.value


def test_chosen_tiles_are_told_by_a_sign_and_not_by_colour_alone(app):
    app.map.buttons["35.10"].value = True
    signs = {code: button.description[0] for code, button in app.map.buttons.items()}
    assert signs.pop("35.79") == FIRST
    assert signs.pop("35.10") == OTHER
    assert not {FIRST, OTHER} & set(signs.values())


def test_tiles_lie_where_the_dataset_puts_them(app, jatim):
    first = jatim.petak[["baris", "kolom"]].min()
    for row in jatim.petak.itertuples():
        place = f"{row.baris - first.baris + 1} / {row.kolom - first.kolom + 1}"
        assert app.map.buttons[row.kode].layout.grid_area == place


def test_typing_a_name_adds_the_region_and_empties_the_field(app):
    app.controls.search.value = "kab. malang"
    assert app.chosen == ("35.79", "35.07")
    assert app.controls.search.value == ""


def test_an_ambiguous_name_stays_with_its_candidates_told(app):
    app.controls.search.value = "Malang"
    assert app.chosen == ("35.79",)
    assert app.controls.search.value == "Malang"
    assert "35.07 Kabupaten Malang" in app.controls.message.value
    assert "35.73 Kota Malang" in app.controls.message.value


def test_another_region_can_be_put_first(app):
    app.toggle("35.07")
    app.controls.main.value = "35.07"
    assert app.chosen == ("35.07", "35.79")
    assert app.picture.plan.selection.first == "35.07"


def test_a_chip_drops_its_region(app):
    app.toggle("35.07")
    app.controls.chips.children[0].click()
    assert app.chosen == ("35.07",)


def test_without_any_region_a_sentence_asks_for_one_and_nothing_can_be_saved(app):
    app.toggle("35.79")
    assert "belum ada yang dipilih" in app.controls.message.value
    assert app.controls.save_picture.disabled
    assert app.controls.save_table.disabled
    assert not app.controls.figure.value
    app.toggle("35.10")
    assert not app.controls.message.value
    assert not app.controls.save_table.disabled


def test_years_follow_the_indicator_and_come_back_with_it(app):
    app.controls.years.value = (2015, 2025)
    choose(app, "ipm_baru")
    assert app.controls.years.value == (2020, 2025)
    choose(app, "p0")
    assert app.controls.years.value == (2015, 2025)


def test_an_indicator_of_a_single_year_needs_no_slider(app):
    choose(app, "idsd")
    assert app.controls.years.layout.display == "none"
    assert app.picture.plan.selection.years == (2024, 2024)


def test_no_entry_of_the_lists_leads_to_a_fault(app):
    for control in (app.controls.group, app.controls.view, app.controls.indicator):
        for _label, value in control.options:
            control.value = value
            assert not app.controls.message.value


def test_what_is_saved_is_named_with_its_folder(app, tmp_path):
    app.controls.save_picture.click()
    app.controls.save_table.click()
    folder = tmp_path / "reports" / "jelajah"
    assert str(folder) in app.controls.saved.value
    stem = "p0_garis_sejenis_35.79_2010-2025"
    assert {p.name for p in folder.iterdir()} >= {f"{stem}.svg", f"{stem}.png", f"{stem}.csv"}


def test_a_save_that_fails_is_told_in_a_sentence(app, tmp_path):
    (tmp_path / "reports").write_text("berkas, bukan folder")
    app.controls.save_table.click()
    assert "tidak dapat ditulis" in app.controls.saved.value


def test_a_fault_of_our_own_is_a_sentence_too(app, monkeypatch):
    def broken(data, selection):
        raise ZeroDivisionError("<b>nol</b>")

    monkeypatch.setattr(module, "draw", broken)
    app.refresh()
    assert "ZeroDivisionError" in app.controls.message.value
    assert "&lt;b&gt;nol" in app.controls.message.value
    assert "Traceback" not in app.controls.message.value


def test_names_from_the_data_reach_the_screen_as_text(copied):
    hostile = "<img src=x onerror=alert(1)>"
    data = ev.load(copied(renamed=[("Kota Batu", hostile)]))
    controls = explorer(data, region="35.79").controls
    shown = controls.figure.value + controls.table.value + controls.code.value
    assert "<img src=x" not in shown
    assert "&lt;img src=x" in shown


def test_simulated_data_keep_their_word_on_the_screen(simulated):
    controls = explorer(simulated).controls
    assert "SIMULASI" in controls.figure.value
    assert "SIMULASI" in controls.table.value


def test_a_dataset_without_tiles_gets_the_list_alone(jatim, monkeypatch):
    monkeypatch.setitem(jatim._tables, "petak", jatim.petak.iloc[:0])
    app = explorer(jatim, region="Kota Batu")
    assert app.map is None
    assert len(app.controls.search.options) >= 38
    app.controls.view.value = "petak"
    assert "Peta petak" in app.controls.message.value


def test_an_unclear_start_or_an_empty_dataset_is_refused_in_words(jatim, monkeypatch):
    with pytest.raises(RegionError, match="Malang"):
        explorer(jatim, region="Malang")
    monkeypatch.setitem(jatim._tables, "capaian", jatim.capaian.iloc[:0])
    monkeypatch.setitem(jatim._tables, "skor_iid", jatim.skor_iid.iloc[:0])
    with pytest.raises(EvaluasiError, match="tidak memuat capaian"):
        explorer(jatim)
