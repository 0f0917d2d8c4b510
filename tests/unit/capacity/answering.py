"""Answers to PSAT drawn by rule: who answered what about which object."""

import numpy as np
import pandas as pd

from evaluasi.rubrics import instruments

PSAT = instruments.load("psat")
CODES = [one.kode for one in PSAT.ranah]
COLUMNS = ["instrumen", "objek", "responden", "gelombang", "domain", "butir", "nilai"]


def sheet(objek, responden, values, wave=0):
    """One answer sheet; values: one number for all items, or one per domain, or one per item."""
    each = np.atleast_1d(np.asarray(values, dtype=float))
    items = np.repeat(each, 40 // len(each))
    rows = [
        ("PSAT", objek, responden, wave, None, str(place + 1), value)
        for place, value in enumerate(items)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def survey(*sheets):
    return pd.concat(sheets, ignore_index=True)


def drawn(objects, assessors, *, seed=1, between=1.2, rater=0.4, item=0.6, wave=0, own=None):
    """Whole sheets of several assessors each; `own` gives true means per object."""
    rng = np.random.default_rng(seed)
    true = 4 + between * rng.normal(size=objects) if own is None else np.asarray(own)
    sheets = []
    for place in range(objects):
        for person in range(assessors):
            lift = rater * rng.normal()
            values = true[place] + lift + item * rng.normal(size=40)
            answer = np.clip(np.rint(values), 1, 7)
            name = f"R{place * assessors + person:03d}"
            sheets.append(sheet(f"O{place:03d}", name, answer, wave))
    return survey(*sheets)


def row(found, objek, domain, wave=0):
    table = found.table
    own = table[(table["objek"] == objek) & (table["domain"] == domain)]
    return own[own["gelombang"] == wave].iloc[0]
