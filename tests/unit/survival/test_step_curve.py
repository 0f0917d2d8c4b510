"""The step curve draws what it is given, and says it in words."""

import numpy as np
import pandas as pd

from evaluasi import sustainability as su
from evaluasi.figures import Measure, step_curve, style

TIMES = np.array([1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8.0])
ENDED = np.array([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])


def followed(by=None):
    start = pd.Timestamp("2015-01-01")
    ids = [f"i{i}" for i in range(len(TIMES))]
    table = pd.DataFrame(
        {
            "id_inovasi": ids,
            "tanggal": start + pd.to_timedelta(TIMES * 365.25, unit="D"),
            "status": np.where(ENDED, "berhenti", "tetap"),
        }
    )
    return su.survival(table, origin=dict.fromkeys(ids, start), by=by)


def test_the_numbers_are_those_of_the_curve():
    found = followed()
    chart = found.plot()
    rows = found.to_frame().dropna(subset=["S"])
    assert list(chart.data["Belum berhenti (persen)"]) == list(100 * rows["S"])
    assert chart.data["Tahun"].max() == rows["waktu"].max()
    last = rows.iloc[-1]
    assert f"{100 * last['S']:.0f} persen" in chart.alt


def test_groups_are_named():
    labels = {f"i{i}": "digital" if i % 2 else "bukan digital" for i in range(len(TIMES))}
    chart = followed(labels).plot()
    assert set(chart.data["Kelompok"]) == {"digital", "bukan digital"}
    assert "digital" in chart.alt


def test_the_same_figure_has_the_same_bytes():
    assert style.to_svg(followed().plot().figure) == style.to_svg(followed().plot().figure)


def test_nothing_to_draw_is_said():
    columns = ["kelompok", "waktu", "S", "ci_low", "ci_high"]
    chart = step_curve(
        pd.DataFrame(columns=columns),
        measure=Measure("Belum berhenti", "persen"),
        starts={},
        at_risk=pd.DataFrame(),
    )
    assert chart.alt.startswith("Belum ada data")
    assert chart.data.empty
    assert style.to_svg(chart.figure)


def test_hostile_names_are_text():
    labels = {f"i{i}": "<b>$x$</b>" if i % 2 else "b" for i in range(len(TIMES))}
    assert "<b>$x$</b>" in followed(labels).plot().alt
