"""Capacity to last, from answers to an instrument: no mean before agreement, no change in noise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import instruments
from evaluasi.rubrics.instruments import MEANS, Instrument
from evaluasi.sustainability.instruments import domain_scores, reading
from evaluasi.sustainability.instruments.domain_scores import OVERALL, OWN, PUBLISHED
from evaluasi.sustainability.instruments.measurement import (
    DEPENDABLE,
    NOTED,
    TENTATIVE,
    USED,
    WITHHELD,
)
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

TABLE = (
    "objek", "gelombang", "domain", "nama", "rata", "bawah", "atas", "penilai", "jawaban",
    "terendah", "tertinggi", "status", "alasan",
)  # fmt: skip


@dataclass(frozen=True)
class Capacity:
    """Capacity by object, wave and domain.

    Attributes
    ----------
    instrument : Instrument
    table : DataFrame
        objek, gelombang, domain, nama, rata (mean of assessors; NaN where withheld), bawah, atas
        (95 %), penilai and jawaban (numbers behind it), terendah, tertinggi (of assessors), status
        (dipakai, dengan catatan, ditahan), alasan. Domain ``keseluruhan`` is the mean of all.
    assessors : DataFrame
        One row per objek, gelombang, responden, domain: jawaban, rata, butir, alasan.
    reliability : DataFrame
        One row per domain: lembar, alfa with interval and origin, simpangan, sem, setengah_lebar,
        mdc, kesepakatan with interval, icc, objek, antarpenilai, derau.
    items : DataFrame
        domain, butir, teks (user's wording), dijawab, rata.
    changes : DataFrame
        objek, domain, dari, ke, rata_dari, rata_ke, selisih, mdc, arti.
    faults : DataFrame
        Answers that do not count: baris, objek, responden, gelombang, domain, butir, nilai,
        kalimat.
    seed : int
        Of the intervals of agreement.
    warnings : tuple of str
    reason : str
        Why there is nothing to compute; empty otherwise.
    """

    instrument: Instrument
    table: pd.DataFrame
    assessors: pd.DataFrame
    reliability: pd.DataFrame
    items: pd.DataFrame
    changes: pd.DataFrame
    faults: pd.DataFrame
    seed: int
    warnings: tuple[str, ...]
    reason: str

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def latest(self) -> pd.DataFrame:
        """Return the rows of each object's last wave."""
        last = self.table.groupby("objek")["gelombang"].transform("max")
        return self.table[self.table["gelombang"] == last].reset_index(drop=True)

    def for_quadrant(self) -> pd.DataFrame:
        """Return id, nilai, bawah, atas of the whole in percent of the scale, last wave."""
        rows = self.latest()
        rows = rows[rows["domain"] == OVERALL]
        low, high = self.instrument.limits
        share = {
            name: 100 * (rows[column].to_numpy() - low) / (high - low)
            for name, column in (("nilai", "rata"), ("bawah", "bawah"), ("atas", "atas"))
        }
        made = pd.DataFrame({"id": rows["objek"].to_numpy(), **share})
        return _stamped(made, self.table)

    def summary(self) -> str:
        """Say in Indonesian what was measured, how reliably, and what is withheld."""
        if self.reason:
            return self.reason
        rows = self.table[self.table["domain"] != OVERALL]
        held = rows["status"].value_counts()
        told = _(
            "{name}: {n} objek, {waves} gelombang, {k} lembar. Skor ranah: {used} dipakai, {noted} "
            "dengan catatan, {withheld} ditahan."
        )
        lines = [
            told.format(
                name=self.instrument.nama,
                n=number(rows["objek"].nunique()),
                waves=number(rows["gelombang"].nunique()),
                k=number(len(self.assessors[self.assessors["domain"] == OVERALL])),
                used=number(held.get(USED, 0)),
                noted=number(held.get(NOTED, 0)),
                withheld=number(held.get(WITHHELD, 0)),
            ),
            *self._noise(),
            *self._moves(),
            *self.warnings,
            self.instrument.catatan,
        ]
        return "\n".join(filter(None, lines))

    def _noise(self) -> list[str]:
        domains = self.reliability[self.reliability["domain"] != OVERALL]
        told = _(
            "Galat pengukuran satu skor ranah {sem}; perubahan satu penilai di bawah {mdc} ada "
            "dalam derau."
        )
        lines = []
        if domains["sem"].notna().any():
            lines.append(
                told.format(
                    sem=_range(domains["sem"].min(), domains["sem"].max()),
                    mdc=_range(domains["mdc"].min(), domains["mdc"].max()),
                )
            )
        if (domains["asal_alfa"] == PUBLISHED).any() and self.instrument.acuan:
            lines.append(
                _("Alfa dan simpangannya dipinjam dari {what}.").format(
                    what=self.instrument.acuan.isi
                )
            )
        agreed = domains["kesepakatan"].dropna()
        if len(agreed):
            told = _(
                "Kesepakatan penilai (alpha Krippendorff) {range} menurut ranah; di bawah {limit} "
                "penilai berbeda pendapat (konvensi)."
            )
            limits = _range(agreed.min(), agreed.max())
            lines.append(told.format(range=limits, limit=number(TENTATIVE, 3)))
        return lines

    def _moves(self) -> list[str]:
        if self.changes.empty:
            return []
        counts = self.changes["arti"].value_counts()
        parts = [f"{word} {number(n)}" for word, n in counts.items()]
        return [_("Perubahan antargelombang: {parts}.").format(parts=listing(parts))]

    def plot(self, objek: str) -> Chart:
        """Draw one object's domains of the last wave with their intervals.

        Raises
        ------
        ParameterError
            For an object that was not assessed.
        """
        from evaluasi.figures import Measure
        from evaluasi.figures.interval_rows import interval_rows

        rows = self.latest()
        rows = rows[rows["objek"] == objek]
        if rows.empty:
            raise ParameterError(
                _("Objek “{name}” tidak dinilai dengan instrumen ini.").format(name=objek),
                _("Objek yang dinilai ada pada kolom objek tabelnya."),
            )
        low, high = self.instrument.limits
        unit = _("skala {low}–{high}").format(low=number(low), high=number(high))
        title = self.instrument.mengukur[:1].upper() + self.instrument.mengukur[1:]
        return interval_rows(
            _stamped(
                rows.assign(tebal=rows["domain"] == OVERALL).set_index("nama"), self.table
            ).rename(columns={"rata": "nilai"}),
            measure=Measure(title, unit, 1, "naik"),
            limits=(low, high),
            interval=_("Selang 95 persen"),
            spread=_("Penilai terendah sampai tertinggi"),
            without=_("ditahan"),
        )

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, na_rep="")


def capacity(
    survei: pd.DataFrame,
    instrument: str | Path | Instrument = "psat",
    *,
    objects: Collection[str] | None = None,
    seed: int = 1,
) -> Capacity:
    """Score the answers to an instrument whose domains are means of items.

    The score of a domain is the mean of its answered items, where at least 3 of 5 (2 of 3) are
    answered: the limit is ours. Assessors of an object are averaged only after their agreement
    (Krippendorff's alpha, interval): where even the mean of its assessors is below 0.667 it is
    withheld; where one assessor is, it is noted; the extremes of assessors always stand beside it.
    The interval of a mean and the least real change rest on `reliability.derau`.

    Parameters
    ----------
    survei : DataFrame
        Table `survei`: instrumen, objek, responden, gelombang, domain, butir, nilai.
    instrument : str, Path or Instrument
        See `rubrics.instruments.load`.
    objects : collection of str, optional
        Only these are told; reliability and agreement rest on all answers.
    seed : int
        Of the intervals of agreement.

    Raises
    ------
    ParameterError
        For missing columns, an unknown instrument, and one that is not a mean of domains.

    References
    ----------
    Luke et al. (2014), Preventing Chronic Disease 11: 130184; Hall et al. (2021), International
    Journal of Environmental Research and Public Health 18: 11414 (assessors may not be averaged
    unseen); Krippendorff (2011).
    """
    chosen = instrument if isinstance(instrument, Instrument) else instruments.load(instrument)
    if chosen.cara != MEANS:
        raise ParameterError(
            _("{name} tidak diskor sebagai rata-rata ranah.").format(name=chosen.nama),
            _("Pakai fungsinya sendiri: nhs_score, kipp_score, atau dac_ratings."),
        )
    rows, faults = reading.read(survei, chosen)
    told = None if objects is None else set(objects)
    if not rows[rows["nilai"].notna() & _asked(rows, told)].size:
        return _nothing(survei, chosen, rows, faults[_asked(faults, told)], seed)
    codes = [*(one.kode for one in chosen.ranah), OVERALL]
    assessors = domain_scores.by_assessor(rows, chosen)
    agreed = domain_scores.agreements(assessors, codes, seed)
    noise = domain_scores.reliability(rows, assessors, chosen, agreed)
    table = domain_scores.means(assessors, chosen, noise, agreed)
    table, assessors, faults = (
        frame[_asked(frame, told)].reset_index(drop=True) for frame in (table, assessors, faults)
    )
    found = Capacity(
        instrument=chosen,
        table=table,
        assessors=assessors,
        reliability=noise,
        items=_items(rows, chosen),
        changes=domain_scores.changes(table, noise),
        faults=faults,
        seed=seed,
        warnings=tuple(_warnings(table, noise, faults)),
        reason="",
    )
    for frame in (found.table, found.assessors, found.reliability, found.changes, found.items):
        _stamped(frame, survei)
    return found


def _asked(frame: pd.DataFrame, objects: set[str] | None) -> pd.Series:
    if objects is None:
        return pd.Series(True, index=frame.index)
    return frame["objek"].isin(objects)


def _items(rows: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    grouped = rows.groupby(["domain", "butir"], sort=False)["nilai"]
    found = grouped.agg(dijawab="count", rata="mean").reset_index()
    found.insert(2, "teks", [instrument.teks.get(str(item), "") for item in found["butir"]])
    return found


def _nothing(
    survei: pd.DataFrame,
    instrument: Instrument,
    rows: pd.DataFrame,
    faults: pd.DataFrame,
    seed: int,
) -> Capacity:
    told = _("Belum ada jawaban {name} pada tabel survei.").format(name=instrument.nama)
    others = [str(word) for word in survei["instrumen"].dropna().unique()]
    if others:
        told += " " + _("Yang ada: {names}. Nama yang dikenal: {known}.").format(
            names=listing(others), known=listing([instrument.id, *instrument.sebutan])
        )
    if len(faults):
        told = _("Tidak ada satu pun jawaban {name} yang dapat dipakai: {n} kesalahan.").format(
            name=instrument.nama, n=number(len(faults))
        )
    empty = pd.DataFrame(columns=list(TABLE))
    blank = pd.DataFrame()
    return Capacity(
        instrument=instrument,
        table=_stamped(empty, survei),
        assessors=blank,
        reliability=blank,
        items=_items(rows, instrument),
        changes=blank,
        faults=faults,
        seed=seed,
        warnings=(),
        reason=told,
    )


def _warnings(table: pd.DataFrame, noise: pd.DataFrame, faults: pd.DataFrame) -> list[str]:
    told = []
    if len(faults):
        sentence = _("{n} jawaban tidak dihitung karena salah; lihat daftar kesalahannya.")
        told.append(sentence.format(n=number(len(faults))))
    alone = table[(table["penilai"] == 1) & (table["domain"] == OVERALL)]["objek"].nunique()
    if alone:
        sentence = _("{n} objek dinilai satu orang saja: kesepakatannya tidak dapat diuji.")
        told.append(sentence.format(n=number(alone)))
    weak = noise[(noise["asal_alfa"] == OWN) & (noise["alfa"] < DEPENDABLE)]["nama"]
    if len(weak):
        sentence = _("Butirnya kurang sejalan (alfa di bawah 0,8) pada ranah {names}.")
        told.append(sentence.format(names=listing(weak)))
    return told


def _range(low: float, high: float) -> str:
    return "–".join(dict.fromkeys([number(low, 2), number(high, 2)]))


def _stamped(frame: pd.DataFrame, origin: pd.DataFrame) -> pd.DataFrame:
    known = provenance.of(origin)
    return frame if known is None else provenance.stamp(frame, known)
