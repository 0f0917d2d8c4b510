"""Ratings of a contest, drawn from a known truth, and contests as text."""

import numpy as np
import pandas as pd

from evaluasi.rubrics import contests

CRITERIA = ["kebaharuan", "kemanfaatan"]

OWN = """
nama = "Lomba desa"
objek = "desa"
[tahap.satu]
nama = "Babak satu"
[tahap.satu.lolos]
nilai = 2
sumber = ["juklak"]
[tahap.satu.bobot]
sumber = ["juklak"]
kriteria = {kebaharuan = 60, kemanfaatan = 40}
[tahap.dua]
[tahap.dua.lolos]
nilai = 1
[tahap.dua.bobot]
kriteria = {kebaharuan = 50, kemanfaatan = 50}
[gabungan]
tahap = {satu = 40, dua = 60}
"""


def ratings(objects=6, judges=4, noise=0.2, severity=None, stage="satu", seed=1, spread=8):
    """Let every judge rate every object on both criteria."""
    draws = np.random.default_rng(seed)
    truth = 70 + spread * np.arange(objects)[::-1] / objects * 3
    hard = np.zeros(judges) if severity is None else np.asarray(severity, dtype=float)
    rows = [
        {
            "objek": f"o{o}",
            "penilai": f"P{j}",
            "kriteria": criterion,
            "tahap": stage,
            "skor": truth[o] - hard[j] + noise * draws.normal(),
        }
        for o in range(objects)
        for j in range(judges)
        for criterion in CRITERIA
    ]
    return pd.DataFrame(rows)


def contest(tmp_path, text=OWN):
    file = tmp_path / "lomba.toml"
    file.write_text(text, encoding="utf-8")
    return contests.load(file)
