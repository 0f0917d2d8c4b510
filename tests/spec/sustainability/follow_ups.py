"""Follow-ups drawn as small tables."""

import pandas as pd

from evaluasi import sustainability as su


def visits(text):
    """Read lines ``id tanggal status``."""
    rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(rows, columns=["id_inovasi", "tanggal", "status"])


def seen(text, *, starts=None, awards=None, today="2026-11-21"):
    table = visits(text)
    begun = dict.fromkeys(table["id_inovasi"], "2020-01-01") if starts is None else starts
    return su.register(table, starts=begun, awards=awards, today=today)
