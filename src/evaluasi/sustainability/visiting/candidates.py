"""From the follow-up register and the list of innovations to the rows a visiting plan reads."""

from __future__ import annotations

import pandas as pd

from evaluasi.sustainability.printing import require_columns
from evaluasi.sustainability.registry.registers import Register
from evaluasi.text import _

CARRIED = ("kode", "judul", "penerima", "anggaran")


def visit_candidates(register: Register, innovations: pd.DataFrame) -> pd.DataFrame:
    """Return one row per followed innovation, as `visit_plan` reads them.

    Parameters
    ----------
    register : Register
    innovations : DataFrame
        Table `inovasi`; of several editions the latest counts.

    Returns
    -------
    DataFrame
        All columns of the latest edition (levels may serve as covariates) and mulai,
        terakhir_hidup, status. On the day of its award an innovation was in use, so it counts
        as seen then.
    """
    require_columns(innovations, ("id", "tahun", *CARRIED), _("Tabel inovasi"))
    known = register.table
    latest = innovations.sort_values("tahun", kind="stable").drop_duplicates("id", keep="last")
    seen = known[["terakhir_hidup", "penghargaan"]].apply(pd.to_datetime).max(axis=1)
    states = pd.DataFrame(
        {
            "id": known.index,
            "mulai": known["mulai"].to_numpy(),
            "terakhir_hidup": seen.to_numpy(),
            "status": known["status_terakhir"].to_numpy(),
        }
    )
    return states.merge(latest, on="id", how="left", validate="one_to_one")
