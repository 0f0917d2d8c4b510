"""A document is read from Markdown, generated sentences and bundles; from nothing else."""

import base64

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from evaluasi.errors import EvaluasiError
from evaluasi.reports.blocks import MIME, Figure, Heading, KeyFigures, Prose, Table
from evaluasi.reports.document import from_notebook, plain, slug

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
DATA = {
    "columns": [
        {"name": "tahun", "label": "Tahun", "align": "right", "decimals": None, "kind": "year"}
    ],
    "rows": [[2025]],
}


def bundle(kind, **fields):
    base = {"version": 1, "kind": kind, "title": "Judul", "alt": "Temuan.", "data": DATA}
    return base | fields


def shown(**data):
    return new_code_cell("rahasia = 1", outputs=[new_output("display_data", data=data)])


def read(*cells):
    return from_notebook(new_notebook(cells=list(cells)))


def test_markdown_sentences_figures_and_tables_come_in_order():
    document = read(
        new_markdown_cell("# Laporan\n\nPembuka.\n\n## Capaian"),
        shown(**{"text/markdown": "Kalimat."}),
        shown(**{MIME: bundle("figure"), "image/svg+xml": SVG}),
        shown(**{MIME: bundle("table"), "text/html": "<p>lain</p>"}),
    )
    assert document.title == "Laporan"
    assert [type(block) for block in document.blocks] == [Prose, Heading, Prose, Figure, Table]
    assert document.tables[0].cells == (("2025",),)
    assert document.figures[0].image == SVG.encode()


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", text="cetak"),
        new_output("display_data", data={"text/html": "<b>html</b>", "text/plain": "html"}),
        new_output("execute_result", data={"image/png": "AAAA", "text/plain": "Figure"}),
        new_output("error", ename="X", evalue="y", traceback=[]),
    ],
    ids=lambda output: output.output_type,
)
def test_code_streams_and_foreign_outputs_never_reach_a_report(output):
    assert read(new_code_cell("kode", outputs=[output])).blocks == ()


def test_figures_and_tables_are_numbered_apart():
    pair = {MIME: bundle("figure"), "image/svg+xml": SVG}, {MIME: bundle("table")}
    document = read(*(shown(**data) for data in pair * 2))
    assert [f.number for f in document.figures] == [1, 2]
    assert [t.number for t in document.tables] == [1, 2]


def test_a_bitmap_is_decoded():
    png = base64.b64encode(b"\x89PNG").decode()
    document = read(shown(**{MIME: bundle("figure"), "image/png": png}))
    assert document.figures[0].media_type == "image/png"
    assert document.figures[0].image == b"\x89PNG"


def test_there_is_one_title_and_further_first_level_headings_step_down():
    document = read(new_markdown_cell("# Satu\n\n# Dua\n\n### Tiga"))
    assert document.title == "Satu"
    assert [(b.level, b.text) for b in document.blocks] == [(2, "Dua"), (3, "Tiga")]


def test_the_title_of_meta_wins_over_the_heading():
    document = read(
        new_markdown_cell("# Templat"),
        shown(**{MIME: {"version": 1, "kind": "meta", "meta": {"title": "Kota Batu"}}}),
    )
    assert document.title == "Kota Batu"
    assert document.blocks == ()


def test_equal_headings_have_different_anchors():
    document = read(new_markdown_cell("## Sumber\n\n## Sumber\n\n## !!!"))
    assert [b.anchor for b in document.blocks] == ["sumber", "sumber-2", "bagian"]


def test_a_hash_inside_a_code_fence_is_no_heading():
    document = read(new_markdown_cell("```\n# bukan judul\n```"))
    assert document.blocks == (Prose("```\n# bukan judul\n```"),)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("1. Ringkasan", "1. Ringkasan"),
        (r"Kota \<b\> \*Batu\*", "Kota <b> *Batu*"),
        ("Tentang **IID** dan `kode`", "Tentang IID dan kode"),
    ],
)
def test_headings_are_plain_text(markdown, text):
    assert plain(markdown) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kota Batu", "kota-batu"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>😀", "script"),
        ("Çilegon Ä", "cilegon-a"),
        ("😀", ""),
    ],
)
def test_a_slug_holds_nothing_but_letters_digits_and_hyphens(text, expected):
    assert slug(text) == expected


def test_key_figures_are_found_wherever_they_are_declared():
    declared = {"label": "IID", "value": 84.19, "text": "84,19"}
    document = read(shown(**{MIME: {"version": 1, "kind": "key_figures", "figures": [declared]}}))
    assert isinstance(document.blocks[0], KeyFigures)
    assert [figure.value for figure in document.key_figures] == [84.19]


@pytest.mark.parametrize("kind", ["figure", "table"])
def test_one_simulated_block_makes_the_document_simulated(kind):
    cell = shown(**{MIME: bundle(kind, simulated=True), "image/svg+xml": SVG})
    assert read(cell).simulated
    assert not read(shown(**{MIME: bundle(kind), "image/svg+xml": SVG})).simulated


def test_completing_fills_only_what_the_notebook_left_open():
    meta = {"version": 1, "kind": "meta", "meta": {"region": "Kota Batu"}}
    document = read(shown(**{MIME: meta})).completed(region="lain", date="2026-11-21")
    assert (document.meta.region, document.meta.date) == ("Kota Batu", "2026-11-21")


def test_a_bundle_of_another_version_is_refused_with_a_remedy():
    with pytest.raises(EvaluasiError, match="Jalankan ulang"):
        read(shown(**{MIME: bundle("table", version=99)}))
