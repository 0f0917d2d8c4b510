"""What the audit score is made of: strengths, weaknesses, points against the peers, levers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region.audit import span, taking_part
from evaluasi.reports.region.subject import Subject
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number, signed

if TYPE_CHECKING:
    from evaluasi.scoring.composite.auditing import Audit
    from evaluasi.scoring.profile import Comparison

SHOWN = 5
"""Strengths, weaknesses and levers shown; more would not be read."""


@dataclass(frozen=True, eq=False)
class Facts:
    """The audit, the peers that have an index, and points by variable on the scale of the score.

    The points sum to the score less the peers' median; the last one, of no variable, is what the
    median of sums is apart from the sum of medians.
    """

    audit: Audit
    own: Comparison
    structural: bool
    points: pd.Series[float]
    rest: float

    @property
    def difference(self) -> float:
        """Score less the peers' median score."""
        return float(self.points.sum()) + self.rest


@lru_cache(maxsize=4)
def facts(subject: Subject) -> Facts | None:
    """Return what all tables of the section rest on; None where the region has no audit index."""
    audit = taking_part(subject)
    if audit is None:
        return None
    from evaluasi.scoring import profile
    from evaluasi.scoring.composite.regional import CLAIMED
    from evaluasi.scoring.profile.comparison import LEAST
    from evaluasi.scoring.profile.contribution import REST

    index = audit.indices[CLAIMED]
    scored = set(index.index.index)
    structural = sum(code in scored for code in subject.peers.codes) >= LEAST
    peers = subject.peers.codes if structural else sorted(scored - {subject.kode})
    own = profile.compared_with(index.index, subject.kode, peers)
    made = profile.contributions(index, own).by_pillar().set_index("induk")["poin"]
    points = made.astype(float) * audit.levels.varied[CLAIMED]
    return Facts(audit, own, structural, points.drop(REST), float(points[REST]))


def sentences(subject: Subject) -> str:
    """Say with whom the region is compared, and what sets its score apart from theirs."""
    found = facts(subject)
    if found is None:
        return ""
    peers = (
        _("Pembandingnya daerah sejenis yang terdekat dan punya indeks: {names}.").format(
            names=listing(escape(subject.names.get(code, code)) for code in found.own.peers)
        )
        if found.structural
        else _(
            "Pembandingnya semua {n} wilayah lain yang punya indeks, sebab pembanding sejenis "
            "yang punya indeks kurang dari tiga."
        ).format(n=number(len(found.own.peers)))
    )
    up = found.points[found.points > 0].nlargest(2)
    down = found.points[found.points < 0].nsmallest(2)
    gap = _(
        "Skor auditnya berselisih {gap} poin dari median pembanding. Paling menambah: {up}. "
        "Paling mengurangi: {down}."
    ).format(gap=signed(found.difference, 1), up=_named(up), down=_named(down))
    fiscal = _("Kapasitas fiskal belum ada datanya, jadi tidak ikut menentukan pembanding.")
    return f"{peers} {gap} {fiscal}"


def verdicts(subject: Subject) -> pd.DataFrame:
    """Table of the weightiest strengths and weaknesses; empty without any."""
    found = facts(subject)
    if found is None:
        return pd.DataFrame()
    from evaluasi.scoring import profile
    from evaluasi.scoring.composite.regional import CLAIMED
    from evaluasi.scoring.profile.strengths import STRENGTH, WEAKNESS

    table = profile.strengths(found.audit.indices[CLAIMED], found.own).table
    rows = pd.concat([table[table["putusan"] == v].head(SHOWN) for v in (STRENGTH, WEAKNESS)])
    fragile = _("{verdict} (rapuh)")
    frame = pd.DataFrame(
        {
            _("Indikator"): rows["nama"].to_numpy(),
            _("Level rata-rata"): rows["nilai"].to_numpy(),
            _("Median pembanding"): rows["median_pembanding"].to_numpy(),
            _("Putusan"): [
                fragile.format(verdict=verdict) if turns else verdict
                for verdict, turns in zip(rows["putusan"], rows["rapuh"], strict=True)
            ],
        }
    )
    return _stamped(subject, found, frame)


def contributions(subject: Subject) -> pd.DataFrame:
    """Table of points by variable, summing to the difference from the peers' median."""
    found = facts(subject)
    if found is None:
        return pd.DataFrame()
    rows = [
        *zip(found.points.index, found.points, strict=True),
        (_("Susunan: median jumlah bukan jumlah median"), found.rest),
        (_("Jumlah: selisih dari median pembanding"), found.difference),
    ]
    frame = pd.DataFrame(rows, columns=[_("Variabel"), _("Poin")])
    return _stamped(subject, found, frame)


def levers(subject: Subject) -> pd.DataFrame:
    """Table of the indicators that would win most at the peers' median; empty for none below."""
    found = facts(subject)
    if found is None:
        return pd.DataFrame()
    from evaluasi.scoring import profile
    from evaluasi.scoring.composite.auditing import assumed
    from evaluasi.scoring.composite.regional import CLAIMED

    audit = found.audit
    made = profile.lever_table(
        audit.indices[CLAIMED],
        audit.levels.sources[CLAIMED],
        found.own,
        assumed(audit.levels.frameworks[CLAIMED], audit.seed),
        most=SHOWN,
        seed=audit.seed,
    ).table
    frame = pd.DataFrame(
        {
            _("Indikator"): made["nama"].to_numpy(),
            _("Level rata-rata"): made["nilai"].to_numpy(),
            _("Median pembanding"): made["sasaran"].to_numpy(),
            _("Tambahan skor"): (made["poin"] * audit.levels.varied[CLAIMED]).to_numpy(),
            _("Selang peringkat"): _spans(made["bawah"], made["atas"]),
            _("Sesudahnya"): _spans(made["bawah_sesudah"], made["atas_sesudah"]),
        }
    )
    return _stamped(subject, found, frame)


def _named(points: pd.Series[float]) -> str:
    told = [f"{escape(str(name))} {signed(value, 1)}" for name, value in points.items()]
    return "; ".join(told) or _("tidak ada")


def _spans(low: pd.Series[float], high: pd.Series[float]) -> list[str]:
    return [span(a, b) for a, b in zip(low, high, strict=True)]


def _stamped(subject: Subject, found: Facts, frame: pd.DataFrame) -> pd.DataFrame:
    origin = provenance.of(found.audit.regions) or subject.data.provenance
    return provenance.stamp(frame, origin)
