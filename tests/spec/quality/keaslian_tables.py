"""Small drawn tables for the questions of authenticity."""

import pandas as pd

from evaluasi.tables import schemas, validate

DATES = ("tanggal_uji_coba", "tanggal_penerapan", "tanggal_pengembangan", "tanggal")


def drawn(picture, table):
    """Read a drawn table: first line the columns, cells between bars, empty cells missing."""
    head, *lines = [line for line in picture.strip().splitlines() if line.strip(" -|")]
    columns = [part.strip() for part in head.split("|")]
    cells = [[part.strip() or None for part in line.split("|")] for line in lines]
    frame = pd.DataFrame(cells, columns=columns, dtype="str")
    return typed(frame, table)


def typed(frame, table):
    """Give columns the types of their schema."""
    model = validate.empty(schemas.get(table)).dtypes
    for column in frame.columns:
        if column in DATES:
            frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
        elif model[column] != "str":
            frame[column] = pd.to_numeric(frame[column]).astype(model[column])
    return frame


def counted(counts, **columns):
    """Build the table inovasi from a mapping (kode, tahun) → number of innovations."""
    rows = [
        {
            "id": f"{kode}-{year}-{i}",
            "tahun": year,
            "kode": kode,
            "judul": f"Judul {word(i)} {kode}",
        }
        for (kode, year), n in counts.items()
        for i in range(n)
    ]
    return pd.DataFrame(rows).assign(**columns)


def word(i):
    """Write a number as letters, unlike its neighbours."""
    return "".join(chr(97 + (i * 7 + k * k * 11 + i // 5) % 26) for k in range(9))
