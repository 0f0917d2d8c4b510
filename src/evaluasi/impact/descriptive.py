"""What an outcome did after an award, beside regions of the same type: a description, no effect.

An award recognises innovations that are older than itself, regions are not drawn by lot, and
most lists of winners are incomplete. So nothing here is an estimate of an effect: there is no
test and no probability, only one region's change set within the spread of the same change
elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluasi.text import _, number, signed

MIN_FOR_QUARTILES = 5
"""Below this number of regions a quartile is just one of the values."""

DECIMALS = 6
"""Published values have few decimals; what floats add beyond six is noise."""

NO_VALUE = float("nan")

COLUMNS = (
    "tahun_penghargaan",
    "tahun_dasar",
    "tahun_akhir",
    "nilai_dasar",
    "nilai_akhir",
    "perubahan",
    "n",
    "minimum",
    "kuartil_1",
    "median",
    "kuartil_3",
    "maksimum",
    "letak",
    "n_tercatat",
    "n_tidak_tercatat",
    "median_tidak_tercatat",
    "peringatan",
)

CAUTIONS = ("dasar_terpapar", "penghargaan_lain", "acuan_berbeda", "belum_ada_nilai")


def caution(key: str) -> str:
    """Return the sentence part behind a key of `CAUTIONS`."""
    return {
        "dasar_terpapar": _("nilai awal diukur sesudah penghargaan sebelumnya"),
        "penghargaan_lain": _("ada penghargaan lain di dalam rentang ini"),
        "acuan_berbeda": _("bulan acuan kedua nilai berbeda"),
        "belum_ada_nilai": _("nilai yang diperlukan belum ada data"),
    }[key]


@dataclass(frozen=True)
class AwardComparison:
    """Changes of one region after each award, beside regions of the same type.

    Attributes
    ----------
    kode : str
        The region.
    kind : str
        Its type; the regions compared share it.
    table : DataFrame
        One row per award year and later year, columns `COLUMNS`. `perubahan` and the spread are
        in the outcome's unit. The spread (n, minimum … maksimum) is that of all regions of the
        type, this one included, as in the rest of a report; the last counts and median are of
        the other regions, by whether an award up to then is on file. `peringatan` is a tuple
        of keys of `CAUTIONS`.
    reason : str
        Why there is no table; empty otherwise.
    """

    kode: str
    kind: str
    table: pd.DataFrame
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of changes."""
        return self.table.copy()

    def first_exposed(self) -> pd.DataFrame:
        """Rows of the first exposed value only: one row per award year."""
        return self.table.groupby("tahun_penghargaan").head(1).reset_index(drop=True)

    def summary(self) -> str:
        """Say in Indonesian what changed up to the first exposed value of each award."""
        if self.reason:
            return self.reason
        line = _("{award}: {base} ke {end} {change} (median {median}, n = {n})")
        rows = self.first_exposed().to_dict("records")
        return "\n".join(
            line.format(
                award=row["tahun_penghargaan"],
                base=row["tahun_dasar"],
                end=row["tahun_akhir"],
                change=signed(row["perubahan"], 2),
                median=number(row["median"], 2),
                n=row["n"],
            )
            for row in rows
        )


def award_comparison(
    outcome: pd.DataFrame,
    kinds: pd.Series[str],
    awards: pd.DataFrame,
    kode: str,
    *,
    reference: Mapping[int, str] | None = None,
    called: str = "",
) -> AwardComparison:
    """Set the change of one region after each award beside the same change elsewhere.

    The award of year *t* is announced in December; an outcome measured in March is therefore
    unexposed in *t* and first exposed in *t* + 1. Each change runs from the value of *t* to the
    value of a later year; both years are the same for every region, so whatever moved all
    regions alike moves the median too.

    Parameters
    ----------
    outcome : DataFrame
        Index kode, columns tahun (int), values in the outcome's unit; NaN where there is no
        value or where it must not enter a trend.
    kinds : Series
        Type of each region (kabupaten, kota), index kode.
    awards : DataFrame
        Columns kode, tahun: one row per award on file. A region without a row is one whose
        award is not on file; it may well have had one.
    kode : str
        The region.
    reference : mapping from int to str, optional
        Reference month of each year's values; a change between different months is flagged,
        where both are on file.
    called : str
        How the outcome is named within a sentence.

    Returns
    -------
    AwardComparison
        With a reason instead of rows where nothing can be compared.
    """
    kind = str(kinds.get(kode, ""))
    own: dict[int, float] = {}
    if kode in outcome.index:
        values = outcome.T[kode].dropna()
        own = {int(year): float(values[year]) for year in values.index}
    years = sorted({int(t) for t in awards.loc[awards["kode"] == kode, "tahun"]})
    reason = _why_not(kind, own, years, called or _("capaian"))
    if reason:
        return AwardComparison(kode, kind, pd.DataFrame(columns=list(COLUMNS)), reason)

    alike = outcome[kinds.reindex(outcome.index) == kind]
    last = max(own)
    rows = []
    for award in years:
        for end in range(award + 1, max(last, award + 1) + 1):
            row = _change(kode, own, alike, awards, award, end)
            found = _cautions(award, end, row["perubahan"], years, reference or {})
            rows.append(row | {"peringatan": found})
    return AwardComparison(kode, kind, pd.DataFrame(rows, columns=list(COLUMNS)))


def _why_not(kind: str, own: Mapping[int, float], years: list[int], called: str) -> str:
    if kind not in ("kabupaten", "kota"):
        return _("Perbandingan ini hanya untuk kabupaten dan kota.")
    if not own:
        return _("Belum ada data {outcome} untuk wilayah ini.").format(outcome=called)
    if not years:
        return _(
            "Penghargaan untuk wilayah ini tidak tercatat, jadi belum ada perubahan yang dapat "
            "dibandingkan."
        )
    return ""


def _change(
    kode: str,
    own: Mapping[int, float],
    alike: pd.DataFrame,
    awards: pd.DataFrame,
    award: int,
    end: int,
) -> dict[str, Any]:
    """Return one row of the table: own change, spread of all of the type, place within it."""
    base, value = own.get(award, NO_VALUE), own.get(end, NO_VALUE)
    change = round(value - base, DECIMALS)
    changes = pd.Series(dtype=float)
    if {award, end} <= set(alike.columns):
        changes = (alike[end] - alike[award]).dropna().round(DECIMALS)
    elsewhere = changes.drop(kode, errors="ignore")
    awarded = elsewhere.index.isin(set(awards.loc[awards["tahun"] < end, "kode"]))
    quartiles = len(changes) >= MIN_FOR_QUARTILES
    row: dict[str, Any] = {
        "tahun_penghargaan": award,
        "tahun_dasar": award,
        "tahun_akhir": end,
        "nilai_dasar": base,
        "nilai_akhir": value,
        "perubahan": change,
        "n": len(changes),
        "minimum": changes.min(),
        "kuartil_1": changes.quantile(0.25) if quartiles else NO_VALUE,
        "median": changes.median(),
        "kuartil_3": changes.quantile(0.75) if quartiles else NO_VALUE,
        "maksimum": changes.max(),
        "n_tercatat": int(awarded.sum()),
        "n_tidak_tercatat": int((~awarded).sum()),
        "median_tidak_tercatat": elsewhere[~awarded].median(),
    }
    row["letak"] = _place(change, row)
    return row


def _place(change: float, spread: Mapping[str, float]) -> str:
    """Say where a change lies in the spread; no rank, since sampling errors are not on file."""
    if math.isnan(change) or math.isnan(spread["median"]):
        return ""
    steps = (
        (change < spread["kuartil_1"], _("di bawah kuartil pertama")),
        (change > spread["kuartil_3"], _("di atas kuartil ketiga")),
        (change < spread["median"], _("di bawah median")),
        (change > spread["median"], _("di atas median")),
    )
    return next((name for holds, name in steps if holds), _("sama dengan median"))


def _cautions(
    award: int, end: int, change: float, years: list[int], reference: Mapping[int, str]
) -> tuple[str, ...]:
    found = {
        "dasar_terpapar": any(year < award for year in years),
        "penghargaan_lain": any(award < year < end for year in years),
        "acuan_berbeda": _months_differ(reference.get(award), reference.get(end)),
        "belum_ada_nilai": math.isnan(change),
    }
    return tuple(key for key in CAUTIONS if found[key])


def _months_differ(start: str | None, end: str | None) -> bool:
    """Whether two months are on file and not the same one."""
    return bool(start and end and start != end)
