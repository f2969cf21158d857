"""Texts that were approved: one text file each, named as it is, in a folder of the tests."""

from __future__ import annotations

from pathlib import Path

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex


def approved_in(folder: Path) -> type[SingleFileSnapshotExtension]:
    """Return what keeps texts in ``folder``, for ``snapshot.use_extension``."""

    class Approved(SingleFileSnapshotExtension):
        _write_mode = WriteMode.TEXT
        file_extension = "txt"

        @classmethod
        def dirname(cls, *, test_location: PyTestLocation) -> str:
            return str(folder)

        @classmethod
        def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:
            return str(index)

        @classmethod
        def matches_test_location(
            cls, *, test_location: PyTestLocation, snapshot_location: str
        ) -> bool:
            return Path(snapshot_location).is_relative_to(folder)

    return Approved
