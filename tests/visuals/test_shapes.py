import io

import numpy as np
import pytest
from PIL import Image

from utils.visuals.shapes import CELL, DOTTED, HATCH, HOLLOW, MASKS, RING, SOLID, atlas, mapping, vega_shape


def mask(name):
    place = mapping()[name]
    pixels = np.asarray(Image.open(io.BytesIO(atlas())))[..., 3]
    return pixels[place["y"] : place["y"] + CELL, place["x"] : place["x"] + CELL] / 255


def test_the_masks_are_one_small_picture():
    assert Image.open(io.BytesIO(atlas())).size[1] < 80
    assert len(atlas()) < 8_000
    assert list(mapping()) == list(MASKS)


@pytest.mark.parametrize("name", MASKS)
def test_every_shape_fills_its_box_and_no_more(name):
    drawn = mask(name)
    assert 0.05 < drawn.mean() < 0.95
    assert drawn.max() == 1


@pytest.mark.parametrize("name", SOLID)
def test_a_hollow_shape_is_the_rim_of_the_solid_one(name):
    solid, hollow = mask(name), mask(name + HOLLOW)
    assert (hollow <= solid + 1e-6).all()
    assert hollow.mean() < 0.75 * solid.mean()
    assert hollow[CELL // 2, CELL // 2] == 0


def test_no_two_shapes_look_alike():
    solid = [mask(name) for name in SOLID]
    for place, one in enumerate(solid):
        assert all(np.abs(one - other).mean() > 0.08 for other in solid[place + 1 :])


def test_hatch_dots_and_ring_differ():
    assert mask(RING).mean() > 1.5 * mask(DOTTED).mean()
    assert mask(RING)[CELL // 2, CELL // 2] == 0
    assert mask(HATCH)[CELL // 4 : -CELL // 4, CELL // 4 : -CELL // 4].mean() > 0.1


def test_vega_is_given_a_name_that_it_knows_or_a_path():
    assert [vega_shape(name) for name in SOLID] == list(SOLID)
    assert vega_shape(SOLID[1] + HOLLOW) == SOLID[1]
    assert vega_shape(HATCH).startswith("M")
