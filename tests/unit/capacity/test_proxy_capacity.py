"""The proxy: shares of levels by domain, what it can't cover said, and no level invented."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import rubrics
from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.rubrics import instruments

RULES = rubrics.load("iid-2026")
CODES = list(RULES.columns)


def innovations(*levels):
    rows = [{"id": f"x{n}", **dict.fromkeys(CODES, value)} for n, value in enumerate(levels)]
    return pd.DataFrame(rows)


def test_ends_of_the_scale():
    found = su.proxy_capacity(innovations(0, 3), RULES)
    assert found.table["kapasitas"].tolist() == [0, 100]
    assert len(found.domains) == 7


def test_each_domain_is_the_mean_share_of_its_indicators():
    rng = np.random.default_rng(1)
    levels = pd.DataFrame(rng.integers(0, 4, size=(30, 20)), columns=CODES)
    found = su.proxy_capacity(levels.assign(id=range(30)), RULES)
    links = {}
    for one in instruments.raw("proksi-psat")["kaitan"]:
        links.setdefault(one["ranah"], []).append(one["indikator"])
    for code, indicators in links.items():
        expected = 100 * levels[indicators].sum(axis=1) / (3 * len(indicators))
        assert found.table[code].to_numpy() == pytest.approx(expected.to_numpy())
    whole = found.table[list(links)].mean(axis=1)
    assert found.table["kapasitas"].to_numpy() == pytest.approx(whole.to_numpy())


def test_indicators_of_no_domain_change_nothing():
    low = innovations(1)
    high = low.assign(i19=3, i28=3, i30=3, i32=3, i35=3)
    one, other = su.proxy_capacity(low, RULES), su.proxy_capacity(high, RULES)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert {code for code, _why in one.unused} == {"i19", "i28", "i30", "i32", "i35"}


def test_empty_cells_count_as_level_0_and_are_counted():
    levels = innovations(3).astype({"i18": "Int64"})
    levels.loc[0, "i18"] = pd.NA
    found = su.proxy_capacity(levels, RULES)
    assert found.table["stabilitas_pendanaan"].tolist() == [0]
    assert found.table["kosong"].tolist() == [1]
    assert "1 sel kosong dihitung sebagai level 0" in found.summary()


def test_without_any_level_there_is_no_value():
    found = su.proxy_capacity(innovations(np.nan, 3), RULES)
    assert np.isnan(found.table["kapasitas"].iloc[0])
    assert found.table["alasan"].tolist() == ["tidak ada satu level pun", ""]
    assert found.table["kosong"].tolist() == [0, 0]


@pytest.mark.parametrize("wrong", [4, -1, 1.5, "tiga"])
def test_what_is_no_level_is_a_fault_and_its_row_has_no_value(wrong):
    levels = innovations(3, 3).astype({"i16": object})
    levels.loc[1, "i16"] = wrong
    found = su.proxy_capacity(levels, RULES)
    assert found.faults[["id", "indikator", "nilai"]].values.tolist() == [["x1", "i16", wrong]]
    assert found.table["kapasitas"].isna().tolist() == [False, True]


def test_what_it_cannot_cover_is_printed():
    said = su.proxy_capacity(innovations(2), RULES).summary()
    assert "proksi, bukan PSAT" in said
    assert "Tidak tercakup: adaptasi program" in said


def test_without_any_level_the_summary_names_no_median():
    levels = innovations(2, 2).assign(**dict.fromkeys(RULES.columns, np.nan))
    said = su.proxy_capacity(levels, RULES).summary()
    assert "0 dari 2 inovasi bernilai." in said
    assert "median" not in said


def test_an_edition_whose_indicators_are_unknown_has_a_reason():
    found = su.proxy_capacity(innovations(2), rubrics.load("iid-2022"))
    assert found.table["kapasitas"].isna().all()
    assert "tidak tercatat" in found.summary()


def test_each_edition_is_read_by_its_own_rules():
    mixed = innovations(2, 1, 2, 3).assign(tahun=[2026, 2022, 2023, 2027])
    found = su.proxy_by_edition(mixed)
    assert found.table["id"].tolist() == ["x0", "x1", "x2", "x3"]
    assert found.table["kapasitas"].isna().tolist() == [False, True, False, True]
    for at, year in ((0, 2026), (2, 2023)):
        own = su.proxy_capacity(mixed.iloc[[at]], rubrics.load(f"iid-{year}"))
        pd.testing.assert_frame_equal(found.table.iloc[[at]].reset_index(drop=True), own.table)
    assert "Daerah 2023 dan Indeks Inovasi Daerah 2026" in found.rubric
    assert "2022, 2023, 2026, dan 2027" in found.summary()
    assert "2 inovasi tanpa nilai" in found.summary()


def test_one_edition_gives_the_same_either_way():
    levels = innovations(1, 2).assign(tahun=2026)
    one, other = su.proxy_by_edition(levels), su.proxy_capacity(levels, RULES)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.warnings == ()


def test_only_editions_without_indicators_have_a_reason():
    assert "tidak tercatat" in su.proxy_by_edition(innovations(1).assign(tahun=2022)).summary()


def test_editions_must_be_told():
    with pytest.raises(ParameterError, match="kolom tahun"):
        su.proxy_by_edition(innovations(1))


def test_missing_columns_are_named():
    with pytest.raises(ParameterError, match="i16"):
        su.proxy_capacity(innovations(2).drop(columns="i16"), RULES)


def test_the_index_names_rows_without_an_id():
    levels = innovations(1, 2).drop(columns="id").set_axis(["a", "b"])
    assert su.proxy_capacity(levels, RULES).table["id"].tolist() == ["a", "b"]


def test_the_picture_shows_medians_of_the_domains():
    found = su.proxy_capacity(innovations(0, 1, 3), RULES)
    chart = found.plot()
    assert chart.data["Nilai"].tolist() == pytest.approx([100 / 3] * 8)
    assert chart.data["Tertinggi"].tolist() == [100] * 8
    assert "proksi, bukan PSAT" in chart.alt
