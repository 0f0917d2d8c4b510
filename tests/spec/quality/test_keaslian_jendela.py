"""Dates against the window of the edition, the day reporting closed, and each other."""

import pytest
from keaslian_tables import drawn

from evaluasi.quality.authenticity import heaped_dates, outside_window

BEFORE = "diterapkan sebelum jendela"
RENEWED = (
    "diterapkan sebelum jendela, dikembangkan di dalamnya; aturannya untuk edisi ini tidak tercatat"
)
AFTER = "diterapkan sesudah jendela"
LATE = "tanggal sesudah pelaporan ditutup"
TRIAL = "uji coba sesudah penerapan"
RENEWAL = "pengembangan sebelum penerapan"

# edition | trial | put to use | developed | confidence | asked
CASES = [
    ("2026 |            | 2024-01-01 |            ", {}),
    ("2026 |            | 2025-12-31 |            ", {}),
    ("2026 |            | 2023-12-31 |            ", {BEFORE: "A"}),
    ("2026 |            | 2023-12-31 | 2024-05-01 ", {}),
    ("2026 |            | 2023-12-31 | 2023-12-31 ", {BEFORE: "A"}),
    ("2026 |            | 2026-01-01 |            ", {AFTER: "A"}),
    ("2021 |            | 2018-12-31 |            ", {BEFORE: "A"}),
    ("2025 |            | 2022-12-31 |            ", {BEFORE: "C"}),
    ("2025 |            | 2022-12-31 | 2023-06-01 ", {RENEWED: "C"}),
    ("2025 |            | 2025-08-23 |            ", {AFTER: "C"}),
    ("2025 |            | 2025-08-24 |            ", {AFTER: "C", LATE: "B"}),
    ("2024 |            | 2023-05-05 | 2024-08-23 ", {LATE: "B"}),
    ("2026 |            | 2025-05-05 | 2026-11-01 ", {}),
    ("2025 | 2024-06-02 | 2024-06-01 |            ", {TRIAL: "pasti"}),
    ("2025 | 2024-06-01 | 2024-06-01 |            ", {}),
    ("2025 |            | 2024-06-02 | 2024-06-01 ", {RENEWAL: "pasti"}),
    ("2025 |            |            |            ", {}),
    ("2019 |            | 2016-12-31 |            ", {BEFORE: "C"}),
]


@pytest.mark.parametrize(("case", "asked"), CASES)
def test_dates_of_one_innovation(case, asked):
    head = "tahun | tanggal_uji_coba | tanggal_penerapan | tanggal_pengembangan"
    row = drawn(f"{head}\n{case}", "inovasi").assign(id="a", kode="35.79", judul="Judul")
    table = outside_window(row).table
    assert dict(zip(table["sebab"], table["keyakinan"], strict=True)) == asked


@pytest.mark.parametrize(("on_one_day", "others", "asked"), [(5, 5, 1), (5, 6, 0), (4, 0, 0)])
def test_heaped_dates(on_one_day, others, asked):
    days = ["2023-01-01"] * on_one_day + [f"2023-02-{i + 1:02d}" for i in range(others)]
    lines = [f"{i} | 2025 | 35.79 | Judul | {day}" for i, day in enumerate(days)]
    picture = "id | tahun | kode | judul | tanggal_penerapan\n" + "\n".join(lines)
    found = heaped_dates(drawn(picture, "inovasi"))
    assert found.count == asked
    assert list(found.table["pada_1_januari"]) == [on_one_day] * asked
