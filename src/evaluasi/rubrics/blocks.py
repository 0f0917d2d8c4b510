"""Reading one block of a rubric file: its keys and their kinds, with every fault collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from evaluasi.rubrics.parts import (
    CONFIDENCES,
    MAX_LEVEL,
    OWN,
    Basis,
    Edges,
    Indicator,
    Outlook,
    PredicateClass,
    Rule,
)
from evaluasi.text import _

Raw = Mapping[str, Any]

_GAP = {"belum_ada"}
_ORIGIN = {"sumber", "keyakinan", "catatan"}
_INDICATOR = {"kode", "nama", "variabel", "bobot", "level", "dasar", "ukuran", "bukti", "wajib"}
_INDICATOR |= {"keyakinan_bobot", "satuan", "kelas", *_ORIGIN}
_OUTLOOK = {"edisi", "lantai_pembagi", "syarat_pelayanan_dasar", *_ORIGIN}


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the file: where it stands, what it holds, which sources it may name.

    Reading a wrong value adds a sentence to `faults` and goes on, so that one run tells all.
    """

    where: str
    raw: Raw
    sources: frozenset[str]
    faults: list[str]

    def fault(self, sentence: str) -> None:
        """Note a fault of this block."""
        self.faults.append(f"{self.where}: {sentence}")

    def within(self, where: str, raw: Raw) -> Block:
        """Return a block inside this one."""
        return Block(f"{self.where}, {where}", raw, self.sources, self.faults)

    def refuse_others(self, known: Iterable[str]) -> None:
        """Note each key that is not known: a misspelt rule must not pass for an absent one."""
        for key in sorted(set(self.raw) - set(known)):
            self.fault(_("kunci “{key}” tidak dikenal").format(key=key))

    def text(self, key: str, *, required: bool = False) -> str:
        """Read a text; empty where absent."""
        value = self.raw.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.fault(_("“{key}” harus berupa teks").format(key=key))
            return ""
        return value

    def number(self, key: str, *, required: bool = False) -> float | None:
        """Read a number; None where absent."""
        value = self.raw.get(key)
        if value is None and not required:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.fault(_("“{key}” harus berupa bilangan").format(key=key))
            return None
        return value

    def year(self, key: str) -> int:
        """Read a year."""
        value = self.raw.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(_("“{key}” harus berupa tahun").format(key=key))
            return 0
        return value

    def flag(self, key: str) -> bool | None:
        """Read true or false; None where absent."""
        value = self.raw.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(_("“{key}” harus true atau false").format(key=key))
            return None
        return value

    def texts(self, key: str, length: int | None = None) -> tuple[str, ...]:
        """Read a list of texts, of a fixed length if one is given; empty where absent."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(_("“{key}” harus berupa daftar teks").format(key=key))
            return ()
        if value and length is not None and len(value) != length:
            self.fault(_("“{key}” harus memuat {n} butir").format(key=key, n=length))
            return ()
        return tuple(value)

    def tables(self, key: str) -> list[Raw]:
        """Read a list of tables; empty where absent."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(_("“{key}” harus berupa daftar tabel").format(key=key))
            return []
        return value

    def origin(self) -> tuple[tuple[str, ...], str]:
        """Return sources and confidence: a known value always has both."""
        keys = self.texts("sumber")
        if not keys or not all(key.strip() for key in keys):
            self.fault(_("“sumber” wajib diisi"))
        for key in keys:
            if key not in self.sources:
                self.fault(_("sumber “{key}” tidak ada pada [sumber]").format(key=key))
        return keys, self.confidence("keyakinan")

    def confidence(self, key: str) -> str:
        """Read A, B or C, or the mark of a rule of the user."""
        value = self.text(key)
        if value not in (*CONFIDENCES, OWN):
            self.fault(_("“{key}” harus A, B, atau C").format(key=key))
        return value


def rule(nama: str, block: Block) -> Rule:
    """Read one rule: a value with its origin, or the reason why there is none."""
    block.refuse_others({"nilai", *_ORIGIN, *_GAP})
    if "belum_ada" in block.raw:
        if "nilai" in block.raw:
            block.fault(_("“nilai” dan “belum_ada” tidak boleh bersama"))
        return Rule(nama, None, belum_ada=block.text("belum_ada", required=True))
    value = block.number("nilai", required=True)
    if value is not None and value <= 0:
        block.fault(_("“nilai” harus lebih dari 0"))
    sources, confidence = block.origin()
    return Rule(nama, value, sources, confidence, catatan=block.text("catatan"))


def predicate_class(block: Block) -> PredicateClass:
    """Read one class of the index: its limits with their origin, or why they are not known."""
    block.refuse_others({"nama", "mulai", "sampai", *_ORIGIN, *_GAP})
    nama = block.text("nama", required=True)
    if "belum_ada" in block.raw:
        if {"mulai", "sampai"} & set(block.raw):
            block.fault(_("batas dan “belum_ada” tidak boleh bersama"))
        return PredicateClass(nama, None, None, belum_ada=block.text("belum_ada", required=True))
    start, end = block.number("mulai", required=True), block.number("sampai")
    if start is not None and end is not None and end < start:
        block.fault(_("“sampai” lebih kecil daripada “mulai”"))
    sources, confidence = block.origin()
    return PredicateClass(nama, start, end, sources, confidence, catatan=block.text("catatan"))


def indicator(block: Block) -> Indicator:
    """Read one indicator with its levels, or its bases."""
    block.refuse_others(_INDICATOR)
    sources, confidence = block.origin()
    weight = block.number("bobot")
    if weight is not None and weight <= 0:
        block.fault(_("“bobot” harus lebih dari 0"))
    bases = tuple(
        _basis(block.within(f"dasar {raw.get('kode', '?')}", raw)) for raw in block.tables("dasar")
    )
    levels = block.texts("level", MAX_LEVEL)
    if levels and bases:
        block.fault(_("“level” dan “dasar” tidak boleh bersama"))
    return Indicator(
        kode=block.text("kode", required=True),
        nama=block.text("nama", required=True),
        variabel=block.text("variabel"),
        bobot=weight,
        level=levels,
        dasar=bases,
        ukuran=block.text("ukuran"),
        bukti=block.text("bukti"),
        wajib=block.flag("wajib"),
        sumber=sources,
        keyakinan=confidence,
        keyakinan_bobot=_weight_confidence(block, confidence),
        catatan=block.text("catatan"),
        satuan=block.text("satuan"),
        kelas=_edges(block),
    )


def outlook(block: Block) -> Outlook:
    """Read what is announced for a later edition."""
    block.refuse_others(_OUTLOOK)
    sources, confidence = block.origin()
    return Outlook(
        edisi=block.year("edisi"),
        lantai_pembagi=block.number("lantai_pembagi", required=True) or 0,
        syarat_pelayanan_dasar=block.number("syarat_pelayanan_dasar", required=True) or 0,
        sumber=sources,
        keyakinan=confidence,
    )


def _weight_confidence(block: Block, levels: str) -> str:
    if "bobot" not in block.raw:
        return ""
    return block.confidence("keyakinan_bobot") if "keyakinan_bobot" in block.raw else levels


def _basis(block: Block) -> Basis:
    block.refuse_others({"kode", "nama", "level", "catatan"})
    levels = block.texts("level", MAX_LEVEL)
    if not levels:
        block.fault(_("“level” wajib diisi"))
    return Basis(
        block.text("kode", required=True),
        block.text("nama", required=True),
        levels,
        block.text("catatan"),
    )


def _edges(block: Block) -> tuple[Edges, ...]:
    classes = block.tables("kelas")
    if classes and len(classes) != MAX_LEVEL:
        block.fault(_("“kelas” harus memuat {n} butir").format(n=MAX_LEVEL))
    edges = []
    for level, raw in enumerate(classes, start=1):
        inner = block.within(f"kelas {level}", raw)
        inner.refuse_others({"dari", "sampai"})
        start, end = inner.number("dari"), inner.number("sampai")
        if start is None and end is None:
            inner.fault(_("isi “dari”, “sampai”, atau keduanya"))
        if start is not None and end is not None and end < start:
            inner.fault(_("“sampai” lebih kecil daripada “dari”"))
        edges.append(Edges(start, end))
    return tuple(edges)
