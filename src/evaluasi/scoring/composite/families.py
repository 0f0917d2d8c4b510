"""Who belongs to whom in a tree: children and indicators of each aggregate, by code."""

from __future__ import annotations

from collections.abc import Mapping

from evaluasi.scoring.composite.framework import Framework


def children(framework: Framework) -> Mapping[str, list[str]]:
    """Return the codes of the children of each aggregate."""
    return {
        code: [framework.codes[place] for place in places]
        for code, places in framework.children.items()
    }


def leaves(framework: Framework) -> Mapping[str, list[str]]:
    """Return the codes of the indicators below each aggregate, at any depth."""
    found: dict[str, list[str]] = {node.code: [node.code] for node in framework.indicators}
    below = children(framework)
    for node in framework.nodes[len(framework.indicators) :]:
        found[node.code] = [leaf for child in below[node.code] for leaf in found[child]]
    return {code: found[code] for code in below}


def ancestors(framework: Framework) -> Mapping[str, list[str]]:
    """Return the codes above each node, its parent first."""
    parent = {node.code: node.parent for node in framework.nodes}
    found: dict[str, list[str]] = {}
    for node in reversed(framework.nodes):  # parents before their children
        found[node.code] = [parent[node.code], *found[parent[node.code]]] if node.parent else []
    return found
