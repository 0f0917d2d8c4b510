"""SIMULASI: registers whose truth is known, and how often intervals hold it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.sustainability.lasting.binomial import exact_share
from evaluasi.sustainability.lasting.competing_risks import aalen_johansen
from evaluasi.sustainability.lasting.curve import kaplan_meier
from evaluasi.sustainability.lasting.grouped_hazard import fit
from evaluasi.sustainability.lasting.grouped_likelihood import exposure, maximise
from evaluasi.sustainability.lasting.spells import OVER, YEAR, spells

START = pd.Timestamp("2000-01-01")
EDGES = np.array([0.0, 3.0])
UNTIL, AT = 6.0, (3.0, 5.0)
GRID = np.linspace(0, 12, 12_001)


@dataclass(frozen=True)
class Truth:
    """Hazards per year before and after the third year, of ending and of being absorbed."""

    ended: tuple[float, float]
    absorbed: float

    def hazard(self, t):
        return np.where(t < EDGES[1], *self.ended)

    def cumulative(self, t):
        t = np.asarray(t, float)
        return self.ended[0] * np.minimum(t, 3) + self.ended[1] * np.maximum(t - 3, 0)

    def lifetimes(self, rng, entry, factor=1.0):
        """Draw when each ends, given that it runs at entry."""
        level = self.cumulative(entry) + rng.exponential(size=len(entry)) / factor
        first = level / self.ended[0]
        return np.where(first <= 3, first, 3 + (level - 3 * self.ended[0]) / self.ended[1])

    def survival(self, t, start):
        return np.exp(self.cumulative(start) - self.cumulative(t))

    def mean(self, start, until):
        t = np.linspace(start, until, 2_001)
        return np.trapezoid(self.survival(t, start), t)

    def incidence(self, t, start):
        """Chance to have ended, and to have been absorbed, each before the other."""
        s = np.linspace(start, t, 2_001)
        running = self.survival(s, start) * np.exp(-self.absorbed * (s - start))
        return np.trapezoid(running * self.hazard(s), s), np.trapezoid(running, s) * self.absorbed


_SIMULATED = law("tindak_lanjut.bahaya")
# Regulation and budget line at level 1: one in seventeen ends each year.
TYPICAL = 1 - np.exp(-np.exp(_SIMULATED["konstanta"] + _SIMULATED["i16"] + _SIMULATED["i18"]))
TRUTHS = {
    "tetap": Truth((float(TYPICAL), float(TYPICAL)), law("tindak_lanjut.diserap")),
    "menurun": Truth((0.16, 0.06), law("tindak_lanjut.diserap")),
}


@dataclass(frozen=True)
class Drawn:
    entry: np.ndarray
    end: np.ndarray
    cause: np.ndarray
    leave: np.ndarray


def draw(rng, n, truth, factor=1.0):
    """Innovations that run at their award and are followed for two to nine years from then on."""
    entry = rng.uniform(0.3, 2.5, n)
    ended = truth.lifetimes(rng, entry, factor)
    absorbed = entry + rng.exponential(1 / truth.absorbed, n)
    leave = entry + rng.uniform(2, 9, n)
    return Drawn(entry, np.minimum(ended, absorbed), np.where(ended < absorbed, 1, 2), leave)


def visited(rng, drawn):
    """The same innovations as yearly visits see them, some of which cannot tell."""
    parts = []
    for k in range(1, 10):
        at = drawn.entry + k - rng.uniform(0.04, 0.16, len(drawn.entry))
        state = np.where(at < drawn.end, "tetap", np.where(drawn.cause == 1, "berhenti", "diserap"))
        unsure = rng.random(len(at)) < law("tindak_lanjut.tak_terverifikasi")
        shown = at < drawn.leave
        rows = {
            "id_inovasi": np.arange(len(at)).astype(str),
            "tanggal": START + pd.to_timedelta((at * YEAR).astype(int), unit="D"),
            "status": np.where(unsure, "tak_terverifikasi", state),
        }
        parts.append(pd.DataFrame(rows)[shown])
    ids = np.arange(len(drawn.entry)).astype(str)
    entry = pd.Series(START + pd.to_timedelta((drawn.entry * YEAR).astype(int), unit="D"), ids)
    return spells(pd.concat(parts), origin=dict.fromkeys(ids, START), entry=entry)


def one_register(rng, n, truth):
    """Return for each interval whether it was given, whether it holds the truth, and the error."""
    drawn = draw(rng, n, truth)
    time = np.minimum(drawn.end, drawn.leave)
    cause = np.where(drawn.end <= drawn.leave, drawn.cause, 0)
    found = {}
    curve = kaplan_meier(time, cause == 1, drawn.entry)
    both = aalen_johansen(time, cause, drawn.entry)
    grouped = fit(visited(rng, drawn))
    a = curve.start
    for t in AT:
        found[f"KM S({t:.0f})"] = (curve.at(t), truth.survival(t, a))
        share = truth.survival(t, 0.0)
        found[f"tepat S({t:.0f})"] = (exact_share(int(rng.binomial(n, share)), n), share)
        if t <= curve.end and grouped.coef.size:
            row = grouped.survival([t], since=a).iloc[0]
            found[f"terkelompok S({t:.0f})"] = (_Row(row), truth.survival(t, a))
    # The mean up to a fixed year is the same quantity in every register.
    if curve.end >= UNTIL and grouped.coef.size:
        mean = grouped.restricted_mean(UNTIL, since=a)
        found["terkelompok rata-rata terbatas"] = (mean, truth.mean(a, UNTIL))
    for cause_name, share in zip(("berhenti", "diserap"), truth.incidence(5.0, a), strict=True):
        found[f"AJ {cause_name} (5)"] = (both.at(5.0, cause_name), share)
    return {
        name: (estimate.ci[0] <= true <= estimate.ci[1], estimate.estimate - true)
        for name, (estimate, true) in found.items()
        if np.isfinite(estimate.ci[0]) and a < AT[0]
    }


@dataclass(frozen=True)
class _Row:
    row: pd.Series

    @property
    def ci(self):
        return self.row["ci_low"], self.row["ci_high"]

    @property
    def estimate(self):
        return self.row["S"]


def coverage(n, truth, replications, seed):
    """Return one row per interval: ditaksir, cakupan, mcse, bias."""
    rng = np.random.default_rng(seed)
    registers = [one_register(rng, n, truth) for _ in range(replications)]
    rows = {}
    for name in sorted({name for register in registers for name in register}):
        got = [register[name] for register in registers if name in register]
        hits = np.array([hit for hit, _error in got], float)
        share = hits.mean()
        rows[name] = {
            "ditaksir": len(hits),
            "cakupan": share,
            "mcse": np.sqrt(share * (1 - share) / len(hits)),
            "bias": np.mean([error for _hit, error in got]),
        }
    return pd.DataFrame(rows).T


def coefficients(n, replications, seed, effect=-0.7):
    """Return bias and coverage of a log hazard ratio, with and without the gate of ten ends.

    Without the gate whatever converges counts: that is what the gate keeps out.
    """
    rng = np.random.default_rng(seed)
    truth, rows = TRUTHS["tetap"], []
    for _ in range(replications):
        x = rng.integers(0, 2, n).astype(float)
        known = visited(rng, draw(rng, n, truth, np.exp(effect * x)))
        table = known.table
        named = pd.DataFrame({"x": x}, index=np.arange(n).astype(str))
        fitted = fit(known, covariates=named)
        ended = (table["sebab"] == OVER).to_numpy()
        if not ended.any():
            continue
        own = x[table.index.astype(int)][:, None]
        lower, upper = table["terakhir"].to_numpy(), table["pertama"].to_numpy()[ended]
        span = np.array([0.0, 12.0])
        safe = exposure(table["masuk"].to_numpy(), lower, span)
        raw = maximise(safe, exposure(lower[ended], upper, span), own, own[ended])
        rows.append((fitted.coef.size > 0, raw.coef[-1], np.sqrt(raw.cov[-1, -1]), ended.sum()))
    gated, coef, se, _ended = np.array(rows, float).T
    hit = np.abs(coef - effect) <= 1.96 * se
    summary = {}
    for name, chosen in (("tanpa gerbang", gated >= 0), ("dengan gerbang", gated == 1)):
        n_own = int(chosen.sum())
        summary[name] = {
            "ditaksir": n_own,
            "cakupan": hit[chosen].mean() if n_own else np.nan,
            "mcse": np.sqrt(hit[chosen].mean() * (1 - hit[chosen].mean()) / n_own)
            if n_own
            else np.nan,
            "bias": (coef[chosen] - effect).mean() if n_own else np.nan,
            "galat akar kuadrat": np.sqrt(((coef[chosen] - effect) ** 2).mean())
            if n_own
            else np.nan,
        }
    return pd.DataFrame(summary).T
