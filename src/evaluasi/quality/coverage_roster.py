"""Offices in rows: those that entered innovations, and those on the list that entered none."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.quality.coverage_offices import (
    NOT_GIVEN,
    Place,
    Proposal,
    folded,
    proposals,
    spelled,
    tidied,
)
from evaluasi.quality.coverage_quota import Office, Quota
from evaluasi.text import _

_NOBODY = ""


@dataclass(frozen=True, eq=False, slots=True)
class Roster:
    """The offices of a region, and whose each innovation is.

    Attributes
    ----------
    offices : DataFrame
        Index: key of the office. Columns opd (name to show), terdaftar (on the list given;
        missing without a list), unit, kuota (missing where not known).
    keys : Series
        Key of each innovation's office, index as the innovations.
    spellings : Mapping of key to tuple of str
        Every way an office was typed, for offices typed in several ways.
    proposals : tuple of Proposal
        Names that may be one office.
    """

    offices: pd.DataFrame
    keys: pd.Series
    spellings: dict[str, tuple[str, ...]]
    proposals: tuple[Proposal, ...]

    @property
    def names(self) -> pd.Series:
        """Name to show of each innovation's office."""
        return self.keys.map(self.offices["opd"])


def roster(opd: pd.Series, quota: Quota, place: Place) -> Roster:
    """Group the innovations by office.

    Parameters
    ----------
    opd : Series, shape (innovations,)
        Offices as typed; missing where none is named.
    quota : Quota
        Its offices appear whether they entered anything or not.
    place : Place

    Raises
    ------
    ParameterError
        Where the list of offices names one twice, or gives two offices one alias.
    """
    listed = _listed(quota, place)
    typed = opd.fillna("").astype("str")
    own = {name: folded(name, place) for name in typed.unique()}
    keys = typed.map(lambda name: listed.get(own[name], own[name]))
    names = spelled(typed, keys)
    rows: dict[str, dict[str, object]] = {
        listed[folded(office.name, place)]: {
            "opd": office.name,
            "terdaftar": True,
            "unit": office.units,
            "kuota": quota.asked(office),
        }
        for office in quota.offices
    }
    for key, name in sorted(names.items()):
        rows.setdefault(key, _unlisted(name, quota))
    named = {key: str(row["opd"]) for key, row in rows.items() if key != _NOBODY}
    return Roster(_laid_out(rows), keys, _spellings(typed, keys), proposals(named, place))


def _unlisted(name: str, quota: Quota) -> dict[str, object]:
    """Return the row of an office that stands on no list.

    Without any list, a rule that does not count units holds for every office; with one, a name
    that is not on it may be a misspelling, and nothing is asked of it.
    """
    asked = quota.asked(Office(name)) if name and not quota.offices else None
    listed = False if quota.offices else None
    return {"opd": name or NOT_GIVEN, "terdaftar": listed, "kuota": asked}


def _listed(quota: Quota, place: Place) -> dict[str, str]:
    """Return the key of each office on the list by every name that it bears."""
    owners: dict[str, set[str]] = {}
    faults = []
    for office in quota.offices:
        own = folded(office.name, place)
        if own in owners and own in owners[own]:
            faults.append(office.name)
        for name in (office.name, *office.aliases):
            owners.setdefault(folded(name, place), set()).add(own)
    faults += [key for key, own in owners.items() if len(own) > 1]
    if faults:
        raise ParameterError(
            _("Daftar OPD menyebut OPD yang sama lebih dari sekali."),
            _("Sisakan satu baris untuk setiap OPD; satu alias hanya untuk satu OPD."),
            faults,
        )
    return {key: min(own) for key, own in owners.items()}


def _laid_out(rows: dict[str, dict[str, object]]) -> pd.DataFrame:
    columns = ["opd", "terdaftar", "unit", "kuota"]
    table = pd.DataFrame.from_dict(rows, orient="index").reindex(columns=columns)
    kinds = {"opd": "str", "terdaftar": "boolean", "unit": "Int64", "kuota": "Int64"}
    return table.astype(kinds)


def _spellings(typed: pd.Series, keys: pd.Series) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for key, name in zip(keys, tidied(typed), strict=True):
        found.setdefault(key, set()).add(name)
    return {key: tuple(sorted(names)) for key, names in found.items() if len(names) > 1}
