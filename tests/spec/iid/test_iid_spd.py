"""SPD: the sum of weight × level; in 2026 a raw value tells the level by printed class edges."""

import math

import pandas as pd
import pytest

from evaluasi import scoring as sc

RUBRIC = sc.load_rubric("iid-2026")


def score(frame, rubric=RUBRIC):
    return sc.spd(frame, rubric).to_frame().iloc[0]


# level of all 20 rows   spd
ALL_ALIKE = """
0                         0
1                        21
2                        42
3                        63
"""


@pytest.mark.parametrize("case", ALL_ALIKE.strip().splitlines())
def test_all_rows_at_one_level(case, capacity):
    level, expected = map(int, case.split())
    assert score(capacity(level))["spd"] == expected


# row   points of level 3 alone
ONE_ALONE = """
1       3
2a      3
2b      3
3       3
4       3
5a      2.25
5b      2.25
6       4.5
7       4.5
8       4.5
9       3
10a     2.25
10b     2.25
11a     2.25
11b     2.25
12      6
13a     3
13b     3
14      3
15      3
"""


@pytest.mark.parametrize("case", ONE_ALONE.strip().splitlines())
def test_one_row_alone(case, capacity):
    row, expected = case.split()
    assert score(capacity(0, **{f"spd{row}": 3}))["spd"] == float(expected)


# row   raw      level   in two classes
RAW = """
3      -50.33    1       ya
3      -50.32    1       ya
3      -50.31    2
3        8.16    2
3        8.17    3
4        2.04    1
4        2.05    2
4        5.22    2
4        5.23    3       ya
4        5.24    3
5a       0.00    1
5a       0.01    2
5a       0.35    2
5a       0.36    3       ya
5b       5.93    1
5b       5.92    1       ya
5b       5.91    1       ya
5b       5.90    2
5b       2.36    2
5b       2.35    3       ya
5b       2.34    3       ya
5b       2.33    3
6      -47.43    1       ya
6      -47.42    1       ya
6      -47.41    2
6       94.75    2
6       94.76    3
7       -5.14    1       ya
7       -5.13    2
7       33.85    3
10a      0.07    1
10a      0.08    2
10a      1.15    2
10a      1.16    3
10b     13.12    1
10b     13.11    1       ya
10b     13.09    2
10b      4.82    3       ya
11a      0.55    1
11a      0.89    2
11a      0.90    3       ya
11b     69.99    1
11b     70.00    2
11b     79.99    2
11b     80.00    3
2b       1       0
2b       2       1
2b       3       2
2b       4       3
13a      0       0
13a      3       1
13a      4       2
13a      8       3
"""


@pytest.mark.parametrize("case", RAW.strip().splitlines())
def test_class_edges_of_2026(case):
    row, raw, level, *twice = case.split()
    frame = pd.DataFrame(
        {"kode": ["99.01"], "indikator": [row], "level": [None], "nilai_mentah": [float(raw)]}
    )
    found = sc.spd(frame, RUBRIC)
    cell = found.cells.set_index("indikator").loc[row]
    assert (cell["level"], cell["asal"]) == (int(level), "nilai mentah")
    assert cell["catatan"].startswith("nilai mentah ada pada dua kelas") == bool(twice)
    assert ("1 nilai mentah SPD ada pada dua kelas" in found.table.loc[0, "alasan"]) == bool(twice)


# row   raw         read as   level
BETWEEN = """
4        2.044       2.04      1
4        2.045       2.05      2
6      -47.405     -47.41      2
10a      1.155       1.16      3
"""


@pytest.mark.parametrize("case", BETWEEN.strip().splitlines())
def test_raw_values_are_read_with_two_decimals(case):
    row, raw, _read, level = case.split()
    frame = pd.DataFrame(
        {"kode": ["99.01"], "indikator": [row], "level": [None], "nilai_mentah": [float(raw)]}
    )
    cells = sc.spd(frame, RUBRIC).cells.set_index("indikator")
    assert cells.loc[row, "level"] == int(level)


@pytest.mark.parametrize(("row", "tie", "level"), [("4", 2.045, 2), ("11b", 69.995, 2)])
def test_the_binary_neighbour_of_a_tie_is_read_as_the_tie(row, tie, level):
    for raw in (math.nextafter(tie, 0), tie, math.nextafter(tie, 99)):
        frame = pd.DataFrame(
            {"kode": ["99.01"], "indikator": [row], "level": [None], "nilai_mentah": [raw]}
        )
        assert sc.spd(frame, RUBRIC).cells.set_index("indikator").loc[row, "level"] == level


def test_a_level_goes_before_its_raw_value_and_a_contradiction_is_told(capacity):
    frame = capacity(2).assign(nilai_mentah=float("nan"))
    frame.loc[frame["indikator"] == "4", ["level", "nilai_mentah"]] = [3, 2.0]
    found = sc.spd(frame, RUBRIC)
    assert found.table.loc[0, "spd"] == 43
    assert found.table.loc[0, "status"] == "dihitung dengan catatan"
    assert found.table.loc[0, "alasan"] == "1 level SPD tidak cocok dengan nilai mentahnya"
    cell = found.cells.set_index("indikator").loc["4"]
    assert (cell["asal"], cell["catatan"]) == ("level", "level tidak cocok dengan nilai mentahnya")


# row   level  raw     contradiction
GIVEN = """
4       3      5.23
4       2      5.23
4       1      5.23     ya
4       2      5.24     ya
5b      1      5.91
5b      2      5.91
5b      3      5.91     ya
13a     0      0
13a     1      0        ya
"""


@pytest.mark.parametrize("case", GIVEN.strip().splitlines())
def test_a_value_in_two_classes_allows_either_level(case):
    row, level, raw, *contradiction = case.split()
    frame = pd.DataFrame(
        {
            "kode": ["99.01"],
            "indikator": [row],
            "level": [int(level)],
            "nilai_mentah": [float(raw)],
        }
    )
    cell = sc.spd(frame, RUBRIC).cells.set_index("indikator").loc[row]
    assert (cell["level"], cell["asal"]) == (int(level), "level")
    told = "level tidak cocok dengan nilai mentahnya" if contradiction else ""
    assert cell["catatan"] == told


def test_an_empty_row_is_level_0_and_is_counted(capacity):
    row = score(capacity(2, spd1=None).query("indikator != '15'"))
    assert (row["spd"], row["spd_belum_diisi"]) == (42 - 2 - 2, 2)
    assert row["alasan"] == "2 indikator SPD belum diisi, dihitung 0"


def test_a_region_without_any_level_has_no_score(capacity):
    row = score(capacity(None))
    assert math.isnan(row["spd"])
    assert (row["status"], row["alasan"]) == (
        "tidak dapat dihitung",
        "level SPD wilayah ini belum ada data",
    )


def test_a_raw_value_without_printed_classes_asks_for_the_level(capacity):
    frame = capacity(2, spd9=None).assign(nilai_mentah=float("nan"))
    frame.loc[frame["indikator"] == "9", "nilai_mentah"] = 77.0
    found = sc.spd(frame, RUBRIC)
    assert found.table.loc[0, "spd"] == 40
    assert "isi levelnya" in found.cells.set_index("indikator").loc["9", "catatan"]


@pytest.mark.parametrize("edition", [2020, 2021, 2022, 2023, 2024, 2025])
def test_before_2026_the_weights_are_not_known(edition, capacity):
    row = score(capacity(2, year=edition), sc.load_rubric(f"iid-{edition}"))
    assert math.isnan(row["spd"])
    assert row["status"] == "tidak dapat dihitung"
    assert row["alasan"].startswith(f"bobot indikator SPD edisi {edition} belum ada: ")


def test_a_known_score_is_taken_as_it_is_and_says_so():
    row = score(pd.DataFrame({"kode": ["99.01"], "spd": [41.25]}), sc.load_rubric("iid-2023"))
    assert (row["spd"], row["status"]) == (41.25, "dihitung dengan catatan")
    assert row["alasan"] == "skor SPD diberikan, tidak dihitung dari level"
