"""Two surveys with coded respondents: capacity to last, and service before and after.

Items are numbers only: the wording of published instruments belongs to their owners.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.world import World

CAPACITY, SERVICE = "kapasitas keberlanjutan (SIMULASI)", "kepuasan penerima (SIMULASI)"
ITEMS = 5
ELEMENTS = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk layanan",
    "kompetensi pelaksana",
    "perilaku pelaksana",
    "penanganan pengaduan",
    "sarana",
)


class Surveys(NamedTuple):
    """Table `survei`; truth: means by object, by name of the file."""

    survei: pd.DataFrame
    truth: dict[str, pd.DataFrame]


def surveys(world: World, winners: pd.DataFrame) -> Surveys:
    """Ask about some winners, the latest first.

    Parameters
    ----------
    world : World
    winners : DataFrame
        Innovations that won: id, tahun, _mutu.
    """
    asked, answering, served, serving = law("survei.banyaknya")[world.scale.nama]
    latest = winners.sort_values(["tahun", "id"], ascending=[False, True], ignore_index=True)
    capacity = _capacity(world.stream("survei kapasitas"), latest.head(asked), answering)
    service = _service(world.stream("survei layanan"), latest.head(served), serving)
    rows = pd.concat([capacity[0], service[0]], ignore_index=True)
    return Surveys(rows, {"survei_kapasitas": capacity[1], "survei_layanan": service[1]})


def _capacity(
    rng: np.random.Generator, asked: pd.DataFrame, answering: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    part, domains = law("survei.bagian"), law("survei.kapasitas")
    mean, spread = np.array(list(domains.values())).T
    n, d = len(asked), len(domains)
    good = part["mutu"] * _standard(asked["_mutu"])[:, None] + part["ranah"] * rng.normal(
        size=(n, d)
    )
    person = part["responden"] * rng.normal(size=(n, answering))
    i, r, k, b = np.indices((n, answering, d, ITEMS)).reshape(4, -1)
    noise = part["butir"] * rng.normal(size=len(i))
    drawn = mean[k] + spread[k] * (good[i, k] + person[i, r] + noise)
    answer = np.clip(np.rint(drawn), 1, 7)
    answer[rng.random(len(i)) < part["kosong"]] = np.nan
    ids, names = asked["id"].to_numpy(dtype=object), np.array(list(domains), dtype=object)
    rows = pd.DataFrame(
        {
            "instrumen": CAPACITY,
            "objek": ids[i],
            "responden": _codes("K", i * answering + r),
            "gelombang": 0,
            "domain": names[k],
            "butir": (k * ITEMS + b + 1).astype(str),
            "nilai": answer,
        }
    )
    true = mean + spread * good
    truth = pd.DataFrame(true.round(6), columns=list(domains)).assign(objek=ids)
    return rows, truth.melt("objek", var_name="domain", value_name="rata_benar")


def _service(
    rng: np.random.Generator, asked: pd.DataFrame, serving: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    told = law("survei.layanan")
    n = len(asked)
    before = told["sebelum"] + told["objek"] * rng.normal(size=n)
    change = told["perubahan"] + told["perubahan_objek"] * rng.normal(size=n)
    person = told["responden"] * rng.normal(size=(n, serving))
    element = told["unsur"] * rng.normal(size=len(ELEMENTS))
    i, r, wave, u = np.indices((n, serving, 2, len(ELEMENTS))).reshape(4, -1)
    drawn = before[i] + change[i] * wave + person[i, r] + element[u]
    answer = np.clip(np.rint(drawn + told["galat"] * rng.normal(size=len(i))), 1, 4)
    ids = asked["id"].to_numpy(dtype=object)
    rows = pd.DataFrame(
        {
            "instrumen": SERVICE,
            "objek": ids[i],
            "responden": _codes("R", i * serving + r),
            "gelombang": wave,
            "domain": np.array(ELEMENTS, dtype=object)[u],
            "butir": np.array([f"U{k}" for k in range(1, len(ELEMENTS) + 1)], dtype=object)[u],
            "nilai": answer,
        }
    )
    truth = {"objek": ids, "sebelum": before.round(6), "perubahan": change.round(6)}
    return rows, pd.DataFrame(truth)


def _standard(values: pd.Series) -> np.ndarray:
    centred = values.to_numpy(dtype=float) - values.mean()
    return np.asarray(centred / (centred.std() or 1.0))


def _codes(letter: str, number: np.ndarray) -> list[str]:
    return [f"{letter}{n + 1:05d}" for n in number]
