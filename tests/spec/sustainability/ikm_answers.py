"""Answers to a satisfaction survey, drawn as a table: one line per respondent."""

import pandas as pd

NINE = [
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "pengaduan",
    "sarana",
]


def survey(drawn, elements=NINE, subject="Puskesmas Anjasmoro", wave=0):
    """Read lines such as `3 4 . 2 …`; a dot is no answer."""
    rows = [line.split() for line in drawn.strip().splitlines()]
    return pd.DataFrame(
        [
            (subject, f"R{i:03d}", wave, name, f"U{j}", None if cell == "." else float(cell))
            for i, row in enumerate(rows)
            for j, (name, cell) in enumerate(zip(elements, row, strict=True), 1)
        ],
        columns=["objek", "responden", "gelombang", "domain", "butir", "nilai"],
    )
