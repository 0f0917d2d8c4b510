"""Every number of the outcomes equals a computation by hand from the printed file."""

import dataclasses
import math
import statistics

import pytest

from evaluasi.reports.region import balance, outcome_charts, outcomes
from evaluasi.reports.region.positions import headlines, positions

# Read from data/jatim/capaian.csv by eye.
POVERTY_OF_BATU = {
    2010: 5.08, 2011: 4.74, 2012: 4.47, 2013: 4.77, 2014: 4.59, 2015: 4.71, 2016: 4.48, 2017: 4.31,
    2018: 3.89, 2019: 3.81, 2020: 3.89, 2021: 4.09, 2022: 3.79, 2023: 3.31, 2024: 3.06, 2025: 2.86,
}  # fmt: skip


def of(subject, code):
    return next(p for p in positions(subject) if p.series.kode == code)


def test_poverty_of_kota_batu_is_drawn_as_printed(opened):
    data = outcome_charts.line(opened("35.79"), "p0").data
    own = data[data["Kode"] == "35.79"].set_index("Tahun").iloc[:, -2]
    assert {int(year): float(value) for year, value in own.items()} == POVERTY_OF_BATU


@pytest.mark.parametrize("year", range(2010, 2026))
def test_poverty_of_kota_batu_is_told_in_every_reporting_year(opened, year):
    position = of(opened("35.79", year), "p0")
    assert (position.year, position.value) == (year, POVERTY_OF_BATU[year])
    base = max(2010, year - 5)
    if year == 2010:
        assert position.base is None
    else:
        assert position.base == base
        assert position.change == round(POVERTY_OF_BATU[year] - POVERTY_OF_BATU[base], 6)


@pytest.mark.parametrize(
    ("kode", "code"), [("35.79", "p0"), ("35.10", "tpt"), ("35.27", "ipm_baru"), ("35.78", "rls")]
)
def test_place_in_the_group_equals_a_computation_from_the_file(opened, printed, kode, code):
    subject, values = opened(kode), printed(code)
    position = of(subject, code)
    year = max(y for _kode, y in values)
    group = {k: v for (k, y), v in values.items() if y == year}
    peers = [group[peer] for peer in subject.peers.codes]
    changes = [values[k, year] - values[k, year - 5] for k in group]
    assert len(group) == 38
    assert (position.year, position.n) == (year, 38)
    assert position.median == pytest.approx(statistics.median(group.values()))
    assert (position.low, position.high) == (min(group.values()), max(group.values()))
    assert position.peer_median == pytest.approx(statistics.median(peers))
    assert position.change == pytest.approx(values[kode, year] - values[kode, year - 5])
    assert position.median_change == pytest.approx(statistics.median(changes))


def test_cells_barred_from_trends_enter_no_change(opened):
    # Kota Probolinggo 2010-2012 is to be left out: 2015 counts from 2013 (8,55 to 8,17).
    position = of(opened("35.74", 2015), "p0")
    assert (position.base, position.change) == (2013, -0.38)
    assert not of(opened("35.74", 2012), "p0").usable


@pytest.mark.parametrize("year", [2012, 2013, 2014])
def test_unemployment_of_2011_and_before_2010_enters_no_change(opened, year):
    assert of(opened("35.79", year), "tpt").base == 2010


def test_unemployment_of_2016_is_not_on_file_and_nothing_stands_in_for_it(opened):
    assert of(opened("35.79", 2016), "tpt").year == 2015
    data = outcome_charts.line(opened("35.79"), "tpt").data
    assert 2016 not in set(data["Tahun"])


def test_barred_cells_are_drawn_but_marked(opened):
    data = outcome_charts.line(opened("35.74"), "p0").data
    own = data[(data["Kode"] == "35.74") & data["Tahun"].isin([2010, 2011, 2012])]
    assert len(own) == 3
    assert own["Keterangan"].str.len().gt(0).all()


@pytest.mark.parametrize("code", ["ipm_lama", "ipm_baru", "uhh_lama", "uhh_baru"])
def test_the_two_series_of_a_measure_are_never_joined(opened, printed, code):
    subject = opened("35.79")
    position = of(subject, code)
    own = {year: value for (kode, year), value in printed(code).items() if kode == "35.79"}
    assert position.value == own[max(own)]
    assert position.base in own
    assert position.change == pytest.approx(own[max(own)] - own[position.base])


def test_each_ipm_series_has_a_chart_of_its_own_years(opened):
    new = outcome_charts.line(opened("35.79"), "ipm_baru").data
    old = outcome_charts.line(opened("35.79"), "ipm_lama").data
    assert set(new["Tahun"]) == set(range(2020, 2026))
    assert set(old["Tahun"]) == set(range(2010, 2025))


def test_a_summary_counts_one_series_per_concept(opened):
    codes = [p.series.kode for p in headlines(positions(opened("35.79")))]
    assert codes == ["p0", "tpt", "ipm_baru", "hls", "rls", "uhh_baru", "pengeluaran", "pdrb_pk"]
    earlier = [p.series.kode for p in headlines(positions(opened("35.79", 2019)))]
    assert "ipm_lama" in earlier
    assert "ipm_baru" not in earlier


def test_every_indicator_on_file_has_a_row(opened):
    assert len(outcomes.standing(opened("35.79"))) == 19
    assert set(outcomes.standing(opened("35.79"))["Banyak daerah"]) == {38}


def test_nominal_and_noisy_outcomes_are_never_called_better_or_worse(opened):
    table = outcomes.changes(opened("35.79")).set_index("Indikator")["Arah"]
    for name in ("PDRB per kapita (harga berlaku)", "Rasio Gini", "Pendapatan asli daerah"):
        assert table[name] in {"naik", "turun", "tetap"}
    assert table["Persentase penduduk miskin"] == "membaik"


def test_a_group_of_one_or_two_has_no_median(opened):
    small = [p for p in positions(opened("94.01", data="nasional")) if p.n < 3]
    assert all(math.isnan(p.median) and math.isnan(p.low) for p in small)
    subject = opened("35.79")
    alone = dataclasses.replace(subject, group=("35.79", "35.78"))
    assert all(math.isnan(p.median) and math.isnan(p.median_change) for p in positions(alone))
    assert "median" not in outcomes.position_sentence(alone, positions(alone)[0]).split(";")[0]


def test_cells_barred_from_trends_enter_no_place_either(opened, printed):
    # Kota Probolinggo 2010-2011: 386.711 and 425.583 are not to be used.
    for year in (2010, 2011):
        position = of(opened("35.79", year), "garis_kemiskinan")
        others = [
            value
            for (kode, y), value in printed("garis_kemiskinan").items()
            if y == year and kode != "35.74"
        ]
        assert (position.n, position.high) == (37, max(others))
        assert position.median == statistics.median(others)


def test_a_value_that_may_not_be_used_is_named_but_not_shown(opened):
    subject = opened("35.22", 2010)
    table = outcomes.standing(subject).set_index("Indikator")
    assert table.at["PDRB per kapita (harga konstan 2010)", "Nilai"] == "tidak dipakai"
    assert "Nilai PDRB per kapita (harga konstan 2010) Kabupaten Bojonegoro 2000–2010 ada" in (
        outcomes.sentences(subject)
    )
    assert "pdrb_pk" not in [p.series.kode for p in headlines(positions(subject))]


def test_values_on_file_are_never_called_missing(opened):
    told = outcomes.absent(opened("35.74", 2012), "p0")
    assert told == (
        "Nilai persentase penduduk miskin Kota Probolinggo 2010–2012 ada, tetapi tidak dipakai."
    )


def test_hollow_points_and_gaps_of_the_charts_are_explained(opened):
    told = outcomes.cautions(opened("35.74"))
    assert "Nilai 2010–2012 ada, tetapi tidak dipakai." in told
    assert "Tidak ada angka 2016." in told
    assert "Kabupaten Bojonegoro sampai 2010 keliru" in outcomes.cautions(opened("35.22"))


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_a_change_of_month_is_told_beside_the_change_and_not_counted(opened, year):
    subject = opened("35.79", year)
    position = of(subject, "p0")
    assert "0,4–0,8 poin dapat berasal dari pergantian itu" in (
        outcomes.position_sentence(subject, position)
    )
    assert "persentase penduduk miskin" not in balance.sentence(positions(subject))
    arah = outcomes.changes(subject).set_index("Indikator")["Arah"]
    assert arah["Persentase penduduk miskin"] == "turun (bulan acuan berbeda)"


def test_a_change_within_one_month_of_reference_is_counted(opened):
    assert of(opened("35.79", 2020), "p0").comparable
    assert of(opened("35.79", 2014), "p0").base == 2010
    assert not of(opened("35.79", 2014), "p0").comparable


def test_a_change_too_small_to_judge_is_counted_apart(opened):
    # Kota Batu: 2,43 (2014) and 2,42 (2019).
    told = balance.sentence(positions(opened("35.79", 2019)))
    assert "1 hampir tetap (berubah kurang dari 0,1): tingkat pengangguran terbuka" in told
    assert "semuanya membaik" not in told
    assert told.startswith("Menurut angka terbitan")


@pytest.mark.parametrize(
    ("base", "year", "told"),
    [(2020, 2025, True), (2015, 2020, True), (2016, 2021, True), (2014, 2019, False)],
)
def test_the_pandemic_is_named_where_a_change_begins_or_ends_in_it(opened, base, year, told):
    position = dataclasses.replace(of(opened("35.79"), "tpt"), base=base, year=year)
    assert ("pandemi" in balance.sentence([position])) is told
    assert ("pandemi" in balance.brief([position])) is told


def test_one_outcome_is_not_counted_as_all_of_them(opened):
    told = balance.sentence([of(opened("35.79"), "tpt")])
    assert "semuanya" not in told
    assert told.startswith("Menurut angka terbitan, satu-satunya indikator pokok")
