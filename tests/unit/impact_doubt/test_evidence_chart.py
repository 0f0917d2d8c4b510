"""Pictures of checks carry the numbers of their tables, and the word SIMULASI."""

import numpy as np
import pytest
from doubted_panels import ROLES, cross_section, panel_of, staggered

from evaluasi import impact as im
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance

SIMULATED = Provenance(("simulasi",), ("Data rekaan",))


def test_variants_are_drawn_row_by_row():
    found = im.leave_one_out(panel_of(origin.stamp(staggered(), SIMULATED)))
    chart = found.plot("poin")
    assert chart.data.iloc[:, 0].tolist() == found.table["variant"].tolist()
    assert chart.data.iloc[:, 1].to_numpy() == pytest.approx(found.table["estimate"].to_numpy())
    assert "poin" in chart.alt
    assert origin.of(chart.data).simulated


def test_placebo_outcomes_are_drawn_in_standard_errors():
    others = {"lain": panel_of(staggered(seed=4).assign(nilai=lambda f: 1000 * f["nilai"]))}
    found = im.placebo_outcomes(panel_of(staggered()), others)
    drawn = found.plot("poin").data.iloc[:, 1].to_numpy()
    assert drawn == pytest.approx((found.table["estimate"] / found.table["se"]).to_numpy())


@pytest.mark.parametrize("verb", [im.matching, im.weighting])
def test_balance_is_drawn_before_and_after(verb):
    found = verb(cross_section(), **ROLES)
    chart = found.plot()
    expected = found.balance[["smd_before", "smd_after"]].to_numpy().ravel()
    assert chart.data.iloc[:, 1].to_numpy() == pytest.approx(expected)
    assert "sebelum" in chart.alt
    assert np.isnan(chart.data.iloc[:, 2].to_numpy(dtype=float)).all()
