"""Scores of instruments that are no means of items: NHS factors, KIPP weights, DAC ratings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import instruments
from evaluasi.rubrics.instruments import LEVELS, Instrument
from evaluasi.rubrics.parts import CONFIDENCES
from evaluasi.sustainability.instruments.marks import averaged, read, require
from evaluasi.sustainability.instruments.measurement import WITHHELD
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

_UNCONFIRMED = CONFIDENCES[-1]


@dataclass(frozen=True)
class InstrumentScores:
    """Scores of objects, each after the agreement of its assessors.

    Attributes
    ----------
    instrument : Instrument
    table : DataFrame
        objek, nilai (mean of assessors, NaN where withheld), penilai, terendah, tertinggi, status,
        alasan; NHS adds mungkin_bawah and mungkin_atas (limits of the total whatever the
        unconfirmed levels are worth) and acuan; DAC has one row per objek and kriteria, and label.
    parts : DataFrame
        By objek, penilai and kriteria: nilai that counted, and what of it is told beside it.
    faults : DataFrame
        Rows that do not count: baris, objek, penilai, kriteria, nilai, kalimat.
    reason : str
        Why nothing can be computed; empty otherwise.
    """

    instrument: Instrument
    table: pd.DataFrame
    parts: pd.DataFrame
    faults: pd.DataFrame
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian what was scored and what is withheld, and why."""
        if self.reason:
            return _("{name}: tidak dapat dihitung ({why}).").format(
                name=self.instrument.nama, why=self.reason
            )
        held = self.table["status"] == WITHHELD
        lines = [
            _("{name}: {n} nilai atas {k} objek, {held} ditahan.").format(
                name=self.instrument.nama,
                n=number(len(self.table)),
                k=number(self.table["objek"].nunique()),
                held=number(int(held.sum())),
            )
        ]
        reasons = self.table.loc[self.table["alasan"] != "", "alasan"].value_counts()
        lines += [f"- {why}: {number(n)}" for why, n in reasons.items()]
        if len(self.faults):
            lines.append(_("{n} baris salah, tidak dihitung.").format(n=number(len(self.faults))))
        return "\n".join([*lines, self.instrument.catatan])

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, na_rep="")


def nhs_score(marks: pd.DataFrame, *, seed: int = 1) -> InstrumentScores:
    """Add up the levels of the NHS Sustainability Model.

    A total stands only where each of the ten factors has a level whose value is confirmed; the
    values of most middle levels (b, c) are not, so they are refused and the limits of what the
    total can be are told instead. The published line at 55 is no pass mark.

    Parameters
    ----------
    marks : DataFrame
        objek, kriteria (factor), nilai (a, b, c or d), optionally penilai.

    Raises
    ------
    ParameterError
        For missing columns.

    References
    ----------
    Maher, Gustafson and Evans (2010), NHS Institute for Innovation and Improvement; values and
    their confidence in ``nhs.toml``.
    """
    chosen = instruments.load("nhs")
    require(marks, ("objek", "kriteria", "nilai"))
    level = marks["nilai"].astype("str").str.strip().str.casefold()
    why = _("bukan tingkat a, b, c, atau d")
    rows, faults = read(marks, chosen, level, level.isin(LEVELS), why)
    values = {(one.kode, key): one.tingkat[key] for one in chosen.ranah for key in LEVELS}
    found = [values[pair] for pair in zip(rows["kriteria"], rows["nilai"], strict=True)]
    sure = np.array([trust != _UNCONFIRMED for _value, trust in found], dtype=bool)
    most = rows["kriteria"].map({one.kode: one.maksimum for one in chosen.ranah})
    parts = rows.rename(columns={"nilai": "tingkat"})
    parts["nilai"] = np.where(sure, [value for value, _trust in found], np.nan)
    parts["bagian_maksimum"] = 100 * parts["nilai"] / most
    sheets = _nhs_sheets(parts, chosen)
    table = averaged(sheets, seed)
    bounds = sheets.groupby("objek")[["mungkin_bawah", "mungkin_atas"]].mean()
    table = table.join(bounds, on="objek")
    table["acuan"] = [
        _against(low, high, chosen)
        for low, high in zip(table["mungkin_bawah"], table["mungkin_atas"], strict=True)
    ]
    return _made(chosen, table, parts, faults, marks)


def _nhs_sheets(parts: pd.DataFrame, chosen: Instrument) -> pd.DataFrame:
    """Return one row per sheet: nilai where it is whole, its limits, and what it lacks."""
    names = {one.kode: one.nama for one in chosen.ranah}
    top = sum(one.maksimum for one in chosen.ranah)
    rows = []
    for (objek, assessor), own in parts.groupby(["objek", "penilai"]):
        lacking = [names[code] for code in names if code not in set(own["kriteria"])]
        unsure = own[own["nilai"].isna()]
        known = own["nilai"].sum()
        sure = own.loc[own["nilai"].notna(), "kriteria"]
        open_ = top - sum(chosen.domain(code).maksimum for code in sure)
        told = []
        if lacking:
            told.append(_("belum dinilai: {names}").format(names=listing(lacking)))
        if len(unsure):
            pairs = zip(unsure["kriteria"], unsure["tingkat"], strict=True)
            each = listing(f"{names[code]} ({level})" for code, level in pairs)
            told.append(_("nilai tingkatnya belum dicocokkan: {names}").format(names=each))
        rows.append(
            {
                "objek": objek, "penilai": assessor, "nilai": np.nan if told else known,
                "mungkin_bawah": known, "mungkin_atas": known + open_, "alasan": "; ".join(told),
            }
        )  # fmt: skip
    columns = ["objek", "penilai", "nilai", "mungkin_bawah", "mungkin_atas", "alasan"]
    return pd.DataFrame(rows, columns=columns)


def _against(low: float, high: float, chosen: Instrument) -> str:
    line = chosen.garis[0]
    at = line.nilai or 0.0
    if low >= at:
        told = _("di atas {line} (keyakinan {trust}): {why}")
    elif high < at:
        told = _("di bawah {line} (keyakinan {trust}): {why}")
    else:
        told = _("terhadap {line} belum dapat dikatakan (keyakinan {trust}): {why}")
    return told.format(line=number(at), trust=line.keyakinan, why=line.isi)


def kipp_score(marks: pd.DataFrame, *, edition: int, top: float, seed: int = 1) -> InstrumentScores:
    """Weigh the marks of a KIPP proposal by the weights of its year.

    Parameters
    ----------
    marks : DataFrame
        objek, kriteria, nilai (0 to `top`), optionally penilai.
    edition : int
        Weights of one year never score another: only those of 2023 are on file, for others the
        result says so.
    top : float
        Highest mark the assessors could give; no document on file states it.

    Raises
    ------
    ParameterError
        For missing columns, a year of which nothing is on file, and a `top` that is not above 0.

    References
    ----------
    Ministry slides on the proposals of 2023; see ``kipp-2023.toml``.
    """
    chosen = instruments.load(f"kipp-{edition}")
    require(marks, ("objek", "kriteria", "nilai"))
    if not top > 0:
        raise ParameterError(
            _("Nilai tertinggi {top} tidak dapat dipakai.").format(top=number(top)),
            _("Sebutkan nilai tertinggi yang dipakai penilai, misalnya 100."),
        )
    if chosen.belum_ada:
        blank = pd.DataFrame(columns=["objek", "nilai", "penilai", "status", "alasan"])
        return InstrumentScores(chosen, blank, blank, blank, chosen.belum_ada)
    value = pd.to_numeric(marks["nilai"], errors="coerce")
    why = _("bukan nilai 0 sampai {top}").format(top=number(top))
    rows, faults = read(marks, chosen, value, value.between(0, top), why)
    weights = {one.kode: one.bobot or 0.0 for one in chosen.ranah}
    parts = rows.assign(bobot=rows["kriteria"].map(weights))
    parts["skor"] = parts["bobot"] * parts["nilai"] / top
    needed = {code for code, weight in weights.items() if weight}
    sheets = []
    for (objek, assessor), own in parts.groupby(["objek", "penilai"]):
        lacking = sorted(needed - set(own["kriteria"]))
        names = listing(chosen.domain(code).nama for code in lacking)
        told = _("belum dinilai: {names}").format(names=names) if lacking else ""
        score = np.nan if lacking else own["skor"].sum()
        sheets.append({"objek": objek, "penilai": assessor, "nilai": score, "alasan": told})
    table = averaged(pd.DataFrame(sheets, columns=["objek", "penilai", "nilai", "alasan"]), seed)
    return _made(chosen, table, parts, faults, marks)


def dac_ratings(ratings: pd.DataFrame, *, seed: int = 1) -> InstrumentScores:
    """Read ratings by the DAC criteria on a scale of six; a rating without evidence counts not.

    There is no total: DAC sets no scale and asks that its criteria be used thoughtfully.

    Parameters
    ----------
    ratings : DataFrame
        objek, kriteria, nilai (1 to 6), bukti (one line), optionally penilai.

    Raises
    ------
    ParameterError
        For missing columns.

    References
    ----------
    OECD (2019); scale of six with a line of justification as UNEP's; see ``dac-2019.toml``.
    """
    chosen = instruments.load("dac-2019")
    require(ratings, ("objek", "kriteria", "nilai", "bukti"))
    low, high = chosen.limits
    value = pd.to_numeric(ratings["nilai"], errors="coerce")
    proof = ratings["bukti"].fillna("").astype("str").str.strip() != ""
    sound = value.between(low, high) & (value == np.floor(value))
    why = _("bukan bilangan bulat {low} sampai {high}, atau tanpa satu baris bukti").format(
        low=number(low), high=number(high)
    )
    rows, faults = read(ratings, chosen, value, sound & proof, why, ["bukti"])
    made = []
    for one in chosen.ranah:
        own = rows[rows["kriteria"] == one.kode]
        if len(own):
            means = averaged(own.assign(alasan="")[["objek", "penilai", "nilai", "alasan"]], seed)
            made.append(means.assign(kriteria=one.kode, nama=one.nama))
    blank = ["objek", "nilai", "penilai", "terendah", "tertinggi", "status", "alasan", "kriteria"]
    table = pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=[*blank, "nama"])
    places = (table["nilai"].astype(float) + 0.5 - low).map(np.floor)
    table["label"] = ["" if np.isnan(at) else chosen.skala.label[int(at)] for at in places]
    return _made(
        chosen,
        table.sort_values(["objek"], kind="stable", ignore_index=True),
        rows,
        faults,
        ratings,
    )


def _made(
    chosen: Instrument,
    table: pd.DataFrame,
    parts: pd.DataFrame,
    faults: pd.DataFrame,
    origin: pd.DataFrame,
) -> InstrumentScores:
    known = provenance.of(origin)
    for frame in (table, parts):
        frame.attrs = {}
        if known is not None:
            provenance.stamp(frame, known)
    return InstrumentScores(chosen, table, parts, faults)
