import pytest

from tests.visuals.pictured import BOX, a_base, a_town
from utils.visuals.framing import Disc, Frame, home_country, radius
from utils.visuals.sites import Site

LAND = (15.0, 8.0, 25.0, 13.0)


def a_site(longitude=17.0, latitude=11.0, precision="town", incidents=1):
    ids = tuple(f"N-{number}" for number in range(incidents))
    return Site(f"{precision}_{longitude}_{latitude}", latitude, longitude, precision, "Alder", "Alder", ids)


def a_frame(width=800, height=400, box=BOX):
    return Frame(box, width, height, LAND)


def test_a_box_is_seen_whole():
    west, south, east, north = a_frame().seen
    assert west <= BOX[0] + 1e-9
    assert south <= BOX[1] + 1e-9
    assert east >= BOX[2] - 1e-9
    assert north >= BOX[3] - 1e-9


def test_nothing_beyond_the_land_is_shown_while_there_is_land_to_show():
    frame = Frame((15.0, 8.0, 16.0, 9.0), 400, 200, LAND)
    assert frame.seen[0] == pytest.approx(LAND[0])
    assert frame.seen[1] == pytest.approx(LAND[1])


def test_the_middle_of_the_frame_is_its_centre():
    frame = a_frame()
    assert frame.pixel(*frame.centre) == pytest.approx((400, 200))


def test_north_is_up_and_east_is_right():
    frame = a_frame()
    assert frame.pixel(17, 11)[0] < frame.pixel(18, 11)[0]
    assert frame.pixel(17, 11)[1] < frame.pixel(17, 10)[1]


def test_marks_grow_with_the_root_of_the_number_within_bounds():
    one, four, sixteen, many = (radius(a_site(incidents=count)) for count in (1, 4, 16, 10_000))
    assert one < four < sixteen <= many == 20
    assert (sixteen - one) == pytest.approx(3 * (four - one), abs=0.2)


def test_the_vaguer_place_has_the_wider_mark():
    assert radius(a_site(precision="exact")) < radius(a_site(precision="town")) < radius(a_site(precision="district"))


def test_home_is_where_most_towns_are():
    towns = (a_town("A", 17, 11), a_town("B", 18, 11), a_town("C", 22, 11, country="SOU"))
    assert home_country(a_base(*towns)) == "NOR"


def test_more_room_around_a_frame_keeps_its_middle_and_its_scale():
    frame = a_frame(400, 200)
    wide = frame.widened(800, 300)
    assert (wide.width, wide.height) == (800, 300)
    assert wide.pixels_per_degree == pytest.approx(frame.pixels_per_degree)
    assert wide.centre == pytest.approx(frame.centre)
    x, y = frame.pixel(18, 11)
    assert wide.pixel(18, 11) == pytest.approx((x + 200, y + 50))


@pytest.mark.parametrize(
    ("rectangle", "meets"),
    [((4, -2, 9, 2), True), ((12, -2, 20, 2), False), ((8, 8, 20, 20), False), ((6, 6, 20, 20), True)],
)
def test_a_round_mark_leaves_its_corners_to_words(rectangle, meets):
    assert Disc(0, 0, 10, "town").meets(rectangle) is meets
