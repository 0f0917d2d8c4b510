"""From what the user wrote after --perlakuan to a treatment."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.reports.impact.treatment import Treatment
from evaluasi.reports.impact.treatment_file import from_file
from evaluasi.tables import schemas, series
from evaluasi.tables.awards import is_certain
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, listing

PREDICATE = "predikat:"
SHEETS = (".csv", ".xlsx", ".xls", ".ods", ".tsv", ".txt")
CLASSES = ("Tidak Dapat Dinilai", "Kurang Inovatif", "Inovatif", "Sangat Inovatif")
"""Predicates of the IID, lowest first."""


def open_treatment(ds: Dataset, word: str, lag: int | None = None) -> Treatment:
    """Find the treatment that a word asks for.

    Parameters
    ----------
    ds : Dataset
    word : str
        A contest of table `penghargaan` (``iga``, ``skk``); ``predikat:Sangat Inovatif``;
        ``tabel.kolom`` (the first year in a column of years or dates); or a file with columns
        kode and tahun.
    lag : int, optional
        Years from the recorded year to the first exposed value, instead of the usual one.

    Raises
    ------
    ParameterError
        For a word that asks for none of them.
    DatasetError
        For a file whose rows can't be used.
    """
    asked = word.strip()
    table, _dot, column = asked.partition(".")
    if asked.lower().startswith(PREDICATE):
        found = _from_predicate(ds, asked)
    elif asked.lower().endswith(SHEETS):
        found = from_file(Path(asked), set(ds.wilayah["kode"]))
    elif column and table in schemas.NAMES:
        found = _from_column(ds, asked, table, column)
    elif (ds.penghargaan["ajang"] == asked.lower()).any():
        found = _from_awards(ds, asked.lower())
    else:
        raise _unknown(ds, word)
    if lag is None:
        return found
    told = _("Jeda {n} tahun diminta pemakai.").format(n=lag)
    return Treatment(**{**found.__dict__, "lag": lag, "lag_reason": told})


def _unknown(ds: Dataset, word: str) -> ParameterError:
    contests = sorted(set(ds.penghargaan["ajang"].dropna()))
    return ParameterError(
        _("Perlakuan “{word}” tidak dikenal pada dataset {title}.").format(
            word=word, title=ds.title
        ),
        _("Tulis salah satu bentuk ini."),
        [
            _("ajang penghargaan: {contests}").format(
                contests=listing(contests) if contests else _("tidak tercatat pada dataset ini")
            ),
            _("predikat pertama: predikat:“Sangat Inovatif”"),
            _("kolom tahun atau tanggal: tabel.kolom, misalnya inovasi.tanggal_penerapan"),
            _("berkas CSV atau XLSX dengan kolom kode dan tahun"),
        ],
    )


def _from_awards(ds: Dataset, contest: str) -> Treatment:
    listed = ds.penghargaan
    listed = listed[listed["ajang"] == contest]
    rows = listed[listed["kode"].notna()]
    records = _records(rows, is_certain(rows))
    nameless = listed[listed["kode"].isna()]
    candidates = nameless["kode_kandidat"].dropna().str.split(";").explode().str.strip()
    late = contest in ("iga", "skk")
    return Treatment(
        word=contest,
        name=_("penghargaan {contest}").format(contest=contest.upper()),
        short=contest.upper(),
        recorded=_("tahun penghargaan"),
        lag=1,
        lag_reason=_("{contest} tahun t diumumkan menjelang akhir tahun t").format(
            contest=contest.upper()
        )
        if late
        else _("penghargaan tahun t dianggap diumumkan sesudah capaian tahun t diukur"),
        records=records,
        recognition=True,
        unknown=tuple(sorted(set(candidates) - set(records["kode"]))),
        remarks=(
            *_ambiguous(nameless),
            _(
                "Penghargaan mengakui inovasi yang sudah berjalan: tahunnya bukan awal inovasi, "
                "sehingga tahun mulai juga dicoba satu dan dua tahun lebih awal."
            ),
            _(
                "Daftar penerima tidak lengkap: wilayah tanpa baris adalah tidak tercatat, bukan "
                "tanpa penghargaan."
            ),
        ),
    )


def _ambiguous(rows: pd.DataFrame) -> tuple[str, ...]:
    """Tell of winners whose name fits several regions."""
    if rows.empty:
        return ()
    told = _(
        "{n} penerima belum pasti wilayahnya ({names}): kandidatnya tidak dipakai, baik sebagai "
        "penerima maupun sebagai pembanding."
    )
    return (told.format(n=len(rows), names=listing(sorted(set(rows["nama"].dropna())))),)


def _from_predicate(ds: Dataset, asked: str) -> Treatment:
    wanted = " ".join(asked[len(PREDICATE) :].strip(" \"'“”").split()).title()
    if wanted not in CLASSES:
        raise ParameterError(
            _("Predikat “{word}” tidak dikenal.").format(word=wanted),
            _("Pilih salah satu: {known}.").format(known=", ".join(CLASSES)),
        )
    rows = ds.skor_iid
    rows = rows[rows["predikat"].notna()]
    first, last = _one_ruler(rows)
    rows = rows[rows["tahun"].between(first, last)]
    reached = rows[rows["predikat"].isin(CLASSES[CLASSES.index(wanted) :])]
    records = _records(reached, reached["keyakinan"] == "tinggi")
    return Treatment(
        word=asked,
        name=_("predikat {name} atau lebih tinggi").format(name=wanted),
        short=wanted,
        recorded=_("edisi IID"),
        lag=1,
        lag_reason=_("hasil edisi t diumumkan menjelang akhir tahun t"),
        records=records,
        recognition=True,
        remarks=(
            _(
                "Hanya edisi {first}–{last}: di luar itu batas predikat atau skala skornya lain, "
                "sehingga predikatnya tidak dapat disandingkan."
            ).format(first=first, last=last),
            _("Predikat wilayah lain pada edisi itu tidak tercatat, bukan berarti lebih rendah."),
        ),
    )


def _one_ruler(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the stretch of editions without a break that holds the most rows."""
    years = rows["tahun"].astype(int)
    if years.empty:
        raise ParameterError(_("Belum ada predikat yang tercatat pada dataset ini."))
    cuts = sorted(gap.end for gap in series.get("predikat").breaks)
    bounds = [int(years.min()), *(c for c in cuts if years.min() < c <= years.max())]
    ends = [*(start - 1 for start in bounds[1:]), int(years.max())]
    return max(zip(bounds, ends, strict=True), key=lambda span: years.between(*span).sum())


def _from_column(ds: Dataset, asked: str, table: str, column: str) -> Treatment:
    rows = ds.table(table)
    if column not in rows or "kode" not in rows:
        raise ParameterError(
            _("Tabel {table} tidak punya kolom kode dan {column}.").format(
                table=table, column=column
            ),
            _("Kolom yang ada: {columns}.").format(columns=", ".join(map(str, rows.columns))),
        )
    values = rows[column]
    years = values.dt.year if pd.api.types.is_datetime64_any_dtype(values) else values
    if not pd.api.types.is_numeric_dtype(years):
        raise ParameterError(
            _("Kolom {asked} bukan tahun atau tanggal.").format(asked=asked),
            _("Pilih kolom tahun atau tanggal, misalnya inovasi.tanggal_penerapan."),
        )
    kept = rows.assign(tahun=years).dropna(subset=["kode", "tahun"])
    records = _records(kept, pd.Series(True, index=kept.index))
    return Treatment(
        word=asked,
        name=_("tahun pertama pada {asked}").format(asked=asked),
        short=asked,
        recorded=_("tahun pertama pada {asked}").format(asked=asked),
        lag=1,
        lag_reason=_("yang mulai pada tahun t baru dianggap menyentuh capaian tahun t + 1"),
        records=records,
        remarks=(_("Wilayah tanpa nilai pada kolom itu adalah tidak tercatat."),),
    )


def _records(rows: pd.DataFrame, certain: pd.Series) -> pd.DataFrame:
    made = pd.DataFrame(
        {
            "kode": rows["kode"],
            "tahun": rows["tahun"].astype(int),
            "pasti": certain,
            "sumber": rows.get("sumber"),
        }
    )
    return made.sort_values(["kode", "tahun"], kind="stable", ignore_index=True)
