"""The PDF says what the document says, to eyes and to screen readers alike."""

import io

import pytest

pytest.importorskip("typst", reason="PDF memerlukan paket typst (ekstra pdf)")
from pypdf import PdfReader

from evaluasi.reports import pdf
from evaluasi.reports.blocks import Caption, Column, Data, Figure, Heading, Meta, Prose, Table
from evaluasi.reports.document import Document

HOSTILE = "<script>alert(1)</script> #panic() $x$ @label *tebal* \\ “Ångström” =1+1"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><path d="M0 0L10 5"/></svg>'


def table(rows, number=1):
    data = Data(
        (Column("nama", "Nama"), Column("nilai", "Nilai", "right", 2, "number")),
        tuple((name, value) for name, value in rows),
    )
    caption = Caption("Judul tabel", "persen", "Sumber: BPS.")
    return Table(number, caption, data, tuple(tuple(row) for row in data.cells()))


def figure(alt="Garis turun dari 5,11 ke 3,06 persen."):
    return Figure(1, Caption("Judul gambar"), alt, "image/svg+xml", SVG, Data())


def document(*blocks, **meta):
    return Document("Laporan Kota Batu", Meta(**meta), blocks)


def pages(rendered):
    reader = PdfReader(io.BytesIO(rendered))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def structure(rendered, key):
    """All values of a key in the tag tree."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if key in node:
                found.append(str(node[key]))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(io.BytesIO(rendered)).trailer["/Root"]["/StructTreeRoot"])
    return found


def test_same_document_gives_same_bytes():
    one = document(Heading(2, "Ringkasan", "ringkasan"), figure(), table([("a", 1.5)]))
    assert pdf.render(one) == pdf.render(one)


def test_numbers_stand_as_in_the_cells():
    (_, body) = pages(pdf.render(document(table([("Kota Batu", 1234.5)]))))
    assert "Tabel 1 Judul tabel (persen)" in body
    assert "Kota Batu 1.234,50" in body
    assert "Sumber: BPS." in body


def test_text_from_data_is_set_as_text_wherever_it_stands():
    blocks = [Heading(2, HOSTILE, "x"), Prose("`" + HOSTILE + "`"), table([(HOSTILE, 1.0)])]
    (cover, body) = pages(pdf.render(document(*blocks, institution=HOSTILE, region=HOSTILE)))
    for place in ("#panic()", "$x$", "@label"):
        assert cover.count(place) == 3  # letterhead, identity, contents
        assert body.count(place) == 4  # heading, prose, cell, page foot


def test_every_picture_carries_its_sentence_to_screen_readers():
    assert structure(pdf.render(document(figure("Kalimat temuan."))), "/Alt") == ["Kalimat temuan."]


def test_a_long_table_repeats_its_head_and_keeps_its_caption_beside_it():
    rows = [(f"baris {number}", float(number)) for number in range(150)]
    filler = Prose("Kalimat. " * 420)
    texts = pages(pdf.render(document(filler, table(rows))))
    with_rows = [text for text in texts if "baris" in text]
    assert len(with_rows) > 2
    assert all("Nama Nilai" in text for text in with_rows)
    (with_caption,) = [text for text in texts if "Judul tabel" in text]
    assert with_caption is with_rows[0]


def test_a_short_table_is_not_torn_over_two_pages():
    # So much text that only some of its six rows would fit on the page.
    filler = Prose("\n\n".join(["Kalimat."] * 38))
    texts = pages(pdf.render(document(filler, table([(f"baris {n}", 1.0) for n in range(6)]))))
    assert len(texts) == 3
    assert [text.count("baris") for text in texts] == [0, 0, 6]


def test_a_picture_stays_where_it_is_shown_and_under_its_heading():
    tall = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    picture = Figure(1, Caption("Judul gambar"), "Alt.", "image/svg+xml", tall, Data())
    # So much text before it that the picture does not fit on the same page.
    before, after = Prose("\n\n".join(["Sebelum."] * 18)), Prose("Sesudah.")
    blocks = (before, Heading(2, "Kepala", "k"), picture, Heading(2, "Berikut", "b"), after)
    first, second = pages(pdf.render(document(*blocks)))[1:]
    assert "Kepala" not in first
    order = [second.index(word) for word in ("Kepala", "Judul gambar", "Berikut", "Sesudah.")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("meta", "word"), [({"draft": True}, "DRAF"), ({"simulated": True}, "SIMULASI")]
)
def test_a_stamp_stands_on_every_page(meta, word):
    texts = pages(pdf.render(document(table([(str(n), 1.0) for n in range(150)]), **meta)))
    assert len(texts) > 2
    assert all(word in text for text in texts)
    assert not any(word in text for text in pages(pdf.render(document(Prose("isi")))))


def test_title_and_language_are_told():
    reader = PdfReader(io.BytesIO(pdf.render(document(Prose("isi")))))
    assert reader.metadata.title == "Laporan Kota Batu"
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_a_document_with_nothing_in_it_is_still_a_pdf():
    assert "Laporan Kota Batu" in pages(pdf.render(document()))[0]


def test_a_sign_that_no_font_has_is_a_box_and_costs_nothing_else():
    odd = "Gerai 😀 中 e\u20e3 – “é” 2 × 3 ½ ≥ → ✓"
    shown = " ".join(pages(pdf.render(document(Heading(2, odd, "a"), Prose(odd)))))
    assert shown.count("Gerai 😀 中 e□ – “é” 2 × 3 ½ ≥ → ✓") >= 2
