"""The group that the chosen regions are seen against."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaluasi.reports.explore.selection import Selection
from evaluasi.reports.region.subject import open_subject
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.tables import Dataset
from evaluasi.text import _, listing


@dataclass(frozen=True, slots=True)
class Grouping:
    """A group, the chosen regions included.

    Attributes
    ----------
    codes : tuple of str
    peers : tuple of str
        Those of the group that are named beside the first region.
    words : str
        How the group is called after a number: "kota di Jawa Timur".
    remark : str
        How it came about, or why it could not be found; empty where the words say it all.
    """

    codes: tuple[str, ...]
    peers: tuple[str, ...]
    words: str
    remark: str = ""


def grouping_of(data: Dataset, selection: Selection) -> Grouping:
    """Find the group of a selection whose regions the dataset lists."""
    others = selection.regions[1:]
    match selection.group:
        case "terpilih":
            return Grouping(selection.regions, others, _("wilayah terpilih"))
        case "pembanding":
            return _nearest(data, selection)
    listed = data.wilayah.set_index("kode")[["tingkat", "induk", "nama"]]
    codes, words = _kin(listed, selection)
    return Grouping(codes, others, words)


def _nearest(data: Dataset, selection: Selection) -> Grouping:
    """Take the structural peers that the region report names too."""
    found = open_subject(data, selection.first).peers
    codes = tuple(dict.fromkeys((*selection.regions, *found.codes)))
    remark = found.reason or _(
        "Pembanding: wilayah sejenis yang terdekat menurut penduduk dan PDRB per kapita {year}."
    ).format(year=found.year)
    return Grouping(codes, codes[1:], _("wilayah pilihan dan pembandingnya"), remark)


def _kin(listed: pd.DataFrame, selection: Selection) -> tuple[tuple[str, ...], str]:
    """Take what lies in the same provinces, of the chosen types alone or of all."""
    chosen = listed.loc[list(selection.regions)]
    below = chosen[chosen["tingkat"].isin(SECOND_LEVEL)]
    kinds = SECOND_LEVEL if selection.group == "seprovinsi" else tuple(below["tingkat"])
    homes = list(dict.fromkeys(below["induk"]))
    is_kin = listed["induk"].isin(homes) & listed["tingkat"].isin(kinds)
    if len(below) == len(chosen):
        places = listing(str(listed["nama"].get(home, home)) for home in homes)
        words = "/".join(kind for kind in SECOND_LEVEL if kind in kinds)
        return tuple(listed.index[is_kin]), _("{kind} di {place}").format(kind=words, place=places)
    provinces = listed["tingkat"] == "provinsi"
    codes = tuple(listed.index[is_kin | provinces])
    return codes, _("wilayah") if len(below) else _("provinsi")
