"""Action plans for regions of 150 to 250 innovations: seconds, and whether proven optimal.

Promise: 200 innovations proven in 5 s without withdrawals; with them in 60 s, or the gap told.
"""

import os
import time

import numpy as np
import pandas as pd

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import BASIC_SERVICES

RUBRIC = sc.load_rubric("iid-2026")
OFFICES = 20
CASES = ((200, 0.4, 60.0), (150, 0.6, 60.0), (250, 0.2, 60.0))


def region(size, mean):
    draws = np.random.default_rng(size)
    quality = mean + 0.6 * draws.normal(size=(size, 1))
    levels = np.clip(np.rint(quality + 0.8 * draws.normal(size=(size, 20))), 0, 3).astype(int)
    frame = pd.DataFrame(levels, columns=list(RUBRIC.columns))
    frame["id"] = [f"inovasi-{row}" for row in range(size)]
    frame["urusan"] = [BASIC_SERVICES[row % 6] for row in range(size)]
    frame["opd"] = [f"OPD {row % OFFICES}" for row in range(size)]
    return frame.assign(kode="99.01", judul="Judul")


def main():
    capacity = pd.DataFrame(
        {"kode": "99.01", "indikator": [i.kode for i in RUBRIC.spd], "level": 2}
    )
    effort = {f"OPD {place}": 60.0 for place in range(OFFICES)}
    options = {
        "tanpa penarikan": {},
        "dengan batas usaha per OPD": {"effort": effort},
        "dengan penarikan": {"withdraw": True},
    }
    sc.action_plan(region(20, 1.0), capacity, RUBRIC, 40.0)  # imports
    for size, mean, target in CASES:
        for name, chosen in options.items():
            load, started = os.getloadavg()[0], time.perf_counter()
            plan = sc.action_plan(region(size, mean), capacity, RUBRIC, target, **chosen)
            seconds = time.perf_counter() - started
            verdict = "optimal" if plan.optimal else f"selisih {plan.cost - plan.bound:.2f}"
            print(
                f"{size} inovasi, {name:27} {seconds:6.2f} detik, {len(plan.steps)} langkah, "
                f"biaya {plan.cost:.0f}, {verdict}; beban {load:.1f}"
            )


if __name__ == "__main__":
    main()
