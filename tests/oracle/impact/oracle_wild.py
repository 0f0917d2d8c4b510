"""Asked with a CSV file of a panel; prints wild bootstrap probabilities, null where absent."""

import json
import sys
import warnings

try:
    import pyfixest as pf
    import wildboottest  # noqa: F401 - pyfixest calls it
except ImportError:
    print("null")
    sys.exit()

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
frame = pd.read_csv(sys.argv[1], dtype={"kode": str, "gugus": str})
for code in ("kode", "gugus"):
    frame[code] = pd.factorize(frame[code])[0]  # wildboottest cannot compile words
frame["d"] = (frame["tahun"] >= frame["mulai"].fillna(np.inf)).astype(float)
answer = {}
for cluster in ("kode", "gugus"):
    fitted = pf.feols("nilai ~ d | kode + tahun", frame, vcov={"CRV1": cluster})
    for weights in ("rademacher", "webb"):
        told = fitted.wildboottest(
            reps=9999, cluster=cluster, param="d", weights_type=weights, seed=5
        )
        answer[f"{cluster} {weights}"] = float(told["Pr(>|t|)"])
print(json.dumps(answer))
