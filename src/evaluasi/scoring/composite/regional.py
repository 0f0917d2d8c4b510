"""The levels on file in one edition of the IID as indicators of regions, ready for a recipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import MAX_LEVEL, Indicator, Rubric
from evaluasi.scoring import iid_edition
from evaluasi.scoring.composite.framework import Framework
from evaluasi.scoring.iid_edition import Edition
from evaluasi.scoring.iid_levels import holds_edition, merged_provenance
from evaluasi.scoring.iid_spd import spd
from evaluasi.scoring.iid_verified import verified
from evaluasi.scoring.maturity import weights_reason
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]
CLAIMED, VERIFIED = _("level yang diakui daerah"), _("level sesudah verifikasi")
FEWEST = 5
TOP = "indeks audit"
SPD_MARK = "SPD "
"""Before the code of an SPD indicator, which is a bare number in the rubric."""


@dataclass(frozen=True)
class RegionalLevels:
    """Mean levels of the innovations of each region, and its SPD levels.

    Attributes
    ----------
    rubric : Rubric
    sources : mapping of str to DataFrame
        Regions × indicators (levels 0 to 3) as claimed and, where on file, as verified.
    frameworks : mapping of str to Framework
        By source: the indicators on which regions differ, the variables of the rubric as pillars,
        the audit index; weights of the rubric.
    scores : mapping of str to Series
        By source: the weighted mean level over all indicators, 0 to 100.
    varied : mapping of str to float
        By source: share of the weight on indicators on which regions differ; a point of an index
        built from the framework is so many points of the score.
    gaps : DataFrame
        By region: kosong (claimed cells without a level, counted as 0), sel (all cells), tertinggi
        (the claimed score with every empty cell at the highest level).
    left_out : DataFrame
        Regions that cannot take part: kode, alasan.
    notes : tuple of str
    """

    rubric: Rubric
    sources: Mapping[str, pd.DataFrame]
    frameworks: Mapping[str, Framework]
    scores: Mapping[str, pd.Series]
    varied: Mapping[str, float]
    gaps: pd.DataFrame
    left_out: pd.DataFrame
    notes: tuple[str, ...]


def regional_levels(
    inovasi: pd.DataFrame,
    kapasitas: pd.DataFrame | None,
    rubric: Rubric,
    verifikasi: pd.DataFrame | None = None,
) -> RegionalLevels:
    """Lay out the levels of one edition by region.

    The value of an SID indicator is the mean level over the region's innovations; that of an SPD
    indicator its level. As in the official index an empty cell counts as 0, but an innovation or
    a region without any level is left out, not zero. The SPD aspect takes part where its weights
    are known and at least five regions have both; regions without it are then left out.

    Raises
    ------
    ParameterError
        Where the edition has no indicator table or no weights, fewer than five regions can take
        part, or all regions stand alike; and for what is wrong with the tables.
    """
    _refuse_without_table(rubric)
    edition = iid_edition.read(inovasi, kapasitas, rubric)
    claims = _means(edition, edition.levels)
    known, notes = _capacity(kapasitas, rubric, claims.index)
    capacity = None if known is None else known.astype(np.float64).fillna(0.0)
    there = claims.index if capacity is None else claims.index.intersection(capacity.index)
    if len(there) < FEWEST:
        raise ParameterError(
            _("Audit memerlukan paling sedikit {least} wilayah; pada edisi {year} ada {n}.").format(
                least=number(FEWEST), year=rubric.edisi, n=number(len(there))
            ),
            _("Masukkan inovasi wilayah lain dengan `evaluasi impor`, atau pilih edisi lain."),
        )
    sources = {CLAIMED: claims}
    if verifikasi is not None and holds_edition(verifikasi, rubric.edisi):
        checked = verified(edition.levels, edition.rows, verifikasi, rubric)
        own = edition.per_region(checked.cells.sum(axis=1)) > 0
        if own[pd.Index(edition.codes).get_indexer(there)].any():
            sources[VERIFIED] = _means(edition, checked.levels)
            notes.append(_verified_note(checked.cells, int(own.sum())))
    whole = {
        name: (means if capacity is None else means.join(capacity)).loc[there]
        for name, means in sources.items()
    }
    bare = int(edition.bare.sum())
    if bare:
        told = _("{n} inovasi tanpa satu level pun tidak ikut dirata-rata.")
        notes.append(told.format(n=number(bare)))
    frameworks = {name: _framework(rubric, frame) for name, frame in whole.items()}
    return RegionalLevels(
        rubric=rubric,
        sources={
            name: _stamped(frame, inovasi, kapasitas, verifikasi) for name, frame in whole.items()
        },
        frameworks=frameworks,
        scores={name: _score(rubric, frame) for name, frame in whole.items()},
        varied={name: _varied(rubric, frame, frameworks[name]) for name, frame in whole.items()},
        gaps=_gaps(edition, known, rubric, there),
        left_out=_left_out(edition, claims.index, there),
        notes=(*notes, *_alike(whole, frameworks)),
    )


def _refuse_without_table(rubric: Rubric) -> None:
    reason = weights_reason(rubric)
    if not rubric.columns or reason:
        raise ParameterError(
            _("Indeks edisi {year} tidak dapat diaudit: {why}.").format(
                year=rubric.edisi,
                why=(reason or _("tabel indikatornya belum ada")).rstrip("."),
            ),
            _("Pilih edisi lain dengan --tahun."),
        )


def _means(edition: Edition, levels: Floats, empty: float = 0.0) -> pd.DataFrame:
    """Return mean levels by region, of innovations that claim any level; `empty` for a gap."""
    real = ~edition.bare
    counts = np.bincount(edition.region[real], minlength=len(edition.codes))
    filled = np.where(np.isnan(levels), empty, levels)[real]
    sums = [
        np.bincount(edition.region[real], weights=column, minlength=len(edition.codes))
        for column in filled.T
    ]
    some = counts > 0
    means = np.column_stack(sums)[some] / counts[some, None]
    codes = pd.Index(np.array(edition.codes, dtype=object)[some], name="kode")
    return pd.DataFrame(means, index=codes, columns=list(edition.rubric.columns))


def _capacity(
    kapasitas: pd.DataFrame | None, rubric: Rubric, regions: pd.Index
) -> tuple[pd.DataFrame | None, list[str]]:
    """Return SPD levels of the regions that have any, gaps left; or None and why not."""
    without = _("Aspek SPD tidak ikut diaudit: {why}.")
    if kapasitas is None or kapasitas.empty or not holds_edition(kapasitas, rubric.edisi):
        return None, [without.format(why=_("levelnya belum ada pada dataset"))]
    cells = spd(kapasitas, rubric).cells
    if cells.empty:
        reason = rubric.rule("bobot_spd").belum_ada or _("levelnya belum ada pada dataset")
        return None, [without.format(why=reason.rstrip("."))]
    wide = cells.pivot(index="kode", columns="indikator", values="level")
    wide = wide[[indicator.kode for indicator in rubric.spd]].dropna(how="all")
    if len(wide.index.intersection(regions)) < FEWEST:
        told = _("hanya {n} wilayah yang punya inovasi sekaligus level SPD")
        n = number(len(wide.index.intersection(regions)))
        return None, [without.format(why=told.format(n=n))]
    return wide.add_prefix(SPD_MARK), []


def _entries(rubric: Rubric) -> list[tuple[str, Indicator]]:
    return [(i.kode, i) for i in rubric.sid] + [(SPD_MARK + i.kode, i) for i in rubric.spd]


def _framework(rubric: Rubric, levels: pd.DataFrame) -> Framework:
    """Make the tree of what differs; a pillar weighs as much as its indicators together.

    What all regions share adds the same points to each, so that without it their order under
    arithmetic means is the same.
    """
    varied = levels.nunique() > 1
    rows = [
        (code, entry.nama, entry.variabel, float(entry.bobot or 0.0))
        for code, entry in _entries(rubric)
        if code in levels and varied[code]
    ]
    if not rows:
        raise ParameterError(
            _("Semua wilayah sama pada semua indikator edisi {year}.").format(year=rubric.edisi),
            _("Audit memerlukan data yang berbeda antarwilayah."),
        )
    frame = pd.DataFrame(rows, columns=["kode", "nama", "induk", "bobot"])
    frame = frame.assign(arah=1, batas_bawah=0.0, batas_atas=float(MAX_LEVEL))
    pillars = frame.groupby("induk", sort=False, as_index=False)["bobot"].sum()
    pillars = pillars.assign(kode=pillars["induk"], nama=pillars["induk"], induk=TOP, arah=1)
    top = pd.DataFrame([{"kode": TOP, "nama": _("Indeks audit"), "bobot": 1.0, "arah": 1}])
    return Framework.from_frame(pd.concat([frame, pillars, top], ignore_index=True))


def _weights(rubric: Rubric, levels: pd.DataFrame) -> pd.Series:
    return pd.Series({c: float(i.bobot or 0.0) for c, i in _entries(rubric) if c in levels})


def _varied(rubric: Rubric, levels: pd.DataFrame, framework: Framework) -> float:
    told_apart = sum(node.weight for node in framework.indicators)
    return told_apart / float(_weights(rubric, levels).sum())


def _score(rubric: Rubric, levels: pd.DataFrame) -> pd.Series:
    weight = _weights(rubric, levels)
    return (levels[weight.index] * weight).sum(axis=1) / (weight.sum() * MAX_LEVEL) * 100


def _gaps(
    edition: Edition, capacity: pd.DataFrame | None, rubric: Rubric, there: pd.Index
) -> pd.DataFrame:
    highest = _means(edition, edition.levels, float(MAX_LEVEL))
    empty = np.isnan(edition.levels) & ~edition.bare[:, None]
    counts = pd.DataFrame(
        {
            "kosong": edition.per_region(empty.sum(axis=1)),
            "sel": edition.per_region(~edition.bare * len(rubric.columns)),
        },
        index=pd.Index(edition.codes),
    ).loc[there]
    if capacity is not None:
        highest = highest.join(capacity.fillna(float(MAX_LEVEL)))
        counts["kosong"] += capacity.isna().sum(axis=1).loc[there]
        counts["sel"] += capacity.shape[1]
    return counts.astype("int64").assign(tertinggi=_score(rubric, highest.loc[there]))


def _left_out(edition: Edition, claiming: pd.Index, there: pd.Index) -> pd.DataFrame:
    rows = [
        (
            code,
            _("level SPD belum ada data")
            if code in claiming
            else _("tanpa inovasi")
            if n == 0
            else _("inovasinya belum punya level"),
        )
        for code, n in zip(edition.codes, edition.n, strict=True)
        if code not in there
    ]
    return pd.DataFrame(rows, columns=["kode", "alasan"])


def _alike(
    sources: Mapping[str, pd.DataFrame], frameworks: Mapping[str, Framework]
) -> Iterator[str]:
    """Say which indicators do not tell regions apart."""
    for name, frame in sources.items():
        alike = [str(code) for code in frame if code not in frameworks[name].codes]
        if alike:
            yield _(
                "Menurut {source}, semua wilayah sama pada {codes}: indikator itu tidak "
                "membedakan wilayah dan tidak ikut menentukan peringkat."
            ).format(source=name, codes=listing(alike))


def _verified_note(cells: npt.NDArray[np.bool_], regions: int) -> str:
    return _(
        "Verifikasi ada untuk {n} dari {all} sel level, di {regions} wilayah; sel lain memakai "
        "level yang diakui."
    ).format(n=number(int(cells.sum())), all=number(cells.size), regions=number(regions))


def _stamped(
    frame: pd.DataFrame,
    inovasi: pd.DataFrame,
    kapasitas: pd.DataFrame | None,
    verifikasi: pd.DataFrame | None,
) -> pd.DataFrame:
    origin = merged_provenance([inovasi, kapasitas, verifikasi])
    return frame if origin is None else provenance.stamp(frame, origin)
