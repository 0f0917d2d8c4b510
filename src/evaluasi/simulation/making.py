"""From a folder of regions to a folder with a simulated dataset, telling how far it is."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from evaluasi import tables
from evaluasi.simulation.dataset import simulate
from evaluasi.simulation.description import TRUTH
from evaluasi.simulation.package import refuse_foreign, write
from evaluasi.text import _


def make(folder: str | Path, *, data: str | Path, scale: str, seed: int) -> str:
    """Simulate a dataset and write it; return what was made, in Indonesian.

    Parameters
    ----------
    folder : str or Path
        Where to write; refused before any work where it holds anything else.
    data : str or Path
        Dataset that names the regions.
    scale, seed
        As for `simulate`.

    Raises
    ------
    EvaluasiError
        For a call that cannot be followed.
    """
    target = Path(folder).resolve()
    refuse_foreign(target)
    console = Console(stderr=True)
    with console.status(_("membaca wilayah")) as status:  # silent where it is not a terminal
        base = tables.load(data)

        def tell(step: str) -> None:
            status.update(_("menyimulasikan {step}").format(step=step))

        simulated = simulate(base, scale=scale, seed=seed, tell=tell)
        status.update(_("menulis {folder}").format(folder=folder))
        write(simulated, target)
    told = _("Dataset simulasi tertulis di {folder}; kebenarannya di {truth}.").format(
        folder=folder, truth=Path(folder) / TRUTH
    )
    return f"{simulated.summary()}\n{told}"
