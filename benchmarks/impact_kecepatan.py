"""Seconds of the impact estimators, and as shares of those of other libraries on the same data.

Alone: `python benchmarks/impact_kecepatan.py` measures ours. With the variable EVALUASI_ORAKEL
naming a Python that has csdid, diff-diff, pyfixest and wildboottest, it asks that one too and
prints the ratios. Every case is run warm; the best of several runs counts, from the data frame to
the event-study average with its uniform band.
"""

import json
import os
import subprocess
import sys
import time
import warnings

import numpy as np
import pandas as pd

DRAWS, WILD_DRAWS, RUNS = 1000, 9999, 5
CASES = {"500×5": (500, 5, 3), "514×12": (514, 12, 6), "5000×20": (5000, 20, 10)}
WILD = "bootstrap gugus liar 38×10"


def panel_frame(units, years, cohorts, seed=1):
    rng = np.random.default_rng(seed)
    start = rng.choice([np.nan, *range(2003, 2003 + min(cohorts, years - 3))], units)
    year = np.tile(np.arange(2000, 2000 + years), units)
    trait = np.repeat(rng.normal(size=units), years)
    value = np.repeat(rng.normal(size=units), years) + 0.1 * trait + rng.normal(size=len(year))
    value += year >= np.repeat(start, years)
    code = np.repeat(np.arange(units), years)
    columns = {"unit": code, "tahun": year, "nilai": value, "ciri": trait}
    return pd.DataFrame(columns | {"mulai": np.repeat(start, years)})


def wild_frame():
    return panel_frame(38, 10, 2, seed=38)


def best(run):
    run()
    return min(_timed(run) for _ in range(RUNS))


def _timed(run):
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def ours():
    from evaluasi import impact as im

    columns = {"unit": "unit", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}
    times = {}
    for name, size in CASES.items():
        frame = panel_frame(*size)
        for covariates in ([], ["ciri"]):

            def run(frame=frame, covariates=covariates):
                panel = im.Panel(frame, **columns, covariates=covariates)
                gt = im.group_time_att(panel, method="dr", draws=DRAWS)
                gt.aggregate("dynamic")

            times[label(name, covariates)] = best(run)
    result = im.did(im.Panel(wild_frame(), **columns))
    times[WILD] = best(lambda: im.wild_cluster_bootstrap(result, draws=WILD_DRAWS))
    return times


def label(name, covariates):
    return f"{name}, dr + kovariat" if covariates else name


def theirs():
    warnings.simplefilter("ignore")
    times = {"diff-diff": {}, "csdid": {}, "pyfixest": {}}
    for name, size in CASES.items():
        frame = panel_frame(*size).fillna({"mulai": 0}).astype({"mulai": int})
        for covariates in ([], ["ciri"]):
            case = label(name, covariates)
            times["diff-diff"][case] = best(lambda f=frame, c=covariates: _diff_diff(f, c))
            times["csdid"][case] = best(lambda f=frame, c=covariates: _csdid(f, c))
    times["pyfixest"][WILD] = best(_pyfixest(wild_frame()))
    return times


def _diff_diff(frame, covariates):
    from diff_diff import CallawaySantAnna

    estimator = CallawaySantAnna(estimation_method="dr", n_bootstrap=DRAWS, seed=1)
    roles = {"outcome": "nilai", "unit": "unit", "time": "tahun", "first_treat": "mulai"}
    more = {"covariates": covariates or None, "aggregate": "event_study"}
    estimator.fit(frame, **roles, **more)


def _csdid(frame, covariates):
    from csdid.att_gt import ATTgt

    roles = {"yname": "nilai", "tname": "tahun", "idname": "unit", "gname": "mulai"}
    formula = "nilai~ciri" if covariates else None
    drawing = {"cband": True, "biters": DRAWS}
    made = ATTgt(
        **roles, data=frame, control_group=["nevertreated"], xformla=formula, **drawing
    ).fit(est_method="dr", bstrap=True)
    made.aggte("dynamic", bstrap=True, cband=True, biters=DRAWS)


def _pyfixest(frame):
    import pyfixest as pf

    frame = frame.assign(d=(frame["tahun"] >= frame["mulai"].fillna(np.inf)).astype(float))
    fitted = pf.feols("nilai ~ d | unit + tahun", frame, vcov={"CRV1": "unit"})
    return lambda: fitted.wildboottest(reps=WILD_DRAWS, cluster="unit", param="d", seed=1)


def main():
    if "acuan" in sys.argv:
        print(json.dumps(theirs()))
        return
    table = pd.DataFrame({"evaluasi": ours()})
    python = os.environ.get("EVALUASI_ORAKEL")
    if python:
        asked = subprocess.run(
            [python, __file__, "acuan"], capture_output=True, text=True, check=True
        )
        answer = json.loads(asked.stdout.splitlines()[-1])
        for library, times in answer.items():
            table[library] = pd.Series(times)
            table[f"kali {library}"] = table["evaluasi"] / table[library]
    print(table.to_string(float_format=lambda x: f"{x:.4f}", na_rep="–"))


if __name__ == "__main__":
    main()
