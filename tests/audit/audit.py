"""Asks the advisory database about every pin, and never says that all is well when it could not ask.

pip-audit passes over what its service does not know, and ends well when that is everything: behind a mirror of the
package index, which has no advisories, it would find nothing wrong in anything.
"""

import json
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

PINS = Path(__file__).parents[2] / "requirements.txt"
WELL, WRONG, NOT_ASKED = 0, 1, 2

WHERE_POSSIBLE = "--where-possible"
"""With this argument only a known vulnerability ends badly: not every machine that tests can ask."""

MOST_SECONDS = 60
"""So long an answer is waited for, over all pins."""


def judged(dependencies: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """The status and the lines that say why: what is known against which pin, and which could not be asked about."""
    answered = [one for one in dependencies if "skip_reason" not in one]
    passed_over = [one for one in dependencies if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none yet'}"
        for one in answered
        for found in one["vulns"]
    ]
    if passed_over:
        names = ", ".join(sorted(one["name"] for one in passed_over))
        known.append(f"NOT AUDITED, the advisory database could not be asked about {len(passed_over)}: {names}")
    if any(one["vulns"] for one in answered):
        return WRONG, known
    if passed_over or not answered:
        return NOT_ASKED, known or ["NOT AUDITED: nothing was asked about."]
    return WELL, [f"Nothing is known against any of {len(answered)} pins."]


def asked(command: Sequence[str]) -> tuple[int, list[str]]:
    """The status and the lines by what that command writes: 2 as well when it takes too long, or writes no answer."""
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS)  # noqa: PLW1510  # its status says less than what it wrote
    except subprocess.TimeoutExpired:
        return NOT_ASKED, [f"NOT AUDITED: the advisory database did not answer within {MOST_SECONDS} seconds."]
    try:
        dependencies = json.loads(answer.stdout)["dependencies"]
    except (ValueError, KeyError):
        return NOT_ASKED, ["NOT AUDITED: the advisory database could not be reached.", answer.stderr.strip()[-600:]]
    return judged(dependencies)


def ended(status: int, arguments: Collection[str]) -> int:
    """With what the audit ends: its status, but that one which could not ask ends well where that is allowed."""
    return WELL if status == NOT_ASKED and WHERE_POSSIBLE in arguments else status


def main(arguments: Collection[str]) -> int:
    """Print what was found. 0: nothing against any pin; 1: something; 2: not every pin could be asked about."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(PINS), "--no-deps", "--disable-pip", "-f", "json"]
    status, lines = asked([*command, "--progress-spinner", "off", "--timeout", "10"])
    print("\n".join(lines))
    return ended(status, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
