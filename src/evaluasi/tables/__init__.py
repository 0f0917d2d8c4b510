"""Typed tables with their provenance: load a dataset, ask it for series and awards."""

from evaluasi.tables.dataset import Dataset
from evaluasi.tables.loading import load
from evaluasi.tables.refreshing import refresh

__all__ = ["Dataset", "load", "refresh"]
