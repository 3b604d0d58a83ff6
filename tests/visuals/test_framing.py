import pytest

from tests.visuals.pictured import BOX, a_base, a_town
from utils.visuals.countries import country_names
from utils.visuals.framing import Frame, crowded, discs, home_country, radius, town_names
from utils.visuals.sites import Site

LAND = (15.0, 8.0, 25.0, 13.0)


def a_site(longitude=17.0, latitude=11.0, precision="town", incidents=1):
    ids = tuple(f"N-{number}" for number in range(incidents))
    return Site(f"{precision}_{longitude}_{latitude}", latitude, longitude, precision, "Alder", "Alder", ids)


def a_frame(width=800, height=400, box=BOX):
    return Frame(box, width, height, LAND)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def rectangles(frame, names, size=11):
    for name in names:
        x, y = frame.pixel(name.longitude, name.latitude)
        wide = len(name.name) * size * 0.5
        left = x + name.across - {"start": 0, "end": wide, "middle": wide / 2}[name.anchor]
        yield left, y + name.down - size / 2, left + wide, y + name.down + size / 2


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


def test_names_touch_neither_each_other_nor_a_site_nor_an_edge():
    towns = [a_town(f"Longburg {number}", 16.2 + number * 0.3, 11 - number % 3 * 0.1) for number in range(24)]
    frame, sites = a_frame(), [a_site(18.0, 10.9, incidents=9), a_site(20.0, 10.8, "district")]
    named = town_names(a_base(*towns), frame, sites, size=11)
    assert len(named) > 3
    taken = list(rectangles(frame, named))
    for index, one in enumerate(taken):
        assert one[0] > 0
        assert one[2] < frame.width
        assert not any(overlap(one, other) for other in taken[index + 1 :])
        assert not any(mark.holds((one[0] + one[2]) / 2, (one[1] + one[3]) / 2) for mark in discs(frame, sites))


def test_where_two_names_meet_the_more_important_town_keeps_its_name():
    towns = (a_town("Smallish", 17, 11, population=10), a_town("Capital", 17.02, 11.01, rank=1))
    names = [town.name for town in town_names(a_base(*towns), Frame(BOX, 120, 60, LAND), (), size=11)]
    assert names[0] == "Capital"


def test_a_small_town_is_named_only_where_incidents_lie_or_close_up():
    base, small = a_base(a_town("Hamlet", 17, 11, rank=3)), (16.5, 10.5, 17.5, 11.5)
    assert not town_names(base, a_frame(), (), size=11)
    assert [town.name for town in town_names(base, a_frame(), [a_site()], size=11)] == ["Hamlet"]
    assert [town.name for town in town_names(base, a_frame(400, 400, small), (), size=11)] == ["Hamlet"]


def test_a_name_stands_clear_of_the_mark_on_its_town():
    (named,) = town_names(a_base(), a_frame(), [a_site(incidents=9)], size=11)
    assert named.across > radius(a_site(incidents=9))
    assert named.covered


def test_a_town_of_unknown_size_can_be_named():
    assert town_names(a_base(a_town("Alderburg", 17, 11, population=None)), a_frame(), (), size=11)


def test_a_mark_with_another_on_it_is_crowded():
    sites = [a_site(precision="district"), a_site(), a_site(21.0)]
    assert crowded(a_frame(), sites) == (True, True, False)


def test_countries_are_named_in_their_own_part_of_the_map():
    named = {land.name: land.longitude for land in country_names(a_base(), a_frame(), (), size=13)}
    assert 16 < named["Northland"] < 20 < named["Southland"] < 24


def test_a_country_is_not_named_over_a_site():
    frame = a_frame()
    before = country_names(a_base(), frame, (), size=13)[0]
    site = a_site(before.longitude, before.latitude, incidents=50)
    after = country_names(a_base(), frame, [site], size=13)[0]
    assert not overlap(after.rectangle(frame, 13), discs(frame, [site])[0].square)


def test_a_map_of_one_country_does_not_name_it():
    assert not country_names(a_base(), a_frame(box=(16.0, 9.0, 19.0, 10.5)), (), size=13)


def test_a_name_that_would_leave_the_map_stands_on_the_other_side():
    (named,) = town_names(a_base(a_town("Easternmost", 23.9, 11)), a_frame(), (), size=11)
    assert named.anchor == "end"
