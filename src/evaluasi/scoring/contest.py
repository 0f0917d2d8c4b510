"""A contest run on its ratings, stage by stage: never a mean before the raters' agreement."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.rubrics.contests import RATED, Contest, Stage, check_weights, folded
from evaluasi.rubrics.parts import OWN
from evaluasi.scoring.contest_final import Final, combine
from evaluasi.scoring.contest_stage import StageResult, run_stage
from evaluasi.scoring.iid_levels import require_columns
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

EQUAL = "sama"
"""Said by the user: criteria of unknown weight count alike."""

Given = Mapping[str, Mapping[str, float]] | str | None


@dataclass(frozen=True)
class ContestResult(Told):
    """A contest, stage by stage.

    Attributes
    ----------
    contest : Contest
    stages : tuple of StageResult
        Those that have ratings, in the order of the contest.
    final : Final or None
        Where the contest says how stages make the final score and all of them have a total.
    unused : DataFrame
        Rows of the table that no stage of the contest took, with a column ``sebab``.
    notes : tuple of str
        What the stages say together: who came in from nowhere, what the rules leave unknown.
    seed : int
    """

    contest: Contest
    stages: tuple[StageResult, ...]
    final: Final | None
    unused: pd.DataFrame
    notes: tuple[str, ...]
    seed: int

    def to_frame(self) -> pd.DataFrame:
        """Return the entries of all stages, with a column ``tahap``."""
        parts = [one.to_frame().assign(tahap=one.stage.nama) for one in self.stages]
        filled = [part for part in parts if len(part)] or parts[:1]
        return pd.concat(filled, ignore_index=True)

    def summary(self) -> str:
        """Say in Indonesian what each stage shows and what stays unknown."""
        head = _("{name}: {funnel} peserta.").format(
            name=self.contest.nama, funnel=self.contest.funnel()
        )
        last = [self.final.summary()] if self.final else []
        last += ["\n".join(self.notes)] if self.notes else []
        return "\n\n".join([head, *(one.summary() for one in self.stages), *last])


def run_contest(
    penilaian: pd.DataFrame,
    contest: Contest,
    *,
    weights: Given = None,
    first: int | None = None,
    seed: int = 1,
) -> ContestResult:
    """Run a contest on the scores of its raters.

    For each stage: Krippendorff's alpha with its interval; raw and severity-adjusted scores side
    by side; ranks with intervals and each entry's probability to go on; ties called ties. Where
    the weights of criteria are not known there is no total, unless the user gives weights or says
    that they shall be equal. Where the raters agree too little (alpha below 0.667, Krippendorff's
    convention) ranks are withheld; intervals and probabilities stay.

    Parameters
    ----------
    penilaian : DataFrame
        objek, penilai, tahap, skor; optionally kriteria.
    contest : Contest
    weights : mapping of stage to mapping of criterion to weight, or "sama", optional
        For stages whose weights are not known; stage ``""`` stands for each of them.
    first : int, optional
        How many go on where the contest does not say.
    seed : int

    Raises
    ------
    ParameterError
        For missing columns, scores that are no numbers or given twice, criteria without a
        weight, weights that are negative or don't sum to 100 or 1, weights for a stage whose own
        are known, and where no row belongs to a stage of the contest.
    """
    rows, unused = _checked(penilaian, contest)
    given = _given(weights, contest)
    if first is not None and first < 1:
        raise ParameterError(
            _("{k} yang lolos tidak dapat dipakai.").format(k=first), _("Tulis 1 atau lebih.")
        )
    found = []
    for stage in contest.tahap:
        own = rows[rows["tahap"] == stage.kode]
        if own.empty:
            continue
        chosen, origin = _weights(stage, own, given, equal=weights == EQUAL)
        k = first if stage.lolos.nilai is None else int(stage.lolos.nilai)
        found.append(run_stage(own, stage, k, chosen, origin, seed))
    stages = tuple(_stamped(one, penilaian) for one in found)
    final = combine(contest, stages, seed)
    return ContestResult(
        contest, stages, final, unused, _notes(contest, stages, rows, unused, first), seed
    )


def _stamped(result: StageResult, origin: pd.DataFrame) -> StageResult:
    known = provenance.of(origin)
    if known is not None:
        for frame in (result.table, result.criteria, result.agreement):
            provenance.stamp(frame, known)
    return result


def _checked(penilaian: pd.DataFrame, contest: Contest) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return rows of the contest's stages with numeric scores, and what was left out and why."""
    require_columns(penilaian, ["objek", "penilai", "tahap", "skor"], "penilaian")
    rows = penilaian.assign(kriteria=penilaian.get("kriteria", "")).reset_index(drop=True)
    rows["kriteria"] = rows["kriteria"].fillna("").map(lambda word: " ".join(str(word).split()))
    rated = [stage for stage in contest.tahap if stage.cara == RATED]
    codes = {
        word: next((one.kode for one in rated if one.is_called(word)), None)
        for word in rows["tahap"].dropna().unique()
    }
    known = rows["tahap"].map(codes)
    reasons = pd.Series("", index=rows.index).mask(
        rows["skor"].isna(), _("skor kosong: tidak dinilai")
    )
    reasons = reasons.mask(known.isna(), _("bukan tahap lomba ini yang dinilai penilai"))
    unused = rows.assign(sebab=reasons)[reasons != ""]
    own = rows.assign(tahap=known)[reasons == ""]
    if own.empty:
        raise ParameterError(
            _("Tidak ada penilaian untuk {name}.").format(name=contest.nama),
            _("Tahapnya: {stages}. Yang ada pada tabel: {held}.").format(
                stages=", ".join(stage.nama for stage in rated), held=listing(codes)
            ),
        )
    score = pd.to_numeric(own["skor"], errors="coerce").replace([float("inf"), -float("inf")], None)
    _refuse_faults(own, score)
    return own.assign(skor=score.astype(float), kriteria=_one_spelling(own["kriteria"])), unused


def _one_spelling(criteria: pd.Series) -> pd.Series:
    """Write criteria that differ only in case or spaces as they are written first."""
    first: dict[str, str] = {}
    return criteria.map(lambda word: first.setdefault(folded(word), word))


def _refuse_faults(rows: pd.DataFrame, score: pd.Series) -> None:
    faults = [
        _("{o}, {p}: skor {v} bukan angka").format(o=row.objek, p=row.penilai, v=row.skor)
        for row in rows[score.isna()].itertuples()
    ]
    keys = rows.assign(kriteria=rows["kriteria"].map(folded))
    unnamed = rows[["objek", "penilai"]].isna().any(axis=1)
    faults += [
        _("baris {row}: objek atau penilai kosong").format(row=row + 1)
        for row in rows.index[unnamed]
    ]
    twice = keys[~unnamed].duplicated(["objek", "penilai", "kriteria", "tahap"])
    faults += [
        _("{o}, {p}, {k}: dinilai lebih dari sekali").format(o=r.objek, p=r.penilai, k=r.kriteria)
        for r in rows[~unnamed][twice].itertuples()
    ]
    if faults:
        raise ParameterError(
            _("Tabel penilaian tidak dapat dipakai."),
            _("Perbaiki barisnya; satu skor untuk tiap objek, penilai, kriteria, dan tahap."),
            faults,
        )


def _given(weights: Given, contest: Contest) -> dict[str, dict[str, float]]:
    """Return the user's weights by code of the stage, ``""`` for any; all faults at once."""
    if weights is None or weights == EQUAL:
        return {}
    if isinstance(weights, str):
        raise ParameterError(
            _("Bobot “{word}” tidak dikenal.").format(word=weights),
            _("Tulis “sama”, atau beri bobot tiap kriteria."),
        )
    faults, made = [], {}
    for word, own in weights.items():
        stage = next((one for one in contest.tahap if one.is_called(word)), None)
        if word and (stage is None or stage.cara != RATED):
            faults.append(_("tahap “{word}” tidak ada pada lomba ini").format(word=word))
        elif stage is not None and stage.bobot.nilai is not None:
            faults.append(_("{name}: bobotnya sudah diketahui").format(name=stage.nama))
        faults += [f"{word}: {fault}" if word else fault for fault in check_weights(own)]
        made["" if stage is None else stage.kode] = dict(own)
    if faults:
        raise ParameterError(
            _("Bobot yang diberikan tidak dapat dipakai."),
            _("Perbaiki bobotnya; untuk aturan lain sama sekali, tulis berkas lomba sendiri."),
            faults,
        )
    return made


def _weights(
    stage: Stage, rows: pd.DataFrame, given: Mapping[str, Mapping[str, float]], *, equal: bool
) -> tuple[dict[str, float] | None, str]:
    """Return the weights in force by the criteria's own spelling, and where they come from."""
    held = list(dict.fromkeys(rows["kriteria"]))
    own = stage.bobot.nilai
    origin = _("bobot lomba (keyakinan {trust})").format(trust=stage.bobot.keyakinan)
    if own is None:
        own = given.get(stage.kode, given.get(""))
        origin = _("bobot dari {whom}").format(whom=OWN)
    if own is None and len(held) == 1:
        return {held[0]: 1.0}, _("satu kriteria")
    if own is None and equal:
        return dict.fromkeys(held, 1.0), _("bobot disamakan atas permintaan pemakai")
    if own is None:
        return None, _("bobot belum diketahui")
    spelled = {folded(name): name for name in held}
    lacking = sorted(name for key, name in spelled.items() if key not in map(folded, own))
    if lacking:
        raise ParameterError(
            _("Kriteria {names} pada tahap {stage} tidak punya bobot.").format(
                names=listing(f"“{name}”" for name in lacking), stage=stage.nama
            ),
            _("Kriteria berbobot: {known}. Samakan namanya.").format(known=", ".join(own)),
        )
    return {spelled.get(folded(name), name): float(one) for name, one in own.items()}, origin


def _notes(
    contest: Contest,
    stages: tuple[StageResult, ...],
    rows: pd.DataFrame,
    unused: pd.DataFrame,
    first: int | None,
) -> tuple[str, ...]:
    told = []
    fixed = [one.stage.nama for one in stages if one.stage.lolos.nilai is not None]
    if first is not None and fixed:
        told.append(
            _("Banyaknya yang lolos {k} tidak dipakai pada {names}: aturan lombanya ada.").format(
                k=number(first), names=listing(fixed)
            )
        )
    for before, after in itertools.pairwise(stages):
        new = sorted(set(after.criteria["objek"]) - set(before.criteria["objek"]))
        if new:
            told.append(
                _("Dinilai pada {after}, tetapi tidak pada {before}: {names}.").format(
                    after=after.stage.nama, before=before.stage.nama, names=listing(new)
                )
            )
    without = [one.nama for one in contest.tahap if one.kode not in set(rows["tahap"])]
    if without:
        told.append(_("Tanpa penilaian pada tabel ini: {names}.").format(names=listing(without)))
    if contest.gabungan.nilai is None and len(contest.tahap) > 1:
        told.append(_("Nilai akhir tidak dihitung: {why}.").format(why=contest.gabungan.belum_ada))
    if len(unused):
        counts = unused["sebab"].value_counts()
        told += [
            _("{n} baris tidak dipakai: {why}.").format(n=number(n), why=why)
            for why, n in counts.items()
        ]
    return tuple(told)
