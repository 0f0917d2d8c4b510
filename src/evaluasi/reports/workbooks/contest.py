"""A contest as a workbook: each stage with agreement before ranks, and the rules it rests on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.reports.workbooks.own_tables import own_rows
from evaluasi.rubrics.contests import folded
from evaluasi.scoring.contest import EQUAL, ContestResult
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.intake import check
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import _, number, percent

_HEADINGS = {
    "objek": _("Objek"),
    "judul": _("Nama"),
    "peringkat": _("Peringkat (skor mentah)"),
    "skor_mentah": _("Skor mentah"),
    "skor_disesuaikan": _("Skor disesuaikan"),
    "galat_baku": _("Galat baku"),
    "peringkat_disesuaikan": _("Peringkat (disesuaikan)"),
    "bawah": _("Peringkat, batas bawah 90%"),
    "atas": _("Peringkat, batas atas 90%"),
    "peluang": _("Peluang lolos"),
    "seri": _("Seri"),
    "berubah": _("Berbeda bila kerasnya penilai dihitung"),
    "penilai": _("Penilai"),
}
_AGREEMENT = {
    "kriteria": _("Kriteria"),
    "koefisien": _("Alpha Krippendorff"),
    "bawah": _("Batas bawah 95%"),
    "atas": _("Batas atas 95%"),
    "tingkat": _("Tingkat pengukuran"),
    "objek": _("Objek dinilai ganda"),
    "penilai": _("Penilai"),
    "putusan": _("Putusan"),
}


def ratings_of_file(path: Path) -> tuple[pd.DataFrame, int]:
    """Read a file of ratings as people send it; names of raters become codes at the door.

    Returns
    -------
    (DataFrame, int)
        Sound rows, and the number of faults of the others.

    Raises
    ------
    ParameterError
        Where no row is sound, with the faults.
    """
    found = check([path], table="penilaian")
    rows = found.accepted
    if rows.empty:
        raise ParameterError(
            _("Tidak ada penilaian yang dapat dibaca dari {file}.").format(file=path.name),
            _("Perlu kolom objek, penilai, kriteria, tahap, skor; lihat `evaluasi periksa`."),
            found.rejected["kalimat"],
        )
    return rows, len(found.rejected)


def names_of(ds: Dataset) -> dict[str, str]:
    """Return names of what may be rated: titles of innovations, names of regions."""
    named = dict(zip(ds.wilayah["kode"], ds.wilayah["nama"], strict=True))
    if ds.has("inovasi"):
        named |= dict(zip(ds.inovasi["id"], ds.inovasi["judul"], strict=True))
    return named


def weights_of(word: str) -> dict[str, dict[str, float]] | str:
    """Read weights of criteria: “sama”, or a sheet with columns kriteria, bobot, maybe tahap.

    Raises
    ------
    ParameterError
        Where the file can't be read, has no such columns, or a weight is no number or told twice.
    """
    if word.strip().casefold() == EQUAL:
        return EQUAL
    remedy = _("Tulis satu baris per kriteria: kolom kriteria, bobot, dan bila perlu tahap.")
    made: dict[str, dict[str, float]] = {}
    faults = []
    for row in own_rows(Path(word), ["kriteria", "bobot"], remedy):
        name, value = row.text("kriteria"), row.number("bobot")
        own = made.setdefault(folded(row.text("tahap")), {})
        if value is None or not name:
            faults.append(
                _("baris {line}: kriteria “{name}”, bobot “{cell}”").format(
                    line=row.line, name=name, cell=row.text("bobot")
                )
            )
        elif name in own:
            told = _("baris {line}: “{name}” ditulis dua kali")
            faults.append(told.format(line=row.line, name=name))
        else:
            own[name] = value
    if faults:
        raise ParameterError(_("Bobot pada berkas itu tidak dapat dipakai."), remedy, faults)
    return made


def save(result: ContestResult, path: Path, names: dict[str, str] | None = None) -> Path:
    """Write a contest as a workbook; the same contest gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    sheets = [_summary(result)]
    known = names or {}
    for one in result.stages:
        title = f"{result.contest.nama}: {one.stage.nama}"
        agreed = one.agreement.rename(columns=_AGREEMENT)
        told = one.summary().splitlines()
        sheets.append(SheetOut(_("Kesepakatan {s}").format(s=one.stage.kode), agreed, title))
        if len(one.table):
            shown = _named(one.table, known).rename(columns=_HEADINGS)
            sheets.append(SheetOut(_("Peserta {s}").format(s=one.stage.kode), shown, title, told))
        means = _named(one.criteria, known).rename(columns=_HEADINGS)
        note = _("Rata-rata skor mentah tiap kriteria; baca kesepakatannya lebih dahulu.")
        sheets.append(SheetOut(_("Kriteria {s}").format(s=one.stage.kode), means, title, [note]))
        if one.adjusted is not None:
            severe = one.adjusted.raters.set_axis([_("Penilai"), _("Kerasnya"), _("Nilai")], axis=1)
            note = _("Di atas 0: memberi skor lebih rendah daripada penilai lain.")
            name = _("Penilai {s}").format(s=one.stage.kode)
            sheets.append(SheetOut(name, severe, title, [note]))
    if result.final is not None:
        final = _named(result.final.table, known).rename(columns=_HEADINGS)
        lines = result.final.summary().splitlines()
        sheets.append(SheetOut(_("Nilai akhir"), final, result.contest.nama, lines))
    rules = pd.DataFrame(result.contest.rules())
    sheets.append(SheetOut(_("Aturan"), rules, result.contest.nama, [result.contest.catatan]))
    if len(result.unused):
        sheets.append(SheetOut(_("Tidak dipakai"), result.unused, result.contest.nama))
    origin = provenance.of(result.stages[0].table)
    return save_book(path, sheets, origin)


def _summary(result: ContestResult) -> SheetOut:
    """Return the stages in one table, their sentences above it."""
    rows = [
        {
            _("Tahap"): one.stage.nama,
            _("Peserta dinilai"): len(one.criteria),
            _("Yang lolos"): one.k,
            _("Bobot"): one.weights_origin,
            _("Catatan"): one.reason,
        }
        for one in result.stages
    ]
    lines = [line for line in result.summary().splitlines() if line]
    return SheetOut(_("Ringkasan"), pd.DataFrame(rows), result.contest.nama, lines)


def _named(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    if not names:
        return frame
    made = frame.copy()
    made.insert(1, "judul", made["objek"].map(names).fillna(""))
    return made


def _span(low: float, high: float) -> str:
    ends = [number(low, 0), number(high, 0)]
    return "–".join(dict.fromkeys(ends))


def _chance(share: float) -> str:
    return _("; peluang lolos {p}").format(p=percent(100 * share, 0)) if pd.notna(share) else ""


def lines(result: ContestResult, names: dict[str, str] | None = None, most: int = 15) -> str:
    """Return the entries of each stage as text for a terminal, the highest raw score first."""
    known, told = names or {}, []
    for one in result.stages:
        if one.table.empty:
            continue
        told.append(_("{stage}, menurut skor mentah:").format(stage=one.stage.nama))
        for row in one.table.head(most).to_dict("records"):
            sentence = _(
                "  {name}: skor {raw}, disesuaikan {adjusted}; peringkat {span}{chance}{tie}"
            )
            told.append(
                sentence.format(
                    name=known.get(row["objek"], row["objek"]),
                    raw=number(row["skor_mentah"], 2),
                    adjusted=number(row["skor_disesuaikan"], 2),
                    span=_span(row["bawah"], row["atas"]),
                    chance=_chance(row["peluang"]),
                    tie=_(", seri") if row["seri"] else "",
                )
            )
        hidden = len(one.table) - most
        if hidden > 0:
            told.append(_("  … dan {n} peserta lagi").format(n=number(hidden)))
    return "\n".join(told)
