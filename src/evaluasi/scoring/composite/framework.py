"""What a composite index is made of: indicators and aggregates in a tree, with their metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.text import _, listing

COLUMNS = ("kode", "nama", "induk", "bobot", "arah")
OPTIONAL = ("satuan", "penyebut", "batas_bawah", "batas_atas", "sasaran")


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator (level 1) or an aggregate.

    Attributes
    ----------
    code, name : str
    parent : str
        Code of the aggregate it belongs to; empty for the index itself.
    weight : float
        Relative to its siblings.
    direction : int
        1: more is better, -1: less is better. Always 1 for aggregates.
    level : int
        1 for indicators, one more than its children for aggregates.
    unit : str
    denominator : str
        Column of the data to divide by; empty for none.
    low, high, target : float
        Goalposts and target in raw units (after denominating); NaN for none.
    """

    code: str
    name: str
    parent: str
    weight: float
    direction: int = 1
    level: int = 1
    unit: str = ""
    denominator: str = ""
    low: float = np.nan
    high: float = np.nan
    target: float = np.nan


@dataclass(frozen=True)
class Framework:
    """The tree of an index; indicators first, in their order, then aggregates level by level."""

    nodes: tuple[Node, ...]

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Framework:
        """Read a tree from a table, all faults told at once.

        Parameters
        ----------
        frame : DataFrame
            One row per indicator or aggregate: kode, nama, induk (empty for the index), bobot,
            arah (1 or -1); optionally satuan, penyebut, batas_bawah, batas_atas, sasaran.

        Raises
        ------
        ParameterError
            For missing columns, repeated codes, unknown or circular parents, no single index,
            weights that are negative or not finite or sum to 0, directions other than 1 and -1,
            a direction on an aggregate, goalposts that do not rise, branches of unequal depth.
        """
        lacking = [name for name in COLUMNS if name not in frame]
        if lacking:
            raise ParameterError(
                _("Tabel kerangka tidak punya kolom {columns}.").format(columns=listing(lacking)),
                _("Kolomnya: {columns}.").format(columns=", ".join(COLUMNS + OPTIONAL)),
            )
        rows = frame.to_dict("records")
        faults = _faults(rows)
        if faults:
            raise ParameterError(
                _("Kerangka indeks tidak dapat dipakai."), _("Perbaiki baris itu."), faults
            )
        levels = _levels(rows)
        nodes = [_node(row, levels[_word(row, "kode")]) for row in rows]
        return cls(tuple(sorted(nodes, key=lambda node: node.level)))

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """Nodes of level 1."""
        return tuple(node for node in self.nodes if node.level == 1)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of all nodes, indicators first."""
        return tuple(node.code for node in self.nodes)

    @property
    def top(self) -> Node:
        """The index."""
        return self.nodes[-1]

    @cached_property
    def children(self) -> Mapping[str, npt.NDArray[np.intp]]:
        """Positions in `nodes` of the children of each aggregate, by its code."""
        place = {code: number for number, code in enumerate(self.codes)}
        found: dict[str, list[int]] = {node.code: [] for node in self.nodes if node.level > 1}
        for node in self.nodes:
            if node.parent:
                found[node.parent].append(place[node.code])
        return {code: np.array(places, dtype=np.intp) for code, places in found.items()}

    @cached_property
    def weights(self) -> npt.NDArray[np.float64]:
        """Weights of all nodes, in their order."""
        return np.array([node.weight for node in self.nodes])

    def column(self, name: str) -> npt.NDArray[np.float64]:
        """Return a numeric attribute of the indicators as an array."""
        return np.array([getattr(node, name) for node in self.indicators], dtype=np.float64)

    def without(self, codes: Iterable[str]) -> Framework:
        """Return the tree without some nodes and what lies below them.

        An aggregate that loses all its children goes too.

        Raises
        ------
        ParameterError
            For an unknown code, and where nothing would be left.
        """
        gone = set(codes)
        strange = gone - set(self.codes)
        if strange or self.top.code in gone:
            raise ParameterError(
                _("Tidak dapat mengeluarkan {codes} dari kerangka.").format(
                    codes=listing(sorted(strange or {self.top.code}))
                ),
                _("Pilih indikator atau agregat di bawah indeksnya."),
            )
        for node in reversed(self.nodes):  # parents before their children
            if node.parent in gone:
                gone.add(node.code)
        kept = [node for node in self.nodes if node.code not in gone]
        while True:
            parents = {node.parent for node in kept}
            left = [node for node in kept if node.level == 1 or node.code in parents]
            if len(left) == len(kept):
                break
            kept = left
        return Framework(tuple(kept))


def _word(row: Mapping[Any, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or pd.isna(value) else str(value).strip()


def _number(row: Mapping[Any, Any], name: str) -> float:
    value = row.get(name)
    try:
        return np.nan if value is None or pd.isna(value) else float(value)
    except (TypeError, ValueError):
        return np.inf  # no finite number: a fault where one is needed


def _node(row: Mapping[Any, Any], level: int) -> Node:
    direction = _number(row, "arah")
    return Node(
        code=_word(row, "kode"),
        name=_word(row, "nama"),
        parent=_word(row, "induk"),
        weight=_number(row, "bobot"),
        direction=1 if level > 1 or np.isnan(direction) else int(direction),
        level=level,
        unit=_word(row, "satuan"),
        denominator=_word(row, "penyebut"),
        low=_number(row, "batas_bawah"),
        high=_number(row, "batas_atas"),
        target=_number(row, "sasaran"),
    )


def _faults(rows: list[dict[Any, Any]]) -> list[str]:
    codes = [_word(row, "kode") for row in rows]
    parents = {_word(row, "induk") for row in rows} - {""}
    found = [_("kode “{c}” ada lebih dari sekali").format(c=c) for c in _repeated(codes)]
    tops = [code for code, row in zip(codes, rows, strict=True) if not _word(row, "induk")]
    if len(tops) != 1:
        found.append(
            _("harus ada tepat satu indeks tanpa induk; yang ada: {tops}").format(
                tops=listing(tops) or _("tidak ada")
            )
        )
    for code, row in zip(codes, rows, strict=True):
        parent = _word(row, "induk")
        told = [
            (not code, _("kode kosong")),
            (parent != "" and parent not in codes, _("induk “{p}” tidak ada").format(p=parent)),
            (not 0 <= _number(row, "bobot") < np.inf, _("bobot bukan angka 0 ke atas")),
            (not _is_direction(row, code in parents), _("arah harus 1 atau -1; agregat 1")),
            (
                _number(row, "batas_bawah") >= _number(row, "batas_atas"),
                _("batas bawah tidak di bawah batas atas"),
            ),
        ]
        found += [f"{code}: {sentence}" for wrong, sentence in told if wrong]
    if found:
        return found
    return _deep_faults(rows)


def _is_direction(row: Mapping[Any, Any], aggregate: bool) -> bool:
    direction = _number(row, "arah")
    return direction == 1 or (np.isnan(direction) if aggregate else direction == -1)


def _deep_faults(rows: list[dict[Any, Any]]) -> list[str]:
    """Tell what only the whole tree shows: circles, unequal depth, weightless families."""
    parent = {_word(row, "kode"): _word(row, "induk") for row in rows}
    for code, above in parent.items():
        seen = {code}
        while above:
            if above in seen:
                return [_("{code}: berputar kembali ke dirinya").format(code=code)]
            seen.add(above)
            above = parent[above]  # noqa: PLW2901 - climbing
    levels = _levels(rows)
    found = [
        _("{code}: cabang ini tidak sedalam saudaranya").format(code=code)
        for code, above in parent.items()
        if above and levels[above] != levels[code] + 1
    ]
    sums = dict.fromkeys(set(parent.values()) - {""}, 0.0)
    for row in rows:
        if _word(row, "induk"):
            sums[_word(row, "induk")] += _number(row, "bobot")
    return found + [
        _("{code}: bobot di bawahnya berjumlah 0").format(code=code)
        for code, total in sums.items()
        if total == 0
    ]


def _levels(rows: list[dict[Any, Any]]) -> dict[str, int]:
    below: dict[str, list[str]] = {_word(row, "kode"): [] for row in rows}
    for row in rows:
        if _word(row, "induk"):
            below[_word(row, "induk")].append(_word(row, "kode"))

    def level(code: str) -> int:
        return 1 + max((level(child) for child in below[code]), default=0)

    return {code: level(code) for code in below}


def _repeated(codes: list[str]) -> list[str]:
    return sorted({code for code in codes if codes.count(code) > 1})
