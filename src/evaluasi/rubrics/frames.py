"""A rubric as tables to show: its indicators, and its rules known or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evaluasi.rubrics.parts import Indicator, PredicateClass, Rule


def indicators(
    spd: Sequence[Indicator], sid: Sequence[Indicator], sources: Mapping[str, str]
) -> pd.DataFrame:
    """Return one row per indicator, SPD first; `sources` maps keys to citations."""
    rows = [_indicator("SPD", entry, sources) for entry in spd]
    rows += [_indicator("SID", entry, sources) for entry in sid]
    return pd.DataFrame(rows)


def rules(
    known: Sequence[Rule], classes: Sequence[PredicateClass], sources: Mapping[str, str]
) -> pd.DataFrame:
    """Return one row per rule and predicate class, known or not."""
    rows = [_rule(entry, sources) for entry in known]
    rows += [_class(entry, sources) for entry in classes]
    return pd.DataFrame(rows)


def _indicator(aspect: str, entry: Indicator, sources: Mapping[str, str]) -> dict[str, object]:
    return {
        "aspek": aspect,
        "kode": entry.kode,
        "nama": entry.nama,
        "variabel": entry.variabel,
        "bobot": entry.bobot,
        **{f"level_{n}": text for n, text in enumerate(_labels(entry), start=1)},
        "ukuran": entry.ukuran,
        "bukti": entry.bukti,
        "wajib": entry.wajib,
        "keyakinan": entry.keyakinan,
        "keyakinan_bobot": entry.keyakinan_bobot,
        "sumber": _cited(entry.sumber, sources),
        "catatan": entry.catatan,
    }


def _labels(entry: Indicator) -> list[str]:
    if not entry.dasar:
        return list(entry.level) or ["", "", ""]
    bases = zip(*(basis.level for basis in entry.dasar), strict=True)
    return [" | ".join(labels) for labels in bases]


def _rule(entry: Rule, sources: Mapping[str, str]) -> dict[str, object]:
    return {
        "aturan": entry.nama,
        "nilai": entry.nilai,
        "mulai": None,
        "sampai": None,
        "keyakinan": entry.keyakinan,
        "sumber": _cited(entry.sumber, sources),
        "belum_ada": entry.belum_ada,
        "catatan": entry.catatan,
    }


def _class(entry: PredicateClass, sources: Mapping[str, str]) -> dict[str, object]:
    return {
        "aturan": f"predikat: {entry.nama}",
        "nilai": None,
        "mulai": entry.mulai,
        "sampai": entry.sampai,
        "keyakinan": entry.keyakinan,
        "sumber": _cited(entry.sumber, sources),
        "belum_ada": entry.belum_ada,
        "catatan": entry.catatan,
    }


def _cited(keys: Sequence[str], sources: Mapping[str, str]) -> str:
    return "; ".join(sources[key] for key in keys)
