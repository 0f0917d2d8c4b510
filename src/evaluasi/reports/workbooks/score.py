"""The index of every region of a dataset as a workbook, beside what was published."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.reports.region.iid import provisional
from evaluasi.reports.workbooks.own_tables import own_rows
from evaluasi.scoring.iid_levels import NOT_COMPUTABLE
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.outlet.book import SheetOut, save
from evaluasi.text import MISSING, _, listing, number

REGION_CODE = len("35.79")
_HEADINGS = {
    "kode": _("Kode"),
    "nama": _("Wilayah"),
    "iid": _("IID dihitung (0–100)"),
    "iid_verifikasi": _("IID terverifikasi (0–100)"),
    "skor": _("IID terbit"),
    "predikat": _("Predikat"),
    "predikat_verifikasi": _("Predikat terverifikasi"),
    "kematangan_asal": _("Rata-rata kematangan menurut aturan asalnya"),
    "terendah": _("Rata-rata kematangan, paling rendah"),
    "tertinggi": _("Rata-rata kematangan, paling tinggi"),
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
    "alasan_verifikasi": _("Cakupan verifikasi"),
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


def spd_of(path: Path) -> pd.DataFrame:
    """Read known SPD scores: columns kode, spd.

    Raises
    ------
    ParameterError
        Where the file can't be read or has no such columns, or a score is no number.
    """
    remedy = _("Tulis satu baris per wilayah: kolom kode dan spd (skor SPD, bukan level).")
    rows = own_rows(path, ["kode", "spd"], remedy)
    faults = [
        _("baris {line}: skor SPD “{cell}”").format(line=row.line, cell=row.text("spd"))
        for row in rows
        if row.number("spd") is None or not row.text("kode")
    ]
    if faults:
        raise ParameterError(_("Skor SPD pada berkas itu tidak dapat dipakai."), remedy, faults)
    return pd.DataFrame(
        [(row.text("kode"), row.number("spd")) for row in rows], columns=["kode", "spd"]
    )


def score(
    ds: Dataset,
    year: int | None = None,
    edition: int | None = None,
    rules: Path | None = None,
    spd: pd.DataFrame | None = None,
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
    spd : DataFrame, optional
        Known SPD scores (see `spd_of`) instead of the dataset's levels.

    Raises
    ------
    ParameterError
        Where the dataset holds no innovations of that edition, or no rules are on file.
    """
    year = _year(ds, year)
    own = _rubric(rules, year)
    edition_rows = ds.inovasi[ds.inovasi["tahun"] == year]
    inovasi, outside = _of_regions(edition_rows)
    if edition not in (None, own.edisi):
        return _rescored(ds, inovasi, own, _rubric(None, int(edition or 0)))
    kapasitas = ds.kapasitas if ds.has("kapasitas") else None
    if spd is not None:
        kapasitas = _stamped(spd[spd["kode"].isin(inovasi["kode"])], inovasi)
    checked = ds.verifikasi if ds.has("verifikasi") else None
    if outside and checked is not None:
        gone = edition_rows["id"][~edition_rows["id"].isin(inovasi["id"])]
        checked = checked[~checked["id_inovasi"].isin(gone)]
    notes: list[str] = []
    try:
        found = sc.regional_index(inovasi, kapasitas, own, verifikasi=checked)
        regions, notes = found.to_frame(), [found.summary()]
    except ParameterError as fault:
        if own.columns:
            raise
        regions, notes = _unknown(inovasi, str(fault)), [str(fault)]
    published, torn = _published(ds, year)
    regions = _with_names(regions.assign(skor=regions["kode"].map(published)), ds)
    notes += [*torn, *outside]
    table = inovasi[["id", "kode", "judul", "opd"]].assign(kematangan=_maturity(inovasi, own))
    return ScoreBook(year, own, regions, _stamped(table, inovasi), tuple(notes))


def _year(ds: Dataset, year: int | None) -> int:
    held = sorted(int(value) for value in _of_regions(ds.inovasi)[0]["tahun"].unique())
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


def _of_regions(inovasi: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Leave out innovations of kecamatan: the index is one of provinces, kabupaten and kota."""
    inside = inovasi["kode"].str.len() <= REGION_CODE
    if inside.all():
        return inovasi, []
    text = _(
        "{n} inovasi kecamatan tidak ikut: indeks dihitung bagi provinsi, kabupaten, dan kota."
    )
    return inovasi[inside], [text.format(n=number(int((~inside).sum())))]


def _unknown(inovasi: pd.DataFrame, reason: str) -> pd.DataFrame:
    codes = sorted(inovasi["kode"].unique())
    return pd.DataFrame({"kode": codes, "status": NOT_COMPUTABLE, "alasan": reason})


def _with_names(regions: pd.DataFrame, ds: Dataset) -> pd.DataFrame:
    names = regions["kode"].map(ds.wilayah.set_index("kode")["nama"])
    return _stamped(regions.assign(nama=names.fillna(MISSING)), regions)


def _published(ds: Dataset, year: int) -> tuple[pd.Series, list[str]]:
    """Return the final published score of each region, and who is left out for having two."""
    own = ds.skor_iid[(ds.skor_iid["tahun"] == year) & ds.skor_iid["skor"].notna()]
    scores = own[~provisional(own)].drop_duplicates(["kode", "skor"])
    twice = scores["kode"].duplicated(keep=False)
    told = _("Skor terbit {year} tidak ditampilkan karena sumbernya berbeda: {codes}.")
    codes = sorted(scores.loc[twice, "kode"].unique())
    notes = [told.format(year=year, codes=listing(codes))] if codes else []
    return scores[~twice].set_index("kode")["skor"], notes


def _rescored(ds: Dataset, inovasi: pd.DataFrame, own: sc.Rubric, other: sc.Rubric) -> ScoreBook:
    found = sc.rescore(inovasi, own, other)
    table = found.to_frame()
    regions = table.groupby("kode", as_index=False).agg(
        jumlah_inovasi=("kematangan_asal", "size"),
        kematangan_asal=("kematangan_asal", "mean"),
        terendah=("terendah", "mean"),
        tertinggi=("tertinggi", "mean"),
    )
    told = _(
        "Indeks tidak dihitung di bawah aturan edisi lain: level yang artinya berganti tidak "
        "dibawa. Rata-rata kematangan diberi batas bawah dan atas."
    )
    regions = _with_names(_stamped(regions, inovasi), ds)
    return ScoreBook(own.edisi, other, regions, _stamped(table, inovasi), (found.summary(), told))


def _stamped(frame: pd.DataFrame, origin: pd.DataFrame) -> pd.DataFrame:
    known = provenance.of(origin)
    return frame if known is None else provenance.stamp(frame, known)


def _scored_line(row: Mapping[Hashable, Any]) -> str:
    """Say the index as claimed, beside it as verified, or why there is none."""
    if pd.isna(row["iid"]):
        told = _("{name}: {status}, {n} inovasi")
        return told.format(name=row["nama"], status=row["status"], n=number(row["jumlah_inovasi"]))
    checked = row.get("iid_verifikasi")
    verified = (
        _("; terverifikasi {iid} ({predicate})").format(
            iid=number(checked, 2), predicate=row["predikat_verifikasi"]
        )
        if checked is not None and pd.notna(checked)
        else ""
    )
    return _("{name}: {iid} ({predicate}){verified}, {n} inovasi").format(
        name=row["nama"],
        iid=number(row["iid"], 2),
        predicate=row["predikat"] if isinstance(row["predikat"], str) else MISSING,
        verified=verified,
        n=number(row["jumlah_inovasi"]),
    )


def _bounded_line(row: Mapping[Hashable, Any]) -> str:
    """Say the mean maturity under its own rules, and its bounds under the other ones."""
    told = _("{name}: rata-rata kematangan {own}, menjadi {low} sampai {high}, {n} inovasi")
    return told.format(
        name=row["nama"],
        own=number(row["kematangan_asal"], 2),
        low=number(row["terendah"], 2),
        high=number(row["tertinggi"], 2),
        n=number(row["jumlah_inovasi"]),
    )


def lines(book: ScoreBook, most: int = 40) -> str:
    """Return the regions as text for a terminal, the highest index first."""
    if "iid" in book.regions:
        ordered = book.regions.sort_values(["iid", "kode"], ascending=[False, True])
        tell = _scored_line
    elif "terendah" in book.regions:
        ordered, tell = book.regions.sort_values("kode"), _bounded_line
    else:
        return ""
    rows = [tell(row) for row in ordered.head(most).to_dict("records")]
    hidden = len(book.regions) - len(rows)
    if hidden > 0:
        rows.append(_("… dan {n} wilayah lagi").format(n=number(hidden)))
    return "\n".join(rows)
