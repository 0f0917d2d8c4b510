"""What a register says of an innovation, from what was seen of it."""

import pandas as pd
import pytest
from follow_ups import seen


@pytest.mark.parametrize(
    ("history", "state", "alive", "ended"),
    [
        ("a 2023-01-01 tetap", "tetap", "2023-01-01", None),
        ("a 2023-01-01 tetap\na 2024-01-01 melemah", "melemah", "2024-01-01", None),
        ("a 2023-01-01 tetap\na 2024-01-01 berhenti", "berhenti", "2023-01-01", "2024-01-01"),
        ("a 2024-01-01 berhenti", "berhenti", None, "2024-01-01"),
        (
            "a 2023-01-01 tetap\na 2024-01-01 diserap\na 2025-01-01 diserap",
            "diserap",
            "2023-01-01",
            "2024-01-01",
        ),
        ("a 2023-01-01 tak_terverifikasi", "tak_terverifikasi", None, None),
        ("a 2023-01-01 tetap\na 2024-01-01 tak_terverifikasi", "tetap", "2023-01-01", None),
        # Later visits deny the end: it paused.
        (
            "a 2022-01-01 tetap\na 2023-01-01 berhenti\na 2024-01-01 tetap",
            "tetap",
            "2024-01-01",
            None,
        ),
        # The order of rows does not matter.
        ("a 2024-01-01 berhenti\na 2023-01-01 tetap", "berhenti", "2023-01-01", "2024-01-01"),
    ],
)
def test_state_from_history(history, state, alive, ended):
    row = seen(history).table.loc["a"]
    assert row["status_terakhir"] == state
    for column, day in (("terakhir_hidup", alive), ("pertama_berakhir", ended)):
        assert (pd.isna(row[column]) and day is None) or row[column] == pd.Timestamp(day)


def test_every_innovation_is_counted_once_with_or_without_a_visit():
    register = seen(
        "a 2023-01-01 tetap\nb 2023-01-01 tak_terverifikasi\nc 2023-01-01 berhenti",
        starts=dict.fromkeys("abcd", "2020-01-01"),
    )
    counts = register.counts[register.counts > 0].to_dict()
    assert counts == {"tetap": 1, "berhenti": 1, "tak_terverifikasi": 1, "belum_diperiksa": 1}
    assert "4 inovasi, 3 pernah diperiksa" in register.summary()


def test_unverified_visits_after_the_last_sure_one_are_dated():
    row = seen(
        "a 2022-01-01 tak_terverifikasi\na 2023-01-01 tetap\n"
        "a 2024-01-01 tak_terverifikasi\na 2025-01-01 tak_terverifikasi"
    ).table.loc["a"]
    assert row["tak_terverifikasi_sejak"] == pd.Timestamp("2024-01-01")
    assert row["tak_terverifikasi_sampai"] == pd.Timestamp("2025-01-01")


def test_no_follow_up_at_all():
    register = seen("", starts={"a": "2020-01-01"})
    assert register.counts["belum_diperiksa"] == 1
    assert register.contradictions.empty
