"""The rules of the public satisfaction index, read from their file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from evaluasi.rubrics.instruments import folded, raw

RULES = "skm-2017"
_LEAD = re.compile(r"^\s*u?\d{1,2}\s*[.):\-]?\s+|^\s*u?\d{1,2}[.):\-]\s*", re.IGNORECASE)
_JOINING = {"dan", "serta", "&"}


@dataclass(frozen=True)
class IkmRules:
    """Rules of PermenPANRB 14/2017.

    Attributes
    ----------
    low, high, factor : float
        Ends of the answers; what turns a mean into an index.
    rounded_weight : float
        The rounded weight that many offices use instead of 1/9.
    elements : mapping from str to str
        Code of an element to its name, in the order of the regulation.
    classes : tuple
        (code, name, lower limit), best first.
    chi_square : float
        Critical value printed with the table of sample sizes.
    """

    low: float
    high: float
    factor: float
    rounded_weight: float
    elements: dict[str, str]
    classes: tuple[tuple[str, str, float], ...]
    chi_square: float
    _called: dict[str, str]

    def element(self, name: object) -> str:
        """Return the code of the element a survey means; empty where it is none of them."""
        return self._called.get(_plain(name), "")

    def quality(self, index: float) -> tuple[str, str]:
        """Return class and name of an index, decided after rounding to two decimals."""
        shown = rounded(index)
        return next(
            ((code, name) for code, name, start in self.classes if shown >= start), ("", "")
        )


def rounded(index: float) -> float:
    """Round to two decimals, halves up, as the limits of the classes are printed."""
    exact = Decimal(f"{index:.12g}")
    return float(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


@cache
def rules() -> IkmRules:
    """Return the rules that ship."""
    given = raw(RULES)
    called = {
        _plain(word): element["kode"]
        for element in given["unsur"]
        for word in (element["kode"], element["nama"], *element["sebutan"])
    }
    return IkmRules(
        low=given["skala"]["terendah"],
        high=given["skala"]["tertinggi"],
        factor=given["skala"]["pengali"],
        rounded_weight=given["bobot"]["pembulatan"],
        elements={element["kode"]: element["nama"] for element in given["unsur"]},
        classes=tuple((one["kode"], one["nama"], one["mulai"]) for one in given["kelas"]),
        chi_square=given["contoh"]["khi_kuadrat"],
        _called=called,
    )


def _plain(name: object) -> str:
    """Return a name without numbering, signs, and words that only join."""
    words = re.split(r"[^0-9a-z&]+", folded(_LEAD.sub("", str(name))))
    return " ".join(word for word in words if word and word not in _JOINING)
