"""Structural peers: the regions of the same type that resemble one region in size and income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.drawing import ladder
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

TRAITS = ("penduduk", "pdrb_pk")
"""Columns that say how alike two regions are: people, and GRDP per head in thousand rupiah."""

TYPES = ("kabupaten", "kota")
MIN_CANDIDATES = 2
"""With a single candidate 'nearest' says nothing."""


@dataclass(frozen=True)
class Peers(Told):
    """The nearest regions of one region, or the reason why there are none.

    Attributes
    ----------
    kode : str
        The region.
    year : int
        Base year of the traits.
    wanted : int
        Number of peers asked for.
    candidates : int
        Regions of the same type with complete traits, the region itself left out.
    table : DataFrame
        One row per peer, nearest first: kode, jarak (standard deviations), then the traits
        (persons; thousand rupiah per head).
    reason : str
        Why no peers could be computed; empty otherwise.
    """

    kode: str
    year: int
    wanted: int
    candidates: int
    table: pd.DataFrame
    reason: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the peers, nearest first."""
        return tuple(self.table["kode"])

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of peers."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian who the peers are and how they were found."""
        if self.reason:
            return self.reason
        rows = self.table.to_dict("records")
        found = [f"{row['kode']} ({number(row['jarak'], 2)})" for row in rows]
        return _("Pembanding {kode} menurut data {year}, dari {n} calon: {found}.").format(
            kode=self.kode, year=self.year, n=self.candidates, found=listing(found)
        )

    def plot(self) -> Chart:
        """Draw how far each peer is, the nearest on top."""
        rows = self.table.set_index("kode").rename(columns={"jarak": "nilai"})[["nilai"]]
        return ladder(
            rows,
            title=_("Jarak pembanding {kode}, data {year}").format(kode=self.kode, year=self.year),
            unit=_("simpangan baku"),
            decimals=2,
            interval=_("Jarak"),
            alt=self.summary(),
        )


def structural_peers(regions: pd.DataFrame, kode: str, *, year: int, k: int = 5) -> Peers:
    r"""Find the `k` regions of the same type nearest in population and GRDP per head.

    The distance between regions *a* and *b* is Euclidean on logarithms, each trait divided by
    its standard deviation among the regions of that type (the region included):

    .. math:: d(a, b) = \sqrt{\sum_j ((\ln x_{aj} - \ln x_{bj}) / s_j)^2}

    Logarithms make a city of 100,000 as far from one of 200,000 as one million is from two;
    the division keeps the trait with the larger spread from deciding alone. This is the
    inverse-variance metric of Abadie and Imbens (2011, *Journal of Business & Economic
    Statistics* 29(1), 1-11). Ties are broken by the code, so the order never depends on the
    order of the rows.

    Parameters
    ----------
    regions : DataFrame
        Index: kode (text). Columns: tingkat, penduduk (persons), pdrb_pk (thousand rupiah per
        head at constant prices), all of the base year. Which regions stand here decides who
        can be a peer.
    kode : str
        The region.
    year : int
        Base year of the traits, for the record.
    k : int
        Number of peers. Fewer are returned when fewer candidates exist.

    Returns
    -------
    Peers
        With a reason instead of a table where the peers cannot be computed.
    """
    reason = _why_not(regions, kode, year)
    if reason:
        return _none(kode, year, k, reason)
    alike = regions[regions["tingkat"] == regions.at[kode, "tingkat"]]
    traits = alike[list(TRAITS)].astype(float)
    traits = traits[(traits > 0).all(axis=1)]
    if len(traits) - 1 < MIN_CANDIDATES:
        return _none(kode, year, k, _("Kurang dari dua calon pembanding punya data lengkap."))

    logs = traits.apply(np.log)
    spread = logs.std(ddof=1)
    spread = spread[spread > 0]  # a trait that all regions share cannot tell them apart
    telling = list(spread.index)
    gaps = (logs[telling] - logs.T[kode][telling]) / spread
    distance = np.sqrt((gaps**2).sum(axis=1)).drop(kode)

    table = traits.assign(jarak=distance).drop(kode).rename_axis("kode").reset_index()
    table = table.sort_values(["jarak", "kode"]).head(k).reset_index(drop=True)
    return Peers(kode, year, k, len(distance), table[["kode", "jarak", *TRAITS]])


def _why_not(regions: pd.DataFrame, kode: str, year: int) -> str:
    if kode not in regions.index:
        return _("Wilayah {kode} tidak ada di antara calon pembanding.").format(kode=kode)
    if regions.at[kode, "tingkat"] not in TYPES:
        return _("Pembanding hanya dicari untuk kabupaten dan kota.")
    own = regions.loc[kode, list(TRAITS)].astype(float)
    if not (own > 0).all():
        return _("Jumlah penduduk atau PDRB per kapita {year} belum ada data.").format(year=year)
    return ""


def _none(kode: str, year: int, k: int, reason: str) -> Peers:
    empty = pd.DataFrame({"kode": pd.Series(dtype="str")} | {c: [] for c in ("jarak", *TRAITS)})
    return Peers(kode, year, k, 0, empty, reason)
