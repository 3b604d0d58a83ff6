"""The one home of colours, marks and type sizes: three looks, the sides of a contest, the sharing labels.

Knows colours and shapes, and the vocabularies they stand for. It must not know any chart, map or page.
Hues come from Okabe and Ito's set, which most colour-blind readers can tell apart; red never stands against green.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from utils.tables.vocabularies import SIDES

FAMILY = "Source Sans 3"
FONT = f'"{FAMILY}", "Source Sans", sans-serif'
"""The shipped font first, then Streamlit's own name for it."""

ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILLION, PURPLE, BLACK = "#0072B2", "#D55E00", "#CC79A7", "#000000"
OCHRE = "#94700A"
"""Okabe and Ito's orange, darkened until it can be seen on white and on black."""

VIOLET = "#7C62B3"
"""Seen on white and on black, for where things are many."""

OKABE_ITO = (ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE, BLACK)

GOVERNMENT, MILITANT, MEDIA, RESEARCH, ADVOCACY = SIDES.labels

SIDE_SHAPES: Mapping[str, str] = {
    GOVERNMENT: "square",
    MILITANT: "triangle-up",
    MEDIA: "circle",
    RESEARCH: "diamond",
    ADVOCACY: "triangle-down",
}
"""Each side's point shape, so that colour never speaks alone."""

SHARING_COLOURS: Mapping[str, str] = {  # TLP 2.0, text on black
    "TLP:CLEAR": "#FFFFFF",
    "TLP:GREEN": "#33FF00",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:RED": "#FF2B2B",
}
SHARING_GROUND = "#000000"


@dataclass(frozen=True)
class Look:
    """How everything looks in one setting. `width` is the drawing's width in pixels; None where it fills its place."""

    name: str
    surface: str
    ink: str
    muted: str
    grid: str
    accent: str
    soft: str
    quiet: str
    land: str
    neighbour: str
    water: str
    border: str
    province: str
    place: str
    research: str
    width: int | None = None
    font: str = FONT
    title_size: int = 16
    text_size: int = 13
    small_size: int = 12
    sides: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        sides = {GOVERNMENT: BLUE, MILITANT: VERMILLION, MEDIA: PURPLE, RESEARCH: self.research, ADVOCACY: OCHRE}
        object.__setattr__(self, "sides", sides)

    @property
    def categories(self) -> tuple[str, ...]:
        """Colours for things without a colour of their own, in Okabe and Ito's order, as far as they can be seen here.

        Green is left out beside vermillion. A few more follow, for where things are many.
        """
        hues = (*(hue for hue in OKABE_ITO if hue not in (GREEN, BLACK)), OCHRE, VIOLET, self.research)
        return tuple(hue for hue in hues if contrast(hue, self.surface) >= MARK_CONTRAST)


TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11."""

LIGHT = Look(
    "light",
    surface="#FFFFFF",
    ink="#1B2126",
    muted="#5A646D",
    grid="#E3E7EA",
    accent="#0B5C6B",
    soft="#7FA8B0",
    quiet="#8C959D",
    land="#FBFAF7",
    neighbour="#EEECE6",
    water="#D5E3EC",
    border="#6F7780",
    province="#C9C8C2",
    place="#4E575F",
    research="#4A4A4A",
)
DARK = Look(
    "dark",
    surface="#0E1117",
    ink="#F1F3F5",
    muted="#A3ADB6",
    grid="#2A3038",
    accent="#66C3D0",
    soft="#3F7680",
    quiet="#737C85",
    land="#262C33",
    neighbour="#1C2127",
    water="#0F1A24",
    border="#8A949E",
    province="#434B54",
    place="#B4BCC4",
    research="#D5D8DB",
)
PAPER = replace(LIGHT, name="paper", muted="#555F68", grid="#DFE3E6", width=680)
LOOKS = (LIGHT, DARK, PAPER)


def look_of(name: str) -> Look:
    """The look of that name, by which what is drawn in it is kept; StopIteration when there is none."""
    return next(look for look in LOOKS if look.name == name)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of a colour written #RRGGBB."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, after WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [_linear(channel / 255) for channel in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
