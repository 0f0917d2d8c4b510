"""A question about a dataset, and the panel that answers it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from evaluasi import impact as im
from evaluasi.reports.impact.treatment import ON_FILE, Treatment
from evaluasi.tables import provenance, series
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.series import Series
from evaluasi.text import _


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: one outcome, one treatment, among which regions, read how.

    Attributes
    ----------
    ds : Dataset
    outcome : str
        Code of `evaluasi.tables.series.SERIES`.
    treatment : Treatment
    units : tuple of str
        Regions compared.
    reading : str
        See `evaluasi.reports.impact.treatment.reading_words`.
    earlier : int
        Years by which the start is taken to lie before the record.
    years : tuple of int, optional
        Years used; by default all on file.
    doubtful : bool
        Whether values of low confidence and those that the catalogue bars from trends are used
        all the same.
    """

    ds: Dataset = field(repr=False)
    outcome: str
    treatment: Treatment = field(repr=False)
    units: tuple[str, ...] = field(repr=False)
    reading: str = ON_FILE
    earlier: int = 0
    years: tuple[int, ...] | None = None
    doubtful: bool = False

    @property
    def series(self) -> Series:
        """The outcome's entry in the catalogue."""
        return series.get(self.outcome)


def values_of(question: Question) -> pd.DataFrame:
    """Return the outcome with a row per region and a column per year; gaps stay gaps."""
    return question.ds.series(
        question.outcome,
        question.units,
        question.years,
        low_confidence=question.doubtful,
        trend=not question.doubtful,
    )


def panel_of(question: Question) -> im.Panel:
    """Lay the question out as a panel.

    Raises
    ------
    EvaluasiError
        When there are no values, or two series would be joined.
    """
    wide = values_of(question)
    long = wide.reset_index().melt("kode", var_name="tahun", value_name="nilai")
    long = long.dropna(subset=["nilai"]).astype({"tahun": int})
    long = long.merge(_labels(question), on=["kode", "tahun"], how="left")
    starts = question.treatment.first_exposed(
        question.units, question.reading, earlier=question.earlier
    )
    long["mulai"] = long["kode"].map(starts.to_dict()).astype(object)
    origin = provenance.Provenance.merge(
        *(found for found in (provenance.of(wide), treatment_origin(question)) if found)
    )
    provenance.stamp(long, origin)
    return im.Panel(long, unit="kode", time="tahun", outcome="nilai", first_treated="mulai")


def excluded_cells(question: Question) -> pd.DataFrame:
    """List the values on file that trends must leave out, with the reason.

    Returns
    -------
    DataFrame
        Columns kode, tahun, alasan; whatever `question.doubtful` says.
    """
    on_file = _cells(question.ds.series(question.outcome, question.units, question.years,
                                        low_confidence=True))  # fmt: skip
    used = _cells(values_of(replace(question, doubtful=False)))
    rows = [
        {"kode": kode, "tahun": year, "alasan": _why(question.series, kode, year)}
        for kode, year in sorted(on_file - used)
    ]
    return pd.DataFrame(rows, columns=["kode", "tahun", "alasan"])


def _cells(wide: pd.DataFrame) -> set[tuple[str, int]]:
    codes, years = wide.index.to_numpy(), wide.columns.to_numpy()
    rows, columns = np.nonzero(np.isfinite(wide.to_numpy(dtype=float)))
    return {(str(codes[i]), int(years[j])) for i, j in zip(rows, columns, strict=True)}


def _why(catalogue: Series, kode: str, year: int) -> str:
    barring = (c.kalimat for c in catalogue.cautions if c.exclude and c.covers(kode, year))
    return next(barring, _("Berkeyakinan rendah."))


def months(question: Question) -> dict[int, str]:
    """Return the reference month of each year, where all its values name the same one."""
    rows = _labels(question).dropna(subset=["acuan_waktu"])
    found = rows.groupby("tahun")["acuan_waktu"].agg(["first", "nunique"])
    same = found[found["nunique"] == 1]["first"]
    return {int(year): str(month) for year, month in zip(same.index.to_numpy(), same, strict=True)}


def _labels(question: Question) -> pd.DataFrame:
    """Return what guards against two series in one panel: indikator, seri, acuan_waktu."""
    rows = question.ds.capaian
    rows = rows[(rows["indikator"] == question.outcome) & rows["kode"].isin(question.units)]
    columns = ["kode", "tahun", "indikator", "seri", "acuan_waktu"]
    return rows[columns].drop_duplicates(["kode", "tahun"])


def treatment_origin(question: Question) -> provenance.Provenance | None:
    """Return where the records of the treatment come from; None where no source is named."""
    rows = question.treatment.records
    sources = rows.loc[rows["kode"].isin(question.units), "sumber"].dropna().unique()
    return question.ds.provenance.narrowed(sources) if len(sources) else None
