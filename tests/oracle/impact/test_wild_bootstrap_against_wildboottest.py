"""Wild cluster bootstrap probabilities are those of wildboottest, up to the draws of both."""

import numpy as np
import pytest
from simulated import ROLES, simulated

from evaluasi.impact import Panel, did, wild_cluster_bootstrap

DRAWS = 9999


@pytest.fixture(scope="module")
def answer(oracle, tmp_path_factory):
    path = tmp_path_factory.mktemp("panel") / "panel.csv"
    simulated().to_csv(path, index=False)
    found = oracle("impact/oracle_wild.py", path)
    if found is None:
        pytest.skip("pyfixest atau wildboottest tidak ada di lingkungan acuan")
    return found


@pytest.mark.parametrize("cluster", ["kode", "gugus"])
@pytest.mark.parametrize("weights", ["rademacher", "webb"])
def test_probability_of_no_effect(answer, cluster, weights):
    result = did(Panel(simulated(), **ROLES, cluster=cluster))
    ours = wild_cluster_bootstrap(result, weights=weights, draws=DRAWS, seed=2)
    theirs = answer[f"{cluster} {weights}"]
    assert 0.02 < theirs < 0.98
    # Four standard errors of a difference of two shares of independent draws.
    spread = 4 * np.sqrt(2 * theirs * (1 - theirs) / DRAWS)
    assert ours.p == pytest.approx(theirs, abs=spread)
