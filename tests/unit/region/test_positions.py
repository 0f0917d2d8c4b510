"""Every number of the outcomes equals a computation by hand from the printed file."""

import dataclasses
import math
import statistics

import pytest

from evaluasi.reports.region import outcome_charts, outcomes
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
    assert all(p.series.kode != "p0" for p in positions(opened("35.74", 2012)))


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
