"""What is ours must equal statsmodels where it can do the same."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize
from section_four import ENDED, TIME
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

from evaluasi import sustainability as su
from evaluasi.sustainability.lasting.grouped_likelihood import exposure, maximise
from evaluasi.sustainability.lasting.groups_compared import _scores, log_rank

# Newton's method and IRLS stop at different places; both are converged beyond this.
CONVERGED = 1e-6


@pytest.fixture(scope="module")
def yearly():
    """200 innovations seen every year for five years; those with x = 1 end a third as often."""
    rng = np.random.default_rng(20)
    x = rng.integers(0, 2, 200)
    lasts = rng.exponential(1 / (0.12 * np.exp(-1.1 * x)))
    return x.astype(float), np.minimum(np.ceil(lasts), 6)


def test_yearly_visits_are_the_complementary_log_log_glm(yearly):
    x, ends = yearly
    years = np.arange(1, 6)
    rows = [(k, x[i], ends[i] == k) for i in range(200) for k in years if k <= ends[i]]
    frame = pd.DataFrame(rows, columns=["k", "x", "y"])
    design = np.column_stack([(frame["k"] == k) for k in years] + [frame["x"]]).astype(float)
    link = sm.families.links.CLogLog()
    glm = sm.GLM(frame["y"].astype(float), design, sm.families.Binomial(link)).fit(tol=1e-12)

    over = ends <= 5
    safe = np.where(over, ends - 1, 5)
    edges = np.arange(6.0)
    ours = maximise(
        exposure(np.zeros(200), safe, edges),
        exposure(safe[over], ends[over], edges),
        x[:, None],
        x[over][:, None],
    )
    assert ours.converged
    assert ours.coef == pytest.approx(glm.params.to_numpy(), abs=CONVERGED)
    # IRLS reports the expected information, Newton the observed one: alike, not the same.
    assert np.sqrt(np.diag(ours.cov)) == pytest.approx(glm.bse.to_numpy(), rel=0.02)
    assert ours.log_likelihood == pytest.approx(glm.llf, abs=CONVERGED)
    assert abs(ours.coef[-1] + 1.1) < 3 * np.sqrt(ours.cov[-1, -1])


def test_a_gap_over_several_pieces_is_the_product_over_them():
    """The maximum of the likelihood written out year by year, by a general optimiser."""
    rng = np.random.default_rng(21)
    lasts = rng.exponential(6, 120)
    seen = np.sort(rng.uniform(0, 9, (120, 3)), axis=1)
    over = lasts < seen[:, 2]
    last = np.where(lasts[:, None] >= seen, seen, 0).max(axis=1)
    found = np.where(lasts[:, None] < seen, seen, np.inf).min(axis=1)
    edges = np.array([0.0, 2.0, 5.0, 9.0])

    def minus(log_hazard):
        total = 0.0
        for i in range(120):
            hazards = [np.exp(log_hazard[min(int(y >= 2) + int(y >= 5), 2)]) for y in range(9)]

            def running(t, hazards=hazards):
                return np.prod([np.exp(-h * np.clip(t - y, 0, 1)) for y, h in enumerate(hazards)])

            chance = running(last[i]) - (running(found[i]) if over[i] else 0.0)
            total -= np.log(chance)
        return total

    best = minimize(minus, np.full(3, -2.0), method="Nelder-Mead", options={"xatol": 1e-7})
    ours = maximise(
        exposure(np.zeros(120), last, edges),
        exposure(last[over], found[over], edges),
        np.empty((120, 0)),
        np.empty((int(over.sum()), 0)),
    )
    straddling = (np.searchsorted(edges, last[over]) != np.searchsorted(edges, found[over])).sum()
    assert straddling > 20
    assert ours.coef == pytest.approx(best.x, abs=1e-4)  # Nelder–Mead's own precision
    assert ours.log_likelihood == pytest.approx(-best.fun, abs=1e-6)


def test_competing_incidences_without_late_entry():
    rng = np.random.default_rng(4)
    time = np.round(rng.exponential(4, 90), 1) + 0.1
    cause = rng.integers(0, 3, 90)
    cause[np.argmax(time)] = 0  # statsmodels divides by zero where all at risk end
    theirs = CumIncidenceRight(time, cause)
    ours = su.aalen_johansen(time, cause)
    for place, name in enumerate(("berhenti", "diserap")):
        rows = ours.table[ours.table["sebab"] == name]
        within = len(rows)
        assert within > 40
        assert rows["insiden"].to_numpy() == pytest.approx(theirs.cinc[place][:within])
        assert rows["SE"].to_numpy() == pytest.approx(theirs.cinc_se[place][:within])


def test_competing_incidences_and_the_share_left_make_one():
    rng = np.random.default_rng(5)
    entry = rng.uniform(0, 2, 80)
    time, cause = entry + rng.exponential(3, 80), rng.integers(0, 3, 80)
    both = su.aalen_johansen(time, cause, entry)
    left = su.kaplan_meier(time, cause > 0, entry)
    at = (left.start + left.end) / 2
    parts = [both.at(at, name).estimate for name in ("berhenti", "diserap")]
    assert sum(parts) + left.at(at).estimate == pytest.approx(1)


def test_late_entry_is_that_of_statsmodels():
    rng = np.random.default_rng(6)
    entry = np.concatenate([np.zeros(15), rng.uniform(0, 3, 50)])
    time, ended = entry + rng.exponential(4, 65), rng.random(65) < 0.6
    theirs = SurvfuncRight(time, ended.astype(int), entry=entry)
    ours = su.kaplan_meier(time, ended, entry)
    rows = ours.steps[ours.steps["berakhir"] > 0]
    assert ours.start == 0
    assert rows["S"].to_numpy() == pytest.approx(theirs.surv_prob[: len(rows)])
    assert rows["SE"].to_numpy() == pytest.approx(theirs.surv_prob_se[: len(rows)])


def test_the_log_rank_score_and_its_large_sample_probability():
    rng = np.random.default_rng(7)
    entry = rng.uniform(0, 2, 400)
    time, ended = entry + np.round(rng.exponential(3, 400), 1) + 0.1, rng.random(400) < 0.5
    group = rng.random(400) < 0.5
    expected = survdiff(time, ended.astype(int), group.astype(int), entry=entry)[1]
    assert log_rank(time, ended, group, entry) == (pytest.approx(expected), "khi-kuadrat")
    assert _scores(entry, time, ended).sum() == pytest.approx(0, abs=1e-9)


def test_permutation_probability_is_near_the_large_sample_one():
    rng = np.random.default_rng(8)
    time, ended = rng.exponential(3, 150), rng.random(150) < 0.7
    group = rng.random(150) < 0.5
    expected = survdiff(time, ended.astype(int), group.astype(int))[1]
    assert log_rank(time, ended, group)[0] == pytest.approx(expected, abs=0.02)


def test_the_curve_of_reference_values_through_the_table_of_visits():
    """One visit each: Kaplan–Meier on the dates of discovery is the golden curve."""
    ids = [f"i{i}" for i in range(28)]
    start = pd.Timestamp("2010-01-01")
    days = start + pd.to_timedelta((TIME * 365.25).round().astype(int), unit="D")
    status = np.where(ENDED, "berhenti", "tetap")
    visits = pd.DataFrame({"id_inovasi": ids, "tanggal": days, "status": status})
    found = su.survival(visits, origin=dict.fromkeys(ids, start))
    assert (found.n_units, found.n_ended) == (28, 7)
    assert found.curve.at(7.01).ci == pytest.approx((0.445747, 0.842459), abs=5.1e-7)
