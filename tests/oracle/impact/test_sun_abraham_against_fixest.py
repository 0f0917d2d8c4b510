"""The interaction-weighted event study of fixest's own example, to the digits it prints.

`base_stagg`: the data of fixest's documentation of `sunab`. Values and errors of the event times
are those printed there with six decimals, clustered by unit.
"""

import numpy as np
from published import here, read
from scipy.stats import t
from validation_table import Table

from evaluasi.impact import Panel, event_study, sun_abraham

# The published numbers are rounded to six decimals.
PRINTED = 5e-7

# lrberge/fixest, issue 287: estimate, standard error, probability.
EVENTS = {
    -9: (2.343297, 1.122482, 0.039539),
    -8: (-0.866391, 1.186767, 0.467179),
    -7: (-0.345837, 0.713641, 0.629082),
    -6: (-0.471113, 0.731894, 0.521343),
    -5: (-0.796544, 0.527162, 0.134142),
    -4: (-0.280033, 0.429222, 0.515723),
    -3: (-0.315766, 0.528401, 0.551552),
    -2: (0.241325, 0.457825, 0.599357),
}
COLUMNS = {"unit": "id", "time": "year", "outcome": "y", "first_treated": "year_treated"}

IN_EVENTS = "fixest sunab, base_stagg: delapan tahun sejak mulai, galat baku, nilai p"
IN_AVERAGE = "fixest sunab, base_stagg: rata-rata dengan kovariat dan galat bakunya"
IN_TWO_WAY = "fixest, base_stagg: rata-rata studi peristiwa dua arah, galat baku, t, nilai p"
PARITY = Table("dampak-sunab", dict.fromkeys((IN_EVENTS, IN_AVERAGE, IN_TWO_WAY), PRINTED + 1e-9))

pytestmark = here


def test_the_published_event_times_and_their_errors():
    table = sun_abraham(Panel(read("base_stagg.csv"), **COLUMNS)).to_frame().set_index("event_time")
    for event, published in EVENTS.items():
        PARITY.note(IN_EVENTS, table.loc[event, ["estimate", "se", "p"]], published)


def test_the_published_average_with_a_covariate():
    """fixest's documentation: ATT −1.133749, standard error 0.205070, with covariate x1."""
    panel = Panel(read("base_stagg.csv"), **COLUMNS, covariates=["x1"])
    found = sun_abraham(panel)
    PARITY.note(IN_AVERAGE, [found.estimate, found.se], [-1.133749, 0.205070])


def test_the_published_average_of_the_two_way_event_study():
    """lrberge/fixest, issue 434: all years from the start on, weighted by observations.

    Its estimate is that of the regression the interaction-weighted one improves on.
    """
    panel = Panel(read("base_stagg.csv"), **COLUMNS)
    found = event_study(panel)
    events = found.to_frame()["event_time"].to_numpy()
    seen = np.array([(panel.event_time == e).sum() * (e >= 0) for e in events])
    weights = seen / seen.sum() @ found.contrasts
    estimate, se = weights @ found.fit.beta, np.sqrt(weights @ found.vcov @ weights)
    p = 2 * t.sf(abs(estimate / se), found.df)
    published = [-1.362488, 0.4981501, -2.735096, 0.007454516]
    PARITY.note(IN_TWO_WAY, [estimate, se, estimate / se, p], published)


def test_the_fifty_units_coded_10000_are_never_treated():
    panel = Panel(read("base_stagg.csv"), **COLUMNS)
    assert panel.never.sum() == 50
    assert [notice.code for notice in panel.notices] == ["mulai_sesudah_panel"]


def test_the_page_says_what_was_measured():
    PARITY.hold()
