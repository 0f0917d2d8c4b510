"""What a rubric is made of: rules with source and confidence, or why one is not known.

Words of the data (bobot, level, bukti, …) are those of the rubric files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluasi.text import _

MAX_LEVEL = 3
CONFIDENCES = ("A", "B", "C")
OWN = "aturan pemakai"
"""Mark of a rule that the user supplied, and kind of a rubric that holds one."""
OFFICIAL = "resmi"
OUTLOOK = "prognosis"
SCALES = ("0-100", "poin")

RULES = (
    "bobot_spd",
    "maksimum_spd",
    "bobot_sid",
    "maksimum_kematangan",
    "lantai_pembagi",
    "faktor_jumlah",
    "batas_jumlah",
    "syarat_pelayanan_dasar",
    "maksimum_jumlah",
    "maksimum_total",
    "indikator_wajib",
)
"""Names of the rules that each edition states, or states as unknown."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One number of the guideline.

    Attributes
    ----------
    nama : str
        Of `RULES`.
    nilai : float or None
        None where the rule is not known; `belum_ada` then says why.
    sumber : tuple of str
        Keys of the rubric's sources.
    keyakinan : str
        A, B, C or ``aturan pemakai``; empty where the rule is not known.
    belum_ada, catatan : str
    """

    nama: str
    nilai: float | None
    sumber: tuple[str, ...] = ()
    keyakinan: str = ""
    belum_ada: str = ""
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class PredicateClass:
    """A class of the index: scores from `mulai` to `sampai`, both included, as printed.

    `sampai` is None where the scale has no upper end. Both are None where the limits are not
    known; `belum_ada` then says why.
    """

    nama: str
    mulai: float | None
    sampai: float | None
    sumber: tuple[str, ...] = ()
    keyakinan: str = ""
    belum_ada: str = ""
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Edges:
    """Raw values of one level as the guideline prints them, both ends included."""

    dari: float | None = None
    sampai: float | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """One of several ways to reach the level of an indicator; an innovation chooses one."""

    kode: str
    nama: str
    level: tuple[str, ...]
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One scored row of the guideline: score = bobot × level.

    Attributes
    ----------
    kode : str
        Column of table `inovasi` (``i16``) for SID; value of ``kapasitas.indikator`` for SPD.
    nama, variabel : str
        Name and variable group.
    bobot : float or None
        None where only the name is known.
    level : tuple of str
        Labels of levels 1 to 3; empty where there are alternative bases or none is known.
    dasar : tuple of Basis
        Alternative bases.
    ukuran, bukti : str
        What is counted; kind of document asked for. Empty where unknown.
    wajib : bool or None
        Whether mandatory; None where unknown.
    sumber : tuple of str
    keyakinan, keyakinan_bobot : str
        Of the levels, and of the weight.
    catatan : str
    satuan : str
        Unit of the raw value, where classes are printed.
    kelas : tuple of Edges
        Raw values of levels 1 to 3; empty where none are printed.
    """

    kode: str
    nama: str
    variabel: str
    bobot: float | None
    level: tuple[str, ...]
    dasar: tuple[Basis, ...]
    ukuran: str
    bukti: str
    wajib: bool | None
    sumber: tuple[str, ...]
    keyakinan: str
    keyakinan_bobot: str
    catatan: str
    satuan: str
    kelas: tuple[Edges, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Rules announced for a later edition."""

    edisi: int
    lantai_pembagi: float
    syarat_pelayanan_dasar: float
    sumber: tuple[str, ...]
    keyakinan: str


def weakest(confidences: Iterable[str]) -> str:
    """Return the confidence of a number that rests on several rules."""
    order = (*CONFIDENCES, OWN)
    return max((c for c in confidences if c), key=order.index, default="")


def label(nama: str) -> str:
    """Return the words for the name of a rule."""
    return {
        "bobot_spd": _("bobot indikator SPD"),
        "maksimum_spd": _("maksimum skor SPD"),
        "bobot_sid": _("bobot indikator SID"),
        "maksimum_kematangan": _("maksimum kematangan satu inovasi"),
        "lantai_pembagi": _("lantai pembagi"),
        "faktor_jumlah": _("faktor skor jumlah inovasi"),
        "batas_jumlah": _("batas jumlah inovasi yang dihitung"),
        "syarat_pelayanan_dasar": _("syarat urusan pelayanan dasar"),
        "maksimum_jumlah": _("maksimum skor jumlah inovasi"),
        "maksimum_total": _("jumlah nilai tertinggi"),
        "indikator_wajib": _("daftar indikator wajib"),
    }[nama]
