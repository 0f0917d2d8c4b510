"""What the report was made from."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.text import _


def table(subject: Kecamatan) -> pd.DataFrame:
    """Table of the sources behind the award and the facts: publisher, where they lie, licence."""
    own = [*subject.awards["sumber"], *subject.facts["sumber"]]
    listed = subject.data.sumber.set_index("sumber")
    codes = [code for code in dict.fromkeys(own) if code in listed.index]
    found = listed.loc[codes].reset_index()
    shown = pd.DataFrame(
        {
            _("Penerbit"): found["penerbit"],
            _("Asal"): found["asal"],
            _("Lisensi koleksi"): found["lisensi"],
            _("Catatan"): found["catatan"].fillna(NO_REMARK),
        }
    )
    return subject.stamped(shown, codes)
