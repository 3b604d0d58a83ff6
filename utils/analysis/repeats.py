"""Projects that lie near the very same incidents: they are one exposure, counted many times over.

Knows which incidents lie near which project. It must not know distances, money, nor how a repeat is worded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from utils.analysis.exposure import Exposure


@dataclass(frozen=True)
class Repeat:
    """Projects and the set of incidents, at least one, that lies near each of them; a project may be alone."""

    project_ids: tuple[str, ...]
    incident_ids: tuple[str, ...]


def repeats_of(exposure: Exposure, project_ids: Collection[str], window: int | None = None) -> tuple[Repeat, ...]:
    """The exposed among some projects by the set of incidents near them, most projects first.

    Near is within the yardstick's radius, in the last `window` days or, where none is given, in the yardstick's.
    """
    days = exposure.yardstick.window if window is None else window
    held: dict[tuple[str, ...], list[str]] = {}
    for place, project_id in exposure.of(project_ids)["project_id"].items():
        near = exposure.near(int(str(place)), days)
        if near:
            held.setdefault(tuple(sorted(near)), []).append(project_id)
    found = [Repeat(tuple(projects), incidents) for incidents, projects in held.items()]
    return tuple(sorted(found, key=lambda repeat: (-len(repeat.project_ids), repeat.project_ids)))
