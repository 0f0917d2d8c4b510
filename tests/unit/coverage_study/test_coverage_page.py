"""The tables of docs/metode/cakupan.md are those of the shipped study.

EVALUASI_TULIS=1 writes them instead.
"""

import os
import re
from pathlib import Path

import numpy as np
import pytest

from evaluasi.impact.recommendation import (
    CONSERVATIVE,
    RECOMMENDED,
    REFUSED,
    recommended,
    shipped,
)
from evaluasi.simulation.coverage.cells import TREATED, YEARS

PAGE = Path(__file__).parents[3] / "docs" / "metode" / "cakupan.md"
SIZES = [(t, k) for t in YEARS for k in TREATED]


def marked(row):
    """Write the lowest coverage in percent: bold where recommended, with + where conservative."""
    if row["putusan"] == REFUSED:
        return "–"
    text = f"{100 * row['cakupan']:.1f}".replace(".", ",")
    return {RECOMMENDED: f"**{text}**", CONSERVATIVE: f"**{text}+**"}.get(row["putusan"], text)


def coverage(staggered):
    head = "| penaksir | inferensi | " + " | ".join(f"{t} × {k}" for t, k in SIZES) + " |\n"
    lines = [head, "|---|---|" + "---:|" * len(SIZES) + "\n"]
    found = [recommended(38, t, k, staggered).table for t, k in SIZES]
    for i, row in found[0].iterrows():
        cells = [marked(table.loc[i]) for table in found]
        lines.append(f"| {row['penaksir']} | {row['inferensi']} | {' | '.join(cells)} |\n")
    return "".join(lines)


def best(staggered):
    lines = [
        "| tahun × diperlakukan | dianjurkan (kuasa) | konservatif (kuasa) |\n",
        "|---|---|---|\n",
    ]
    for t, k in SIZES:
        methods = recommended(38, t, k, staggered).methods
        told = []
        for verdict in (RECOMMENDED, CONSERVATIVE):
            named = [
                f"{m.estimator} {m.inference} ({100 * m.power:.0f}%)"
                for m in methods
                if m.verdict == verdict
            ]
            told.append("; ".join(named[:4]) or "tidak ada")
        lines.append(f"| {t} × {k} | {' | '.join(told)} |\n")
    return "".join(lines)


def bias():
    rows = shipped().query("dunia == 'tumbuh' and inferensi in ['crv1', 'pengaruh_t']")
    lines = ["| penaksir | " + " | ".join(f"{t} × {k}" for t, k in SIZES) + " |\n"]
    lines.append("|---|" + "---:|" * len(SIZES) + "\n")
    for name, part in rows.groupby("penaksir", sort=False):
        share = (part["bias"] / part["pengaruh"]).to_numpy()
        assert len(share) == len(SIZES)
        cells = ["–" if np.isnan(x) else f"{100 * x:.0f}%".replace("-", "−") for x in share]
        lines.append(f"| {name} | {' | '.join(cells)} |\n")
    return "".join(lines)


BLOCKS = {
    "cakupan-serentak": lambda: coverage(False),
    "cakupan-bertahap": lambda: coverage(True),
    "anjuran-serentak": lambda: best(False),
    "anjuran-bertahap": lambda: best(True),
    "bias-tumbuh": bias,
}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_page_says_what_the_study_found(name):
    page = PAGE.read_text(encoding="utf-8")
    block = re.search(rf"(<!-- uji:{name} -->\n)(.*?)(<!-- /uji:{name} -->)", page, re.S)
    written = BLOCKS[name]()
    if os.environ.get("EVALUASI_TULIS"):
        PAGE.write_text(page[: block.end(1)] + written + page[block.start(3) :], encoding="utf-8")
        return
    assert block[2] == written


def test_the_page_names_the_counts_of_the_study():
    (counts,) = set(shipped()[["ulangan", "undian", "benih"]].itertuples(index=False, name=None))
    told = "{:,} ulangan, {} undian, benih {}".format(*counts).replace(",", ".", 1)
    assert told in PAGE.read_text(encoding="utf-8")
