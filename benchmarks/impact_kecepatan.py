"""CPU seconds of the impact estimators, and as shares of those of other libraries.

Alone, `python benchmarks/impact_kecepatan.py` measures ours. With the variable EVALUASI_ORAKEL
naming a Python of requirements-orakel.lock (csdid, diff-diff, pyfixest, wildboottest) it asks that
one too, case by case in turns, so that both meet the same load. Every case is run warm, from the
data frame to the event-study average with its uniform band; the best of several turns counts, in
CPU time with one thread for each, for the machine may be shared.
"""

import json
import os
import subprocess
import sys
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np
import pandas as pd

DRAWS, WILD_DRAWS, TURNS = 1000, 9999, 5
SIZES = {"500×5": (500, 5, 3), "514×12": (514, 12, 6), "5000×20": (5000, 20, 10)}
WILD = "bootstrap gugus liar 38×10"
COVARIATE = ", dr + kovariat"
CASES = [name + covariate for name in SIZES for covariate in ("", COVARIATE)]

PROMISED = {
    ("5000×20", "diff-diff"): 1 / 2,
    ("5000×20", "csdid"): 1 / 15,
    ("5000×20" + COVARIATE, "diff-diff"): 1 / 2,
    ("5000×20" + COVARIATE, "csdid"): 1 / 10,
    (WILD, "pyfixest"): 1 / 10,
}
"""Our share of the time of each library, at most."""


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


def sized(case):
    """Return the panel of a case and its covariates."""
    covariates = ["ciri"] if case.endswith(COVARIATE) else []
    return panel_frame(*SIZES[case.removesuffix(COVARIATE)]), covariates


def timed(run):
    begin = time.process_time()
    run()
    return time.process_time() - begin


def ours(case):
    """Return a function that does the work of a case with this package."""
    from evaluasi import impact as im

    columns = {"unit": "unit", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}
    if case == WILD:
        result = im.did(im.Panel(wild_frame(), **columns))
        return lambda: im.wild_cluster_bootstrap(result, draws=WILD_DRAWS)
    frame, covariates = sized(case)

    def run():
        panel = im.Panel(frame, **columns, covariates=covariates)
        im.group_time_att(panel, method="dr", draws=DRAWS).aggregate("dynamic")

    return run


def diff_diff(case):
    from diff_diff import CallawaySantAnna

    frame, covariates = sized(case)
    frame = frame.fillna({"mulai": 0}).astype({"mulai": int})
    roles = {"outcome": "nilai", "unit": "unit", "time": "tahun", "first_treat": "mulai"}
    more = {"covariates": covariates or None, "aggregate": "event_study"}
    how = {"estimation_method": "dr", "n_bootstrap": DRAWS, "seed": 1}
    return lambda: CallawaySantAnna(**how).fit(frame, **roles, **more)


def csdid(case):
    from csdid.att_gt import ATTgt

    frame, covariates = sized(case)
    frame = frame.fillna({"mulai": 0}).astype({"mulai": int})
    roles = {"yname": "nilai", "tname": "tahun", "idname": "unit", "gname": "mulai"}
    formula = "nilai~ciri" if covariates else None
    drawing = {"cband": True, "biters": DRAWS}

    def run():
        made = ATTgt(
            **roles, data=frame, control_group=["nevertreated"], xformla=formula, **drawing
        ).fit(est_method="dr", bstrap=True)
        made.aggte("dynamic", bstrap=True, **drawing)

    return run


def pyfixest(_case):
    import pyfixest as pf

    frame = wild_frame()
    frame = frame.assign(d=(frame["tahun"] >= frame["mulai"].fillna(np.inf)).astype(float))
    fitted = pf.feols("nilai ~ d | unit + tahun", frame, vcov={"CRV1": "unit"})
    return lambda: fitted.wildboottest(reps=WILD_DRAWS, cluster="unit", param="d", seed=1)


OTHERS = {"diff-diff": (diff_diff, CASES), "csdid": (csdid, CASES), "pyfixest": (pyfixest, [WILD])}


def answer():
    """Run what is asked for, line by line, and print its CPU seconds."""
    warnings.simplefilter("ignore")
    out, sys.stdout = sys.stdout, sys.stderr  # csdid prints while it works
    runs = {}
    for line in sys.stdin:
        library, case = json.loads(line)
        if (library, case) not in runs:
            runs[library, case] = OTHERS[library][0](case)
            runs[library, case]()
        print(timed(runs[library, case]), file=out, flush=True)


def in_turns(case, library, oracle):
    """Measure ours and theirs one after the other, and again; return the best of each."""
    run = ours(case)
    run()
    times = {"evaluasi": [], library: []}
    for _turn in range(TURNS):
        times["evaluasi"].append(timed(run))
        if oracle:
            print(json.dumps([library, case]), file=oracle.stdin, flush=True)
            times[library].append(float(oracle.stdout.readline()))
    return {name: min(values) for name, values in times.items() if values}


def main():
    if "acuan" in sys.argv:
        answer()
        return
    python = os.environ.get("EVALUASI_ORAKEL")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    oracle = subprocess.Popen([python, __file__, "acuan"], text=True, **pipes) if python else None
    rows = []
    for library, (_call, cases) in OTHERS.items():
        for case in cases:
            found = in_turns(case, library, oracle)
            row = {"kasus": case, "pustaka": library, "evaluasi": found["evaluasi"]}
            if oracle:
                row["acuan"] = found[library]
                row["bagian"] = found["evaluasi"] / found[library]
                row["janji"] = PROMISED.get((case, library), np.nan)
            rows.append(row)
    if oracle:
        oracle.stdin.close()
        oracle.wait()
    print(f"detik CPU, satu utas, terbaik dari {TURNS}; beban {os.getloadavg()[0]:.1f}")
    print(pd.DataFrame(rows).to_string(index=False, float_format="{:.4f}".format, na_rep="–"))


if __name__ == "__main__":
    main()
