"""Asked with a CSV file of a panel; prints what pyfixest estimates on it, null where absent."""

import json
import sys
import warnings

try:
    import pyfixest as pf
except ImportError:
    print("null")
    sys.exit()

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
frame = pd.read_csv(sys.argv[1], dtype={"kode": str, "gugus": str})
# A table like capaian has no row where nothing was measured.
frame = frame.dropna(subset=["nilai"])
frame["d"] = (frame["tahun"] >= frame["mulai"].fillna(np.inf)).astype(float)
frame["e"] = (frame["tahun"] - frame["mulai"]).fillna(-1).astype(int)


def told(formula, vcov, **more):
    fitted = pf.feols(formula, frame, vcov=vcov, fixef_rm="none", **more)
    return {
        name: {
            "estimate": float(fitted.coef()[name]),
            "se": float(fitted.se()[name]),
            "p": float(fitted.pvalue()[name]),
        }
        for name in fitted.coef().index
    }


answer = {}
for kind in ("CRV1", "CRV3"):
    for cluster in ("kode", "gugus"):
        answer[f"did {kind} {cluster}"] = told("nilai ~ d | kode + tahun", {kind: cluster})
    answer[f"x {kind}"] = told("nilai ~ d + kabut | kode + tahun", {kind: "kode"})
    answer[f"event {kind}"] = told("nilai ~ i(e, ref=-1) | kode + tahun", {kind: "kode"})
answer["weighted"] = told("nilai ~ d | kode + tahun", {"CRV1": "kode"}, weights="bobot")
print(json.dumps(answer))
