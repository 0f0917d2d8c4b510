"""NHS, KIPP and DAC: scored as their sources say, refused where they say nothing."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.rubrics import instruments

NHS = instruments.load("nhs")
KIPP = instruments.load("kipp-2023")


def levels(word, objek="A", penilai="P1"):
    """One letter per factor."""
    rows = [(objek, penilai, one.kode, key) for one, key in zip(NHS.ranah, word, strict=True)]
    return pd.DataFrame(rows, columns=["objek", "penilai", "kriteria", "nilai"])


# levels of the ten factors   total  limits          against 55
DRAWN = """
aaaaaaaaaa                    100    100    100      di atas 55
dddddddddd                    0      0      0        di bawah 55
abbcaacaad                    70.7   70.7   70.7     di atas 55
abbcabcaad                    -      59.7   70.7     di atas 55
cdddddaddd                    -      15     23.5     di bawah 55
bbbbbbbbbb                    -      9.7    93.6     belum dapat dikatakan
"""


@pytest.mark.parametrize("line", DRAWN.strip().splitlines())
def test_total_of_the_nhs_model(line):
    word, total, low, high, against = line.split(maxsplit=4)
    row = su.nhs_score(levels(word)).table.iloc[0]
    if total == "-":
        assert np.isnan(row["nilai"])
        assert "belum dicocokkan" in row["alasan"]
    else:
        assert row["nilai"] == pytest.approx(float(total))
    assert row["mungkin_bawah"] == pytest.approx(float(low))
    assert row["mungkin_atas"] == pytest.approx(float(high))
    assert against in row["acuan"]
    assert "bukan lulus" in row["acuan"]


def test_a_factor_left_out_withholds_the_total():
    row = su.nhs_score(levels("a" * 10).iloc[1:]).table.iloc[0]
    assert np.isnan(row["nilai"])
    assert "belum dinilai: manfaat di luar pasien" in row["alasan"]
    assert (row["mungkin_bawah"], row["mungkin_atas"]) == pytest.approx((91.5, 100))


def test_levels_that_are_none_are_faults():
    marks = levels("a" * 10)
    marks.loc[3, "nilai"] = "e"
    found = su.nhs_score(marks)
    assert found.faults[["kriteria", "nilai"]].values.tolist() == [["pemantauan", "e"]]
    assert found.faults["baris"].tolist() == [3]


def marks(values, objek="A", penilai="P1"):
    rows = [(objek, penilai, one.kode, v) for one, v in zip(KIPP.ranah, values, strict=True)]
    return pd.DataFrame(rows, columns=["objek", "penilai", "kriteria", "nilai"])


# marks of the eight parts             top  score
WEIGHED = """
100 100 100 100 100 100 100 100        100  100
0   100 0   0   0   0   0   0          100  10
100 0   0   0   0   0   0   0          100  0
0   0   0   0   50  0   0   0          100  15
4   4   4   4   4   4   4   2          4    92.5
"""


@pytest.mark.parametrize("line", WEIGHED.strip().splitlines())
def test_weighted_score_of_kipp_2023(line):
    *values, top, score = map(float, line.split())
    found = su.kipp_score(marks(values), edition=2023, top=top)
    assert found.table["nilai"].tolist() == [pytest.approx(score)]


@pytest.mark.parametrize("year", [2022, 2024, 2025])
def test_a_year_without_weights_cannot_be_scored(year):
    found = su.kipp_score(marks([100] * 8), edition=year, top=100)
    assert found.table.empty
    assert "tidak dapat dihitung" in found.summary()


def test_a_weighted_part_left_out_withholds_the_score_and_a_weightless_one_does_not():
    whole = marks([100] * 8)
    assert su.kipp_score(whole.iloc[1:], edition=2023, top=100).table["nilai"].tolist() == [100]
    row = su.kipp_score(whole.iloc[:-1], edition=2023, top=100).table.iloc[0]
    assert np.isnan(row["nilai"])
    assert "strategi keberlanjutan" in row["alasan"]


@pytest.mark.parametrize("top", [0, -1, float("nan")])
def test_kipp_needs_the_highest_mark(top):
    with pytest.raises(ParameterError, match="Nilai tertinggi"):
        su.kipp_score(marks([1] * 8), edition=2023, top=top)


def test_marks_outside_are_faults_with_what_was_written():
    given = marks([100] * 8).astype({"nilai": object})
    given.loc[2, "nilai"], given.loc[3, "nilai"] = 101, "baik"
    found = su.kipp_score(given, edition=2023, top=100)
    assert found.faults["nilai"].tolist() == [101, "baik"]
    assert found.table["nilai"].isna().all()


def test_assessors_who_disagree_are_not_averaged():
    rng = np.random.default_rng(1)
    parts = [
        marks([int(v)] * 8, f"O{n}", f"P{k}")
        for n in range(6)
        for k, v in enumerate(rng.permutation([10, 50, 90]), start=1)
    ]
    table = su.kipp_score(pd.concat(parts), edition=2023, top=100).table
    assert set(table["status"]) == {"ditahan"}
    assert table[["terendah", "tertinggi"]].iloc[0].tolist() == [10, 90]


def rating(value, proof="temuan 3", kriteria="relevansi"):
    columns = ["objek", "kriteria", "nilai", "bukti"]
    return pd.DataFrame([("A", kriteria, value, proof)], columns=columns)


@pytest.mark.parametrize(
    ("value", "label"),
    [(1, "sangat tidak memuaskan"), (4, "agak memuaskan"), (6, "sangat memuaskan")],
)
def test_ratings_by_dac_have_words_and_no_total(value, label):
    found = su.dac_ratings(rating(value))
    assert found.table["label"].tolist() == [label]
    assert len(found.table) == 1


@pytest.mark.parametrize(
    "given", [rating(4, ""), rating(4, None), rating(4, "  "), rating(7), rating(0), rating(3.5)]
)
def test_a_rating_without_evidence_or_off_the_scale_counts_not(given):
    found = su.dac_ratings(given)
    assert found.table.empty
    assert len(found.faults) == 1
    assert "1 baris salah" in found.summary()


def test_unknown_criteria_and_repetitions_are_faults():
    given = pd.concat([rating(4, kriteria="keindahan"), rating(4), rating(5)], ignore_index=True)
    found = su.dac_ratings(given)
    assert found.table.empty
    assert found.faults["kalimat"].tolist() == [
        "kriteria tidak dikenal pada instrumen ini",
        "dinilai lebih dari sekali",
        "dinilai lebih dari sekali",
    ]


def test_criteria_are_known_by_either_name():
    assert su.dac_ratings(rating(4, kriteria="Sustainability")).table["kriteria"].tolist() == [
        "keberlanjutan"
    ]


def test_missing_columns_are_named():
    with pytest.raises(ParameterError, match="bukti"):
        su.dac_ratings(rating(4).drop(columns="bukti"))
