"""Workbooks to fill in, one per region and edition: what comes back is read without retyping."""

from evaluasi.tables.template.offices import read as read_offices
from evaluasi.tables.template.subject import Subject, subject
from evaluasi.tables.template.workbook import build, told, write

__all__ = ["Subject", "build", "read_offices", "subject", "told", "write"]
