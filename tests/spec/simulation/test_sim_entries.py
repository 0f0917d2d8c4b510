"""Innovations enter as the rules allow, except where an exception was planted."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import rubrics
from evaluasi.scoring import maturity
from evaluasi.simulation import titles
from evaluasi.simulation.laws import law
from evaluasi.simulation.levels import INDICATORS

ALIKE = ["opd", "urusan", "tanggal_penerapan"]


@pytest.fixture(scope="module")
def entered(province):
    return province.tables["inovasi"]


def keys(rows):
    return set(zip(rows["id"], rows["tahun"], strict=True))


def test_an_innovation_enters_at_most_twice_unless_planted(entered, planted):
    times = entered.groupby("id")["tahun"].transform("size")
    third = {identity for identity, _year in planted["masuk ketiga"]}
    assert set(entered.loc[times > 2, "id"]) == third
    assert (times == 2).mean() > 0.25


def test_it_has_matured_in_between_unless_planted(entered, planted):
    twice = entered[entered["id"].duplicated(keep=False)].sort_values(["id", "tahun"])
    levels = twice[list(INDICATORS)].astype("Float64").fillna(3)  # not yet filled in: no fall
    fell = (levels.groupby(twice["id"]).diff() < 0).fillna(False).any(axis=1)
    assert keys(twice[fell]) == planted["tidak matang"]


def test_dates_lie_in_the_window_unless_planted(entered, planted):
    started, renewed = (entered[f"tanggal_{n}"].dt.year for n in ("penerapan", "pengembangan"))
    within = started.between(entered["tahun"] - 2, entered["tahun"] - 1)
    renewed_within = renewed.between(entered["tahun"] - 2, entered["tahun"] - 1)
    outside = entered[started.notna() & ~within & ~renewed_within]
    assert planted["luar jendela"] <= keys(outside)
    strays = keys(outside) - planted["luar jendela"]
    assert strays <= planted["salinan wilayah lain"] | planted["salinan perangkat daerah lain"]


def test_a_renamed_innovation_is_the_old_one_in_the_next_edition(province, entered):
    told = province.truth["tanaman"].query("jenis == 'ganti nama'")
    assert len(told) > 0.008 * len(entered)
    rows = entered.set_index(["id", "tahun"])
    new = rows.loc[pd.MultiIndex.from_frame(told[["id", "tahun"]])]
    old = rows.loc[
        pd.MultiIndex.from_frame(told[["id_asal", "tahun_asal"]].astype({"tahun_asal": int}))
    ]
    assert (new["judul"].to_numpy() != old["judul"].to_numpy()).all()
    for same in ("kode", "urusan", "jenis"):
        assert (new[same].to_numpy() == old[same].to_numpy()).all()
    assert (told["tahun"] == told["tahun_asal"] + 1).all()
    # It did not grow worse, and cells of the running edition may be empty.
    gain = new[list(INDICATORS)].to_numpy(float, na_value=9) - old[list(INDICATORS)].to_numpy(float)
    assert (gain >= 0).all()


def test_a_surge_shares_office_day_and_pattern(province, entered):
    told = province.truth["tanaman"].query("jenis == 'lonjakan'")
    rows = entered.merge(told[["id", "tahun"]], on=["id", "tahun"])
    assert rows["kode"].nunique() == law("tanam.lonjakan")["jatim"]
    for (kode, year), part in rows.groupby(["kode", "tahun"]):
        counted = entered[entered["kode"] == kode].groupby("tahun").size()
        assert (counted[year - 1], counted[year]) == (8, 63)
        assert len(part) > 0.3 * 63
        assert not part[ALIKE].drop_duplicates().iloc[1:].size
        assert part["judul"].str.replace(r"\d+$", "", regex=True).nunique() == 1


def test_digital_in_name_has_no_tool_and_no_service(entered, planted):
    own = pd.MultiIndex.from_frame(entered[["id", "tahun"]]).isin(planted["digital tanpa layanan"])
    rows = entered[own]
    assert len(rows) == len(planted["digital tanpa layanan"]) > 100
    assert (rows["jenis"] == "digital").all()
    assert not rows[["i19", "i30"]].fillna(0).to_numpy().any()


def test_planted_evidence_is_word_for_word_that_of_another_innovation(province, planted):
    papers = province.tables["bukti"].set_index(["id_inovasi", "indikator"])
    same = ["dokumen", "nomor", "tanggal", "tentang"]
    told = province.truth["tanaman"].query("jenis == 'bukti sama'")
    assert len(told) > 20
    for copy, model in zip(told["id"], told["id_asal"], strict=True):
        both = papers.loc[copy].join(papers.loc[model], suffixes=("", "_asal"), how="inner")
        assert all((both[c] == both[f"{c}_asal"]).all() for c in same)


def test_maturity_is_printed_by_the_rules_of_the_edition(entered):
    for edition, rows in entered.groupby("tahun"):
        expected = maturity(rows, rubrics.load(f"iid-{edition}"))
        pd.testing.assert_series_equal(rows["kematangan"], expected, check_names=False)
    assert entered.loc[entered["tahun"] == 2022, "kematangan"].isna().all()


def test_levels_have_the_shares_of_the_law(entered):
    """Of implemented, non-digital first entries of 2023, the base of the law."""
    own = entered[(entered["tahun"] == 2023) & (entered["tahapan"] == "penerapan")]
    own = own[(own["jenis"] == "non digital")]
    first = ~own["id"].isin(entered.loc[entered["tahun"] < 2023, "id"])
    own = own[first]
    shifted = law("level.geser")["dasar"]
    for name, shares in law("level.pangsa").items():
        found = (own[name] <= 1).mean()
        # The shift of the base law lowers the share of the low levels a little; regions differ.
        assert found == pytest.approx(shares[0] + shares[1] - 0.4 * shifted, abs=0.10), name


def test_indicators_go_together_as_their_loadings_say(entered):
    own = entered[entered["tahapan"] == "penerapan"][list(INDICATORS)].dropna().astype(float)
    found = own.corr(method="spearman").to_numpy()
    loading = np.array(list(law("level.muatan").values()))
    pairs = np.triu_indices(len(INDICATORS), 1)
    expected = np.outer(loading, loading)[pairs]
    # Cutting into four levels weakens each correlation by about a tenth, growth over the editions
    # strengthens it; their order holds.
    assert np.corrcoef(found[pairs], expected)[0, 1] > 0.8
    assert np.mean(found[pairs] - expected) == pytest.approx(0, abs=0.05)


def test_cells_are_left_empty_only_in_the_running_edition(entered):
    lacking = entered[list(INDICATORS)].isna().any(axis=1)
    assert set(entered.loc[lacking, "tahun"]) == {2026}
    running = entered["tahun"] == 2026
    assert lacking[running].mean() == pytest.approx(law("level.belum_diisi"), abs=0.002)


def test_what_an_innovation_is_does_not_change_between_entries(entered, planted):
    changing = planted["digital tanpa layanan"]
    lasting = ["judul", "opd", "urusan", "urusan_beririsan", "inisiator", "bentuk", "jenis"]
    counted = entered[~entered["id"].isin({identity for identity, _year in changing})]
    assert (counted.groupby("id")[lasting].nunique(dropna=False) == 1).all(axis=None)


def test_what_it_serves_and_costs_grows_with_its_levels(entered):
    for amount, indicator in (("penerima", "i33"), ("anggaran", "i18")):
        assert entered.loc[(entered[indicator] == 0).fillna(False), amount].isna().all()
        medians = entered.groupby(indicator)[amount].median()
        assert medians[1] < medians[2] < medians[3]


def test_every_office_stands_on_the_list_of_its_region(province, entered):
    listed = province.truth["perangkat_daerah"]
    known = set(zip(listed["kode"], listed["opd"], strict=True))
    reported = set(zip(entered["kode"], entered["opd"], strict=True))
    assert reported <= known
    assert not listed.duplicated(["kode", "opd"]).any()
    assert (listed["unit"] >= 0).all()
    # Regions differ in what they merged, and name kecamatan of their own.
    own = {code: frozenset(part) for code, part in listed.groupby("kode")["opd"]}
    assert len(set(own.values())) == len(own)
    places = province.tables["wilayah"]
    batu = places.loc[places["induk"] == "35.79", "nama"]
    assert {f"Kecamatan {name}" for name in batu} <= own["35.79"]


def test_merged_offices_do_not_stand_beside_their_parts(province):
    for _code, rows in province.truth["perangkat_daerah"].groupby("kode"):
        names = set(rows["opd"])
        for pair in titles.words()["gabungan"]:
            assert (pair["nama"] in names) != (set(pair["dari"]) <= names)
