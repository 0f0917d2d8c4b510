"""Time and memory to check a national edition: a workbook and a CSV of 36,742 innovations.

Run: ``python benchmarks/periksa_nasional.py``. The promise is 15 s and 1 GB for the workbook, 3 s
for the CSV. Each job runs in a process of its own, so that its peak memory is its own; what it
takes to start Python and to import is counted. Beside it stands what every analyst would type:
``pandas.read_excel`` with openpyxl, which reads the cells and checks nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

INNOVATIONS = 36_742
EDITION = 2026
PROMISED = {"xlsx": (15.0, 1000), "csv": (3.0, 1000)}
HEADINGS = [
    *("No", "Judul Inovasi", "Pemda", "Admin OPD", "Inisiator", "Nama Inisiator"),
    *("Bentuk Inovasi", "Jenis", "Asta Cipta", "Urusan Utama", "Urusan lain yang beririsan"),
    *("Kematangan", "Tahapan Inovasi", "Tanggal Input", "Tanggal Penerapan"),
    *("Tanggal Pengembangan", "Video"),
    *(f"Indikator {number}" for number in range(16, 36)),
]
CHECK = """
import evaluasi
found = evaluasi.check({path!r}, edition={edition})
assert found.total("dibaca") == {rows}, found.summary()
assert found.total("dikarantina") == {faults}, found.summary()
"""
READ = """
import pandas
assert len(pandas.read_excel({path!r}, engine="openpyxl")) == {rows}
"""


def national(seed=1, faults=0):
    """Draw the rows of a nation; in the first few of them the stage is no stage."""
    from evaluasi import regions
    from evaluasi.rubrics.affairs import AFFAIRS

    rng = np.random.default_rng(seed)
    names = [
        row.nama for row in regions.table().itertuples() if row.tingkat in ("kabupaten", "kota")
    ]
    start = dt.date(2024, 1, 1)
    for number in range(INNOVATIONS):
        day = start + dt.timedelta(days=int(rng.integers(0, 730)))
        yield [
            *(number + 1, f"Inovasi {number} layanan {rng.integers(10**6)}"),
            *(str(rng.choice(names)), f"Dinas {rng.integers(40)}", "OPD", f"Nama {number}"),
            *("Pelayanan Publik", "Non Digital", "Asta Cita 4", str(rng.choice(AFFAIRS))),
            *(f"{rng.choice(AFFAIRS)}; {rng.choice(AFFAIRS)}", float(rng.integers(0, 11101)) / 100),
            *("Pertapaan" if number < faults else "Penerapan", "01-02-2026", day, None, "tautan"),
            *(int(level) for level in rng.integers(0, 4, 20)),
        ]


def write_workbook(path, rows):
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Inovasi")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    workbook.save(path)


def write_csv(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for row in rows:
            cells = (c.strftime("%d-%m-%Y") if isinstance(c, dt.date) else c for c in row)
            writer.writerow(cells)


def measured(script, path, faults=0):
    """Run a script in a process of its own: seconds, CPU seconds, peak memory in MB."""
    code = script.format(path=str(path), edition=EDITION, rows=INNOVATIONS, faults=faults)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    # The child tells its own peak: that of all children so far would hide a smaller one.
    tell = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    command = [sys.executable, "-P", "-c", f"{code}\n{tell}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, int(done.stdout) / 1024


def told(name, found, beside=None):
    wall, cpu, memory = found
    ratio = f"{beside[1] / cpu:6.1f} kali lebih hemat" if beside else ""
    print(f"{name:44} {wall:7.2f} s {cpu:7.2f} s CPU {memory:6.0f} MB  {ratio}")


def main():
    print(f"{INNOVATIONS} inovasi × 20 indikator; beban mesin {os.getloadavg()[0]:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        books = {name: Path(folder) / name for name in ("baik.xlsx", "buruk.xlsx", "baik.csv")}
        write_workbook(books["baik.xlsx"], national())
        write_workbook(books["buruk.xlsx"], national(faults=INNOVATIONS))
        write_csv(books["baik.csv"], national())
        plain = measured(READ, books["baik.xlsx"])
        told("pandas.read_excel + openpyxl, tanpa periksa", plain)
        workbook = measured(CHECK, books["baik.xlsx"])
        told("periksa xlsx", workbook, plain)
        told(
            "periksa xlsx, tiap baris salah",
            measured(CHECK, books["buruk.xlsx"], INNOVATIONS),
            plain,
        )
        text = measured(CHECK, books["baik.csv"])
        told("periksa csv", text, plain)
    for name, (_wall, cpu, memory) in (("xlsx", workbook), ("csv", text)):
        seconds, megabytes = PROMISED[name]
        print(f"janji {name}: paling lama {seconds:.0f} s dan {megabytes} MB")
        # One thread does it all: its CPU seconds are the wall time of an idle machine.
        assert cpu <= seconds, cpu
        assert memory <= megabytes, memory


if __name__ == "__main__":
    main()
