"""What the kecamatan filled in, as tables; where nothing is on file, empty places to fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.region.innovations import with_origin
from evaluasi.text import _

_INNOVATION = "id_inovasi"


def unfilled() -> str:
    """Return what stands in a place where nothing is on file."""
    return _("belum diisi")


def table(
    subject: Kecamatan,
    name: str,
    columns: Mapping[str, str],
    order: Sequence[str],
    places: Sequence[Mapping[str, object]],
) -> pd.DataFrame:
    """Return a table of what is on file about the kecamatan's innovations, or empty places.

    Parameters
    ----------
    subject : Kecamatan
    name : str
        Of the table.
    columns : mapping of str to str
        Column of the schema → heading.
    order : sequence of str
        Columns to sort by, after the innovation.
    places : sequence of mapping
        Rows of the empty form, by column.
    """
    rows = subject.rows_of(name)
    if rows.empty:
        empty = pd.DataFrame(places, columns=list(columns), dtype=object)
        return subject.stamped(empty.rename(columns=dict(columns)), ())
    rows = rows.sort_values([_INNOVATION, *order], ignore_index=True)
    shown = rows[list(columns)].rename(columns=dict(columns))
    if subject.several:
        shown.insert(0, _("Inovasi"), rows[_INNOVATION].map(subject.titles))
    return with_origin(subject, shown, name)


def filled(subject: Kecamatan, name: str) -> bool:
    """Whether anything is on file about the kecamatan's innovations in a table."""
    return not subject.rows_of(name).empty
