"""Small indices to diagnose: two pillars, each of some indicators."""

import pandas as pd
import pytest

from evaluasi.scoring.composite import Framework, Recipe, Treat, build_index


@pytest.fixture
def index():
    """Build an index from columns named by pillar and number (a0, a1, b0 …)."""

    def build(columns, units=None, **steps):
        pillars = list(dict.fromkeys(code[0] for code in columns))
        rows = [{"kode": code, "nama": f"Indikator {code}", "induk": code[0]} for code in columns]
        rows += [{"kode": code, "nama": f"Pilar {code}", "induk": "I"} for code in pillars]
        rows.append({"kode": "I", "nama": "Indeks", "induk": None})
        tree = pd.DataFrame(rows).assign(bobot=1.0, arah=1.0)
        data = pd.DataFrame(columns, index=units)
        steps = {"treat": Treat("none"), **steps}
        return build_index(Recipe(Framework.from_frame(tree), **steps), data)

    return build
