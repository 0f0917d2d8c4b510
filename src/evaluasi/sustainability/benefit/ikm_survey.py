"""The public satisfaction index of PermenPANRB 14/2017 from answers, with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.answers import read_answers, tally
from evaluasi.sustainability.benefit.ikm_estimates import elements_of, row_of
from evaluasi.sustainability.benefit.ikm_published import ALL
from evaluasi.sustainability.benefit.ikm_rules import rules
from evaluasi.sustainability.printing import figure, require_share
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

GROUP = ["objek", "gelombang"]
COLUMNS = (
    "objek",
    "gelombang",
    "responden",
    "populasi",
    "unsur",
    "ikm",
    "galat_baku",
    "bawah",
    "atas",
    "kelas",
    "mutu",
    "kelas_mungkin",
    "dengan_011",
    "kelas_011",
    "alasan",
)


@dataclass(frozen=True, eq=False)
class Ikm(Told):
    """Satisfaction index of each object and wave.

    Attributes
    ----------
    table : DataFrame
        Columns `COLUMNS`: respondents, population where given, elements, index (25 … 100), its
        standard error and interval, class and quality, every class the interval touches, the
        index with the rounded weight 0.11 and its class, and why something is not told.
    elements : DataFrame
        objek, gelombang, unsur, nama, jawaban, kosong, nrr, bawah, atas, bobot, tertimbang,
        terendah and tertinggi (share of answers at either end of the scale).
    dropped : DataFrame
        Answers left out: baris, objek, responden, gelombang, butir, nilai, alasan.
    level : float
    warnings : tuple of str
    provenance : Provenance or None
    """

    table: pd.DataFrame = field(repr=False)
    elements: pd.DataFrame = field(repr=False)
    dropped: pd.DataFrame = field(repr=False)
    level: float
    warnings: tuple[str, ...] = ()
    provenance: Provenance | None = field(default=None, repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the indices, with their provenance."""
        frame = self.table.copy()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Tell each index in Indonesian, with its interval and the classes it may be in."""
        lines = [_line(row, self.level) for _place, row in self.table.iterrows()]
        lines = lines or [_("Tidak ada jawaban yang dapat dipakai.")]
        return "\n".join([*lines, *(f"! {warning}" for warning in self.warnings)])

    def plot(self, objek: str | None = None) -> Chart:
        """Draw the averages of one object's elements in its last wave, with their intervals.

        Raises
        ------
        ParameterError
            For an object without answers, and none chosen among several.
        """
        from evaluasi.figures import Measure
        from evaluasi.figures.interval_rows import interval_rows

        names = list(self.table["objek"].unique())
        chosen = names[0] if objek is None and len(names) == 1 else objek
        if chosen not in names:
            raise ParameterError(
                _("Pilih satu objek survei yang ada jawabannya."),
                _("Yang ada: {names}.").format(names=listing(names)),
            )
        rows = self.elements[self.elements["objek"] == chosen]
        rows = rows[rows["gelombang"] == rows["gelombang"].max()].set_index("nama")
        told = rules()
        drawn = rows[["bawah", "atas"]].assign(
            nilai=rows["nrr"], terendah=float("nan"), tertinggi=float("nan"), tebal=False
        )
        return interval_rows(
            origin.stamp(drawn, self.provenance) if self.provenance else drawn,
            measure=Measure(_("Kepuasan per unsur"), _("skala 1–4"), 2, "naik"),
            limits=(told.low, told.high),
            interval=_("Selang {level} persen").format(level=number(100 * self.level)),
        )


def ikm(
    survei: pd.DataFrame,
    *,
    instrument: str | None = None,
    population: int | Mapping[str, int] | None = None,
    level: float = 0.95,
) -> Ikm:
    r"""Compute the satisfaction index of each object and wave.

    With *J* elements (nine, or eight where a survey leaves one out) and averages
    :math:`\bar x_j` of the answers given, the index is :math:`25 \sum_j \bar x_j / J`. Its
    standard error takes respondents as a simple random sample: with :math:`a_{ij}` = 1 where
    respondent *i* answered element *j* and :math:`n_j` answers,

    .. math:: z_i = \frac{25}{J} \sum_j \frac{n}{n_j} a_{ij} (x_{ij} - \bar x_j), \quad
       s^2 = \left(1 - \frac{n}{N}\right) \frac{\sum_i z_i^2}{n (n - 1)}

    and the interval is that of the t distribution with *n* − 1 degrees of freedom, held within
    25 … 100.

    Parameters
    ----------
    survei : DataFrame
        Table `survei`; elements are matched by name (column domain, else butir), never by
        number. Several items of one element are averaged within the respondent.
    instrument : str, optional
        Which instrument, where the table holds several.
    population : int or mapping from objek, optional
        Users of the service, *N*; without it the population counts as large.
    level : float

    Raises
    ------
    ParameterError
        For columns that lack, an unknown instrument, a population below the sample.

    References
    ----------
    PermenPANRB 14/2017. Linearised variance of a sum of ratios: Särndal, Swensson and Wretman
    (1992), *Model Assisted Survey Sampling*, ch. 5.
    """
    require_share("level", level)
    told = rules()
    answers = read_answers(survei, instrument=instrument, low=told.low, high=told.high)
    element = _elements(answers.rows)
    strange = answers.rows[element == ""]
    rows = answers.rows.assign(unsur=element)[element != ""].dropna(subset="nilai")
    grids = _grids(rows.groupby([*GROUP, "responden", "unsur"])["nilai"].mean())
    table = [row_of(key, grid, population, level) for key, grid in grids]
    parts = [elements_of(key, grid, population, level) for key, grid in grids]
    dropped = pd.concat([answers.dropped, _unknown(strange)], ignore_index=True)
    return Ikm(
        table=pd.DataFrame(table, columns=list(COLUMNS)),
        elements=pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(),
        dropped=dropped,
        level=level,
        warnings=_warnings(dropped, strange, grids),
        provenance=origin.of(survei),
    )


def _grids(means: pd.Series) -> list[tuple[tuple[Any, ...], pd.DataFrame]]:
    """Return the answers of each object and wave, respondents by elements."""
    names: list[Any] = list(GROUP)
    parts = means.groupby(level=names, sort=True)
    return [(tuple(key), part.droplevel(names).unstack("unsur")) for key, part in parts]  # type: ignore[arg-type]  # a group of two levels has a tuple for its key


def _elements(rows: pd.DataFrame) -> pd.Series:
    """Return the code of the element each answer belongs to; empty where it is none."""
    told = rules()
    by_domain, by_item = (
        rows[name].map({word: told.element(word) for word in rows[name].unique()}).fillna("")
        for name in ("domain", "butir")
    )
    return by_domain.where(by_domain != "", by_item)


def _unknown(strange: pd.DataFrame) -> pd.DataFrame:
    return strange.drop(columns="domain").assign(alasan=_("bukan unsur survei kepuasan"))


def _warnings(
    dropped: pd.DataFrame,
    strange: pd.DataFrame,
    grids: list[tuple[tuple[Any, ...], pd.DataFrame]],
) -> tuple[str, ...]:
    told = rules()
    found = [tally(dropped)]
    if len(strange):
        found.append(
            _("Nama yang bukan unsur survei kepuasan: {names}.").format(
                names=listing(strange["domain"].unique())
            )
        )
    for key, codes in grids:
        if codes.shape[1] < ALL:
            found.append(
                _("{objek}, gelombang {wave}: tanpa unsur {names}; bobotnya 1/{n}.").format(
                    objek=key[0],
                    wave=key[1],
                    names=listing(
                        name for code, name in told.elements.items() if code not in codes
                    ),
                    n=number(codes.shape[1]),
                )
            )
    return tuple(sentence for sentence in found if sentence)


def _line(row: pd.Series, level: float) -> str:
    name = _("{objek}, gelombang {wave}").format(objek=row["objek"], wave=row["gelombang"])
    if pd.isna(row["ikm"]):
        return _("{name}: IKM tidak dapat dihitung ({why}).").format(name=name, why=row["alasan"])
    told = _("{name}: IKM {index}, kelas {quality} ({mutu}), {n} responden").format(
        name=name,
        index=figure(row["ikm"]),
        quality=row["kelas"],
        mutu=row["mutu"],
        n=number(row["responden"]),
    )
    if row["alasan"]:
        return _("{told}; {why}.").format(told=told, why=row["alasan"])
    line = _("{told}; selang {level}% {low} sampai {high}, kelas {classes}.").format(
        told=told,
        level=number(100 * level),
        low=figure(row["bawah"]),
        high=figure(row["atas"]),
        classes=row["kelas_mungkin"],
    )
    if row["kelas_011"] in ("", row["kelas"]):
        return line
    return line + _(" Dengan bobot 0,11 tercetak {index}, kelas {other}.").format(
        index=figure(row["dengan_011"]), other=row["kelas_011"]
    )
