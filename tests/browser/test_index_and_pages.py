"""The index and the reports as a reader meets them in a browser."""

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from evaluasi.reports import html, index
from evaluasi.reports.blocks import Caption, Column, Data, Figure, Heading, KeyFigure, Prose, Table
from evaluasi.reports.document import Document
from evaluasi.reports.job import Fault, Job, JobResult, Output
from evaluasi.reports.manifest import entry

pytestmark = pytest.mark.browser

POVERTY = {
    "Kota Batu": 3.06,
    "Kabupaten Banyuwangi": 6.13,
    "Kabupaten Sampang": 20.83,
    "Kota Çilegon": None,
    "Kota Surabaya": 11.5,
}
BATCH = {
    "parameter": {},
    "data": {"judul": "Jawa Timur", "sidik": "a" * 64},
    "notebook": {"nama": "laporan_wilayah"},
    "versi": {"evaluasi": "0.1.0"},
}
HOSTILE = "<img src=x onerror=\"document.title='kena'\"><script>document.title='kena'</script>"


def found(position, name, value):
    code = f"35.{position:02}"
    job = Job(code, name, code, Path("l.ipynb"), {}, Path("reports"), {}, "evaluasi")
    if name == "Kota Surabaya":
        return entry(job, JobResult(1.0, Fault("salah", 3)))
    figures = (KeyFigure("Penduduk miskin (%)", value, str(value)),)
    outputs = {"html": Output(f"{code}.html", "0")}
    return entry(job, JobResult(1.0, None, outputs, figures))


@pytest.fixture
def listed(page, tmp_path):
    entries = {str(i): found(i, name, value) for i, (name, value) in enumerate(POVERTY.items())} | {
        "9": found(9, HOSTILE, 1.0)
    }
    path = tmp_path / "indeks.html"
    path.write_text(index.render(BATCH, entries), encoding="utf-8")
    page.open(path)
    return page


def names(page):
    rows = [row for row in page.all("#laporan tbody tr") if row.is_displayed()]
    return [row.find_element(By.TAG_NAME, "th").text for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("batu", ["Kota Batu"]),
        ("KAB. banyu", ["Kabupaten Banyuwangi"]),
        ("cilegon", ["Kota Çilegon"]),
        ("35.02", ["Kabupaten Sampang"]),
        ("gagal", ["Kota Surabaya"]),
        ("tidak ada", []),
    ],
)
def test_search_finds_regions_however_they_are_typed(listed, words, expected):
    listed.one("#cari").send_keys(words)
    assert names(listed) == expected
    assert listed.text("#hitungan") == f"{len(expected)} dari {len(POVERTY) + 1} laporan"


def test_sorting_is_by_number_and_what_is_missing_stays_last(listed):
    listed.button("Penduduk miskin").click()
    rising = names(listed)
    assert rising[1:4] == ["Kota Batu", "Kabupaten Banyuwangi", "Kabupaten Sampang"]
    head = listed.one("th[aria-sort]")
    assert head.get_attribute("aria-sort") == "ascending"
    listed.button("Penduduk miskin").click()
    assert names(listed)[:3] == ["Kabupaten Sampang", "Kabupaten Banyuwangi", "Kota Batu"]
    assert set(names(listed)[4:]) == {"Kota Çilegon", "Kota Surabaya"}
    assert listed.one("th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_names_sort_as_words(listed):
    listed.button("Wilayah").click()
    assert names(listed)[1:4] == ["Kabupaten Banyuwangi", "Kabupaten Sampang", "Kota Batu"]


def test_text_from_data_reaches_no_browser_as_markup(listed, tmp_path):
    assert listed.driver.title == "Indeks laporan"
    assert len(listed.all("img")) == 0
    column = Column("a", HOSTILE)
    table = Table(1, Caption(HOSTILE, HOSTILE, HOSTILE), Data((column,)), ((HOSTILE,),))
    picture = b"<svg xmlns='http://www.w3.org/2000/svg' onload=\"document.title='kena'\"/>"
    figure = Figure(1, Caption(HOSTILE), HOSTILE, "image/svg+xml", picture, Data())
    blocks = (Heading(2, HOSTILE, "a"), Prose(HOSTILE), table, figure)
    path = tmp_path / "laporan.html"
    path.write_text(html.render(Document("Judul", blocks=blocks)), encoding="utf-8")
    listed.open(path)
    assert listed.driver.title == "Judul"
    assert len(listed.all("img")) == 1
    assert len(listed.all("script")) == 0


def narrow(page, path, width=390):
    """Open a file in a frame: a window can't be as narrow as a phone."""
    frame = path.with_name("bingkai.html")
    frame.write_text(
        f'<iframe src="{path.name}" style="width:{width}px;height:800px;border:0"></iframe>',
        encoding="utf-8",
    )
    page.open(frame)
    page.driver.switch_to.frame(0)


def test_on_a_phone_name_status_and_files_are_in_view(listed, tmp_path):
    narrow(listed, tmp_path / "indeks.html")
    box = listed.one(".gulir")
    inside, shown = (box.get_attribute(name) for name in ("scrollWidth", "clientWidth"))
    assert inside == shown
    row = next(row for row in listed.all("#laporan tbody tr") if "Kota Batu" in row.text)
    assert row.text.split() == ["Kota", "Batu", "selesai", "HTML", "Kota", "Batu"]
    assert "layar yang lebih lebar" in listed.text(".sempit")


def test_on_a_phone_a_picture_stays_legible_and_says_that_it_moves(page, tmp_path):
    picture = b"<svg xmlns='http://www.w3.org/2000/svg' width='720' height='400'/>"
    figure = Figure(1, Caption("Judul"), "Alt.", "image/svg+xml", picture, Data())
    path = tmp_path / "laporan.html"
    path.write_text(html.render(Document("Judul", blocks=(figure,))), encoding="utf-8")
    narrow(page, path)
    assert page.one("figure img").size["width"] >= 600
    assert page.text(".geser") == "Geser gambar ke samping →"
    page.open(path)
    assert not page.all(".geser")[0].is_displayed()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_never_scrolls_sideways(page, tmp_path, width):
    columns = tuple(Column(f"k{i}", f"Kolom panjang {i}", "right") for i in range(15))
    wide = Table(1, Caption("Tabel lebar"), Data(columns), (("1.234.567,89",) * 15,))
    long = Prose("Kata" * 80 + "\n\n```\n" + "x" * 300 + "\n```")
    path = tmp_path / "laporan.html"
    path.write_text(html.render(Document("Judul", blocks=(wide, long))), encoding="utf-8")
    narrow(page, path, width)
    root = "document.documentElement"
    assert page.driver.execute_script(f"return {root}.clientWidth") == width
    assert page.driver.execute_script(f"return {root}.scrollWidth") == width
