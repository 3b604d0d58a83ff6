import datetime as dt

from utils.analysis.waves import Wave
from utils.visuals.sites import Site, Sites
from utils.visuals.wave_links import NARROW, WIDE, wave_overlay


def a_site(name, longitude, latitude=11.0):
    return Site(name, latitude, longitude, "town", name, name, (name,))


def a_wave(*ids, last=2):
    return Wave(ids, dt.date(2026, 2, 1), dt.date(2026, 2, last), ("A", "B", "C"), 3, (), (), 3, None)


ROW = Sites((a_site("N-1", 17), a_site("N-2", 18), a_site("N-3", 19), a_site("N-4", 17, 10)))


def test_the_places_of_a_wave_are_joined_by_the_shortest_net():
    links = wave_overlay(ROW, (a_wave("N-1", "N-3", "N-2"),)).links
    assert {link.points for link in links} == {((17, 11.0), (18, 11.0)), ((18, 11.0), (19, 11.0))}


def test_attacks_of_another_wave_are_not_joined():
    links = wave_overlay(ROW, (a_wave("N-1", "N-2"), a_wave("N-3", "N-4"))).links
    assert len(links) == 2


def test_the_wave_with_the_most_attacks_is_the_widest():
    widths = [link.width for link in wave_overlay(ROW, (a_wave("N-1", "N-2"), a_wave("N-3", "N-4", "N-9"))).links]
    assert widths == [NARROW, WIDE]


def test_a_wave_at_one_place_or_off_the_map_joins_nothing():
    drawn = wave_overlay(ROW, (a_wave("N-1", "N-9"),))
    assert not drawn.links
    assert drawn.said == "No waves drawn as joined places." or drawn.said.startswith(("0", "No"))


def test_a_line_tells_when_and_how_many():
    (link, *_) = wave_overlay(ROW, (a_wave("N-1", "N-2"),)).links
    assert link.tooltip == "Wave of 1–2 Feb 2026\n2 attacks in 3 districts"
