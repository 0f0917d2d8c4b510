"""What a simulation starts from: a scale, a seed, and the regions that it is about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.simulation.laws import law
from evaluasi.text import _, listing

EDITIONS = (2021, 2022, 2023, 2024, 2025, 2026)
REPORTING = ("provinsi", "kabupaten", "kota")
PROVINCE = "35"
SMALL = ("35.06", "35.07", "35.10", "35.73", "35.78", "35.79")


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is simulated.

    Attributes
    ----------
    nama : str
        ``kecil``, ``jatim`` or ``nasional``.
    judul : str
        What it covers, for the title of the dataset.
    factor : float
        Innovations per region, relative to what the national counts give.
    verified : float
        Share of innovations that are verified, from the edition of 2023 on.
    evidence_regions : float
        Share of regions whose evidence of the running edition is on file.
    """

    nama: str
    judul: str
    factor: float
    verified: float
    evidence_regions: float


TITLES = {
    "kecil": "enam daerah di Jawa Timur",
    "jatim": "38 kabupaten/kota di Jawa Timur",
    "nasional": "552 pemerintah daerah",
}


def scale_of(name: str) -> Scale:
    """Return a scale of `TITLES` with its law."""
    told = law(f"skala.{name}")
    return Scale(name, TITLES[name], told["faktor"], told["terverifikasi"], told["wilayah_bukti"])


@dataclass(frozen=True, eq=False)
class World:
    """Scale, seed and regions of one simulation.

    Attributes
    ----------
    scale : Scale
    seed : int
    wilayah : DataFrame
        Rows of table `wilayah` that are shipped: reporting regions, what they lie in, and their
        kecamatan. Area and population are left empty: they are real numbers.
    reporting : DataFrame
        kode, tingkat, nama of the regions that report innovations, by code; index 0, 1, ….
    """

    scale: Scale
    seed: int
    wilayah: pd.DataFrame
    reporting: pd.DataFrame

    def stream(self, name: str) -> np.random.Generator:
        """Return the random numbers of one table: they depend on seed, scale and name alone.

        A table that is added draws from a stream of its own and leaves all others as they were.
        """
        key = hashlib.sha256(f"{self.scale.nama}/{name}".encode()).digest()[:8]
        words = [int.from_bytes(key[:4], "big"), int.from_bytes(key[4:], "big")]
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, *words])))


def build(wilayah: pd.DataFrame, scale: str, seed: int) -> World:
    """Choose the regions of a scale.

    Parameters
    ----------
    wilayah : DataFrame
        Table `wilayah`: kode, tingkat, nama, induk; other columns are kept where they name.
    scale : str
        A name of `TITLES`.
    seed : int
        0 or more.

    Raises
    ------
    ParameterError
        For an unknown scale, a negative seed, or a base that lacks the regions of the scale.
    """
    if scale not in TITLES:
        raise ParameterError(
            _("Skala “{scale}” tidak dikenal.").format(scale=scale),
            _("Pilih salah satu: {known}.").format(known=listing(TITLES)),
        )
    if seed < 0:
        raise ParameterError(
            _("Benih {seed} tidak dapat dipakai.").format(seed=seed),
            _("Tulis bilangan bulat mulai dari 0."),
        )
    chosen = _reporting(wilayah, scale)
    reporting = wilayah.loc[chosen, ["kode", "tingkat", "nama"]]
    reporting = reporting.sort_values("kode", ignore_index=True)
    return World(scale_of(scale), seed, _shipped(wilayah, set(reporting["kode"])), reporting)


def _reporting(wilayah: pd.DataFrame, scale: str) -> pd.Series:
    codes, kinds = wilayah["kode"], wilayah["tingkat"]
    if scale == "nasional":
        chosen, needed = kinds.isin(REPORTING), 552
    elif scale == "jatim":
        chosen, needed = kinds.isin(REPORTING[1:]) & codes.str.startswith(f"{PROVINCE}."), 38
    else:
        chosen, needed = codes.isin(SMALL), len(SMALL)
    if int(chosen.sum()) != needed:
        raise ParameterError(
            _(
                "Skala {scale} memerlukan {needed} daerah, sedangkan dasarnya memuat {found}."
            ).format(scale=scale, needed=needed, found=int(chosen.sum())),
            _("Pakai dataset data/nasional sebagai dasar."),
        )
    return chosen


def _shipped(wilayah: pd.DataFrame, codes: set[str]) -> pd.DataFrame:
    above = set(wilayah.loc[wilayah["kode"].isin(codes), "induk"].dropna())
    below = wilayah["induk"].isin(codes) & (wilayah["tingkat"] == "kecamatan")
    kept = wilayah[wilayah["kode"].isin(codes | above) | below].reset_index(drop=True)
    real = [column for column in ("luas_km2", "penduduk", "catatan") if column in kept]
    return kept.drop(columns=real)
