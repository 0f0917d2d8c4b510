"""The ASEM example as COINr 1.1.14 computed it; skipped where the reference files are absent."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from evaluasi.scoring.composite import Aggregate, Framework, Impute, Normalise, Recipe

FOLDER = Path(__file__).parents[4] / "shared" / "validation" / "composite"
here = pytest.mark.skipif(not FOLDER.exists(), reason="berkas acuan komposit tidak ada di samping")
METHODS = {"a_amean": "arithmetic", "a_gmean": "geometric", "a_hmean": "harmonic"}
SCALES = {"n_minmax": Normalise("minmax", 1, 100), "n_zscore": Normalise("zscore", 10, 2)}


@cache
def expected(name):
    return pd.read_csv(FOLDER / "expected" / f"{name}.csv")


@cache
def data():
    return pd.read_csv(FOLDER / "data" / "ASEM_iData.csv").set_index("uCode")


@cache
def recipe():
    meta = pd.read_csv(FOLDER / "data" / "ASEM_iMeta.csv")
    meta = meta[meta["Type"].isin(["Indicator", "Aggregate"])]
    frame = pd.DataFrame(
        {
            "kode": meta["iCode"],
            "nama": meta["iName"],
            "induk": meta["Parent"],
            "bobot": meta["Weight"],
            "arah": meta["Direction"],
            "satuan": meta["Unit"],
            "penyebut": meta["Denominator"],
        }
    )
    return Recipe(Framework.from_frame(frame), impute=Impute("mean", group="EurAsia_group"))


@cache
def weight_sets():
    listed = expected("det_noisy_weights")
    return tuple(
        part.set_index("iCode")["Weight"].to_dict() for _number, part in listed.groupby("set")
    )


def aggregated(method):
    return Aggregate((METHODS[method],))
