"""One shape for every result: frozen, counted, with its settings, warnings, seed and origin."""

import dataclasses
import pickle

import numpy as np
import pytest
from made_panels import panel_of, staggered

from evaluasi import impact as im
from evaluasi.impact.panel.designs import designs
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance

MADE = {
    "did": im.did,
    "event_study": im.event_study,
    "sun_abraham": im.sun_abraham,
    "bacon": im.bacon,
    "group_time_att": im.group_time_att,
    "aggregate": lambda p: im.group_time_att(p).aggregate("dynamic"),
    "wild_cluster_bootstrap": lambda p: im.wild_cluster_bootstrap(im.did(p), draws=199),
    "randomization_inference": lambda p: im.randomization_inference(p, draws=199),
}
VOCABULARY = "estimate se ci p n_units n_treated n_clusters n_obs warnings settings seed dropped"


@pytest.fixture(params=MADE)
def result(request):
    return MADE[request.param](panel_of(staggered()))


def test_every_design_over_many_units_is_tried_here():
    assert {design.verb for design in designs() if design.clustered} <= set(MADE)


def test_every_result_speaks_one_vocabulary(result):
    for word in VOCABULARY.split():
        assert hasattr(result, word)
    assert isinstance(result.estimate, float)
    assert result.n_units == 40
    assert result.n_treated == 20
    assert result.n_clusters == 40
    assert result.n_obs == 320
    assert all(warning.code for warning in result.warnings)


def test_every_result_is_frozen_and_hands_out_copies(result):
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.estimate = 0.0
    frame = result.to_frame()
    frame.iloc[0, -1] = np.nan
    assert not frame.equals(result.to_frame())


def test_every_result_tells_itself_in_text_and_in_a_notebook(result):
    text = result.summary()
    assert str(result) == text
    assert "40 unit (20 diperlakukan), 40 gugus, 320 amatan" in text
    assert result._repr_html_().startswith("<pre>")
    assert "nan" not in text


def test_every_result_survives_the_way_to_another_process(result):
    again = pickle.loads(pickle.dumps(result))
    assert again.summary() == result.summary()
    assert [w.code for w in again.warnings] == [w.code for w in result.warnings]


def test_every_result_is_made_again_byte_for_byte(result):
    name = "aggregate" if isinstance(result, im.Aggregate) else result.design
    again = MADE[name](panel_of(staggered()))
    assert again.summary() == result.summary()
    assert again.to_frame().to_csv() == result.to_frame().to_csv()


@pytest.mark.parametrize("name", MADE)
def test_the_origin_of_the_data_flows_into_the_result(name):
    simulated = Provenance(("simulasi",), ("Data rekaan",))
    panel = panel_of(origin.stamp(staggered(), simulated))
    result = MADE[name](panel)
    assert result.provenance == simulated
    assert origin.of(result.to_frame()).simulated


def test_a_summary_counts_rows_that_were_left_out():
    frame = staggered()
    frame.loc[5, "nilai"] = np.nan
    text = im.did(panel_of(frame)).summary()
    assert "1 baris: capaian kosong" in text


def test_a_warning_is_a_sentence_with_a_code():
    notice = im.Notice("kode", "Kalimat.")
    assert notice == "Kalimat."
    assert pickle.loads(pickle.dumps(notice)).code == "kode"
