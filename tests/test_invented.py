"""Numbers and words that only stand for others are found at a real school, and true ones pass."""

from __future__ import annotations

from pathlib import Path

import pytest
import worlds

REAL = worlds.FILES["schools/hilltop/school.yml"].replace("real: false\n", "")
OFFICE = """\
channels:
  - {id: office, title: The office, text: "@", contact: {phone: 0161 715 0000}}
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            (f"Ring {number} today.", "SCH002")
            for number in (
                "0113 496 0000", "0114 496 0999", "0115 496 0123", "0116 496 0123",
                "0117 496 0123", "0118 496 0123", "0121 496 0123", "0131 496 0123",
                "0141 496 0123", "0151 496 0123", "0161 496 0123", "020 7946 0958",
                "0191 498 0123", "028 9649 6123", "029 2018 0123", "01632 960123",
                "07700 900461", "0808 157 0123", "0909 879 0123", "03069 990123",
                "+44 1632 960123", "+44 (0)7700 900461", "(01632) 960-123",
                "000 0000 0000", "0123456789", "011111111111",
            )
        ),
        *(
            (f"Ring {number} today.", None)
            for number in (
                "0113 495 0000", "020 7946 1958", "020 7947 0958", "01632 961000", "01631 960123",
                "07700 901000", "07701 900461", "0808 158 0123", "0191 496 0123", "0161 715 0000",
                "03069 991000", "0800 1111", "116 123",
            )
        ),
        ("Write to office@example.com.", "SCH002"),
        ("Look at https://www.school.example/help for more.", "SCH002"),
        ("Write to office@school.test.", "SCH002"),
        ("Write to office@examples.co.uk.", None),
        ("Here is an example. It is a test.", None),
        ("Welcome to [name of school].", "SCH001"),
        ("Ring [number].", "SCH001"),
        ("Ring [ ... ].", "SCH001"),
        ("Ask [the office](talk-to-us/).", None),
        ("It opens at tbc.", "SCH001"),
        ("The date is TBA.", "SCH001"),
        ("The head is XXX.", "SCH001"),
        ("See you soon xxx", None),
        ("Lorem ipsum dolor.", "SCH001"),
        ("Insert your name here.", "SCH001"),
    ],
)  # fmt: skip
def test_a_real_school(text: str, code: str | None, tmp_path: Path) -> None:
    files = {worlds.SCHOOL: REAL, "schools/hilltop/channels.yml": OFFICE.replace("@", text)}
    found = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert [finding.code for finding in found] == ([code] if code else [])


def test_an_invented_school_may_have_them(tmp_path: Path) -> None:
    office = OFFICE.replace("@", "Ring 01632 960123 or write to office@example.com.")
    source = worlds.tiny_world(tmp_path, {"schools/hilltop/channels.yml": office})
    assert worlds.findings_in(source) == []


@pytest.mark.parametrize(
    ("approved", "review", "codes"),
    [
        ("2026-06-01", "2026-06-01", []),
        ("2026-06-02", "2027-05", ["DATE004"]),
        ("2026-06", "2027-05", []),
        ("2026-07", "2027-05", ["DATE004"]),
        ("2026-05-31", "2026-05", ["DATE001"]),
        ("2026-05-31", "2026-05-30", ["DATE001", "DATE005"]),
        ("2026", "2026-06", []),
    ],
)
def test_dates_that_cannot_be(approved: str, review: str, codes: list[str], tmp_path: Path) -> None:
    school = worlds.FILES[worlds.SCHOOL].replace("2026-05-01", approved).replace("2027-05", review)
    said = worlds.FILES["schools/hilltop/provisions.yml"]
    files = {
        worlds.SCHOOL: school.replace("hilltop-01: May 2026, ", ""),
        "schools/hilltop/provisions.yml": said.replace("in May 2026.}", "., left-out: It is old.}"),
    }
    found = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert sorted(finding.code for finding in found) == codes
