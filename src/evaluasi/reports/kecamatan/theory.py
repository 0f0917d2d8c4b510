"""Theory of change: from what is put in to what is to change, and what must hold on the way."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.kecamatan import entries
from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.tables import schemas
from evaluasi.text import _, listing

TABLE = "teori_perubahan"


def table(subject: Kecamatan) -> pd.DataFrame:
    """Table of the links of the theory of change, level by level."""
    columns = {
        "jenjang": _("Jenjang"),
        "uraian": _("Uraian"),
        "anggapan": _("Anggapan yang harus terpenuhi"),
        "penanda": _("Penanda bahwa terjadi"),
        "sumber": _("Sumber"),
    }
    places = [{"jenjang": level, "uraian": entries.unfilled()} for level in _levels()]
    found = entries.table(subject, TABLE, columns, ["jenjang", "nomor"], places)
    rank = found[_("Jenjang")].map(_levels().index)
    order = [_("Inovasi")] if subject.several and entries.filled(subject, TABLE) else []
    ranked = found.assign(_rank=rank).sort_values([*order, "_rank"], kind="stable")
    return ranked.drop(columns="_rank").reset_index(drop=True)


def sentence(subject: Kecamatan) -> str:
    """Say which levels nobody has described yet."""
    known = set(subject.rows_of(TABLE)["jenjang"])
    lacking = [level for level in _levels() if level not in known]
    if not lacking:
        return ""
    if len(lacking) == len(_levels()):
        return _(
            "Teori perubahan inovasi ini belum diisi. Tempatnya disediakan di bawah ini dan pada "
            "lembar Teori perubahan templat isian."
        )
    return _("Jenjang yang belum diuraikan: {levels}.").format(levels=listing(lacking))


def _levels() -> list[str]:
    field = schemas.get(TABLE).field("jenjang")
    assert field is not None
    return list(field.enum)
