"""Every method has its page: source, equation, assumptions, edge cases, deviations."""

from pathlib import Path

import pytest

from evaluasi.impact.panel.designs import designs

PAGES = Path(__file__).parents[3] / "docs" / "metode"
OTHERS = ("wild_cluster_bootstrap", "randomization_inference", "adjust_p")
SECTIONS = ("Sumber", "Persamaan", "Asumsi", "Kasus tepi", "Penyimpangan")


@pytest.mark.parametrize("verb", [*(design.verb for design in designs()), *OTHERS])
def test_a_method_has_a_page_with_all_its_sections(verb):
    page = (PAGES / f"{verb}.md").read_text(encoding="utf-8")
    assert f"im.{verb}(" in page
    assert not [name for name in SECTIONS if f"\n## {name}" not in page]
