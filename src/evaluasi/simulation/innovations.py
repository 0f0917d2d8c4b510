"""Innovations as they would be reported, before anything is planted among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.rubrics.affairs import AFFAIRS
from evaluasi.simulation import levels, titles
from evaluasi.simulation.counts import Plan
from evaluasi.simulation.dates import entry_dates
from evaluasi.simulation.laws import by_edition, law
from evaluasi.simulation.offices import Offices
from evaluasi.simulation.world import EDITIONS, World
from evaluasi.tables.intake.ids import innovation_id

_OFTEN = (
    "Administrasi Kependudukan dan Pencatatan Sipil",
    "Pemberdayaan Masyarakat dan Desa",
    "Komunikasi dan Informatika",
    "Koperasi, Usaha Kecil dan Menengah",
    "Pertanian",
    "Perencanaan",
    "Kepegawaian",
    "Lingkungan Hidup",
    "Keuangan",
    "Pariwisata",
)
_EARLY = ("inisiatif", "uji coba")

Integers = npt.NDArray[np.int64]
Strings = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Pool:
    """Innovations that exist, whether or not they come a second time; arrays of length n.

    Attributes
    ----------
    frame : DataFrame
        id, kode, judul, opd, inisiator, bentuk, urusan, digital, mutu, mutu_wilayah, mutu_opd,
        region (position), first and again (position of the first edition, whether it comes again
        in the next).
    latent : array, shape (n, 20)
        Latent values behind the levels, before shifts.
    """

    frame: pd.DataFrame
    latent: levels.Floats


def pool(world: World, plan: Plan, held: Offices) -> Pool:
    """Create all innovations of all editions with their latent quality."""
    rng = world.stream("inovasi")
    first = plan.total - plan.returning
    edition, region = (
        np.repeat(axis, first.ravel()) for axis in np.indices(first.shape).reshape(2, -1)
    )
    codes = world.reporting["kode"].to_numpy(dtype=object)[region]
    affairs = _affairs(rng, len(region))
    usual = _usual_offices(rng, affairs)
    frame = pd.DataFrame(
        {
            "kode": codes,
            "judul": titles.distinct(titles.titles(rng, affairs), codes),
            "opd": held.named(world.stream("nama perangkat daerah"), region, usual),
            "inisiator": _drawn(rng, law("ciri.inisiator"), len(region)),
            "bentuk": _drawn(rng, law("ciri.bentuk"), len(region)),
            "urusan": affairs,
            "urusan_beririsan": _overlapping(world.stream("urusan beririsan"), affairs),
            **_fortunes(world.stream("anggaran dan penerima"), len(region)),
            "digital": rng.random(len(region)) < _per_edition(by_edition("ciri.digital"), edition),
            **_quality(rng, region, usual, len(world.reporting)),
            "region": region,
            "first": edition,
            "again": _again(rng, region, edition, plan.returning),
        }
    )
    ids = [innovation_id(kode, title) for kode, title in zip(codes, frame["judul"], strict=True)]
    frame.insert(0, "id", ids)
    return Pool(frame, levels.latent(rng, frame["mutu"].to_numpy()))


def entries(world: World, made: Pool, plan: Plan) -> pd.DataFrame:
    """Lay out one row per innovation and edition, with columns of table `inovasi`.

    Extra columns: ``_entry`` (1 or 2), ``_mutu``. Maturity is not filled in yet.
    """
    rng = world.stream("entri")
    frame = made.frame
    stage = _stages(rng, frame["first"].to_numpy(), plan.total.sum(axis=1))
    moved = levels.shifts(
        frame["first"].to_numpy() + EDITIONS[0], stage, frame["digital"].to_numpy()
    )
    own = levels.cut(made.latent + moved)
    dates = entry_dates(rng, frame["first"].to_numpy(), stage, frame["again"].to_numpy())
    again = np.flatnonzero(frame["again"])
    later = _matured(rng, made.latent[again], frame.iloc[again], own[again])
    one = _rows(rng, frame, frame["first"].to_numpy(), own).assign(tahapan=stage, _entry=1)
    two = _rows(rng, frame.iloc[again], frame["first"].to_numpy()[again] + 1, later)
    two = two.assign(tahapan="penerapan", _entry=2)
    both = pd.concat([one.join(dates.first), two.join(dates.second)], ignore_index=True)
    return both.sort_values(["kode", "tahun", "id"], ignore_index=True)


def _affairs(rng: np.random.Generator, n: int) -> Strings:
    weight = dict.fromkeys(AFFAIRS, 0.0)
    weight |= dict.fromkeys(AFFAIRS[2:6], law("urusan.dasar_lain"))
    weight |= dict.fromkeys(_OFTEN, law("urusan.sering"))
    weight |= {"Kesehatan": law("urusan.kesehatan"), "Pendidikan": law("urusan.pendidikan")}
    rare = [name for name, share in weight.items() if share == 0]
    weight |= dict.fromkeys(rare, (1 - sum(weight.values())) / len(rare))
    chosen = rng.choice(len(AFFAIRS), size=n, p=list(weight.values()))
    return np.array(AFFAIRS, dtype=object)[chosen]


def _usual_offices(rng: np.random.Generator, affairs: Strings) -> Strings:
    place = rng.random(len(affairs))
    known = {affair: entry["opd"] for affair, entry in titles.words()["urusan"].items()}
    chosen = [
        known[affair][int(share * len(known[affair]))]
        for affair, share in zip(affairs, place, strict=True)
    ]
    return np.array(chosen, dtype=object)


def _drawn(rng: np.random.Generator, shares: dict[str, float], n: int) -> Strings:
    chosen = rng.choice(len(shares), size=n, p=list(shares.values()))
    return np.array(list(shares), dtype=object)[chosen]


def _per_edition(values: dict[int, float], edition: Integers) -> levels.Floats:
    return np.array([values[year] for year in EDITIONS])[edition]


def _quality(
    rng: np.random.Generator, region: Integers, offices: Strings, n_regions: int
) -> dict[str, levels.Floats]:
    """Draw quality with variance 1: parts of the region, of the office in it, and its own."""
    of_region, of_office = law("level.ragam_wilayah"), law("level.ragam_opd")
    names, place = np.unique(offices.astype(str), return_inverse=True)
    regional = rng.normal(0, np.sqrt(of_region), n_regions)[region]
    official = rng.normal(0, np.sqrt(of_office), (n_regions, len(names)))[region, place]
    own = rng.normal(0, np.sqrt(1 - of_region - of_office), len(region))
    return {"mutu": regional + official + own, "mutu_wilayah": regional, "mutu_opd": official}


def _again(
    rng: np.random.Generator, region: Integers, edition: Integers, returning: Integers
) -> npt.NDArray[np.bool_]:
    """Choose, of each region's first entries of an edition, those that come again in the next."""
    wanted = np.vstack([returning[1:], np.zeros_like(returning[:1])])
    order = np.lexsort((rng.random(len(region)), region, edition))
    group = edition[order] * returning.shape[1] + region[order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    rank = np.arange(len(group)) - np.repeat(starts, np.diff(np.r_[starts, len(group)]))
    chosen = np.zeros(len(region), dtype=bool)
    chosen[order] = rank < wanted.ravel()[group]
    return chosen


def _stages(rng: np.random.Generator, first: Integers, totals: Integers) -> Strings:
    """Give first entries their stage; those that come again are all at penerapan by then.

    Of all entries of an edition, so many are at the early stages as the law says.
    """
    shares = {name: by_edition(f"tahapan.{name.replace(' ', '_')}") for name in _EARLY}
    stage = np.full(len(first), "penerapan", dtype=object)
    for e, edition in enumerate(EDITIONS):
        order = rng.permutation(np.flatnonzero(first == e))
        done = 0
        for name in _EARLY:
            number = round(shares[name][edition] * int(totals[e]))
            stage[order[done : done + number]] = name
            done += number
    return stage


def _matured(
    rng: np.random.Generator, latent: levels.Floats, frame: pd.DataFrame, before: levels.Levels
) -> levels.Levels:
    """Return levels at the second entry: none lower than at the first."""
    grown = law("level.pematangan")
    gain = np.abs(rng.normal(grown["rata"], grown["simpangan"], latent.shape))
    stage = np.full(len(frame), "penerapan", dtype=object)
    year = frame["first"].to_numpy() + EDITIONS[0] + 1
    moved = levels.shifts(year, stage, frame["digital"].to_numpy())
    return np.maximum(before, levels.cut(latent + gain + moved))


def _rows(
    rng: np.random.Generator, frame: pd.DataFrame, edition: Integers, own: levels.Levels
) -> pd.DataFrame:
    n = len(frame)
    year = edition + EDITIONS[0]
    named = frame[
        ["id", "kode", "judul", "opd", "inisiator", "bentuk", "urusan", "urusan_beririsan"]
    ]
    rows = named.reset_index(drop=True).assign(
        tahun=year,
        jenis=np.where(frame["digital"], "digital", "non digital"),
        klasifikasi=_kept(_drawn(rng, law("ciri.klasifikasi"), n), year >= 2025),
        tema=_themes(rng, year),
        anggaran=_budgets(frame, own[:, levels.INDICATORS.index("i18")]),
        penerima=_served(frame, own[:, levels.INDICATORS.index("i33")]),
        _mutu=frame["mutu"].to_numpy(),
    )
    return rows.join(pd.DataFrame(own, columns=list(levels.INDICATORS)))


def _themes(rng: np.random.Generator, year: Integers) -> Strings:
    place = rng.random(len(year))
    known = titles.words()["tema"]
    lists = {edition: known.get(str(edition), [None]) for edition in EDITIONS}
    chosen = [lists[y][int(share * len(lists[y]))] for y, share in zip(year, place, strict=True)]
    return np.array(chosen, dtype=object)


def _overlapping(rng: np.random.Generator, affairs: Strings) -> Strings:
    other = np.array(AFFAIRS, dtype=object)[rng.integers(0, len(AFFAIRS), len(affairs))]
    kept = (rng.random(len(affairs)) < law("ciri.beririsan")) & (other != affairs).astype(bool)
    return _kept(other, kept)


def _kept(values: Strings, chosen: npt.NDArray[np.bool_]) -> Strings:
    held = values.copy()
    held[~chosen] = None
    return held


def _fortunes(rng: np.random.Generator, n: int) -> dict[str, levels.Floats]:
    """Draw what makes an innovation dear or popular whatever its levels, on the log scale."""
    spreads = {name: law(f"ciri.{name}")["simpangan_log"] for name in ("anggaran", "penerima")}
    return {f"untung_{name}": rng.normal(0, spread, n) for name, spread in spreads.items()}


def _budgets(frame: pd.DataFrame, level: Integers) -> levels.Floats:
    """Return budgets in rupiah, to the nearest 50,000; none at level 0."""
    told = law("ciri.anggaran")
    exact = told["median"] * np.exp(frame["untung_anggaran"] + told["per_level"] * (level - 1))
    rounded = np.round(exact.to_numpy() / 50_000) * 50_000
    return np.where(level > 0, np.maximum(rounded, 50_000), np.nan)


def _served(frame: pd.DataFrame, level: Integers) -> levels.Floats:
    """Return numbers of beneficiaries; none at level 0."""
    told = law("ciri.penerima")
    exact = told["median"] * np.exp(frame["untung_penerima"] + told["per_level"] * (level - 1))
    return np.where(level > 0, np.ceil(exact.to_numpy()), np.nan)
