"""Time to score a national edition (36,742 innovations, 552 regions), and a plain loop beside it.

Run: ``python benchmarks/iid_nasional.py``. The promise is 0.2 s once the tables are loaded.
"""

from __future__ import annotations

import os
import statistics
import time

import numpy as np
import pandas as pd

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import AFFAIRS, BASIC_SERVICES

INNOVATIONS, REGIONS, RUNS = 36_742, 552, 7
PROMISED = 0.2


def national(rubric, seed=1):
    """Draw a nation of random levels: the time does not depend on what they are."""
    rng = np.random.default_rng(seed)
    codes = [f"{11 + i // 20}.{1 + i % 20:02d}" for i in range(REGIONS)]
    inovasi = pd.DataFrame(
        {
            "id": [f"v{i}" for i in range(INNOVATIONS)],
            "tahun": rubric.edisi,
            "kode": rng.choice(codes, INNOVATIONS),
            "urusan": rng.choice(AFFAIRS, INNOVATIONS),
            "urusan_beririsan": rng.choice(AFFAIRS, INNOVATIONS),
        }
    )
    for column in rubric.columns:
        levels = rng.integers(0, 4, INNOVATIONS)
        inovasi[column] = pd.array(levels, dtype="Int64")
    rows = [
        (kode, rubric.edisi, entry.kode, int(rng.integers(0, 4)))
        for kode in codes
        for entry in rubric.spd
    ]
    kapasitas = pd.DataFrame(rows, columns=["kode", "tahun", "indikator", "level"])
    return inovasi, kapasitas.astype({"level": "Int64"})


def verified(inovasi, rubric, seed=2):
    """Draw a verification of every tenth innovation, five indicators each."""
    rng = np.random.default_rng(seed)
    ids = inovasi["id"].iloc[::10]
    return pd.DataFrame(
        {
            "id_inovasi": np.repeat(ids.to_numpy(), 5),
            "tahun": rubric.edisi,
            "indikator": np.tile(rubric.columns[:5], len(ids)),
            "level": rng.integers(0, 4, 5 * len(ids)),
            "tanggal": pd.Timestamp("2026-08-01"),
        }
    )


def plain_loop(inovasi, kapasitas, rubric):
    """Score one region and one innovation at a time, as the formula is read aloud."""
    weight = {entry.kode: entry.bobot for entry in rubric.sid}
    spd_weight = {entry.kode: entry.bobot for entry in rubric.spd}
    found = {}
    points = {}
    for row in kapasitas.itertuples():
        points[row.kode] = points.get(row.kode, 0) + spd_weight[row.indikator] * row.level
    for kode, rows in inovasi.groupby("kode"):
        records = rows.to_dict("records")
        total = sum(weight[code] * record[code] for record in records for code in weight)
        covered = {record["urusan"] for record in records} & set(BASIC_SERVICES)
        count = min(len(records), 200) * 0.38 if len(covered) >= 5 else 0
        sid = total / max(12, len(records)) + count
        found[kode] = (points[kode] + sid) / 250 * 100
    return found


def timed(function):
    """Return the median of the runs, after one that warms up."""
    function()
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main():
    rubric = sc.load_rubric("iid-2026")
    inovasi, kapasitas = national(rubric)
    checks = verified(inovasi, rubric)
    index = sc.regional_index(inovasi, kapasitas, rubric).table.set_index("kode")["iid"]
    start = time.perf_counter()
    expected = pd.Series(plain_loop(inovasi, kapasitas, rubric))
    loop = time.perf_counter() - start
    assert np.allclose(index, expected[index.index], rtol=0, atol=1e-9)

    jobs = {
        "regional_index": lambda: sc.regional_index(inovasi, kapasitas, rubric),
        "regional_index dengan verifikasi": lambda: sc.regional_index(
            inovasi, kapasitas, rubric, verifikasi=checks
        ),
        "maturity": lambda: sc.maturity(inovasi, rubric),
        "rescore ke aturan 2023": lambda: sc.rescore(inovasi, rubric, sc.load_rubric("iid-2023")),
    }
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{INNOVATIONS} inovasi, {REGIONS} wilayah; beban mesin {load:.2f}")
    print(f"{'satu per satu':34} {loop:8.3f} s")
    for name, job in jobs.items():
        seconds = timed(job)
        print(f"{name:34} {seconds:8.3f} s   {loop / seconds:6.1f} kali lebih cepat")
    print(f"janji: regional_index paling lama {PROMISED} s")


if __name__ == "__main__":
    main()
