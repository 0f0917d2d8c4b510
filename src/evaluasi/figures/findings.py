"""Sentences that state what a chart shows: the alternative text."""

from __future__ import annotations

import pandas as pd

from evaluasi.figures import groups
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
    words = {"count": groups.count_span(both["n"].astype(int)), "group": roles.group}
    sides = {scale.above(own, mid) for own, mid in zip(both["own"], both["median"], strict=True)}
    if len(both) > 1 and sides == {-1}:
        return _("selalu di bawah median {count} {group}").format(**words)
    if len(both) > 1 and sides == {1}:
        return _("selalu di atas median {count} {group}").format(**words)
    last = both.iloc[-1]
    place = side(scale, float(last["own"]), float(last["median"]), int(last["n"]), roles)
    if len(own) == 1:
        return place
    return _("pada {year} {place}").format(year=both.index[-1], place=place)


def _median_alone(scale: Scale, spread: pd.DataFrame, roles: Roles) -> str:
    known = spread.dropna(subset="median")
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
    """Tell on which side of the median of ``count`` regions a value lies, as printed."""
    said = {
        -1: _("di bawah median {count} {group} ({median})"),
        0: _("sama dengan median {count} {group} ({median})"),
        1: _("di atas median {count} {group} ({median})"),
    }[scale.above(own, median)]
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
    """Return a heading as it stands within a sentence.

    Abbreviations and official names, whose second word has a capital too, keep theirs.
    """
    official = any(word[:1].isupper() for word in title.split(" ")[1:2])
    return title if title[1:2].isupper() or official else title[:1].lower() + title[1:]
