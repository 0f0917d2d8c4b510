"""The interaction-weighted event study of fixest's own example, to the digits it prints.

`base_stagg`: the data of fixest's documentation of `sunab`. Values and errors of the event times
are those printed there with six decimals, clustered by unit.
"""

import pytest
from published import here, read

from evaluasi.impact import Panel, sun_abraham

# The published numbers are rounded to six decimals.
PRINTED = 5e-7

EVENTS = {
    -9: (2.343297, 1.122482),
    -8: (-0.866391, 1.186767),
    -7: (-0.345837, 0.713641),
    -6: (-0.471113, 0.731894),
    -5: (-0.796544, 0.527162),
    -4: (-0.280033, 0.429222),
    -3: (-0.315766, 0.528401),
    -2: (0.241325, 0.457825),
}
COLUMNS = {"unit": "id", "time": "year", "outcome": "y", "first_treated": "year_treated"}

pytestmark = here


def test_the_published_event_times_and_their_errors():
    table = sun_abraham(Panel(read("base_stagg.csv"), **COLUMNS)).to_frame().set_index("event_time")
    for event, (estimate, se) in EVENTS.items():
        assert table.loc[event, "estimate"] == pytest.approx(estimate, abs=PRINTED)
        assert table.loc[event, "se"] == pytest.approx(se, abs=PRINTED)


def test_the_published_average_with_a_covariate():
    """fixest's documentation: ATT −1.133749, standard error 0.205070, with covariate x1."""
    panel = Panel(read("base_stagg.csv"), **COLUMNS, covariates=["x1"])
    found = sun_abraham(panel)
    assert found.estimate == pytest.approx(-1.133749, abs=PRINTED)
    assert found.se == pytest.approx(0.205070, abs=PRINTED + 1e-9)


def test_the_fifty_units_coded_10000_are_never_treated():
    panel = Panel(read("base_stagg.csv"), **COLUMNS)
    assert panel.never.sum() == 50
    assert [notice.code for notice in panel.notices] == ["mulai_sesudah_panel"]
