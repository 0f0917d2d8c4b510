"""What a chart over years draws of a frame of regions × years."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from evaluasi.figures import groups
from evaluasi.figures.measure import Floats
from evaluasi.figures.roles import Roles
from evaluasi.figures.style import LineStyle
from evaluasi.text import _


@dataclass(frozen=True, eq=False)
class Selection:
    """Lines and the spread of the group.

    Attributes
    ----------
    roles : Roles
    shown, kept : DataFrame, regions × years
        All values, and those that trends may use; each year has its column.
    spread : DataFrame, index year
        Of the kept values, see `groups.spread_of`.
    looks : dict of kode to LineStyle
        The lines in drawing order, the highlighted region last.
    """

    roles: Roles
    shown: pd.DataFrame
    kept: pd.DataFrame
    spread: pd.DataFrame
    looks: dict[str, LineStyle]

    @classmethod
    def of(
        cls, data: pd.DataFrame, roles: Roles, excluded: Collection[tuple[str, int]]
    ) -> Selection:
        """Choose the lines and compute the spread."""
        shown = groups.every_year(data)
        kept = groups.without(shown, excluded)
        return cls(roles, shown, kept, groups.spread_of(kept), roles.looks(shown.index))

    @property
    def years(self) -> tuple[int, int]:
        """First and last year."""
        return int(self.shown.columns[0]), int(self.shown.columns[-1])

    @cached_property
    def own(self) -> pd.Series:
        """Kept values of the highlighted region by year, without gaps."""
        if self.roles.highlight not in self.kept.index:
            return pd.Series(dtype=float)
        return groups.row_of(self.kept, self.roles.highlight).dropna()

    @property
    def remark(self) -> str:
        """Why the highlighted region has no line; empty where it has one."""
        if len(self.own):
            return ""
        said = _("{name}: belum ada data")
        code = self.roles.highlight
        if code in self.shown.index and groups.row_of(self.shown, code).notna().any():
            said = _("{name}: tidak ada data yang dipakai untuk tren")
        return said.format(name=self.roles.own_name)

    @cached_property
    def focus(self) -> Floats:
        """All finite numbers of the lines and the median."""
        return self._finite("median")

    @cached_property
    def values(self) -> Floats:
        """All finite numbers of the lines and the range."""
        return self._finite("min", "max")

    def _finite(self, *columns: str) -> Floats:
        lines = self.shown.to_numpy()[self.shown.index.isin(list(self.looks))]
        seen = np.concatenate([lines.ravel(), *(self.spread[name].to_numpy() for name in columns)])
        return np.extract(np.isfinite(seen), seen)

    @property
    def hollow(self) -> bool:
        """Whether any drawn value is shown but not kept."""
        lines = list(self.looks)
        return bool((self.shown.loc[lines].notna() & self.kept.loc[lines].isna()).any(axis=None))

    def table(self, value: str) -> pd.DataFrame:
        """Return the drawn numbers, one per row; ``value`` is the label of their column."""
        records: list[tuple[str, str, int, float, str]] = []
        for code in reversed(self.looks):
            shown, kept = (groups.row_of(frame, code) for frame in (self.shown, self.kept))
            for year, number, used in zip(shown.index, shown, kept.notna(), strict=True):
                remark = "" if used else _("tidak dipakai untuk tren")
                records.append((self.roles.name(code), code, int(year), number, remark))
        counts = [f"{n} {self.roles.group}" for n in self.spread["n"]]
        words = {"median": _("Median"), "min": _("Terendah"), "max": _("Tertinggi")}
        for column, word in words.items():
            numbers = self.spread[column]
            for year, number, remark in zip(numbers.index, numbers, counts, strict=True):
                records.append((word, "", int(year), number, remark))
        columns = [_("Wilayah"), _("Kode"), _("Tahun"), value, _("Keterangan")]
        table = pd.DataFrame(records, columns=columns)
        return table.dropna(subset=[value]).reset_index(drop=True)
