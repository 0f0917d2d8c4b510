"""A verdict in words on each aggregate, by rules that are stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.scoring.composite.alpha import ACCEPTED, LENIENT, Alphas
from evaluasi.scoring.composite.components import Components
from evaluasi.scoring.composite.correlations import (
    DOUBLED,
    OPPOSED,
    PARENT,
    REDUNDANT,
    SIBLING,
    WEAK,
    Correlations,
)
from evaluasi.scoring.composite.families import children
from evaluasi.scoring.composite.framework import Framework
from evaluasi.text import _, listing, number

CONTRARY, FRAIL, FAIR, COHERENT, UNJUDGED = (
    _("saling bertentangan"),
    _("lemah"),
    _("cukup"),
    _("koheren"),
    _("tidak dapat dinilai"),
)
HANDBOOK = "OECD/JRC (2008), Handbook on Constructing Composite Indicators"


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """One rule of a verdict: the verdict it leads to, when, and where the limit comes from."""

    verdict: str
    rule: str
    source: str


RULES = (
    VerdictRule(UNJUDGED, _("kurang dari dua anggota, atau anggotanya tidak bervariasi"), ""),
    VerdictRule(
        CONTRARY,
        _("alfa di bawah 0, atau ada anggota yang berkorelasi negatif dengan agregatnya"),
        HANDBOOK,
    ),
    VerdictRule(
        FRAIL,
        _("alfa di bawah 0,6, atau ada anggota yang berkorelasi di bawah 0,3 dengan agregatnya"),
        _("{handbook}; batas 0,3: bawaan COINr (plot_corr)").format(handbook=HANDBOOK),
    ),
    VerdictRule(
        FAIR,
        _("alfa di bawah 0,7, atau lebih dari satu komponen bernilai eigen di atas 1"),
        _("{handbook}; 0,7: Nunnally (1978); nilai eigen: Kaiser (1960)").format(handbook=HANDBOOK),
    ),
    VerdictRule(COHERENT, _("tidak satu pun dari aturan di atas"), HANDBOOK),
)
"""From the gravest on: the first that holds is the verdict."""


def rules() -> pd.DataFrame:
    """Return the rules as a table: putusan, aturan, sumber."""
    return pd.DataFrame(
        [(rule.verdict, rule.rule, rule.source) for rule in RULES],
        columns=["putusan", "aturan", "sumber"],
    )


def verdicts(
    framework: Framework,
    alphas: Alphas,
    correlations: Correlations,
    components: Mapping[str, Components],
) -> pd.DataFrame:
    """Judge each aggregate.

    Returns
    -------
    DataFrame
        One row per aggregate: kode, nama, anggota, alfa, korelasi_terendah (of a member with the
        aggregate), komponen_pertama (share of variance), komponen_di_atas_satu, putusan, kalimat.
    """
    alpha = alphas.table[alphas.table["kode"] != ""].set_index("kode")["alfa"]
    names = {node.code: node.name for node in framework.nodes}
    rows = []
    for code, members in children(framework).items():
        pairs = correlations.table
        up = pairs[(pairs["hubungan"] == PARENT) & (pairs["dengan"] == code)]
        among = pairs[(pairs["hubungan"] == SIBLING) & pairs["kode"].isin(members)]
        own = components[code]
        lowest = float(up["korelasi"].min())
        verdict = _verdict(float(alpha[code]), lowest, own)
        rows.append(
            {
                "kode": code,
                "nama": names[code],
                "anggota": len(members),
                "alfa": alpha[code],
                "korelasi_terendah": lowest,
                "komponen_pertama": own.table["bagian"].max(),
                "komponen_di_atas_satu": own.above_one,
                "putusan": verdict,
                "kalimat": " ".join(_sentences(names[code], verdict, alpha[code], up, among)),
            }
        )
    return pd.DataFrame(rows)


def _verdict(alpha: float, lowest: float, components: Components) -> str:
    if np.isnan(alpha) or np.isnan(lowest):
        return UNJUDGED
    if alpha < 0 or lowest < 0:
        return CONTRARY
    if alpha < LENIENT or lowest < WEAK:
        return FRAIL
    return FAIR if alpha < ACCEPTED or components.above_one > 1 else COHERENT


def _sentences(
    name: str, verdict: str, alpha: float, up: pd.DataFrame, among: pd.DataFrame
) -> list[str]:
    told = [_("{name}: {verdict}.").format(name=name, verdict=verdict)]
    if verdict == UNJUDGED:
        return told
    if alpha < 0:
        told.append(
            _("Alfa {alpha}: anggotanya lebih banyak saling berlawanan daripada sejalan.").format(
                alpha=number(alpha, 2)
            )
        )
    against = up[up["korelasi"] < 0]["kode"]
    weak = up[(up["korelasi"] >= 0) & (up["korelasi"] < WEAK)]["kode"]
    twice = _pairs(among[among["tanda"] == DOUBLED])
    opposed = _pairs(among[among["tanda"] == OPPOSED])
    for found, sentence in (
        (against, _("Berlawanan arah dengan agregatnya: {names}.")),
        (weak, _("Hampir tidak ikut menentukan agregatnya: {names}.")),
        (opposed, _("Saling bertentangan: {names}.")),
        (twice, _("Hampir sama isinya (korelasi di atas {limit}): {names}.")),
    ):
        if len(found):
            told.append(sentence.format(names=listing(found), limit=number(REDUNDANT, 2)))
    return told


def _pairs(rows: pd.DataFrame) -> list[str]:
    return [f"{row['kode']}–{row['dengan']}" for row in rows.to_dict("records")]
