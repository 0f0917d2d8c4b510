"""Group-time effects on a simulated panel, in corners that no published table covers."""

import pandas as pd
import pytest
from simulated import ROLES, simulated

from evaluasi.impact import Panel, group_time_att

# csdid iterates its logit to about 1e-8 of the deviance; without one, the same algebra.
TOLERANCE = {"kovariat ipw": 1e-6, "kovariat dr": 1e-6}
ALGEBRA = 1e-10


@pytest.fixture(scope="module")
def asked(oracle, tmp_path_factory):
    frame = simulated()
    path = tmp_path_factory.mktemp("panel") / "panel.csv"
    frame.to_csv(path, index=False)
    answer = oracle("impact/oracle_csdid.py", path)
    if answer is None:
        pytest.skip("csdid tidak ada di lingkungan acuan")
    return frame, answer


def early(frame):
    return frame.assign(mulai=frame["mulai"].where(frame["kode"] > "35.02", 2012))


CASES = {
    "tanpa yang tidak pernah": (lambda f: f[f["mulai"].notna()], {}, {"control": "notyet"}),
    "selalu": (early, {}, {"control": "notyet"}),
    "antisipasi": (lambda f: f, {"anticipation": 1}, {"control": "notyet"}),
    "kovariat reg": (lambda f: f, {"covariates": ["kabut"]}, {"method": "reg"}),
    "kovariat ipw": (lambda f: f, {"covariates": ["kabut"]}, {"method": "ipw"}),
    "kovariat dr": (lambda f: f, {"covariates": ["kabut"]}, {"control": "notyet"}),
}


@pytest.mark.parametrize("case", CASES)
def test_every_cell_and_its_error(asked, case):
    frame, answer = asked
    prepared, parts, how = CASES[case]
    panel = Panel(prepared(frame), **ROLES, **parts)
    ours = group_time_att(panel, draws=0, **how).to_frame()
    theirs = pd.DataFrame(answer[case])
    assert (
        ours[["cohort", "time"]].to_numpy().tolist()
        == theirs[["cohort", "time"]].to_numpy().tolist()
    )
    for column in ("estimate", "se"):
        tolerance = TOLERANCE.get(case, ALGEBRA)
        assert ours[column].tolist() == pytest.approx(theirs[column].tolist(), abs=tolerance)
