"""The stand-alone page is light enough, for each school, and a build stops where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import TODAY, tiny_world

import generator.writers.embed
from generator.compile import compile_site
from generator.content.colours import style_sheet
from generator.errors import PolicyError
from generator.source.load import load, schools
from generator.wizard.program import compile_wizard
from generator.writers.embed import BUDGET, PAGE, embed, weight

SOURCE = Path(__file__).parent.parent / "policy_src"


@pytest.mark.parametrize("school", schools(SOURCE))
def test_the_page_fits_the_first_round_trip(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy
    page = embed(compile_wizard(policy), policy, style_sheet(policy.school.colours))[PAGE]
    assert weight(page) < BUDGET
    assert "tel:" in page
    assert '"phone":"999"' in page


def test_a_page_over_its_budget_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SITE002, with the measured figure."""
    source = tiny_world(tmp_path)
    site = compile_site(source, "hilltop", TODAY).site
    heavy = weight(str(site.files[PAGE]))
    monkeypatch.setattr(generator.writers.embed, "BUDGET", heavy - 1)
    with pytest.raises(PolicyError) as error:
        compile_site(source, "hilltop", TODAY)
    assert [(f.code, f.message) for f in error.value.findings] == [
        ("SITE002", f"{PAGE} weighs {heavy:,} bytes gzipped; it may weigh {heavy - 1:,}")
    ]
