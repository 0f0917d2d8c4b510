"""Which regions border on each other by land: a written list, for what spills over borders.

Borders within East Java, one row each: kode, tetangga, keyakinan (*sedang* where the common border
is so short that maps may differ). Worked out from the boundaries of GADM (gadm.org, level 2, with
the 38 regencies and cities of East Java); no official list of borders is on file.
A bridge or a strait is no border: Surabaya and Bangkalan are not on the list.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance, Source
from evaluasi.text import _

LISTED = "35"
"""The province whose borders are on file."""

SOURCE = Source("gadm", "https://gadm.org", "GADM", "fakta; peta aslinya nonkomersial")


def neighbours(province: str = LISTED) -> pd.DataFrame:
    """Return the borders within a province.

    Parameters
    ----------
    province : str
        Code; so far only 35.

    Returns
    -------
    DataFrame
        Columns kode, tetangga, keyakinan; each border once, the smaller code first.

    Raises
    ------
    ParameterError
        For a province without a list.
    """
    if province != LISTED:
        raise ParameterError(
            _("Belum ada daftar tetangga untuk provinsi {code}.").format(code=province),
            _("Buat sendiri: satu baris per perbatasan dengan kolom kode dan tetangga."),
        )
    titles = (_("Daftar perbatasan kabupaten/kota Jawa Timur"),)
    return origin.stamp(_read().copy(), Provenance(("publik",), titles, (SOURCE,)))


@cache
def _read() -> pd.DataFrame:
    with (files("evaluasi.tables") / "tetangga.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=str)
