"""One stage of a contest: who stands where, how sure that is, and what severity changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from evaluasi.agreement.printing import Told
from evaluasi.rubrics.contests import Stage
from evaluasi.scoring.contest_agreement import agreement_table, decisive, evened, may_rank, totals
from evaluasi.scoring.raters.selection import Selection, select_top
from evaluasi.scoring.raters.severity import Adjusted
from evaluasi.text import _, listing, number

COLUMNS = (
    "objek",
    "peringkat",
    "skor_mentah",
    "skor_disesuaikan",
    "galat_baku",
    "peringkat_disesuaikan",
    "bawah",
    "atas",
    "peluang",
    "seri",
    "berubah",
    "penilai",
)


@dataclass(frozen=True)
class StageResult(Told):
    """Scores of one stage.

    Attributes
    ----------
    stage : Stage
    k : int or None
        How many go on; None where not known.
    weights : dict or None
        Weights in force; None where not known and not given: then there is no total.
    weights_origin : str
        Where the weights come from, in words.
    agreement : DataFrame
        Krippendorff's alpha per criterion and of the total, with 95 % interval and a verdict.
    criteria : DataFrame
        Mean raw score per entry and criterion, number of raters.
    table : DataFrame
        Columns of `COLUMNS`, by raw score; empty without a total. ``peringkat`` and
        ``peringkat_disesuaikan`` are missing where the raters agree too little; ``bawah`` and
        ``atas`` bound 90 % of the adjusted rank; ``peluang`` is missing where `k` is;
        ``berubah``: in or out of the first k depends on the severity of raters.
    adjusted : Adjusted or None
        Severity of the raters and adjusted scores; None without a total.
    reason : str
        Why there is no total, or no ranking; empty otherwise.
    warnings : tuple of str
    """

    stage: Stage
    k: int | None
    weights: dict[str, float] | None
    weights_origin: str
    agreement: pd.DataFrame
    criteria: pd.DataFrame
    table: pd.DataFrame
    adjusted: Adjusted | None
    reason: str
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of entries."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian how far the raters agree, who is ahead, and how sure that is."""
        told = [
            _("{stage}: {n} peserta, {raters} penilai; {weights}.").format(
                stage=self.stage.nama,
                n=number(len(self.criteria)),
                raters=number(int(self.agreement["penilai"].max())),
                weights=self.weights_origin,
            ),
            _told_agreement(self.agreement),
        ]
        if self.k is not None and len(self.table) and self.table["peluang"].notna().any():
            ahead = self.table.sort_values(["peluang", "objek"], ascending=[False, True])
            named = [
                _("{name} {p}%").format(name=name, p=number(100 * chance, 0))
                for name, chance in zip(ahead["objek"], ahead["peluang"], strict=True)
            ]
            told.append(
                _("Peluang masuk {k} teratas: {names}.").format(
                    k=self.k, names="; ".join(named[: self.k + 2])
                )
            )
        return "\n".join([*told, *([self.reason] if self.reason else []), *self.warnings])


def run_stage(
    rows: pd.DataFrame,
    stage: Stage,
    k: int | None,
    weights: dict[str, float] | None,
    origin: str,
    seed: int,
) -> StageResult:
    """Judge one stage; see `evaluasi.scoring.contest.run_contest`.

    Parameters
    ----------
    rows : DataFrame
        objek, penilai, kriteria, skor of this stage, without empty scores; checked.
    weights : dict, optional
        A weight for every criterion of the rows.
    """
    agreement = agreement_table(rows, weights, seed)
    criteria = _by_criterion(rows)
    reason = _no_total(rows, stage, weights)
    warnings = _gaps(rows, weights)
    empty = pd.DataFrame(columns=list(COLUMNS))
    if reason or weights is None:
        return StageResult(
            stage, k, weights, origin, agreement, criteria, empty, None, reason, warnings
        )
    counted = rows[rows["kriteria"].map(weights) > 0]
    found = _selected(counted, _first(k, len(criteria)), weights, seed)
    table = _table(found, k)
    if not may_rank(agreement):
        nothing = pd.Series(pd.NA, index=table.index, dtype="Int64")
        table = table.assign(peringkat=nothing, peringkat_disesuaikan=nothing)
        reason = _withheld(agreement)
    severity = found.adjusted.raters.set_index("penilai")["kerasnya"]
    agreement = evened(agreement, counted, weights, severity, seed)
    return StageResult(
        stage=stage,
        k=k,
        weights=weights,
        weights_origin=origin,
        agreement=agreement,
        criteria=criteria,
        table=table,
        adjusted=found.adjusted,
        reason=reason,
        warnings=(*warnings, *_warnings(found, k)),
    )


def _selected(rows: pd.DataFrame, k: int, weights: dict[str, float], seed: int) -> Selection:
    """Select by totals, one per rater and entry, so that doubt is not understated.

    A rater's scores of one entry lean on each other (halo): as so many separate observations they
    would make intervals too narrow. Where criteria were left out there are no totals to take.
    """
    if _incomplete(rows):
        return select_top(rows, k, weights=weights, seed=seed)
    wide = totals(rows, weights).rename_axis(index="penilai").reset_index()
    whole = wide.melt("penilai", var_name="objek", value_name="skor")
    return select_top(whole, k, seed=seed)


def _incomplete(rows: pd.DataFrame) -> list[str]:
    """Return entries for which a rater left out a criterion."""
    per_rater = rows.groupby(["objek", "penilai"])["kriteria"].nunique()
    short = per_rater[per_rater < rows["kriteria"].nunique()]
    return sorted(short.index.get_level_values("objek").unique())


def _first(k: int | None, entries: int) -> int:
    return min(k or 1, entries - 1)


def _table(found: Selection, k: int | None) -> pd.DataFrame:
    table = found.table.merge(found.adjusted.scores[["objek", "penilai"]], on="objek")
    everybody = k is not None and k >= len(table)
    inside = table[["peringkat", "peringkat_disesuaikan"]] <= found.k
    moved = (inside["peringkat"] != inside["peringkat_disesuaikan"]).astype("boolean")
    nothing = pd.Series(pd.NA, index=table.index, dtype="boolean")
    return table.assign(
        peringkat=table["peringkat"].astype("Int64"),
        peringkat_disesuaikan=table["peringkat_disesuaikan"].astype("Int64"),
        peluang=np.nan if k is None else 1.0 if everybody else table["peluang"],
        berubah=nothing if k is None else moved & (not everybody),
    )[list(COLUMNS)]


def _warnings(found: Selection, k: int | None) -> tuple[str, ...]:
    if k is None:
        tied = found.table.loc[found.table["seri"], "objek"]
        told = (
            [_("Seri pada skor mentah: {names}.").format(names=listing(tied))] if len(tied) else []
        )
        return (
            *found.adjusted.warnings,
            *told,
            _("Banyaknya yang lolos belum diketahui: peluangnya tidak dihitung."),
        )
    if k >= len(found.table):
        told = [_("Peserta tidak lebih dari yang lolos ({k}): semuanya maju.").format(k=k)]
        return (*found.adjusted.warnings, *told)
    return found.warnings


def _no_total(rows: pd.DataFrame, stage: Stage, weights: dict[str, float] | None) -> str:
    """Say why there is no total; empty where there is one."""
    if rows["objek"].nunique() < 2:
        return _("Hanya satu peserta yang dinilai: tidak ada yang dapat dibandingkan.")
    if weights is None:
        return _(
            "Bobot belum diketahui ({why}): kriteria ditampilkan terpisah, tanpa nilai gabungan."
        ).format(why=stage.bobot.belum_ada)
    heavy = {name for name, weight in weights.items() if weight > 0}
    lacking = sorted(heavy - set(rows["kriteria"]))
    if lacking:
        return _("Kriteria {names} belum dinilai: nilai gabungan tidak dihitung.").format(
            names=listing(lacking)
        )
    groups = _groups(rows)
    if len(groups) > 1:
        return _(
            "Kerasnya penilai tidak dapat dibandingkan, karena kelompok penilai ini tidak menilai "
            "satu peserta pun bersama: {groups}. Tanpa itu tidak ada peringkat."
        ).format(groups="; ".join(listing(group) for group in groups))
    return ""


def _groups(rows: pd.DataFrame) -> list[list[str]]:
    """Return the raters in groups that are linked by objects rated together."""
    objects, _labels = pd.factorize(rows["objek"])
    raters, names = pd.factorize(rows["penilai"], sort=True)
    size = int(objects.max()) + 1
    links = coo_array(
        (np.ones(len(rows)), (objects, size + raters)), shape=(size + len(names),) * 2
    )
    count, part = connected_components(links, directed=False)
    return [[str(name) for name in names[part[size:] == one]] for one in range(count)]


def _gaps(rows: pd.DataFrame, weights: dict[str, float] | None) -> tuple[str, ...]:
    """Tell entries of which a rater left a criterion out: their means rest on other criteria."""
    counted = rows if weights is None else rows[rows["kriteria"].map(weights) > 0]
    names = _incomplete(counted)
    if not names:
        return ()
    told = _(
        "Tidak semua kriteria diisi penilai untuk {names}: rata-ratanya kurang sebanding, dan "
        "selang peringkatnya dapat terlalu sempit."
    )
    return (told.format(names=listing(names)),)


def _by_criterion(rows: pd.DataFrame) -> pd.DataFrame:
    means = rows.pivot_table(index="objek", columns="kriteria", values="skor", aggfunc="mean")
    return (
        means.assign(penilai=rows.groupby("objek")["penilai"].nunique())
        .rename_axis(columns=None)
        .reset_index()
    )


def _withheld(agreement: pd.DataFrame) -> str:
    return _(
        "Peringkat ditahan: kesepakatan penilai atas nilai gabungan {value}, di bawah 0,667 "
        "(konvensi). Selang peringkat dan peluangnya tetap ditampilkan."
    ).format(value=number(decisive(agreement), 3))


def _told_agreement(agreement: pd.DataFrame) -> str:
    told = _("{name} {value} ({low} sampai {high})")
    parts = [
        told.format(
            name=row["kriteria"] or _("skor"),
            value=number(row["koefisien"], 2),
            low=number(row["bawah"], 2),
            high=number(row["atas"], 2),
        )
        for row in agreement.to_dict("records")
    ]
    return _("Kesepakatan penilai (alpha Krippendorff, selang 95%): {parts}.").format(
        parts="; ".join(parts)
    )
