"""Questions that a table asks of itself: authenticity, coverage."""

from evaluasi.quality.authenticity import Authenticity, authenticity
from evaluasi.quality.coverage import Coverage, coverage
from evaluasi.quality.coverage_quota import Office, Quota

__all__ = ["Authenticity", "Coverage", "Office", "Quota", "authenticity", "coverage"]
