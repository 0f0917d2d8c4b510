"""A dataset: typed tables that know where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from evaluasi.errors import DatasetError, ParameterError, RegionError
from evaluasi.tables import awards, provenance, schemas, wide
from evaluasi.tables import series as catalogue
from evaluasi.tables.descriptor import Completeness
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

_DATED = ("tahun", "bulan", "tanggal")
_IID = {"iid": "skor", "predikat": "predikat"}


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Tables of one folder, read and checked by `evaluasi.load`.

    Each table of `schemas.NAMES` is an attribute: ``ds.capaian``. A table that is not shipped is
    empty, with typed columns. What is handed out is the caller's own: changing it changes
    nothing here.

    Attributes
    ----------
    path : pathlib.Path
        The folder.
    name, title : str
        As the descriptor says.
    kind : str
        ``resmi``, ``publik``, ``simulasi`` or ``pengguna``.
    home : str
        Code of the home province; empty where there is none.
    provenance : Provenance
        Of all tables together.
    fingerprint : str
        SHA-256 over all files, the descriptor included.
    low_confidence : bool
        Whether rows of low confidence are shown.
    unlisted : tuple of str
        CSV files in the folder that the descriptor does not list.
    """

    path: Path
    name: str
    title: str
    kind: str
    home: str
    provenance: Provenance
    fingerprint: str
    low_confidence: bool
    unlisted: tuple[str, ...] = ()
    _tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    _withheld: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    _complete: tuple[Completeness, ...] = ()

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in schemas.NAMES:
            raise AttributeError(name)
        return self.table(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *schemas.NAMES]

    def __repr__(self) -> str:
        return self.summary()

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on files that were edited, on record or not, and on files left unread.

        The provenance carries the former, for they concern the numbers.
        """
        sentence = _(
            "Berkas {file} ada di folder ini, tetapi tidak disebut deskriptor, jadi tidak dibaca"
        )
        unread = tuple(sentence.format(file=name) for name in self.unlisted)
        return self.provenance.changes + unread

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of all dated tables; None where nothing is dated."""
        spans = [years for rows in self._tables.values() if len(years := _years(rows))]
        if not spans:
            return None
        return min(int(years.min()) for years in spans), max(int(years.max()) for years in spans)

    @property
    def hidden(self) -> dict[str, int]:
        """Number of low-confidence rows not shown, per table.

        Rows of `skor_iid` are taken out of the table (`withheld` gives them); rows of `capaian`
        stay in the table and are left out by `series`.
        """
        if self.low_confidence:
            return {}
        counts = {name: len(rows) for name, rows in self._withheld.items()}
        counts["capaian"] = int((self.capaian["keyakinan"] == "rendah").sum())
        return {name: count for name, count in counts.items() if count}

    def has(self, table: str) -> bool:
        """Whether a table is shipped with at least one row."""
        return table in self._tables and len(self._tables[table]) > 0

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its name.

        Raises
        ------
        DatasetError
            For a name that is not a table.
        """
        if name not in schemas.NAMES:
            raise DatasetError(
                _("Tabel “{table}” tidak dikenal.").format(table=name),
                _("Pilih salah satu: {known}.").format(known=", ".join(schemas.NAMES)),
            )
        # Copy-on-write: this copies no values until someone writes.
        return self._tables[name].copy(deep=False)

    def withheld(self, table: str) -> pd.DataFrame:
        """Return the low-confidence rows that were taken out of a table."""
        rows = self._withheld.get(table)
        return self.table(table).iloc[:0] if rows is None else rows.copy(deep=False)

    def upto(self, year: int) -> Dataset:
        """Return the dataset as it stood in a reporting year: rows dated up to it.

        Raises
        ------
        ParameterError
            Where nothing is dated up to that year.
        """
        span = self.years
        if span is None or year < span[0]:
            raise ParameterError(
                _("Dataset {title} tidak memuat data sampai tahun {year}.").format(
                    title=self.title, year=year
                ),
                _("Data paling awal berasal dari tahun {first}.").format(first=span[0])
                if span
                else "",
            )
        return replace(
            self,
            _tables={name: _up_to(rows, year) for name, rows in self._tables.items()},
            _withheld={name: _up_to(rows, year) for name, rows in self._withheld.items()},
        )

    def series(
        self,
        name: str,
        regions: str | Iterable[str] | None = None,
        years: Iterable[int] | None = None,
        *,
        low_confidence: bool | None = None,
        trend: bool = False,
    ) -> pd.DataFrame:
        """Return one series with a row per region and a column per year.

        Parameters
        ----------
        name : str
            A code of `evaluasi.tables.series.SERIES`: an indicator, ``iid`` or ``predikat``.
        regions : str or iterable of str, optional
            Codes, in the order wanted; by default all that have a value.
        years : iterable of int, optional
            Years wanted, for a span a range; by default all from the first to the last on file.
        low_confidence : bool, optional
            Whether cells of low confidence count; by default as the dataset was loaded.
        trend : bool
            Leave out the cells that the catalogue bars from trends.

        Returns
        -------
        pandas.DataFrame, shape (n_regions, n_years)
            Index ``kode``, columns ``tahun``, values in the series' unit (``predikat``: text).
            What is not on file is missing; years without any value keep their column.

        Raises
        ------
        ScaleBreakError
            Where the years lie on both sides of a break, or the name stands for two series.
        ParameterError, RegionError
            For an unknown indicator; for a region that the dataset does not know.
        """
        chosen = catalogue.get(name)
        cells = self._cells(name, self.low_confidence if low_confidence is None else low_confidence)
        asked = _span(cells) if years is None else list(dict.fromkeys(years))
        catalogue.require_one_series([name], asked)
        rows = sorted(set(cells["kode"])) if regions is None else self._known(regions)
        values = wide.spread(cells, rows, asked)
        values = values.astype("str" if name == "predikat" else "float64")
        if trend:
            values = wide.without_excluded(values, chosen)
        used = cells[cells["kode"].isin(rows) & cells["tahun"].isin(asked)]
        origin = self.provenance.narrowed(used["sumber"].value_counts().index)
        return provenance.stamp(values, origin)

    def awards(
        self, kode: str, contest: str = "iga", *, certain_only: bool = False
    ) -> pd.DataFrame:
        """Return the awards of a region that are on file; see `awards.of_region`."""
        (code,) = self._known(kode)
        return awards.of_region(self.penghargaan, code, contest, certain_only=certain_only)

    def award_status(self, kode: str, year: int, contest: str = "iga") -> str:
        """Return ``tercatat``, ``tidak tercatat`` or ``tidak ada``; see `awards.status`."""
        (code,) = self._known(kode)
        regions = self._tables["wilayah"]
        kinds = regions.loc[regions["kode"] == code, "tingkat"]
        region = code, str(kinds.iloc[0]) if len(kinds) else ""
        return awards.status(self.penghargaan, self._complete, region, year, contest)

    def summary(self) -> str:
        """Describe the dataset in a few lines of plain text."""
        span = self.years
        lines = [
            f"{self.title} ({self.kind})" + (f", {span[0]}–{span[1]}" if span else ""),
            *(f"  {name}: {len(self._tables[name])}" for name in schemas.NAMES if self.has(name)),
        ]
        if self.hidden:
            counts = ", ".join(f"{name} {count}" for name, count in self.hidden.items())
            lines.append(_("Keyakinan rendah, tidak ditampilkan: {counts}").format(counts=counts))
        lines += [f"{note}." for note in self.notes]
        return "\n".join(lines)

    def _cells(self, name: str, low_confidence: bool) -> pd.DataFrame:
        if name not in _IID:
            return wide.outcome_cells(self.capaian, name, low_confidence=low_confidence)
        rows = self.skor_iid
        if low_confidence and "skor_iid" in self._withheld:
            rows = pd.concat([rows, self._withheld["skor_iid"]])
        elif not low_confidence:
            rows = rows[rows["keyakinan"] != "rendah"]
        return wide.iid_cells(rows, _IID[name])

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(self._tables["wilayah"]["kode"])

    def _known(self, regions: str | Iterable[str]) -> list[str]:
        """Return the codes asked for, once each, after checking that the dataset lists them."""
        asked = list(dict.fromkeys([regions] if isinstance(regions, str) else regions))
        unknown = [code for code in asked if code not in self._codes]
        if unknown and self.has("wilayah"):
            raise RegionError(
                _("Wilayah {codes} tidak ada dalam dataset {title}.").format(
                    codes=", ".join(unknown), title=self.title
                ),
                _("Periksa kodenya, atau pilih dataset yang memuat wilayah itu."),
            )
        return asked


def _years(rows: pd.DataFrame) -> pd.Series:
    """Return the year of each row; empty where the table is not dated."""
    column = next((name for name in _DATED if name in rows), None)
    if column is None:
        return pd.Series(dtype="int64")
    dates = rows[column].dropna()
    return dates if column == "tahun" else dates.dt.year


def _up_to(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    years = _years(rows)
    if years.empty:
        return rows
    late = years.index[years > year]
    return rows.drop(index=late).reset_index(drop=True)


def _span(cells: pd.DataFrame) -> list[int]:
    years = cells["tahun"]
    return list(range(int(years.min()), int(years.max()) + 1)) if len(years) else []
