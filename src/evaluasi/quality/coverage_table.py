"""Offices in the order in which they need attention, each with what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.quality.coverage_cells import Cells
from evaluasi.quality.coverage_roster import Roster
from evaluasi.scoring.iid_levels import Flags
from evaluasi.text import _, number

STAGES = {"inisiatif": "inisiatif", "uji coba": "uji_coba", "penerapan": "penerapan"}
COMPLETE, PROOF_UNKNOWN = "lengkap", "isian lengkap; bukti belum diketahui"
_MOST_LACKED = 3


def by_innovation(cells: Cells, names: pd.Series, maturity: pd.Series) -> pd.DataFrame:
    """Return one row per innovation: counts of its cells, and its maturity so far.

    Returns
    -------
    DataFrame
        opd, id, judul, tahapan, urusan, level_terisi, level_nol, level_kosong, wajib_kosong,
        wajib_nol (missing where it is not known which are mandatory), bukti_ada, bukti_kurang
        (claimed levels with and without a document; missing where documents are not known),
        kematangan. Index as the innovations.
    """
    rows = cells.rows
    mandatory, size = cells.mandatory, len(rows)
    return pd.DataFrame(
        {
            "opd": names,
            **{name: rows[name] for name in ("id", "judul", "tahapan", "urusan")},
            "level_terisi": _count(~cells.blank, size),
            "level_nol": _count(cells.zero, size),
            "level_kosong": _count(cells.blank, size),
            "wajib_kosong": _count(None if mandatory is None else cells.blank[:, mandatory], size),
            "wajib_nol": _count(None if mandatory is None else cells.zero[:, mandatory], size),
            "bukti_ada": _count(cells.evidenced, size),
            "bukti_kurang": _count(cells.unproven, size),
            "kematangan": maturity.astype("float64"),
        },
        index=rows.index,
    )


def by_office(innovations: pd.DataFrame, cells: Cells, roster: Roster) -> pd.DataFrame:
    """Return one row per office, the one that needs attention first on top.

    First those without any innovation, then by innovations short of the quota, mandatory cells
    blank or at level 0, claimed levels without evidence, and blank levels.

    Returns
    -------
    DataFrame
        opd, perhatian (what it lacks, in words), inovasi, inisiatif, uji_coba, penerapan,
        tanpa_tahapan, unit, kuota, kurang_kuota, level_terisi, level_seluruhnya, level_nol,
        level_kosong, wajib_kosong, wajib_nol, bukti_ada, bukti_kurang, tanpa_level, kematangan
        (mean of the innovations with a level), paling_kurang, terdaftar. Index: key of the office.
    """
    keys = roster.keys
    table = roster.offices.copy()
    counted = keys.value_counts()
    table["inovasi"] = counted.reindex(table.index, fill_value=0).astype("int64")
    for stage, column in STAGES.items():
        table[column] = _per_office(innovations["tahapan"] == stage, keys, table)
    table["tanpa_tahapan"] = _per_office(innovations["tahapan"].isna(), keys, table)
    table["kurang_kuota"] = (table["kuota"] - table["inovasi"]).clip(lower=0)
    table["level_seluruhnya"] = table["inovasi"] * len(cells.asked)
    for column in ("level_terisi", "level_nol", "level_kosong", "wajib_kosong", "wajib_nol",
                   "bukti_ada", "bukti_kurang"):  # fmt: skip
        table[column] = _per_office(innovations[column], keys, table)
    bare = (innovations["level_terisi"] == 0).fillna(False)
    table["tanpa_level"] = _per_office(bare, keys, table)
    table["kematangan"] = innovations["kematangan"].groupby(keys).mean().reindex(table.index)
    table["paling_kurang"] = _most_lacked(cells, keys).reindex(table.index).fillna("")
    table["perhatian"] = pd.Series(
        [_attention(row) for row in table.to_dict("records")], table.index, dtype="str"
    )
    return _in_order(table)


def in_order(innovations: pd.DataFrame, roster: Roster, offices: pd.DataFrame) -> pd.Index:
    """Return the innovations as the offices stand, within an office those that lack most first."""
    place = pd.Series(range(len(offices)), index=offices.index)
    lacks = innovations[["wajib_kosong", "wajib_nol", "bukti_kurang", "level_kosong"]].fillna(0)
    ranked = pd.DataFrame(
        {
            "office": roster.keys.map(place),
            "mandatory": lacks["wajib_kosong"] + lacks["wajib_nol"],
            "evidence": lacks["bukti_kurang"],
            "blank": lacks["level_kosong"],
            "title": innovations["judul"],
            "id": innovations["id"],
        }
    )
    ascending = [True, False, False, False, True, True]
    return ranked.sort_values([*ranked.columns], ascending=ascending, kind="stable").index


def heat(cells: Cells, roster: Roster, order: pd.Index) -> pd.DataFrame:
    """Return the share of each office's innovations with level 1 or more, by indicator.

    Returns
    -------
    DataFrame, offices × indicators
        0 to 1; missing for an office without innovations. Index: keys in the order given.
    """
    claimed = pd.DataFrame(
        cells.claimed.astype(float), index=cells.rows.index, columns=[a.code for a in cells.asked]
    )
    return claimed.groupby(roster.keys).mean().reindex(order)


def _count(flags: Flags | None, size: int) -> pd.api.extensions.ExtensionArray:
    """Count the flagged cells of each innovation; missing where the flags are not known."""
    counts = [pd.NA] * size if flags is None else flags.sum(axis=1)
    found: pd.api.extensions.ExtensionArray = pd.array(counts, dtype="Int64")
    return found


def _per_office(values: pd.Series, keys: pd.Series, table: pd.DataFrame) -> pd.Series:
    """Sum values of innovations by office; not known for one is not known for any."""
    if values.isna().any():
        return pd.Series(pd.NA, table.index, dtype="Int64")
    summed = values.astype("int64").groupby(keys).sum()
    return summed.reindex(table.index, fill_value=0).astype("Int64")


def _most_lacked(cells: Cells, keys: pd.Series) -> pd.Series:
    """Name the indicators that most innovations of an office lack, heavier ones first."""
    absent = pd.DataFrame(cells.blank | cells.zero, index=cells.rows.index)
    weight = np.array([entry.weight or 0.0 for entry in cells.asked])
    told = {}
    for key, counts in absent.groupby(keys).sum().iterrows():
        order = np.lexsort((-weight, -counts.to_numpy()))[:_MOST_LACKED]
        told[key] = ", ".join(
            f"{cells.asked[column].name} ({number(int(counts.iloc[column]))})"
            for column in order
            if counts.iloc[column]
        )
    return pd.Series(told, dtype="str")


def _attention(row: Mapping[Any, Any]) -> str:
    """Say what an office lacks, gravest first."""
    told = [
        (not row["inovasi"], _("belum memasukkan inovasi"), 0),
        (row["kurang_kuota"], _("kurang {n} inovasi dari kuota"), row["kurang_kuota"]),
        (row["wajib_kosong"], _("{n} isian wajib kosong"), row["wajib_kosong"]),
        (row["wajib_nol"], _("{n} isian wajib di level 0"), row["wajib_nol"]),
        (row["bukti_kurang"], _("{n} level diakui tanpa bukti"), row["bukti_kurang"]),
        (row["level_kosong"], _("{n} level belum diisi"), row["level_kosong"]),
    ]
    said = [
        words.format(n="" if pd.isna(n) else number(int(n)))
        for lacks, words, n in told
        if not pd.isna(lacks) and lacks
    ]
    if said:
        return "; ".join(said)
    return PROOF_UNKNOWN if pd.isna(row["bukti_kurang"]) else COMPLETE


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    graver = ["kurang_kuota", "wajib_kosong", "wajib_nol", "bukti_kurang", "level_kosong"]
    lacks = table[graver].fillna(0).astype("int64")
    ranked = pd.DataFrame(
        {
            "none": table["inovasi"] == 0,
            "quota": lacks["kurang_kuota"],
            "mandatory": lacks["wajib_kosong"] + lacks["wajib_nol"],
            "evidence": lacks["bukti_kurang"],
            "blank": lacks["level_kosong"],
            "name": table["opd"],
        }
    )
    ascending = [False] * 5 + [True]
    order = ranked.sort_values([*ranked.columns], ascending=ascending, kind="stable").index
    columns = ["opd", "perhatian", "inovasi", *STAGES.values(), "tanpa_tahapan", "unit", "kuota",
               "kurang_kuota", "level_terisi", "level_seluruhnya", "level_nol", "level_kosong",
               "wajib_kosong", "wajib_nol", "bukti_ada", "bukti_kurang", "tanpa_level",
               "kematangan", "paling_kurang", "terdaftar"]  # fmt: skip
    return table.loc[order, columns]
