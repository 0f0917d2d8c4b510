"""From visits up to a day to chances two years on, against the simulated truth."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluasi import simulation, tables
from evaluasi import sustainability as su
from evaluasi.simulation.survival import ENDED, lifetimes

ROOT = Path(__file__).parents[3]
COVARIATES = ["i16", "i18"]
CUT, LATER = pd.Timestamp("2024-12-31"), pd.Timestamp("2026-10-31")
BEGUN = pd.Timestamp("2018-01-01")
DAY, YEAR = pd.Timedelta(days=1), 365.25


def forecast(visits, truth, covariates=COVARIATES):
    """Fit on visits up to the first day; return chances by the second day, and who had ended."""
    register = su.register(
        visits[visits["tanggal"] <= CUT],
        starts=truth["mulai"],
        awards=truth["penghargaan"],
        today=CUT,
    )
    hazard = su.grouped(register, covariates=truth[covariates] if covariates else None)
    rows = register.table[~register.table["status_terakhir"].isin(["berhenti", "diserap"])]
    told = truth.loc[rows.index]
    seen = rows[["terakhir_hidup", "penghargaan"]].max(axis=1)
    p, *_limits = hazard.probability_ended(rows["mulai"], seen, LATER, told[covariates])
    ended = (told["cara"] == ENDED) & (told["akhir"] <= LATER)
    return p, ended.to_numpy()


def world(seed, n=500):
    """Innovations that began over five years, awarded after one year, visited every year."""
    rng = np.random.default_rng(seed)
    born = BEGUN + rng.integers(0, 5 * 365, n) * DAY
    rows = pd.DataFrame(
        {
            "tanggal_penerapan": born,
            "i16": rng.integers(0, 4, n),
            "i18": rng.integers(0, 4, n),
            "jenis": "digital",
        },
        index=[f"i{k}" for k in range(n)],
    )
    lives = lifetimes(rng, rows)
    truth = lives.assign(**rows[COVARIATES], penghargaan=lives["mulai"] + 365 * DAY)
    truth = truth[truth["akhir"].isna() | (truth["akhir"] > truth["penghargaan"])]
    parts = []
    over = pd.Series(False, index=truth.index)
    for year in range(1, 7):
        day = truth["penghargaan"] + year * 365 * DAY
        gone = truth["akhir"] <= day
        status = truth["cara"].where(gone, "tetap")
        part = pd.DataFrame({"id_inovasi": truth.index, "tanggal": day, "status": status})
        parts.append(part[~over])
        over |= gone
    return pd.concat(parts, ignore_index=True), truth


def test_chances_are_right_on_the_whole_and_better_than_one_share():
    gaps, gains = [], []
    for seed in range(12):
        p, ended = forecast(*world(seed))
        gaps.append(ended.mean() - p.mean())
        gains.append(su.calibration(p, ended).gain)
    # Worlds are independent: their own spread says how far the mean may stray.
    assert abs(np.mean(gaps)) <= 3 * np.std(gaps, ddof=1) / np.sqrt(len(gaps))
    assert np.mean(gains) > 3 * np.std(gains, ddof=1) / np.sqrt(len(gains))


def test_the_shipped_simulation_is_too_small_to_tell_innovations_apart():
    folder = ROOT / "data" / "simulasi"
    truth = pd.read_csv(
        folder / "kebenaran" / "keberlangsungan.csv",
        parse_dates=["mulai", "penghargaan", "akhir"],
        index_col="id_inovasi",
    )
    truth = truth[truth["penghargaan"] <= CUT]
    visits = tables.load(folder).tindak_lanjut
    visits = visits[visits["id_inovasi"].isin(truth.index)]
    p, ended = forecast(visits, truth, covariates=[])
    found = su.calibration(p, ended)
    assert (found.n, int(ended.sum())) == (42, 3)
    assert found.table["termuat"].dropna().all()
    assert found.ci[0] < 0 < found.ci[1]
    assert found.summary().startswith("SIMULASI")
    unknown, _ended = forecast(visits, truth)
    assert np.isnan(unknown).all()


@pytest.mark.berat
def test_the_nation_is_calibrated_in_every_band():
    made = simulation.simulate(tables.load(ROOT / "data" / "nasional"), scale="nasional", seed=1)
    truth = made.truth["keberlangsungan"].set_index("id_inovasi")
    truth = truth[truth["penghargaan"] <= CUT]
    visits = made.tables["tindak_lanjut"]
    p, ended = forecast(visits[visits["id_inovasi"].isin(truth.index)], truth)
    found = su.calibration(p, ended)
    print(found)
    assert found.table["termuat"].dropna().all()
    assert found.ci[0] > 0
    first = np.argsort(-p, kind="stable")[:200]
    print(f"200 pertama: {ended[first].mean():.3f}; semua: {ended.mean():.3f}")
    # Those first in line have ended more often by half at least.
    assert ended[first].mean() > 1.5 * ended.mean()
