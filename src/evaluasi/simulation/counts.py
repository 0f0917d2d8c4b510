"""How many innovations each region reports in each edition, and how many come a second time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluasi.simulation.laws import by_edition, law
from evaluasi.simulation.world import EDITIONS, World

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_REGIONS_OF_GROUP = (289, 48, 215)
"""Provinces, kabupaten and kota of Jawa and Sumatera, of Papua, of the rest: 552 together."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Counts by edition and region, both of shape (6, regions).

    Attributes
    ----------
    total : array of int
        Innovations reported; 0 where the region does not take part.
    returning : array of int
        Of these, entered for the second time.
    surges : tuple of (int, int)
        Region and edition (positions) of the planted surges.
    """

    total: Counts
    returning: Counts
    surges: tuple[tuple[int, int], ...]


def plan(world: World) -> Plan:
    """Draw the counts; at national scale they add up to the published totals."""
    rng = world.stream("jumlah")
    group = np.array([_group(code) for code in world.reporting["kode"]])
    weight = _weights(rng, group)
    surges = _surges(world, rng)
    totals = by_edition("jumlah.edisi", "jumlah.edisi_berjalan")
    total = np.zeros(weight.shape, dtype=np.int64)
    for e, edition in enumerate(EDITIONS):
        taking_part = _participants(world, edition, weight[e], surges)
        fixed = _surge_counts(surges, e)
        share = _expected(totals[edition], group) * world.scale.factor
        share[list(fixed)] = 0
        wanted = totals[edition] if world.scale.nama == "nasional" else _rounded(share, fixed)
        total[e] = _apportioned(wanted, weight[e] * taking_part, fixed)
    return Plan(total, _returning(total, rng), surges)


def _group(code: str) -> int:
    island = code[0]
    return {"1": 0, "2": 0, "3": 0, "9": 1}.get(island, 2)


def _expected(total: int, group: npt.NDArray[np.int_]) -> Floats:
    """Return the mean number of innovations of a region of each group, by region."""
    java, papua = law("jumlah.pangsa_jawa_sumatera"), law("jumlah.pangsa_papua")
    shares = np.array([java, papua, 1 - java - papua]) / np.array(_REGIONS_OF_GROUP)
    expected: Floats = total * shares[group]
    return expected


def _rounded(share: Floats, fixed: dict[int, int]) -> int:
    return round(float(share.sum())) + sum(fixed.values())


def _weights(rng: np.random.Generator, group: npt.NDArray[np.int_]) -> Floats:
    """Return heavy-tailed weights by edition and region, with the mean of its island group."""
    lasting = law("jumlah.simpangan_wilayah") * np.clip(rng.standard_normal(len(group)), -2, 2)
    passing = rng.normal(0, law("jumlah.simpangan_edisi"), (len(EDITIONS), len(group)))
    weight: Floats = np.exp(lasting + passing)
    for which in np.unique(group):
        own = group == which
        weight[:, own] *= _expected(1, group)[own] / weight[:, own].mean(axis=1)[:, None]
    return weight


def _surges(world: World, rng: np.random.Generator) -> tuple[tuple[int, int], ...]:
    """Choose regions whose count jumps from one edition to the next; never the running edition."""
    number = law("tanam.lonjakan")[world.scale.nama]
    codes = world.reporting["kode"].to_numpy()
    free = np.flatnonzero(~np.isin(codes, ["35.06", "35.79"]))
    chosen = rng.choice(free, size=number, replace=False)
    editions = rng.integers(2, len(EDITIONS) - 1, size=number)
    return tuple((int(r), int(e)) for r, e in zip(chosen, editions, strict=True))


def _surge_counts(surges: tuple[tuple[int, int], ...], edition: int) -> dict[int, int]:
    before, after = law("tanam.lonjakan")["dari"], law("tanam.lonjakan")["menjadi"]
    fixed = {region: before for region, e in surges if e - 1 == edition}
    return fixed | {region: after for region, e in surges if e == edition}


def _participants(
    world: World, edition: int, weight: Floats, surges: tuple[tuple[int, int], ...]
) -> npt.NDArray[np.bool_]:
    """Leave the regions with the smallest weights out, as many as did not take part."""
    taking_part = np.ones(len(weight), dtype=bool)
    if world.scale.nama == "nasional":
        number = by_edition("jumlah.peserta", "jumlah.peserta_berjalan")[edition]
        held = weight.copy()
        held[[region for region, _edition in surges]] = np.inf
        taking_part[np.argsort(held, kind="stable")[: len(weight) - number]] = False
    return taking_part


def _apportioned(total: int, weight: Floats, fixed: dict[int, int]) -> Counts:
    """Share a total by weight, at least one to each that takes part, by largest remainders."""
    count = np.zeros(len(weight), dtype=np.int64)
    free = weight > 0
    for region, number in fixed.items():
        count[region], free[region] = number, False
    left = max(total - sum(fixed.values()), int(free.sum()))
    exact = np.where(free, weight, 0.0)
    exact = exact / exact.sum() * (left - int(free.sum()))
    whole = np.floor(exact).astype(np.int64)
    rest = left - int(free.sum()) - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:rest]] += 1
    shared: Counts = count + whole + free
    return shared


def _returning(total: Counts, rng: np.random.Generator) -> Counts:
    """Draw how many of each edition entered once before; only first entries can come again."""
    returning = np.zeros_like(total)
    for e in range(1, len(total)):
        first = total[e - 1] - returning[e - 1]
        drawn = rng.binomial(first, law("jumlah.masuk_lagi"))
        returning[e] = np.minimum(drawn, total[e] // 2)
    return returning
