"""What a plan is: its steps, where it leads, what it costs, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.rubrics import Rubric
from evaluasi.scoring.drawing import ladder
from evaluasi.scoring.iid_predicate import DECIMALS
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

DRAWN = 12
"""Indicators drawn by name; more would not be read."""


@dataclass(frozen=True)
class ActionPlan(Told):
    """Steps to a target, cheapest in all, in order of points per cost.

    Attributes
    ----------
    rubric : Rubric
    region : str
        Kemendagri code.
    target : float
        Index to reach (0 to 100).
    target_name : str
        Predicate asked for; empty where a score was.
    start, end : float
        Index before and after.
    steps : DataFrame
        One row per step: urutan, tindakan (naikkan, tarik), id, judul, opd, indikator, nama, dari,
        ke, arti (what the level reached means), bukti, sifat (inovasi, berkas, daerah, hasil),
        biaya, kenaikan (points of the index, 0 to 100), skor_sesudah.
    cost, bound : float
        Cost of the plan, and the least that any plan to the target can cost: equal where proven
        optimal, infinite where it is proven that no plan reaches the target.
    reached : bool
        Whether the target is reached; else the plan goes as far as the limits allow.
    withdrawals : bool
        Whether innovations could be withdrawn.
    next_editions : DataFrame
        edisi, pembagi, tanpa_rencana, sesudah_rencana: index under the rules announced for later
        editions.
    assumptions : tuple of str
    """

    rubric: Rubric
    region: str
    target: float
    target_name: str
    start: float
    end: float
    steps: pd.DataFrame
    cost: float
    bound: float
    reached: bool
    withdrawals: bool
    next_editions: pd.DataFrame
    assumptions: tuple[str, ...]

    @property
    def optimal(self) -> bool:
        """Whether no cheaper plan exists, by proof."""
        return self.reached and self.cost - self.bound < 1e-6

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of steps."""
        return self.steps.copy()

    def summary(self) -> str:
        """Say in Indonesian where the plan leads, at what cost, and what it assumes."""
        told = _("{region}, {rubric}: indeks {start} menjadi {end} dengan {n} langkah, biaya {c}.")
        lines = [
            told.format(
                region=self.region,
                rubric=self.rubric.nama,
                start=number(self.start, DECIMALS),
                end=number(self.end, DECIMALS),
                n=number(len(self.steps)),
                c=number(self.cost),
            ),
            self._verdict(),
            *self._later(),
            *self.assumptions,
        ]
        return "\n".join(lines)

    def plot(self) -> Chart:
        """Draw what each indicator adds to the index, all its steps together, and the sum."""
        named = self.steps.assign(nama=self.steps["nama"].fillna(_("penarikan inovasi")))
        by_name = named.groupby("nama", sort=False)["kenaikan"].agg(["sum", "size"])
        ordered = by_name.sort_values("sum", ascending=False)
        ordered.loc[_("indikator lainnya")] = ordered.iloc[DRAWN:].sum()
        ordered.loc[_("seluruh rencana")] = self.end - self.start, len(self.steps)
        drawn = pd.concat([ordered.iloc[:-2].head(DRAWN), ordered.iloc[-2:]])
        told = _("{name} ({n} langkah)")
        names = [told.format(name=name, n=number(size)) for name, size in drawn["size"].items()]
        added = pd.Series(drawn["sum"].to_numpy(), index=names)[drawn["size"].to_numpy() > 0]
        return ladder(
            added.to_frame("nilai"),
            title=_("Kenaikan indeks menurut indikator"),
            unit=_("poin indeks"),
            decimals=DECIMALS,
            main=names[-1],
            interval=_("Kenaikan"),
            alt=self.summary(),
        )

    def _verdict(self) -> str:
        target = self.target_name or number(self.target, DECIMALS)
        if not self.reached and self.withdrawals:
            told = (
                _("Sasaran {target} tidak tercapai, dengan atau tanpa menarik inovasi.")
                if np.isinf(self.bound)
                else _(
                    "Sasaran {target} tidak tercapai dalam waktu yang diberikan, tetapi belum "
                    "terbukti di luar jangkauan."
                )
            )
            far = _("Rencana terjauh yang ditemukan sampai {end}; yang ditarik lebih dahulu: ")
            weakest = _("yang kematangannya terendah.")
            return " ".join([told, far + weakest]).format(
                target=target, end=number(self.end, DECIMALS)
            )
        if not self.reached:
            return _(
                "Sasaran {target} tidak tercapai: semua langkah yang boleh diambil, dalam batas "
                "yang diberikan, hanya sampai {end}."
            ).format(target=target, end=number(self.end, DECIMALS))
        if self.optimal:
            return _("Sasaran {target} tercapai; tidak ada rencana yang lebih murah.").format(
                target=target
            )
        return _(
            "Sasaran {target} tercapai; rencana termurah paling sedikit berbiaya {bound} "
            "(selisih yang belum terbukti {gap})."
        ).format(target=target, bound=number(self.bound, 2), gap=number(self.cost - self.bound, 2))

    def _later(self) -> list[str]:
        """Say what the index would be under the rules announced for the next edition."""
        if self.next_editions.empty:
            return []
        row = self.next_editions.iloc[0]
        told = _(
            "Menurut aturan yang diumumkan untuk edisi {year} (keyakinan B), dengan inovasi yang "
            "sama: {without} tanpa rencana, {after} sesudahnya."
        )
        return [
            told.format(
                year=int(row["edisi"]),
                without=number(float(row["tanpa_rencana"]), DECIMALS),
                after=number(float(row["sesudah_rencana"]), DECIMALS),
            )
        ]
