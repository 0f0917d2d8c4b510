"""What the levels of an indicator mean, in the words of the edition's rules."""

from __future__ import annotations

from collections.abc import Iterator

from evaluasi.rubrics import Indicator
from evaluasi.text import _, number

PROMPT_LENGTH = 255
"""Longest text that a spreadsheet shows beside a cell that is being filled."""


def title(indicator: Indicator) -> str:
    """Return number and name: ``16. Regulasi Inovasi Daerah``."""
    return f"{indicator.kode.lstrip('i')}. {indicator.nama}"


def choice(indicator: Indicator) -> str:
    """Return what stands for an indicator in a drop-down list, so that it is read back."""
    if indicator.bobot is None:  # without an edition's own name the number alone is sure
        return _("Indikator {n}").format(n=indicator.kode.lstrip("i"))
    return title(indicator)


def weighed(indicator: Indicator) -> str:
    """Return weight and duty in a few words; empty where neither is known."""
    words = []
    if indicator.wajib:
        words.append(_("wajib"))
    if indicator.bobot is not None:
        words.append(_("bobot {weight}").format(weight=number(indicator.bobot)))
    return " · ".join(words)


def note(indicator: Indicator) -> str:
    """Return all that is on file about an indicator, one fact per line."""
    return "\n".join((title(indicator), *_facts(indicator)))


def prompt(indicator: Indicator) -> str:
    """Return the levels alone, short enough to stand beside a cell."""
    text = "\n".join(levels(indicator))
    if not text or len(text) > PROMPT_LENGTH:
        return _("Level 0 sampai 3. Artinya: arahkan penunjuk ke judul kolom.")
    return text


def levels(indicator: Indicator) -> Iterator[str]:
    """Yield one line per level from 1 on; an indicator with several bases has some per basis."""
    yield from (
        _("Level {n}: {meaning}").format(n=n, meaning=meaning)
        for n, meaning in enumerate(indicator.level, start=1)
    )
    for basis in indicator.dasar:
        meanings = "; ".join(
            _("level {n} = {meaning}").format(n=n, meaning=meaning)
            for n, meaning in enumerate(basis.level, start=1)
        )
        remark = f" ({basis.catatan})" if basis.catatan else ""
        yield f"{basis.kode.lstrip('i')}. {basis.nama}: {meanings}{remark}"


def confidence(indicator: Indicator) -> str:
    """Return the confidence of levels and weight: A, B, C, or both where they differ."""
    if indicator.keyakinan_bobot in ("", indicator.keyakinan):
        return indicator.keyakinan
    return _("{levels}; bobot {weight}").format(
        levels=indicator.keyakinan, weight=indicator.keyakinan_bobot
    )


def _facts(indicator: Indicator) -> Iterator[str]:
    if told := weighed(indicator):
        yield told
    yield _("Level 0: tidak dipilih atau tanpa bukti")
    if not indicator.level and not indicator.dasar:
        yield _("Arti level 1 sampai 3 pada edisi ini belum ada pada berkas aturan.")
        return
    if indicator.dasar:
        yield _("Pilih satu dasar:")
    yield from levels(indicator)
    for name, fact in (
        (_("Yang diukur"), indicator.ukuran),
        (_("Bukti"), indicator.bukti),
        (_("Catatan"), indicator.catatan),
        (_("Keyakinan"), confidence(indicator)),
    ):
        if fact:
            yield f"{name}: {fact}"
