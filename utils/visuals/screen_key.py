"""The key under the map on screen: every kind of mark that is drawn, in words, and a sample of it as a small drawing.

Knows marks and looks. It must not know what a layer shows, nor how a page is made.
"""

from collections.abc import Iterator, Sequence

from utils.tables.vocabularies import GEO_PRECISIONS
from utils.visuals.overlays import ACCENT, INK, KeyLine, Overlay, hue, replaced
from utils.visuals.palette import Look
from utils.visuals.shapes import CIRCLE, DOTTED, HATCH, HOLLOW, RING, STROKE, outline
from utils.visuals.sites import CELL, DISTRICT, EXACT, TOWN, Sites
from utils.visuals.wording import sentence_case

MARK_WORDS = {EXACT: "Filled dot", TOWN: "Ring", DISTRICT: "Hatched disc"}
MARK_SHAPES = {EXACT: CIRCLE, TOWN: RING, DISTRICT: HATCH}
SQUARES = "Disc: all incidents in a square of the map, counted where their point is; the larger, the more."
NUMBERS = "A number is how many incidents a mark stands for; without one it stands for one."


def screen_key(sites: Sites, overlays: Sequence[Overlay]) -> tuple[KeyLine, ...]:
    """A line for each kind of mark that is drawn, and what is not drawn.

    Where a layer takes the place of the plain marks only districts are left of them.
    """
    return (*_marks(sites, faint=replaced(overlays)), *_layers(overlays))


def _marks(sites: Sites, *, faint: bool) -> Iterator[KeyLine]:
    meanings = {entry.label: entry.meaning for entry in GEO_PRECISIONS.entries}
    drawn = {site.precision for site in sites.drawn}
    for precision, words in MARK_WORDS.items():
        if precision in drawn and (precision == DISTRICT or not faint):
            meaning = f"{meanings[precision][0].lower()}{meanings[precision][1:]}"
            yield KeyLine(MARK_SHAPES[precision], ACCENT, f"{words}: {meaning}.")
    if CELL in drawn:
        yield KeyLine(CIRCLE, ACCENT, SQUARES)
    if not faint and any(site.incidents > 1 for site in sites.drawn):
        yield KeyLine("", INK, NUMBERS)
    if sites.beside:
        yield KeyLine("", INK, sites.beside_text)


def _layers(overlays: Sequence[Overlay]) -> Iterator[KeyLine]:
    """The layers' lines, each shape named too: colour and form never speak alone."""
    for line in (line for overlay in overlays for line in overlay.lines):
        name = sentence_case(line.shape.replace(HOLLOW, "").replace("-", " ")) if line.shape else "Line"
        yield KeyLine(
            line.shape or STROKE, line.hue, f"{line.words}." if ":" in line.words else f"{name}: {line.words}."
        )


def sample(line: KeyLine, look: Look) -> str:
    """The mark as an SVG of its own; empty where the line explains no mark."""
    if not line.shape:
        return ""
    colour = hue(line.hue, look)
    form = 'd="M-1,0H1" stroke-width="0.3"' if line.shape == STROKE else f'd="{outline(line.shape)}"'
    bare = line.shape in (RING, DOTTED, HATCH, STROKE) or line.shape.endswith(HOLLOW)
    dots = ' stroke-dasharray="0.14 0.26"' if line.shape == DOTTED else ""
    width = "" if line.shape == STROKE else ' stroke-width="0.18"'
    fill = "none" if bare else colour
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.2 -1.2 2.4 2.4">'
        f'<path {form} fill="{fill}" stroke="{colour}"{width}{dots}/></svg>'
    )
