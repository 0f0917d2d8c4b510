"""The numbers on the method page are those that the shipped data give."""

import dataclasses
from pathlib import Path

import pytest
from study_case import QUICK

from evaluasi import impact as im
from evaluasi.reports.impact import study
from evaluasi.reports.impact.designs import Effort
from evaluasi.text import number, signed

PAGE = (Path(__file__).parents[3] / "docs" / "metode" / "studi.md").read_text(encoding="utf-8")
ROWS = {
    "p0": "kemiskinan (p0)",
    "tpt": "pengangguran (tpt)",
    "ipm_lama": "IPM seri SP2010",
    "ipm_baru": "IPM seri LF SP2020",
}
SHIPPED = dataclasses.replace(QUICK, simulations=Effort().simulations)


@pytest.mark.parametrize("code", ROWS)
def test_the_page_prints_what_the_study_finds(jatim, code):
    made = study(jatim, code, "iga", effort=SHIPPED)
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {ROWS[code]},"))
    others = [a.result.estimate for _l, a, _p in made.sensitivity if a.result is not None]
    low, high = made.result.ci
    expected = [
        signed(made.result.estimate, 2),
        f"{signed(low, 2)} sampai {signed(high, 2)}",
        signed(made.answers[0].result.estimate, 2),
        f"{signed(min(others), 2)} sampai {signed(max(others), 2)}",
        number(made.detectable.estimate, 2),
    ]
    cells = [cell.strip() for cell in line.split("|")[2:]]
    assert cells[:5] == expected
    p = made.pretrend.pretest.p
    assert cells[5] == f"p = {number(p, 3 if p < 0.01 else 2)}"
    assert cells[6] == str(made.grade.level)


@pytest.mark.parametrize("code", ROWS)
def test_the_page_counts_the_regions_that_can_be_compared_alone(jatim, code):
    made = study(jatim, code, "iga", effort=QUICK)
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {ROWS[code]} |"))
    cells = [cell.strip() for cell in line.strip("|").split("|")[1:]]
    readable = {one.unit: one.result.p for one in made.alone if one.readable}
    refused = sum(one.result is None for one in made.alone)
    expected = [
        len(readable),
        len(made.alone) - len(readable) - refused,
        refused,
        sum(p <= 0.05 for p in readable.values()),
        int((im.adjust_p(readable) <= 0.05).sum()) if readable else 0,
    ]
    assert cells == [str(n) for n in expected]
