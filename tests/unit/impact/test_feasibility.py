"""A design is called possible only when all it needs is on file; not on file is not none."""

import re

import pandas as pd

from evaluasi.impact import Holdings, possible_designs

YEARS = [2018, 2019, 2020]
OUTCOME = pd.DataFrame(
    {year: [10.0, 11.0, 12.0] for year in range(2015, 2023)}, index=["35.01", "35.02", "35.03"]
)


def status(*rows):
    return pd.DataFrame(rows, index=OUTCOME.index, columns=YEARS)


OPEN, NONE, GIVEN = "tidak tercatat", "tidak ada", "tercatat"
COMPLETE = status([NONE, GIVEN, NONE], [NONE, NONE, GIVEN], [NONE, NONE, NONE])
PARTIAL = status([OPEN, GIVEN, OPEN], [OPEN, OPEN, GIVEN], [OPEN, OPEN, OPEN])


def designs(state, **more):
    table = possible_designs(Holdings("35.01", OUTCOME, state, **more))
    return table.set_index(table["rancangan"].str.split().str[0])


def test_complete_lists_and_enough_values_meet_the_needs_on_data():
    table = designs(COMPLETE)
    assert table.loc["Beda-dalam-beda", "status"] == "syarat data terpenuhi, asumsi belum diuji"
    assert table.loc["Beda-dalam-beda", "kurang"] == "–"
    assert table.loc["Studi", "status"] == "syarat data terpenuhi, asumsi belum diuji"


def test_lists_that_are_not_complete_leave_comparisons_impossible_and_are_named():
    table = designs(PARTIAL)
    assert (table["status"] == "belum memungkinkan").all()
    assert "2018 dan 2019" in table.loc["Beda-dalam-beda", "kurang"]
    assert "belum ada daftar penerima yang lengkap" in table.loc["Beda-dalam-beda", "tersedia"]


def test_a_region_without_an_award_on_file_has_no_award_year_to_study():
    state = status([OPEN, OPEN, OPEN], [OPEN, GIVEN, OPEN], [OPEN, OPEN, OPEN])
    table = designs(state)
    assert "penghargaan tidak tercatat" in table.loc["Beda-dalam-beda", "tersedia"]
    assert "8 nilai capaian" in table.loc["Beda-dalam-beda", "tersedia"]
    assert "tahun penghargaan belum diketahui" in table.loc["Beda-dalam-beda", "kurang"]
    assert "paling sedikit" not in table.loc["Beda-dalam-beda", "kurang"]
    assert (table["status"] == "belum memungkinkan").all()


def test_values_before_are_counted_up_to_the_first_award():
    table = designs(COMPLETE)
    assert "5 nilai sampai tahun penghargaan pertama, 3" in table.loc["Kontrol", "tersedia"]
    assert "paling sedikit 8 nilai" in table.loc["Kontrol", "kurang"]


def test_a_broken_series_needs_monthly_values_and_a_start():
    assert (
        "nilai bulanan layanan sebelum penerapan tidak tercatat"
        in (designs(COMPLETE).loc["Deret", "tersedia"])
    )
    ready = designs(COMPLETE, starts=1, months_before=24)
    assert ready.loc["Deret", "status"] == "syarat data terpenuhi, asumsi belum diuji"


def test_empty_holdings_give_a_table_not_an_error():
    bare = Holdings("91.01", pd.DataFrame(), pd.DataFrame())
    assert (possible_designs(bare)["status"] == "belum memungkinkan").all()


def test_what_is_not_on_file_is_never_told_as_zero():
    for holdings in (
        Holdings("91.01", pd.DataFrame(), pd.DataFrame()),
        Holdings("35.01", OUTCOME, status(*[[OPEN, OPEN, OPEN]] * 3)),
    ):
        told = possible_designs(holdings)["tersedia"].str.cat(sep="; ")
        assert not re.search(r"\b0 ", told)
        assert "tanggal penerapan inovasi tidak tercatat" in told
        assert "penghargaan daerah sejenis tidak tercatat" in told
