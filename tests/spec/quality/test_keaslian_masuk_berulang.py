"""At most two entries of one innovation, more mature the second time, by levels that compare."""

import pytest
from keaslian_tables import drawn

from evaluasi.quality.authenticity import repeated_entries

LEVELS = [f"i{n}" for n in range(16, 36)]


def entries(picture, filled=1):
    """Read a drawn table; indicators that are not drawn have one level throughout."""
    frame = drawn(picture, "inovasi").assign(kode="35.79", urusan="Keuangan")
    for level in LEVELS:
        if level not in frame:
            frame[level] = filled
    return frame


CASES = [
    # Matured: regulation rose by one level (weight 3).
    ("a | 2023 | Jemput Bola | 1\na | 2024 | Jemput Bola | 2", "", None),
    ("a | 2023 | Jemput Bola | 2\na | 2024 | Jemput Bola | 2", "tidak bertambah matang", 0),
    ("a | 2023 | Jemput Bola | 2\na | 2024 | Jemput Bola | 1", "tidak bertambah matang", -3),
    (
        "a | 2023 | Jemput Bola | 1\na | 2024 | Jemput Bola | 2\na | 2025 | Jemput Bola | 3",
        "3 edisi",
        3,
    ),
    # The second entry bears another id and a new dress.
    (
        "a | 2024 | SIPADU (Sistem Pajak Daerah Terpadu) | 1\nb | 2025 | Aplikasi SI-PADU | 1",
        "tidak bertambah matang",
        0,
    ),
    # Regulation means another thing in 2026: it does not count, so nothing rose.
    ("a | 2025 | Jemput Bola | 1\na | 2026 | Jemput Bola | 3", "tidak bertambah matang", 0),
    # No table of 2022 is on file: the change is not known, and nothing is asked.
    ("a | 2022 | Jemput Bola | 1\na | 2023 | Jemput Bola | 1", "", None),
]


@pytest.mark.parametrize(("picture", "reason", "change"), CASES)
def test_entries_of_one_innovation(picture, reason, change):
    found = repeated_entries(entries("id | tahun | judul | i16\n" + picture))
    assert list(found.table["alasan"]) == ([reason] if reason else [])
    assert list(found.table["perubahan_sebanding"]) == ([change] if reason else [])


def test_levels_that_moved_are_shown_and_changed_meanings_starred():
    picture = "id | tahun | judul | i16 | i17 | i28\na | 2025 | J B A | 1 | 2 | 3"
    found = repeated_entries(entries(picture + "\na | 2026 | J B A | 3 | 2 | 1"))
    (row,) = found.table.to_dict("records")
    assert (row["level_naik"], row["level_turun"]) == ("i16* 1→3", "i28 3→1")
    assert "i16" in row["catatan"]


def test_several_levels_that_fell_are_asked_about_although_the_whole_matured():
    picture = "id | tahun | judul | i16 | i17 | i20 | i21\na | 2023 | J B A | 0 | 2 | 2 | 2"
    found = repeated_entries(entries(picture + "\na | 2024 | J B A | 3 | 1 | 1 | 1"))
    assert list(found.table["alasan"]) == ["3 indikator turun"]


def test_one_edition_alone_cannot_be_asked():
    found = repeated_entries(entries("id | tahun | judul | i16\na | 2024 | Jemput Bola | 1"))
    assert found.unasked == "belum dapat ditanyakan: perlu lebih dari satu edisi"
