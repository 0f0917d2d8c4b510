"""How strong the evidence is: the Maryland Scientific Methods Scale by written rules."""

from __future__ import annotations

import html
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice
from evaluasi.impact.detectable import DetectableEffect
from evaluasi.impact.grading.facts import CONDITIONS, Facts, facts_of
from evaluasi.impact.grading.sentence import quotable
from evaluasi.impact.results import Result
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number

HIGHEST = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Grade:
    """Strength of evidence for one effect.

    Attributes
    ----------
    level : int
        0 (nothing to grade) to 5 (lottery), whatever the estimate and its p-value.
    name, meaning : str
        The level in words.
    reasons : tuple of str
        What the level rests on: the design, then everything that holds it down.
    improvements : tuple of str
        What would raise it.
    sentence : str
        One to quote, that claims no more than the evidence carries.
    facts : Facts or None
    table : DataFrame
        Rule by rule: aturan, terjadi, paling_tinggi, alasan, dasar.
    provenance : Provenance or None
    """

    level: int
    name: str
    meaning: str
    reasons: tuple[str, ...]
    improvements: tuple[str, ...]
    sentence: str
    facts: Facts | None
    table: pd.DataFrame = field(repr=False)
    provenance: Provenance | None = field(default=None, repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the rules, with their provenance."""
        frame = self.table.copy()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Tell level, reasons, remedies and the sentence in Indonesian."""
        lines = [
            _("Tingkat bukti {level} dari {highest}: {name} ({meaning}).").format(
                level=number(self.level),
                highest=number(HIGHEST),
                name=self.name,
                meaning=self.meaning,
            ),
            *(_("- karena {reason}").format(reason=reason) for reason in self.reasons),
            *(_("+ supaya naik: {remedy}").format(remedy=what) for what in self.improvements),
            self.sentence,
            _("Sumber aturan: {sources}.").format(
                sources=listing(source["nama"] for source in rules()["sumber"])
            ),
        ]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"


@cache
def rules() -> dict[str, Any]:
    """Read the rules: sources, levels, designs and limits."""
    text = (files("evaluasi.impact") / "grade.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def grade(
    result: Result | Facts | None,
    *,
    treatment: str = "perlakuan",
    outcome: str = "capaian",
    unit: str = "",
    inference: Result | None = None,
    pretest: Result | None = None,
    mde: DetectableEffect | None = None,
    assignment: Literal["pilihan", "acak"] = "pilihan",
    baseline: bool = False,
    comparison_certain: bool = True,
) -> Grade:
    """Grade the evidence behind an estimate.

    Sherman et al. (1997), as adapted by the What Works Centre for Local Economic Growth (2016).
    The design sets the highest level, and each limit of `grade.toml` that holds lowers it. The
    level does not depend on the size of the estimate or on its probability; the sentence does.

    Parameters
    ----------
    result : Result, Facts or None
        What was found; facts alone, for a study done elsewhere; None for a refusal.
    treatment, outcome, unit : str
        Words for the sentence.
    inference : Result, optional
        Where the interval of the sentence comes from, such as `randomization_inference`.
    pretest : Result, optional
        Where the test of the time before stands, if not in `result`: an `event_study` beside a
        `did`, or best a `pretrend_power`, which says how weak that test is.
    mde : DetectableEffect, optional
        Minimum detectable effect, told where there is no evidence.
    assignment : {"pilihan", "acak"}
        Whether the treatment was drawn by lot.
    baseline : bool
        For matching and weighting: whether the outcome before is among the covariates.
    comparison_certain : bool
        False where *tidak tercatat* units serve as comparison.

    Returns
    -------
    Grade

    Raises
    ------
    ParameterError
        For a design without a rule.
    """
    choice("assignment", assignment, ("pilihan", "acak"))
    if isinstance(result, Facts) or result is None:
        facts, estimated = result, None
    else:
        estimated = result
        facts = facts_of(
            result,
            inference=inference,
            pretest=pretest,
            drawn_by_lot=assignment == "acak",
            baseline=baseline,
            comparison_certain=comparison_certain,
        )
    table = pd.DataFrame(columns=["aturan", "terjadi", "paling_tinggi", "alasan", "dasar"])
    level = 0
    reasons: tuple[str, ...] = (_("tidak ada taksiran"),)
    improvements: tuple[str, ...] = ()
    if facts is not None:
        table = _checked(facts)
        level = int(table.loc[table["terjadi"], "paling_tinggi"].min())
        reasons, improvements = _told(table, level)
    found = next(step for step in rules()["tingkat"] if step["nilai"] == level)
    held = inference if inference is not None else estimated
    return Grade(
        level=level,
        name=_(found["nama"]),
        meaning=_(found["arti"]),
        reasons=reasons,
        improvements=improvements,
        sentence=quotable(level, reasons, held, treatment, outcome, unit, mde),
        facts=facts,
        table=table,
        provenance=estimated.provenance if estimated is not None else None,
    )


def _checked(facts: Facts) -> pd.DataFrame:
    """Lay out the design's rule and every limit of its family: whether it holds."""
    known = rules()["rancangan"]
    design = next((rule for rule in known if facts.design in rule["kode"]), None)
    if design is None:
        raise ParameterError(
            _("Belum ada aturan tingkat bukti untuk rancangan “{design}”.").format(
                design=facts.design
            ),
            _("Yang dikenal: {known}.").format(
                known=listing(code for rule in known for code in rule["kode"])
            ),
        )
    first = {
        "aturan": facts.design,
        "terjadi": True,
        "paling_tinggi": design["tingkat"],
        "alasan": _("rancangannya paling tinggi tingkat {level}").format(level=design["tingkat"]),
        "perbaikan": "",
        "dasar": design["dasar"],
    }
    limits = [rule for rule in rules()["batas"] if design["keluarga"] in rule["keluarga"]]
    rows = [
        {
            "aturan": rule["kode"],
            "terjadi": CONDITIONS[rule["kode"]](facts),
            "paling_tinggi": rule["paling_tinggi"],
            "alasan": _(rule["alasan"]),
            "perbaikan": _(rule["perbaikan"]),
            "dasar": rule["dasar"],
        }
        for rule in limits
    ]
    return pd.DataFrame([first, *rows])


def _told(table: pd.DataFrame, level: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say what the level rests on and what would raise it; the strictest limits come first."""
    design, limits = table.iloc[0], table.iloc[1:]
    held = limits[limits["terjadi"]].sort_values("paling_tinggi", kind="stable")
    reasons = [str(reason) for reason in held["alasan"]]
    improvements = [str(remedy) for remedy in held["perbaikan"]]
    if level == design["paling_tinggi"] < HIGHEST:
        improvements.append(_("rancangan yang lebih kuat: penerima diundi, atau ambang nilai"))
    return (str(design["alasan"]), *reasons), tuple(improvements)
