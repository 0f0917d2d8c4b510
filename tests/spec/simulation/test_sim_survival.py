"""Innovations last as the law says: longer with regulation and budget, shorter once it moves."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from evaluasi.simulation.laws import law
from evaluasi.simulation.survival import ENDED, LONGEST, lifetimes

ROWS = 12_000


def person_years(rows, lives):
    """One row per innovation and year at risk, until it ends or is absorbed."""
    end = np.ceil((lives["akhir"] - lives["mulai"]).dt.days / 365.25).fillna(LONGEST)
    moved = ((lives["pergantian"] - lives["mulai"]).dt.days / 365.25).round().fillna(99)
    years = end.clip(1, LONGEST).astype(int).to_numpy()
    place = np.repeat(np.arange(len(rows)), years)
    k = np.concatenate([np.arange(1, n + 1) for n in years])
    last = k == years[place]
    return pd.DataFrame(
        {
            "i16": rows["i16"].to_numpy()[place],
            "i18": rows["i18"].to_numpy()[place],
            "pergantian": (k > moved.to_numpy()[place]).astype(float),
            "berhenti": last & (lives["cara"] == ENDED).to_numpy()[place],
        }
    )


@pytest.fixture(scope="module")
def fitted():
    rng = np.random.default_rng(8)
    rows = pd.DataFrame(
        {
            "tanggal_penerapan": pd.Timestamp("2020-01-01"),
            "i16": rng.integers(0, 4, ROWS),
            "i18": rng.integers(0, 4, ROWS),
            "jenis": "non digital",
        }
    )
    years = person_years(rows, lifetimes(rng, rows))
    design = sm.add_constant(years[["i16", "i18", "pergantian"]].astype(float))
    family = sm.families.Binomial(sm.families.links.CLogLog())
    return sm.GLM(years["berhenti"].astype(float), design, family=family).fit()


@pytest.mark.parametrize("name", ["konstanta", "i16", "i18", "pergantian"])
def test_a_discrete_hazard_model_finds_the_law(fitted, name):
    column = "const" if name == "konstanta" else name
    distance = fitted.params[column] - law("tindak_lanjut.bahaya")[name]
    assert abs(distance) < 3.5 * fitted.bse[column]
    assert fitted.bse[column] < 0.06


def kaplan_meier(rows, at):
    """Share still in use after so many years, those absorbed or not yet ended being censored."""
    days = (rows["akhir"].fillna(pd.Timestamp("2026-10-31")) - rows["mulai"]).dt.days
    entered = (rows["penghargaan"] - rows["mulai"]).dt.days
    surviving = 1.0
    for day in sorted(days[(rows["cara"] == ENDED) & (days <= 365.25 * at)]):
        at_risk = ((entered < day) & (days >= day)).sum()
        surviving *= 1 - 1 / at_risk
    return surviving


def test_winners_with_regulation_last_longer(province):
    truth = province.truth["keberlangsungan"]
    late = truth["akhir"] > pd.Timestamp("2026-10-31")
    rows = truth.assign(akhir=truth["akhir"].mask(late), cara=truth["cara"].mask(late))
    strong, weak = rows[rows["i16"] >= 2], rows[rows["i16"] <= 1]
    assert min(len(strong), len(weak)) >= 100
    assert kaplan_meier(strong, 5) > kaplan_meier(weak, 5) + 0.05


def test_winners_were_in_use_on_the_day_of_the_award(province):
    truth = province.truth["keberlangsungan"]
    assert (truth["mulai"] < truth["penghargaan"]).all()
    assert (truth["akhir"].isna() | (truth["akhir"] > truth["penghargaan"])).all()


def test_visits_see_what_is_true(province):
    visits = province.tables["tindak_lanjut"].merge(
        province.truth["keberlangsungan"], on="id_inovasi"
    )
    ended = visits["status"].isin(["berhenti", "diserap"])
    assert (visits.loc[ended, "status"] == visits.loc[ended, "cara"]).all()
    assert (visits.loc[ended, "akhir"] <= visits.loc[ended, "tanggal"]).all()
    running = visits["status"].isin(["berkembang", "tetap", "melemah"])
    gone = visits["akhir"] <= visits["tanggal"]
    assert not (running & gone).any()
    assert (visits["tanggal"] > visits["penghargaan"]).all()
    assert (visits["status"] == "tak_terverifikasi").mean() == pytest.approx(0.12, abs=0.03)


def test_nothing_is_visited_after_its_end_was_seen(province):
    visits = province.tables["tindak_lanjut"].sort_values(["id_inovasi", "tanggal"])
    ended = visits["status"].isin(["berhenti", "diserap"])
    later = ended.groupby(visits["id_inovasi"]).shift(fill_value=False)
    assert not later.any()
