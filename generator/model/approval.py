"""Who approved the text, when, and the digest of what they approved."""

from __future__ import annotations

from .base import Day, Digest, Line, Node


class Approval(Node):
    """One approval. ``policy-site approve`` writes it, with a release of the text beside it."""

    on: Day
    """The day of the meeting. There is one approval a day."""
    by: Line
    """Who approved it: a body, or a person with the post."""
    minute: Line | None = None
    """The number of the minute that records it."""
    review: Day | None = None
    """When they want to look at it again. It counts in place of the document's own review."""
    digest: Digest
    """The digest of the text that was approved."""


class Approvals(Node):
    """The file ``approvals.yml``: every approval of the school's text, oldest first."""

    meets: tuple[Day, ...] = ()
    """When the body that approves meets next. The calendar for staff shows it."""
    approvals: tuple[Approval, ...] = ()
    """The approvals."""

    @property
    def last(self) -> Approval | None:
        """The last approval, if there is one."""
        return self.approvals[-1] if self.approvals else None
