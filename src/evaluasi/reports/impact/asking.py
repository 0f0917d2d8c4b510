"""From what a user asks to a study: which dataset, which regions, which treatment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi.errors import ParameterError
from evaluasi.impact.neighbours import COLUMNS
from evaluasi.impact.panel.columns import few
from evaluasi.reports.folders import locate
from evaluasi.reports.impact.designs import Effort
from evaluasi.reports.impact.question import Question
from evaluasi.reports.impact.study import Study, Tell, silent
from evaluasi.reports.impact.treatment import ON_FILE, Treatment
from evaluasi.reports.impact.treatment_words import open_treatment
from evaluasi.reports.region.opening import key_of, opened
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.tables import series
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, listing, number

SCORES = ("iid", "predikat")
"""Series that are not outcomes: what the score of innovations did to itself is no effect."""


def study(
    data: str | Path | Dataset,
    capaian: str = "p0",
    perlakuan: str = "iga",
    wilayah: str | Sequence[str] | None = None,
    tahun: int | None = None,
    *,
    pembacaan: str = ON_FILE,
    jeda: int | None = None,
    tetangga: str | Path | None = None,
    prediktor: str = "",
    effort: Effort | None = None,
    tell: Tell = silent,
) -> Study:
    """Ask one question of a dataset.

    Parameters
    ----------
    data : path or Dataset
    capaian : str
        Code of an outcome; every series by itself.
    perlakuan : str
        See `evaluasi.reports.impact.treatment_words.open_treatment`.
    wilayah : str or sequence of str, optional
        Provinces (their kabupaten and kota), or kabupaten and kota; by default the dataset's home
        province, else all.
    tahun : int, optional
        Reporting year: data up to it.
    pembacaan : {"tercatat", "pasti", "ketat"}
        How records that are uncertain or missing are read.
    jeda : int, optional
        Years from the recorded year to the first exposed value.
    tetangga : path, optional
        CSV file with columns kode and tetangga, one row per border.
    prediktor : str
        Codes of series, separated by commas, in which the donors of a single region are to be
        alike too.
    effort : Effort, optional
    tell : callable
        Told what is being worked on.

    Returns
    -------
    Study
        With a `refusal` where no design can be used.

    Raises
    ------
    EvaluasiError
        For an unknown outcome, treatment or region, or two series that can't be joined.
    """
    ds = data if isinstance(data, Dataset) else opened(replace(key_of(locate(data)), year=tahun))
    if isinstance(data, Dataset) and tahun is not None:
        ds = data.upto(tahun)
    if series.get(capaian).kode in SCORES:
        raise ParameterError(
            _("“{code}” adalah hasil penilaian inovasi, bukan capaian.").format(code=capaian),
            _("Pilih capaian, misalnya p0, tpt, ipm_lama, atau ipm_baru."),
        )
    treatment = open_treatment(ds, perlakuan, jeda)
    place, parents, named = _asked(ds, wilayah)
    level, units = _units(ds, treatment, parents, named)
    if treatment.complete:
        treatment = replace(
            treatment, remarks=(*treatment.remarks, *_left_out(ds, treatment, units))
        )
    question = Question(ds, capaian, treatment, units, pembacaan)
    treatment.first_exposed((), pembacaan)  # refuses an unknown reading now
    borders = None if not tetangga else _borders(locate(tetangga))
    return Study(
        question, place, level, effort or Effort(), tell, borders, _covariates(prediktor, capaian)
    )


def _covariates(words: str, outcome: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    for code in codes:
        if series.get(code).kode in (*SCORES, outcome):
            raise ParameterError(
                _("“{code}” tidak dapat menjadi prediktor.").format(code=code),
                _("Capaiannya sendiri selalu ikut; pilih seri lain, misalnya rls, pengeluaran."),
            )
    return codes


def _left_out(ds: Dataset, treatment: Treatment, units: Sequence[str]) -> tuple[str, ...]:
    """Tell which regions of one's own list are elsewhere, or of another level."""
    gone = sorted(set(treatment.records["kode"]) - set(units))
    if not gone:
        return ()
    names = ds.wilayah.set_index("kode")["nama"]
    told = _("{n} wilayah pada daftar perlakuan tidak termasuk yang dibandingkan: {names}.")
    named = few((f"{names[code]} ({code})" for code in gone), len(gone))
    return (told.format(n=number(len(gone)), names=named),)


def _borders(path: Path) -> pd.DataFrame:
    remedy = _("Simpan sebagai CSV dengan kolom kode dan tetangga.")
    try:
        found = pd.read_csv(path, dtype=str)
    except (OSError, ValueError) as fault:
        raise ParameterError(
            _("Daftar tetangga {path} tidak terbaca.").format(path=path), remedy
        ) from fault
    absent = [name for name in COLUMNS if name not in found.columns]
    if absent:
        raise ParameterError(
            _("Daftar tetangga {path} tidak punya kolom {names}.").format(
                path=path, names=listing(absent)
            ),
            remedy,
        )
    return found


def _asked(
    ds: Dataset, wilayah: str | Sequence[str] | None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the name of the place, the provinces meant whole, and the regions named."""
    words = [wilayah] if isinstance(wilayah, str) else list(wilayah or ())
    codes = [code for word in words for code in _codes(ds, word)] or [ds.home]
    names = ds.wilayah.set_index("kode")["nama"]
    provinces = tuple(code for code in codes if code and "." not in code)
    named = tuple(code for code in codes if "." in code)
    parts = [str(names.get(code, code)) for code in provinces]
    if named:
        parts.append(_("{n} wilayah pilihan").format(n=len(named)))
    return ", ".join(parts) or _("semua wilayah dataset"), provinces, named


def _codes(ds: Dataset, word: str) -> list[str]:
    parts = [part.strip() for part in word.split(",") if part.strip()]
    known = set(ds.wilayah["kode"])
    return [part if part in known else regions.resolve(part) for part in parts]


def _units(
    ds: Dataset, treatment: Treatment, provinces: tuple[str, ...], named: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Return what the regions are and their codes: of the level that is treated."""
    listed = ds.wilayah
    kinds = listed.set_index("kode")["tingkat"]
    treated = {str(kinds.get(code, "")) for code in treatment.records["kode"]}
    small = "kecamatan" in treated and not treated & set(SECOND_LEVEL)
    wanted = ("kecamatan",) if small else SECOND_LEVEL
    inside = listed["kode"].map(lambda code: _within(code, provinces, named))
    units = tuple(sorted(listed.loc[inside & listed["tingkat"].isin(wanted), "kode"]))
    return (_("kecamatan") if small else _("kabupaten/kota")), units


def _within(code: str, provinces: tuple[str, ...], named: tuple[str, ...]) -> bool:
    if not provinces and not named:
        return True
    return any(code == part or code.startswith(f"{part}.") for part in (*provinces, *named))
