"""The index of every region of a dataset as a workbook, beside what was published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.scoring.iid_levels import NOT_COMPUTABLE
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.outlet.book import SheetOut, save
from evaluasi.text import MISSING, _, listing, number

_HEADINGS = {
    "kode": _("Kode"),
    "nama": _("Wilayah"),
    "iid": _("IID dihitung (0–100)"),
    "iid_verifikasi": _("IID terverifikasi (0–100)"),
    "skor": _("IID terbit"),
    "predikat": _("Predikat"),
    "spd": _("SPD"),
    "sid": _("SID"),
    "jumlah_inovasi": _("Inovasi"),
    "pembagi": _("Pembagi"),
    "rata_kematangan": _("Rata-rata kematangan"),
    "skor_jumlah": _("Skor jumlah"),
    "urusan_dasar": _("Urusan pelayanan dasar (dari 6)"),
    "wajib_kosong": _("Inovasi dengan isian wajib kosong"),
    "status": _("Status"),
    "alasan": _("Alasan dan catatan"),
    "keyakinan": _("Keyakinan aturan"),
}
"""Columns of the sheet of regions, in order."""


@dataclass(frozen=True)
class ScoreBook:
    """Scores of one edition.

    Attributes
    ----------
    edition : int
    rubric : Rubric
    regions : DataFrame
        One row per region, columns of `RegionalIndex` and, where on file, ``skor`` (published).
    innovations : DataFrame
        id, kode, judul, opd, kematangan; under another edition's rules also its bounds.
    notes : tuple of str
    """

    edition: int
    rubric: sc.Rubric
    regions: pd.DataFrame
    innovations: pd.DataFrame
    notes: tuple[str, ...]

    def summary(self) -> str:
        """Say in Indonesian what was computed and what could not be."""
        return "\n".join(self.notes)

    def save(self, path: Path) -> Path:
        """Write the workbook: regions, innovations, rules with their sources."""
        title = _("{rubric}, inovasi edisi {year}").format(
            rubric=self.rubric.nama, year=self.edition
        )
        named = [name for name in _HEADINGS if name in self.regions]
        regions = self.regions[named].rename(columns=_HEADINGS)
        sheets = [
            SheetOut(_("Wilayah"), _stamped(regions, self.regions), title, self.notes),
            SheetOut(_("Inovasi"), self.innovations, title),
            SheetOut(_("Aturan"), self.rubric.rules_to_frame(), title),
            SheetOut(_("Indikator"), self.rubric.to_frame(), title),
        ]
        return save(path, sheets, provenance.of(self.innovations))


def score(
    ds: Dataset, year: int | None = None, edition: int | None = None, rules: Path | None = None
) -> ScoreBook:
    """Score the innovations of one edition.

    Parameters
    ----------
    ds : Dataset
    year : int, optional
        Edition of the innovations; default the latest in the dataset.
    edition : int, optional
        Edition whose rules judge them; default their own.
    rules : Path, optional
        The user's own rule file instead of the shipped rules.

    Raises
    ------
    ParameterError
        Where the dataset holds no innovations of that edition, or no rules are on file.
    """
    year = _year(ds, year)
    own = _rubric(rules, year)
    inovasi = ds.inovasi[ds.inovasi["tahun"] == year]
    if edition not in (None, own.edisi):
        return _rescored(inovasi, own, _rubric(None, int(edition or 0)))
    kapasitas = ds.kapasitas if ds.has("kapasitas") else None
    checked = ds.verifikasi if ds.has("verifikasi") else None
    notes: list[str] = []
    try:
        found = sc.regional_index(inovasi, kapasitas, own, verifikasi=checked)
        regions, notes = found.to_frame(), [found.summary()]
    except ParameterError as fault:
        if own.columns:
            raise
        regions, notes = _unknown(inovasi, str(fault)), [str(fault)]
    regions = _with_names(regions, ds, year)
    table = inovasi[["id", "kode", "judul", "opd"]].assign(kematangan=_maturity(inovasi, own))
    return ScoreBook(year, own, regions, _stamped(table, inovasi), tuple(notes))


def _year(ds: Dataset, year: int | None) -> int:
    held = sorted(int(value) for value in ds.inovasi["tahun"].unique())
    if not held:
        raise ParameterError(
            _("Dataset {name} tidak memuat inovasi.").format(name=ds.title or ds.name),
            _("Masukkan inovasi dahulu dengan `evaluasi impor`, atau pilih dataset lain (--data)."),
        )
    if year is None:
        return held[-1]
    if year not in held:
        raise ParameterError(
            _("Dataset {name} tidak memuat inovasi edisi {year}.").format(name=ds.name, year=year),
            _("Edisi yang ada: {held}.").format(held=listing(held)),
        )
    return year


def _rubric(rules: Path | None, edition: int) -> sc.Rubric:
    return sc.load_rubric(rules if rules is not None else f"iid-{edition}")


def _maturity(inovasi: pd.DataFrame, rubric: sc.Rubric) -> pd.Series:
    values = sc.maturity(inovasi, rubric)
    return pd.Series(values.to_numpy(), index=inovasi.index)


def _unknown(inovasi: pd.DataFrame, reason: str) -> pd.DataFrame:
    codes = sorted(inovasi["kode"].unique())
    return pd.DataFrame({"kode": codes, "status": NOT_COMPUTABLE, "alasan": reason})


def _with_names(regions: pd.DataFrame, ds: Dataset, year: int) -> pd.DataFrame:
    """Add names and, where one is on file, the published score of the edition."""
    names = ds.wilayah.set_index("kode")["nama"]
    published = ds.skor_iid[ds.skor_iid["tahun"] == year].dropna(subset=["skor"])
    one_each = published.drop_duplicates("kode", keep=False).set_index("kode")["skor"]
    return _stamped(
        regions.assign(
            nama=regions["kode"].map(names).fillna(MISSING), skor=regions["kode"].map(one_each)
        ),
        regions,
    )


def _rescored(inovasi: pd.DataFrame, own: sc.Rubric, other: sc.Rubric) -> ScoreBook:
    found = sc.rescore(inovasi, own, other)
    table = found.to_frame()
    regions = table.groupby("kode", as_index=False).agg(
        jumlah_inovasi=("kematangan_asal", "size"),
        terendah=("terendah", "mean"),
        tertinggi=("tertinggi", "mean"),
    )
    told = _(
        "Indeks tidak dihitung di bawah aturan edisi lain: level yang artinya berganti tidak "
        "dibawa. Rata-rata kematangan diberi batas bawah dan atas."
    )
    return ScoreBook(own.edisi, other, regions, _stamped(table, inovasi), (found.summary(), told))


def _stamped(frame: pd.DataFrame, origin: pd.DataFrame) -> pd.DataFrame:
    known = provenance.of(origin)
    return frame if known is None else provenance.stamp(frame, known)


def lines(book: ScoreBook, most: int = 40) -> str:
    """Return the regions as text for a terminal, the highest index first."""
    if "iid" not in book.regions:
        return ""
    shown = book.regions.sort_values(["iid", "kode"], ascending=[False, True]).head(most)
    told = _("{name}: {iid} ({predicate}), {n} inovasi")
    rows = [
        told.format(
            name=row["nama"],
            iid=number(row["iid"], 2),
            predicate=row["predikat"] if isinstance(row["predikat"], str) else row["status"],
            n=number(row["jumlah_inovasi"]),
        )
        for row in shown.to_dict("records")
    ]
    hidden = len(book.regions) - len(rows)
    if hidden > 0:
        rows.append(_("… dan {n} wilayah lagi").format(n=number(hidden)))
    return "\n".join(rows)
