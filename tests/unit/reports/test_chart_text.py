"""Words in charts: text in the PDF, and nothing lost."""

import io
import re

import pytest

pytest.importorskip("typst", reason="PDF memerlukan paket typst (ekstra pdf)")
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing
from pypdf import PdfReader

from evaluasi.reports import chart_text, pdf
from evaluasi.reports.blocks import Caption, Data, Figure, Meta
from evaluasi.reports.document import Document


def svg(*words, **style):
    drawing = Drawing(figsize=(6, 4))
    for number, word in enumerate(words):
        drawing.text(0.1, 0.1 + 0.1 * number, word, **style)
    buffer = io.BytesIO()
    FigureCanvasSVG(drawing).print_svg(buffer, metadata={"Date": None})
    return buffer.getvalue()


def dangling(picture):
    used = set(re.findall(rb'<use xlink:href="#([^"]+)"', picture))
    return used - set(re.findall(rb'id="([^"]+)"', picture))


@pytest.mark.parametrize("style", [{}, {"weight": "bold"}, {"rotation": 90}])
def test_words_become_text(style):
    picture = chart_text.as_text(svg("Kota Batu", "P0 < 3 & naik", **style))
    assert b">Kota Batu</text>" in picture
    assert b">P0 &lt; 3 &amp; naik</text>" in picture
    assert b"<use" not in picture


@pytest.mark.parametrize("word", ["$x^2$ abc", "a--b"])
def test_what_a_comment_does_not_say_exactly_stays_an_outline(word):
    drawn = svg("abc", word, "bca")
    picture = chart_text.as_text(drawn)
    assert b">abc</text>" in picture
    assert b"<use" in picture
    assert dangling(drawn) == dangling(picture) == set()


def test_words_of_a_chart_can_be_searched_in_the_pdf():
    picture = Figure(1, Caption("Judul"), "Alt.", "image/svg+xml", svg("Kata dicari"), Data())
    rendered = pdf.render(Document("Laporan", Meta(), (picture,)))
    pages = PdfReader(io.BytesIO(rendered)).pages
    assert any("Kata dicari" in page.extract_text() for page in pages)
