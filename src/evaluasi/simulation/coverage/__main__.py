"""Carry out the coverage study: `make simulasi-cakupan`.

One file per design and world, so that a run that was stopped goes on where it was; the table that
ships is written when all of them are there. `--studi sintetis` and `--studi kepekaan` carry out
the two shorter studies instead, from start to end.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pandas as pd

from evaluasi.simulation.coverage.cells import WORLDS, Cell, World, grid
from evaluasi.simulation.coverage.methods import DRAWS, METHODS, STATISTICS
from evaluasi.simulation.coverage.short import IMPACT, SHORT
from evaluasi.simulation.coverage.study import SEED, run
from evaluasi.tables.outlet.saving import write_atomic

REPLICATIONS = 2000
TABLE = IMPACT / "cakupan.csv"

DECIMALS = 4
"""Finer than the Monte Carlo error, coarser than what differs between machines."""


@dataclass(frozen=True, slots=True)
class Task:
    """One design in one world, with the counts to simulate."""

    cell: Cell
    world: World
    replications: int
    seed: int

    @property
    def name(self) -> str:
        """Name of its file."""
        cell = self.cell
        starts = "bertahap" if cell.staggered else "serentak"
        return f"{cell.n_units}x{cell.n_periods}-{cell.n_treated}-{starts}-{self.world}"

    def path(self, folder: Path) -> Path:
        """File of its rows."""
        return folder / f"{self.name}.csv"

    def done(self, folder: Path) -> bool:
        """Whether its file is there, made with these counts and all methods."""
        path = self.path(folder)
        if not path.exists():
            return False
        rows = pd.read_csv(path)
        methods = len(METHODS) + len(STATISTICS)
        wanted = (rows["ulangan"], rows["undian"], rows["benih"])
        same = [bool((column == x).all()) for column, x in zip(wanted, self._counts(), strict=True)]
        return all(same) and len(rows) == methods

    def carry_out(self, folder: Path) -> float:
        """Simulate and write; return the seconds it took."""
        begin = time.perf_counter()
        rows = run(self.cell, self.world, self.replications, self.seed)
        _write(rows.round(DECIMALS), self.path(folder))
        return time.perf_counter() - begin

    def _counts(self) -> tuple[int, int, int]:
        return (self.replications, DRAWS, self.seed)


def tasks(replications: int, seed: int) -> list[Task]:
    """List what is to be simulated.

    With a single start a growing effect is no other world: nobody is compared with units already
    treated, so only the constant effect is simulated there.
    """
    return [
        Task(cell, world, replications, seed)
        for world, cell in product(WORLDS, grid())
        if world == "tetap" or cell.staggered
    ]


def main() -> int:
    """Read the words of the call, simulate what is missing, and write the table."""
    parser = argparse.ArgumentParser(prog="make simulasi-cakupan", description=__doc__)
    parser.add_argument("--studi", choices=("selang", *SHORT), default="selang")
    parser.add_argument("--ulangan", type=int)
    parser.add_argument("--benih", type=int, default=SEED)
    parser.add_argument("--proses", type=int, default=2)
    parser.add_argument("--kerja", type=Path, default=Path("reports/cakupan"))
    parser.add_argument("--tabel", type=Path)
    asked = parser.parse_args()
    if asked.studi in SHORT:
        study = SHORT[asked.studi]
        rows = study.rows(asked.ulangan or study.replications, asked.benih, _tell)
        return _finish(rows.round(DECIMALS), asked.tabel or study.table)
    every = tasks(asked.ulangan or REPLICATIONS, asked.benih)
    missing = [task for task in every if not task.done(asked.kerja)]
    _tell(f"{len(every)} sel, {len(every) - len(missing)} sudah ada")
    begin = time.perf_counter()
    with ProcessPoolExecutor(asked.proses) as pool:
        running = {pool.submit(task.carry_out, asked.kerja): task for task in missing}
        for count, future in enumerate(as_completed(running), 1):
            left = (time.perf_counter() - begin) / count * (len(missing) - count) / 60
            took = f"{future.result():.0f} detik"
            _tell(f"{count}/{len(missing)} {running[future].name}: {took}; sisa ±{left:.0f} menit")
    rows = pd.concat([pd.read_csv(task.path(asked.kerja)) for task in every], ignore_index=True)
    return _finish(rows, asked.tabel or TABLE)


def _finish(rows: pd.DataFrame, path: Path) -> int:
    _write(rows, path)
    _tell(f"{len(rows)} baris tertulis di {path}")
    return 0


def _write(rows: pd.DataFrame, path: Path) -> None:
    write_atomic(path, rows.to_csv(index=False, lineterminator="\n").encode())


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
