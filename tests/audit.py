"""List the licences of what is locked, and look for known faults in it: `make audit`.

The licences are read from what is installed. The faults are looked up by pip-audit, which uv
fetches for this one run, where it can reach its data.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = (
    "requirements.txt",
    "requirements-import.txt",
    "requirements-fleet.txt",
    "requirements-dev.txt",
    "tests/mutants/requirements.txt",
)
PIP_AUDIT = "pip-audit==2.10.1"

FREE = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib"),
    *("Apache-2.0", "PSF-2.0", "OFL-1.1"),
    "MPL-2.0",  # binds only who changes its own files
}
"""The licences that a school may take on without a thought, by their SPDX names."""

SPDX = {
    "MIT License": "MIT",
    "MIT Licence": "MIT",
    "BSD License": "BSD",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What older packages write in place of the SPDX name."""


def locked(lock: str) -> list[str]:
    """Return the names of the packages in a lock file, in order and once each."""
    named = re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return list(dict.fromkeys(named))


def licence(package: str) -> str | None:
    """Return what an installed package says of its licence, in SPDX's words where it can be."""
    said = metadata(package)
    classes = [c.split(" :: ")[-1] for c in said.get_all("Classifier", []) if "License ::" in c]
    found = [said.get("License-Expression"), *classes, said.get("License")]
    name = next((name for name in found if name and "\n" not in name), None)
    return SPDX.get(name, name) if name else None


def is_free(name: str | None) -> bool:
    """Say whether a licence, or one of those that it offers to choose from, is of the list."""
    offered = (name or "").strip("()").split(" OR ")
    return any(all(part in FREE for part in choice.split(" AND ")) for choice in offered)


def known_faults(lock: str) -> list[str] | None:
    """Return a line for each known fault in a lock; None where they could not be looked up."""
    command = [str(Path(sys.executable).with_name("uv")), "tool", "run", "--quiet", PIP_AUDIT]
    options = ["--require-hashes", "--disable-pip", "--format=json", "--progress-spinner=off"]
    done = subprocess.run(
        [*command, *options, "--requirement", lock],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.startswith("{"):
        return None
    packages = json.loads(done.stdout)["dependencies"]
    if any("skip_reason" in package for package in packages):
        return None
    return [f"{p['name']} {p['version']}: {v['id']}" for p in packages for v in p["vulns"]]


def main() -> int:
    """Print the licences and the faults; return 1 when there is a known fault."""
    for lock in LOCKS:
        groups = defaultdict(list)
        for package in locked(lock):
            groups[licence(package) or "not said"].append(package)
        print(f"{lock}:")
        for name, packages in sorted(groups.items()):
            print(f"  {name}: {', '.join(packages)}")
    results = [known_faults(lock) for lock in LOCKS]
    faults = [line for result in results for line in result or []]
    unknown = "pip-audit could not reach its data, so known faults were not all looked up."
    nothing = unknown if None in results else "No known fault was found."
    print("\n".join(faults) or nothing)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
