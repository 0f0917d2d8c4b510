"""Innovations of one edition under the rules of another, as far as their levels can be carried."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError, ScaleBreakError
from evaluasi.rubrics import MAX_LEVEL, Indicator, Rubric, label
from evaluasi.rubrics.changes import DOCUMENTED, LEVEL, between
from evaluasi.scoring.iid_levels import bare_rows, level_matrix, merged_provenance, of_edition
from evaluasi.scoring.maturity import weighted, weights
from evaluasi.tables import provenance
from evaluasi.text import _, number

TABLE = "inovasi"


@dataclass(frozen=True)
class Rescored(Told):
    """What is known of innovations under another edition's rules.

    Attributes
    ----------
    origin, target : Rubric
        Rules of the edition of the levels, and those they are judged by.
    table : DataFrame
        One row per innovation: id and kode where the table had them; kematangan_asal (under its
        own rules); terbawa (points under the other rules from the indicators that could be
        carried over); terendah and tertinggi (maturity under the other rules if everything that
        could not be carried over stood at level 0, or at level 3).
    levels : DataFrame
        Levels carried over, columns of the target; empty where they could not be.
    indicators : DataFrame
        One row per indicator of the target: indikator, nama, dibawa, alasan (why not, or what
        changed besides the levels).
    """

    origin: Rubric
    target: Rubric
    table: pd.DataFrame
    levels: pd.DataFrame
    indicators: pd.DataFrame

    @property
    def carried(self) -> tuple[str, ...]:
        """Indicators on which the two editions can be compared (see `maturity`, *indicators*)."""
        return tuple(self.indicators.loc[self.indicators["dibawa"], "indikator"])

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of innovations."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian what could be carried over, and what could not and why."""
        lost = self.indicators[~self.indicators["dibawa"]]
        head = _("{n} inovasi {origin} dinilai menurut {target}: {k} dari {all} indikator dibawa.")
        lines = [
            head.format(
                n=number(len(self.table)),
                origin=self.origin.nama,
                target=self.target.nama,
                k=number(len(self.carried)),
                all=number(len(self.indicators)),
            )
        ]
        lines += [
            _("- {indicator} ({name}) tidak dibawa: {why}").format(
                indicator=row["indikator"], name=row["nama"], why=row["alasan"]
            )
            for row in lost.to_dict("records")
        ]
        return "\n".join(lines)


def rescore(inovasi: pd.DataFrame, from_rubric: Rubric, to_rubric: Rubric) -> Rescored:
    """Judge innovations of one edition by the rules of another, so that years can be compared.

    A level is carried over where its meaning did not change between the two editions. The rest
    is not guessed: it is named, and bounds the maturity from below (level 0) and above (level 3).
    To compare two years, sum both over what they share:
    ``maturity(levels, rubric, indicators=rescored.carried)``.

    Parameters
    ----------
    inovasi : DataFrame
        Innovations with the levels of `from_rubric`; rows of other editions are left out.
    from_rubric, to_rubric : Rubric

    Returns
    -------
    Rescored

    Raises
    ------
    ScaleBreakError
        Between the points of 2018–2020 and the scale of 2021 and later.
    ParameterError
        Where the table of indicators of either edition is not known, and for what is wrong with
        the levels.
    """
    _refuse_break(from_rubric, to_rubric)
    _refuse_unknown(from_rubric, to_rubric)
    rows = of_edition(inovasi, from_rubric.edisi, TABLE)
    indicators = _indicators(from_rubric, to_rubric)
    carried = [str(code) for code in indicators.loc[indicators["dibawa"], "indikator"]]
    given = level_matrix(rows, from_rubric.columns)
    matrix = pd.DataFrame(given, index=rows.index, columns=list(from_rubric.columns))
    levels = matrix[carried].reindex(columns=list(to_rubric.columns))

    weight = weights(to_rubric, to_rubric.columns)
    bare = bare_rows(given)
    points = np.where(bare, np.nan, np.nan_to_num(levels.to_numpy()) @ weight)
    lost = ~np.isin(to_rubric.columns, carried)
    table = rows[[name for name in ("id", "kode") if name in rows.columns]].assign(
        kematangan_asal=weighted(given, weights(from_rubric, from_rubric.columns)),
        terbawa=points,
        terendah=points,
        tertinggi=points + MAX_LEVEL * weight[lost].sum(),
    )
    source = merged_provenance([inovasi])
    if source is not None:
        provenance.stamp(table, source)
        provenance.stamp(levels, source)
    return Rescored(from_rubric, to_rubric, table, levels, indicators)


def _refuse_break(first: Rubric, last: Rubric) -> None:
    if first.skala == last.skala == "0-100":
        return
    raise ScaleBreakError(
        _("Edisi {first} dan {last} tidak dapat disambung: ada patahan skala.").format(
            first=first.edisi, last=last.edisi
        ),
        _("Bandingkan edisi 2021 dan sesudahnya saja."),
        [_("2018–2020: poin tanpa batas atas yang rumusnya berganti; sejak 2021: skala 0–100")],
    )


def _refuse_unknown(*editions: Rubric) -> None:
    unknown = [rubric.rule("bobot_sid") for rubric in editions]
    faults = [
        _("{rubric}: {what} belum ada, {why}").format(
            rubric=rubric.nama, what=label(rule.nama), why=rule.belum_ada
        )
        for rubric, rule in zip(editions, unknown, strict=True)
        if rule.nilai is None
    ]
    if faults:
        raise ParameterError(
            _("Inovasi tidak dapat dinilai ulang tanpa tabel indikator kedua edisi."),
            _("Lengkapi dengan berkas aturan sendiri (.toml), atau pilih edisi lain."),
            faults,
        )


def _indicators(first: Rubric, last: Rubric) -> pd.DataFrame:
    before = {indicator.kode: indicator for indicator in first.sid}
    found = between(first.edisi, last.edisi)
    rows = []
    for indicator in last.sid:
        changes = [change for change in found if change.indikator == indicator.kode]
        torn = [change.apa for change in changes if change.jenis == LEVEL]
        told = "; ".join(torn or [change.apa for change in changes])
        if indicator.kode not in before:
            torn, told = [indicator.kode], _("tidak ada pada edisi asal")
        elif not torn and not _documented(first, last, before[indicator.kode], indicator):
            torn, told = [indicator.kode], _("perubahan antara kedua edisi tidak tercatat")
        rows.append((indicator.kode, indicator.nama, not torn, told))
    table = pd.DataFrame(rows, columns=["indikator", "nama", "dibawa", "alasan"])
    return table.astype({"dibawa": bool})


def _documented(first: Rubric, last: Rubric, before: Indicator, after: Indicator) -> bool:
    """Whether the absence of a change is known: by record, or by the very same labels."""
    on_record = first.edisi in DOCUMENTED and last.edisi in DOCUMENTED
    return on_record or (bool(before.level) and before.level == after.level)
