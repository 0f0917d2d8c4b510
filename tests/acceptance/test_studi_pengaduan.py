"""The worked study of simulated complaints says what the workbench computes.

`EVALUASI_TULIS=1 pytest FILE` writes the table and the picture instead.
"""

import os
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import evaluasi as ev
from evaluasi.figures import Measure, style
from evaluasi.figures.counterfactual import path_with_counterfactual
from evaluasi.impact.interrupted_time_series import interrupted_time_series
from evaluasi.text import number

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "studi" / "pengaduan_simulasi.md"
PICTURE = ROOT / "docs" / "gambar" / "pengaduan_simulasi.svg"
TRUTH = ROOT / "data" / "simulasi" / "kebenaran" / "patahan_layanan.csv"
SHOWN = "35.07"
HEADING = (
    "| wilayah | patahan | bulan sejak patahan | nisbah laju | selang 95% | nisbah yang benar |\n"
    "|---|---|---:|---:|---|---:|\n"
)


@pytest.fixture(scope="module")
def truth():
    return pd.read_csv(TRUTH, dtype={"kode": str}).set_index("kode")


@pytest.fixture(scope="module")
def studies(truth):
    monthly = ev.load(ROOT / "data" / "simulasi").layanan
    monthly = monthly[monthly["indikator"] == "pengaduan_masuk"]
    found = {}
    for code, row in truth.iterrows():
        own = monthly[monthly["kode"] == code].set_index("bulan")["nilai"]
        found[code] = interrupted_time_series(own, at=row["bulan_patahan"], family="quasi-poisson")
    return found


def true_ratio(row, months):
    return float(np.exp(row["jenjang"] + row["kemiringan"] * (months - 1) / 2))


def table(studies, truth):
    lines = []
    for code, found in studies.items():
        months = int(found.path["sesudah"].sum())
        estimate, low, high = (number(value, 2) for value in found.ratio)
        right = number(true_ratio(truth.loc[code], months), 2)
        at = truth.loc[code, "bulan_patahan"]
        lines.append(f"| {code} | {at} | {months} | {estimate} | {low} – {high} | {right} |\n")
    return HEADING + "".join(lines)


def chart(study, at):
    when = pd.PeriodIndex(study.path["waktu"], freq="M")
    path = study.path.set_index(when.year + (when.month - 1) / 12)
    data = path[["nyata", "tanpa_patahan", "taksiran"]].rename(columns={"tanpa_patahan": "tanpa"})
    start = pd.Period(at, "M")
    return path_with_counterfactual(
        data,
        measure=Measure("Pengaduan masuk, SIMULASI", "pengaduan per bulan", 0),
        start=start.year + (start.month - 1) / 12,
        began="Patahan",
    )


def test_the_page_says_what_is_computed(studies, truth):
    page = PAGE.read_text(encoding="utf-8")
    block = re.search(r"(<!-- uji:pengaduan -->\n)(.*?)(<!-- /uji:pengaduan -->)", page, re.S)
    wanted = table(studies, truth)
    if os.environ.get("EVALUASI_TULIS"):
        PAGE.write_text(page[: block.end(1)] + wanted + page[block.start(3) :], encoding="utf-8")
        drawn = chart(studies[SHOWN], truth.loc[SHOWN, "bulan_patahan"])
        PICTURE.write_bytes(style.to_svg(drawn.figure))
        return
    assert block[2] == wanted
    assert "SIMULASI" in page


def test_the_intervals_of_the_page_hold_the_truth(studies, truth):
    missed = [
        code
        for code, found in studies.items()
        if not found.ratio[1]
        <= true_ratio(truth.loc[code], int(found.path["sesudah"].sum()))
        <= found.ratio[2]
    ]
    assert missed == []


def test_the_picture_is_there_and_called_simulated():
    page = PAGE.read_text(encoding="utf-8")
    alt = re.search(r"!\[([^]]*)\]\(\.\./gambar/pengaduan_simulasi\.svg\)", page)
    assert alt
    assert "SIMULASI" in alt[1]
    assert PICTURE.read_bytes().startswith(b"<?xml")
