"""What people decided about the map: corrected names, lines whose status is disputed, towns to keep.

All of it is read from `corrections.json` and `disputed.json` beside the output; nothing is decided here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import Point
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
CORRECTIONS, DISPUTED = "corrections.json", "disputed.json"


@dataclass(frozen=True)
class Renaming:
    """The present name of a province; two provinces given one name are one. `at` tells apart two with one code."""

    code: str
    name: str
    note: str | None
    at: tuple[float, float] | None

    def fits(self, code: str, area: BaseGeometry) -> bool:
        """Whether this is about the province with that code and area."""
        return code == self.code and (self.at is None or area.contains(Point(self.at)))


@dataclass(frozen=True)
class Dispute:
    """A border is disputed where it runs between these two names and inside one of these boxes."""

    name: str
    between: frozenset[str]
    boxes: tuple[Box, ...]
    status: str


@dataclass(frozen=True)
class Wish:
    """A town to draw in any case at this rank, or never if it is 0; the label where another spelling is wanted."""

    rank: int
    label: str | None = None


@dataclass(frozen=True)
class Rules:
    """Everything the two files say; wishes by the town's ISO code and name."""

    renamings: tuple[Renaming, ...]
    countries: dict[str, str]
    towns: dict[tuple[str, str], Wish]
    disputes: tuple[Dispute, ...]
    areas: dict[str, str]


def read_rules(folder: Path) -> Rules:
    """The rules beside the output; a file that is not there holds none."""
    corrections, disputed = _document(folder / CORRECTIONS), _document(folder / DISPUTED)
    return Rules(
        renamings=tuple(_renaming(entry) for entry in corrections.get("provinces", [])),
        countries=corrections.get("countries", {}),
        towns={(t["country"], t["name"]): Wish(t["rank"], t.get("label")) for t in corrections.get("towns", [])},
        disputes=tuple(_dispute(entry) for entry in disputed.get("lines", [])),
        areas={entry["name"]: entry["status"] for entry in disputed.get("areas", [])},
    )


def _document(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _renaming(entry: dict[str, Any]) -> Renaming:
    at = tuple(entry["at"]) if "at" in entry else None
    return Renaming(entry["code"], entry["name"], entry.get("note"), at)


def _dispute(entry: dict[str, Any]) -> Dispute:
    boxes = tuple((west, south, east, north) for west, south, east, north in entry["boxes"])
    return Dispute(entry["name"], frozenset(entry["between"]), boxes, entry["status"])
