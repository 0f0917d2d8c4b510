"""Every result of scoring tells itself in print and in a notebook; those with a shape are drawn."""

import importlib
import inspect
import pkgutil
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluasi as ev
from evaluasi import agreement, scoring
from evaluasi import scoring as sc
from evaluasi.agreement.printing import Told
from evaluasi.scoring import profile, raters
from evaluasi.scoring.composite.auditing import BOTH, assumed, audit
from evaluasi.scoring.composite.regional import CLAIMED

SIMULATED = Path(__file__).parents[3] / "data" / "simulasi"


def classes():
    """Every class of the package that has a summary."""
    for package in (scoring, agreement):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for _name, kind in inspect.getmembers(module, inspect.isclass):
                if kind.__module__ == found.name and hasattr(kind, "summary"):
                    yield kind


@pytest.mark.parametrize("kind", [pytest.param(k, id=k.__name__) for k in classes()])
def test_whatever_has_a_summary_prints_it(kind):
    assert issubclass(kind, Told)
    assert kind.__str__ is not object.__str__


def test_a_summary_cannot_become_markup():
    class Result(Told):
        def summary(self):
            return "<b>x</b> & y"

    assert Result()._repr_html_() == "<pre>&lt;b&gt;x&lt;/b&gt; &amp; y</pre>"
    assert str(Result()) == "<b>x</b> & y"


@cache
def simulated():
    ds = ev.load(SIMULATED)
    rubric = sc.load_rubric("iid-2026")
    made = audit(ds.inovasi, ds.kapasitas, rubric, verifikasi=ds.verifikasi, draws=200)
    own = profile.compared_with(
        made.indices[CLAIMED].index, "35.79", ["35.06", "35.07", "35.10", "35.73", "35.78"]
    )
    return ds, rubric, made, own


def test_ranks_are_drawn_with_their_intervals():
    made = simulated()[2]
    ranks = made.regions.set_index("kode")
    drawn = made.plot("35.79").data.set_index("Kode")
    assert list(drawn["Batas bawah"]) == list(ranks.loc[drawn.index, "bawah"])
    alone = made.uncertainties[CLAIMED]
    found = alone.plot("35.79").data.set_index("Kode")["Batas atas"]
    assert list(found) == list(alone.table.loc[found.index, "atas"])


def test_sobol_totals_are_drawn_largest_first():
    found = simulated()[2].sensitivities[BOTH]
    assert "sumber level" in set(found.table["asumsi"])
    values = found.plot().data.iloc[:, 1]
    assert list(values) == sorted(found.table["total"], reverse=True)


def test_points_and_their_sum_are_drawn():
    _ds, _rubric, made, own = simulated()
    found = profile.contributions(made.indices[CLAIMED], own)
    values = found.plot().data.iloc[:, 1]
    assert values.iloc[:-1].sum() == pytest.approx(values.iloc[-1]) == found.difference


def test_levers_are_drawn_as_they_stand():
    _ds, _rubric, made, own = simulated()
    found = profile.lever_table(
        made.indices[CLAIMED],
        made.levels.sources[CLAIMED],
        own,
        assumed(made.levels.frameworks[CLAIMED], 1),
        most=3,
        draws=50,
    )
    assert list(found.plot().data.iloc[:, 1]) == list(found.table["poin"])
    assert len(found.table) == 3
    assert "bukan di antara 3 pengungkit terbesar" in set(found.skipped["alasan"])


def test_a_plan_is_drawn_by_indicator_and_sums_to_the_rise():
    ds, rubric, _made, _own = simulated()
    rows = ds.inovasi[(ds.inovasi["kode"] == "35.79") & (ds.inovasi["tahun"] == 2026)]
    spd = ds.kapasitas[ds.kapasitas["kode"] == "35.79"]
    plan = sc.action_plan(rows, spd, rubric, "Sangat Inovatif")
    values = plan.plot().data.iloc[:, 1]
    assert values.iloc[:-1].sum() == pytest.approx(values.iloc[-1])
    assert values.iloc[-1] == pytest.approx(plan.end - plan.start)


def test_peers_are_drawn_nearest_first():
    draws = np.random.default_rng(1)
    regions = pd.DataFrame(
        {"tingkat": "kota", "penduduk": draws.random(8) + 1, "pdrb_pk": draws.random(8) + 1},
        index=[f"35.7{n}" for n in range(8)],
    )
    found = sc.structural_peers(regions, "35.71", year=2017)
    assert list(found.plot().data.iloc[:, 1]) == list(found.table["jarak"])


def test_entries_of_a_contest_are_drawn_with_their_intervals():
    draws = np.random.default_rng(1)
    rows = [
        {"objek": f"o{o}", "penilai": f"P{p}", "skor": o + draws.normal()}
        for o in range(8)
        for p in range(3)
    ]
    found = raters.select_top(pd.DataFrame(rows), 3)
    drawn = found.plot("o3").data.set_index("Kode")["Batas bawah"]
    assert list(drawn) == list(found.table.set_index("objek").loc[drawn.index, "bawah"])
