"""How results show themselves, in print and in a notebook: by their own summary."""

from __future__ import annotations

import html
from abc import abstractmethod


class Told:
    """A result whose summary is what a reader sees."""

    __slots__ = ()

    @abstractmethod
    def summary(self) -> str:
        """Tell the result in Indonesian."""

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"
