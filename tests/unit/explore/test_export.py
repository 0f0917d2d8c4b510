"""A saved file stands alone: whole, sourced, stamped, and harmless to a spreadsheet."""

import csv
from io import StringIO

import pytest

import evaluasi as ev
from evaluasi.errors import OutputError
from evaluasi.figures.style import to_svg
from evaluasi.reports.explore import export
from evaluasi.reports.explore.drawing import draw
from evaluasi.reports.explore.selection import VIEWS, Selection


def chosen(view="garis", regions=("35.79", "35.07")):
    return Selection("p0", regions, (2015, 2025), view)


def rows_of(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_file_name_says_what_is_in_it(jatim):
    assert export.stem_of(draw(jatim, chosen())) == "p0_garis_sejenis_35.79-35.07_2015-2025"
    assert export.stem_of(draw(jatim, chosen("petak"))) == "p0_petak_sejenis_35.79-35.07_2025"


def test_many_regions_do_not_make_an_endless_file_name(jatim):
    codes = tuple(f"35.{n:02}" for n in range(1, 30))
    stem = export.stem_of(draw(jatim, chosen(regions=codes)))
    assert stem.endswith("35.06-dan-23-lain_2015-2025")


@pytest.mark.parametrize("view", VIEWS)
def test_saving_twice_gives_the_same_bytes_and_leaves_the_picture_alone(jatim, tmp_path, view):
    picture = draw(jatim, chosen(view))
    before = to_svg(picture.chart.figure)
    paths = export.save_picture(picture, tmp_path) + export.save_table(picture, tmp_path)
    first = {path.name: path.read_bytes() for path in paths}
    assert {path.suffix for path in paths} == {".svg", ".png", ".csv", ".xlsx"}
    export.save_picture(draw(jatim, chosen(view)), tmp_path)
    export.save_table(draw(jatim, chosen(view)), tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in first} == first
    assert to_svg(picture.chart.figure) == before


@pytest.mark.parametrize("view", VIEWS)
def test_the_saved_picture_is_the_shown_one_with_room_for_its_caption(jatim, view):
    picture = draw(jatim, chosen(view))
    shown, saved = picture.chart.figure, export._captioned(picture)
    assert saved.get_size_inches()[0] == shown.get_size_inches()[0]
    taller = saved.get_size_inches()[1] - shown.get_size_inches()[1]
    assert taller > 0.5
    for kind in ("axes", "texts", "artists", "lines", "patches"):
        for before, after in zip(getattr(shown, kind), getattr(saved, kind), strict=False):
            old, new = before.get_window_extent(), after.get_window_extent()
            assert new.bounds[2:] == pytest.approx(old.bounds[2:])
            assert new.x0 == pytest.approx(old.x0)
            if old.width or old.height:  # there are lines without any point
                assert new.y0 - old.y0 == pytest.approx(taller * shown.dpi)
    words = " ".join(text.get_text() for text in saved.texts)
    assert picture.caption.title in words
    assert "Sumber: " in words


def test_no_text_of_a_saved_picture_is_lost_at_an_edge(jatim):
    figure = export._captioned(draw(jatim, chosen("petak")))
    boxes = [text.get_window_extent() for text in figure.texts]
    assert all(figure.bbox.x0 <= b.x0 and b.x1 <= figure.bbox.x1 for b in boxes)
    assert all(figure.bbox.y0 <= b.y0 and b.y1 <= figure.bbox.y1 for b in boxes)


def test_the_saved_table_carries_the_numbers_of_the_dataset(jatim, tmp_path):
    (path, *_rest) = export.save_table(draw(jatim, chosen()), tmp_path)
    last = rows_of(path)[-1]
    assert (last["Tahun"], last["Kota Batu"], last["Kabupaten Malang"]) == ("2025", "2.86", "8.78")
    assert last["Satuan"] == "persen"
    assert last["Sumber"].startswith("Sumber: BPS")


def test_a_text_from_the_data_is_never_a_formula(copied, tmp_path):
    data = ev.load(copied(renamed=[("Kota Batu", "=HYPERLINK(0)"), ("Kota Malang", "+@-1")]))
    (by_region, *_rest) = export.save_table(draw(data, chosen("titik")), tmp_path)
    (by_year, *_rest) = export.save_table(draw(data, chosen()), tmp_path)
    names = [row["Wilayah"] for row in rows_of(by_region)]
    assert "'=HYPERLINK(0)" in names
    assert "'+@-1" in names
    assert "'=HYPERLINK(0)" in rows_of(by_year)[0]


def test_simulated_data_keep_their_word_in_every_file(simulated, tmp_path):
    picture = draw(simulated, chosen())
    paths = export.save_picture(picture, tmp_path) + export.save_table(picture, tmp_path)
    assert all("SIMULASI" in path.name for path in paths)
    assert all("SIMULASI" in row["Sumber"] for row in rows_of(tmp_path / paths[2].name))
    assert "SIMULASI" in [text.get_text() for text in export._captioned(picture).texts]


def test_a_folder_that_cannot_be_written_is_told_and_no_torn_file_is_left(jatim, tmp_path):
    blocked = tmp_path / "jelajah"
    blocked.write_text("berkas, bukan folder")
    with pytest.raises(OutputError, match="tidak dapat ditulis"):
        export.save_table(draw(jatim, chosen()), blocked)


def test_a_write_that_breaks_off_leaves_the_older_file_whole(jatim, tmp_path, monkeypatch):
    picture = draw(jatim, chosen())
    (path, *_rest) = export.save_table(picture, tmp_path)
    before = path.read_bytes()

    def full(self, content):
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "write_bytes", full)
    with pytest.raises(OutputError, match="diska penuh"):
        export.save_table(picture, tmp_path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))
