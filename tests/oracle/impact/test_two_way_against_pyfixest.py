"""Two-way regressions on simulated panels, balanced and not, equal those of pyfixest."""

import numpy as np
import pytest
from simulated import ROLES, simulated

from evaluasi.impact import Panel, did, event_study

# Balanced: the same algebra. Unbalanced: pyfixest demeans by iteration, to about 1e-8.
TOLERANCE = {"lengkap": 1e-11, "berlubang": 1e-7}


@pytest.fixture(scope="module", params=TOLERANCE)
def compared(request, oracle, tmp_path_factory):
    frame = simulated()
    if request.param == "berlubang":
        frame = frame[np.random.default_rng(1).random(len(frame)) > 0.12]
    path = tmp_path_factory.mktemp("panel") / "panel.csv"
    frame.to_csv(path, index=False)
    answer = oracle("impact/oracle_pyfixest.py", path)
    if answer is None:
        pytest.skip("pyfixest tidak ada di lingkungan acuan")
    return frame, answer, TOLERANCE[request.param]


def panel(frame, **more):
    return Panel(frame, **ROLES, **more)


def same(ours, theirs, tolerance):
    for name in ("estimate", "se", "p"):
        assert getattr(ours, name) == pytest.approx(theirs[name], abs=tolerance)


@pytest.mark.parametrize("cluster", ["kode", "gugus"])
def test_did_with_crv1(compared, cluster):
    frame, answer, tolerance = compared
    same(did(panel(frame, cluster=cluster)), answer[f"did CRV1 {cluster}"]["d"], tolerance)


def test_did_with_a_covariate_and_with_weights(compared):
    frame, answer, tolerance = compared
    same(did(panel(frame, covariates=["kabut"])), answer["x CRV1"]["d"], tolerance)
    same(did(panel(frame, weights="bobot")), answer["weighted"]["d"], tolerance)


def test_event_study_with_crv1(compared):
    frame, answer, tolerance = compared
    table = event_study(panel(frame)).to_frame().set_index("event_time")
    theirs = {int(name.split("::")[1].strip("[T.]")): v for name, v in answer["event CRV1"].items()}
    assert set(table.index) == set(theirs)
    for event, row in table.iterrows():
        same(row, theirs[event], tolerance)


@pytest.mark.parametrize("cluster", ["kode", "gugus"])
def test_did_with_crv3(compared, cluster):
    """pyfixest multiplies its jackknife by the correction of CRV1 and leaves out (G − 1) / G."""
    frame, answer, tolerance = compared
    found = did(panel(frame, cluster=cluster), vcov="CRV3")
    g, n, k = found.n_clusters, found.n_obs, found.fit.parameters
    theirs = answer[f"did CRV3 {cluster}"]["d"]["se"]
    published = theirs * np.sqrt((g - 1) / g / (g / (g - 1) * (n - 1) / (n - k)))
    assert found.se == pytest.approx(published, abs=tolerance)
