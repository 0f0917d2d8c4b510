"""The sentence that a head of agency may quote: no stronger than the evidence."""

from __future__ import annotations

import numpy as np

from evaluasi.impact.detectable import DetectableEffect
from evaluasi.impact.results import Result, figure
from evaluasi.text import _, number

CAUSAL = 3
"""From this level on an estimate may be quoted as the difference that the treatment makes."""

LOTTERY = 5


def quotable(
    level: int,
    reasons: tuple[str, ...],
    held: Result | None,
    treatment: str,
    outcome: str,
    unit: str,
    mde: DetectableEffect | None,
) -> str:
    """Write the sentence.

    Parameters
    ----------
    reasons : tuple of str
        Of the grade; the first is the design's.
    held : Result or None
        Where estimate and interval come from.
    """
    words = {"treatment": treatment, "outcome": outcome}
    simulated = held is not None and held.provenance is not None and held.provenance.simulated
    return (_("SIMULASI: ") if simulated else "") + _told(level, reasons, held, words, unit, mde)


def _told(
    level: int,
    reasons: tuple[str, ...],
    held: Result | None,
    words: dict[str, str],
    unit: str,
    mde: DetectableEffect | None,
) -> str:
    if level == 0:
        text = _(
            "Belum ada bukti tentang pengaruh {treatment} terhadap {outcome}: data yang ada belum "
            "memungkinkan perbandingan."
        )
        return text.format(**words)
    if level < CAUSAL or held is None:
        text = _(
            "Belum ada bukti bahwa {treatment} mengubah {outcome}: {reason} "
            "(bukti tingkat {level} dari 5)."
        )
        return text.format(**words, reason=reasons[min(1, len(reasons) - 1)], level=number(level))
    low, high = held.ci
    told = {
        **words,
        "estimate": _measured(held.estimate, unit),
        "low": figure(low),
        "high": figure(high),
        "cover": number(100 * held.level),
        "level": number(level),
        "unseen": _unseen(mde, unit),
    }
    if np.isnan(low) or np.isnan(high):
        text = _(
            "Belum ada bukti bahwa {treatment} mengubah {outcome}: taksirannya {estimate}, tetapi "
            "ketidakpastiannya tidak dapat dihitung (bukti tingkat {level} dari 5).{unseen}"
        )
        return text.format(**told)
    if low <= 0 <= high:
        text = _(
            "Belum ada bukti bahwa {treatment} mengubah {outcome}: taksirannya {estimate}, dan "
            "selang {cover}% dari {low} sampai {high} masih memuat nol (bukti tingkat {level} "
            "dari 5).{unseen}"
        )
        return text.format(**told)
    return _found(held, told, unit)


def _found(held: Result, told: dict[str, str], unit: str) -> str:
    higher = held.estimate > 0
    text = _(
        "Sesudah {treatment}, {outcome} penerima rata-rata {size} lebih {direction} daripada "
        "perkiraan tanpa {treatment} (selang {cover}% dari {low} sampai {high}; bukti tingkat "
        "{level} dari 5)."
    ).format(
        **told,
        size=_measured(abs(held.estimate), unit),
        direction=_("tinggi") if higher else _("rendah"),
    )
    if told["level"] == number(LOTTERY):
        return text
    caution = _("Sebab lain yang tidak teramati belum dapat disingkirkan.")
    return f"{text} {caution}"


def _unseen(mde: DetectableEffect | None, unit: str) -> str:
    if mde is None or not np.isfinite(mde.estimate):
        return ""
    text = _(" Pengaruh di bawah {mde} biasanya tidak akan terlihat pada data ini.")
    return text.format(mde=_measured(mde.estimate, unit))


def _measured(x: float, unit: str) -> str:
    return f"{figure(x, 2)} {unit}".strip()
