"""The map's layers as deck.gl draws them: lines under the marks, symbols over them.

Knows deck.gl's layers. It must not know where a layer's rows come from.
"""

from collections.abc import Sequence
from typing import Any

import pydeck

from utils.visuals.borders import rounded
from utils.visuals.deck_layers import icons, words
from utils.visuals.overlays import KINDS, Overlay, Symbol, hue
from utils.visuals.palette import Look, rgb
from utils.visuals.shapes import HOLLOW, RING, SOLID

BACKED = 235
"""How opaque the ground of a hollow symbol is, of 255: lines under it do not confuse its shape."""


def link_layers(overlays: Sequence[Overlay], look: Look) -> list[pydeck.Layer]:
    """The lines of the layers that have some."""
    return [_links(overlay, look) for overlay in overlays if overlay.links]


def symbol_layers(overlays: Sequence[Overlay], look: Look, base_url: str | None) -> list[pydeck.Layer]:
    """The symbols of the layers that have some, with their numbers."""
    return [layer for overlay in overlays if overlay.symbols for layer in _symbols(overlay, look, base_url)]


def _links(overlay: Overlay, look: Look) -> pydeck.Layer:
    rows = [
        {
            "path": [rounded(point) for point in link.points],
            "width": link.width,
            "colour": [*rgb(hue(link.hue, look)), 170],
            "tooltip": link.tooltip,
        }
        for link in overlay.links
    ]
    return pydeck.Layer(
        "PathLayer",
        data=rows,
        id=f"{overlay.key}-links",
        pickable=True,
        get_path="path",
        get_width="width",
        width_units=pydeck.types.String("pixels"),
        get_color="colour",
        joint_rounded=True,
    )


def _symbols(overlay: Overlay, look: Look, base_url: str | None) -> list[pydeck.Layer]:
    rows = []
    for symbol in overlay.symbols:
        solid = symbol.shape.removesuffix(HOLLOW)
        if symbol.hollow and solid in SOLID:
            rows.append(_row(symbol, solid, [*rgb(look.surface), BACKED]))
        rows.append(_row(symbol, symbol.shape, [*rgb(hue(symbol.hue, look)), 255]))
    more: dict[str, Any] = {"get_pixel_offset": "offset"}
    drawn = icons(
        f"{overlay.key}-symbols", rows, base_url, pickable=overlay.key != KINDS.key, get_color="colour", **more
    )
    return [
        drawn,
        *(
            words(
                f"{overlay.key}-{name}",
                _numbers(overlay.symbols, hollow=hollow),
                look,
                colour=list(rgb(colour)),
                size=look.small_size - 1,
                rim=0,
                font_weight=600,
                **more,
            )
            for name, hollow, colour in (("numbers", True, look.ink), ("numbers-within", False, look.surface))
        ),
    ]


def _row(symbol: Symbol, shape: str, colour: list[int]) -> dict[str, Any]:
    return {
        "at": rounded((symbol.longitude, symbol.latitude)),
        "shape": shape,
        "size": round(2 * symbol.radius, 1),
        "offset": [symbol.across, symbol.down],
        "colour": colour,
        "tooltip": symbol.tooltip,
    }


def _numbers(symbols: Sequence[Symbol], *, hollow: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": symbol.number,
            "at": rounded((symbol.longitude, symbol.latitude)),
            "offset": [symbol.across, symbol.down],
        }
        for symbol in symbols
        if symbol.number and symbol.hollow is hollow and symbol.shape != RING
    ]
