from tests.visuals.pictured import BOX, a_base, a_town
from tests.visuals.test_framing import a_frame, a_site
from utils.visuals.framing import Frame, discs, radius
from utils.visuals.labels import labels_of

LAND = (15.0, 8.0, 25.0, 13.0)


def town_names(base, frame, sites, size=11):
    return labels_of(base, frame, sites, size=1, small=size).towns


def country_names(base, frame, sites, size=13):
    return labels_of(base, frame, sites, size=size, small=11).countries


def numbers(*sites):
    return labels_of(a_base(), a_frame(), sites, size=13, small=11).numbers


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def rectangles(frame, names, size=11):
    for name in names:
        x, y = frame.pixel(name.longitude, name.latitude)
        wide = len(name.name) * size * 0.5
        left = x + name.across - {"start": 0, "end": wide, "middle": wide / 2}[name.anchor]
        yield left, y + name.down - size / 2, left + wide, y + name.down + size / 2


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
        assert not any(mark.meets(one) for mark in discs(frame, sites))


def test_where_two_names_meet_the_more_important_town_keeps_its_name():
    towns = (a_town("Smallish", 17, 11, population=10), a_town("Capital", 17.02, 11.01, rank=1))
    names = [town.name for town in town_names(a_base(*towns), Frame(BOX, 240, 120, LAND), (), size=11)]
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


def test_countries_are_named_in_their_own_part_of_the_map():
    named = {land.name: land.longitude for land in country_names(a_base(), a_frame(), (), size=13)}
    assert 16 < named["Northland"] < 20 < named["Southland"] < 24


def test_a_country_is_not_named_over_a_site():
    frame = a_frame()
    before = country_names(a_base(), frame, (), size=13)[0]
    site = a_site(before.longitude, before.latitude, incidents=50)
    after = country_names(a_base(), frame, [site], size=13)[0]
    assert not discs(frame, [site])[0].meets(after.rectangle(frame, 13))


def test_a_map_of_one_country_does_not_name_it():
    assert not country_names(a_base(), a_frame(box=(16.0, 9.0, 19.0, 10.5)), (), size=13)


def test_a_name_that_would_leave_the_map_stands_on_the_other_side():
    (named,) = town_names(a_base(a_town("Easternmost", 23.9, 11)), a_frame(), (), size=11)
    assert named.anchor == "end"


def test_a_mark_for_one_incident_bears_no_number():
    assert [number.text for number in numbers(a_site(), a_site(20.0, incidents=1200))] == ["", "1,200"]


def test_a_number_stands_in_the_middle_of_a_free_mark():
    (number,) = numbers(a_site(incidents=5))
    assert not number.aside


def test_a_number_gives_way_to_a_mark_that_is_drawn_over_it():
    below, above = a_site(precision="district", incidents=4), a_site(17.001, incidents=5)
    first, second = numbers(below, above)
    assert first.aside
    assert not second.aside
    x, y = a_frame().pixel(17.0, 11.0)
    over = discs(a_frame(), [above])[0]
    assert not over.meets((x + first.across - 3, y + first.down - 5, x + first.across + 3, y + first.down + 5))


def test_two_numbers_are_never_written_on_each_other():
    crowd = [a_site(17.0 + step / 200, 11.0, "district", 3) for step in range(6)]
    frame = a_frame()
    places = [
        (mark.x + number.across, mark.y + number.down)
        for mark, number in zip(discs(frame, crowd), numbers(*crowd), strict=True)
    ]
    assert len({(round(x), round(y)) for x, y in places}) == len(places)


def test_a_frame_is_written_alike_whoever_draws_it():
    sites = (a_site(incidents=4), a_site(20.0, 10.0, "district", 2))
    one, other = (labels_of(a_base(), a_frame(), sites, size=13, small=11) for _ in range(2))
    assert one == other
