"""Months that a series lacks, each with the file and the row where it should stand."""

from __future__ import annotations

import pandas as pd

from evaluasi.errors import DatasetError
from evaluasi.reports.service.question import Question, monthly
from evaluasi.tables import descriptor
from evaluasi.tables.reading import read_csv
from evaluasi.text import _, number

TABLE = "layanan"


def refuse(question: Question) -> None:
    """Refuse a question whose series have holes; every hole of every series in one error.

    Raises
    ------
    DatasetError
    """
    own = monthly(question.ds, question.service, question.region, question.until)
    wanted = pd.period_range(own.index[0], own.index[-1], freq="M")
    services = [question.service, *([question.exposure] if question.exposure else [])]
    faults = []
    for service in services:
        for code in (question.region, *question.controls):
            there = monthly(question.ds, service, code, question.until).index
            for month in wanted[~wanted.isin(there)]:
                where = _after(question, service, code, month)
                told = _("{service} {code}: {month} tidak ada{where}")
                faults.append(told.format(service=service, code=code, month=month, where=where))
    if faults:
        raise DatasetError(
            _("Deret {service} tidak lengkap: {n} bulan hilang.").format(
                service=question.service, n=number(len(faults))
            ),
            _(
                "Lengkapi bulan itu dan impor lagi (`evaluasi impor`), atau pilih wilayah "
                "pembanding yang lengkap; bulan kosong tidak diisi sendiri."
            ),
            faults,
        )


def _after(question: Question, service: str, code: str, month: pd.Period) -> str:
    """Say after which row of which file a month belongs; nothing where no row precedes it."""
    rows = _text(question)
    chosen = (rows["indikator"] == service) & (rows["kode"] == code)
    earlier = rows[chosen & (rows["bulan"] < str(month))].sort_values("bulan")
    if earlier.empty:
        return ""
    file, _sheet, row = earlier.index[-1]
    return _(" ({file}, sesudah baris {row})").format(file=file, row=row)


def _text(question: Question) -> pd.DataFrame:
    """Read the files of the table again, as text with the places of its rows."""
    folder = question.ds.path
    resources = [r for r in descriptor.read(folder).resources if r.table == TABLE]
    return pd.concat(
        read_csv((folder / path).read_bytes(), path, resource.delimiter).rows
        for resource in resources
        for path in resource.paths
    )
