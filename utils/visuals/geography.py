"""The reference geography under every map: land, provinces, borders and towns, read once from a folder and checked.

Knows the folder's files and what their manifest promises; must not know Streamlit, the network, or how it was cut.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utils.analysis.routes import Route, RoutesError, routes_of
from utils.visuals.districts import District, DistrictsError, districts_of

MANIFEST = "base.json"
ROUTES, DISTRICTS = "routes.geojson", "districts.geojson"
"""Roads and railways, and a team's own districts; a base may do without. The manifest knows nothing of them."""

LAYERS = ("countries.geojson", "provinces.geojson", "borders.geojson", "towns.geojson")
REPAIR = "Restore it from the repository, or cut the base anew: python -m utils.visuals.cutting --help"

GeoJSON = dict[str, Any]


class GeographyError(Exception):
    """The reference geography cannot be used; the text names the file and the repair."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(f"{path}: {found}. {REPAIR}")
        self.path = path


@dataclass(frozen=True, eq=False)
class Base:
    """Layers as parsed GeoJSON, the box they fill (west, south, east, north), whom to credit, a digest of it all.

    `routes` are schematic roads and railways, `districts` a team's own polygons, both empty when there are none; the
    digest does not cover the routes.
    """

    countries: GeoJSON
    provinces: GeoJSON
    borders: GeoJSON
    towns: GeoJSON
    box: tuple[float, float, float, float]
    credits: tuple[str, ...]
    digest: str
    routes: tuple[Route, ...] = ()
    districts: tuple[District, ...] = ()


def read_base(folder: Path) -> Base:
    """The base in a folder, every layer compared with the checksum in its manifest."""
    path = folder / MANIFEST
    content = _bytes(path)
    manifest = _parsed(path, content)
    try:
        west, south, east, north = (float(degrees) for degrees in manifest["box"])
        credited = tuple(dict.fromkeys(str(source["credit"]) for source in manifest["sources"]))
        promised = {name: str(manifest["files"][name]) for name in LAYERS}
    except (KeyError, TypeError, ValueError) as error:
        raise GeographyError(path, "does not say the box, sources and files of the base") from error
    layers = {name: _bytes(folder / name) for name in LAYERS}
    countries, provinces, borders, towns = (_layer(folder / name, layers[name], promised[name]) for name in LAYERS)
    districts, credit, own = _districts(folder / DISTRICTS)
    digest = hashlib.sha256(b"".join([content, *layers.values(), own])).hexdigest()
    box, credited = (west, south, east, north), (*credited, *([credit] if credit else []))
    routes = _routes(folder / ROUTES)
    return Base(countries, provinces, borders, towns, box, credited, digest, routes, districts)


def _districts(path: Path) -> tuple[tuple[District, ...], str, bytes]:
    """The districts, whom to credit, and the file's bytes; nothing of each when there is no file."""
    if not path.exists():
        return (), "", b""
    content = _bytes(path)
    try:
        districts, credit = districts_of(_parsed(path, content))
    except DistrictsError as error:
        raise GeographyError(path, str(error)) from error
    return districts, credit, content


def _routes(path: Path) -> tuple[Route, ...]:
    if not path.exists():
        return ()
    try:
        return routes_of(_parsed(path, _bytes(path)))
    except RoutesError as error:
        raise GeographyError(path, str(error)) from error


def _layer(path: Path, content: bytes, promised: str) -> GeoJSON:
    layer = _parsed(path, content)
    if layer.get("type") != "FeatureCollection" or not isinstance(layer.get("features"), list):
        raise GeographyError(path, "is not a GeoJSON feature collection")
    if hashlib.sha256(content).hexdigest() != promised:
        raise GeographyError(path, f"has other bytes than {MANIFEST} promises")
    return layer


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GeographyError(path, "is missing or cannot be read") from error


def _parsed(path: Path, content: bytes) -> GeoJSON:
    try:
        document = json.loads(content)
    except ValueError as error:
        raise GeographyError(path, "is torn: not whole JSON") from error
    if not isinstance(document, dict):
        raise GeographyError(path, "does not hold a JSON object")
    return document
