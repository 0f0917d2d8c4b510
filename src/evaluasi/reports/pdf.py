"""A document as a tagged PDF (PDF/UA-1), set by typst.

The page design lives in `templates/report.typ`; this module only hands it the document as JSON
and the pictures as files, all in memory.
"""

from __future__ import annotations

import base64
import json
import math
from importlib.resources import files
from typing import Any

from evaluasi import text
from evaluasi.errors import EvaluasiError
from evaluasi.reports import chart_text
from evaluasi.reports.blocks import (
    Block,
    Caption,
    Column,
    Figure,
    Heading,
    KeyFigures,
    Prose,
    Table,
)
from evaluasi.reports.document import Document
from evaluasi.reports.prose_tree import to_tree
from evaluasi.reports.wrapping import longest, pieces
from evaluasi.text import _

# A text column with cells longer than this claims no width of its own: such columns share what is
# left, in proportion to the length of their cells, but with room for each word that is not broken.
WIDE_CELL = 22
MOST_SHARE = 80.0
LINE = 470.0  # points from margin to margin on A4
LETTER = 4.7  # points of a letter in a table, rather broad
PADDING = 7.0
HEADING_LINES = 2.5  # over numbers, which are as broad as their digits or this heading
MOST_HEADING = 13.0
ZERO_WIDTH_SPACE = "\u200b"
EXTENSIONS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


def render(document: Document) -> bytes:
    """Return the document as a PDF.

    Same document, same bytes: fonts come with typst and matplotlib, and no clock is asked.

    Raises
    ------
    EvaluasiError
        When the optional package `typst` is missing or refuses the document.
    """
    try:
        import typst

        from evaluasi.reports import glyphs
    except ImportError:
        raise EvaluasiError(
            _("PDF memerlukan paket typst, yang belum terpasang."),
            _("Pasang dengan `pip install typst`, atau minta --format html saja."),
        ) from None
    sources = {
        "main.typ": (files("evaluasi.reports") / "templates" / "report.typ").read_bytes(),
        **{_file(figure): _picture(figure) for figure in document.figures},
        **_logo(document.meta.logo),
    }
    content = _content(document)
    try:
        return glyphs.compiled(sources | _as_file(content))
    except typst.TypstError:  # most likely a sign that no font has
        content = glyphs.showable(content)
    try:
        return glyphs.compiled(sources | _as_file(content))
    except typst.TypstError as fault:
        raise EvaluasiError(
            _("PDF tidak dapat disusun: {fault}").format(fault=fault),
            _("Minta --format html saja, dan kirimkan kalimat ini kepada pengembang."),
        ) from fault


def _as_file(content: dict[str, Any]) -> dict[str, bytes]:
    return {"document.json": json.dumps(content, ensure_ascii=False).encode()}


def _content(document: Document) -> dict[str, Any]:
    meta = document.meta
    date = text.date(meta.date) if meta.date else ""
    identity = {
        _("Wilayah"): meta.region,
        _("Kode"): meta.code,
        _("Tahun laporan"): str(meta.year or ""),
        _("Tanggal"): date,
        _("Penanggung jawab"): meta.responsible,
        _("Penelaah"): meta.reviewer or (_("belum ada") if meta.draft else ""),
    }
    return {
        "title": document.title,
        "language": "id",
        "simulated": document.simulated,
        "date": date,
        "logo": next(iter(_logo(meta.logo)), None),
        "meta": {
            name: getattr(meta, name) for name in ("institution", "address", "subtitle", "draft")
        },
        "identity": [{"label": k, "value": v} for k, v in identity.items() if v],
        "words": {
            "simulated": _("SIMULASI"),
            "simulated-long": _("SIMULASI: data simulasi, bukan keadaan sebenarnya"),
            "draft": _("DRAF"),
            "draft-long": _("DRAF: belum ditelaah, jangan dikutip"),
            "contents": _("Daftar isi"),
            "logo": _("Logo lembaga"),
        },
        "colophon": _colophon(document),
        "blocks": [_block(block) for block in document.blocks],
    }


def _colophon(document: Document) -> list[str]:
    meta = document.meta
    versions = ", ".join(f"{name} {version}" for name, version in meta.versions.items())
    lines = {
        _("Data: {value}."): meta.dataset,
        _("Sidik data: {value}."): meta.fingerprint[:16],
        _("Versi: {value}."): versions,
    }
    return [line.format(value=value) for line, value in lines.items() if value]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Prose():
            return {"kind": "prose", "nodes": to_tree(block.markdown)}
        case KeyFigures():
            entries = [{"label": f.label, "text": f.text} for f in block.figures]
            return {"kind": "key-figures", "figures": entries}
        case Figure():
            label = _("Gambar {number}").format(number=block.number)
            return {
                "kind": "figure",
                "file": _file(block),
                "alt": block.alt,
                **_caption(label, block.caption),
            }
        case Table():
            label = _("Tabel {number}").format(number=block.number)
            return {
                "kind": "table",
                "columns": _columns(block),
                "lines": _lines(block.cells),
                "rows": [[_breakable(cell) for cell in row] for row in block.cells],
                **_caption(label, block.caption),
            }


def _caption(label: str, caption: Caption) -> dict[str, Any]:
    note = _("Catatan: {note}.").format(note=caption.note.rstrip(".")) if caption.note else ""
    return {
        "label": label,
        "title": caption.title,
        "unit": caption.unit,
        "simulated": caption.simulated,
        "notes": [_breakable(line) for line in (note, caption.source) if line],
    }


def _columns(table: Table) -> list[dict[str, Any]]:
    """Describe the columns; those with long cells share what the others leave of the page."""
    described = [_column(c, i, table.cells) for i, c in enumerate(table.data.columns)]
    wide = [column for column in described if column["words"]]
    used = sum(_width(column) for column in described if not column["words"])
    least = [column["word"] * LETTER + PADDING for column in wide]
    shares = _shared(max(LINE - used, 0), [column["words"] for column in wide], least)
    for column, share in zip(wide, shares, strict=True):
        column["share"] = share
    return described


def _column(column: Column, position: int, cells: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    length = longest(cells, position)
    wide = column.align == "left" and length >= WIDE_CELL
    # A heading longer than its cells is broken rather than given their neighbours' room.
    sized = column.align == "right" or (not wide and len(column.label) > length)
    own = [row[position] for row in cells]
    return {
        "label": column.label,
        "align": column.align,
        "share": 0.0,
        "length": length,
        "digits": length if sized else 0,
        "heading": _heading(column.label),
        "words": _bulk(own) if wide else 0.0,
        "word": _longest_word([column.label, *own]),
    }


def _width(column: dict[str, Any]) -> float:
    """Estimate the points that a column of short cells takes."""
    letters = column["digits"] or max(column["length"], len(column["label"]))
    return float(max(letters, column["heading"] if column["digits"] else 0)) * LETTER + PADDING


def _shared(room: float, bulk: list[float], least: list[float]) -> list[float]:
    """Share room in proportion to the bulk of columns, each at least as broad as its longest word.

    Where the words alone need more than there is, they decide.
    """
    if not bulk or sum(least) >= room:
        return least
    held: set[int] = set()
    while True:
        free = [place for place in range(len(bulk)) if place not in held]
        rest = room - sum(least[place] for place in held)
        unit = rest / sum(bulk[place] for place in free)
        narrow = {place for place in free if bulk[place] * unit < least[place]}
        if not narrow:
            return [least[p] if p in held else bulk[p] * unit for p in range(len(bulk))]
        held |= narrow


def _bulk(cells: list[str]) -> float:
    """Weigh a column by the root mean square length of its cells."""
    return min(math.sqrt(sum(len(cell) ** 2 for cell in cells) / len(cells)), MOST_SHARE)


def _longest_word(texts: list[str]) -> int:
    whole = (piece for text in texts for piece in pieces(text))
    return max(len(word) for piece in whole for word in piece.split(" "))


def _heading(label: str) -> float:
    """Count the characters of the broadest line of a wrapped heading; no word is broken."""
    return max(min(len(label) / HEADING_LINES, MOST_HEADING), *map(len, label.split()), 0)


def _lines(rows: tuple[tuple[str, ...], ...]) -> int:
    """Estimate how many lines of text the rows take."""
    return sum(max(1 + len(cell) // WIDE_CELL for cell in row) for row in rows)


def _breakable(words: str) -> str:
    return ZERO_WIDTH_SPACE.join(pieces(words))


def _file(figure: Figure) -> str:
    return f"gambar-{figure.number}.{EXTENSIONS[figure.media_type]}"


def _picture(figure: Figure) -> bytes:
    return chart_text.as_text(figure.image) if _file(figure).endswith("svg") else figure.image


def _logo(data_uri: str) -> dict[str, bytes]:
    """Return {file name: bytes} of the letterhead's logo; empty when there is none."""
    if not data_uri.startswith("data:image/"):
        return {}
    head, payload = data_uri.removeprefix("data:").split(",", 1)
    return {f"logo.{EXTENSIONS[head.split(';')[0]]}": base64.b64decode(payload)}
