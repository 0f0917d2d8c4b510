"""The report on one kecamatan's innovation: one file per section, as in the region report.

Sections take a `Kecamatan` and return charts, frames or sentences. What is not on file is an
empty place that says where to fill it, never a blank and never a guess.
"""

from evaluasi.reports.kecamatan.place import Kecamatan, open_kecamatan
from evaluasi.reports.region.presenting import exhibit, tell

__all__ = ["Kecamatan", "exhibit", "open_kecamatan", "tell"]
