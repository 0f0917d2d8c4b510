"""The region report: one file per section, each returning what the notebook shows.

Sections take a `Subject` (the region in its dataset, seen from a reporting year) and return
charts, frames or sentences. Nothing is displayed here but by `tell` and `exhibit`.
"""

from evaluasi.reports.region.presenting import exhibit, tell
from evaluasi.reports.region.subject import Subject, open_subject

__all__ = ["Subject", "exhibit", "open_subject", "tell"]
