"""Sentences that state what a chart shows: the alternative text."""

from __future__ import annotations

import pandas as pd

from evaluasi.figures.measure import Scale
from evaluasi.figures.roles import Roles
from evaluasi.text import _


def change(scale: Scale, own: pd.Series, roles: Roles) -> str:
    """Tell how a region's values moved from the first to the last year.

    Parameters
    ----------
    own : Series
        Values by year, without gaps; may be empty.
    """
    title = scale.measure.title
    if own.empty:
        return absent(scale, roles)
    first, last = float(own.iloc[0]), float(own.iloc[-1])
    words = {
        "title": title,
        "name": roles.own_name,
        "before": scale.phrase(first),
        "after": scale.phrase(last),
        "start": own.index[0],
        "end": own.index[-1],
    }
    if len(own) == 1:
        return _("{title} {name} {after} ({end})").format(**words)
    if first == last:
        return _("{title} {name} {after}, sama pada {start} dan {end}").format(**words)
    if scale.number(first) == scale.number(last):
        return _("{title} {name} {after}, hampir sama pada {start} dan {end}").format(**words)
    if last > first:
        return _("{title} {name} naik dari {before} ({start}) menjadi {after} ({end})").format(
            **words
        )
    return _("{title} {name} turun dari {before} ({start}) menjadi {after} ({end})").format(**words)


def against_median(scale: Scale, own: pd.Series, spread: pd.DataFrame, roles: Roles) -> str:
    """Tell on which side of the group's median a region stood.

    Parameters
    ----------
    own : Series
        Values by year.
    spread : DataFrame
        Of `groups.spread_of`, index year.
    """
    both = pd.DataFrame({"own": own, "median": spread["median"], "n": spread["n"]}).dropna()
    if both.empty:
        return _median_alone(scale, spread, roles)
    count, median = int(both["n"].iloc[-1]), float(both["median"].iloc[-1])
    words = {"count": count, "group": roles.group}
    gap = both["own"] - both["median"]
    if len(gap) > 1 and (gap < 0).all():
        return _("selalu di bawah median {count} {group}").format(**words)
    if len(gap) > 1 and (gap > 0).all():
        return _("selalu di atas median {count} {group}").format(**words)
    place = side(scale, float(both["own"].iloc[-1]), median, count, roles)
    if len(own) == 1:
        return place
    return _("pada {year} {place}").format(year=both.index[-1], place=place)


def _median_alone(scale: Scale, spread: pd.DataFrame, roles: Roles) -> str:
    known = spread.dropna()
    if known.empty:
        return ""
    return _("median {count} {group} {median} ({year})").format(
        count=int(known["n"].iloc[-1]),
        group=roles.group,
        median=scale.phrase(known["median"].iloc[-1]),
        year=known.index[-1],
    )


def standing(scale: Scale, own: float | None, spread: pd.Series, roles: Roles) -> str:
    """Tell where one value stands against the median and range of its group.

    Parameters
    ----------
    own : float or None
    spread : Series
        n, min, median and max, of `groups.spread_of`.
    """
    if own is None:
        return sentence(absent(scale, roles))
    value = _("{title} {name} {value}").format(
        title=scale.measure.title, name=roles.own_name, value=scale.phrase(own)
    )
    if pd.isna(spread["median"]):
        return sentence(value)
    reach = _("rentang {low} sampai {high}").format(
        low=scale.number(spread["min"]), high=scale.number(spread["max"])
    )
    place = side(scale, own, float(spread["median"]), int(spread["n"]), roles)
    return sentence(value, place, reach)


def side(scale: Scale, own: float, median: float, count: int, roles: Roles) -> str:
    """Tell on which side of the median of ``count`` regions a value lies."""
    if own == median:
        said = _("sama dengan median {count} {group} ({median})")
    elif own < median:
        said = _("di bawah median {count} {group} ({median})")
    else:
        said = _("di atas median {count} {group} ({median})")
    return said.format(count=count, group=roles.group, median=scale.phrase(median))


def absent(scale: Scale, roles: Roles) -> str:
    """Tell that the region has no value."""
    return _("Belum ada data {title} untuk {name}").format(
        title=lower_first(scale.measure.title), name=roles.own_name
    )


def sentence(*clauses: str) -> str:
    """Join the clauses that say something into one sentence."""
    said = ", ".join(clause for clause in clauses if clause)
    return said[:1].upper() + said[1:] + "."


def lower_first(title: str) -> str:
    """Return a heading as it stands within a sentence; abbreviations keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
