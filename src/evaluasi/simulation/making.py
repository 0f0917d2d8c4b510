"""From a folder of regions to a folder with a simulated dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evaluasi import tables
from evaluasi.simulation.dataset import simulate
from evaluasi.simulation.description import TRUTH
from evaluasi.simulation.package import refuse_foreign, write
from evaluasi.text import _


def make(
    folder: str | Path,
    *,
    data: str | Path,
    scale: str,
    seed: int,
    tell: Callable[[str], None] = lambda _step: None,
) -> str:
    """Simulate a dataset and write it; return what was made, in Indonesian.

    Parameters
    ----------
    folder : str or Path
        Where to write; refused before any work where it holds anything else.
    data : str or Path
        Dataset that names the regions.
    scale, seed
        As for `simulate`.
    tell : callable, optional
        Called with each step as it begins.

    Raises
    ------
    EvaluasiError
        For a call that cannot be followed.
    """
    target = Path(folder).resolve()
    refuse_foreign(target)
    tell(_("membaca wilayah"))
    base = tables.load(data)

    def simulating(step: str) -> None:
        tell(_("menyimulasikan {step}").format(step=step))

    simulated = simulate(base, scale=scale, seed=seed, tell=simulating)
    tell(_("menulis {folder}").format(folder=folder))
    write(simulated, target)
    told = _("Dataset simulasi tertulis di {folder}; kebenarannya di {truth}.").format(
        folder=folder, truth=Path(folder) / TRUTH
    )
    return f"{simulated.summary()}\n{told}"
