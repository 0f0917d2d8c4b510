"""Which edition and region a question is about, and tables with every column they may need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.scoring.iid_levels import require_columns
from evaluasi.tables import schemas, validate
from evaluasi.text import _


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about; None asks about all.

    Attributes
    ----------
    edition : int or None
        Cases that touch this edition; other editions still serve to compare.
    region : str or None
        Kemendagri code; cases of that region and of what lies in it. Other regions still serve
        to compare.
    """

    edition: int | None = None
    region: str | None = None

    def covers(self, codes: pd.Series) -> pd.Series:
        """Tell for each code whether it lies in the region."""
        if self.region is None:
            return pd.Series(True, codes.index)
        inside = codes.str.startswith(f"{self.region}.").fillna(False).astype(bool)
        return inside | (codes == self.region).fillna(False).astype(bool)

    def in_edition(self, years: pd.Series) -> pd.Series:
        """Tell for each year whether it is the edition."""
        return pd.Series(True, years.index) if self.edition is None else years == self.edition

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of the edition and region; columns tahun and kode."""
        return frame[self.in_edition(frame["tahun"]) & self.covers(frame["kode"])]

    def touches(self, editions: Iterable[int]) -> bool:
        """Tell whether a case that spans editions touches the one asked about."""
        return self.edition is None or self.edition in set(editions)


ALL = Scope()


def completed(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return a table with all columns of its schema; those not given are empty.

    Raises
    ------
    ParameterError
        Where a column of its key is missing, or where a row lacks an edition.
    """
    schema = schemas.get(table)
    needed = [*schema.primary_key, *(["kode", "judul"] if table == "inovasi" else [])]
    require_columns(frame, dict.fromkeys(needed), table)
    if frame["tahun"].isna().any():
        raise ParameterError(
            _("Tabel {table} memuat baris tanpa tahun edisi.").format(table=table),
            _("Isi kolom tahun dengan edisi IID."),
        )
    empty = validate.empty(schema)
    added = {name: empty[name] for name in schema.columns if name not in frame.columns}
    whole = frame.assign(**{name: cells.reindex(frame.index) for name, cells in added.items()})
    whole.attrs = dict(frame.attrs)
    return whole


def with_place(frame: pd.DataFrame, inovasi: pd.DataFrame) -> pd.DataFrame:
    """Add kode, judul and opd of the innovation to rows with id_inovasi and tahun.

    Rows of innovations that are not in the table get missing values.
    """
    place = inovasi.drop_duplicates(["id", "tahun"])[["id", "tahun", "kode", "judul", "opd"]]
    place = place.rename(columns={"id": "id_inovasi"})
    joined = frame.merge(place, how="left", on=["id_inovasi", "tahun"], validate="many_to_one")
    joined.attrs = dict(frame.attrs)
    return joined


def by_edition(frame: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    """Yield the rows of each edition, the first one first."""
    for edition, rows in frame.groupby("tahun"):
        yield cast(int, edition), rows


def by_region_and_edition(frame: pd.DataFrame) -> Iterator[tuple[str, int, pd.DataFrame]]:
    """Yield the rows of each region in each edition."""
    for key, rows in frame.groupby(["kode", "tahun"]):
        kode, edition = cast(tuple[str, int], key)
        yield kode, edition, rows


def listed(items: Iterable[object], most: int = 8) -> str:
    """Join items with semicolons, the first few, and count the rest."""
    words = [str(item) for item in dict.fromkeys(items)]
    rest = len(words) - most
    shown = "; ".join(words[:most])
    return _("{shown}; dan {n} lagi").format(shown=shown, n=rest) if rest > 0 else shown


def span(years: Iterable[int]) -> str:
    """Write editions: 2024, 2025."""
    return ", ".join(str(year) for year in sorted(set(years)))
