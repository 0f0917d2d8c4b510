"""Digital innovations without a digital tool or service, by what levels mean in an edition."""

import pytest
from keaslian_tables import drawn

from evaluasi.quality.authenticity import digital_without_service

TOOL = "alat kerja tidak dipilih atau tanpa bukti"
MANUAL = "alat kerja manual"
ONLINE = "sistem daring tidak dipilih atau tanpa bukti"
JOINED = "keterpaduan layanan tidak dipilih atau tanpa bukti"

# edition | kind        | i19 | i30 | asked
CASES = [
    ("2023 | digital     | 2 | 1", ""),
    ("2023 | digital     | 1 | 1", MANUAL),
    ("2023 | digital     | 0 | 0", f"{TOOL}; {ONLINE}"),
    ("2023 | non digital | 0 | 0", ""),
    ("2023 |             | 0 | 0", ""),
    ("2023 | digital     |   |  ", ""),
    ("2026 | digital     | 3 | 0", JOINED),
    ("2026 | digital     | 1 | 1", MANUAL),
    # The table of 2022 is not on file: level 0 is known, what level 1 means is not.
    ("2022 | digital     | 1 | 1", ""),
    ("2022 | digital     | 0 | 2", TOOL),
]


@pytest.mark.parametrize(("case", "asked"), CASES)
def test_levels_of_one_innovation(case, asked):
    row = drawn("tahun | jenis | i19 | i30\n" + case, "inovasi")
    found = digital_without_service(row.assign(id="a", kode="35.79", judul="Judul"))
    assert list(found.table["sebab"]) == ([asked] if asked else [])


@pytest.mark.parametrize(
    ("year", "tool", "service"),
    [
        (2023, "manual/non elektronik", "web aplikasi"),
        (2026, "Manual/non elektronik", "terintegrasi dalam satu unit organisasi/urusan"),
    ],
)
def test_the_printed_meaning_stands_beside_the_level(year, tool, service):
    row = drawn(f"tahun | jenis | i19 | i30\n{year} | digital | 1 | 2", "inovasi")
    found = digital_without_service(row.assign(id="a", kode="35.79", judul="Judul")).table
    assert (found["arti_i19"][0], found["arti_i30"][0]) == (tool, service)


def test_without_kinds_nothing_can_be_asked():
    row = drawn("tahun | jenis | i19 | i30\n2023 | | 0 | 0", "inovasi")
    found = digital_without_service(row.assign(id="a", kode="35.79", judul="Judul"))
    assert found.unasked == "belum dapat ditanyakan: kolom jenis belum diisi"
