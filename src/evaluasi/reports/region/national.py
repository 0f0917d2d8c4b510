"""National figures of the Indeks Inovasi Daerah, as context for one region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluasi.reports.region import iid
from evaluasi.reports.region.subject import Subject
from evaluasi.text import _, listing, number

MEASURES = {
    "peserta": "Peserta",
    "inovasi": "Inovasi",
    "rata_rata_iid": "Rata-rata skor",
    "sangat_inovatif": "Sangat Inovatif",
    "inovatif": "Inovatif (predikat)",
    "kurang_inovatif": "Kurang Inovatif",
    "tidak_dapat_dinilai": "Tidak Dapat Dinilai",
}
OTHER_COUNT = "inovasi_versi_lain"
DERIVED = "turunan"
_TRUST = ["tinggi", "sedang", "turunan", "rendah"]


def table(subject: Subject) -> pd.DataFrame:
    """Table of national figures by edition; of several sources the most trusted."""
    best = _best(subject)
    wide = best.pivot(index="tahun", columns="ukuran", values="nilai")
    wide = wide.reindex(columns=[name for name in MEASURES if name in wide])
    for name in wide.columns.difference(["rata_rata_iid"]):
        wide[name] = wide[name].astype("Int64")
    shown = wide.reset_index().rename(columns={"tahun": _("Tahun"), **_labels()})
    return subject.stamped(shown.rename_axis(columns=None), best["sumber"].value_counts().index)


def _best(subject: Subject) -> pd.DataFrame:
    figures = subject.data.iid_nasional
    figures = figures[figures["ukuran"].isin(MEASURES)]
    trust = figures["keyakinan"].map(_TRUST.index)
    best = figures.assign(trust=trust).sort_values(["tahun", "ukuran", "trust", "sumber"])
    return best.drop_duplicates(["tahun", "ukuran"])


def sentence(subject: Subject) -> str:
    """Say the national figures of the region's latest edition on file, else of the latest."""
    own = iid.rows(subject)
    known = table(subject).set_index(_("Tahun"))
    if known.empty:
        return _("Angka nasional IID belum ada data pada dataset ini.")
    year = int(own["tahun"].max()) if len(own) else int(known.index.max())
    if year not in known.index:
        return ""
    labels = _labels()
    parts: dict[str, Any] = {
        name: known.at[year, labels[name]] for name in MEASURES if labels[name] in known.columns
    }
    told = [
        words.format(value=number(parts[name], places))
        for name, words, places in (
            ("peserta", _("{value} pemerintah daerah peserta"), 0),
            ("inovasi", _("{value} inovasi yang dilaporkan"), 0),
            ("rata_rata_iid", _("rata-rata skor {value}"), 2),
            ("sangat_inovatif", _("{value} daerah berpredikat Sangat Inovatif"), 0),
        )
        if pd.notna(parts.get(name))
    ]
    if not told:
        return ""
    return _("Sebagai konteks nasional, untuk edisi {year} tercatat {told}.").format(
        year=year, told=listing(told)
    )


def _labels() -> dict[str, str]:
    return {name: _(label) for name, label in MEASURES.items()}


def note(subject: Subject) -> str:
    """Name other figures published for the same measure, and those that are own arithmetic."""
    told = [_own_arithmetic(row) for row in _best(subject).to_dict("records")]
    figures = subject.data.iid_nasional
    others = figures[figures["ukuran"] == OTHER_COUNT].sort_values("tahun")
    also = [
        _("{n} pada {year}").format(n=number(value, 0), year=year)
        for year, value in zip(others["tahun"], others["nilai"], strict=True)
    ]
    if also:
        told.append(
            _("jumlah inovasi lain yang juga diumumkan: {others}").format(others=listing(also))
        )
    return "; ".join(part for part in told if part)


def _own_arithmetic(row: Mapping[Any, Any]) -> str:
    if row["keyakinan"] != DERIVED:
        return ""
    told = _("{label}: {n} pada {year} hitungan sendiri").format(
        label=_labels()[row["ukuran"]], n=number(row["nilai"], 0), year=row["tahun"]
    )
    if pd.isna(row["catatan"]):
        return told
    return _("{told} ({how})").format(told=told, how=str(row["catatan"]).replace(" - ", " − "))
