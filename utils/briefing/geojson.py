"""The incidents behind a view as GeoJSON (RFC 7946), each point with how exactly it is known.

Knows the format. It must not know which incidents a choice keeps, nor addresses.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from utils.analysis.filters import Filters
from utils.analysis.rings import ring_of
from utils.briefing.characters import all_visible
from utils.briefing.document import Briefing
from utils.briefing.imprint import Imprint
from utils.briefing.kept import CITING, Kept, kept_rows
from utils.briefing.rows import rows_of, typed
from utils.editions.edition import Edition
from utils.tables.schema import INCIDENTS, SOURCES
from utils.tables.schema.location import GEO_PRECISION, LATITUDE, LONGITUDE
from utils.visuals.sites import PROVINCE

Json: TypeAlias = dict[str, Any]

RADIUS = "radius_km"
"""The property that says within how many kilometres of the point the place lies."""

_TOLD_OF_SOURCES = ("source_id", "publisher", "title", "url", "published_date", "reliability")
_POINT = (LATITUDE.key, LONGITUDE.key)
_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that begin markup or end a line of script, as JSON writes them otherwise."""


def render_geojson(edition: Edition, filters: Filters, briefing: Briefing, imprint: Imprint) -> bytes:
    """A FeatureCollection in UTF-8: a feature an incident, in the edition's order, with every column as a property.

    Coordinates are longitude and latitude in degrees (WGS 84). An incident known only to the province, or without a
    point, has no geometry. Which view of which edition it is stands beside the features; unknown is null.
    """
    kept = kept_rows(edition, filters)
    collection = {
        "type": "FeatureCollection",
        **_heading(edition, briefing, imprint, kept),
        "features": list(_features(kept)),
    }
    written = json.dumps(all_visible(collection), ensure_ascii=False, separators=(",", ":"), default=_date)
    return written.translate(_MARKUP).encode()


def _heading(edition: Edition, briefing: Briefing, imprint: Imprint, kept: Kept) -> Json:
    """Which view it is; readers of GeoJSON pass over members that they do not know."""
    about = edition.dataset.about
    return {
        "title": briefing.title,
        "label": briefing.label,
        "edition": {"number": edition.number, "digest": edition.digest, "draft": edition.draft},
        "as_of": briefing.date,
        "filters": dict(briefing.filter_lines),
        "not_followed": list(briefing.ignored),
        "address": imprint.address or None,
        "left_out": [{"origin": one.origin, "table": one.table, "rows": one.rows} for one in kept.left_out],
        "licence": about.licence,
        "boundary_note": briefing.boundary_note or None,
    }


def _features(kept: Kept) -> Iterable[Json]:
    sources = {str(row["source_id"]): {key: row[key] for key in _TOLD_OF_SOURCES} for row in _sources(kept)}
    frame = kept.frames[INCIDENTS.name]
    for row, cited in zip(rows_of(INCIDENTS, frame), frame[CITING], strict=True):
        told: Json = {key: value for key, value in row.items() if key not in (*_POINT, CITING)}
        point = _point(row)
        told[RADIUS] = ring_of(str(row[GEO_PRECISION.key])) if point else None
        told["sources"] = [sources[name] for name in cited if name in sources]
        yield {"type": "Feature", "id": row[INCIDENTS.id_column.key], "geometry": point, "properties": told}


def _sources(kept: Kept) -> list[Mapping[str, Any]]:
    return [dict(row) for row in rows_of(SOURCES, kept.frames[SOURCES.name])]


def _point(row: Mapping[str, object]) -> Json | None:
    """Where it was; nothing where the point would only stand in for a whole province."""
    latitude, longitude = (row[key] for key in _POINT)
    if latitude is None or longitude is None or row[GEO_PRECISION.key] == PROVINCE:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _date(value: object) -> object:
    """A date as JSON can hold it."""
    return value.isoformat() if isinstance(value, dt.date) else typed(value)
