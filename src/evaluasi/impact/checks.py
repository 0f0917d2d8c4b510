"""Options of a call, checked at the door: one function per idea."""

from __future__ import annotations

from collections.abc import Iterable

from evaluasi.errors import ParameterError
from evaluasi.text import _, listing


def choice(name: str, given: object, allowed: Iterable[str]) -> None:
    """Refuse an option that is not among those allowed."""
    known = list(allowed)
    if given not in known:
        raise ParameterError(
            _("Pilihan {name} “{given}” tidak dikenal.").format(name=name, given=given),
            _("Pilih salah satu: {known}.").format(known=listing(known)),
        )


def probability(name: str, given: float) -> None:
    """Refuse what is not strictly between 0 and 1."""
    if not 0 < given < 1:
        raise ParameterError(
            _("{name} harus di antara 0 dan 1, bukan {given}.").format(name=name, given=given)
        )


def whole(name: str, given: int, least: int) -> None:
    """Refuse what is not a whole number of at least `least`."""
    if isinstance(given, bool) or given != int(given) or given < least:
        raise ParameterError(
            _("{name} harus bilangan bulat paling sedikit {least}, bukan {given}.").format(
                name=name, least=least, given=given
            )
        )
