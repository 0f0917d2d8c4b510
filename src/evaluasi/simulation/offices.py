"""The offices of each region: some merged, kecamatan and puskesmas by the names of kecamatan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.simulation import titles
from evaluasi.simulation.laws import law
from evaluasi.simulation.world import World

LOCAL = ("Kecamatan", "Puskesmas")
"""Kinds of office of which a region has one per kecamatan."""

_UNNAMED = tuple(str(number) for number in range(1, 9))

Strings = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Offices:
    """How the offices of each region are called.

    Attributes
    ----------
    codes : tuple of str
        Codes of the reporting regions.
    merged : tuple of mapping
        By region: usual name of an office to its name there, where it is merged with another.
    places : tuple of tuple of str
        By region: names of its kecamatan; numbers where they are not on file.
    """

    codes: tuple[str, ...]
    merged: tuple[Mapping[str, str], ...]
    places: tuple[tuple[str, ...], ...]

    def named(
        self, rng: np.random.Generator, region: npt.NDArray[np.int64], usual: Strings
    ) -> Strings:
        """Return the offices by the names they have in their regions, shape (n,)."""
        luck = rng.random(len(usual))
        found = [
            self._local(r, name, share) if name in LOCAL else self.merged[r].get(name, name)
            for r, name, share in zip(region.tolist(), usual, luck.tolist(), strict=True)
        ]
        return np.array(found, dtype=object)

    def roster(self) -> pd.DataFrame:
        """Return all offices, whether or not they report: kode, opd, unit (of echelon III)."""
        usual = {name for entry in titles.words()["urusan"].values() for name in entry["opd"]}
        rows = []
        for code, merged, places in zip(self.codes, self.merged, self.places, strict=True):
            own = {merged.get(name, name) for name in usual - set(LOCAL)}
            own |= {f"{kind} {place}" for kind in LOCAL for place in places}
            rows += [(code, name, _units(name)) for name in sorted(own)]
        return pd.DataFrame(rows, columns=["kode", "opd", "unit"])

    def _local(self, region: int, kind: str, share: float) -> str:
        places = self.places[region]
        return f"{kind} {places[int(share * len(places))]}"


def offices(world: World) -> Offices:
    """Draw which offices are merged where."""
    rng = world.stream("perangkat daerah")
    pairs = titles.words()["gabungan"]
    codes = tuple(world.reporting["kode"])
    drawn = rng.random((len(codes), len(pairs))) < law("ciri.opd_digabung")
    merged = tuple(
        {
            usual: pair["nama"]
            for pair, chosen in zip(pairs, row, strict=True)
            if chosen
            for usual in pair["dari"]
        }
        for row in drawn
    )
    listed = world.wilayah[world.wilayah["tingkat"] == "kecamatan"]
    below = {code: tuple(rows["nama"]) for code, rows in listed.groupby("induk")}
    return Offices(codes, merged, tuple(below.get(code, _UNNAMED) for code in codes))


def _units(name: str) -> int:
    told: Mapping[str, int] = law("ciri.unit_eselon_iii")
    return next((units for kind, units in told.items() if name.startswith(kind)), 0)
