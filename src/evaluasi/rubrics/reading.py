"""From the text of a rubric file to a `Rubric`, with all faults of the file told at once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from evaluasi.errors import ParameterError
from evaluasi.rubrics import blocks
from evaluasi.rubrics.blocks import Block, Raw
from evaluasi.rubrics.parts import MAX_LEVEL, RULES, SCALES, Indicator, PredicateClass, Rule
from evaluasi.rubrics.rubric import Rubric
from evaluasi.text import _, number

_KEYS = {"nama", "edisi", "skala", "catatan", "sumber", "aturan", "predikat", "prognosis"}
_KEYS |= {"spd", "sid"}
_STEP = 0.01
"""Scores are published with two decimals: the next class starts one step higher."""
_TINY = 1e-9


def parse(text: str, name: str) -> dict[str, Any]:
    """Read TOML, telling in Indonesian where it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ParameterError(
            _("Berkas aturan {name} bukan TOML yang sah: {error}.").format(name=name, error=error),
            _("Perbaiki baris itu; contoh berkas yang sah ada pada docs/metode/iid.md."),
        ) from None


def build(raw: Raw, id_: str, jenis: str) -> Rubric:
    """Build a rubric from the content of its file.

    Parameters
    ----------
    raw : mapping
        Content of the file.
    id_, jenis : str
        Name of the rubric and its kind.

    Raises
    ------
    ParameterError
        Listing every fault of the file.
    """
    faults: list[str] = []
    sources = raw.get("sumber", {})
    top = Block(id_, raw, frozenset(sources), faults)
    top.refuse_others(_KEYS)
    rubric = Rubric(
        id=id_,
        nama=top.text("nama", required=True),
        edisi=top.year("edisi"),
        skala=_scale(top),
        jenis=jenis,
        aturan=_rules(top),
        predikat=tuple(
            blocks.predicate_class(top.within(_title("predikat", entry, "nama"), entry))
            for entry in top.tables("predikat")
        ),
        spd=_indicators(top, "spd"),
        sid=_indicators(top, "sid"),
        prognosis=tuple(
            blocks.outlook(top.within(_title("prognosis", entry, "edisi"), entry))
            for entry in top.tables("prognosis")
        ),
        sumber=tuple(sorted(sources.items())),
        catatan=top.text("catatan"),
    )
    faults += [] if faults else _contradictions(rubric)
    if faults:
        raise ParameterError(
            _("Berkas aturan {name} tidak dapat dipakai.").format(name=id_),
            _("Perbaiki bagian yang disebut di atas."),
            faults,
        )
    return rubric


def _scale(top: Block) -> str:
    scale = top.text("skala", required=True)
    if scale not in SCALES:
        top.fault(_("“skala” harus salah satu dari: {known}").format(known=", ".join(SCALES)))
    return scale


def _rules(top: Block) -> tuple[Rule, ...]:
    given = top.raw.get("aturan", {})
    inner = top.within("aturan", given)
    inner.refuse_others(RULES)
    for nama in RULES:
        if nama not in given:
            inner.fault(_("“{key}” wajib ditulis, walau hanya belum_ada").format(key=nama))
    return tuple(
        blocks.rule(nama, inner.within(nama, given[nama])) for nama in RULES if nama in given
    )


def _indicators(top: Block, aspect: str) -> tuple[Indicator, ...]:
    return tuple(
        blocks.indicator(top.within(_title(aspect, entry, "kode"), entry))
        for entry in top.tables(aspect)
    )


def _title(word: str, entry: Raw, key: str) -> str:
    return f"{word} {entry.get(key, '?')}"


def _contradictions(rubric: Rubric) -> list[str]:
    """Tell where the parts of a well-formed rubric do not agree with each other."""
    found = [
        *_duplicates(rubric),
        *_weights(rubric, "bobot_spd", "maksimum_spd", rubric.spd),
        *_weights(rubric, "bobot_sid", "maksimum_kematangan", rubric.sid),
        *_sum(rubric),
        *_mandatory(rubric),
        *_ladder(rubric),
    ]
    return [f"{rubric.id}: {sentence}" for sentence in found]


def _duplicates(rubric: Rubric) -> Iterable[str]:
    for aspect, rows in (("spd", rubric.spd), ("sid", rubric.sid)):
        for kode, count in Counter(row.kode for row in rows).items():
            if count > 1:
                yield _("{aspect} {kode} tertulis lebih dari sekali").format(
                    aspect=aspect, kode=kode
                )


def _weights(rubric: Rubric, total: str, top: str, rows: tuple[Indicator, ...]) -> Iterable[str]:
    expected, maximum = rubric.rule(total).nilai, rubric.rule(top).nilai
    if expected is None:
        if any(row.bobot is not None for row in rows):
            yield _("ada bobot indikator, tetapi {rule} belum_ada").format(rule=total)
        return
    without = [row.kode for row in rows if row.bobot is None]
    if without:
        yield _("bobot indikator {codes} belum ditulis").format(codes=", ".join(without))
        return
    weight = sum(row.bobot or 0 for row in rows)
    if abs(weight - expected) > _TINY:
        yield _("jumlah bobot {found}, padahal {rule} = {expected}").format(
            found=number(weight), rule=total, expected=number(expected)
        )
    if maximum is not None and abs(MAX_LEVEL * expected - maximum) > _TINY:
        yield _("{top} = {maximum}, padahal 3 × {rule} = {expected}").format(
            top=top, maximum=number(maximum), rule=total, expected=number(MAX_LEVEL * expected)
        )


def _sum(rubric: Rubric) -> Iterable[str]:
    factor, cap = rubric.rule("faktor_jumlah").nilai, rubric.rule("batas_jumlah").nilai
    count = rubric.rule("maksimum_jumlah").nilai
    if (
        factor is not None
        and cap is not None
        and count is not None
        and abs(factor * cap - count) > _TINY
    ):
        yield _("faktor × batas = {found}, padahal maksimum_jumlah = {expected}").format(
            found=number(factor * cap), expected=number(count)
        )
    parts = [rubric.rule(name).nilai for name in ("maksimum_spd", "maksimum_kematangan")]
    total = rubric.rule("maksimum_total").nilai
    known = [part for part in (*parts, count) if part is not None]
    if total is not None and len(known) == len(parts) + 1 and abs(sum(known) - total) > _TINY:
        yield _("jumlah ketiga maksimum {found}, padahal maksimum_total = {expected}").format(
            found=number(sum(known)), expected=number(total)
        )


def _mandatory(rubric: Rubric) -> Iterable[str]:
    expected = rubric.rule("indikator_wajib").nilai
    marked = sum(bool(row.wajib) for row in (*rubric.spd, *rubric.sid))
    if marked != (expected or 0):
        yield _("{found} indikator bertanda wajib, padahal indikator_wajib = {expected}").format(
            found=number(marked), expected=number(expected or 0)
        )


def _ladder(rubric: Rubric) -> Iterable[str]:
    """Classes stand highest first and leave no score between them."""
    for upper, lower in zip(rubric.predikat, rubric.predikat[1:], strict=False):
        fault = _step(upper, lower)
        if fault:
            yield fault


def _step(upper: PredicateClass, lower: PredicateClass) -> str:
    if upper.mulai is None or lower.mulai is None:
        return ""
    if lower.sampai is not None and abs(upper.mulai - lower.sampai - _STEP) < _TINY:
        return ""
    # Unknown classes in between leave room; neighbours must touch.
    return _("predikat {lower} tidak berbatasan dengan {upper}").format(
        lower=lower.nama, upper=upper.nama
    )
