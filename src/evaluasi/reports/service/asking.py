"""Asking: words of a user or a notebook in, a study out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pandas as pd

from evaluasi import regions
from evaluasi.errors import ParameterError, RegionError
from evaluasi.reports.folders import locate
from evaluasi.reports.region.opening import key_of, opened
from evaluasi.reports.service.happenings import require_break
from evaluasi.reports.service.question import Family, Question, counted, rows_of
from evaluasi.reports.service.study import Study, Tell, silent
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, listing

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def study(
    data: str | Path | Dataset,
    layanan: str,
    wilayah: str,
    patahan: str = "",
    *,
    pembanding: str | Sequence[str] = (),
    paparan: str = "",
    keluarga: str = "",
    tahun: int | None = None,
    tell: Tell = silent,
) -> Study:
    """Ask whether a service changed at a month.

    Parameters
    ----------
    data : path or Dataset
    layanan : str
        Code of column indikator of table layanan.
    wilayah : str
        Code or name of one region.
    patahan : str
        First month under the change, such as 2022-01.
    pembanding : str or sequence of str
        Codes or names of regions whose series serves as control: the sum of counts, the mean of
        anything else.
    paparan : str
        Code of the service that this one is counted from (complaints settled of those received).
    keluarga : {"poisson", "quasi-poisson", "normal", "log-normal"}
        By default quasi-poisson for counts, normal for anything else.
    tahun : int, optional
        Data up to this year.
    tell : callable
        Told what is being worked on.

    Returns
    -------
    Study
        With a `refusal` where the series does not carry an estimate.

    Raises
    ------
    ParameterError, RegionError
        For an unknown region, service, family or month, or a month left out.
    """
    ds = data if isinstance(data, Dataset) else opened(key_of(locate(data)))
    if tahun is not None:
        ds.upto(tahun)  # refuses a year before all data
    kode = _region(ds, wilayah)
    _require(ds, layanan, kode, tahun)
    chosen = _family(keluarga)
    if not patahan:
        require_break(ds, kode, layanan, tahun)
    question = Question(ds, layanan, kode, _month(patahan), "normal", until=tahun, exposure=paparan)
    words = [pembanding] if isinstance(pembanding, str) else list(pembanding)
    codes = [_region(ds, part) for word in words for part in word.split(",") if part.strip()]
    if kode in codes or len(set(codes)) < len(codes):
        raise ParameterError(
            _("Pembanding harus wilayah lain, masing-masing sekali: {codes}.").format(
                codes=listing(codes)
            )
        )
    for code in (kode, *codes):
        for service in (layanan, *([paparan] if paparan else [])):
            _require(ds, service, code, tahun)
    if paparan == layanan:
        raise ParameterError(_("Paparan harus layanan yang lain dari {code}.").format(code=paparan))
    asked = replace(question, family=chosen or _default(question), controls=tuple(codes))
    names = ds.wilayah.set_index("kode")["nama"]
    return Study(asked, str(names.get(kode, kode)), bool(keluarga), tell)


def _default(question: Question) -> Family:
    rows = rows_of(question.ds, question.service, question.region, question.until)
    return "quasi-poisson" if counted(rows) else "normal"


def _family(word: str) -> Family | None:
    for family in get_args(Family):
        if family == word:
            return family  # type: ignore[no-any-return]
    if not word:
        return None
    raise ParameterError(
        _("Keluarga “{family}” tidak dikenal.").format(family=word),
        _("Pilih salah satu: {known}.").format(known=listing(get_args(Family))),
    )


def _month(word: str) -> pd.Period:
    if not _MONTH.fullmatch(word.strip()):
        raise ParameterError(
            _("“{word}” bukan bulan.").format(word=word),
            _("Tulis tahun-bulan, misalnya 2022-01."),
        )
    return pd.Period(word.strip(), freq="M")


def _region(ds: Dataset, word: str) -> str:
    known = set(ds.wilayah["kode"])
    code = word.strip() if word.strip() in known else regions.resolve(word.strip())
    if code not in known:
        raise RegionError(
            _("Wilayah {code} tidak ada dalam dataset {title}.").format(code=code, title=ds.title),
            _("Pilih dataset yang memuatnya dengan --data."),
        )
    return code


def _require(ds: Dataset, service: str, region: str, until: int | None) -> None:
    """Refuse a service that has no value in a region, and name those that have."""
    if len(rows_of(ds, service, region, until)):
        return
    if not ds.has("layanan"):
        raise ParameterError(
            _("Dataset {title} tidak memuat tabel layanan.").format(title=ds.title),
            _(
                "Muat nilai bulanan dengan `evaluasi impor BERKAS --tabel layanan`, atau pilih "
                "dataset lain dengan --data."
            ),
        )
    rows = ds.layanan
    there = sorted(rows.loc[rows["kode"] == region, "indikator"].unique())
    if not there:
        raise ParameterError(
            _("Layanan bulanan wilayah {code} tidak tercatat.").format(code=region),
            _("Yang tercatat: wilayah {codes}.").format(
                codes=listing(sorted(rows["kode"].unique()))
            ),
        )
    raise ParameterError(
        _("Layanan “{service}” tidak tercatat untuk {code}.").format(service=service, code=region),
        _("Yang tercatat: {known}.").format(known=listing(there)),
    )
