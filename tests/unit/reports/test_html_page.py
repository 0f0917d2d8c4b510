"""The page says what the document says, alone, to eyes and to screen readers."""

import re
from html.parser import HTMLParser

import pytest

from evaluasi.reports import html
from evaluasi.reports.blocks import (
    Caption,
    Column,
    Data,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Meta,
    Prose,
    Table,
)
from evaluasi.reports.document import Document
from evaluasi.reports.templating import asset

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> &amp; {{ 7*7 }}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
VOID = {"meta", "img", "br", "hr", "input", "link", "wbr"}


class Page(HTMLParser):
    """Every element with its attributes and the elements it stands in; fails when ill nested."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.open, self.text = [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)

    def all(self, tag):
        return [attrs for name, attrs, _ in self.elements if name == tag]


def table(number=1, cells=(("Kota Batu", "3,06"),), **caption):
    columns = (Column("nama", "Nama"), Column("nilai", "Nilai", "right", 2, "number"))
    return Table(number, Caption(**{"title": "Judul tabel", **caption}), Data(columns), cells)


def figure(number=1, alt="Garis turun.", data=None, **caption):
    text = Caption(**{"title": "Judul gambar", **caption})
    return Figure(number, text, alt, "image/svg+xml", SVG, data or Data())


FULL = Document(
    "Kota Batu",
    Meta(date="2026-11-21", institution="Brida", versions={"evaluasi": "0.1.0"}, dataset="Jatim"),
    (
        Prose("Pembuka."),
        Heading(2, "Ringkasan", "ringkasan"),
        KeyFigures((KeyFigure("IID", 84.19, "84,19"), KeyFigure("TPT", None, "belum ada data"))),
        Heading(2, "Capaian", "capaian"),
        Heading(3, "Rinci", "rinci"),
        figure(unit="persen", source="Sumber: BPS.", note="Catatan"),
        table(unit="persen", source="Sumber: BPS."),
    ),
)


def page_of(*blocks, **meta):
    return html.render(Document("Judul", Meta(**meta), blocks))


def test_the_page_has_the_landmarks_a_reader_navigates_by():
    page = Page(html.render(FULL))
    assert page.all("html") == [{"lang": "id"}]
    for landmark in ("header", "nav", "main", "footer", "h1", "title"):
        assert len(page.all(landmark)) == 1, landmark
    links = [attrs["href"] for attrs in page.all("a")]
    assert links == ["#isi", "#ringkasan", "#capaian"]
    anchors = {attrs.get("id") for _, attrs, _ in page.elements}
    assert {link[1:] for link in links} <= anchors


def test_the_page_refers_to_nothing_outside_itself():
    hostile = "[tautan](https://contoh.id) ![gambar](https://contoh.id/x.png) <https://contoh.id>"
    page = Page(page_of(Prose(hostile), figure(), logo="https://contoh.id/logo.png"))
    for _, attrs, _ in page.elements:
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            assert attrs.get(name, "#").startswith(("#", "data:image/")), attrs
    assert not [tag for tag, _, _ in page.elements if tag in ("script", "link", "iframe", "base")]
    assert not re.search(r"url\(|@import", str(asset("report.css")))


def test_links_keep_their_address_as_text():
    rendered = page_of(Prose("[BPS](https://bps.go.id) <https://jatimprov.go.id> [atas](#isi)"))
    assert "BPS (https://bps.go.id) https://jatimprov.go.id" in rendered
    assert '<a href="#isi">atas</a>' in rendered


@pytest.mark.parametrize(
    "blocks",
    [
        [Prose(HOSTILE)],
        [Prose('[x](javascript:alert(1)) [y](data:text/html,<script>) [z](#"onclick="x)')],
        [Prose(f"| a |\n|---|\n| {HOSTILE} |")],
        [Heading(2, HOSTILE, "x")],
        [Heading(3, HOSTILE, "x")],
        [table(cells=((HOSTILE, HOSTILE),), title=HOSTILE, source=HOSTILE, note=HOSTILE)],
        [figure(alt=HOSTILE, title=HOSTILE, source=HOSTILE, note=HOSTILE, unit=HOSTILE)],
        [KeyFigures((KeyFigure(HOSTILE, 1.0, HOSTILE),))],
    ],
    ids=["prose", "links", "prose table", "h2", "h3", "table", "figure", "key figures"],
)
def test_text_from_data_never_becomes_markup(blocks):
    harmless = Page(page_of(*blocks))
    assert not [tag for tag, _, _ in harmless.elements if tag == "script"]
    for tag, attrs, _ in harmless.elements:
        assert not [name for name in attrs if name.startswith("on")], (tag, attrs)
        assert "javascript:" not in attrs.get("href", "")
        assert tag != "img" or attrs["src"].startswith("data:image/svg+xml;base64,")


def test_names_in_the_letterhead_are_text_too():
    fields = ("title", "subtitle", "region", "institution", "address", "responsible", "reviewer")
    hostile = Document(HOSTILE, Meta(**dict.fromkeys(fields, HOSTILE), dataset=HOSTILE))
    page = Page(html.render(hostile))
    assert page.all("script") == page.all("img") == []


def test_figures_have_alt_captions_and_numbers():
    page = Page(page_of(figure(1, unit="persen"), figure(2)))
    assert [attrs["alt"] for attrs in page.all("img")] == ["Garis turun."] * 2
    assert len(page.all("figcaption")) == 2
    text = " ".join("".join(page.text).split())
    assert "Gambar 1 Judul gambar (persen)" in text
    assert "Gambar 2 Judul gambar" in text


def test_tables_have_captions_scopes_and_numbers_on_the_right():
    page = Page(page_of(table(unit="persen")))
    assert len(page.all("caption")) == 1
    assert [attrs["scope"] for attrs in page.all("th")] == ["col", "col", "row"]
    assert page.all("td") == [{"class": "angka"}]
    assert "Tabel 1 Judul tabel (persen)" in " ".join("".join(page.text).split())


def test_short_cells_are_not_broken_and_long_ones_have_room():
    columns = (Column("a", "Kurun"), Column("b", "Indikator"))
    cells = (("2019–2020", "Indeks Pembangunan Manusia (seri SP2010)"),)
    page = Page(page_of(Table(1, Caption("Judul"), Data(columns), cells)))
    assert [head["class"] for head in page.all("th")] == ["pendek", "panjang", "pendek"]
    assert page.all("td") == [{"class": "panjang"}]


def test_pictures_say_that_they_can_be_moved_sideways():
    page = Page(page_of(figure()))
    hints = [attrs for attrs in page.all("p") if attrs.get("class") == "geser"]
    assert hints == [{"class": "geser", "aria-hidden": "true"}]


def test_long_addresses_may_be_broken_but_stay_whole_for_the_clipboard():
    address = "https://contoh.id/a-b?x=1&y=2/panjang-sekali"
    page = page_of(table(cells=((address, "penilaian.csv"),)))
    assert "https://<wbr>contoh.<wbr>id/<wbr>a-<wbr>b?<wbr>x=<wbr>1&amp;<wbr>y=" in page
    assert "penilaian.csv" in page
    assert address in "".join(Page(page).text)


def test_numbers_behind_a_figure_can_be_read():
    data = Data((Column("tahun", "Tahun", "right", None, "year"),), ((2024,), (None,)))
    rendered = page_of(figure(data=data))
    assert "Angka di balik gambar" in rendered
    assert ">2024<" in rendered
    assert ">–<" in rendered
    long = Data(data.columns, data.rows * html.MAX_FIGURE_ROWS)
    assert "Angka di balik gambar" not in page_of(figure(data=long))


@pytest.mark.parametrize(
    ("meta", "block", "stamped"),
    [
        ({}, table(), False),
        ({"simulated": True}, table(), True),
        ({}, table(simulated=True), True),
        ({}, figure(simulated=True), True),
    ],
)
def test_simulated_data_are_stamped_in_title_banner_and_footer(meta, block, stamped):
    rendered = page_of(block, **meta)
    assert ("<title>SIMULASI" in rendered) is stamped
    assert ("SIMULASI" in rendered) is stamped
    assert rendered.count("SIMULASI") >= 3 * stamped


def test_a_draft_is_stamped_until_it_is_reviewed():
    assert "DRAF" not in page_of()
    draft = page_of(draft=True)
    assert "<title>DRAF" in draft
    assert "belum ada" in draft


def test_same_document_same_bytes():
    assert html.render(FULL) == html.render(FULL)


def test_a_document_of_nothing_is_still_a_page():
    page = Page(page_of())
    assert len(page.all("main")) == 1
    assert page.all("nav") == []


def relative_luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_is_readable_on_every_ground():
    """WCAG 2.2, 1.4.3: contrast of at least 4.5."""
    colours = dict(re.findall(r"--(\w+): #([0-9a-f]{6})", str(asset("report.css"))))
    for ground in ("ffffff", colours["halus"]):
        for name in ("tinta", "redup", "aksen", "cap", "bahaya"):
            light, dark = sorted(map(relative_luminance, (ground, colours[name])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)
