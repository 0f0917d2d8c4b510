"""The kecamatan a report is about: its innovations, award and follow-ups, up to the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi.errors import ParameterError, RegionError
from evaluasi.quality.coverage_offices import Place, folded
from evaluasi.reports.folders import locate
from evaluasi.reports.region.events import SKK
from evaluasi.reports.region.followups import report_day
from evaluasi.reports.region.opening import key_of, opened
from evaluasi.reports.region.subject import PEER_YEAR, PEERS, Subject
from evaluasi.reports.selection import AWARD, KECAMATAN, candidates
from evaluasi.scoring import Peers
from evaluasi.scoring.peers import TRAITS
from evaluasi.sustainability import Register, register, starts_of
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.intake.ids import folded_title
from evaluasi.text import _

TITLE, THEME, COACHING = "judul_inovasi", "tema", "pendampingan"
"""Measures under which `kasus` records what is known of a winner."""


@dataclass(frozen=True, eq=False)
class Kecamatan(Subject):
    """One kecamatan in one dataset; a `Subject` without a group of regions around it.

    Attributes
    ----------
    today : date
        Day of the report.
    """

    today: dt.date = dt.date(1, 1, 1)

    @property
    def home(self) -> str:
        """Name of the kabupaten or kota it lies in."""
        return self.names[self.parent]

    @cached_property
    def innovations(self) -> pd.DataFrame:
        """Its innovations, one row each as their latest edition reports them.

        Those under its own code, those of an office of the kabupaten or kota called like it, and
        those that bear the title with which it won.
        """
        rows = self.data.inovasi
        near = rows[rows["kode"].isin([self.kode, self.parent])]
        place = Place(self.home, str(self.kinds[self.parent]))
        offices = {name: folded(name, place) for name in near["opd"].dropna().unique()}
        titles = {folded_title(title) for title in self.facts_on(TITLE)["teks"].dropna()}
        own = (
            (near["kode"] == self.kode)
            | (near["opd"].map(offices) == folded(self.name, place))
            | near["judul"].map(folded_title).isin(titles)
        )
        latest = near[own].sort_values(["id", "tahun"]).drop_duplicates("id", keep="last")
        return latest.sort_values(["judul", "id"], ignore_index=True)

    @cached_property
    def awards(self) -> pd.DataFrame:
        """Its SKK awards, oldest first; also those of which it is only a candidate."""
        rows = self.data.penghargaan
        meant = rows["kode_kandidat"].fillna("").str.split(";").map(lambda c: self.kode in c)
        own = rows[(rows["ajang"] == AWARD) & ((rows["kode"] == self.kode) | meant)]
        return own.sort_values(["tahun", "nama"], ignore_index=True)

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Dated facts on file about it and its award."""
        rows = self.data.kasus
        own = rows[rows["kode"] == self.kode]
        return own.sort_values(["tahun", "tanggal_mulai", "id"], ignore_index=True)

    def facts_on(self, measure: str) -> pd.DataFrame:
        """Return the facts of one measure about the award."""
        return self.facts[(self.facts["topik"] == SKK) & (self.facts["ukuran"] == measure)]

    @cached_property
    def register(self) -> Register:
        """History of its innovations, also of those never visited."""
        return register(
            self.rows_of("tindak_lanjut"), starts=starts_of(self.all_editions), today=self.today
        )

    @property
    def all_editions(self) -> pd.DataFrame:
        """Its innovations in every edition on file."""
        rows = self.data.inovasi
        return rows[rows["id"].isin(self.innovations["id"])]

    @property
    def several(self) -> bool:
        """Whether rows must say which innovation they are about."""
        return len(self.innovations) > 1

    @property
    def titles(self) -> pd.Series:
        """Title of each innovation, index id."""
        titles: pd.Series = self.innovations.set_index("id")["judul"]
        return titles

    def rows_of(self, table: str) -> pd.DataFrame:
        """Return the kecamatan's rows of a table."""
        return self.innovations if table == "inovasi" else super().rows_of(table)

    def unclear(self, row: pd.Series) -> str:
        """Say of an award whose name fits several kecamatan which ones; empty where it is clear."""
        if pd.notna(row["kode"]):
            return ""
        return _("nama bermakna ganda: {which}").format(
            which=candidates(self.data, row["kode_kandidat"])
        )


def open_kecamatan(
    data: str | Path | Dataset, wilayah: str, tahun: int | None = None, tanggal: str = ""
) -> Kecamatan:
    """Open the dataset and find the kecamatan in it.

    Parameters
    ----------
    data : path or Dataset
        Folder of the dataset, as given or inside the project folder.
    wilayah : str
        Code, or a name that fits one kecamatan only.
    tahun : int, optional
        Reporting year; by default the latest of the dataset.
    tanggal : str, optional
        Day of the report (ISO); the end of the reporting year where that is earlier, and by
        default.

    Raises
    ------
    RegionError
        When the kecamatan is unknown, ambiguous, or not on file.
    ParameterError
        When the dataset holds nothing dated, or nothing up to that year.
    """
    key = None if isinstance(data, Dataset) else key_of(locate(data))
    whole = data if isinstance(data, Dataset) else opened(key) if key else None
    assert whole is not None  # one of the two
    row = _row(whole, wilayah)
    if whole.years is None:
        raise ParameterError(
            _("Dataset {title} tidak memuat baris bertahun.").format(title=whole.title),
            _("Isi paling sedikit satu tabel yang punya kolom tahun, misalnya penghargaan."),
        )
    year = whole.years[1] if tahun is None else tahun
    if tahun is not None:
        whole = whole.upto(tahun) if key is None else opened(replace(key, year=tahun))
    kode = str(row["kode"])
    return Kecamatan(
        data=whole,
        kode=kode,
        name=_("Kecamatan {name}").format(name=row["nama"]),
        kind=KECAMATAN,
        parent=str(row["induk"]),
        year=year,
        group=(),
        traits=pd.DataFrame(columns=list(TRAITS)),
        peers=Peers(kode, PEER_YEAR, PEERS, 0, pd.DataFrame({"kode": []}), _("satu kecamatan")),
        key=key,
        today=report_day(year, tahun, tanggal),
    )


def _row(data: Dataset, wilayah: str) -> pd.Series:
    listed = data.wilayah
    known = (listed["kode"] == wilayah).any()
    kode = wilayah if known else regions.resolve(wilayah, levels=(KECAMATAN,))
    rows = listed[(listed["kode"] == kode) & (listed["tingkat"] == KECAMATAN)]
    if rows.empty:
        raise RegionError(
            _("Kecamatan {kode} tidak dapat dilaporkan dari dataset {title}.").format(
                kode=kode, title=data.title
            ),
            _("Laporan ini untuk kecamatan yang ada pada tabel wilayahnya."),
        )
    return rows.iloc[0]
