"""Templates as a spreadsheet program would read them, one per subject."""

import io
from functools import cache

import pytest
from openpyxl import load_workbook

from evaluasi.tables import template
from evaluasi.tables.outlet.saving import workbook_bytes


@cache
def _bytes(edition, region, offices):
    return workbook_bytes(template.build(template.subject(edition, region, offices)))


@pytest.fixture(scope="session")
def content():
    """A function that gives the bytes of a template."""

    def made(edition=2026, region="35.79", offices=()):
        return _bytes(edition, region, tuple(offices))

    return made


@pytest.fixture(scope="session")
def opened(content):
    """A function that gives a template as openpyxl reads it from its bytes."""

    @cache
    def read(edition=2026, region="35.79", offices=()):
        return load_workbook(io.BytesIO(content(edition, region, offices)))

    return read


@pytest.fixture(scope="session")
def headings():
    """A function that maps each heading of a form to its cell."""

    def found(sheet):
        return {cell.value: cell for cell in sheet[7] if cell.value is not None}

    return found
