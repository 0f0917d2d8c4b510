"""National figures of the Indeks Inovasi Daerah, as context for one region."""

from __future__ import annotations

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
_TRUST = ["tinggi", "sedang", "turunan", "rendah"]


def table(subject: Subject) -> pd.DataFrame:
    """Table of national figures by edition; of several sources the most trusted."""
    figures = subject.data.iid_nasional
    figures = figures[figures["ukuran"].isin(MEASURES)]
    trust = figures["keyakinan"].map(_TRUST.index)
    best = figures.assign(trust=trust).sort_values(["tahun", "ukuran", "trust", "sumber"])
    best = best.drop_duplicates(["tahun", "ukuran"])
    wide = best.pivot(index="tahun", columns="ukuran", values="nilai")
    wide = wide.reindex(columns=[name for name in MEASURES if name in wide])
    for name in wide.columns.difference(["rata_rata_iid"]):
        wide[name] = wide[name].astype("Int64")
    shown = wide.reset_index().rename(columns={"tahun": _("Tahun"), **_labels()})
    return subject.stamped(shown.rename_axis(columns=None), best["sumber"].value_counts().index)


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
    """Name the other figures that were published for the same measure."""
    figures = subject.data.iid_nasional
    others = figures[figures["ukuran"] == OTHER_COUNT].sort_values("tahun")
    if others.empty:
        return ""
    told = [
        _("{n} pada {year}").format(n=number(value, 0), year=year)
        for year, value in zip(others["tahun"], others["nilai"], strict=True)
    ]
    return _("jumlah inovasi lain yang juga diumumkan: {others}").format(others=listing(told))
