"""What a user chose, and what there is to choose from in a dataset."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

import pandas as pd

from evaluasi import regions as region_list
from evaluasi.errors import ParameterError, RegionError
from evaluasi.reports.selection import REPORTED
from evaluasi.tables import Dataset, series
from evaluasi.tables.series import Series
from evaluasi.text import _, listing

View = Literal["garis", "titik", "petak"]
Group = Literal["sejenis", "seprovinsi", "pembanding", "terpilih"]

VIEWS: dict[View, str] = {
    "garis": _("Garis per tahun"),
    "titik": _("Titik satu tahun"),
    "petak": _("Peta petak satu tahun"),
}
GROUPS: dict[Group, str] = {
    "sejenis": _("Jenis yang sama, satu provinsi"),
    "seprovinsi": _("Semua kabupaten/kota satu provinsi"),
    "pembanding": _("Lima pembanding terdekat"),
    "terpilih": _("Hanya wilayah terpilih"),
}
_NOT_NUMBERS = ("predikat",)
_LAST_YEAR_OF_POINTS = 2020


@dataclass(frozen=True, slots=True)
class Selection:
    """One picture to be made.

    Attributes
    ----------
    indicator : str
        A code of `evaluasi.tables.series.SERIES`.
    regions : tuple of str
        Codes; the first is the one the picture is about, the others are named beside it.
    years : tuple of int
        First and last year; pictures of one year show the last.
    view : {"garis", "titik", "petak"}
    group : {"sejenis", "seprovinsi", "pembanding", "terpilih"}
        Whose median and range the region is seen against.

    Raises
    ------
    ParameterError
        One fault per choice that can't be.
    """

    indicator: str
    regions: tuple[str, ...]
    years: tuple[int, int]
    view: View = "garis"
    group: Group = "sejenis"

    def __post_init__(self) -> None:
        faults = []
        if not self.regions:
            faults.append(_("wilayah: belum ada yang dipilih"))
        if self.years[0] > self.years[1]:
            faults.append(_("tahun: yang pertama melewati yang terakhir"))
        for name, value, known in (
            (_("tampilan"), self.view, get_args(View)),
            (_("kelompok"), self.group, get_args(Group)),
        ):
            if value not in known:
                faults.append(f"{name}: {value!r} {_('bukan salah satu dari')} {listing(known)}")
        if faults:
            raise ParameterError(
                _("Pilihan belum lengkap."), _("Ubah pilihan, lalu coba lagi."), faults
            )

    @property
    def first(self) -> str:
        """Code of the region that the picture is about."""
        return self.regions[0]

    @property
    def shown_years(self) -> range:
        """The years of the picture."""
        start = self.years[0] if self.view == "garis" else self.years[1]
        return range(start, self.years[1] + 1)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the list of indicators: a series, or the stretch of one between two breaks."""

    code: str
    first: int
    last: int

    @property
    def single(self) -> bool:
        """Whether there is one year only."""
        return self.first == self.last

    @property
    def label(self) -> str:
        """Name with unit and years, e.g. "Persentase penduduk miskin (persen), 2010–2025"."""
        chosen = series.get(self.code)
        years = str(self.first) if self.single else f"{self.first}–{self.last}"
        return f"{chosen.nama} ({unit_of(chosen, self.last)}), {years}"


@dataclass(frozen=True)
class Choices:
    """What a dataset offers.

    Attributes
    ----------
    indicators : tuple of Indicator
    regions : DataFrame, index kode
        Columns nama and provinsi (code), of the provinces, kabupaten and kota with any value.
    tiles : DataFrame
        Columns kode, kolom, baris, singkatan; empty where the dataset has no map.
    """

    indicators: tuple[Indicator, ...]
    regions: pd.DataFrame
    tiles: pd.DataFrame = field(repr=False)

    @classmethod
    def of(cls, data: Dataset) -> Choices:
        """Read what the dataset offers."""
        regions = _regions(data)
        tiles = data.petak
        return cls(_indicators(data), regions, tiles[tiles["kode"].isin(regions.index)])

    @property
    def provinces(self) -> dict[str, str]:
        """Code to name of each province that has a region in the list."""
        codes = sorted(set(self.regions["provinsi"]))
        return {code: str(self.regions["nama"].get(code, code)) for code in codes}

    def province_of(self, code: str) -> str:
        """Return the province of a region; empty where it is not in the list."""
        province = str(self.regions.at[code, "provinsi"])
        return province if province in self.provinces else ""

    def within(self, province: str) -> dict[str, str]:
        """Name to code of the regions of one province; of all for an empty code."""
        kept = self.regions
        if province:
            kept = kept[kept["provinsi"] == province]
        return {str(name): str(code) for code, name in kept["nama"].items()}

    def code_of(self, text: str) -> str:
        """Return the code of a region by what a user typed.

        Raises
        ------
        RegionError
            When the name is unknown or ambiguous, or the region has no data here.
        """
        listed = self.within("")
        code = listed.get(text) or (text if text in self.regions.index else "")
        code = code or region_list.resolve(text, levels=("provinsi", "kabupaten", "kota"))
        if code not in self.regions.index:
            raise RegionError(
                _("{name} tidak punya data dalam dataset ini.").format(name=text),
                _("Pilih wilayah dari daftar, atau muat dataset lain."),
            )
        return code

    def start(self, home: str) -> str:
        """Return the first kabupaten or kota of the home province, else the first region."""
        codes = [str(code) for code in self.regions.index]
        return next((code for code in codes if code.startswith(f"{home}.")), codes[0])


def unit_of(chosen: Series, last: int) -> str:
    """Return the unit of a series up to a year; only the IID's depends on it."""
    if chosen.kode != "iid":
        return chosen.satuan
    return _("poin") if last <= _LAST_YEAR_OF_POINTS else _("skala 0-100")


def _indicators(data: Dataset) -> tuple[Indicator, ...]:
    dated = data.capaian[["indikator", "tahun"]]
    scores = data.skor_iid
    scores = scores.loc[scores["skor"].notna(), ["tahun"]].assign(indikator="iid")
    years = pd.concat([dated, scores]).groupby("indikator")["tahun"]
    spans = years.agg(["min", "max"])
    return tuple(
        Indicator(code, first, last)
        for code, known in series.SERIES.items()
        if code in spans.index and code not in _NOT_NUMBERS
        for first, last in _pieces(known, sorted(set(years.get_group(code))))
    )


def _pieces(known: Series, years: list[int]) -> list[tuple[int, int]]:
    """Cut years at the breaks of the series; a stretch without any value is no piece."""
    starts = [years[0], *(gap.end for gap in known.breaks), years[-1] + 1]
    edges = sorted({min(max(start, years[0]), years[-1] + 1) for start in starts})
    kept = ([y for y in years if a <= y < b] for a, b in pairwise(edges))
    return [(int(piece[0]), int(piece[-1])) for piece in kept if piece]


def _regions(data: Dataset) -> pd.DataFrame:
    listed = data.wilayah
    valued = set(data.capaian["kode"]) | set(data.skor_iid["kode"])
    homes = set(listed.loc[listed["kode"].isin(valued), "induk"].dropna())
    kept = listed[listed["tingkat"].isin(REPORTED) & listed["kode"].isin(valued | homes)]
    province = kept["tingkat"] == "provinsi"
    names = kept["nama"].where(~province, _("Provinsi") + " " + kept["nama"])
    parents = kept["induk"].where(~province, kept["kode"])
    frame = pd.DataFrame({"nama": names, "provinsi": parents})
    return frame.set_axis(pd.Index(kept["kode"], name="kode")).sort_index()
