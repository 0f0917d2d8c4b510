"""How the audit score changed since the edition before: by own levels, or by the others'."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from evaluasi import rubrics
from evaluasi.errors import EvaluasiError
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.region.innovations import TABLE
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.strengths import facts
from evaluasi.reports.region.subject import Subject
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, number, signed

Before = tuple[int, pd.DataFrame, tuple[str, ...]]


def sentence(subject: Subject) -> str:
    """Say the change on what both editions share, split; empty where they share nothing."""
    found = facts(subject)
    before = _before_in(subject.data) if subject.key is None else _shared(subject.key)
    if found is None or before is None:
        return ""
    from evaluasi.scoring import profile
    from evaluasi.scoring.composite.regional import CLAIMED
    from evaluasi.scoring.profile.change import OTHERS, OWN

    edition, levels, carried = before
    index = found.audit.indices[CLAIMED]
    dropped = [n.code for n in index.recipe.framework.indicators if n.code not in carried]
    try:
        recipe = index.recipe.varied(framework=index.recipe.framework.without(dropped))
        now = found.audit.levels.sources[CLAIMED]
        peers = [code for code in found.own.peers if code in levels.index]
        made = profile.explain_change((recipe, levels), (recipe, now), subject.kode, peers)
    except EvaluasiError:  # a region or an indicator that the edition before does not have
        return ""
    parts = made.table.set_index("unsur")["jarak"]
    return _(
        "Sejak edisi {year}, atas {n} indikator SID yang artinya tidak berganti, skornya berubah "
        "{score} poin dan jaraknya ke median pembanding berubah {gap} poin: {own} karena level "
        "sendiri dan {others} karena level pembanding."
    ).format(
        year=edition,
        n=number(len(recipe.framework.indicators)),
        score=signed(made.after[0] - made.before[0], 1),
        gap=signed(made.after[1] - made.before[1], 1),
        own=signed(float(parts[OWN]), 1),
        others=signed(float(parts[OTHERS]), 1),
    )


@bersama
def _shared(key: Key) -> Before | None:
    return _before(opened(key))


@lru_cache(maxsize=1)
def _before_in(data: Dataset) -> Before | None:
    return _before(data)


def _before(data: Dataset) -> Before | None:
    """Return the edition before the latest, its mean levels, and the indicators both share."""
    rows = data.table(TABLE)
    editions = sorted(rows["tahun"].unique().tolist())[-2:]
    found = [rubrics.of_edition(int(edition)) for edition in editions]
    if len(found) < 2 or found[0] is None or found[1] is None:
        return None
    from evaluasi.scoring import rescore
    from evaluasi.scoring.composite.regional import CLAIMED, regional_levels

    try:
        carried = rescore(rows, found[0], found[1]).carried
        levels = regional_levels(rows, None, found[0]).sources[CLAIMED]
    except EvaluasiError:  # a break of the scale, no table of indicators, too few regions
        return None
    return int(editions[0]), levels, tuple(carried)
