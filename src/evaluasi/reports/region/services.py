"""Services on file by the month: that they can be studied, and with which words."""

from __future__ import annotations

from evaluasi.reports.display import escape
from evaluasi.reports.region.gaps import folder
from evaluasi.reports.region.subject import Subject
from evaluasi.text import _, listing, month_year


def sentence(subject: Subject) -> str:
    """Name the monthly series of the region and the command that studies one; else nothing."""
    rows = subject.rows_of("layanan")
    if rows.empty:
        return ""
    codes = sorted(rows["indikator"].unique())
    first, last = rows["bulan"].min(), rows["bulan"].max()
    return _(
        "Deret bulanan layanan {name} tercatat: {services} ({first}–{last}). Apakah sebuah deret "
        "berubah sejak bulan tertentu, dan seberapa yakin, diperiksa dengan "
        "`evaluasi dampak --layanan {code} --wilayah {kode} --patahan TAHUN-BULAN --data {data}`; "
        "tanpa `--patahan` perintah itu menyebut inovasi yang mungkin."
    ).format(
        name=subject.said,
        services=listing(escape(code.replace("_", " ")) for code in codes),
        first=month_year(f"{first:%Y-%m}"),
        last=month_year(f"{last:%Y-%m}"),
        code=codes[0],
        kode=subject.kode,
        data=folder(subject.data.path),
    )
