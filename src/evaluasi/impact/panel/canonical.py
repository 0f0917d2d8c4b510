"""The canonical panel."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.impact.checks import whole
from evaluasi.impact.panel import dropping
from evaluasi.impact.panel.columns import Flags, Floats, Integers
from evaluasi.impact.panel.reading import Roles, read
from evaluasi.impact.results import Notice
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Panel:
    """Units measured over time, and when the treatment of each of them starts.

    Never treated is one canonical missing value. On the way in, an empty cell, 0, infinity and
    "tidak ada" all become it, and so does a start after the panel's last year (and after
    `anticipation`): nothing of it is seen. A unit whose treatment is "tidak tercatat" is neither
    treated nor a comparison: its rows are dropped, counted and listed.

    Parameters
    ----------
    frame : DataFrame
        One row per unit and time. Columns indikator, seri, satuan and acuan_waktu, where present
        (table `capaian`), guard against two series in one panel.
    unit, time, outcome : str
        Columns: code (text; any level, kecamatan too), year (whole number), value.
    first_treated : str, optional
        Column of the first treated year, one value per unit.
    treatment : str, optional
        Instead of `first_treated`: column of 0 and 1; may switch off, which few designs can use.
    covariates : sequence of str
        Columns of numbers, or of words (one 0/1 column per word but the first).
    weights : str, optional
        Column of weights, one value per unit.
    cluster : str, optional
        Column of clusters that units lie in; without it each unit is its own cluster.
    anticipation : int
        Years before the start in which the outcome may already respond.

    Attributes
    ----------
    units : ndarray of str (n,)
    times : ndarray (T,)
    outcome : ndarray (n, T)
        NaN where nothing was measured.
    cohort : ndarray (n,)
        First treated time; NaN for never within the panel.
    treated : ndarray of bool (n, T)
    covariates : ndarray (n, T, k)
    covariate_names : tuple of str
    weights : ndarray (n,)
    clusters : ndarray (n,)
        Index of each unit's cluster, 0 … n_clusters − 1.
    dropped : DataFrame
        Rows read but not used: unit, time, reason (code), sentence.
    rows_read : int
    notices : tuple of Notice
        What to beware of; every result repeats them.
    roles : Roles
        The columns in use.
    provenance : Provenance or None

    Raises
    ------
    ParameterError
        For columns that do not exist, play two parts, or an impossible `anticipation`.
    DatasetError
        For duplicate unit-years, infinite values, words among numbers, codes read as numbers,
        a treatment that changes within a unit: all faults in one error.
    ScaleBreakError
        For two series in one panel, or years on both sides of a break.
    """

    units: NDArray[np.str_]
    times: Integers
    outcome: Floats
    cohort: Floats
    treated: Flags
    covariates: Floats
    covariate_names: tuple[str, ...]
    weights: Floats
    clusters: Integers
    reversing: tuple[str, ...]
    dropped: pd.DataFrame
    rows_read: int
    notices: tuple[Notice, ...]
    anticipation: int
    roles: Roles
    provenance: Provenance | None

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        unit: str,
        time: str,
        outcome: str,
        first_treated: str | None = None,
        treatment: str | None = None,
        covariates: Sequence[str] = (),
        weights: str | None = None,
        cluster: str | None = None,
        anticipation: int = 0,
    ) -> None:
        whole("anticipation", anticipation, 0)
        columns = (covariates,) if isinstance(covariates, str) else tuple(covariates)
        roles = Roles(unit, time, outcome, first_treated, treatment, columns, weights, cluster)
        read_in = read(frame, roles)
        self._fill({name: getattr(read_in, name) for name in read_in.__slots__})
        self._fill({"anticipation": int(anticipation), "roles": roles})
        self._fill({"provenance": origin.of(frame)})
        self._fill({"notices": (*self.notices, *self._end_of_panel())})

    def __repr__(self) -> str:
        return f"Panel({self.n_units} × {len(self.times)}, {self.roles.outcome})"

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"

    def _fill(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)  # the dataclass is frozen for everybody else

    def _end_of_panel(self) -> list[Notice]:
        """Make late starters untreated, and tell starts that fall between observed years."""
        told = []
        late = self.cohort > self.times[-1] + self.anticipation
        if late.any():
            self._fill({"cohort": np.where(late, np.nan, self.cohort)})
            text = _(
                "{n} unit baru mulai sesudah {year}: di dalam panel ini belum diperlakukan."
            ).format(n=number(int(late.sum())), year=self.times[-1])
            told.append(Notice("mulai_sesudah_panel", text))
        inside = self.cohorts[(self.cohorts > self.times[0]) & (self.cohorts <= self.times[-1])]
        between = inside[~np.isin(inside, self.times)]
        if between.size:
            text = _("Tahun mulai {years} tidak ada nilainya; terpapar sejak tahun berikutnya.")
            years = listing(str(int(year)) for year in between)
            told.append(Notice("tahun_mulai_tanpa_nilai", text.format(years=years)))
        return told

    @property
    def n_units(self) -> int:
        """Number of units."""
        return len(self.units)

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return int(self.clusters.max()) + 1

    @property
    def n_obs(self) -> int:
        """Number of values."""
        return int(np.isfinite(self.outcome).sum())

    @property
    def never(self) -> Flags:
        """Units never treated within the panel, (n,)."""
        return np.isnan(self.cohort)

    @property
    def always(self) -> Flags:
        """Units treated (or anticipating) from the first year on, (n,)."""
        return np.asarray(self.cohort <= self.times[0] + self.anticipation)

    @property
    def cohorts(self) -> Floats:
        """Years in which some unit starts, increasing."""
        return np.unique(self.cohort[~self.never])

    @property
    def event_time(self) -> Floats:
        """Years since the start of each unit, (n, T); NaN for never treated units."""
        return self.times - self.cohort[:, None]

    @property
    def balanced(self) -> bool:
        """Whether every unit has a value in every year."""
        return bool(np.isfinite(self.outcome).all())

    def gaps(self) -> pd.DataFrame:
        """List unit-years between the first and the last year that have no value."""
        unit, time = np.nonzero(np.isnan(self.outcome))
        return pd.DataFrame({"unit": self.units[unit], "time": self.times[time]})

    def keep_units(self, keep: Flags, reason: str) -> Panel:
        """Return the panel without some units, their rows listed as dropped for `reason`."""
        if keep.all():
            return self
        gone_unit, gone_time = np.nonzero(np.isfinite(self.outcome) & ~keep[:, None])
        gone = dropping.rows(self.units[gone_unit], self.times[gone_time], reason)
        return self._with(
            units=self.units[keep],
            outcome=self.outcome[keep],
            cohort=self.cohort[keep],
            treated=self.treated[keep],
            covariates=self.covariates[keep],
            weights=self.weights[keep],
            clusters=np.unique(self.clusters[keep], return_inverse=True)[1],
            dropped=pd.concat([self.dropped, gone], ignore_index=True),
            notices=(*self.notices, *dropping.notices(gone)),
        )

    def keep_times(self, keep: Flags, reason: str) -> Panel:
        """Return the panel without some years, their rows listed as dropped for `reason`."""
        if keep.all():
            return self
        gone_unit, gone_time = np.nonzero(np.isfinite(self.outcome) & ~keep)
        gone = dropping.rows(self.units[gone_unit], self.times[gone_time], reason)
        return self._with(
            times=self.times[keep],
            outcome=self.outcome[:, keep],
            treated=self.treated[:, keep],
            covariates=self.covariates[:, keep],
            dropped=pd.concat([self.dropped, gone], ignore_index=True),
            notices=(*self.notices, *dropping.notices(gone)),
        )

    def reassigned(self, source: Integers) -> Panel:
        """Return the panel with each unit given the treatment of unit `source[i]`, (n,)."""
        return self._with(cohort=self.cohort[source], treated=self.treated[source])

    def _with(self, **changes: Any) -> Panel:
        made = object.__new__(Panel)
        made._fill({**self.__dict__, **changes})
        return made

    def designs(self) -> pd.DataFrame:
        """Table of designs: whether this panel carries each of them, and why not."""
        from evaluasi.impact.panel.designs import table  # the list of designs reads panels

        return table(self)

    def summary(self) -> str:
        """Say in Indonesian what the panel holds, what was left out, which designs it carries."""
        sizes = [
            f"{int(year)}: {number(int((self.cohort == year).sum()))}" for year in self.cohorts
        ]
        lines = [
            _("{n} unit, {first}–{last} ({t} tahun), {obs} nilai{gaps}.").format(
                n=number(self.n_units),
                first=self.times[0],
                last=self.times[-1],
                t=number(len(self.times)),
                obs=number(self.n_obs),
                gaps="" if self.balanced else _(", {n} sel kosong").format(n=len(self.gaps())),
            ),
            _("Mulai diperlakukan (tahun: unit): {sizes}; tidak pernah: {never}.").format(
                sizes="; ".join(sizes) or "–", never=number(int(self.never.sum()))
            ),
            *(f"! {notice}" for notice in self.notices),
        ]
        for row in self.designs().to_dict("records"):
            lines.append(f"{row['rancangan']}: {row['alasan']}")
        return "\n".join(lines)
