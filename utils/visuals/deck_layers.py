"""The pieces that every deck is made of: words, shapes, and a deck that is written without blanks.

Knows pydeck. It must not know what any layer shows.
"""

import base64
import json
from functools import cached_property
from typing import Any

import pydeck

from utils.visuals import shapes
from utils.visuals.palette import Look, rgb

TYPEFACE = "Source Sans, sans-serif"

MASKS = "marks.png"
"""The file of the shapes, beside the layers of the base."""


class Deck(pydeck.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck written without blanks between its values: for points that is a third of what pydeck sends.

    It is written once: readers of one view are all sent the same.
    """

    def to_json(self) -> str:
        """The deck as deck.gl reads it."""
        return self._written

    @cached_property
    def _written(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)


def tooltip(look: Look) -> dict[str, Any]:
    """How a mark's `tooltip` is shown under the pointer: as text, never as markup, in the look's own colours."""
    style = {
        "fontFamily": TYPEFACE,
        "fontSize": f"{look.text_size}px",
        "lineHeight": "1.4",
        "width": "15rem",
        "marginLeft": "-7.5rem",  # under the pointer: beside it, a map's right edge would cut it off
        "marginTop": "16px",
        "whiteSpace": "pre-line",
        "padding": "8px 11px",
        "borderRadius": "4px",
        "border": f"1px solid {look.quiet}",
        "backgroundColor": look.surface,
        "color": look.ink,
    }
    return {"text": "{tooltip}", "style": style}


def words(  # noqa: PLR0913  # each is a choice of the layer's
    layer: str,
    rows: list[dict[str, Any]],
    look: Look,
    *,
    colour: list[int],
    size: float,
    rim: float = 4,
    **more: object,
) -> pydeck.Layer:
    """The rows' names at their points, with a thin rim of the ground around the letters."""
    return pydeck.Layer(
        "TextLayer",
        data=rows,
        id=layer,
        pickable=False,
        get_position="at",
        get_text="name",
        get_color=colour,
        get_size=size,
        font_family=pydeck.types.String(TYPEFACE),
        character_set=pydeck.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=rim,
        outline_color=[*rgb(look.land), 220],
        **more,
    )


def icons(layer: str, rows: list[dict[str, Any]], base_url: str | None, **more: object) -> pydeck.Layer:
    """The rows' shapes (`shape`) at their points (`at`), so many pixels wide (`size`)."""
    inside = f"data:image/png;base64,{base64.b64encode(shapes.atlas()).decode()}"
    return pydeck.Layer(
        "IconLayer",
        data=rows,
        id=layer,
        icon_atlas=pydeck.types.String(inside if base_url is None else f"{base_url}/{MASKS}"),
        icon_mapping={name: dict(place) for name, place in shapes.mapping().items()},
        get_icon="shape",
        get_position="at",
        get_size="size",
        **more,
    )
