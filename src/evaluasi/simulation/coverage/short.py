"""The two further studies, of minutes: factors (synthetic designs), and trends that bend."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from evaluasi.simulation.coverage import bending, factors

Run = Callable[[int, int], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Short:
    """A study: what simulates each of its designs, the replications, and its table."""

    runs: tuple[Run, ...]
    replications: int
    table: Path

    def rows(self, replications: int, seed: int, tell: Callable[[str], None]) -> pd.DataFrame:
        """Simulate all designs, one after the other."""
        parts = []
        for count, run in enumerate(self.runs, 1):
            begin = time.perf_counter()
            parts.append(run(replications, seed))
            tell(f"{count}/{len(self.runs)}: {time.perf_counter() - begin:.0f} detik")
        return pd.concat(parts, ignore_index=True)


IMPACT = Path("src/evaluasi/impact")
SHORT = {
    "sintetis": Short(
        tuple(partial(factors.run, cell) for cell in factors.grid()),
        500,
        IMPACT / "cakupan_sintetis.csv",
    ),
    "kepekaan": Short(
        tuple(partial(bending.run, cell) for cell in bending.grid()),
        500,
        IMPACT / "cakupan_kepekaan.csv",
    ),
}
