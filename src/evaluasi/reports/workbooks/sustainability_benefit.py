"""For whom the innovations are: satisfaction, its change, and cost per beneficiary, as on file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.hiding import LEAST
from evaluasi.sustainability.benefit.ikm_rules import rules
from evaluasi.text import _, number

SHOWN = 8
"""Lines of the summary; the workbook has all."""


@dataclass(frozen=True)
class Benefit:
    """What beneficiaries say, and what one of them costs.

    Attributes
    ----------
    satisfaction : DataFrame
        inovasi, gelombang, responden, ikm, bawah, atas, kelas, kelas_mungkin, keterangan; blank
        where fewer than five answered.
    changes : DataFrame
        inovasi, dari, ke, n, perubahan (of the mean answer, 1 to 4), bawah, atas, keterangan.
    cost : CostPerBeneficiary
    """

    satisfaction: pd.DataFrame
    changes: pd.DataFrame
    cost: su.CostPerBeneficiary

    def summary(self) -> str:
        """Tell satisfaction and its changes in Indonesian, and what a beneficiary costs."""
        lines = [*map(_index, _records(self.satisfaction)), *map(_change, _records(self.changes))]
        hidden = len(lines) - SHOWN
        more = [_("… dan {n} baris lagi pada buku kerja").format(n=number(hidden))]
        caution = _(
            "Perubahan antargelombang bukan pengaruh inovasi: tanpa kelompok pembanding, semua "
            "yang terjadi di antaranya ikut terhitung."
        )
        told = [*lines[:SHOWN], *(more if hidden > 0 else [])]
        return "\n".join([*told, *([caution] if len(self.changes) else []), self.cost.summary()])


def benefit(survei: pd.DataFrame, innovations: pd.DataFrame) -> Benefit:
    """Gather satisfaction, its changes and the cost per beneficiary of innovations.

    Parameters
    ----------
    survei : DataFrame
        Table `survei`; surveys whose domains are elements of the satisfaction survey are read.
    innovations : DataFrame
        One row per innovation: id, judul, tahun, kode, anggaran, penerima.
    """
    own = survei[survei["objek"].isin(innovations["id"])]
    titles = innovations.set_index("id")["judul"]
    named = {word: rules().element(word) for word in own["domain"].dropna().unique()}
    about = own[own["domain"].map(named).fillna("") != ""]
    indices, changes = [], []
    for word, rows in about.groupby("instrumen", sort=True):
        indices += [_shown(row, titles) for row in _records(su.ikm(rows).table)]
        changes += list(_changes(rows, str(word), titles))
    return Benefit(
        pd.DataFrame(indices), pd.DataFrame(changes), su.cost_per_beneficiary(innovations)
    )


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _few() -> str:
    return _("kurang dari {n} responden: tidak ditampilkan").format(n=number(LEAST))


def _shown(row: dict[str, Any], titles: pd.Series) -> dict[str, Any]:
    kept = ("gelombang", "responden", "ikm", "bawah", "atas", "kelas", "kelas_mungkin")
    made = {"inovasi": titles[row["objek"]], **{name: row[name] for name in kept}}
    if row["responden"] < LEAST:
        hidden = dict.fromkeys(kept[1:])
        return made | hidden | {"keterangan": _few()}
    return made | {"keterangan": row["alasan"]}


def _changes(rows: pd.DataFrame, instrument: str, titles: pd.Series) -> Iterator[dict[str, Any]]:
    """Yield the change from the first to the last wave of each innovation that has two."""
    low, high = rules().low, rules().high
    for object_, answers in rows.groupby("objek", sort=True):
        waves = sorted(answers["gelombang"].unique())
        if len(waves) < 2:
            continue
        ends: dict[str, Any] = {"inovasi": titles[object_], "dari": waves[0], "ke": waves[-1]}
        scores = su.respondent_scores(answers, instrument=instrument, low=low, high=high)
        try:
            found = su.paired_change(scores, before=waves[0], after=waves[-1])
        except ParameterError as refused:
            yield ends | {"keterangan": refused.problem}
            continue
        if found.n < LEAST:
            yield ends | {"keterangan": _few()}
            continue
        yield ends | {
            "n": found.n,
            "perubahan": found.estimate,
            "bawah": found.ci[0],
            "atas": found.ci[1],
            "keterangan": " ".join(found.warnings),
        }


def _index(row: dict[str, Any]) -> str:
    name = _("{title}, gelombang {wave}").format(title=row["inovasi"], wave=row["gelombang"])
    if pd.isna(row["ikm"]):
        return _("{name}: {why}.").format(name=name, why=row["keterangan"])
    told = _("{name}: IKM {index} ({low}–{high}), kelas {classes}, {n} responden.")
    return told.format(
        name=name,
        index=number(row["ikm"], 2),
        low=number(row["bawah"], 2),
        high=number(row["atas"], 2),
        classes=row["kelas_mungkin"] or row["kelas"],
        n=number(row["responden"]),
    )


def _change(row: dict[str, Any]) -> str:
    if pd.isna(row.get("perubahan")):
        return _("{name}: {why}.").format(name=row["inovasi"], why=row["keterangan"].rstrip("."))
    told = _("{name}: perubahan rata-rata jawaban {d} (selang 95% {low} sampai {high}), n = {n}.")
    return told.format(
        name=row["inovasi"],
        d=number(row["perubahan"], 2),
        low=number(row["bawah"], 2),
        high=number(row["atas"], 2),
        n=number(row["n"]),
    )
