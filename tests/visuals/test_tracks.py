import pytest

from tests.visuals.pictured import layer, rows
from utils.visuals.palette import LIGHT, LOOKS
from utils.visuals.theme import Sheet
from utils.visuals.tracks import BAR, DOT, MOST_LINES, SPAN, TICK, UP, Mark, Track, tracks_spec

SHEET = Sheet("Title", "Subtitle.", 0)


def spec(*tracks, look=LIGHT, **more):
    return tracks_spec(tracks, SHEET, look, ticks=[0, 50, 100], top=100, **more)


def marked(*marks):
    return Track("A row", tuple(Mark(kind, low, high, kind) for kind, low, high in marks))


def test_each_kind_of_mark_has_its_layer():
    drawn = spec(marked((SPAN, 10, 20), (TICK, 15, 15), (DOT, 12, 12), (UP, 20, 20), (BAR, 0, 5)))
    assert [(row["kind"], row["low"], row["high"]) for row in rows(drawn, "lengths")] == [
        ("span", 10, 20),
        ("bar", 0, 5),
    ]
    assert [row["kind"] for row in rows(drawn, "points")] == ["dot", "up"]
    assert [row["low"] for row in rows(drawn, "ticks")] == [15]


def test_marks_of_a_row_lie_on_one_line_under_its_words():
    drawn = spec(marked((DOT, 1, 1)), marked((DOT, 2, 2)))
    words, points = rows(drawn, "words"), rows(drawn, "points")
    assert words[0]["at"] < points[0]["at"] < words[1]["at"] < points[1]["at"] < drawn["height"]


def test_long_words_are_broken_and_push_the_next_row_down():
    short, long = spec(marked((DOT, 1, 1))), spec(Track("word " * 20, (Mark(DOT, 1, 1, ""),)))
    assert rows(long, "words")[0]["text"].count("\n") == 1
    assert long["height"] > short["height"]


def test_words_without_end_are_cut():
    text = rows(spec(Track("word " * 200, ())), "words")[0]["text"]
    assert text.count("\n") == MOST_LINES - 1
    assert text.endswith("…")


def test_a_rule_runs_through_all_rows_only_when_asked_for():
    assert rows(spec(marked((DOT, 1, 1)), rule=46), "rule") == [{"low": 46}]
    assert "rule" not in [part.get("name") for part in spec(marked((DOT, 1, 1)))["layer"]]


def test_the_scale_reaches_from_nothing_to_the_top():
    scale = layer(spec(marked((DOT, 1, 1))), "points")["encoding"]["x"]
    assert scale["scale"]["domain"] == [0, 100]
    assert scale["axis"]["values"] == [0, 50, 100]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_words_stand_on_the_grounds_colour_in_every_look(look):
    drawn = spec(marked((DOT, 1, 1)), look=look)
    assert layer(drawn, "rim")["mark"]["stroke"] == look.surface
    assert layer(drawn, "words")["mark"]["color"] == look.ink


@pytest.mark.parametrize("name", ["lengths", "points"])
def test_marks_take_their_colours_from_no_scale_that_would_share_a_legend(name):
    drawn = layer(spec(marked((SPAN, 1, 2), (DOT, 1, 1))), name)
    assert not {"color", "fill", "stroke"} & set(drawn["encoding"])
    mark = drawn["mark"]["stroke" if name == "lengths" else "fill"]
    assert mark["expr"].endswith("[datum.kind]")
