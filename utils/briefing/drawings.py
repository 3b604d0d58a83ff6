"""The pictures of a briefing as drawings, made together.

Knows pictures by their names. It must not know what they show, nor where they are put.
"""

from collections.abc import Mapping
from typing import TypeAlias

from utils.briefing.document import Briefing
from utils.visuals.drawing import svg_of
from utils.visuals.theme import untitled

Drawings: TypeAlias = Mapping[str, str]
"""SVG by the name of the picture."""


def draw(briefing: Briefing) -> Drawings:
    """Every picture of the briefing as SVG without its heading. Raises DrawingError when one cannot be drawn."""
    pictures = {picture.name: picture for section in briefing.sections for picture in section.pictures}
    drawn = svg_of([untitled(picture.spec) for picture in pictures.values()])
    return dict(zip(pictures, drawn, strict=True))
