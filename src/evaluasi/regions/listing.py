"""The list of regions: 38 provinces, 416 kabupaten, 98 kota, 666 kecamatan of East Java."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from evaluasi.errors import RegionError
from evaluasi.text import _

if TYPE_CHECKING:
    import pandas as pd

Level = Literal["provinsi", "kabupaten", "kota", "kecamatan"]

_SOURCE = Path(__file__).parents[1] / "regions.csv"


@dataclass(frozen=True, slots=True)
class Region:
    """A province, kabupaten, kota or kecamatan.

    Attributes
    ----------
    kode : str
        Kemendagri code, the join key: ``35``, ``35.79``, ``35.79.03``.
    kode_bps : str
        BPS code of 2020, empty for the four provinces founded in 2022.
    tingkat : str
        provinsi, kabupaten, kota or kecamatan.
    nama : str
        Official name; it carries the type for kabupaten and kota only.
    induk : str
        Code of the region above, empty for a province.
    """

    kode: str
    kode_bps: str
    tingkat: Level
    nama: str
    induk: str

    @property
    def label(self) -> str:
        """The name with its type: Provinsi Jawa Timur, Kota Batu, Kecamatan Junrejo."""
        if self.tingkat in ("provinsi", "kecamatan"):
            return f"{self.tingkat.capitalize()} {self.nama}"
        return self.nama


@cache
def regions() -> dict[str, Region]:
    """Read every region once, by its Kemendagri code, in the order of the codes."""
    with _SOURCE.open(encoding="utf-8", newline="") as file:
        # The levels are plain text to the type checker; a test holds them to the four.
        return {row["kode"]: Region(**row) for row in csv.DictReader(file)}  # type: ignore[arg-type]


def get(kode: str) -> Region:
    """Give the region of a Kemendagri code as it stands in the list.

    For codes that come from a table of ours; what a person typed goes to `resolve`.

    Raises
    ------
    RegionError
        The list has no such code.
    """
    region = regions().get(kode)
    if region is None:
        raise RegionError(
            _("Kode wilayah “{kode}” tidak ada pada daftar Kemendagri.").format(kode=kode),
            _("Tulis kode lengkap dengan titik sebagai teks, misalnya “35.79” atau “35.10”."),
        )
    return region


def table() -> pd.DataFrame:
    """Give the whole list: kode, kode_bps, tingkat, nama, induk; 1,218 rows, all text."""
    import pandas as pd

    rows = [(r.kode, r.kode_bps, r.tingkat, r.nama, r.induk) for r in regions().values()]
    return pd.DataFrame(rows, columns=["kode", "kode_bps", "tingkat", "nama", "induk"], dtype="str")


def children(kode: str) -> list[str]:
    """Give the codes one level down: kabupaten and kota of a province, kecamatan of those."""
    parent = get(kode).kode
    return [region.kode for region in regions().values() if region.induk == parent]


def siblings(kode: str) -> list[str]:
    """Give the codes that share the parent of `kode`, itself left out."""
    own = get(kode)
    return [r.kode for r in regions().values() if r.induk == own.induk and r.kode != own.kode]
