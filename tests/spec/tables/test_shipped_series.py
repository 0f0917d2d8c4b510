"""The data that ship, asked through the same door as a report asks them.

Literals were read from the source tables, not from the loader.
"""

from pathlib import Path

import pytest

from evaluasi.errors import ScaleBreakError
from evaluasi.tables import load
from evaluasi.tables.series import SERIES

DATA = Path(__file__).parents[3] / "data"
POVERTY_OF_BATU = {
    2010: 5.08, 2011: 4.74, 2012: 4.47, 2013: 4.77, 2014: 4.59, 2015: 4.71, 2016: 4.48, 2017: 4.31,
    2018: 3.89, 2019: 3.81, 2020: 3.89, 2021: 4.09, 2022: 3.79, 2023: 3.31, 2024: 3.06, 2025: 2.86,
}  # fmt: skip


@pytest.fixture(scope="module")
def jatim():
    return load(DATA / "jatim")


@pytest.fixture(scope="module")
def nasional():
    return load(DATA / "nasional")


def test_what_ships_is_as_its_descriptor_says(jatim, nasional):
    assert jatim.notes == nasional.notes == ()
    assert jatim.kind == nasional.kind == "publik"
    assert jatim.home == "35"


def test_poverty_of_kota_batu(jatim):
    assert jatim.series("p0", "35.79").loc["35.79"].to_dict() == POVERTY_OF_BATU


def test_banyuwangi_scored_84_19_in_2021(jatim):
    assert jatim.series("iid", "35.10", [2021]).loc["35.10", 2021] == 84.19


def test_both_datasets_tell_the_same_of_east_java(jatim, nasional):
    for code in jatim.capaian["indikator"].unique():
        own = jatim.series(code, low_confidence=True)
        same = nasional.series(code, own.index, own.columns, low_confidence=True)
        assert own.equals(same), code


@pytest.mark.parametrize("name", ["jatim", "nasional"])
def test_every_indicator_on_file_is_one_series_or_none(name, request):
    ds = request.getfixturevalue(name)
    for code in ds.capaian["indikator"].unique():
        assert ds.series(code).notna().any(axis=None)
    with pytest.raises(ScaleBreakError):
        ds.series("iid")


def test_there_is_no_unemployment_of_2016_and_its_column_stays(jatim):
    assert jatim.series("tpt")[2016].isna().all()


@pytest.mark.parametrize("name", ["jatim", "nasional"])
def test_every_excluded_region_and_year_is_a_cell_on_file(name, request):
    """A caution that meets no value would be a typing error in the catalogue."""
    ds = request.getfixturevalue(name)
    for code, series in SERIES.items():
        if code not in set(ds.capaian["indikator"]):
            continue
        values = ds.series(code, low_confidence=True)
        for caution in series.cautions:
            if not caution.exclude:
                continue
            here = [kode for kode in values.index if caution.in_region(kode)]
            if name == "nasional" or any(kode.startswith("35") for kode in caution.regions):
                assert here, (code, caution.kalimat)
            years = range(caution.first, caution.last + 1)
            assert values.loc[here, years].notna().any().all() or not here, (code, caution.kalimat)


def test_what_notes_forbid_the_catalogue_excludes(nasional):
    """Rows whose note says not to use them are of low confidence or barred from trends."""
    rows = nasional.capaian
    notes = rows["catatan"].fillna("")
    forbidden = rows[notes.str.contains("jangan dipakai|keluarkan|keliru|mungkin diisi")]
    for row in forbidden.itertuples():
        barred = SERIES[row.indikator].excluded([row.kode], [row.tahun])
        assert row.keyakinan == "rendah" or barred, (row.kode, row.tahun, row.catatan)


@pytest.mark.parametrize(
    ("kode", "year", "status"),
    [
        ("35.10", 2022, "tercatat"),
        ("35.79", 2022, "tidak ada"),
        ("35.79", 2023, "tidak tercatat"),
        ("35.73", 2021, "tidak tercatat"),
        ("35", 2022, "tercatat"),
    ],
)
def test_awards_on_file(jatim, nasional, kode, year, status):
    assert jatim.award_status(kode, year) == status
    assert nasional.award_status(kode, year) == status


def test_a_winner_with_an_ambiguous_name_leaves_its_candidates_open(jatim):
    for kode in ("35.20.15", "35.77.01"):
        assert jatim.award_status(kode, 2024, "skk") == "tidak tercatat"


def test_scores_of_low_confidence_are_not_shown(jatim, nasional):
    for ds in (jatim, nasional):
        assert "rendah" not in set(ds.skor_iid["keyakinan"])
        assert ds.hidden["skor_iid"] == len(ds.withheld("skor_iid")) > 0


def test_units_on_file_are_those_of_the_catalogue(nasional):
    pairs = set(zip(nasional.capaian["indikator"], nasional.capaian["satuan"], strict=True))
    assert pairs == {(code, SERIES[code].satuan) for code, _unit in pairs}
