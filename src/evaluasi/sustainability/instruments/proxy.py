"""Capacity as far as the IID's own indicators touch it: a proxy, never the instrument itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.errors import ParameterError
from evaluasi.rubrics import Rubric
from evaluasi.sustainability.instruments.proxy_levels import (
    held,
    links_of,
    read_levels,
    share,
    wrong_cells,
)
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

LABEL = "proksi, bukan PSAT"
WHOLE = "kapasitas"


@dataclass(frozen=True)
class ProxyCapacity:
    """Share of the highest levels that touch each domain, per innovation.

    Attributes
    ----------
    table : DataFrame
        id, one column per covered domain (0 to 100 percent of the highest levels), kapasitas (mean
        of the covered domains), kosong (empty cells counted as level 0), alasan (why a row has no
        value; empty otherwise).
    links : DataFrame
        indikator, nama, ranah, eratnya, alasan: why an indicator stands for a domain.
    uncovered : tuple of (str, str)
        Domains that no indicator touches, and why.
    unused : tuple of (str, str)
        Indicators that stand for no domain, and why.
    faults : DataFrame
        id, indikator, nilai, kalimat: cells that are no level; their rows have no value.
    rubric : str
    label : str
    warnings : tuple of str
    reason : str
        Why nothing can be computed; empty otherwise.
    """

    table: pd.DataFrame
    links: pd.DataFrame
    uncovered: tuple[tuple[str, str], ...]
    unused: tuple[tuple[str, str], ...]
    faults: pd.DataFrame
    rubric: str
    label: str
    warnings: tuple[str, ...]
    reason: str

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    @property
    def domains(self) -> dict[str, str]:
        """Name of each covered domain by its code."""
        return dict(zip(self.links["ranah"], self.links["nama_ranah"], strict=True))

    def for_quadrant(self) -> pd.DataFrame:
        """Return id and nilai (0 to 100); a proxy has no interval."""
        made = self.table[["id", WHOLE]].rename(columns={WHOLE: "nilai"})
        return made.reset_index(drop=True)

    def summary(self) -> str:
        """Say in Indonesian what the proxy covers, what it can't, and its weakest domain."""
        head = _("Kapasitas ({label}), {rubric}").format(label=self.label, rubric=self.rubric)
        if self.reason:
            return f"{head}: {self.reason}"
        known = self.table[WHOLE].notna()
        counts = {"n": number(int(known.sum())), "all": number(len(self.table))}
        lines = [_("{head}: {n} dari {all} inovasi bernilai.").format(head=head, **counts)]
        if known.any():
            told = _("{head}: {n} dari {all} inovasi, median {median}% dari level tertinggi.")
            median = number(self.table[WHOLE].median(), 0)
            lines = [told.format(head=head, median=median, **counts)]
            medians = self.table[list(self.domains)].median()
            weakest = str(medians.idxmin())
            lines.append(
                _("Ranah terlemah: {name} (median {value}%).").format(
                    name=self.domains[weakest], value=number(medians[weakest], 0)
                )
            )
        empty = int(self.table.loc[known, "kosong"].sum())
        if empty:
            told = _("{n} sel kosong dihitung sebagai level 0.")
            lines.append(told.format(n=number(empty)))
        lines += [
            _("Tidak tercakup: {name} ({why}).").format(name=name, why=why)
            for name, why in self.uncovered
        ]
        without = int((~known).sum())
        if without:
            lines.append(_("{n} inovasi tanpa nilai; lihat alasannya.").format(n=number(without)))
        return "\n".join([*lines, *self.warnings])

    def plot(self) -> Chart:
        """Draw the median of each domain over the innovations, with their middle half."""
        from evaluasi.figures import Measure
        from evaluasi.figures.interval_rows import interval_rows

        codes = [*self.domains, WHOLE]
        quarters = self.table[codes].astype(float).quantile([0, 0.25, 0.5, 0.75, 1]).T
        quarters.columns = pd.Index(["terendah", "bawah", "nilai", "atas", "tertinggi"])
        names = {**self.domains, WHOLE: _("rata-rata ranah")}
        data = quarters.assign(tebal=quarters.index == WHOLE).rename(index=names)
        known = provenance.of(self.table)
        title = _("Kapasitas ({label}), {n} inovasi").format(
            label=self.label, n=number(int(self.table[WHOLE].notna().sum()))
        )
        return interval_rows(
            data if known is None else provenance.stamp(data, known),
            measure=Measure(title, _("persen dari level tertinggi"), 0, "naik"),
            limits=(0, 100),
            interval=_("Setengah tengah inovasi"),
            spread=_("Terendah sampai tertinggi"),
            point=_("Median"),
        )

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, na_rep="")


def proxy_capacity(levels: pd.DataFrame, rubric: Rubric) -> ProxyCapacity:
    r"""Read the levels of IID indicators as a proxy of the domains of PSAT.

    Domain *d* with indicators :math:`K_d` scores :math:`100 \sum_{k \in K_d} \ell_k / (3 |K_d|)`;
    the whole is the mean of the covered domains. Weights of the IID are not used: they say what
    counts for the index, not what makes innovations last. As in the maturity, an empty cell of a
    row with other levels counts as level 0 and is counted; a row without any level has no value.

    Parameters
    ----------
    levels : DataFrame
        One row per innovation: id (else the index) and columns ``i16`` … ``i35``.
    rubric : Rubric
        Rules of the edition in which the levels were given.

    Raises
    ------
    ParameterError
        For missing columns.

    References
    ----------
    The links are this project's own, each with its reason, in ``proksi-psat.toml``; nobody has
    validated them.
    """
    links, uncovered, unused = links_of(rubric)
    ids = levels["id"] if "id" in levels.columns else pd.Series(levels.index, index=levels.index)
    reason = "" if rubric.sid else _("indikator inovasi edisi ini tidak tercatat.")
    codes = list(dict.fromkeys(links["ranah"]))
    if reason:
        empty = pd.DataFrame({"id": ids, **dict.fromkeys([*codes, WHOLE], np.nan)})
        table = empty.assign(kosong=0, alasan=reason)
        return _made(table, levels, links, (uncovered, unused), wrong_cells([]), rubric, reason)
    values, wrong, faults = read_levels(levels, list(links["indikator"]), ids)
    filled = held(levels, rubric)
    known = filled & ~wrong
    domains = {
        code: np.where(known, share(values[:, (links["ranah"] == code).to_numpy()]), np.nan)
        for code in codes
    }
    table = pd.DataFrame({"id": ids.to_numpy(), **domains})
    table[WHOLE] = table[codes].mean(axis=1)
    table["kosong"] = np.where(known, np.isnan(values).sum(axis=1), 0)
    table["alasan"] = np.select(
        [wrong, ~filled], [_("ada level di luar 0 sampai 3"), _("tidak ada satu level pun")], ""
    )
    return _made(table, levels, links, (uncovered, unused), faults, rubric, "")


def proxy_by_edition(levels: pd.DataFrame) -> ProxyCapacity:
    """Read the levels of each innovation by the rules of its own edition.

    An innovation of an edition whose indicators are not on file has no value, and says so.

    Parameters
    ----------
    levels : DataFrame
        As for `proxy_capacity`, with column ``tahun`` (edition).

    Returns
    -------
    ProxyCapacity
        In the order of the rows; `rubric` names all rules used.

    Raises
    ------
    ParameterError
        For missing columns, or no row at all.
    """
    if "tahun" not in levels.columns or levels.empty:
        raise ParameterError(
            _("Proksi per edisi memerlukan inovasi dengan kolom tahun."),
            _("Tambahkan kolom tahun (edisi), atau sebutkan satu edisi dengan proxy_capacity."),
        )
    years = levels["tahun"].astype(int).to_numpy()
    places = [np.flatnonzero(years == year) for year in np.unique(years)]
    parts = [
        proxy_capacity(levels.iloc[at], _rules(int(year)))
        for at, year in zip(places, np.unique(years), strict=True)
    ]
    known = [one for one in parts if not one.reason]
    order = np.argsort(np.concatenate(places))
    table = pd.concat([one.table for one in parts], ignore_index=True).iloc[order]
    found = replace(
        known[-1] if known else parts[-1],
        table=table.reset_index(drop=True),
        faults=pd.concat([one.faults for one in parts], ignore_index=True),
        rubric=listing(one.rubric for one in known or parts),
        warnings=_several(np.unique(years).tolist()),
    )
    origin = provenance.of(levels)
    if origin is not None:
        provenance.stamp(found.table, origin)
    return found


def _rules(year: int) -> Rubric:
    """Return the rules of an edition; without indicators where none are on file."""
    latest = rubrics.load(rubrics.available()[-1])
    blank = replace(latest, edisi=year, nama=_("edisi {year}").format(year=year), sid=())
    return rubrics.of_edition(year) or blank


def _made(
    table: pd.DataFrame,
    levels: pd.DataFrame,
    links: pd.DataFrame,
    without: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]],
    faults: pd.DataFrame,
    rubric: Rubric,
    reason: str,
) -> ProxyCapacity:
    table = table.reset_index(drop=True)
    known = provenance.of(levels)
    if known is not None:
        provenance.stamp(table, known)
    return ProxyCapacity(table, links, *without, faults, rubric.nama, LABEL, (), reason)


def _several(years: list[int]) -> tuple[str, ...]:
    told = _("Level berasal dari edisi {years}; arti sebagian level berubah antaredisi.")
    return (told.format(years=listing(years)),) if len(years) > 1 else ()
