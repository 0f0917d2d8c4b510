"""From a question to a panel: one series, no silent values, every other reading."""

import pytest

from evaluasi.errors import ParameterError, ScaleBreakError
from evaluasi.reports.impact import study
from evaluasi.reports.impact.question import excluded_cells, months
from evaluasi.reports.impact.variants import variants


def test_values_barred_from_trends_are_left_out_and_listed(poverty):
    cells = excluded_cells(poverty.question)
    assert list(zip(cells["kode"], cells["tahun"], strict=True)) == [
        ("35.74", 2010), ("35.74", 2011), ("35.74", 2012),
    ]  # fmt: skip
    assert poverty.panel.n_obs == 38 * 16 - 3
    assert len(poverty.panel.dropped) == 0


def test_two_series_are_never_one_outcome(jatim):
    with pytest.raises(ScaleBreakError):
        study(jatim, "ipm", "iga")


@pytest.mark.parametrize("code", ["iid", "predikat", "tidak_ada"])
def test_what_is_no_outcome_is_refused(jatim, code):
    with pytest.raises(ParameterError):
        study(jatim, code, "iga")


def test_months_of_reference_are_known_by_year(poverty):
    found = months(poverty.question)
    assert found[2015] == found[2025] == "Maret"
    assert found[2012] != "Maret"


def labels(made):
    return [label for label, _asked in variants(made.question)]


def test_poverty_is_read_with_and_without_doubtful_rows_months_and_cells(poverty):
    assert labels(poverty) == [
        "Hanya baris yang pasti",
        "Hanya wilayah yang tercatat (pembanding: yang belum mulai)",
        "Mulai 1 tahun lebih awal",
        "Mulai 2 tahun lebih awal",
        "Hanya 2015–2025 (satu bulan acuan: Maret)",
        "Nilai yang diragukan ikut dipakai (3 sel)",
        "Tanpa Kota Probolinggo",
        "Hanya kabupaten",
        "Hanya kota",
    ]


def test_unemployment_is_read_after_the_missing_year_and_with_2011(jatim):
    made = study(jatim, "tpt", "iga")
    assert "Hanya 2017–2025 (sesudah tahun tanpa nilai)" in labels(made)
    assert "Nilai yang diragukan ikut dipakai (114 sel)" in labels(made)
    assert 2011 not in made.panel.times
    assert 2016 not in made.panel.times


def test_a_file_has_no_uncertain_reading(jatim, tmp_path):
    path = tmp_path / "mulai.csv"
    path.write_text("kode,tahun\n35.10,2018\n35.79,2019\n", encoding="utf-8")
    made = study(jatim, "p0", str(path))
    assert not [label for label in labels(made) if "pasti" in label or "lebih awal" in label]


def test_a_reading_that_is_unknown_is_refused(jatim):
    with pytest.raises(ParameterError, match="Pembacaan"):
        study(jatim, "p0", "iga", pembacaan="longgar")
