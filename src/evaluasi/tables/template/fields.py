"""Columns of the schemas that the forms are made of."""

from __future__ import annotations

from evaluasi.tables import schemas
from evaluasi.tables.schemas import Field


def field(table: str, name: str) -> Field:
    """Return a column that is known to be there."""
    found = schemas.get(table).field(name)
    if found is None:
        raise KeyError(table, name)
    return found
