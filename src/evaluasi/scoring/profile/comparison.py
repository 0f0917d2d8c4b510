"""With whom a region is compared, and what that comparison leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.peers import Peers
from evaluasi.text import _, listing, number

LEAST = 3
"""Fewer peers give no median worth the name."""


@dataclass(frozen=True, slots=True)
class Comparison(Told):
    """Peers of a region within an index.

    Attributes
    ----------
    unit : str
    peers : tuple of str
        Those that have an index, in the order given.
    absent : tuple of str
        Peers without an index.
    notes : tuple of str
    """

    unit: str
    peers: tuple[str, ...]
    absent: tuple[str, ...]
    notes: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per peer: kode, punya_indeks."""
        codes = [*self.peers, *self.absent]
        return pd.DataFrame({"kode": codes, "punya_indeks": [c in self.peers for c in codes]})

    def summary(self) -> str:
        """Say in Indonesian who the peers are and what could not be considered."""
        told = _("{unit} dibandingkan dengan {n} wilayah: {names}.").format(
            unit=self.unit, n=number(len(self.peers)), names=listing(self.peers)
        )
        return "\n".join([told, *self.notes])


def compared_with(index: pd.Series, unit: str, peers: Peers | Sequence[str]) -> Comparison:
    """Keep the peers that have an index.

    Parameters
    ----------
    index : Series
        Score of each unit, as `Index.index`.
    unit : str
    peers : Peers or sequence of str
        From `evaluasi.scoring.structural_peers`, or codes.

    Raises
    ------
    ParameterError
        For a unit without an index, and for fewer than three peers with one.
    """
    scored = index.dropna().index
    if unit not in scored:
        raise ParameterError(
            _("{unit} tidak punya indeks pada hitungan ini.").format(unit=unit),
            _("Periksa kodenya, atau lengkapi datanya sampai lulus penyaringan."),
        )
    notes = [
        _(
            "Kapasitas fiskal belum ada datanya: pembanding dicari menurut jenis wilayah, "
            "penduduk, dan PDRB per kapita saja."
        )
    ]
    if isinstance(peers, Peers) and peers.reason:
        notes.append(peers.reason)
    codes = peers.codes if isinstance(peers, Peers) else tuple(dict.fromkeys(peers))
    own = tuple(code for code in codes if code in scored and code != unit)
    absent = tuple(code for code in codes if code not in scored)
    if absent:
        notes.append(_("Pembanding tanpa indeks: {names}.").format(names=listing(absent)))
    if len(own) < LEAST:
        raise ParameterError(
            _("Hanya {n} pembanding {unit} yang punya indeks.").format(n=len(own), unit=unit),
            _("Pilih paling sedikit {n} pembanding.").format(n=LEAST),
            notes[1:],
        )
    return Comparison(unit, own, absent, tuple(notes))
