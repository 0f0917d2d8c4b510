"""Markdown as a tree of plain nodes, for renderers that set text themselves (PDF).

Every node is a dict with `kind`; leaves carry `text`. Raw HTML becomes text, a link is printed
with its address, a picture by its description: the same manners as the HTML page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import mistune

from evaluasi.text import _

Node = dict[str, Any]


def to_tree(markdown: str) -> list[Node]:
    """Return the block nodes of a piece of Markdown."""
    tokens: Any = _parser()(markdown)
    return _blocks(tokens)


@cache
def _parser() -> mistune.Markdown:
    return mistune.create_markdown(renderer=None, plugins=["table"])


def _blocks(tokens: Iterable[dict[str, Any]]) -> list[Node]:
    return [node for token in tokens if (node := _block(token)) is not None]


def _block(token: dict[str, Any]) -> Node | None:
    match token["type"]:
        case "paragraph":
            return {"kind": "paragraph", "children": _inlines(token["children"])}
        case "block_text":
            return {"kind": "plain", "children": _inlines(token["children"])}
        case "heading":
            return {
                "kind": "paragraph",
                "children": [{"kind": "strong", "children": _inlines(token["children"])}],
            }
        case "list":
            attrs = token["attrs"]
            return {
                "kind": "list",
                "ordered": attrs["ordered"],
                "start": attrs.get("start", 1),
                "items": [_blocks(item["children"]) for item in token["children"]],
            }
        case "block_quote":
            return {"kind": "quote", "children": _blocks(token["children"])}
        case "block_code":
            return {"kind": "code", "text": token["raw"].rstrip("\n")}
        case "thematic_break":
            return {"kind": "rule"}
        case "table":
            return _table(token)
        case "block_html":
            return {"kind": "paragraph", "children": [_text(token["raw"].strip())]}
    return None  # blank lines


def _table(token: dict[str, Any]) -> Node:
    head, body = token["children"]
    columns = [
        {
            "label": "".join(_words(cell["children"])),
            "align": cell["attrs"].get("align") or "left",
            "share": 0,
            "digits": 0,
        }
        for cell in head["children"]
    ]
    rows = [[_inlines(cell["children"]) for cell in row["children"]] for row in body["children"]]
    return {"kind": "table", "columns": columns, "rows": rows}


def _inlines(tokens: Iterable[dict[str, Any]]) -> list[Node]:
    return [node for token in tokens for node in _inline(token)]


def _inline(token: dict[str, Any]) -> list[Node]:
    match token["type"]:
        case "strong" | "emphasis" as kind:
            return [{"kind": kind, "children": _inlines(token["children"])}]
        case "codespan":
            return [{"kind": "code", "text": token["raw"]}]
        case "linebreak":
            return [{"kind": "break"}]
        case "softbreak":
            return [_text(" ")]
        case "link":
            return _link(token)
        case "image":
            words = "".join(_words(token["children"]))
            return [_text(_("[Gambar: {description}]").format(description=words))]
    return [_text(token.get("raw", ""))]


def _link(token: dict[str, Any]) -> list[Node]:
    address = token["attrs"]["url"].removeprefix("mailto:")
    shown = _inlines(token["children"])
    if address.startswith("#") or "".join(_words(token["children"])) == address:
        return shown
    return [*shown, _text(f" ({address})")]


def _text(words: str) -> Node:
    return {"kind": "text", "text": words}


def _words(tokens: Iterable[dict[str, Any]]) -> Iterable[str]:
    for token in tokens:
        yield from _words(token["children"]) if "children" in token else [token.get("raw", "")]
