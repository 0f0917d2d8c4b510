"""Seconds from the follow-ups of 36,742 innovations to their survival, and as a share of three.

Every innovation of the 2025 edition is visited yearly. Each step is run warm in one process, the
best of three; loading the libraries is told apart.
"""

import time

import numpy as np
import pandas as pd

INNOVATIONS, ALLOWED, RUNS = 36_742, 3.0, 3


def follow_ups(seed=1):
    """Visits, starts, awards, groups and covariates; one in ten ends each year."""
    rng = np.random.default_rng(seed)
    ids = np.array([f"35.{i % 38:02d}-{i:08x}" for i in range(INNOVATIONS)])
    start = pd.Timestamp("2017-01-01") + pd.to_timedelta(rng.integers(0, 1_500, len(ids)), "D")
    award = start + pd.to_timedelta(rng.integers(100, 900, len(ids)), "D")
    digital = rng.integers(0, 2, len(ids))
    lasts = award + pd.to_timedelta(
        (rng.exponential(1 / (0.08 + 0.04 * digital)) * 365.25).astype(int), "D"
    )
    parts = []
    for year in range(1, 6):
        day = award + pd.to_timedelta(365 * year - rng.integers(0, 60, len(ids)), "D")
        state = np.where(day < lasts, "tetap", "berhenti")
        state[rng.random(len(ids)) < 0.06] = "tak_terverifikasi"
        shown = day < pd.Timestamp("2026-10-31")
        rows = {"id_inovasi": ids, "tanggal": day, "status": state}
        parts.append(pd.DataFrame(rows)[shown])
    visits = pd.concat(parts, ignore_index=True)
    covariates = pd.DataFrame({"digital": digital, "i16": rng.integers(0, 4, len(ids))}, index=ids)
    labels = pd.Series(np.where(digital, "digital", "bukan digital"), ids)
    return visits, pd.Series(start, ids), pd.Series(award, ids), labels, covariates


def steps():
    from evaluasi import sustainability as su

    visits, starts, awards, labels, covariates = follow_ups()
    register = su.register(visits, starts=starts, awards=awards, today="2026-11-21")
    print(f"{len(visits)} pemeriksaan, {int((register.table['cara'] != '').sum())} berakhir")
    return {
        "register": lambda: su.register(visits, starts=starts, awards=awards, today="2026-11-21"),
        "kelangsungan, dua kelompok": lambda: su.survival(register, by=labels),
        "bahaya per tahun, dua kovariat": lambda: su.grouped(register, covariates=covariates),
    }


def best(run):
    """Return the least seconds of several runs, by the clock and of the processor."""
    run()
    clock, processor = [], []
    for _turn in range(RUNS):
        begin, busy = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - begin)
        processor.append(time.process_time() - busy)
    return min(clock), min(processor)


def main():
    begin = time.perf_counter()
    made = steps()
    print(
        f"memuat pustaka, membuat data, register pertama: {time.perf_counter() - begin:.2f} detik"
    )
    table = pd.DataFrame({name: best(run) for name, run in made.items()}).T
    table.columns = ["detik", "detik prosesor"]
    table.loc["seluruhnya"] = table.sum()
    table["bagian dari 3 detik"] = table["detik"] / ALLOWED
    print(table.to_string(float_format="{:.2f}".format))


if __name__ == "__main__":
    main()
