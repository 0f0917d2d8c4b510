"""What a study concludes is weighed against trends that are not parallel."""

import numpy as np
import pandas as pd
import pytest
from study_case import QUICK, with_outcome

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact import Panel
from evaluasi.reports.impact import bending, bending_told, study, words
from evaluasi.reports.impact.treatment_words import open_treatment


def panel(starts, years):
    rows = [
        {"kode": f"35.{i:02d}", "tahun": year, "nilai": float(i * year % 7), "mulai": start}
        for i, start in enumerate([*starts, None, None], start=1)
        for year in years
    ]
    frame = pd.DataFrame(rows).astype({"mulai": object})
    return Panel(frame, unit="kode", time="tahun", outcome="nilai", first_treated="mulai")


@pytest.mark.parametrize(
    ("starts", "years", "window"),
    [
        ([2015], range(2005, 2020), (-6, 4)),
        ([2015, 2018], range(2005, 2020), (-6, 1)),
        ([2008, 2018], range(2005, 2020), (-3, 1)),
        ([2006, 2018], range(2005, 2020), (-1, 1)),
        ([2005, 2015], range(2005, 2020), (-6, 4)),  # treated all along: takes no part
        ([2015], [year for year in range(2005, 2020) if year != 2012], (-2, 4)),
    ],
)
def test_only_years_that_every_cohort_has_are_used(starts, years, window):
    assert bending.common_window(panel(starts, years)) == window


def made_up(jatim, jump, drift=0.0, noise=0.05):
    """A jump in treated regions, whose path also drifts by `drift` a year all along."""
    starts = open_treatment(jatim, "iga").first_exposed(list(jatim.wilayah["kode"])).to_dict()

    def effect(kode, year):
        if starts[kode] is None:
            return 0.0
        return drift * (year - 2010) + jump * (year >= starts[kode])

    return study(with_outcome(jatim, effect, noise=noise), "p0", "iga", effort=QUICK)


def test_a_large_effect_survives_violations_up_to_its_breakdown(jatim):
    made = made_up(jatim, -1.5)
    found = made.bending.results["relative_magnitude"]
    assert 1 < found.breakdown < np.inf
    frame = found.to_frame()
    excludes = frame["ci_high"] < 0
    assert excludes.tolist() == (frame["m"] < found.breakdown).tolist()
    assert "gugur bila" in bending_told.sentences(made)
    assert "nilai gugur m" in bending_told.magnitudes(made).alt.lower()


def test_an_effect_hidden_by_a_drift_is_a_hint_and_no_finding(jatim):
    made = made_up(jatim, -0.4, drift=0.2)  # the drift adds 0.2 (1 + 2 + 3) / 3 over three years
    assert made.bending.holds_zero
    assert made.bending.results["smoothness"].table["ci_high"].iloc[0] < 0
    told = bending_told.sentences(made)
    assert "bukan pengaruh yang ditemukan" in told
    assert "Kesimpulan bahwa ada pengaruh" not in told


@pytest.mark.parametrize("name", ["poverty", "drift"])
def test_what_is_allowed_widens_the_interval(name, jatim, request):
    made = request.getfixturevalue("poverty") if name == "poverty" else made_up(jatim, 0, 0.1)
    frame = made.bending.results["relative_magnitude"].to_frame()
    assert (np.diff(frame["ci_low"]) < 0).all()
    assert (np.diff(frame["ci_high"]) > 0).all()
    plain = made.bending.original
    assert (frame["ci_low"][0], frame["ci_high"][0]) == pytest.approx(plain, abs=0.02)


def test_poverty_in_east_java_carries_no_conclusion_that_could_fall(poverty):
    assert (poverty.bending.first, poverty.bending.last) == (-6, 2)
    assert poverty.bending.design == poverty.main.design.key
    assert "tidak ada kesimpulan yang dapat gugur" in bending_told.sentences(poverty)
    assert list(bending_told.table(poverty)["Memuat nol"].unique()) == ["ya"]


def test_where_the_main_design_fails_the_weighted_one_stands_in(jatim, poverty, monkeypatch):
    made = study(jatim, "p0", "iga", effort=QUICK)
    assert made.main.result is not None

    def fails(*_args, **_named):
        raise ParameterError("tidak dapat")

    monkeypatch.setattr(im, "group_time_att", fails)
    assert made.bending.design == "sun_abraham"
    kept = made.bending.results["smoothness"].settings["n_before"]
    assert kept == 5
    assert made.bending.original == pytest.approx(poverty.bending.original, abs=0.05)


def test_a_short_past_is_refused_with_its_reason(jatim):
    made = study(jatim, "ipm_baru", "iga", effort=QUICK)
    assert "perlu sedikitnya −2 sampai 0" in bending_told.sentences(made)
    assert bending_told.table(made).empty
    assert bending_told.magnitudes(made) is None
    assert bending_told.slopes(made) is None


def test_one_treated_region_gives_no_bounds(jatim, tmp_path):
    """Its own spread is not known: bounds from the others' alone would be far too narrow."""
    path = tmp_path / "satu.csv"
    path.write_text("kode,tahun\n35.10,2019\n")
    made = study(jatim, "p0", str(path), effort=QUICK)
    assert made.result.n_treated == 1
    assert "Galat baku pengaruh per tahun tidak dapat dihitung" in bending_told.sentences(made)
    assert bending_told.table(made).empty


def test_a_refused_study_says_nothing_here(kecamatan):
    assert bending_told.sentences(kecamatan) == ""
    assert bending_told.table(kecamatan).empty
    assert "Rambachan" not in words.methods(kecamatan)
