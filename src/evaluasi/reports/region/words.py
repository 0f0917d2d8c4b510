"""Sentence parts that every section needs: how a value is called, how it moved, where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from evaluasi.tables.series import Series
from evaluasi.text import _, date, listing, number, signed

NO_REMARK = "\N{NO-BREAK SPACE}"
"""In a column of remarks an empty cell is no missing datum, so it must not print as one."""

SLIGHT = 0.1
"""A smaller change, in the unit of the series, is not called better or worse: percentages, years
and index points are survey estimates whose errors are not on file. Series printed without
decimals move by amounts of another order."""

_BILLION = 1e9  # regional budgets in full rupiah have twelve digits and more


def called(series: Series) -> str:
    """Name a series so that it can stand in a list: what follows a comma goes in brackets."""
    name, comma, detail = series.nama.partition(", ")
    return f"{name} ({detail})" if comma and "(" not in name else series.nama


def mentioned(series: Series) -> str:
    """Name a series within a sentence; official names keep their capitals."""
    name = called(series)
    words = name.split(" ")
    proper = name[1:2].isupper() or (len(words) > 1 and words[1][:1].isupper())
    return name if proper else name[:1].lower() + name[1:]


def unit(series: Series) -> str:
    """Return the unit that values are shown in."""
    return _("miliar rupiah") if series.satuan == "rupiah" else series.satuan


def shown(value: float, series: Series) -> str:
    """Write a value without its unit."""
    if series.satuan == "rupiah":
        return number(value / _BILLION, 2)
    return number(value, series.desimal)


def spoken(value: float, series: Series) -> str:
    """Write a value as it stands in a sentence: "2,86 persen", "78,14" for an index."""
    said = "" if series.satuan.startswith("indeks") else unit(series)
    return f"{shown(value, series)} {said}".rstrip()


def change_unit(series: Series) -> str:
    """Name the unit of a difference: two percentages differ by percentage points."""
    if series.satuan == "persen":
        return _("persen poin")
    return _("poin") if series.satuan.startswith("indeks") else unit(series)


def change_shown(change: float, series: Series) -> str:
    """Write a change with its sign and without its unit."""
    if series.satuan == "rupiah":
        return signed(change / _BILLION, 2)
    return signed(change, series.desimal)


def still(change: float, series: Series) -> bool:
    """Whether a change is zero at the decimals that are printed."""
    return shown(abs(change), series) == shown(0, series)


def moved(change: float, series: Series) -> str:
    """Say which way a value went and how far: "turun 0,20 persen poin", "tidak berubah"."""
    if still(change, series):
        return _("tidak berubah")
    size = {"size": shown(abs(change), series), "unit": change_unit(series)}
    return (_("naik {size} {unit}") if change > 0 else _("turun {size} {unit}")).format(**size)


def direction(change: float, series: Series) -> str:
    """Say which way a value went."""
    if still(change, series):
        return _("tetap")
    return _("naik") if change > 0 else _("turun")


def verdict(change: float, series: Series) -> str:
    """Say whether a change is for the better; without a better way, which way it went."""
    if series.arah == "netral" or still(change, series):
        return direction(change, series)
    if series.desimal and round(abs(change), series.desimal) < SLIGHT:
        return _("hampir tetap")
    return _("membaik") if (change > 0) == (series.arah == "naik") else _("memburuk")


def better(change: float, other: float, series: Series) -> bool:
    """Whether a change is better than another one, at the decimals that are printed."""
    if change_shown(change, series) == change_shown(other, series):
        return False
    return (change > other) == (series.arah == "naik")


def side(value: float, median: float, series: Series) -> str:
    """Say on which side of a median a value lies, at the decimals that are printed."""
    if shown(value, series) == shown(median, series):
        return _("sama dengan median")
    return _("di bawah median") if value < median else _("di atas median")


def stretches(years: Iterable[int]) -> str:
    """Write years, consecutive ones as a stretch: "2008–2009 dan 2011"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listing(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def date_span(start: dt.date, end: dt.date) -> str:
    """Write a stretch of days: 13–14 November 2024; 21 Oktober–2 November 2024."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{date(end)}"
    if start.year == end.year:
        return f"{date(start).rsplit(' ', 1)[0]}–{date(end)}"
    return f"{date(start)}–{date(end)}"


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def bullets(sentences: Iterable[str]) -> str:
    """Return sentences as a Markdown list; nothing for none."""
    return "\n".join(f"- {line}" for line in sentences)


def paragraphs(*texts: str) -> str:
    """Join the texts that say something into Markdown paragraphs."""
    return "\n\n".join(text for text in texts if text)
