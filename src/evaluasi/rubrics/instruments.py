"""Instruments of sustainability and evaluation as data: scale, domains, rules, each with source.

What no document on file states is written down as unknown with its reason. The wording of items
belongs to the owners of an instrument: a user who holds it loads it from a file of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evaluasi.errors import ParameterError
from evaluasi.rubrics.blocks import Block
from evaluasi.rubrics.parts import CONFIDENCES
from evaluasi.text import _, listing, number

MEANS, FACTORS, WEIGHTED, RATED = (
    "rata-rata ranah",
    "jumlah faktor",
    "jumlah berbobot",
    "peringkat berbukti",
)
WAYS = (MEANS, FACTORS, WEIGHTED, RATED)
"""How an instrument is scored; files of the folder with another word are no instruments."""
LEVELS = ("a", "b", "c", "d")
_ORIGIN = {"sumber", "keyakinan", "catatan"}
_TOP = {"nama", "cara", "mengukur", "sebutan", "hak", "catatan", "sumber", "skala", "belum_ada"}
_TOP |= {"berurut", "aturan", "garis", "acuan", "ranah"}
_DOMAIN = {"kode", "nama", "asli", "kelompok", "butir", "bobot", "tingkat", "keyakinan_tingkat"}
_REFERENCE = ("alfa", "rata", "simpangan", "korelasi")


@dataclass(frozen=True, slots=True)
class Scale:
    """Ends of the scale of an answer; None where not known, and `belum_ada` then says why."""

    minimum: float | None
    maksimum: float | None
    label: tuple[str, ...] = ()
    sumber: tuple[str, ...] = ()
    keyakinan: str = ""
    belum_ada: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule in words, or the meaning of a reference value (`nilai`)."""

    nama: str
    isi: str
    nilai: float | None
    sumber: tuple[str, ...]
    keyakinan: str


@dataclass(frozen=True, slots=True)
class Domain:
    """One domain, factor or criterion.

    Attributes
    ----------
    kode, nama, asli, kelompok : str
        `asli` is the name that its source gives it.
    butir : int
        Number of items; 0 where it is answered as a whole.
    bobot : float or None
    tingkat : mapping of letter to (float, str)
        Value and confidence of each level.
    acuan : mapping of str to float
        Published alfa, rata, simpangan, korelasi; see `Instrument.acuan`.
    sumber : tuple of str
    keyakinan, catatan : str
    """

    kode: str
    nama: str
    asli: str
    kelompok: str
    butir: int
    bobot: float | None
    tingkat: Mapping[str, tuple[float, str]]
    acuan: Mapping[str, float]
    sumber: tuple[str, ...]
    keyakinan: str
    catatan: str

    @property
    def maksimum(self) -> float:
        """Highest value of a factor."""
        return max(value for value, _trust in self.tingkat.values())


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as its sources describe it.

    Attributes
    ----------
    id, nama, cara, mengukur, hak, catatan : str
        `cara` is one of `WAYS`; `hak` says whose it is.
    sebutan : tuple of str
        Names under which tables of answers may hold it.
    skala : Scale
    ranah : tuple of Domain
    berurut : bool
        Whether items are numbered through in the order of the domains.
    aturan, garis : tuple of Statement
        Rules in words; published reference lines.
    acuan : Statement or None
        Where the published values of the domains come from.
    teks : mapping of str to str
        Wording of items by code, from the user's own file; empty as shipped.
    belum_ada : str
        Why the instrument can't be scored; empty where it can.
    sumber : tuple of (str, str)
    """

    id: str
    nama: str
    cara: str
    mengukur: str
    sebutan: tuple[str, ...]
    skala: Scale
    ranah: tuple[Domain, ...]
    berurut: bool
    aturan: tuple[Statement, ...]
    garis: tuple[Statement, ...]
    acuan: Statement | None
    teks: Mapping[str, str]
    hak: str
    catatan: str
    belum_ada: str
    sumber: tuple[tuple[str, str], ...]

    def domain(self, kode: str) -> Domain:
        """Return a domain by its code."""
        return next(one for one in self.ranah if one.kode == kode)

    @property
    def limits(self) -> tuple[float, float]:
        """Lowest and highest answer.

        Raises
        ------
        ParameterError
            Where no document on file states them.
        """
        low, high = self.skala.minimum, self.skala.maksimum
        if low is None or high is None:
            raise ParameterError(
                _("{name}: tidak dapat dihitung.").format(name=self.nama), self.skala.belum_ada
            )
        return low, high

    def is_called(self, word: object) -> bool:
        """Whether a table of answers means this instrument."""
        return folded(word) in {folded(name) for name in (self.id, self.nama, *self.sebutan)}

    def domain_codes(self) -> dict[str, str]:
        """Return the code of each domain by every folded name it goes by."""
        named = {folded(one.kode): one.kode for one in self.ranah}
        for one in self.ranah:
            named |= {folded(one.nama): one.kode, folded(one.asli): one.kode}
        return named

    def citations(self, keys: tuple[str, ...]) -> str:
        """Return the citations of some sources as one text."""
        known = dict(self.sumber)
        return "; ".join(known[key] for key in keys)


def folded(word: object) -> str:
    """Return a name without regard to case, underscores and spaces."""
    return " ".join(str(word).casefold().replace("_", " ").split())


@cache
def available() -> tuple[str, ...]:
    """Return the ids of the instruments that ship."""
    names = sorted(entry.name.removesuffix(".toml") for entry in _folder().iterdir())
    return tuple(name for name in names if raw(name).get("cara") in WAYS)


def load(name: str | Path) -> Instrument:
    """Load an instrument that ships, or one with the user's own wording of its items.

    Parameters
    ----------
    name : str or Path
        An id such as ``psat``, or the path of a TOML file with ``dasar = "psat"`` and a table
        ``[butir]`` from code of item to its text.

    Raises
    ------
    ParameterError
        For an unknown id, and for a file that is missing, malformed, or holds anything else.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        return _worded(Path(name))
    if name not in available():
        raise ParameterError(
            _("Instrumen “{name}” tidak dikenal.").format(name=name),
            _("Pilih salah satu: {known}.").format(known=listing(available())),
        )
    return _shipped(name)


@cache
def raw(name: str) -> dict[str, Any]:
    """Return a file of the folder of instruments as it is."""
    return tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def _folder() -> Any:
    return resources.files("evaluasi.rubrics") / "instrumen"


@cache
def _shipped(name: str) -> Instrument:
    faults: list[str] = []
    content = raw(name)
    made = _build(Block(name, content, frozenset(content.get("sumber", {})), faults), name)
    if faults:
        raise ParameterError(
            _("Berkas instrumen {name} tidak dapat dipakai.").format(name=name),
            _("Perbaiki bagian yang disebut di atas."),
            faults,
        )
    return made


def _worded(path: Path) -> Instrument:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ParameterError(
            _("Berkas instrumen {path} tidak dapat dibaca: {error}.").format(
                path=path, error=error
            ),
            _("Periksa nama berkasnya; isinya harus TOML dengan teks UTF-8."),
        ) from None
    base = load(str(content.get("dasar", "")))
    texts = content.get("butir", {})
    well = isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
    most = sum(one.butir for one in base.ranah)
    if set(content) != {"dasar", "butir"} or not well or len(texts) != most:
        raise ParameterError(
            _("Berkas instrumen {name} tidak dapat dipakai.").format(name=path.name),
            _('Isi hanya dasar = "{base}" dan [butir] dengan {n} teks.').format(
                base=base.id, n=number(most)
            ),
        )
    return replace(base, teks=MappingProxyType(dict(texts)))


def _build(top: Block, name: str) -> Instrument:
    top.refuse_others(_TOP)
    unknown = top.text("belum_ada")
    return Instrument(
        id=name,
        nama=top.text("nama", required=True),
        cara=top.text("cara", required=True),
        mengukur=top.text("mengukur", required=True),
        sebutan=top.texts("sebutan"),
        skala=_scale(top, unknown),
        ranah=tuple(
            _domain(top.within(str(one.get("kode", "?")), one)) for one in top.tables("ranah")
        ),
        berurut=bool(top.flag("berurut")),
        aturan=tuple(_statement(top.within("aturan", one)) for one in top.tables("aturan")),
        garis=tuple(_statement(top.within("garis", one)) for one in top.tables("garis")),
        acuan=_statement(top.within("acuan", top.raw["acuan"])) if "acuan" in top.raw else None,
        teks=MappingProxyType({}),
        hak=top.text("hak"),
        catatan=top.text("catatan"),
        belum_ada=unknown,
        sumber=tuple(sorted(top.raw.get("sumber", {}).items())),
    )


def _scale(top: Block, unknown: str) -> Scale:
    block = top.within("skala", top.raw.get("skala", {"belum_ada": unknown}))
    block.refuse_others({"minimum", "maksimum", "label", "belum_ada", *_ORIGIN})
    if "belum_ada" in block.raw:
        return Scale(None, None, belum_ada=block.text("belum_ada", required=True))
    low, high = block.number("minimum", required=True), block.number("maksimum", required=True)
    if low is not None and high is not None and low >= high:
        block.fault(_("“maksimum” tidak lebih besar daripada “minimum”"))
    sources, confidence = block.origin()
    return Scale(low, high, block.texts("label"), sources, confidence)


def _statement(block: Block) -> Statement:
    block.refuse_others({"nama", "isi", "arti", "nilai", *_ORIGIN})
    sources, confidence = block.origin()
    words = block.text("isi") or block.text("arti", required=True)
    return Statement(block.text("nama"), words, block.number("nilai"), sources, confidence)


def _domain(block: Block) -> Domain:
    block.refuse_others(_DOMAIN | _ORIGIN | {"acuan"})
    sources, confidence = block.origin()
    published = block.within("acuan", block.raw.get("acuan", {}))
    published.refuse_others(_REFERENCE)
    return Domain(
        kode=block.text("kode", required=True),
        nama=block.text("nama", required=True),
        asli=block.text("asli", required=True),
        kelompok=block.text("kelompok"),
        butir=int(block.number("butir") or 0),
        bobot=block.number("bobot"),
        tingkat=_levels(block),
        acuan={key: published.number(key, required=True) or 0.0 for key in published.raw},
        sumber=sources,
        keyakinan=confidence,
        catatan=block.text("catatan"),
    )


def _levels(block: Block) -> Mapping[str, tuple[float, str]]:
    if "tingkat" not in block.raw:
        return {}
    values = block.within("tingkat", block.raw["tingkat"])
    trust = block.within("keyakinan_tingkat", block.raw.get("keyakinan_tingkat", {}))
    for inner in (values, trust):
        if set(inner.raw) != set(LEVELS):
            inner.fault(_("harus memuat tingkat {known}").format(known=", ".join(LEVELS)))
            return {}
    if not all(one in CONFIDENCES for one in trust.raw.values()):
        trust.fault(_("keyakinan harus A, B, atau C"))
    return {one: (values.number(one, required=True) or 0.0, trust.text(one)) for one in LEVELS}
