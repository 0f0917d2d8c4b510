"""Showing what a section returned, and nothing where it returned nothing.

A section without data says so in its sentences; an empty table or chart would only repeat it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluasi.reports import display
from evaluasi.reports.region.words import paragraphs
from evaluasi.tables import provenance
from evaluasi.text import _


def tell(*texts: str) -> None:
    """Print the sentences that say something."""
    said = paragraphs(*texts)
    origin = provenance.loaded()
    if origin is not None and origin.simulated:  # nobody published these
        said = said.replace(_("angka terbitan"), _("angka simulasi"))
    if said:
        display.say(said)


def exhibit(obj: Any, **caption: Any) -> None:
    """Show a chart or table, as `evaluasi.reports.show` does, unless there is none."""
    if obj is None or (isinstance(obj, pd.DataFrame) and obj.empty):
        return
    display.show(obj, **caption)
