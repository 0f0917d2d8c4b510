"""What is wrong with a table is told with its row and column, all of it at once."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError

RUBRIC = sc.load_rubric("iid-2026")


@pytest.mark.parametrize("value", [4, -1, 2.5, np.inf, "tiga"])
def test_a_level_outside_0_to_3_is_named_by_row_and_column(value, inovasi):
    frame = inovasi.astype({"i20": object, "i33": object})
    frame.loc[2, "i20"] = value
    frame.loc[5, "i33"] = value
    with pytest.raises(ParameterError, match="level di luar 0, 1, 2, 3") as caught:
        sc.maturity(frame, RUBRIC)
    rows = [fault.rsplit(":", maxsplit=1)[0] for fault in caught.value.faults]
    assert rows == ["baris v3, kolom i20", "baris v6, kolom i33"]


def test_every_wrong_level_is_kept_even_where_few_are_shown(inovasi):
    frame = inovasi.copy()
    frame[["i16", "i17"]] = 7
    with pytest.raises(ParameterError) as caught:
        sc.regional_index(frame, None, RUBRIC)
    assert len(caught.value.faults) == 16
    assert "dan 11 lagi" in str(caught.value)
    assert caught.value.faults[0] == "baris v1, kolom i16: 7"


def test_without_ids_rows_are_named_by_the_index(inovasi):
    frame = inovasi.drop(columns="id").set_index(pd.Index([f"b{i}" for i in range(8)]))
    frame.loc["b4", "i16"] = 9
    with pytest.raises(ParameterError) as caught:
        sc.maturity(frame, RUBRIC)
    assert caught.value.faults == ("baris b4, kolom i16: 9",)


def test_missing_columns_are_all_named(inovasi):
    with pytest.raises(ParameterError, match="tidak punya kolom i16 dan i35"):
        sc.maturity(inovasi.drop(columns=["i16", "i35"]), RUBRIC)
    with pytest.raises(ParameterError, match="tidak punya kolom kode"):
        sc.regional_index(inovasi.drop(columns="kode"), None, RUBRIC)
    with pytest.raises(ParameterError, match="tidak punya kolom indikator dan level"):
        sc.spd(pd.DataFrame({"kode": ["99.01"]}), RUBRIC)


def test_without_affairs_the_count_score_cannot_be_told(inovasi, kapasitas):
    table = sc.regional_index(inovasi.drop(columns="urusan"), kapasitas, RUBRIC).table
    assert table["skor_jumlah"].isna().tolist() == [True, False]
    assert "urusan 6 inovasi kosong atau tidak dikenal" in table.loc[0, "alasan"]


def test_a_row_without_region_is_named(inovasi):
    frame = inovasi.copy()
    frame.loc[3, "kode"] = None
    with pytest.raises(ParameterError, match="tanpa kode wilayah") as caught:
        sc.regional_index(frame, None, RUBRIC)
    assert caught.value.faults == ("baris v4",)


def test_an_innovation_twice_in_one_edition_is_refused(inovasi):
    frame = pd.concat([inovasi, inovasi.iloc[[0, 7]]], ignore_index=True)
    with pytest.raises(ParameterError, match="lebih dari sekali") as caught:
        sc.regional_index(frame, None, RUBRIC)
    assert caught.value.faults == ("inovasi v1", "inovasi v8")


def test_innovations_without_id_are_not_taken_for_one(inovasi, kapasitas):
    frame = inovasi.assign(id=None)
    table = sc.regional_index(frame, kapasitas, RUBRIC).table
    assert table["jumlah_inovasi"].tolist() == [6, 2]


def test_rules_of_one_edition_never_score_another(inovasi, kapasitas):
    with pytest.raises(ParameterError, match="tidak memuat edisi 2023; isinya edisi 2026"):
        sc.regional_index(inovasi, kapasitas, sc.load_rubric("iid-2023"))
    with pytest.raises(ParameterError, match="Tabel kapasitas tidak memuat edisi 2023"):
        sc.spd(kapasitas, sc.load_rubric("iid-2023"))
    with pytest.raises(ParameterError, match="tidak memuat edisi 2025"):
        sc.rescore(inovasi, sc.load_rubric("iid-2025"), RUBRIC)


def test_rows_of_other_editions_are_left_out_and_counted(inovasi, kapasitas):
    older = inovasi.iloc[:3].assign(tahun=2025)
    both = pd.concat([inovasi, older], ignore_index=True)
    found = sc.regional_index(both, kapasitas, RUBRIC)
    pd.testing.assert_frame_equal(found.table, sc.regional_index(inovasi, kapasitas, RUBRIC).table)
    assert (found.n_innovations, found.left_out) == (8, 3)
    assert "3 inovasi edisi lain atau tanpa tahun tidak dihitung." in found.summary()


def test_a_table_without_year_is_taken_as_the_edition_and_says_so(inovasi, kapasitas):
    found = sc.regional_index(inovasi.drop(columns="tahun"), kapasitas, RUBRIC)
    assert found.warnings == ("Tabel inovasi tanpa kolom tahun: semua baris dianggap edisi 2026.",)


def test_innovations_without_any_level_are_named_and_stop_the_index(inovasi, kapasitas):
    frame = inovasi.copy()
    frame.loc[:4, list(RUBRIC.columns)] = pd.NA
    table = sc.regional_index(frame, kapasitas, RUBRIC).table
    assert table["iid"].isna().tolist() == [True, False]
    assert table.loc[0, "status"] == "tidak dapat dihitung"
    assert table.loc[0, "alasan"] == "5 inovasi tanpa satu level pun (v1, v2, v3, dan 2 lagi)"


def test_half_filled_innovations_count_as_0_and_are_counted(inovasi, kapasitas):
    frame = inovasi.copy()
    frame.loc[0, ["i16", "i35"]] = pd.NA
    frame.loc[7, "i31"] = pd.NA
    table = sc.regional_index(frame, kapasitas, RUBRIC).table
    assert table["level_belum_diisi"].tolist() == [2, 1]
    assert table["total_kematangan"].tolist() == [6 * 74 - 6 - 8, 2 * 74 - 6]
    assert table.loc[0, "status"] == "dihitung dengan catatan"
    assert table.loc[0, "alasan"] == "2 level inovasi belum diisi, dihitung 0"


def test_affairs_that_are_not_on_the_list_are_named(inovasi, kapasitas):
    frame = inovasi.copy()
    frame.loc[[0, 6], "urusan"] = ["Pendidikan Dasar", "Air"]
    found = sc.regional_index(frame, kapasitas, RUBRIC)
    assert "Urusan yang tidak dikenal: Pendidikan Dasar dan Air." in found.summary()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"indikator": "2"}, "wilayah 99.01, indikator 2: tidak ada pada iid-2026"),
        ({"indikator": "2a"}, "wilayah 99.01, indikator 2a: tertulis lebih dari sekali"),
        ({"level": 5}, "wilayah 99.01, indikator 1: 5"),
        ({"level": "A"}, "wilayah 99.01, indikator 1: “A”"),
        ({"nilai_mentah": "tinggi"}, "wilayah 99.01, indikator 1: “tinggi”"),
        ({"nilai_mentah": np.inf}, "wilayah 99.01, indikator 1: "),
    ],
)
def test_a_wrong_cell_of_the_capacity_is_named(change, told, kapasitas):
    frame = kapasitas.astype({"level": object}).assign(nilai_mentah=None).astype(object)
    for column, value in change.items():
        frame.loc[0, column] = value
    with pytest.raises(ParameterError) as caught:
        sc.spd(frame, RUBRIC)
    assert any(fault.startswith(told) for fault in caught.value.faults)


def test_a_raw_value_in_no_class_is_named(kapasitas):
    frame = kapasitas.assign(nilai_mentah=np.nan)
    frame.loc[frame["indikator"] == "13a", "nilai_mentah"] = 3.5
    with pytest.raises(ParameterError, match="di luar semua kelas") as caught:
        sc.spd(frame, RUBRIC)
    assert caught.value.faults == (
        "wilayah 99.01, indikator 13a: 3,5",
        "wilayah 99.02, indikator 13a: 3,5",
    )


@pytest.mark.parametrize("value", [-0.01, 63.01, np.inf, "banyak"])
def test_a_known_spd_score_beyond_the_maximum_is_refused(value):
    frame = pd.DataFrame({"kode": ["99.01", "99.02", "99.02"], "spd": [value, 1, 2]})
    with pytest.raises(ParameterError, match="paling tinggi 63") as caught:
        sc.spd(frame, RUBRIC)
    assert caught.value.faults[0].startswith("wilayah 99.01: ")
    assert caught.value.faults[1] == "wilayah 99.02 tertulis lebih dari sekali"


def test_an_indicator_of_no_edition_is_refused(inovasi):
    with pytest.raises(ParameterError, match="Indikator i99 tidak ada pada iid-2026"):
        sc.maturity(inovasi, RUBRIC, indicators=["i16", "i99"])


def test_tables_without_rows_give_a_result_without_rows(inovasi):
    found = sc.regional_index(inovasi.iloc[:0], None, RUBRIC)
    assert found.table.empty
    assert "0 wilayah, 0 inovasi" in found.summary()
    assert sc.maturity(inovasi.iloc[:0], RUBRIC).empty


def test_capacity_of_other_editions_only_leaves_the_index_uncomputed(inovasi, kapasitas):
    table = sc.regional_index(inovasi, kapasitas.assign(tahun=2025), RUBRIC).table
    assert table["iid"].isna().all()
    assert set(table["alasan"]) == {"level SPD wilayah ini belum ada data"}
