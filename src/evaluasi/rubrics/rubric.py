"""The rules of one edition: what is known of them, and what can be computed from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evaluasi.errors import ParameterError
from evaluasi.rubrics.parts import (
    OUTLOOK,
    RULES,
    Indicator,
    Outlook,
    PredicateClass,
    Rule,
    label,
)
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rubric:
    """The rules of one edition of the Indeks Inovasi Daerah.

    Attributes
    ----------
    id, nama : str
        ``iid-2026``; full name.
    edisi : int
    skala : str
        ``0-100``, or ``poin`` (no upper end).
    jenis : str
        ``resmi``; ``aturan pemakai`` where a rule is the user's; ``prognosis`` where one is
        announced for later.
    aturan : tuple of Rule
    predikat : tuple of PredicateClass
        Highest first.
    spd, sid : tuple of Indicator
        Empty where no table is known.
    prognosis : tuple of Outlook
    sumber : tuple of (str, str)
        Key and citation.
    catatan : str
    """

    id: str
    nama: str
    edisi: int
    skala: str
    jenis: str
    aturan: tuple[Rule, ...]
    predikat: tuple[PredicateClass, ...]
    spd: tuple[Indicator, ...]
    sid: tuple[Indicator, ...]
    prognosis: tuple[Outlook, ...]
    sumber: tuple[tuple[str, str], ...]
    catatan: str

    def rule(self, nama: str) -> Rule:
        """Return a rule by its name."""
        return next(rule for rule in self.aturan if rule.nama == nama)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the levels of an innovation; none where the table is not known."""
        return tuple(indicator.kode for indicator in self.sid)

    @property
    def max_maturity(self) -> float | None:
        """Highest maturity of one innovation: 111, or 150 in 2021; None where not known."""
        return self.rule("maksimum_kematangan").nilai

    def missing(self, names: Iterable[str] = RULES) -> tuple[Rule, ...]:
        """Return those of the named rules that are not known."""
        return tuple(rule for rule in map(self.rule, names) if rule.nilai is None)

    def citations(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the citations of some sources."""
        known = dict(self.sumber)
        return tuple(known[key] for key in keys)

    def projected(self, edisi: int) -> Rubric:
        """Return these rules with the divisor floor and condition announced for `edisi`.

        Raises
        ------
        ParameterError
            Where nothing is announced for that edition.
        """
        announced = {outlook.edisi: outlook for outlook in self.prognosis}
        if edisi not in announced:
            raise ParameterError(
                _("Untuk edisi {year} tidak ada aturan yang diumumkan pada {rubric}.").format(
                    year=edisi, rubric=self.id
                ),
                _("Pilih salah satu: {years}.").format(years=listing(announced)),
            )
        outlook = announced[edisi]
        return replace(
            self,
            nama=_("{name}, prognosis {year}").format(name=self.nama, year=edisi),
            jenis=OUTLOOK,
            aturan=tuple(_announced(rule, outlook) for rule in self.aturan),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row per indicator, SPD first."""
        from evaluasi.rubrics.frames import indicators

        return indicators(self.spd, self.sid, dict(self.sumber))

    def rules_to_frame(self) -> pd.DataFrame:
        """Return one row per rule and predicate class, known or not."""
        from evaluasi.rubrics.frames import rules

        return rules(self.aturan, self.predikat, dict(self.sumber))

    def summary(self) -> str:
        """Say in Indonesian what these rules can compute, and what they cannot and why."""
        unknown = self.missing()
        lines = [
            _("{name} ({kind}): {known} dari {all} aturan diketahui.").format(
                name=self.nama,
                kind=self.jenis,
                known=number(len(self.aturan) - len(unknown)),
                all=number(len(self.aturan)),
            ),
            *(f"- {label(rule.nama)}: {rule.belum_ada}" for rule in unknown),
            *(f"- {_('predikat')} {c.nama}: {c.belum_ada}" for c in self.predikat if c.belum_ada),
        ]
        return "\n".join(lines)


def _announced(rule: Rule, outlook: Outlook) -> Rule:
    if rule.nama not in ("lantai_pembagi", "syarat_pelayanan_dasar"):
        return rule
    told = _("diumumkan untuk edisi {year}").format(year=outlook.edisi)
    value = getattr(outlook, rule.nama)
    return Rule(rule.nama, value, outlook.sumber, outlook.keyakinan, catatan=told)
