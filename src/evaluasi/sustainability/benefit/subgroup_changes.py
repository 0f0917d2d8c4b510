"""For whom: the change of each subgroup, and whether subgroups changed differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.sustainability.benefit.groups import welch
from evaluasi.sustainability.benefit.hiding import LEAST, SMALL, suppress
from evaluasi.sustainability.benefit.result import NAN, Floats, t_inference
from evaluasi.sustainability.printing import figure, probability, require_columns, require_share
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

CELL = ("atribut", "kategori", "n", "estimate", "se", "ci_low", "ci_high", "p", "tampil", "sebab")
GAP = ("atribut", "kategori", "estimate", "se", "ci_low", "ci_high", "p", "p_holm")


@dataclass(frozen=True, eq=False)
class Subgroups(Told):
    """Changes by subgroup; cells too small to show carry no number at all.

    Attributes
    ----------
    table : DataFrame
        Columns `CELL`; n, estimate … are empty where `tampil` is False, and `sebab` says why:
        kecil, or pelindung (hidden so that a small one cannot be worked out).
    interactions : DataFrame
        Columns `GAP`: each shown category against the other shown ones of its attribute
        together; one row where there are two. p_holm counts all rows.
    n : int
    least : int
        Fewest respondents of a cell that is shown.
    level : float
    provenance : Provenance or None
    """

    table: pd.DataFrame = field(repr=False)
    interactions: pd.DataFrame = field(repr=False)
    n: int
    least: int
    level: float
    provenance: Provenance | None = field(default=None, repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the cells, with their provenance."""
        frame = self.table.copy()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Tell the changes by subgroup in Indonesian, and the differences that remain."""
        lines = [_("Perubahan menurut kelompok, {n} responden:").format(n=number(self.n))]
        lines += [self._cell(row) for _place, row in self.table.iterrows()]
        lines += [self._gap(row) for _place, row in self.interactions.iterrows()]
        lines.append(
            _(
                "Kelompok dipilih sebelum melihat hasilnya, atau ini hanya petunjuk; p Holm "
                "memperhitungkan {n} perbandingan. Bukan pengaruh inovasi."
            ).format(n=number(len(self.interactions)))
        )
        return "\n".join(lines)

    def plot(self) -> Chart:
        """Draw the mean change of each subgroup with its interval; hidden ones say so."""
        from evaluasi.figures import Measure
        from evaluasi.figures.interval_rows import interval_rows

        drawn = pd.DataFrame(
            {
                "nilai": self.table["estimate"].to_numpy(),
                "bawah": self.table["ci_low"].to_numpy(),
                "atas": self.table["ci_high"].to_numpy(),
                "terendah": NAN,
                "tertinggi": NAN,
                "tebal": False,
            },
            index=[f"{row.atribut}: {row.kategori}" for row in self.table.itertuples()],
        )
        ends = drawn[["bawah", "atas", "nilai"]].to_numpy()
        known = np.append(ends[np.isfinite(ends)], 0.0)
        return interval_rows(
            origin.stamp(drawn, self.provenance) if self.provenance else drawn,
            measure=Measure(_("Perubahan menurut kelompok"), decimals=2, change=True),
            limits=(float(known.min()), float(known.max())),
            interval=_("Selang {level} persen").format(level=number(100 * self.level)),
            without=_("tidak ditampilkan"),
        )

    def _cell(self, row: pd.Series) -> str:
        name = f"  {row['atribut']} {row['kategori']}"
        if not row["tampil"]:
            why = (
                _("kurang dari {n} responden").format(n=number(self.least))
                if row["sebab"] == SMALL
                else _("agar kelompok kecil tidak dapat dihitung dari selisihnya")
            )
            return _("{name}: tidak ditampilkan ({why})").format(name=name, why=why)
        return _("{name}: {estimate} (selang {low} sampai {high}), n = {n}").format(
            name=name,
            estimate=figure(row["estimate"]),
            low=figure(row["ci_low"]),
            high=figure(row["ci_high"]),
            n=number(row["n"]),
        )

    def _gap(self, row: pd.Series) -> str:
        return _(
            "  beda {kind} dari yang lain ({name}): {estimate} (selang {low} sampai {high}; "
            "Holm {p})"
        ).format(
            kind=row["kategori"],
            name=row["atribut"],
            estimate=figure(row["estimate"]),
            low=figure(row["ci_low"]),
            high=figure(row["ci_high"]),
            p=probability(row["p_holm"]),
        )


def subgroups(
    changes: pd.Series,
    respondents: pd.DataFrame,
    by: Sequence[str],
    *,
    least: int = LEAST,
    level: float = 0.95,
) -> Subgroups:
    """Estimate changes by subgroup, hiding what is too small to show.

    Parameters
    ----------
    changes : Series
        Change of each respondent, by respondent (`Scores.changes`); scores of one wave serve too.
    respondents : DataFrame
        Column responden (or that index) and the attributes: gender, poor, village, … Respondents
        without a row count as tidak tercatat.
    by : sequence of str
        Attributes.
    least : int
        Fewest respondents of a cell that is shown.
    level : float

    Raises
    ------
    ParameterError
        For attributes that lack.

    Notes
    -----
    The interaction is the difference of mean changes with Welch's interval; its probabilities
    are corrected by Holm (1979, Scandinavian Journal of Statistics 6(2), 65–70). It is computed
    from shown cells alone, so that it gives no hidden one away.
    """
    require_share("level", level)
    if "responden" in respondents:
        respondents = respondents.set_index("responden")
    require_columns(respondents, tuple(by), _("Tabel responden"))
    known = changes.dropna()
    labels = respondents[list(by)].reindex(known.index)
    cells = suppress(labels, least=least)
    filled = labels.astype(object).where(labels.notna(), _("tidak tercatat")).astype(str)
    values = known.to_numpy(np.float64)
    parts = {
        (row.atribut, row.kategori): values[(filled[row.atribut] == row.kategori).to_numpy()]
        for row in cells.itertuples()
        if row.tampil
    }
    shown = pd.DataFrame(
        [_mean(parts.get((row.atribut, row.kategori)), level) for row in cells.itertuples()],
        columns=["estimate", "se", "ci_low", "ci_high", "p"],
    )
    table = pd.concat(
        [cells.assign(n=cells["n"].where(cells["tampil"]).astype("Int64")), shown], axis=1
    )
    return Subgroups(
        table=table[list(CELL)],
        interactions=_interactions(parts, level),
        n=len(known),
        least=least,
        level=level,
        provenance=origin.of(changes),
    )


def _mean(values: Floats | None, level: float) -> list[float]:
    if values is None:
        return [NAN] * 5
    se = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else NAN
    return _row(float(values.mean()), se if se > 0 else NAN, len(values) - 1, level)


def _row(estimate: float, se: float, df: float, level: float) -> list[float]:
    (low, high), p = t_inference(estimate, se, df, level)
    return [estimate, se, low, high, p]


def _interactions(parts: dict[tuple[Any, Any], Floats], level: float) -> pd.DataFrame:
    rows = []
    for name in dict.fromkeys(attribute for attribute, _kind in parts):
        own = {kind: values for (attribute, kind), values in parts.items() if attribute == name}
        kinds = list(own)[:1] if len(own) == 2 else list(own) if len(own) > 2 else []
        for kind in kinds:
            others = np.concatenate([values for other, values in own.items() if other != kind])
            rows.append([name, kind, *_row(*welch(own[kind], others), level)])
    found = pd.DataFrame(rows, columns=list(GAP[:-1]))
    return found.assign(p_holm=_holm(found["p"]))


def _holm(p: pd.Series) -> pd.Series:
    from statsmodels.stats.multitest import multipletests

    tested = p.dropna()
    if tested.empty:
        return p.astype("float64")
    corrected = multipletests(tested.to_numpy(np.float64), method="holm")[1]
    return pd.Series(corrected, index=tested.index).reindex(p.index)
