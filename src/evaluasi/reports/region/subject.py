"""The region a report is about: its data up to the reporting year, its group, its peers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi.errors import ParameterError, RegionError
from evaluasi.reports.display import escape
from evaluasi.reports.folders import locate
from evaluasi.reports.region.opening import Key, key_of, opened
from evaluasi.reports.selection import REPORTED, SECOND_LEVEL
from evaluasi.scoring import Peers, structural_peers
from evaluasi.scoring.peers import TRAITS
from evaluasi.tables import provenance
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

PEER_YEAR = 2017
"""Base year of the peers: the last one before the first IGA on file (2018), with population and
GRDP per head for all 38 regions of East Java and most others. One fixed year gives a region the
same peers in every reporting year, chosen on traits that no award could have touched."""

PEERS = 5

FOUNDED = dict.fromkeys(("93", "94", "95", "96"), 2022)
"""Provinces younger than the awards: Papua Selatan, Papua Tengah and Papua Pegunungan (Laws 14,
15 and 16 of 2022) and Papua Barat Daya (Law 29 of 2022). Their kabupaten are older."""

PAPUA = ("91", "92", "93", "94", "95", "96")


@dataclass(frozen=True, eq=False)
class Subject:
    """One region in one dataset, seen from one reporting year.

    Attributes
    ----------
    data : Dataset
        Everything up to the reporting year.
    kode, name, kind, parent : str
        Code, name with its type, tingkat, and code of the region above (empty for a province).
    year : int
        The reporting year.
    group : tuple of str
        Kabupaten and kota of the same province, the region included: whom it is seen against.
    traits : DataFrame
        Type, population and GRDP per head of the group in `PEER_YEAR`, index kode. From the whole
        dataset: the base year is fixed, whatever the reporting year.
    peers : Peers
        Found by those traits.
    key : Key, optional
        Of the dataset, where it was opened from a folder: what is the same for several reports
        is computed once by this key.
    """

    data: Dataset
    kode: str
    name: str
    kind: str
    parent: str
    year: int
    group: tuple[str, ...]
    traits: pd.DataFrame
    peers: Peers
    key: Key | None = None

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of every region of the dataset, by code."""
        listed = self.data.wilayah
        return dict(zip(listed["kode"], listed["nama"], strict=True))

    @property
    def members(self) -> tuple[str, ...]:
        """The group, or the region alone where it lies in none (a province)."""
        return self.group if self.kode in self.group else (self.kode,)

    @cached_property
    def alike(self) -> tuple[str, ...]:
        """Regions of the group that are of the same type, the region included."""
        kinds = self.kinds
        return tuple(code for code in self.group if kinds[code] == self.kind)

    @cached_property
    def kinds(self) -> pd.Series[str]:
        """Type of every region of the dataset, index kode."""
        kinds: pd.Series[str] = self.data.wilayah.set_index("kode")["tingkat"]
        return kinds

    @property
    def founded(self) -> int:
        """Year of founding of a province younger than the awards; 0 for all other regions."""
        return FOUNDED.get(self.kode, 0)

    @property
    def in_papua(self) -> bool:
        """Whether the region lies in what were Papua and Papua Barat until 2022."""
        return self.kode.split(".")[0] in PAPUA

    @property
    def said(self) -> str:
        """The name as it stands in a Markdown sentence: names come from the dataset."""
        return escape(self.name)

    @property
    def province(self) -> str:
        """Name of the province the group lies in."""
        return self.names.get(self.parent or self.kode, "")

    @property
    def group_words(self) -> str:
        """How the group is called after a number: "kabupaten/kota di Jawa Timur"."""
        return _("kabupaten/kota di {province}").format(province=self.province)

    def within(self, kode: str) -> bool:
        """Whether a code is the region's own or that of a kecamatan in it."""
        return kode == self.kode or (self.kind in SECOND_LEVEL and kode.startswith(f"{self.kode}."))

    def rows_of(self, table: str) -> pd.DataFrame:
        """Return the region's rows of a table; all rows of one that can't tell its region."""
        rows = self.data.table(table)
        if "kode" in rows:
            return rows[rows["kode"] == self.kode]
        if "id_inovasi" in rows:
            return rows[rows["id_inovasi"].isin(self.rows_of("inovasi")["id"])]
        return rows

    def origin(self, codes: Iterable[object]) -> Provenance:
        """Return the provenance of rows that name these sources."""
        return self.data.provenance.narrowed(str(code) for code in codes)

    def stamped(self, frame: pd.DataFrame, codes: Iterable[object]) -> pd.DataFrame:
        """Write on a frame that its rows come from these sources, and return it."""
        return provenance.stamp(frame, self.origin(codes))

    def publisher(self, source: object) -> str:
        """Return who stands behind a source, for the cell of a table."""
        return self._publishers.get(str(source), str(source))

    @cached_property
    def _publishers(self) -> dict[str, str]:
        return {source.kode: source.penerbit for source in self.data.provenance.sources}


def open_subject(data: str | Path | Dataset, wilayah: str, tahun: int | None = None) -> Subject:
    """Open the dataset and find the region in it.

    Parameters
    ----------
    data : path or Dataset
        Folder of the dataset, as given or inside the project folder.
    wilayah : str
        Code, or a name that fits one region only.
    tahun : int, optional
        Reporting year; by default the latest of the dataset.

    Raises
    ------
    RegionError
        When the region is unknown, ambiguous, or not a province, kabupaten or kota on file.
    ParameterError
        When the dataset holds nothing up to that year, or nothing dated at all.
    """
    if isinstance(data, Dataset):
        key, whole = None, data
    else:
        key = key_of(locate(data))
        whole = opened(key)
    row = _row(whole, wilayah)
    kode, kind = str(row["kode"]), str(row["tingkat"])
    parent = str(row["induk"]) if isinstance(row["induk"], str) else ""
    province = parent if kind in SECOND_LEVEL else kode
    listed = whole.wilayah
    below = listed[(listed["induk"] == province) & listed["tingkat"].isin(SECOND_LEVEL)]
    group = tuple(sorted(below["kode"]))
    traits = _traits(whole, group if kode in group else (*group, kode))
    span = whole.years
    if span is None:
        raise ParameterError(
            _("Dataset {title} tidak memuat baris bertahun.").format(title=whole.title),
            _("Isi paling sedikit satu tabel yang punya kolom tahun, misalnya capaian."),
        )
    return Subject(
        data=_up_to(whole, key, tahun),
        kode=kode,
        name=str(row["nama"]) if kind in SECOND_LEVEL else f"{_('Provinsi')} {row['nama']}",
        kind=kind,
        parent=parent,
        year=span[1] if tahun is None else tahun,
        group=group,
        traits=traits,
        peers=structural_peers(traits, kode, year=PEER_YEAR, k=PEERS),
        key=None if key is None else replace(key, year=tahun),
    )


def _up_to(whole: Dataset, key: Key | None, year: int | None) -> Dataset:
    if year is None:
        return whole
    return whole.upto(year) if key is None else opened(replace(key, year=year))


def _row(data: Dataset, wilayah: str) -> pd.Series:
    listed = data.wilayah
    kode = wilayah if (listed["kode"] == wilayah).any() else regions.resolve(wilayah)
    rows = listed[(listed["kode"] == kode) & listed["tingkat"].isin(REPORTED)]
    if rows.empty:
        raise RegionError(
            _("Wilayah {kode} tidak dapat dilaporkan dari dataset {title}.").format(
                kode=kode, title=data.title
            ),
            _("Laporan ini untuk provinsi, kabupaten, dan kota yang ada pada tabel wilayahnya."),
        )
    return rows.iloc[0]


def _traits(data: Dataset, codes: tuple[str, ...]) -> pd.DataFrame:
    """Return type, population and GRDP per head of the base year, index kode."""
    kinds = data.wilayah.set_index("kode")["tingkat"].reindex(list(codes))
    series = [data.series(name, codes, [PEER_YEAR]) for name in TRAITS]
    values = {name: found[PEER_YEAR] for name, found in zip(TRAITS, series, strict=True)}
    origins = [found for frame in series if (found := provenance.of(frame)) is not None]
    return provenance.stamp(pd.DataFrame({"tingkat": kinds, **values}), Provenance.merge(*origins))
