"""Opening the files people really have: spreadsheets and delimited text, whatever their name."""

from evaluasi.tables.files.grid import Book, Cell, Grid
from evaluasi.tables.files.opening import open_file

__all__ = ["Book", "Cell", "Grid", "open_file"]
