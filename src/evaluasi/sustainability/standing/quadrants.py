"""Capacity against sustainment: two columns side by side, four quadrants, never one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import instruments
from evaluasi.sustainability.lasting.binomial import exact_share
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

CUT = 50.0
"""Middle of the scale: a line to sort by, ours, and no pass mark."""
LASTS, FADES = ("berkembang", "tetap"), ("melemah", "berhenti")
ABSORBED = "diserap"
KEPT, FRAGILE, PUZZLING, LOST = "terjaga", "rentan", "perlu ditelusuri", "surut"
UNSEEN, UNRATED = "belum diverifikasi", "kapasitas belum dinilai"
QUADRANTS = (KEPT, FRAGILE, PUZZLING, LOST, ABSORBED, UNSEEN, UNRATED)


@dataclass(frozen=True)
class Quadrant:
    """Innovations by capacity and verified state.

    Attributes
    ----------
    table : DataFrame
        id, kapasitas (0 to 100 percent of its scale), bawah, atas, status (last verified), tanggal,
        kuadran, dekat_batas (whether the interval of the capacity spans the line).
    counts : Series
        By `QUADRANTS`.
    cut : float
    source : str
        What the capacity was read from, e.g. "proksi, bukan PSAT".
    """

    table: pd.DataFrame
    counts: pd.Series
    cut: float
    source: str

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian how many innovations stand where, and what the lines are."""
        told = _(
            "{n} inovasi menurut kapasitas ({source}) dan status terverifikasi: {parts}. Garis "
            "kapasitas {cut}% dari skala adalah ambang kami, bukan batas lulus."
        )
        parts = [f"{name} {number(n)}" for name, n in self.counts.items() if n]
        lines = [
            told.format(
                n=number(len(self.table)),
                source=self.source or _("sumber tidak disebut"),
                parts=listing(parts),
                cut=number(self.cut),
            )
        ]
        near = int(self.table["dekat_batas"].sum())
        if near:
            told = _("{n} di antaranya terlalu dekat dengan garis untuk dipilah dengan yakin.")
            lines.append(told.format(n=number(near)))
        return "\n".join(lines)

    def plot(self) -> Chart:
        """Draw one dot per innovation: capacity across, verified state up."""
        from evaluasi.figures import Measure
        from evaluasi.figures.quadrant import Group
        from evaluasi.figures.quadrant import quadrant as draw

        data = self.table.rename(columns={"kapasitas": "nilai", "dekat_batas": "kosong"})
        seen = data["kuadran"] != UNSEEN
        title = _("Kapasitas dan status terverifikasi")
        unit = _("kapasitas ({source}), persen dari skala").format(source=self.source)
        return draw(
            data.assign(baris=data["status"].where(seen, UNSEEN)),
            (
                Group(LASTS, FRAGILE, KEPT),
                Group(FADES, LOST, PUZZLING),
                Group((ABSORBED,)),
                Group((UNSEEN,)),
            ),
            measure=Measure(title, unit if self.source else _("persen dari skala")),
            cut=self.cut,
            line=_("Ambang kami ({cut}%), bukan batas lulus").format(cut=number(self.cut)),
            hollow=_("Selangnya melintasi garis"),
            alt=self.summary(),
        )

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, na_rep="")


def quadrant(
    capacity: pd.DataFrame, states: pd.DataFrame, *, cut: float = CUT, source: str = ""
) -> Quadrant:
    """Sort innovations by capacity in place and sustainment verified.

    Strong or weak is on which side of `cut` the capacity lies; lasting is a last verified state of
    berkembang or tetap, not lasting one of melemah or berhenti. Absorbed into regular service is no
    failure and stands apart, as does what nobody has verified or rated.

    Parameters
    ----------
    capacity : DataFrame
        id, nilai (0 to 100), optionally bawah, atas; one row per innovation.
    states : DataFrame
        id, status, tanggal: last verified state; innovations without a row are not verified.
    cut : float
        Between 0 and 100.
    source : str
        What the capacity was read from.

    Raises
    ------
    ParameterError
        For a line outside 0 to 100, capacities outside it, and ids that stand there twice.
    """
    _refuse(capacity, states, cut)
    known = capacity.reindex(columns=["id", "nilai", "bawah", "atas"]).rename(
        columns={"nilai": "kapasitas"}
    )
    # Ids of an empty frame have no kind; those of two frames must have the same.
    seen_states = states[["id", "status", "tanggal"]].astype({"id": "object"})
    table = known.astype({"id": "object"}).merge(seen_states, on="id", how="outer")
    seen = table["status"].isin([*LASTS, *FADES, ABSORBED])
    strong, lasts = table["kapasitas"] >= cut, table["status"].isin(LASTS)
    absorbed, unrated = table["status"] == ABSORBED, table["kapasitas"].isna()
    table["kuadran"] = np.select(
        [~seen, absorbed, unrated, lasts & strong, lasts, strong],
        [UNSEEN, ABSORBED, UNRATED, KEPT, FRAGILE, PUZZLING],
        LOST,
    )
    table["dekat_batas"] = (table["bawah"] < cut) & (table["atas"] > cut)
    table = table.sort_values("id", ignore_index=True)
    origins = [provenance.of(frame) for frame in (capacity, states)]
    parts = [one for one in origins if one is not None]
    table.attrs = {}
    if len(parts) == len(origins):
        provenance.stamp(table, provenance.Provenance.merge(*parts))
    counts = table["kuadran"].value_counts().reindex(QUADRANTS, fill_value=0)
    return Quadrant(table, counts, cut, source)


def _refuse(capacity: pd.DataFrame, states: pd.DataFrame, cut: float) -> None:
    values = capacity["nilai"].dropna()
    faults = []
    if not 0 < cut < 100:
        faults.append(_("garis {cut} tidak di antara 0 dan 100").format(cut=number(cut)))
    if not values.between(0, 100).all():
        faults.append(_("kapasitas harus 0 sampai 100 persen dari skalanya"))
    for name, frame in ((_("kapasitas"), capacity), (_("status"), states)):
        twice = frame.loc[frame["id"].duplicated(), "id"]
        told = _("{what}: {id} ditulis lebih dari sekali")
        faults += [told.format(what=name, id=one) for one in twice.unique()]
    if faults:
        raise ParameterError(
            _("Kuadran tidak dapat disusun."),
            _("Beri satu baris untuk tiap inovasi, dengan kapasitas 0 sampai 100."),
            faults,
        )


def benchmarks() -> pd.DataFrame:
    """Return what is published on award winners that go on, with the bias of each.

    Columns: nama, hidup, jumlah, bagian, bawah, atas (percent, exact 95 %; empty where only words
    are published), kira_kira, sumber, keyakinan, bias, catatan.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26: 404–413; sources in ``patokan.toml``.
    """
    content = instruments.raw("patokan")
    cited: Mapping[str, str] = content["sumber"]
    rows = []
    for one in content["patokan"]:
        alive, total = one.get("hidup"), one.get("jumlah")
        share = low = high = np.nan
        if total:
            found = exact_share(alive, total)
            share, low, high = (100 * x for x in (found.estimate, *found.ci))
        rows.append(
            {
                "nama": one["nama"], "hidup": alive, "jumlah": total, "bagian": share,
                "bawah": low, "atas": high, "kira_kira": one.get("kira_kira", ""),
                "sumber": "; ".join(cited[key] for key in one["sumber"]),
                "keyakinan": one["keyakinan"], "bias": one["bias"], "catatan": one["catatan"],
            }
        )  # fmt: skip
    return pd.DataFrame(rows)
