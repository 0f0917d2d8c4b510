"""What an innovation costs per beneficiary, as its office reported budget and beneficiaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.printing import require_columns
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number, rupiah

Floats = npt.NDArray[np.float64]

FAR = 100.0
"""Times the median, up or down, from which a cost is worth asking about: our own limit."""
FEW = 5
"""Fewest costs that make a median to be far from, and quartiles."""
COLUMNS = ("id", "tahun", "anggaran", "penerima", "biaya", "biaya_tetap", "tanda", "kalimat")


@dataclass(frozen=True, eq=False)
class CostPerBeneficiary(Told):
    """Cost per beneficiary of each innovation and edition.

    Attributes
    ----------
    table : DataFrame
        Columns `COLUMNS`: budget (rupiah) and beneficiaries as reported, cost per beneficiary in
        prices of its year and, where a deflator is given, of `base_year`; a mark (code) and what
        it means where something lacks or stands out. Costs that are marked as implausible stay.
    base_year : int or None
    provenance : Provenance or None
    """

    table: pd.DataFrame = field(repr=False)
    base_year: int | None
    provenance: Provenance | None = field(default=None, repr=False)

    @property
    def known(self) -> pd.Series:
        """The costs that could be computed and are not marked, in the prices compared."""
        column = "biaya" if self.base_year is None else "biaya_tetap"
        return self.table.loc[self.table["tanda"] == "", column].dropna()

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table, with its provenance."""
        frame = self.table.copy()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Say in Indonesian what a beneficiary costs in the middle, and what is not known."""
        lines = [self._middle()]
        counts = self.table.loc[self.table["tanda"] != "", "kalimat"].value_counts(sort=False)
        lines += [_("  {n} baris: {why}").format(n=number(n), why=why) for why, n in counts.items()]
        lines.append(
            _(
                "Anggaran dan penerima menurut laporan perangkat daerah; yang murah per penerima "
                "belum tentu yang bermanfaat."
            )
        )
        return "\n".join(lines)

    def _middle(self) -> str:
        known = self.known
        if known.empty:
            return _("Biaya per penerima tidak dapat dihitung untuk satu inovasi pun.")
        prices = (
            _("harga tahun masing-masing")
            if self.base_year is None
            else _("harga tetap {year}").format(year=self.base_year)
        )
        told = _("Biaya per penerima ({prices}), {n} baris: median {median}").format(
            prices=prices, n=number(len(known)), median=rupiah(known.median())
        )
        if len(known) < FEW:
            return told + "."
        return _("{told}; separuh di antara {low} dan {high}.").format(
            told=told, low=rupiah(known.quantile(0.25)), high=rupiah(known.quantile(0.75))
        )


def cost_per_beneficiary(
    innovations: pd.DataFrame,
    *,
    population: Mapping[str, float] | pd.Series | None = None,
    deflator: Mapping[int, float] | pd.Series | None = None,
    base_year: int | None = None,
) -> CostPerBeneficiary:
    r"""Divide the reported budget by the reported beneficiaries.

    In prices of year *b*: :math:`\text{anggaran}_t / \text{penerima} \times D_b / D_t`.

    Parameters
    ----------
    innovations : DataFrame
        Table `inovasi`: id, tahun, kode, anggaran (rupiah), penerima.
    population : mapping from kode, optional
        Inhabitants: more beneficiaries than those are marked.
    deflator : mapping from year, optional
        Price index. Without it nothing is said about real prices.
    base_year : int, optional
        Year of the prices; required with a deflator, and part of it.

    Raises
    ------
    ParameterError
        For columns that lack, and a deflator without its base year.
    """
    require_columns(
        innovations, ("id", "tahun", "kode", "anggaran", "penerima"), _("Tabel inovasi")
    )
    index = _prices(deflator, base_year)
    budget, people = (
        pd.to_numeric(innovations[name], errors="coerce").to_numpy(np.float64, na_value=np.nan)
        for name in ("anggaran", "penerima")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where((budget > 0) & (people > 0), budget / people, np.nan)
    real = cost * innovations["tahun"].map(index).to_numpy(np.float64, na_value=np.nan)
    inhabitants = (
        innovations["kode"].map(population).to_numpy(np.float64, na_value=np.nan)
        if population is not None
        else np.full(len(cost), np.nan)
    )
    mark = _marks(budget, people, cost, inhabitants)
    if deflator is not None:
        mark = np.where((mark == "") & np.isnan(real), "tanpa_deflator", mark)
    table = pd.DataFrame(
        {
            "id": innovations["id"].to_numpy(),
            "tahun": innovations["tahun"].to_numpy(),
            "anggaran": budget,
            "penerima": people,
            "biaya": cost,
            "biaya_tetap": real,
            "tanda": mark,
        }
    )
    table["kalimat"] = table["tanda"].map(_sentences())
    return CostPerBeneficiary(table[list(COLUMNS)], base_year, origin.of(innovations))


def _prices(
    deflator: Mapping[int, float] | pd.Series | None, base_year: int | None
) -> dict[int, float]:
    """Return what turns prices of a year into those of the base year; empty without a deflator."""
    if deflator is None and base_year is None:
        return {}
    given = pd.Series({} if deflator is None else deflator, dtype=np.float64)
    given = given[given > 0]
    known = dict(zip(given.index.astype(int).tolist(), given.tolist(), strict=True))
    if base_year not in known:
        raise ParameterError(
            _("Deflator tidak memuat tahun dasar {year}.").format(year=base_year),
            _("Beri deflator dan base_year bersama-sama; nilai deflator lebih dari nol."),
        )
    return {year: known[base_year] / value for year, value in known.items()}


def _marks(
    budget: Floats, people: Floats, cost: Floats, inhabitants: Floats
) -> npt.NDArray[np.object_]:
    """Return the first mark that holds for each row; empty where none does."""
    plain = cost[np.isfinite(cost)]
    middle = np.median(plain) if len(plain) >= FEW else np.nan
    with np.errstate(invalid="ignore"):
        conditions = {
            "anggaran_kosong": np.isnan(budget),
            "anggaran_nol": budget == 0,
            "anggaran_negatif": budget < 0,
            "penerima_kosong": np.isnan(people),
            "penerima_nol": people == 0,
            "penerima_janggal": (people < 0) | (people % 1 != 0),
            "melebihi_penduduk": people > inhabitants,
            "jauh_dari_median": (cost > FAR * middle) | (cost < middle / FAR),
        }
    return np.select(list(conditions.values()), list(conditions), default="").astype(object)


def _sentences() -> dict[str, str]:
    far = _("biaya per penerima lebih dari {n} kali atau kurang dari 1/{n} median (ambang kami)")
    return {
        "": "",
        "anggaran_kosong": _("anggaran belum ada data"),
        "anggaran_nol": _("anggaran nol: tanpa biaya, atau belum diisi"),
        "anggaran_negatif": _("anggaran negatif"),
        "penerima_kosong": _("penerima belum ada data"),
        "penerima_nol": _("penerima nol"),
        "penerima_janggal": _("penerima bukan bilangan bulat yang tidak negatif"),
        "melebihi_penduduk": _("penerima melebihi penduduk wilayahnya"),
        "jauh_dari_median": far.format(n=number(FAR)),
        "tanpa_deflator": _("deflator tahun ini belum ada data"),
    }
