import itertools

import pytest

from utils.tables.vocabularies import SHARING_LABELS, SIDES
from utils.visuals.palette import (
    DARK,
    GREEN,
    LIGHT,
    LOOKS,
    MARK_CONTRAST,
    PAPER,
    RESEARCH,
    SHARING_COLOURS,
    SHARING_GROUND,
    SIDE_SHAPES,
    TEXT_CONTRAST,
    VERMILLION,
    contrast,
)
from utils.visuals.signals import DOWNWARDS, UPWARDS, tone_colours

GREY_APART = 1.5
"""The least contrast between neighbours, so that a grey print tells them apart."""


def test_contrast_is_the_ratio_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_text_can_be_read_on_what_it_stands_on(look):
    for ground in (look.surface, look.land, look.neighbour, look.water):
        for text in (look.ink, look.muted, look.place):
            assert contrast(text, ground) >= TEXT_CONTRAST, (text, ground)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_mark_can_be_seen_on_what_it_stands_on(look):
    marks = {"accent": look.accent, "quiet": look.quiet, **look.sides}
    for name, colour in marks.items():
        assert contrast(colour, look.surface) >= MARK_CONTRAST, name
    for ground in (look.land, look.neighbour, look.water):
        assert contrast(look.accent, ground) >= MARK_CONTRAST
        assert contrast(look.border, ground) >= MARK_CONTRAST


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_coarse_can_be_told_from_exact_and_from_the_ground(look):
    assert contrast(look.soft, look.surface) > 2
    assert contrast(look.soft, look.accent) > 2


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_side_has_a_colour_of_its_own(look):
    assert set(look.sides) == set(SIDES.labels)
    assert len(set(look.sides.values())) == len(SIDES.labels)


def test_sides_keep_their_colour_in_every_look_but_the_grey_one():
    for one, other in itertools.combinations(LOOKS, 2):
        same = {side for side in SIDES.labels if one.sides[side] == other.sides[side]}
        assert same >= set(SIDES.labels) - {RESEARCH}


def test_every_side_has_a_shape_of_its_own():
    assert set(SIDE_SHAPES) == set(SIDES.labels)
    assert len(set(SIDE_SHAPES.values())) == len(SIDES.labels)


def test_words_on_the_accent_can_be_read():
    for look in LOOKS:
        assert contrast(look.surface, look.accent) >= TEXT_CONTRAST


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_what_lies_side_by_side_in_a_bar_can_be_told_apart_in_grey(look):
    """The bands of a distance, and the tones of a stack from the line outwards: by lightness alone."""
    tones = tone_colours(look)
    stacks = (
        (look.accent, look.soft, look.grid),
        [tones[tone] for tone in UPWARDS],
        [tones[tone] for tone in DOWNWARDS],
    )
    for one, other in (pair for stack in stacks for pair in itertools.pairwise(stack)):
        assert contrast(one, other) >= GREY_APART, (one, other)


def test_red_never_stands_against_green():
    for look in LOOKS:
        used = {*look.sides.values(), *look.categories}
        assert not {VERMILLION, GREEN} <= used


def test_every_sharing_label_has_its_colour_on_black():
    assert set(SHARING_COLOURS) == set(SHARING_LABELS.labels)
    assert all(contrast(colour, SHARING_GROUND) >= TEXT_CONTRAST for colour in SHARING_COLOURS.values())


def test_only_paper_has_a_width():
    assert PAPER.width
    assert LIGHT.width is DARK.width is None
