import pytest

from tests.drawn import an_incident
from tests.visuals.pictured import selected
from utils.visuals.shapes import DOTTED, RING
from utils.visuals.sites import sites_of
from utils.visuals.toll_rings import toll_overlay


def overlay(*tolls, group="civilians"):
    ends = [dict(zip(("killed_civilian_low", "killed_civilian_high"), toll, strict=True)) for toll in tolls]
    told = [an_incident(start_date="2026-02-05", latitude=11, longitude=17, **end) for end in ends]
    rows = selected(*told).incidents
    return toll_overlay(sites_of(rows), rows, group)


@pytest.mark.parametrize(
    ("tolls", "shapes"),
    [
        ([(4, 9)], [RING, DOTTED]),
        ([(4, 4)], [RING]),
        ([(0, 3)], [DOTTED]),
        ([(4, 9), (1, 2)], [RING]),
        ([(0, 0)], []),
        ([(None, None)], []),
    ],
    ids=["range", "one figure", "none or some", "highs are not added", "none killed", "unknown"],
)
def test_a_ring_is_at_least_and_a_dotted_one_at_most(tolls, shapes):
    assert [symbol.shape for symbol in overlay(*tolls).symbols] == shapes


def test_lows_of_different_incidents_are_added_and_said_with_how_many_speak():
    (symbol,) = overlay((4, 9), (12, 12), (None, None)).symbols
    assert "at least 16" in symbol.tooltip
    assert "2 of 3 incidents there give a figure" in symbol.tooltip
    (alone,) = overlay((16, 16)).symbols
    assert alone.radius == symbol.radius


def test_the_area_of_a_ring_grows_with_the_number():
    (few,), (many,) = overlay((9, 9)).symbols, overlay((36, 36)).symbols
    assert many.radius == pytest.approx(2 * few.radius)


def test_another_victim_group_is_another_layer():
    assert not overlay((4, 9), group="militants").symbols
