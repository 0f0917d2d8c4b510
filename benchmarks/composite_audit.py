"""CPU time and memory of rank intervals on a nation, and of a whole audit with Sobol indices.

Run: ``python benchmarks/composite_audit.py``. The promise, after imports: 10,000 weight draws over
552 regions and 36 indicators in 0.5 s CPU and 150 MB on one core; a whole audit in 5 s. Beside it
two plain ways, one set of weights at a time, extrapolated from some draws: the whole recipe again
for each draw, and only its last step. Memory is the peak of the process, read on Linux and macOS.
"""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from evaluasi.scoring.composite import (
    Aggregate,
    Assumption,
    Framework,
    Normalise,
    Recipe,
    build_index,
    noisy_weights,
    sensitivity,
    uncertainty,
)
from evaluasi.scoring.composite.aggregate import aggregate
from evaluasi.scoring.composite.diagnosis import diagnose
from evaluasi.scoring.composite.ranks import ranks

UNITS, INDICATORS, PILLARS, DRAWS, SPREAD = 552, 36, 8, 10_000, 0.25
REBUILT, REPEATED = 20, 200
PROMISED_SECONDS, PROMISED_MB, PROMISED_AUDIT = 0.5, 150, 5.0


def nation(seed=1):
    """Draw a nation: 36 indicators in 8 pillars in 2 sub-indices."""
    rng = np.random.default_rng(seed)
    codes = [f"i{k:02d}" for k in range(INDICATORS)]
    rows = [{"kode": code, "induk": f"p{k % PILLARS}"} for k, code in enumerate(codes)]
    rows += [{"kode": f"p{k}", "induk": f"s{k % 2}"} for k in range(PILLARS)]
    rows += [{"kode": f"s{k}", "induk": "indeks"} for k in range(2)]
    rows.append({"kode": "indeks", "induk": None})
    tree = pd.DataFrame(rows).assign(bobot=1.0, arah=1)
    tree["nama"] = tree["kode"]
    units = [f"{11 + k // 20}.{1 + k % 20:02d}" for k in range(UNITS)]
    data = pd.DataFrame(rng.random((UNITS, INDICATORS)), index=units, columns=codes)
    return Recipe(Framework.from_frame(tree)), data


def peak():
    """Return the peak memory of this process in MB; NaN where the system does not tell."""
    try:
        import resource
    except ImportError:
        return float("nan")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024**2 if sys.platform == "darwin" else 1024)


def timed(job):
    """Return what a job gives and its CPU seconds."""
    start = time.process_time()
    made = job()
    return made, time.process_time() - start


def one_at_a_time(index, weights):
    """Rank under each set of weights, all ranks kept, intervals at the end."""
    framework, step = index.recipe.framework, index.recipe.aggregate
    normalised = index.stages["ternormalisasi"].to_numpy()
    drawn = []
    for chosen in weights:
        vector = np.array([chosen.get(code, 1.0) for code in framework.codes])
        drawn.append(ranks(aggregate(framework, normalised, vector, step)[:, -1]))
    return np.percentile(drawn, [5, 50, 95], axis=0)


def whole_audit(recipe, data, weights):
    """Run all that an audit holds: index, intervals, Sobol indices, diagnosis."""
    options = [
        Assumption("normalise", [Normalise("minmax", 1, 100), Normalise("zscore", 10, 2)]),
        Assumption("aggregate", [Aggregate(("arithmetic",)), Aggregate(("geometric",))]),
        Assumption("weights", weights),
    ]
    uncertainty(recipe, data, options, draws=DRAWS)
    sensitivity(recipe, data, options, n=1024)
    return diagnose(build_index(recipe, data))


def main():
    recipe, data = nation()
    index = build_index(recipe, data)  # what loads on first use is loaded
    base = peak()
    weights = noisy_weights(recipe.framework, SPREAD, DRAWS, seed=1)
    found, fast = timed(
        lambda: uncertainty(recipe, data, [Assumption("weights", weights)], draws=DRAWS)
    )
    memory = peak()
    assert (found.probabilities.sum(axis=1) - 1).abs().max() < 1e-9
    _made, rebuilt = timed(
        lambda: [build_index(recipe.varied(weights=w), data) for w in weights[:REBUILT]]
    )
    _made, repeated = timed(lambda: one_at_a_time(index, weights[:REPEATED]))
    rebuilt, repeated = rebuilt * DRAWS / REBUILT, repeated * DRAWS / REPEATED
    _made, audit = timed(lambda: whole_audit(recipe, data, weights[:1000]))

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{UNITS} wilayah, {INDICATORS} indikator, {DRAWS} tarikan bobot; beban {load:.2f}")
    print(f"selang peringkat          {fast:9.3f} s CPU  puncak {memory:.0f} MB (awal {base:.0f})")
    print(f"resep diulang tiap tarikan{rebuilt:9.1f} s CPU  {rebuilt / fast:7.0f} kali (taksiran)")
    print(
        f"langkah akhir saja diulang{repeated:9.1f} s CPU  {repeated / fast:7.0f} kali (taksiran)"
    )
    print(f"audit lengkap dengan Sobol{audit:9.3f} s CPU  puncak {peak():.0f} MB")
    print(f"janji: {PROMISED_SECONDS} s dan {PROMISED_MB} MB; audit lengkap {PROMISED_AUDIT} s")


if __name__ == "__main__":
    main()
