"""A contest run on ratings: agreement first, no total without weights, ties called ties."""

import numpy as np
import pandas as pd
import pytest
from contest_case import OWN, contest, ratings

from evaluasi.agreement import krippendorff_alpha
from evaluasi.errors import ParameterError
from evaluasi.rubrics import contests
from evaluasi.scoring.contest import EQUAL, run_contest
from evaluasi.scoring.contest_agreement import EVENED, TOTAL
from evaluasi.scoring.raters import select_top

SKK = "skk-jatim"


@pytest.fixture
def own(tmp_path):
    return contest(tmp_path)


def test_the_stage_is_that_of_select_top_on_each_raters_weighted_total(own):
    rows = ratings(noise=1)
    found = run_contest(rows, own).stages[0]
    weights = {"kebaharuan": 60, "kemanfaatan": 40}
    whole = rows.assign(skor=rows["skor"] * rows["kriteria"].map(weights) / 100)
    whole = whole.groupby(["objek", "penilai"], as_index=False)["skor"].sum()
    expected = select_top(whole, 2).table
    by_criterion = select_top(rows, 2, weights=weights).table
    np.testing.assert_allclose(found.table["skor_mentah"], by_criterion["skor_mentah"])
    np.testing.assert_allclose(found.table["skor_disesuaikan"], by_criterion["skor_disesuaikan"])
    for column in ("objek", "peringkat", "peluang", "bawah", "atas"):
        assert list(found.table[column]) == list(expected[column])


def test_the_agreement_of_the_total_is_that_of_weighted_totals(own):
    rows = ratings(noise=6)
    table = run_contest(rows, own).stages[0].agreement.set_index("kriteria")
    wide = rows.pivot(index=["penilai", "objek"], columns="kriteria", values="skor")
    total = (0.6 * wide["kebaharuan"] + 0.4 * wide["kemanfaatan"]).unstack("objek")
    expected = krippendorff_alpha(total, "interval").estimate
    assert table.loc[TOTAL, "koefisien"] == pytest.approx(expected, abs=1e-10)
    assert set(table.index) == {"kebaharuan", "kemanfaatan", TOTAL, EVENED}


def test_a_halo_over_the_criteria_widens_the_interval(own):
    """One opinion written down on two criteria is one opinion."""
    rows = ratings(noise=0)
    one = rows[rows["kriteria"] == "kebaharuan"].copy()
    one["skor"] += np.random.default_rng(5).normal(scale=3, size=len(one))
    both = pd.concat([one, one.assign(kriteria="kemanfaatan")])
    halo = run_contest(both, own).stages[0].table.set_index("objek")["galat_baku"]
    alone = select_top(one, 2).adjusted.scores.set_index("objek")["galat_baku"]
    np.testing.assert_allclose(halo.sort_index(), alone.sort_index())


def test_a_criterion_of_no_weight_changes_nothing(tmp_path):
    text = OWN.replace("kebaharuan = 60, kemanfaatan = 40", "kebaharuan = 100, kemanfaatan = 0")
    rows = ratings(noise=1)
    one = rows[rows["kriteria"] == "kebaharuan"]
    found = run_contest(rows.drop(index=1), contest(tmp_path, text)).stages[0]
    alone = run_contest(one, contest(tmp_path, text)).stages[0]
    pd.testing.assert_frame_equal(found.table, alone.table)
    assert found.warnings == alone.warnings


def test_a_total_with_a_criterion_left_out_is_no_total(own):
    """A rater who scored one criterion of o0 only has said nothing of its total."""
    rows = ratings(noise=3)
    gone = (rows["objek"] == "o0") & (rows["penilai"] == "P0")
    part = rows[~(gone & (rows["kriteria"] == "kemanfaatan"))]
    totals = [
        run_contest(frame, own).stages[0].agreement.set_index("kriteria").loc[TOTAL, "koefisien"]
        for frame in (part, rows[~gone])
    ]
    assert totals[0] == pytest.approx(totals[1], abs=1e-12)


def test_few_whole_values_are_read_as_ordered_classes(own):
    rows = ratings(noise=1, spread=2)
    rows["skor"] = (rows["skor"] / 3).round()
    table = run_contest(rows, own).stages[0].agreement.set_index("kriteria")
    one = rows[rows["kriteria"] == "kebaharuan"].pivot(
        index="penilai", columns="objek", values="skor"
    )
    assert table.loc["kebaharuan", "tingkat"] == "ordinal"
    expected = krippendorff_alpha(one, "ordinal").estimate
    assert table.loc["kebaharuan", "koefisien"] == pytest.approx(expected)
    assert table.loc[TOTAL, "tingkat"] == "interval"


def test_raters_who_agree_too_little_give_no_ranking_but_intervals_stay(own):
    found = run_contest(ratings(noise=40), own).stages[0]
    assert found.table["peringkat"].isna().all()
    assert found.table["peringkat_disesuaikan"].isna().all()
    assert found.table["peluang"].sum() == pytest.approx(2)
    assert found.table[["bawah", "atas"]].notna().all(axis=None)
    assert "Peringkat ditahan" in found.summary()


def test_severity_alone_withholds_the_rank_and_the_table_says_that_it_was_severity(own):
    rows = ratings(noise=0.2, severity=[0, 30, -30, 60])
    found = run_contest(rows, own).stages[0]
    table = found.agreement.set_index("kriteria")["koefisien"]
    assert table[TOTAL] < 0.667
    assert table[EVENED] > 0.99
    assert found.table["peringkat"].isna().all()


def test_unknown_weights_give_criteria_side_by_side_and_no_total():
    rows = ratings(stage="presentasi")
    found = run_contest(rows, contests.load(SKK)).stages[0]
    assert found.table.empty
    assert found.weights is None
    assert "Bobot belum diketahui (bobot SKK tidak diterbitkan)" in found.summary()
    means = rows.groupby(["objek", "kriteria"])["skor"].mean().unstack()
    np.testing.assert_allclose(found.criteria.set_index("objek")[means.columns], means)


def test_equal_weights_hold_only_when_the_user_says_so_and_never_over_known_ones(own):
    rows = ratings(stage="presentasi", objects=9)
    found = run_contest(rows, contests.load(SKK), weights=EQUAL).stages[0]
    assert "disamakan atas permintaan pemakai" in found.summary()
    expected = select_top(rows, 7).table
    np.testing.assert_allclose(found.table["skor_mentah"], expected["skor_mentah"])
    known = run_contest(ratings(), own, weights=EQUAL).stages[0]
    assert known.weights == {"kebaharuan": 60, "kemanfaatan": 40}


def test_weights_of_the_user_count_and_are_called_theirs():
    rows = ratings(stage="Presentasi", objects=9)
    given_ = {"presentasi": {"Kebaharuan": 70, "kemanfaatan": 30}}
    found = run_contest(rows, contests.load(SKK), weights=given_).stages[0]
    assert found.weights == {"kebaharuan": 70, "kemanfaatan": 30}
    assert "aturan pemakai" in found.weights_origin


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ({"": {"kebaharuan": 60, "kemanfaatan": 30}}, "berjumlah 90"),
        ({"": {"kebaharuan": 120, "kemanfaatan": -20}}, "bukan bilangan 0 ke atas"),
        ({"wawancara": {"kebaharuan": 100}}, "“wawancara” tidak ada"),
        ({"": {"kebaharuan": 100}}, "“kemanfaatan” pada tahap Presentasi tidak punya bobot"),
        ({"": {}}, "tidak ada satu bobot pun"),
        ("rata", "Bobot “rata” tidak dikenal"),
    ],
)
def test_weights_that_cannot_be_are_refused(weights, told):
    with pytest.raises(ParameterError) as caught:
        run_contest(ratings(stage="presentasi"), contests.load(SKK), weights=weights)
    assert told in str(caught.value)


def test_known_weights_are_not_overruled(own):
    with pytest.raises(ParameterError) as caught:
        run_contest(ratings(), own, weights={"satu": {"kebaharuan": 50, "kemanfaatan": 50}})
    assert "Babak satu: bobotnya sudah diketahui" in caught.value.faults


def test_a_criterion_of_the_contest_that_nobody_rated_leaves_no_total(own):
    rows = ratings()
    found = run_contest(rows[rows["kriteria"] == "kebaharuan"], own).stages[0]
    assert found.table.empty
    assert "Kriteria kemanfaatan belum dinilai" in found.summary()


def test_panels_that_share_nothing_give_scores_and_no_ranks(own):
    rows = ratings(objects=4, judges=4)
    mine = rows["objek"].isin(["o0", "o1"]) == rows["penilai"].isin(["P0", "P1"])
    found = run_contest(rows[mine], own).stages[0]
    assert found.table.empty
    assert "P0 dan P1; P2 dan P3" in found.reason
    assert len(found.criteria) == 4


def test_a_tie_at_the_edge_is_called_a_tie(own):
    rows = ratings(objects=4, noise=0)
    rows.loc[rows["objek"] == "o2", "skor"] = rows.loc[rows["objek"] == "o1", "skor"].to_numpy()
    rows["skor"] += rows["penilai"].map({"P0": 0.5, "P1": -0.5, "P2": 0, "P3": 0})
    rows["skor"] += np.where(rows["kriteria"] == "kebaharuan", 0.25, 0) * (rows["penilai"] == "P0")
    found = run_contest(rows, own).stages[0]
    table = found.table.set_index("objek")
    assert list(table.loc[["o1", "o2"], "peringkat"]) == [2, 2]
    assert table.loc[["o1", "o2"], "seri"].all()
    assert "Seri pada batas 2 teratas: o1 dan o2" in found.summary()


def test_who_is_in_only_by_mild_raters_is_marked(own):
    # P3 is mild and rated only o2: raw puts o2 among the first two, severity takes it out.
    rows = ratings(objects=4, judges=3, noise=0.01, spread=2)
    mild = rows[(rows["objek"] == "o2") | (rows["objek"] == "o3")].copy()
    mild = mild[mild["penilai"] == "P0"].assign(penilai="P3")
    mild["skor"] += 12
    rows = rows[~((rows["objek"] == "o2") & (rows["penilai"] != "P0"))]
    found = run_contest(pd.concat([rows, mild]), own).stages[0]
    table = found.table.set_index("objek")
    assert table.loc["o2", "berubah"]
    assert not table.loc["o3", "berubah"]
    assert "o2" in next(w for w in found.warnings if "kerasnya penilai diperhitungkan" in w)


def test_without_a_known_number_there_is_no_probability_unless_it_is_said():
    rows = ratings(stage="presentasi").replace(
        {"kriteria": {"kebaharuan": "kebaharuan", "kemanfaatan": "kemanfaatan"}}
    )
    more = [
        rows[rows["kriteria"] == "kebaharuan"].assign(kriteria=name)
        for name in ("replikasi dan aplikatif", "kewenangan daerah dan kolaborasi", "penyajian")
    ]
    rows = pd.concat([rows, *more])
    iga = contests.load("iga-2023")
    silent = run_contest(rows, iga).stages[0]
    assert silent.table["peluang"].isna().all()
    assert silent.table["berubah"].isna().all()
    assert "Banyaknya yang lolos belum diketahui" in silent.summary()
    asked = run_contest(rows, iga, first=3).stages[0]
    assert asked.table["peluang"].sum() == pytest.approx(3)


def test_when_all_go_on_each_is_sure_and_nobody_is_at_an_edge(own):
    found = run_contest(ratings(objects=2), own).stages[0]
    assert (found.table["peluang"] == 1).all()
    assert not found.table["berubah"].any()
    assert "semuanya maju" in found.summary()


def test_a_single_entry_is_not_ranked(own):
    found = run_contest(ratings(objects=1), own).stages[0]
    assert found.table.empty
    assert "Hanya satu peserta" in found.summary()


def test_the_final_score_weighs_the_stages_as_the_contest_says(own):
    rows = pd.concat([ratings(noise=1), ratings(noise=1, stage="dua", seed=2, objects=4)])
    found = run_contest(rows, own)
    stages = [one.table.set_index("objek")["skor_mentah"] for one in found.stages]
    final = found.final.table.set_index("objek")
    assert set(final.index) == {"o0", "o1", "o2", "o3"}
    for name in final.index:
        expected = 0.4 * stages[0][name] + 0.6 * stages[1][name]
        assert final.loc[name, "skor_mentah"] == pytest.approx(expected)
    assert final["peluang"].sum() == pytest.approx(1)
    assert (final["bawah"] <= final["atas"]).all()
    assert run_contest(ratings(), own).final is None  # a stage is lacking


def test_who_enters_a_later_stage_from_nowhere_is_told(own):
    late = ratings(stage="dua").replace({"objek": {"o0": "tamu"}})
    found = run_contest(pd.concat([ratings(), late]), own)
    assert "Dinilai pada dua, tetapi tidak pada Babak satu: tamu." in found.notes


def test_no_row_is_lost(own):
    rows = pd.concat([ratings(), ratings(stage="wawancara"), ratings(objects=2, stage="dua")])
    rows = rows.reset_index(drop=True)
    rows.loc[0, "skor"] = np.nan
    found = run_contest(rows, own)
    used = sum(int(one.table["penilai"].sum()) * 2 for one in found.stages)
    assert used - 1 + len(found.unused) == len(rows)  # one rater of o0 left out one criterion
    assert "48 baris tidak dipakai: bukan tahap lomba ini yang dinilai penilai." in found.notes
    assert "Tidak semua kriteria diisi penilai untuk o0" in found.summary()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: pd.concat([r, r.iloc[:1]]), "o0, P0, kebaharuan: dinilai lebih dari sekali"),
        (
            lambda r: pd.concat([r, r.iloc[:1].assign(kriteria="Kebaharuan ")]),
            "dinilai lebih dari sekali",
        ),
        (lambda r: r.assign(skor=r["skor"].astype(object).mask(r.index == 3, "baik")), "skor baik"),
        (lambda r: r.assign(penilai=r["penilai"].mask(r.index == 3)), "objek atau penilai kosong"),
        (lambda r: r.assign(skor=r["skor"].mask(r.index == 3, np.inf)), "bukan angka"),
        (lambda r: r.assign(tahap="lain"), "Yang ada pada tabel: lain"),
        (lambda r: r.drop(columns="tahap"), "kolom tahap"),
    ],
)
def test_ratings_that_cannot_be_used_are_refused(own, change, told):
    with pytest.raises(ParameterError) as caught:
        run_contest(change(ratings()), own)
    assert told in str(caught.value)


def test_a_number_that_lets_nobody_in_is_refused(own):
    with pytest.raises(ParameterError, match="1 atau lebih"):
        run_contest(ratings(), own, first=0)


def test_the_input_is_left_as_it_was_and_its_order_does_not_matter(own):
    rows = ratings(noise=1)
    copy = rows.copy()
    one = run_contest(rows, own).stages[0].table
    pd.testing.assert_frame_equal(rows, copy)
    other = run_contest(rows.sample(frac=1, random_state=1), own).stages[0].table
    pd.testing.assert_frame_equal(one, other, rtol=1e-9)


def test_all_entries_of_all_stages_stand_in_one_frame(own):
    rows = pd.concat([ratings(noise=40), ratings(objects=3, stage="dua")])
    found = run_contest(rows, own)
    frame = found.to_frame()
    assert frame["tahap"].value_counts().to_dict() == {"Babak satu": 6, "dua": 3}
    assert frame["peringkat"].isna().sum() == 6  # withheld in the first stage alone
    unknown = run_contest(ratings(stage="presentasi"), contests.load(SKK))
    assert unknown.to_frame().empty
    assert "tahap" in unknown.to_frame()
    assert "? → 30 → 7 → 3 peserta" in unknown.summary()


def test_where_the_raters_of_a_stage_disagree_the_final_rank_is_withheld_too(own):
    rows = pd.concat([ratings(noise=40), ratings(noise=1, stage="dua", seed=2)])
    final = run_contest(rows, own).final
    assert final.to_frame()["peringkat"].isna().all()
    assert "ditahan: kesepakatan penilai terlalu rendah pada Babak satu" in final.summary()
