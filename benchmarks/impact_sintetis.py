"""CPU seconds of the synthetic control and of HonestDiD, and as shares of two other libraries.

Alone, `python benchmarks/impact_sintetis.py` measures ours: the 39 nested fits of Proposition 99
with two starts each (and, in the same call, placebos in time and without each donor), and
intervals under relative magnitudes, per size M, of the Medicaid example. Without the folder
../shared both run on simulated numbers of the same size. With the variable EVALUASI_ORAKEL naming
a Python that has pysyncon and moderndid (they are in no lock file) it asks that one too: one fit
of pysyncon counts 39 times. CPU time with one thread for each, for the machine may be shared.
"""

import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np
import pandas as pd

DATA = Path(__file__).parents[2] / "shared" / "validation" / "impact" / "data"
UNITS, FIRST, START, LAST = 39, 1970, 1989, 2000
FITS, STARTS, SIZES = 39, 2, (0.5, 1.0, 1.5, 2.0)
ALLOWED = {"39 pencocokan bersarang": 30.0, "relatif per M": 1.0}
"""Seconds at most."""

PREDICTORS = {
    "lnincome": range(1980, 1989),
    "age15to24": range(1980, 1989),
    "retprice": range(1980, 1989),
    "beer": range(1984, 1989),
    "cigsale 1975": [1975],
    "cigsale 1980": [1980],
    "cigsale 1988": [1988],
}


def smoking():
    """Return Proposition 99 (unit 3 treated), or a simulation of its size."""
    if DATA.exists():
        frame = pd.read_csv(DATA / "synth_smoking.csv").astype({"year": int, "state": int})
        return frame, "Proposition 99"
    rng = np.random.default_rng(1)
    years = np.arange(FIRST, LAST + 1)
    columns = {"state": np.repeat(np.arange(1, UNITS + 1), len(years))}
    columns["year"] = np.tile(years, UNITS)
    trait = rng.normal(size=(UNITS, 4))
    path = rng.normal(size=(4, len(years))).cumsum(axis=1)
    columns["cigsale"] = (100 + trait @ path + rng.normal(size=(UNITS, len(years)))).ravel()
    for j, name in enumerate(("lnincome", "age15to24", "retprice", "beer")):
        level = trait[:, [j]] + rng.normal(0, 0.3, (UNITS, len(years)))
        columns[name] = level.ravel()
    return pd.DataFrame(columns), "SIMULASI 39 × 31 × 7"


def medicaid():
    """Return coefficients, covariance and the number before the start."""
    if DATA.exists():
        given = json.loads((DATA / "medicaid_eventstudy.json").read_text())
        return np.array(given["b"]), np.array(given["V"]), "Medicaid"
    rng = np.random.default_rng(1)
    root = rng.normal(size=(7, 20))
    return 0.02 * rng.normal(size=7), 1e-6 * root @ root.T, "SIMULASI 5 + 2"


def timed(run):
    begin = time.process_time()
    run()
    return time.process_time() - begin


def our_fits():
    from evaluasi import impact as im

    frame, _name = smoking()
    frame["state"] = frame["state"].map("{:02d}".format)
    frame["start"] = np.where(frame["state"] == "03", START, np.nan)
    columns = {"unit": "state", "time": "year", "outcome": "cigsale", "first_treated": "start"}
    panel = im.Panel(frame, **columns)
    predictors = pd.DataFrame(
        {
            name: frame[frame["year"].isin(years)].groupby("state")[name.split()[0]].mean()
            for name, years in PREDICTORS.items()
        }
    )
    how = {"unit": "03", "predictors": predictors, "starts": STARTS}
    found = {}

    def run():
        found["it"] = im.synthetic_control(panel, **how)

    seconds = timed(run)
    return seconds, f"MSPE {found['it'].rmspe ** 2:.3f}, p {found['it'].p:.4f}"


def our_sizes():
    from evaluasi.impact.honest import magnitudes
    from evaluasi.impact.honest.coefficients import Coefficients

    b, v, _name = medicaid()
    given = Coefficients(b, v, 5, np.array([1.0, 0.0]))

    def run():
        for m in SIZES:
            magnitudes.interval(given, m, 0.95, draws=50_000, seed=1)

    run()
    return min(timed(run) for _turn in range(3)) / len(SIZES), ""


def their_fits():
    from pysyncon import Dataprep, Synth

    frame, _name = smoking()
    special = [("beer", range(1984, 1989), "mean")]
    special += [("cigsale", [year], "mean") for year in (1975, 1980, 1988)]
    prepared = Dataprep(
        foo=frame,
        predictors=["lnincome", "age15to24", "retprice"],
        predictors_op="mean",
        time_predictors_prior=range(1980, 1989),
        special_predictors=special,
        dependent="cigsale",
        unit_variable="state",
        time_variable="year",
        treatment_identifier=3,
        controls_identifier=[unit for unit in range(1, UNITS + 1) if unit != 3],
        time_optimize_ssr=range(FIRST, START),
    )
    fitted = Synth()
    seconds = timed(lambda: fitted.fit(prepared, optim_method="Nelder-Mead", optim_initial="equal"))
    return seconds * FITS, f"satu pencocokan {seconds:.2f}, MSPE {fitted.mspe():.3f}"


def their_sizes():
    from moderndid import create_sensitivity_results_rm

    b, v, _name = medicaid()
    counts = {"num_pre_periods": 5, "num_post_periods": 2}
    call = {"betahat": b, "sigma": v, "m_bar_vec": np.array([1.0]), "method": "C-LF"}

    def run():
        create_sensitivity_results_rm(**call, **counts)

    run()  # it compiles at the first call
    return timed(run), "M = 1"


CASES = {
    "39 pencocokan bersarang": (our_fits, "pysyncon", their_fits),
    "relatif per M": (our_sizes, "moderndid", their_sizes),
}


def answer(case):
    """Run the other library's side of a case; the answer is the last line printed."""
    warnings.simplefilter("ignore")
    print(json.dumps(CASES[case][2]()))


def asked(python, case):
    words = [python, __file__, "acuan", case]
    told = subprocess.run(words, text=True, capture_output=True, check=True)
    return json.loads(told.stdout.splitlines()[-1])


def main():
    if "acuan" in sys.argv:
        answer(sys.argv[-1])
        return
    python = os.environ.get("EVALUASI_ORAKEL")
    rows = []
    for case, (ours, library, _theirs) in CASES.items():
        seconds, note = ours()
        row = {"kasus": case, "evaluasi": seconds, "janji": ALLOWED[case], "catatan": note}
        if python:
            other, said = asked(python, case)
            row |= {"pustaka": library, "acuan": other, "kali": other / seconds, "kata acuan": said}
        rows.append(row)
    print(f"data: {smoking()[1]}; {medicaid()[2]}")
    print(f"detik CPU, satu utas; beban {os.getloadavg()[0]:.1f}")
    print(pd.DataFrame(rows).to_string(index=False, float_format="{:.3f}".format))


if __name__ == "__main__":
    main()
