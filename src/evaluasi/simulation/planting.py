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
_HELD = ["urusan", "inisiator", "bentuk", "jenis", "urusan_beririsan", "_mutu"]
_DAYS = [TRIAL, START, RENEWAL]


class Field:
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
    field = Field(rows.copy(), world.stream("tanam"))
    _surges(field, world, plan)
    _third_entries(field)
    _renames(field)
    _copies(field)
    _unripe(field)
    _outside_window(field)
    _digital_in_name(field)
    columns = ["jenis", "id", "tahun", "id_asal", "tahun_asal", "cara"]
    truth = pd.DataFrame(field.truth, columns=columns).astype({"tahun_asal": "Int64"})
    return field.rows, truth.sort_values(["jenis", "tahun", "id"], ignore_index=True)


def _number(share: float, rows: int) -> int:
    return max(_FEWEST, round(share * rows))


def _surges(field: Field, world: World, plan: Plan) -> None:
    """Make most new innovations of a surge alike: one office, one day, one pattern of title."""
    rows, codes = field.rows, world.reporting["kode"]
    for region, edition in plan.surges:
        here = (rows["kode"] == codes[region]) & (rows["tahun"] == EDITIONS[edition])
        places = field.places(here.to_numpy() & field.single)
        alike = places[: int(len(places) * law("tanam.lonjakan")["sama"])]
        if not len(alike):
            continue
        model = int(alike[0])
        stem = str(field.at(model, "judul"))
        shared = field.held(model, ["opd", "urusan", *_DAYS, *INDICATORS])
        for number, place in enumerate(sorted(alike), 1):
            title = f"{stem} Kelompok {number}"
            _renew(field, place, title, shared)
            field.tell(
                "lonjakan",
                place,
                None,
                f"{law('tanam.lonjakan')['dari']} menjadi {law('tanam.lonjakan')['menjadi']}",
            )


def _third_entries(field: Field) -> None:
    """Let innovations that came twice come a third time, in place of a new one."""
    rows = field.rows
    sources = _by_region(field, (rows["_entry"] == 2).to_numpy(), 1)
    wanted = _number(law("tanam.masuk_ketiga"), len(rows))
    for place, other in _pairs(field, sources, wanted):
        held = field.held(other, ["id", "judul", "opd", *_HELD, *_DAYS, *INDICATORS])
        held[RENEWAL] = held[RENEWAL] + pd.DateOffset(years=1)
        field.write(place, {**held, "_entry": 3})
        field.free[other] = False
        field.tell("masuk ketiga", place, other)


def _renames(field: Field) -> None:
    """Bring innovations of the edition before back under another title, often elsewhere."""
    rows = field.rows
    sources = _by_region(field, field.single, 1)
    way_of = law("tanam.cara")
    wanted = _number(law("tanam.ganti_nama"), len(rows))
    for place, other in _pairs(field, sources, wanted):
        title, way = titles.renamed(field.rng, str(field.at(other, "judul")))
        held = field.held(other, [*_HELD, *INDICATORS])
        if field.at(other, START).year >= field.at(place, "tahun") - 2:
            held |= field.held(other, _DAYS)
        if field.rng.random() < way_of["opd_sama"]:
            held["opd"] = field.at(other, "opd")
        for name in INDICATORS:
            held[name] = min(3, held[name] + int(field.rng.random() < way_of["naik_level"]))
        if _renew(field, place, title, held):
            field.free[other] = False
            field.tell("ganti nama", place, other, way)


def _copies(field: Field) -> None:
    """Copy innovations within an edition: to another office, or word for word to another region."""
    rows = field.rows
    sources = _by_region(field, field.single, 0)
    half = _number(law("tanam.salinan") / 2, len(rows))
    for place, other in _pairs(field, sources, half):
        if field.at(place, "opd") == field.at(other, "opd"):
            continue
        title, way = titles.renamed(field.rng, str(field.at(other, "judul")))
        if _renew(field, place, title, field.held(other, [*_HELD, *_DAYS, *INDICATORS])):
            field.free[other] = False
            field.tell("salinan perangkat daerah lain", place, other, way)
    order = field.places(field.single)
    for place, other in zip(order[:half], order[half : 2 * half], strict=False):
        if field.at(place, "kode") == field.at(other, "kode"):
            continue
        held = field.held(other, [*_HELD, *INDICATORS])
        if _renew(field, place, str(field.at(other, "judul")), held):
            field.free[other] = False
            field.tell("salinan wilayah lain", place, other, "judul sama")


def _unripe(field: Field) -> None:
    """Let some second entries fall below the first in a few indicators."""
    rows = field.rows
    again = (rows["_entry"] == 2).to_numpy()
    before = {str(rows.at[p, "id"]): int(p) for p in np.flatnonzero(rows["_entry"] == 1)}
    for place in field.places(again)[: _number(law("tanam.tidak_matang"), int(again.sum()))]:
        first = before[str(field.at(place, "id"))]
        above = [name for name in INDICATORS if field.at(first, name) > 0]
        chosen = field.rng.permutation(above)[: int(field.rng.integers(3, 7))]
        field.write(place, {str(name): field.at(first, name) - 1 for name in chosen})
        field.tell("tidak matang", place, first, f"{len(chosen)} indikator turun")


def _outside_window(field: Field) -> None:
    """Move dates of implementation before or after the window of the edition."""
    rows = field.rows
    first = field.single & (rows["_entry"] == 1).to_numpy()
    for place in field.places(first)[: _number(law("tanam.luar_jendela"), len(rows))]:
        early = bool(field.rng.random() < law("tanam.cara")["lebih_awal"])
        to_edition = int(field.at(place, "tahun")) - field.at(place, START).year
        move = pd.DateOffset(years=-int(field.rng.integers(3, 6)) if early else to_edition)
        moved = {name: field.at(place, name) + move for name in (TRIAL, START)}
        field.write(place, {**moved, RENEWAL: pd.NaT})
        field.tell("luar jendela", place, None, "lebih awal" if early else "lebih akhir")


def _digital_in_name(field: Field) -> None:
    """Call innovations digital that have no tools and no service online."""
    places = field.places(field.single)[
        : _number(law("tanam.digital_tanpa_layanan"), len(field.rows))
    ]
    for place in places:
        field.write(place, {"jenis": "digital", "i19": 0, "i30": 0})
        field.tell("digital tanpa layanan", place)


def _renew(field: Field, place: int, title: str, values: dict[str, Any]) -> bool:
    """Give a row another title and so another identity; False where that one is taken."""
    kode = str(field.at(place, "kode"))
    identity = innovation_id(kode, title)
    if identity in field.taken:
        return False
    field.taken.add(identity)
    field.write(place, {**values, "judul": title, "id": identity})
    return True


def _by_region(field: Field, chosen: np.ndarray, later: int) -> dict[tuple[str, int], list[int]]:
    """List free rows by region and by the edition that they may be brought into."""
    found = defaultdict(list)
    places = field.places(chosen)
    keys = zip(field.rows["kode"].iloc[places], field.rows["tahun"].iloc[places], strict=True)
    for place, (kode, year) in zip(places, keys, strict=True):
        found[str(kode), int(year) + later].append(int(place))
    return found


def _pairs(
    field: Field, sources: dict[tuple[str, int], list[int]], wanted: int
) -> Iterator[tuple[int, int]]:
    """Pair new single entries with a source of the same region until enough are found."""
    new = field.single & (field.rows["_entry"] == 1).to_numpy()
    for place in field.places(new):
        if wanted <= 0:
            return
        held = sources[str(field.at(place, "kode")), int(field.at(place, "tahun"))]
        while held:
            other = held.pop()
            if field.free[other] and other != place and field.free[place]:
                wanted -= 1
                yield int(place), other
                break
