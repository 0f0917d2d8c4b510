"""Questions of authenticity: whether it is one innovation, in time, as mature as it says.

Each question is a function: tables in, a frozen `Question` out. They are for internal use.
"""

from evaluasi.quality.authenticity.claims import overturned
from evaluasi.quality.authenticity.collection import Authenticity, authenticity
from evaluasi.quality.authenticity.copies import copied
from evaluasi.quality.authenticity.dates import heaped_dates, outside_window
from evaluasi.quality.authenticity.digital import digital_without_service
from evaluasi.quality.authenticity.entries import repeated_entries
from evaluasi.quality.authenticity.evidence import shared_documents
from evaluasi.quality.authenticity.identical import identical_titles
from evaluasi.quality.authenticity.question import Question
from evaluasi.quality.authenticity.renamed import renamed
from evaluasi.quality.authenticity.scope import Scope
from evaluasi.quality.authenticity.surges import surges
from evaluasi.quality.authenticity.verified_maturity import verified_maturity

__all__ = [
    "Authenticity",
    "Question",
    "Scope",
    "authenticity",
    "copied",
    "digital_without_service",
    "heaped_dates",
    "identical_titles",
    "outside_window",
    "overturned",
    "renamed",
    "repeated_entries",
    "shared_documents",
    "surges",
    "verified_maturity",
]
