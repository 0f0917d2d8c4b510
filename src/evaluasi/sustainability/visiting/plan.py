"""Which innovations need a visit first: a plan for a team with so many days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.visiting.route import HALVES, best_days
from evaluasi.sustainability.visiting.stakes import VALUES, Hazard, information, stakes
from evaluasi.sustainability.visiting.words import reason, told, warnings_of
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]

STAKE, INFORMATION = "taruhan", "informasi"
AIMS = (STAKE, INFORMATION)
COLUMNS = (
    "urutan",
    "hari",
    "kode",
    "id",
    "judul",
    "status",
    "terakhir_hidup",
    "peluang",
    "bawah",
    "atas",
    "nilai",
    "nilai_tercatat",
    "taruhan",
    "informasi",
    "kokoh",
    "alasan",
)


@dataclass(frozen=True, eq=False)
class VisitPlan(Told):
    """Visits in order, with the reason of each; never a verdict on an innovation.

    Attributes
    ----------
    table : DataFrame
        One row per visit, columns `COLUMNS`: order and day, cluster, innovation, chance of having
        ended and the ends of its interval, value at stake and whether it is on file, expected
        stake and information (bit), whether it is also chosen at both ends of the intervals
        (kokoh), and why.
    waiting : DataFrame
        The same columns for what does not fit in, most urgent first, without order and reason.
    excluded : DataFrame
        id, alasan: what no visit is planned for.
    gain, gain_all : float
        Sum of what was aimed at over the visits, and over all open innovations.
    days_used : float
        Days of work and travel.
    settings : mapping
    warnings : tuple of str
    """

    table: pd.DataFrame = field(repr=False)
    waiting: pd.DataFrame = field(repr=False)
    excluded: pd.DataFrame = field(repr=False)
    gain: float
    gain_all: float
    days_used: float
    settings: Mapping[str, Any]
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the visits in order."""
        return self.table.copy()

    def summary(self) -> str:
        """Tell the plan in Indonesian: how many, where, what it covers, what to beware of."""
        return told(
            self.table, len(self.waiting), self.excluded, self.settings, self._share(), self._days()
        ) + "".join(f"\n! {warning}" for warning in self.warnings)

    def _share(self) -> float:
        return self.gain / self.gain_all if self.gain_all > 0 else float("nan")

    def _days(self) -> str:
        return number(self.days_used, 1 if self.days_used % 1 else 0)


def visit_plan(
    innovations: pd.DataFrame,
    hazard: Hazard,
    *,
    today: dt.date | str,
    days: int,
    per_day: int = 3,
    value: str = "penerima",
    aim: str = STAKE,
    travel: float | Mapping[str, float] = 0.0,
    covariates: Sequence[str] = (),
) -> VisitPlan:
    r"""Plan the visits of a team so that they settle as much as its days allow.

    Each open innovation has a chance *p* of having ended since it was last seen in use. A visit
    settles it; what the visit is worth is the expected stake :math:`p \times` value, or the
    expected information :math:`-p \log_2 p - (1-p) \log_2(1-p)`. A day is spent in one cluster.
    The plan is the optimum of this sum (see `best_days`); clusters come in order of gain per day.

    Parameters
    ----------
    innovations : DataFrame
        One row per innovation: id, kode (the cluster: region or kecamatan), mulai and
        terakhir_hidup (dates; the latter empty where never seen since the start), the column
        named by `value`, the `covariates`; optionally judul and status (last one on file).
    hazard : Hazard
        Grouped-time model of ending.
    today : date or str
        Day of the plan.
    days, per_day : int
        Days of the team; innovations it can visit in a day.
    value : {"penerima", "anggaran", "sama"}
        What is at stake; where it is not on file the median of the others stands in, flagged.
    aim : {"taruhan", "informasi"}
        Expected stake, or expected information (which does not depend on `value`).
    travel : float or mapping from kode
        Days lost for each cluster visited: 0, 0.5, 1, …
    covariates : sequence of str
        Columns handed to the hazard.

    Raises
    ------
    ParameterError
        For unknown options, columns that lack, an innovation in several rows.

    Notes
    -----
    The chance comes from a model of others; it says whom to ask first, not what the answer is.
    Where the model gives no chance but the most it can be (too few have ended), that counts.
    """
    _check(days, per_day, value, aim)
    known = stakes(innovations, hazard, pd.Timestamp(today), value, covariates)
    rows = known.open
    lost = _travel(travel, rows["kode"].unique())
    gains = [_gain(rows, part, aim) for part in ("peluang", "bawah", "atas")]
    picks = [_pick(rows, gain, lost, days, per_day) for gain in gains]
    sure = np.logical_and.reduce([rows.index.isin(pick.index) for pick in picks])
    rows = rows.assign(_gain=gains[0], kokoh=sure)
    day = pd.Timestamp(today).date().isoformat()
    planned = _planned(rows, picks[0], value, day)
    rest = _urgent_first(rows.drop(index=picks[0].index))
    travelled = sum(lost[kode] for kode in planned["kode"].unique()) / HALVES
    return VisitPlan(
        table=planned[list(COLUMNS)],
        waiting=rest.reindex(columns=list(COLUMNS)).reset_index(drop=True),
        excluded=known.excluded,
        gain=float(planned["_gain"].sum()),
        gain_all=float(gains[0].sum()),
        days_used=int(planned.groupby("kode")["hari"].nunique().sum()) + travelled,
        settings={
            "hari_tersedia": days,
            "per_hari": per_day,
            "nilai": value,
            "tujuan": aim,
            "tanggal": day,
        },
        warnings=warnings_of(rows, planned, value, aim, hazard.reason),
    )


def _planned(rows: pd.DataFrame, picked: pd.Series, value: str, day: str) -> pd.DataFrame:
    """Lay out the visits in order, each with its reason."""
    planned = rows.loc[picked.index].reset_index(drop=True)
    return planned.assign(
        urutan=np.arange(1, len(planned) + 1),
        hari=picked.to_numpy(),
        alasan=[reason(row, value, day) for _place, row in planned.iterrows()],
    )


def _check(days: int, per_day: int, value: str, aim: str) -> None:
    for name, given, allowed in (("value", value, VALUES), ("aim", aim, AIMS)):
        if given not in allowed:
            raise ParameterError(
                _("Pilihan {name} “{given}” tidak dikenal.").format(name=name, given=given),
                _("Pilih salah satu: {known}.").format(known=listing(allowed)),
            )
    for name, count in (("days", days), ("per_day", per_day)):
        if isinstance(count, bool) or count != int(count) or count < 1:
            raise ParameterError(
                _("{name} harus bilangan bulat paling sedikit 1, bukan {given}.").format(
                    name=name, given=count
                )
            )


def _travel(travel: float | Mapping[str, float], clusters: npt.NDArray[Any]) -> dict[str, int]:
    """Return half-days of travel by cluster."""
    given = {
        kode: travel.get(kode, 0.0) if isinstance(travel, Mapping) else travel for kode in clusters
    }
    wrong = {kode: days for kode, days in given.items() if days < 0 or (HALVES * days) % 1}
    if wrong:
        raise ParameterError(
            _("Hari perjalanan harus kelipatan setengah hari dan tidak negatif."),
            faults=[f"{kode}: {days}" for kode, days in wrong.items()],
        )
    return {kode: int(HALVES * days) for kode, days in given.items()}


def _gain(rows: pd.DataFrame, chance: str, aim: str) -> Floats:
    """Return what each visit is worth if its chance is that of a column."""
    p, high = (rows[name].to_numpy(np.float64) for name in (chance, "atas"))
    if aim == INFORMATION:
        return information(p, high)
    stake: Floats = np.where(np.isfinite(p), p, high) * rows["nilai"].to_numpy(np.float64)
    return stake


def _pick(
    rows: pd.DataFrame, gain: Floats, lost: Mapping[str, int], days: int, per_day: int
) -> pd.Series:
    """Choose the visits; return the day of each, in order, by position in `rows`."""
    worth = rows.assign(_gain=gain)
    worth = _urgent_first(worth[worth["_gain"] > 0])
    clusters = {str(kode): part for kode, part in worth.groupby("kode", sort=True)}
    ordered = [part["_gain"].to_numpy() for part in clusters.values()]
    shares = best_days(ordered, [lost[kode] for kode in clusters], days, per_day)
    taken = [
        (kode, part.iloc[: share * per_day], share)
        for (kode, part), share in zip(clusters.items(), shares, strict=True)
        if share
    ]
    taken.sort(key=lambda item: -item[1]["_gain"].sum() / (HALVES * item[2] + lost[item[0]]))
    elapsed, days_of, index = 0, [], []
    for kode, part, share in taken:
        elapsed += lost[kode]
        begin = elapsed // HALVES + 1
        days_of += [begin + place // per_day for place in range(len(part))]
        index += list(part.index)
        elapsed += HALVES * share
    return pd.Series(days_of, index=index, dtype="int64")


def _urgent_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort by gain; of equal ones what was seen longest ago comes first."""
    return rows.sort_values(
        ["_gain", "terakhir_hidup", "id"], ascending=[False, True, True], na_position="first"
    )
