"""Each check has its page: source, equation, assumptions, edge cases, deviations."""

from pathlib import Path

import pytest

from evaluasi import impact as im

PAGES = Path(__file__).parents[3] / "docs" / "metode"
SECTIONS = ("Sumber", "Persamaan", "Asumsi", "Kasus tepi", "Penyimpangan")
VERBS = {
    "matching": ["matching", "balance"],
    "weighting": ["weighting"],
    "pretest": ["pretrend_power"],
    "placebo": ["placebo_outcomes", "placebo_dates", "leave_one_out", "neighbour_exclusion"],
    "mde": ["minimum_detectable_effect"],
    "grade": ["grade"],
}


@pytest.mark.parametrize("name", VERBS)
def test_a_page_has_all_its_sections_and_calls_that_exist(name):
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert not [section for section in SECTIONS if f"\n## {section}" not in page]
    for verb in VERBS[name]:
        assert f"im.{verb}(" in page
        assert callable(getattr(im, verb))
