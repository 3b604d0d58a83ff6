"""Asks the advisory database about every pin, and never says that all is well when it could not ask.

pip-audit passes over what its service does not know, and ends well when that is everything: behind a mirror of the
package index, which has no advisories, it would find nothing wrong in anything.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PINS = Path(__file__).parents[2] / "requirements.txt"
WELL, WRONG, NOT_ASKED = 0, 1, 2


def judged(dependencies: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """The status and the lines that say why: what is known against which pin, and which could not be asked about."""
    asked = [one for one in dependencies if "skip_reason" not in one]
    passed_over = [one for one in dependencies if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none yet'}"
        for one in asked
        for found in one["vulns"]
    ]
    if passed_over:
        names = ", ".join(sorted(one["name"] for one in passed_over))
        known.append(f"NOT AUDITED, the advisory database could not be asked about {len(passed_over)}: {names}")
    if any(one["vulns"] for one in asked):
        return WRONG, known
    if passed_over or not asked:
        return NOT_ASKED, known or ["NOT AUDITED: nothing was asked about."]
    return WELL, [f"Nothing is known against any of {len(asked)} pins."]


def main() -> int:
    """Print what was found. 0: nothing against any pin; 1: something; 2: not every pin could be asked about."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(PINS), "--no-deps", "--disable-pip", "-f", "json"]
    answer = subprocess.run([*command, "--progress-spinner", "off", "--timeout", "10"], capture_output=True, text=True)  # noqa: PLW1510  # its status says less than what it wrote
    try:
        dependencies = json.loads(answer.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"NOT AUDITED: the advisory database could not be reached.\n{answer.stderr.strip()[-600:]}")
        return NOT_ASKED
    status, lines = judged(dependencies)
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main())
