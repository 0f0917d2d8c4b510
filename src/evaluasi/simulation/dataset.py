"""A whole dataset with its truth: `simulate` makes it, `package.write` files it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.simulation import counts, innovations, laws, planting, reported, verification, world
from evaluasi.simulation.awards import awards
from evaluasi.simulation.capacity import capacity
from evaluasi.simulation.evidence import evidence
from evaluasi.simulation.followups import follow
from evaluasi.simulation.offices import offices
from evaluasi.simulation.origin import DATE, sources
from evaluasi.simulation.outcomes import outcomes
from evaluasi.simulation.ratings import rate
from evaluasi.simulation.scores import scores
from evaluasi.simulation.services import services
from evaluasi.simulation.surveys import surveys
from evaluasi.simulation.world import World
from evaluasi.tables import provenance, schemas
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.provenance import Provenance, Source
from evaluasi.text import _, number

Tell = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Simulated:
    """A simulated dataset.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        Tables by name, in the order and with the columns of their schemas; each carries a
        provenance of kind ``simulasi``.
    truth : mapping of str to DataFrame
        What is true by construction, by name of the file below ``kebenaran/``.
    settings : mapping
        skala, benih, judul.
    """

    tables: Mapping[str, pd.DataFrame]
    truth: Mapping[str, pd.DataFrame]
    settings: Mapping[str, Any]

    def summary(self) -> str:
        """Say in Indonesian what was made."""
        lines = [_("{title}:").format(title=self.settings["judul"])]
        lines += [f"  {name}: {number(len(rows))}" for name, rows in self.tables.items()]
        return "\n".join(lines)


def simulate(
    base: Dataset | Mapping[str, pd.DataFrame],
    *,
    scale: str = "jatim",
    seed: int = 1,
    tell: Tell = lambda _step: None,
) -> Simulated:
    """Simulate a dataset: real regions, fictitious everything else.

    Parameters
    ----------
    base : Dataset or mapping of str to DataFrame
        Tables `wilayah`, `petak` and `sumber`: only names, codes and tiles are taken from them.
    scale : {"kecil", "jatim", "nasional"}
        Six regions; 38; 552 with the published number of innovations.
    seed : int
        The same seed gives the same dataset.
    tell : callable
        Called with the name of each step as it begins.

    Returns
    -------
    Simulated

    Raises
    ------
    ParameterError
        For an unknown scale, a negative seed, or a base that lacks regions of the scale.
    """
    given = {
        name: base[name] if isinstance(base, Mapping) else base.table(name)
        for name in ("wilayah", "petak", "sumber")
    }
    made = world.build(given["wilayah"], scale, seed)
    tables: dict[str, pd.DataFrame] = {
        "wilayah": made.wilayah,
        "petak": given["petak"][given["petak"]["kode"].isin(made.wilayah["kode"])],
        "sumber": sources(made, given["sumber"]),
    }
    truth: dict[str, pd.DataFrame] = {"hukum": laws.table()}
    _innovations(made, tables, truth, tell)
    tell(_("capaian dan layanan"))
    measured, monthly = outcomes(made), services(made)
    tables |= {"capaian": measured.capaian, "layanan": monthly.layanan}
    truth |= {**measured.truth, "patahan_layanan": monthly.breaks}
    return Simulated(_finished(made, tables), truth, _settings(made))


def _innovations(
    made: World, tables: dict[str, pd.DataFrame], truth: dict[str, pd.DataFrame], tell: Tell
) -> None:
    """Fill in the tables about innovations."""
    tell(_("inovasi"))
    plan, held_offices = counts.plan(made), offices(made)
    pool = innovations.pool(made, plan, held_offices)
    rows, planted = planting.plant(made, innovations.entries(made, pool, plan), plan)
    tables["inovasi"] = reported.inovasi(made, rows)
    tell(_("verifikasi dan bukti"))
    checked = verification.verify(made, tables["inovasi"])
    papers = evidence(made, tables["inovasi"])
    tables |= {"verifikasi": checked.verifikasi, "telaah": checked.telaah, "bukti": papers.bukti}
    tell(_("skor"))
    quality = _of_regions(made, pool.frame)
    tell(_("penghargaan dan tindak lanjut"))
    _aftermath(made, tables, truth, rows, quality)
    held = capacity(made, quality)
    index = scores(tables["inovasi"], checked.levels, held)
    tables |= {"kapasitas": held.kapasitas, "skor_iid": index.skor_iid}
    truth |= {
        "mutu": _quality(rows),
        "tanaman": pd.concat([planted, papers.planted], ignore_index=True),
        "kekerasan_verifikasi": checked.offices,
        "mutu_wilayah": pd.DataFrame({"kode": made.reporting["kode"], "mutu": quality.round(6)}),
        "perangkat_daerah": held_offices.roster(),
        "spd_2023": held.totals,
        "edisi_tanpa_skor": index.left_out,
    }


def _aftermath(
    made: World,
    tables: dict[str, pd.DataFrame],
    truth: dict[str, pd.DataFrame],
    rows: pd.DataFrame,
    quality: np.ndarray,
) -> None:
    """Fill in the tables about winners: awards, visits, ratings, surveys."""
    followed = follow(made, rows)
    rated, asked = rate(made, followed.winners), surveys(made, followed.winners)
    tables |= {
        "penghargaan": awards(made, quality, followed.winners),
        "tindak_lanjut": followed.tindak_lanjut,
        "penilaian": rated.penilaian,
        "survei": asked.survei,
    }
    truth |= {"keberlangsungan": followed.truth, **rated.truth, **asked.truth}


def _of_regions(made: World, frame: pd.DataFrame) -> np.ndarray:
    by_region = frame.drop_duplicates("region").set_index("region")["mutu_wilayah"]
    return by_region.reindex(range(len(made.reporting)), fill_value=0.0).to_numpy()


def _quality(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the latent quality of each innovation."""
    once = rows.drop_duplicates("id").sort_values("id", ignore_index=True)
    return pd.DataFrame({"id": once["id"], "mutu": once["_mutu"].round(6)})


def _settings(made: World) -> dict[str, Any]:
    title = _("SIMULASI: inovasi daerah rekaan untuk {regions}").format(regions=made.scale.judul)
    return {"judul": title, "skala": made.scale.nama, "benih": made.seed}


def _finished(made: World, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Put tables and columns in the order of the schemas, and stamp them as simulated."""
    origin = _origin(made, tables["sumber"])
    finished = {}
    for name in schemas.NAMES:
        if name in tables:
            finished[name] = provenance.stamp(typed(name, tables[name]), origin)
    return finished


def typed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Give a table the columns and types that it has when it is loaded from its file."""
    schema = schemas.get(name)
    types: dict[str, Any] = {field.name: _type(field) for field in schema.fields}
    whole = rows.reset_index(drop=True).reindex(columns=list(schema.columns))
    return pd.DataFrame(whole.astype(types).copy())


def _type(field: schemas.Field) -> str:
    if field.type == "integer":
        return "int64" if field.required else "Int64"
    return {"number": "float64", "string": "str"}.get(field.type, "datetime64[s]")


def _origin(made: World, listed: pd.DataFrame) -> Provenance:
    own = listed.iloc[0]
    source = Source(own["sumber"], own["asal"], own["penerbit"], own["lisensi"])
    return Provenance((provenance.SIMULATED,), (_settings(made)["judul"],), (source,), DATE)
