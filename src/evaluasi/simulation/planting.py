"""What is planted among the innovations, so that the questions of authenticity have answers.

Planting changes rows in place of other rows and never adds any: counts stay as calibrated. Each
planted thing is written into the truth. A row is planted at most once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.simulation import titles
from evaluasi.simulation.counts import Plan
from evaluasi.simulation.dates import RENEWAL, START, TRIAL
from evaluasi.simulation.laws import law
from evaluasi.simulation.levels import INDICATORS
from evaluasi.simulation.world import EDITIONS, World
from evaluasi.tables.intake.ids import innovation_id

_FEWEST = 3
_BASIS = {"i18": "anggaran", "i33": "penerima"}
_LEVELS = [*INDICATORS, *_BASIS.values()]
_HELD = ["urusan", "inisiator", "bentuk", "jenis", "urusan_beririsan", "_mutu"]
_DAYS = [TRIAL, START, RENEWAL]


class Bed:
    """The rows being planted in: which are still free, which titles each region has."""

    def __init__(self, rows: pd.DataFrame, rng: np.random.Generator) -> None:
        self.rows = rows
        self.rng = rng
        self.free = np.ones(len(rows), dtype=bool)
        self.taken = set(rows["id"])
        self.truth: list[dict[str, Any]] = []
        single = ~rows["id"].duplicated(keep=False).to_numpy()
        self.single = single & (rows["tahapan"] == "penerapan").to_numpy()

    def places(self, chosen: np.ndarray) -> np.ndarray:
        """Return free rows among the chosen, in random order."""
        return self.rng.permutation(np.flatnonzero(self.free & chosen))

    def at(self, place: int, column: str) -> Any:
        """Return a cell."""
        return self.rows.at[place, column]

    def held(self, place: int, columns: list[str]) -> dict[str, Any]:
        """Return some cells of a row by column."""
        return {column: self.rows.at[place, column] for column in columns}

    def write(self, place: int, values: dict[str, Any]) -> None:
        """Change a row and take it out of what is free."""
        for column, value in values.items():
            self.rows.at[place, column] = value
        self.free[place] = False

    def tell(self, kind: str, place: int, other: int | None = None, detail: str = "") -> None:
        """Write into the truth what was planted, and the row it comes from."""
        self.truth.append(
            {
                "jenis": kind,
                "id": self.at(place, "id"),
                "tahun": self.at(place, "tahun"),
                "id_asal": None if other is None else self.at(other, "id"),
                "tahun_asal": None if other is None else self.at(other, "tahun"),
                "cara": detail,
            }
        )


def plant(world: World, rows: pd.DataFrame, plan: Plan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Plant everything.

    Returns
    -------
    rows : DataFrame
        As given, changed.
    truth : DataFrame
        One row per planted innovation: jenis, id, tahun, id_asal, tahun_asal, cara.
    """
    bed = Bed(rows.copy(), world.stream("tanam"))
    _surges(bed, world, plan)
    _third_entries(bed)
    _renames(bed)
    _copies(bed)
    _unripe(bed)
    _outside_window(bed)
    _digital_in_name(bed)
    columns = ["jenis", "id", "tahun", "id_asal", "tahun_asal", "cara"]
    truth = pd.DataFrame(bed.truth, columns=columns).astype({"tahun_asal": "Int64"})
    return bed.rows, truth.sort_values(["jenis", "tahun", "id"], ignore_index=True)


def _number(share: float, rows: int) -> int:
    return max(_FEWEST, round(share * rows))


def _surges(bed: Bed, world: World, plan: Plan) -> None:
    """Make most new innovations of a surge alike: one office, one day, one pattern of title."""
    rows, codes, told = bed.rows, world.reporting["kode"], law("tanam.lonjakan")
    for region, edition in plan.surges:
        here = (rows["kode"] == codes[region]) & (rows["tahun"] == EDITIONS[edition])
        places = bed.places(here.to_numpy() & bed.single)
        alike = places[: int(len(places) * told["sama"])]
        if not len(alike):
            continue
        model = int(alike[0])
        stem = str(bed.at(model, "judul"))
        shared = bed.held(model, ["opd", "urusan", *_DAYS, *_LEVELS])
        for number, place in enumerate(sorted(alike), 1):
            if _renew(bed, place, f"{stem} Kelompok {number}", shared):
                bed.tell("lonjakan", place, None, f"{told['dari']} menjadi {told['menjadi']}")


def _third_entries(bed: Bed) -> None:
    """Let innovations that came twice come a third time, in place of a new one."""
    rows = bed.rows
    sources = _by_region(bed, (rows["_entry"] == 2).to_numpy(), 1)
    wanted = _number(law("tanam.masuk_ketiga"), len(rows))
    for place, other in _pairs(bed, sources, wanted):
        held = bed.held(other, ["id", "judul", "opd", *_HELD, *_DAYS, *_LEVELS])
        held[RENEWAL] = held[RENEWAL] + pd.DateOffset(years=1)
        bed.write(place, {**held, "_entry": 3})
        bed.free[other] = False
        bed.tell("masuk ketiga", place, other)


def _renames(bed: Bed) -> None:
    """Bring innovations of the edition before back under another title, often elsewhere."""
    rows = bed.rows
    sources = _by_region(bed, bed.single, 1)
    way_of = law("tanam.cara")
    wanted = _number(law("tanam.ganti_nama"), len(rows))
    for place, other in _pairs(bed, sources, wanted):
        title, way = titles.renamed(bed.rng, str(bed.at(other, "judul")))
        held = bed.held(other, [*_HELD, *_LEVELS])
        if bed.at(other, START).year >= bed.at(place, "tahun") - 2:
            held |= bed.held(other, _DAYS)
        if bed.rng.random() < way_of["opd_sama"]:
            held["opd"] = bed.at(other, "opd")
        for name in INDICATORS:
            held[name] = min(3, held[name] + int(bed.rng.random() < way_of["naik_level"]))
        if _renew(bed, place, title, held):
            bed.free[other] = False
            bed.tell("ganti nama", place, other, way)


def _copies(bed: Bed) -> None:
    """Copy innovations within an edition: to another office, or word for word to another region."""
    rows = bed.rows
    sources = _by_region(bed, bed.single, 0)
    half = _number(law("tanam.salinan") / 2, len(rows))
    for place, other in _pairs(bed, sources, half):
        if bed.at(place, "opd") == bed.at(other, "opd"):
            continue
        title, way = titles.renamed(bed.rng, str(bed.at(other, "judul")))
        if _renew(bed, place, title, bed.held(other, [*_HELD, *_DAYS, *_LEVELS])):
            bed.free[other] = False
            bed.tell("salinan perangkat daerah lain", place, other, way)
    order = bed.places(bed.single)
    for place, other in zip(order[:half], order[half : 2 * half], strict=False):
        if bed.at(place, "kode") == bed.at(other, "kode"):
            continue
        held = bed.held(other, [*_HELD, *_LEVELS])
        if _renew(bed, place, str(bed.at(other, "judul")), held):
            bed.free[other] = False
            bed.tell("salinan wilayah lain", place, other, "judul sama")


def _unripe(bed: Bed) -> None:
    """Let some second entries fall below the first in a few indicators."""
    rows = bed.rows
    again = (rows["_entry"] == 2).to_numpy()
    before = {str(rows.at[p, "id"]): int(p) for p in np.flatnonzero(rows["_entry"] == 1)}
    for place in bed.places(again)[: _number(law("tanam.tidak_matang"), int(again.sum()))]:
        first = before[str(bed.at(place, "id"))]
        above = [name for name in INDICATORS if bed.at(first, name) > 0]
        chosen = bed.rng.permutation(above)[: int(bed.rng.integers(3, 7))]
        lowered = {str(name): bed.at(first, str(name)) - 1 for name in chosen}
        lost = {_BASIS[name]: np.nan for name in _BASIS if lowered.get(name) == 0}
        bed.write(place, lowered | lost)
        bed.tell("tidak matang", place, first, f"{len(chosen)} indikator turun")


def _outside_window(bed: Bed) -> None:
    """Move dates of implementation before or after the window of the edition."""
    rows = bed.rows
    first = bed.single & (rows["_entry"] == 1).to_numpy()
    for place in bed.places(first)[: _number(law("tanam.luar_jendela"), len(rows))]:
        early = bool(bed.rng.random() < law("tanam.cara")["lebih_awal"])
        to_edition = int(bed.at(place, "tahun")) - bed.at(place, START).year
        move = pd.DateOffset(years=-int(bed.rng.integers(3, 6)) if early else to_edition)
        moved = {name: bed.at(place, name) + move for name in (TRIAL, START)}
        bed.write(place, {**moved, RENEWAL: pd.NaT})
        bed.tell("luar jendela", place, None, "lebih awal" if early else "lebih akhir")


def _digital_in_name(bed: Bed) -> None:
    """Call innovations digital that have no tools and no service online."""
    places = bed.places(bed.single)[: _number(law("tanam.digital_tanpa_layanan"), len(bed.rows))]
    for place in places:
        bed.write(place, {"jenis": "digital", "i19": 0, "i30": 0})
        bed.tell("digital tanpa layanan", place)


def _renew(bed: Bed, place: int, title: str, values: dict[str, Any]) -> bool:
    """Give a row another title and so another identity; False where that one is taken."""
    kode = str(bed.at(place, "kode"))
    identity = innovation_id(kode, title)
    if identity in bed.taken:
        return False
    bed.taken.add(identity)
    bed.write(place, {**values, "judul": title, "id": identity})
    return True


def _by_region(bed: Bed, chosen: np.ndarray, later: int) -> dict[tuple[str, int], list[int]]:
    """List free rows by region and by the edition that they may be brought into."""
    found = defaultdict(list)
    places = bed.places(chosen)
    keys = zip(bed.rows["kode"].iloc[places], bed.rows["tahun"].iloc[places], strict=True)
    for place, (kode, year) in zip(places, keys, strict=True):
        found[str(kode), int(year) + later].append(int(place))
    return found


def _pairs(
    bed: Bed, sources: dict[tuple[str, int], list[int]], wanted: int
) -> Iterator[tuple[int, int]]:
    """Pair new single entries with a source of the same region until enough are found."""
    new = bed.single & (bed.rows["_entry"] == 1).to_numpy()
    for place in bed.places(new):
        if wanted <= 0:
            return
        held = sources[str(bed.at(place, "kode")), int(bed.at(place, "tahun"))]
        while held:
            other = held.pop()
            if bed.free[other] and other != place and bed.free[place]:
                wanted -= 1
                yield int(place), other
                break
