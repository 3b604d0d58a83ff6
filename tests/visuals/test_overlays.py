"""One layer, drawn by both maps: what stands in it stands on the screen and on the paper."""

import json

import pytest

from tests.visuals.pictured import BOX, a_base, layer, rows
from utils.visuals.framing import Frame
from utils.visuals.overlays import (
    ACCENT,
    HUES,
    INK,
    SWITCHED,
    TOLLS,
    KeyLine,
    Link,
    Overlay,
    Symbol,
    hue,
    replaced,
    symbol_discs,
)
from utils.visuals.palette import LIGHT, LOOKS, MARK_CONTRAST, PAPER, contrast, rgb
from utils.visuals.paper_map import alt_text, map_picture
from utils.visuals.paper_overlays import overlay_key
from utils.visuals.screen_key import screen_key
from utils.visuals.screen_map import deck
from utils.visuals.shapes import DOTTED, HOLLOW, RING, SHIELD, SOLID
from utils.visuals.sites import Site, Sites

SITES = Sites((Site("town_1", 11.0, 17.0, "town", "Alder", "1 incident\nAlder", ("N-1",)),))
SYMBOLS = tuple(
    Symbol(16.5 + place / 3, 11, shape, INK, 8, "1 incident\nhere", 4, 0, "3" if place < 2 else "")
    for place, shape in enumerate((SOLID[1], SOLID[1] + HOLLOW, RING, DOTTED, SHIELD))
)
LINK = Link(((17.0, 11.0), (18.0, 11.0), (18.0, 10.0)), ACCENT, 2.5, "Wave of a day")
OVERLAY = Overlay("test", SYMBOLS, (LINK,), (KeyLine(SHIELD, INK, "A shield"), KeyLine("", ACCENT, "A line")), "Said.")


def on_screen(*overlays):
    spec = json.loads(deck(SITES, a_base(), LIGHT, BOX, base_url="base/1", overlays=overlays).to_json())
    return {part["id"]: part for part in spec["layers"]}


def on_paper(*overlays):
    return map_picture(SITES, a_base(), PAPER, BOX, boundary_note="", overlays=overlays)


def test_every_symbol_and_link_is_on_both_maps():
    screen, paper = on_screen(OVERLAY), on_paper(OVERLAY).spec
    shapes = [row["shape"] for row in screen["test-symbols"]["data"]]
    assert {symbol.shape for symbol in SYMBOLS} <= set(shapes)
    forms = ("solid", "hollow", "ring", "dotted")
    assert sum(len(rows(paper, f"test-{form}")) for form in forms) == len(SYMBOLS)
    assert len(screen["test-links"]["data"][0]["path"]) == 3
    (path,) = rows(paper, "test-links")
    assert len(path["geometry"]["coordinates"]) == 3


def test_a_hollow_symbol_stands_on_ground_of_its_own_so_that_no_line_runs_through_it():
    drawn = on_screen(OVERLAY)["test-symbols"]["data"]
    place = next(n for n, row in enumerate(drawn) if row["shape"] == SOLID[1] + HOLLOW)
    assert drawn[place - 1]["shape"] == SOLID[1]
    assert drawn[place - 1]["colour"][:3] == list(rgb(LIGHT.surface))


def test_links_lie_under_the_marks_and_symbols_over_them():
    order = list(on_screen(OVERLAY))
    assert order.index("test-links") < order.index("sites") < order.index("test-symbols")


def test_numbers_of_symbols_are_written_on_both():
    screen, paper = on_screen(OVERLAY), on_paper(OVERLAY).spec
    written = [row["name"] for name in ("test-numbers", "test-numbers-within") for row in screen[name]["data"]]
    assert written == ["3", "3"]
    assert [row["number"] for row in rows(paper, "test-numbers")] == ["3", "3"]


def test_pixels_off_a_point_are_as_many_on_paper_as_on_the_screen():
    row = rows(on_paper(OVERLAY).spec, "test-solid")[0]
    spec = on_paper().spec
    frame = Frame(BOX, spec["width"], spec["height"], a_base().box)
    point, moved = frame.pixel(SYMBOLS[0].longitude, 11), frame.pixel(row["longitude"], row["latitude"])
    assert moved[0] - point[0] == pytest.approx(4, abs=0.1)


def test_the_key_and_the_words_of_a_layer_are_on_paper():
    picture = on_paper(OVERLAY)
    assert [row["meaning"] for row in rows(picture.spec, "layers-key-words")] == ["A shield", "A line"]
    assert "Said." in picture.alt
    assert "Said." in alt_text(SITES, (OVERLAY,))


def test_without_layers_the_maps_are_as_they_were():
    assert not [name for name in on_screen() if name.startswith("test")]
    assert on_paper().spec == on_paper(*()).spec


def test_a_layer_that_takes_the_marks_place_leaves_them_to_answer_clicks():
    taken = Overlay("test", SYMBOLS[:1], replaces=True)
    screen = on_screen(taken)
    assert replaced((taken,))
    assert screen["sites"]["pickable"]
    assert "site-counts" not in screen


def test_words_keep_clear_of_symbols_and_may_cross_rings():
    frame = Frame(BOX, 800, 400, a_base().box)
    assert len(symbol_discs(frame, (OVERLAY,))) == 3
    assert layer(on_paper(OVERLAY).spec, "test-ring")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("name", [ACCENT, INK, *HUES])
def test_every_hue_is_seen_on_its_ground(look, name):
    assert contrast(hue(name, look), look.surface) >= MARK_CONTRAST


def test_the_choices_have_names_of_their_own_in_the_address():
    assert len({choice.key for choice in (*SWITCHED, TOLLS)}) == len(SWITCHED) + 1


def test_a_line_of_the_key_has_one_name_on_screen_and_paper():
    lines = Overlay("test", lines=(KeyLine("", ACCENT, "A line"),))
    (screened,) = screen_key(Sites(()), (lines,))
    (stroke, _) = overlay_key((lines,), LIGHT, top=0)
    assert [row["shape"] for row in stroke.data.values] == [screened.shape]
