"""The one place that asks what day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day that decides which dates have passed.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970, in UTC) sets it, so that a build can be repeated on
    another day to the same bytes. Raises ValueError if it is no number.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed else date.today()
