"""The six schools, and which of them the tests read each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.source import load as source

SCHOOLS = source.schools(Path(__file__).parent.parent / "policy_src")

EACH_TIME = ("clapgate", "oakfield")
"""A real school, which has no web address, and the invented one, which uses every field."""

two_schools = pytest.mark.parametrize(
    "school",
    [
        pytest.param(school, marks=() if school in EACH_TIME else pytest.mark.long)
        for school in SCHOOLS
    ],
)
"""For what depends on the program more than on a school; the other four wait for the long run."""
