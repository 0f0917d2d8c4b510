"""One row per unit: who was treated, what came of it, and what they were like before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.impact.panel.columns import Faults, codes, few, measured, numbers
from evaluasi.impact.panel.starts import UNKNOWN_WORD
from evaluasi.impact.results import Notice
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Where = Callable[[int], str]

COLLINEAR = 1e-9
"""Share of a column's length that columns before it must leave unexplained."""


@dataclass(frozen=True, slots=True)
class CrossSection:
    """Units to compare; n units, k columns of covariates.

    Attributes
    ----------
    units : ndarray of str (n,)
    rows : ndarray (n,)
        Their positions in the frame.
    d : ndarray of bool (n,)
        Treated.
    y : ndarray (n,)
    shown : ndarray (n, k)
        Covariates, words as one 0/1 column per value: what the balance table shows.
    names : tuple of str
    fitted : ndarray of bool (k,)
        Columns that enter models: without the first value of words, and without collinear ones.
    dropped : DataFrame
        Rows left out: unit, reason (code), sentence.
    notices : tuple of Notice
    provenance : Provenance or None
    """

    units: NDArray[np.str_]
    rows: NDArray[np.int64]
    d: Flags
    y: Floats
    shown: Floats
    names: tuple[str, ...]
    fitted: Flags
    dropped: pd.DataFrame
    notices: tuple[Notice, ...]
    provenance: Provenance | None

    @property
    def x(self) -> Floats:
        """Covariates of models, a constant first."""
        return np.column_stack([np.ones(len(self.d)), self.shown[:, self.fitted]])

    def keep(self, keep: Flags, reason: str) -> CrossSection:
        """Return the sample without some units, listed as dropped for `reason`."""
        if keep.all():
            return self
        gone = _dropped(self.units[~keep], np.full(int((~keep).sum()), reason))
        return replace(
            self,
            units=self.units[keep],
            rows=self.rows[keep],
            d=self.d[keep],
            y=self.y[keep],
            shown=self.shown[keep],
            dropped=pd.concat([self.dropped, gone], ignore_index=True),
            notices=(*self.notices, *_counted(gone)),
        )


def sentence(reason: str) -> str:
    """Return the words behind a reason."""
    return {
        "perlakuan_tak_tercatat": _("perlakuan tidak tercatat"),
        "capaian_kosong": _("capaian kosong"),
        "kovariat_kosong": _("kovariat kosong"),
        "di_luar_tumpang_tindih": _("skor kecenderungan di luar batas pangkas"),
        "tanpa_padanan": _("unit diperlakukan tanpa padanan yang cukup dekat"),
    }[reason]


def read_units(
    frame: pd.DataFrame,
    treatment: str,
    outcome: str | None,
    covariates: Sequence[str],
    unit: str | None,
) -> CrossSection:
    """Read a frame with one row per unit; all faults in it are told in one error.

    Raises
    ------
    ParameterError
        For columns that do not exist, play two parts, or no covariates.
    DatasetError
        For faulty cells, a unit twice, a treatment other than 0 and 1, nobody to compare.
    """
    columns = (covariates,) if isinstance(covariates, str) else tuple(covariates)
    _check(frame, [name for name in (treatment, outcome, *columns, unit) if name], columns)
    faults = Faults()
    names = _units(frame, unit, faults)

    def where(row: int) -> str:
        return names[row]

    d = _treatment(frame[treatment], where, faults)
    y = np.zeros(len(frame)) if outcome is None else measured(frame[outcome], where, faults)
    parts, base = _covariates(frame, columns, where, faults)
    if faults.lines:
        raise DatasetError(
            _("Data ini belum dapat dibandingkan."),
            _("Perbaiki yang disebut di atas, lalu coba lagi."),
            faults.lines,
        )
    shown = np.column_stack(list(parts.values()))
    reasons = np.full(len(frame), "", dtype=object)
    reasons[np.isnan(shown).any(axis=1)] = "kovariat_kosong"
    reasons[np.isnan(y)] = "capaian_kosong"
    reasons[np.isnan(d)] = "perlakuan_tak_tercatat"
    used = reasons == ""
    dropped = _dropped(np.array(names)[~used], reasons[~used])
    shown, treated = shown[used], d[used] == 1
    if not treated.any() or treated.all():
        raise DatasetError(
            _("Perlu unit yang diperlakukan dan yang tidak; salah satunya tidak ada."),
            _("Periksa kolom “{name}” dan baris yang keluar.").format(name=treatment),
            _counted(dropped),
        )
    fitted = _independent(shown, np.array([name not in base for name in parts]))
    return CrossSection(
        units=np.array(names)[used],
        rows=np.flatnonzero(used),
        d=treated,
        y=y[used],
        shown=shown,
        names=tuple(parts),
        fitted=fitted,
        dropped=dropped,
        notices=(*_counted(dropped), *_collinear(tuple(parts), base, fitted)),
        provenance=origin.of(frame),
    )


def _check(frame: pd.DataFrame, wanted: list[str], covariates: tuple[str, ...]) -> None:
    absent = [name for name in wanted if name not in frame.columns]
    if absent:
        raise ParameterError(
            _("Kolom tidak ada dalam data: {absent}.").format(absent=listing(absent)),
            _("Kolom yang ada: {present}.").format(present=listing(frame.columns)),
        )
    twice = sorted({name for name in wanted if wanted.count(name) > 1})
    if twice:
        raise ParameterError(
            _("Kolom dipakai untuk dua peran: {columns}.").format(columns=listing(twice))
        )
    if not covariates:
        raise ParameterError(_("Sebut paling sedikit satu kovariat."))


def _units(frame: pd.DataFrame, unit: str | None, faults: Faults) -> list[str]:
    if unit is None:
        labels = frame.index if frame.index.is_unique else range(len(frame))
        return [str(label) for label in labels]
    position, found = codes(frame[unit], faults)
    names = [found[i] if i >= 0 else "?" for i in position]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        text = _("Unit muncul lebih dari sekali: {units}.")
        faults.add(text.format(units=few(twice, len(twice))))
    return names


def _treatment(column: pd.Series, where: Where, faults: Faults) -> Floats:
    unknown = column.map(lambda cell: str(cell).strip().lower() == UNKNOWN_WORD)
    values, unreadable = numbers(column.mask(unknown))
    wrong = unreadable | (np.isfinite(values) & ~np.isin(values, (0, 1))) | np.isinf(values)
    if wrong.any():
        rows = np.flatnonzero(wrong)
        text = _("Kolom “{name}” harus 0 atau 1: {cells}.")
        cells = few((where(int(row)) for row in rows), rows.size)
        faults.add(text.format(name=column.name, cells=cells))
    return values


def _covariates(
    frame: pd.DataFrame, columns: tuple[str, ...], where: Where, faults: Faults
) -> tuple[dict[str, Floats], set[str]]:
    """Read covariates; return them and, of words, the columns of the first value."""
    parts: dict[str, Floats] = {}
    base = set()
    for name in columns:
        column = frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype) or numbers(column)[1].any():
            position, found = pd.factorize(column, sort=True)
            for level, value in enumerate(found):
                dummy = (position == level).astype(float)
                parts[f"{name}={value}"] = np.where(position < 0, np.nan, dummy)
            base.add(f"{name}={found[0]}")
        else:
            parts[name] = measured(column, where, faults)
    return parts, base


def _dropped(units: NDArray[np.str_], reasons: NDArray[np.object_]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": units.astype(str),
            "reason": reasons.astype(str),
            "sentence": [sentence(str(reason)) for reason in reasons],
        }
    )


def _counted(dropped: pd.DataFrame) -> tuple[Notice, ...]:
    told = []
    for reason, part in dropped.groupby("reason", sort=True):
        text = _("{n} unit tidak dipakai: {why}.")
        why = sentence(str(reason))
        told.append(Notice(str(reason), text.format(n=number(len(part)), why=why)))
    return tuple(told)


def _independent(shown: Floats, wanted: Flags) -> Flags:
    """Find the columns that are no combination of a constant and the columns before them."""
    kept = np.zeros(len(wanted), dtype=bool)
    basis = np.full((len(shown), 1), 1 / np.sqrt(len(shown)))
    for j in np.flatnonzero(wanted):
        column = shown[:, j] - basis @ (basis.T @ shown[:, j])
        column -= basis @ (basis.T @ column)
        length = float(np.linalg.norm(column))
        if length > COLLINEAR * max(float(np.linalg.norm(shown[:, j])), COLLINEAR):
            kept[j] = True
            basis = np.column_stack([basis, column / length])
    return kept


def _collinear(names: tuple[str, ...], base: set[str], fitted: Flags) -> tuple[Notice, ...]:
    gone = [name for name, kept in zip(names, fitted, strict=True) if not kept and name not in base]
    if not gone:
        return ()
    text = _("Dikeluarkan karena sudah ditentukan oleh kolom lain: {names}.")
    return (Notice("kolinear", text.format(names=listing(gone))),)
