"""What the app answers over plain HTTP beside documents and probes: the layers of the base map.

Knows addresses and caching. It must not know what a briefing says.
"""

import json
from functools import lru_cache

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from utils.visuals.borders import dashed_borders
from utils.visuals.deck_layers import MASKS
from utils.visuals.districts import layer_of, states
from utils.visuals.geography import Base
from utils.visuals.shapes import atlas
from utils.web.packing import tag_of
from utils.web.papers import answered
from utils.web.shelf import current_shelf

_FOREVER = "public, max-age=31536000, immutable"


async def base_layer(request: Request) -> Response:
    """One layer of the base map, under an address that changes with its content."""
    name = request.path_params["name"]
    if name == MASKS:
        return _masks(request)
    shelf = await anyio.to_thread.run_sync(current_shelf)
    layers = _layers(shelf.base)
    if request.path_params["digest"] != shelf.base.digest or name not in layers:
        return PlainTextResponse("Not found", 404)
    return Response(layers[name], media_type="application/geo+json", headers={"cache-control": _FOREVER})


def _masks(request: Request) -> Response:
    """The shapes of marks, which change with the program and not with the base: so browsers ask again."""
    headers = {"etag": tag_of(atlas()), "cache-control": "no-cache"}
    if answered(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(atlas(), media_type="image/png", headers=headers)


@lru_cache(maxsize=2)
def _layers(base: Base) -> dict[str, bytes]:
    layers = {"countries": base.countries, "provinces": base.provinces, "borders": dashed_borders(base)}
    layers |= {f"districts-{state}": layer_of(base.districts, state) for state in states(base.districts)}
    return {f"{name}.geojson": json.dumps(layer, separators=(",", ":")).encode() for name, layer in layers.items()}


ROUTES = [Route("/base/{digest}/{name}", base_layer)]
