"""The author's guide: what is written by hand, with a reference drawn from the model.

The reference explains every field in the words of the docstring beneath it, shows each part as an
invented school really writes it, and lists every finding.
"""

from __future__ import annotations

from pathlib import Path

from ..source.write import write
from .build import build_guide

__all__ = ["FILE", "build_guide", "write_guide"]

FILE = "README.md"
"""The guide's name below ``policy_src``."""


def write_guide(source: Path) -> Path:
    """Write the guide of ``source`` (``policy_src``) and return its file."""
    return write(source / FILE, build_guide(source))
