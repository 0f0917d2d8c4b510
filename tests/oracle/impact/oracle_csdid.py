"""Asked with a CSV file of a panel; prints group-time effects of csdid, null where absent."""

import contextlib
import io
import json
import sys
import warnings

try:
    from csdid.att_gt import ATTgt
except ImportError:
    print("null")
    sys.exit()

import pandas as pd

warnings.simplefilter("ignore")
frame = pd.read_csv(sys.argv[1], dtype={"kode": str})
frame["id"] = frame["kode"].str[3:].astype(int)
frame["mulai"] = frame["mulai"].fillna(0).astype(int)
roles = {"yname": "nilai", "tname": "tahun", "idname": "id", "gname": "mulai"}


def told(data, control, formula=None, method="dr", **more):
    made = ATTgt(**roles, data=data.copy(), control_group=[control], xformla=formula, **more)
    found = made.fit(est_method=method, bstrap=False).results
    return {
        "cohort": [int(g) for g in found["group"]],
        "time": [int(t) for t in found["year"]],
        "estimate": [float(x) for x in found["att"]],
        "se": [float(x) for x in found["se"]],
    }


never, notyet = "nevertreated", "notyettreated"
treated = frame[frame["mulai"] > 0]
early = frame.assign(mulai=frame["mulai"].where(frame["id"] > 2, 2012))
with contextlib.redirect_stdout(io.StringIO()):
    answer = {
        "tanpa yang tidak pernah": told(treated, notyet),
        "selalu": told(early, notyet),
        "antisipasi": told(frame, notyet, anticipation=1),
        "kovariat reg": told(frame, never, "nilai~kabut", "reg"),
        "kovariat ipw": told(frame, never, "nilai~kabut", "ipw"),
        "kovariat dr": told(frame, notyet, "nilai~kabut", "dr"),
    }
print(json.dumps(answer))
