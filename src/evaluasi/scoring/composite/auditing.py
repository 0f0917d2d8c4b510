"""An audit index of the regions of one edition: how far its ranks can be trusted, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.rubrics import Rubric
from evaluasi.scoring.composite.building import Index, build_index
from evaluasi.scoring.composite.diagnosis import Diagnosis, diagnose
from evaluasi.scoring.composite.framework import Framework
from evaluasi.scoring.composite.official import beside_official
from evaluasi.scoring.composite.pooling import pooled
from evaluasi.scoring.composite.recipe import Aggregate, Normalise, Recipe, Treat
from evaluasi.scoring.composite.regional import CLAIMED, VERIFIED, RegionalLevels, regional_levels
from evaluasi.scoring.composite.sensitivity import Sensitivity, sensitivity
from evaluasi.scoring.composite.uncertainty import Uncertainty, uncertainty
from evaluasi.scoring.composite.varying import DATA, Assumption, noisy_weights
from evaluasi.scoring.drawing import rank_strip
from evaluasi.tables import provenance
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

SPREAD = 0.25
WEIGHT_SETS = 1_000
SOBOL_POINTS = 1_024
BOTH = _("kedua sumber level")


@dataclass(frozen=True)
class Audit(Told):
    """An audit index of regions, never the official one.

    Attributes
    ----------
    levels : RegionalLevels
    indices : mapping of str to Index
        The nominal index by source of the levels: claimed and, where on file, verified; of the
        indicators on which regions differ.
    regions : DataFrame
        One row per region, the best median first: kode, skor_audit (0–100, from claimed levels,
        all indicators), skor_audit_verifikasi, and of the ranks over all draws: bawah and atas
        (5 % and 95 %), median, peluang_seperempat_teratas, tak_terbedakan (regions whose interval
        overlaps).
    uncertainties, sensitivities : mapping of str to Uncertainty, Sensitivity
        By source; sensitivities also of both, the source being one more choice, where the same
        indicators tell regions apart in both.
    assumptions : DataFrame
        What was varied: asumsi, pilihan.
    diagnosis : Diagnosis
        Of the index from claimed levels.
    official : DataFrame
        The official index beside the audit index and what sets them apart; see `beside_official`.
    draws, seed : int
    notes : tuple of str
    """

    levels: RegionalLevels
    indices: Mapping[str, Index]
    regions: pd.DataFrame
    uncertainties: Mapping[str, Uncertainty]
    sensitivities: Mapping[str, Sensitivity]
    assumptions: pd.DataFrame
    diagnosis: Diagnosis
    official: pd.DataFrame
    draws: int
    seed: int
    notes: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of regions."""
        return self.regions.copy()

    def summary(self, names: Mapping[str, str] | None = None) -> str:
        """Say in Indonesian how firm the ranks are and what moves them; `names` of regions."""
        width = self.regions["atas"] - self.regions["bawah"]
        told = _(
            "{rubric}, audit atas {n} wilayah, {draws} tarikan (benih {seed}): lebar selang "
            "peringkat 90% median {mid}, terlebar {most}; satu wilayah rata-rata tidak dapat "
            "dibedakan dari {same} wilayah lain."
        )
        head = told.format(
            rubric=self.levels.rubric.nama,
            n=number(len(self.regions)),
            draws=number(self.draws),
            seed=self.seed,
            mid=number(float(width.median())),
            most=number(float(width.max())),
            same=number(float(self.regions["tak_terbedakan"].mean()), 1),
        )
        moved = [
            _("Menurut {source}: {told}").format(source=source, told=found.summary())
            for source, found in self.sensitivities.items()
        ]
        return "\n".join([head, *moved, self.diagnosis.leave_one_out.summary(names), *self.notes])

    def plot(
        self,
        kode: str,
        *,
        labels: Mapping[str, str] | None = None,
        peers: Sequence[str] = (),
    ) -> Chart:
        """Draw the rank intervals of all regions, one in front."""
        ranks = self.regions.set_index("kode")
        title = _("Peringkat pada indeks audit")
        return rank_strip(ranks, kode, title=title, labels=labels, peers=peers)


def audit(
    inovasi: pd.DataFrame,
    kapasitas: pd.DataFrame | None,
    rubric: Rubric,
    *,
    verifikasi: pd.DataFrame | None = None,
    draws: int = 10_000,
    seed: int = 1,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Audit:
    """Audit the levels of one edition as a composite index of regions.

    The nominal index is arithmetic on the scale of the levels, with the weights of the rubric.
    Ranks are drawn again under other normalisation, aggregation and weights, half of the draws
    from claimed and half from verified levels where both are on file.

    Parameters
    ----------
    inovasi, kapasitas, verifikasi : DataFrame
        As for `regional_index`.
    rubric : Rubric
    draws, seed : int
    tell : callable, optional
        Told the step at work.

    Raises
    ------
    ParameterError
        See `regional_levels`.
    """
    tell(_("menyusun level tiap wilayah"))
    levels = regional_levels(inovasi, kapasitas, rubric, verifikasi)
    data = levels.sources
    recipes = {
        source: Recipe(tree, treat=Treat("none"), normalise=Normalise("goalposts", 0, 100))
        for source, tree in levels.frameworks.items()
    }
    varied = {source: assumed(tree, seed) for source, tree in levels.frameworks.items()}
    indices = {source: build_index(recipes[source], data[source]) for source in data}
    tell(_("menarik peringkat"))
    share = -(-draws // len(data))
    runs = {
        source: uncertainty(recipes[source], data[source], varied[source], share, seed + place)
        for place, source in enumerate(data)
    }
    tell(_("menghitung kepekaan"))
    sobol = {
        source: sensitivity(recipes[source], data[source], varied[source], SOBOL_POINTS, seed)
        for source in data
    }
    if len({tree.codes for tree in levels.frameworks.values()}) < len(data):
        choice = Assumption(DATA, list(data.values()), _("sumber level"))
        sobol[BOTH] = sensitivity(
            recipes[CLAIMED], data[CLAIMED], [*varied[CLAIMED], choice], SOBOL_POINTS, seed
        )
    tell(_("mendiagnosis susunan indeks"))
    regions = _regions(levels, list(runs.values()))
    official = beside_official(regions, inovasi, kapasitas, rubric, verifikasi)
    origin = provenance.of(levels.sources[CLAIMED])
    if origin is not None:
        for frame in (regions, official):
            provenance.stamp(frame, origin)
    return Audit(
        levels=levels,
        indices=indices,
        regions=regions,
        uncertainties=runs,
        sensitivities=sobol,
        assumptions=_described(levels),
        diagnosis=diagnose(indices[CLAIMED]),
        official=official,
        draws=share * len(runs),
        seed=seed,
        notes=_notes(levels, indices),
    )


def assumed(framework: Framework, seed: int) -> list[Assumption]:
    """Return what could have been otherwise: scale, mean, weights."""
    return [
        Assumption(
            "normalise",
            [Normalise("goalposts", 1, 100), Normalise("minmax", 1, 100)],
            _("normalisasi"),
        ),
        Assumption(
            "aggregate",
            [Aggregate(("arithmetic",)), Aggregate(("arithmetic", "geometric"))],
            _("cara merata-rata"),
        ),
        Assumption("weights", noisy_weights(framework, SPREAD, WEIGHT_SETS, seed), _("bobot")),
    ]


def _described(levels: RegionalLevels) -> pd.DataFrame:
    rows = [
        (
            _("normalisasi"),
            _(
                "skala level 0–3 apa adanya, atau terendah–tertinggi antarwilayah; keduanya ke "
                "1–100"
            ),
        ),
        (
            _("cara merata-rata"),
            _("aritmetik, atau aritmetik di dalam variabel dan geometrik antarvariabel"),
        ),
        (
            _("bobot"),
            _("tiap bobot indikator dan variabel ±25%, seragam ({n} perangkat bobot)").format(
                n=number(WEIGHT_SETS)
            ),
        ),
    ]
    if VERIFIED in levels.sources:
        rows.append((_("sumber level"), _("diakui daerah, atau sesudah verifikasi")))
    else:
        rows.append((_("sumber level"), _("hanya yang diakui daerah: verifikasi belum ada data")))
    return pd.DataFrame(rows, columns=["asumsi", "pilihan"])


def _regions(levels: RegionalLevels, runs: Sequence[Uncertainty]) -> pd.DataFrame:
    table = pooled(runs)
    table.insert(0, "skor_audit", levels.scores[CLAIMED])
    if VERIFIED in levels.scores:
        table.insert(1, "skor_audit_verifikasi", levels.scores[VERIFIED])
    ordered = table.sort_values(["median", "rata_rata"], kind="stable")
    return ordered.drop(columns="rata_rata").rename_axis("kode").reset_index()


def _notes(levels: RegionalLevels, indices: Mapping[str, Index]) -> tuple[str, ...]:
    told = [
        _(
            "Indeks audit bukan indeks resmi: level dirata-rata tanpa lantai pembagi dan tanpa "
            "skor jumlah, sehingga yang diuji hanya level dan bobotnya."
        ),
        _(
            "Selang peringkat memuat pilihan metode dan sumber level saja: kekeliruan pada data "
            "tidak termasuk, jadi selang sempit bukan jaminan."
        ),
    ]
    if len(levels.left_out):
        told.append(
            _("{n} wilayah tidak ikut; sebabnya pada tabel yang tidak ikut.").format(
                n=number(len(levels.left_out))
            )
        )
    if VERIFIED in indices:
        ranks = [index.ranks.iloc[:, -1] for index in indices.values()]
        told.append(
            _(
                "Peringkat menurut level yang diakui dan sesudah verifikasi berselisih rata-rata "
                "{mean}."
            ).format(mean=number(float(np.abs(ranks[0] - ranks[1]).mean()), 2))
        )
    return (*told, *levels.notes)
