"""Who is who in a chart: the region it is about, its peers, and all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.style import LineStyle
from evaluasi.text import _


@dataclass(frozen=True)
class Roles:
    """Codes and names.

    Attributes
    ----------
    highlight : str
        Code of the region that the chart is about.
    peers : tuple of str
        Codes, each once, without the highlighted one.
    names : mapping of kode to name
    group : str
        What the regions are, e.g. "kabupaten/kota".
    """

    highlight: str
    peers: tuple[str, ...]
    names: Mapping[str, str]
    group: str

    @classmethod
    def of(
        cls, highlight: str, peers: Sequence[str], labels: Mapping[str, str] | None, group: str
    ) -> Roles:
        """Fill in what the caller of a chart left open."""
        others = tuple(code for code in dict.fromkeys(peers) if code != highlight)
        return cls(highlight, others, labels or {}, group or _("wilayah"))

    @property
    def own_name(self) -> str:
        """Name of the highlighted region."""
        return self.name(self.highlight)

    def name(self, code: str) -> str:
        """Return a region's name; its code where none is known."""
        return self.names.get(code, code)

    def looks(self, known: pd.Index) -> dict[str, LineStyle]:
        """Give the known peers and, last (so that it is drawn on top), the region their looks.

        There are as many looks as `style.PEER_LINES`; peers beyond that have none.
        """
        present = [code for code in self.peers if code in known]
        looks = dict(zip(present, style.PEER_LINES, strict=False))
        if self.highlight in known:
            looks[self.highlight] = style.HIGHLIGHT_LINE
        return looks

    def unnamed(self, known: pd.Index) -> int:
        """Count the known peers that have no look of their own."""
        return max(0, sum(code in known for code in self.peers) - len(style.PEER_LINES))

    def gaps(self, everyone: pd.Index, known: pd.Index) -> list[str]:
        """Return remarks on who has no value: the region itself, and how many of the group."""
        remarks = []
        if self.highlight not in known:
            remarks.append(_("{name}: belum ada data").format(name=self.own_name))
        if missing := len(everyone) - len(known):
            remarks.append(
                _("{count} {group} belum ada data").format(count=missing, group=self.group)
            )
        return remarks
