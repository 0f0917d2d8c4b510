"""A published satisfaction index recomputed: by the exact weight 1/9, and by the rounded 0.11."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.ikm_rules import rounded, rules
from evaluasi.sustainability.printing import figure
from evaluasi.text import _, number

EXACT, ROUNDED, NEITHER, UNSURE = "tepat", "dibulatkan", "tidak cocok", "tidak dapat dipastikan"
TOLERANCE = 0.05
"""Points; averages printed with two decimals move the index by less, the weights by over 0.2."""
FEWEST, ALL = 8, 9


@dataclass(frozen=True)
class IkmCheck(Told):
    """An index by the exact weight, by the rounded one, and as published.

    Attributes
    ----------
    exact, by_rounded : float
        Index with weight 1/9, and with 0.11 (NaN for eight elements, whose 0.125 is exact).
    published : float or None
    verdict : str
        tepat, dibulatkan, tidak cocok: which weight explains what was published;
        tidak dapat dipastikan where nothing was published or no averages are on file.
    quality, published_quality : str
        Classes of the exact value and of what was published (by the rounded weight where
        nothing was).
    elements : int
    """

    exact: float
    by_rounded: float
    published: float | None
    verdict: str
    quality: str
    published_quality: str
    elements: int

    @property
    def flips(self) -> bool:
        """Whether the exact value is of another class."""
        return self.quality != self.published_quality

    def to_frame(self) -> pd.DataFrame:
        """Return one row: terbit, tepat, dengan_011, putusan, kelas, kelas_terbit, berubah."""
        return pd.DataFrame(
            {
                "terbit": [float("nan") if self.published is None else self.published],
                "tepat": [self.exact],
                "dengan_011": [self.by_rounded],
                "putusan": [self.verdict],
                "kelas": [self.quality],
                "kelas_terbit": [self.published_quality],
                "berubah": [self.flips],
            }
        )

    def summary(self) -> str:
        """Say in Indonesian which weight was used, with the exact value beside it."""
        lines = [self._told(), self._class()]
        return " ".join(line for line in lines if line)

    def _told(self) -> str:
        words = {
            "published": figure(self.published, 3) if self.published is not None else "",
            "exact": figure(self.exact, 3),
            "other": figure(self.by_rounded, 3),
        }
        if self.verdict == EXACT:
            return _("Nilai terbit {published} sesuai dengan bobot tepat ({exact}).").format(
                **words
            )
        if self.verdict == ROUNDED:
            return _(
                "Nilai terbit {published} memakai bobot 0,11 (jumlah 0,99); nilai tepatnya {exact}."
            ).format(**words)
        if self.verdict == NEITHER:
            return _(
                "Nilai terbit {published} tidak sesuai dengan bobot tepat ({exact}) maupun dengan "
                "bobot 0,11 ({other})."
            ).format(**words)
        if self.published is None:
            return _("IKM {exact} dengan bobot tepat; {other} bila bobot 0,11 dipakai.").format(
                **words
            )
        return _(
            "Tanpa rata-rata unsur tidak dapat dipastikan bobot mana yang dipakai untuk "
            "{published}; bila 0,11, nilai tepatnya {exact}."
        ).format(**words)

    def _class(self) -> str:
        words = {"quality": self.quality, "other": self.published_quality}
        if not self.flips:
            return _("Kelasnya {quality}.").format(**words)
        if self.verdict == UNSURE:
            return _("Kelasnya {quality} bila dihitung tepat, {other} dengan 0,11.").format(**words)
        return _("Kelasnya {quality} menurut nilai tepat, bukan {other}.").format(**words)


def check_ikm(
    averages: Mapping[str, float] | pd.Series | None = None,
    published: float | None = None,
    *,
    tolerance: float = TOLERANCE,
) -> IkmCheck:
    """Recompute a satisfaction index from the averages of its elements.

    Parameters
    ----------
    averages : mapping or Series, optional
        Average answer by name of element (NRR, 1 … 4); nine elements, or eight. Without them
        only the value that 0.11 would imply can be told.
    published : float, optional
        What the office published.
    tolerance : float
        How far a published value may lie from a recomputed one, in points.

    Raises
    ------
    ParameterError
        For names that are no element, averages outside the scale, fewer than eight elements,
        and where neither averages nor a published value is given.

    Notes
    -----
    PermenPANRB 14/2017: the sum of averages × 1/9, times 25. With 0.11 the sum of weights is
    0.99, so the index is too low by a hundredth of itself.
    """
    told = rules()
    share = ALL * told.rounded_weight
    if averages is None:
        if published is None:
            raise ParameterError(_("Beri rata-rata unsur, nilai terbit, atau keduanya."))
        exact, by_rounded, count, verdict = published / share, published, ALL, UNSURE
    else:
        values = _values(averages)
        count = len(values)
        exact = told.factor * sum(values.values()) / count
        by_rounded = exact * share if count == ALL else float("nan")
        verdict = _verdict(published, exact, by_rounded, tolerance)
    shown = by_rounded if published is None else published
    quality = told.quality(exact)[0]
    return IkmCheck(
        exact=exact,
        by_rounded=by_rounded,
        published=published,
        verdict=verdict,
        quality=quality,
        published_quality=quality if isnan(shown) else told.quality(rounded(shown))[0],
        elements=count,
    )


def _verdict(published: float | None, exact: float, by_rounded: float, tolerance: float) -> str:
    if published is None:
        return UNSURE
    if abs(published - exact) <= tolerance:
        return EXACT
    return ROUNDED if abs(published - by_rounded) <= tolerance else NEITHER


def _values(averages: Mapping[str, float] | pd.Series) -> dict[str, float]:
    told = rules()
    values: dict[str, float] = {}
    faults = []
    for name, value in averages.items():
        code = told.element(name)
        if not code or code in values:
            why = _("unsur ganda") if code else _("bukan unsur survei kepuasan")
            faults.append(f"{name}: {why}")
        elif not told.low <= value <= told.high:
            scale = _("{name}: {value} di luar {low} sampai {high}")
            faults.append(
                scale.format(name=name, value=number(value), low=told.low, high=told.high)
            )
        else:
            values[code] = float(value)
    if not faults and len(values) < FEWEST:
        faults = [_("hanya {n} unsur").format(n=number(len(values)))]
    if faults:
        raise ParameterError(
            _("Rata-rata unsur tidak dapat dipakai."),
            _("Sebut sembilan unsur (atau delapan) dengan namanya: {names}.").format(
                names="; ".join(told.elements.values())
            ),
            faults,
        )
    return values
