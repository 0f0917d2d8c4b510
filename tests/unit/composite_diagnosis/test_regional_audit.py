"""The audit index of regions: what it is made of, who takes part, what is told."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.auditing import BOTH, audit
from evaluasi.scoring.composite.pooling import pooled
from evaluasi.scoring.composite.regional import CLAIMED, SPD_MARK, VERIFIED, regional_levels
from evaluasi.scoring.composite.uncertainty import uncertainty
from evaluasi.scoring.composite.varying import Assumption

RUBRIC = sc.load_rubric("iid-2026")
CODES = [f"35.{n:02d}" for n in range(1, 8)]


def innovations(codes=CODES, each=3, seed=1, year=2026):
    rng = np.random.default_rng(seed)
    rows = [
        {"id": f"{code}-{k}", "tahun": year, "kode": code, "urusan": "Kesehatan"}
        | {column: int(rng.integers(0, 4)) for column in RUBRIC.columns}
        for code in codes
        for k in range(each)
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(RUBRIC.columns, "Int64"))


def capacity(codes=CODES, seed=2):
    rng = np.random.default_rng(seed)
    rows = [(c, 2026, i.kode, int(rng.integers(0, 4))) for c in codes for i in RUBRIC.spd]
    frame = pd.DataFrame(rows, columns=["kode", "tahun", "indikator", "level"])
    return frame.astype({"level": "Int64"})


def checked(inovasi, level=0):
    return pd.DataFrame(
        {
            "id_inovasi": inovasi["id"],
            "tahun": 2026,
            "indikator": "i16",
            "level": level,
            "tanggal": pd.Timestamp("2026-08-01"),
        }
    )


def as_claimed(inovasi):
    """Verification that changes nothing."""
    return checked(inovasi).assign(level=inovasi["i16"].to_numpy())


def small(*args, **kwargs):
    return audit(*args, RUBRIC, draws=200, **kwargs)


@pytest.fixture(scope="module")
def made():
    inovasi = innovations()
    return small(inovasi, capacity(), verifikasi=checked(inovasi))


def test_the_audit_score_is_the_weighted_mean_level_of_the_rubric(made):
    """By hand: points of SPD and of the mean maturity, over their highest."""
    inovasi, kapasitas = innovations(), capacity()
    maturity = sc.maturity(inovasi, RUBRIC).groupby(inovasi["kode"]).mean()
    spd = sc.spd(kapasitas, RUBRIC).table.set_index("kode")["spd"]
    by_hand = (maturity + spd) / (111 + 63) * 100
    found = made.regions.set_index("kode")["skor_audit"]
    np.testing.assert_allclose(found[by_hand.index], by_hand, atol=1e-10)


def test_verified_levels_replace_the_claims(made):
    claimed, verified = (made.levels.sources[name] for name in (CLAIMED, VERIFIED))
    inovasi = innovations()
    assert claimed["i16"].tolist() == inovasi.groupby("kode")["i16"].mean().tolist()
    assert (verified["i16"] == 0).all()
    assert (verified["i17"] == claimed["i17"]).all()
    scores = made.regions.set_index("kode")
    lost = claimed["i16"] * 3 / (58 * 3) * 100  # i16 weighs 3 of 58
    np.testing.assert_allclose(
        (scores["skor_audit"] - scores["skor_audit_verifikasi"])[lost.index], lost, atol=1e-10
    )


def test_what_verification_makes_alike_still_counts_among_the_claims(made):
    claimed, verified = (made.levels.frameworks[name].codes for name in (CLAIMED, VERIFIED))
    assert "i16" in claimed
    assert "i16" not in verified
    told = "Menurut level sesudah verifikasi, semua wilayah sama pada i16"
    assert told in made.summary()


def test_the_source_has_a_sobol_index_only_where_the_same_indicators_tell_regions_apart(made):
    assert BOTH not in made.sensitivities
    inovasi = innovations()
    some = small(inovasi, capacity(), verifikasi=checked(inovasi.iloc[:4], level=3))
    table = some.sensitivities[BOTH].table.set_index("asumsi")
    assert table.loc["sumber level", "total"] > 0
    same = small(inovasi, capacity(), verifikasi=as_claimed(inovasi))
    table = same.sensitivities[BOTH].table.set_index("asumsi")
    assert table.loc["sumber level", "total"] == 0


def test_a_gap_counts_as_0_and_its_bound_as_3():
    inovasi = innovations()
    inovasi.loc[0, ["i16", "i17"]] = pd.NA
    levels = regional_levels(inovasi, capacity(), RUBRIC)
    gaps = levels.gaps.loc["35.01"]
    weights = {i.kode: i.bobot for i in RUBRIC.sid}
    won = (weights["i16"] + weights["i17"]) / 3 / 58 * 100  # one of three innovations; 58 in all
    assert (gaps["kosong"], gaps["sel"]) == (2, 3 * 20 + 20)
    assert gaps["tertinggi"] == pytest.approx(levels.scores[CLAIMED]["35.01"] + won)
    others = levels.gaps.drop(index="35.01")
    assert (others["kosong"] == 0).all()
    np.testing.assert_allclose(others["tertinggi"], levels.scores[CLAIMED][others.index])


def test_leaving_out_what_all_share_changes_no_order():
    inovasi = innovations()
    alike = inovasi.assign(i20=pd.array([2] * len(inovasi), dtype="Int64"))
    found = small(alike, None)
    by_hand = sc.maturity(alike, RUBRIC).groupby(alike["kode"]).mean()
    index = found.indices[CLAIMED]
    assert "i20" not in index.stages["mentah"]
    ranks = index.ranks.iloc[:, -1]
    assert (by_hand.rank(ascending=False)[ranks.index] == ranks).all()
    scores = found.regions.set_index("kode")["skor_audit"]
    np.testing.assert_allclose(scores[by_hand.index], by_hand / 111 * 100)


def test_empty_cells_count_zero_and_bare_innovations_not_at_all():
    inovasi = innovations()
    inovasi.loc[0, "i16"] = pd.NA
    inovasi.loc[1, list(RUBRIC.columns)] = pd.NA
    found = regional_levels(inovasi, None, RUBRIC)
    third = int(inovasi.loc[2, "i16"])
    assert found.sources[CLAIMED].loc[CODES[0], "i16"] == pytest.approx((0 + third) / 2)
    assert "1 inovasi tanpa satu level pun" in " ".join(found.notes)


def test_regions_without_spd_are_left_out_by_name_where_others_have_it():
    found = regional_levels(innovations(), capacity(CODES[:6]), RUBRIC)
    assert found.left_out.to_numpy().tolist() == [[CODES[6], "level SPD belum ada data"]]
    assert len(found.sources[CLAIMED]) == 6


def test_regions_without_innovations_are_left_out_by_name():
    found = regional_levels(innovations(CODES[:6]), capacity(), RUBRIC)
    assert found.left_out.to_numpy().tolist() == [[CODES[6], "tanpa inovasi"]]


def test_the_spd_aspect_stays_out_where_few_regions_have_it():
    found = regional_levels(innovations(), capacity(CODES[:4]), RUBRIC)
    assert len(found.sources[CLAIMED]) == len(CODES)
    assert not [code for code in found.sources[CLAIMED] if code.startswith(SPD_MARK)]
    assert "hanya 4 wilayah" in " ".join(found.notes)


def test_an_edition_whose_spd_weights_are_unknown_is_audited_without_spd():
    rubric = sc.load_rubric("iid-2023")
    found = regional_levels(innovations(year=2023), None, rubric)
    assert len(found.frameworks[CLAIMED].indicators) == 20
    assert "Aspek SPD tidak ikut" in found.notes[0]


@pytest.mark.parametrize(
    ("inovasi", "rubric", "told"),
    [
        (innovations(CODES[:4]), RUBRIC, "paling sedikit 5 wilayah; pada edisi 2026 ada 4"),
        (innovations(year=2022), sc.load_rubric("iid-2022"), "tidak dapat diaudit"),
        (innovations().assign(**dict.fromkeys(RUBRIC.columns, 2)), RUBRIC, "Semua wilayah sama"),
        (innovations(year=2025), RUBRIC, "tidak memuat edisi 2026"),
    ],
    ids=["four regions", "no indicator table", "all alike", "another edition"],
)
def test_what_cannot_be_audited_is_refused_with_the_reason(inovasi, rubric, told):
    with pytest.raises(ParameterError, match=told):
        audit(inovasi, None, rubric, draws=10)


def test_no_rank_stands_without_its_interval(made):
    ranked = made.regions[["bawah", "median", "atas"]]
    assert ranked.notna().all().all()
    assert (ranked["bawah"] <= ranked["median"]).all()
    assert (ranked["median"] <= ranked["atas"]).all()
    assert not [name for name in made.official if "peringkat" in name]


def test_half_of_the_draws_come_from_each_source(made):
    assert made.draws == 200
    assert [run.draws for run in made.uncertainties.values()] == [100, 100]
    assert set(made.sensitivities) == {CLAIMED, VERIFIED}


def test_the_same_seed_gives_the_same_audit(made):
    inovasi = innovations()
    again = small(inovasi, capacity(), verifikasi=checked(inovasi))
    pd.testing.assert_frame_equal(again.regions, made.regions)


def test_the_official_index_stands_beside_with_what_sets_it_apart(made):
    official = sc.regional_index(innovations(), capacity(), RUBRIC).table.set_index("kode")
    beside = made.official.set_index("kode")
    pd.testing.assert_series_equal(beside["iid"].sort_index(), official["iid"].sort_index())
    assert beside["penjelasan"].str.contains("3 inovasi di bawah lantai pembagi 12").all()
    assert "bukan indeks resmi" in made.summary()
    assert "kekeliruan pada data tidak termasuk" in made.summary()


def test_pooled_ranks_are_those_of_all_draws_together(made):
    """With one option each run has one ranking: the pool holds both, half each."""
    index = made.indices[CLAIMED]
    data = made.levels.sources[CLAIMED]
    turned = data.set_axis(data.index[::-1]).loc[data.index]
    fixed = [Assumption("aggregate", [index.recipe.aggregate])]
    runs = [uncertainty(index.recipe, own, fixed, draws=10) for own in (data, turned)]
    ranks = np.column_stack([run.table["nominal"] for run in runs])
    found = pooled(runs)
    assert found["bawah"].tolist() == ranks.min(axis=1).tolist()
    assert found["atas"].tolist() == ranks.max(axis=1).tolist()
    np.testing.assert_allclose(found["rata_rata"], ranks.mean(axis=1))
    assert (ranks[:, 0] != ranks[:, 1]).any()
