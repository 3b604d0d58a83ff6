from tests.drawn import an_incident
from tests.visuals.pictured import selected
from utils.visuals.sites import LONGEST_SUMMARY, ONLY_PROVINCE, Sites, sites_of


def sites(*incidents):
    return sites_of(selected(*(an_incident(**{"start_date": "2026-02-05", **row}) for row in incidents)).incidents)


def at(latitude, longitude, **changes):
    return {"latitude": latitude, "longitude": longitude, **changes}


def counted(found):
    return [(site.precision, site.incident_ids) for site in found.drawn]


def test_incidents_at_one_spot_are_one_site():
    found = sites(at(10.5, 20.5, geo_precision="exact"), at(10.50001, 20.5, geo_precision="exact"))
    assert counted(found) == [("exact", ("N-1", "N-2"))]


def test_exact_spots_a_street_apart_stay_apart():
    found = sites(at(10.5, 20.5, geo_precision="exact"), at(10.501, 20.5, geo_precision="exact"))
    assert len(found.drawn) == 2


def test_points_known_only_to_the_town_are_counted_together_where_they_cannot_be_told_apart():
    found = sites(at(10.5, 20.5), at(10.55, 20.55), at(10.5, 20.5), at(11.5, 20.5))
    assert counted(found) == [("town", ("N-1", "N-2", "N-3")), ("town", ("N-4",))]
    assert (found.drawn[0].latitude, found.drawn[0].longitude) == (10.5, 20.5)


def test_points_known_only_to_the_district_are_counted_by_district():
    vague = {"geo_precision": "district"}
    found = sites(at(10.5, 20.5, **vague), at(13.0, 23.0, **vague), at(10.5, 20.5, admin2="Birch", **vague))
    assert sorted(site.label for site in found.drawn) == ["Alder district", "Birch district"]
    assert counted(found)[0] == ("district", ("N-1", "N-2"))


def test_different_precisions_at_one_point_are_different_sites():
    found = sites(at(10.5, 20.5), at(10.5, 20.5, geo_precision="district"), at(10.5, 20.5, geo_precision="exact"))
    assert [site.precision for site in found.drawn] == ["district", "town", "exact"]


def test_what_is_known_only_to_the_province_is_never_drawn_but_counted():
    found = sites(at(10.5, 20.5), at(10.5, 20.5, geo_precision="province", admin2=None))
    assert counted(found) == [("town", ("N-1",))]
    assert dict(found.beside) == {ONLY_PROVINCE: ("N-2",)}
    assert found.beside_text == "Not drawn: 1 known only to the province."


def test_what_has_no_point_is_never_drawn_but_counted():
    found = sites({"latitude": None, "longitude": None})
    assert not found.drawn
    assert found.beside_text == "Not drawn: 1 without a point."


def test_every_incident_is_drawn_or_stands_beside_once():
    found = sites(
        at(10.5, 20.5), at(10.6, 20.6), at(10.5, 20.5, geo_precision="province"), {"latitude": None, "longitude": None}
    )
    ids = [name for site in found.drawn for name in site.incident_ids]
    ids += [name for names in found.beside.values() for name in names]
    assert sorted(ids) == ["N-1", "N-2", "N-3", "N-4"]


def test_a_sites_id_is_made_of_its_precision_and_point_and_finds_it():
    found = sites(at(10.5, 20.5))
    assert found.drawn[0].site_id == "town_10.5000_20.5000"
    assert found.site("town_10.5000_20.5000") == found.drawn[0]
    assert found.site("town_0.0000_0.0000") is None


def test_the_order_of_the_rows_does_not_change_the_map():
    rows = [at(10.5, 20.5), at(10.55, 20.5), at(10.6, 20.5)]
    points = [[(site.site_id, site.incidents) for site in sites(*order).drawn] for order in (rows, rows[::-1])]
    assert points[0] == points[1]


def test_a_site_is_named_by_the_place_its_incidents_share():
    assert sites(at(10.5, 20.5, place="Mill Road, Alderburg")).drawn[0].label == "Mill Road, Alderburg"
    shared = sites(at(10.5, 20.5, place="Mill Road, Alderburg"), at(10.5, 20.5, place="Jail, Alderburg"))
    assert shared.drawn[0].label == "Alderburg"
    apart = sites(at(10.5, 20.5, place="Mill Road"), at(10.5, 20.5, place="Jail"))
    assert apart.drawn[0].label == "Alder"


def test_a_tooltip_of_one_incident_tells_where_when_what_and_how_exactly_the_place_is_known():
    (site,) = sites({**at(10.5, 20.5), "event_type": "Battles", "summary": "Shots at a bridge. " * 9}).drawn
    first, when, kind, summary, known = site.tooltip.split("\n")
    assert (first, when, kind) == ("1 incident in or near Alder bridge", "5 Feb 2026", "Type: Battles")
    assert summary.startswith("“Shots at a bridge. Shots") and summary.endswith(" …”")
    assert len(summary) <= LONGEST_SUMMARY + 2
    assert known == "The town is known, the spot is not."


def test_a_tooltip_of_several_tells_their_span_and_types_and_how_many_are_dated_coarsely():
    rows = (
        {**at(10.5, 20.5), "event_type": "Battles"},
        {**at(10.5, 20.5), "event_type": "Protests", "start_date": "2026-02-09", "date_precision": "week"},
        {**at(10.5, 20.5), "event_type": "Protests", "start_date": "2026-02-07"},
    )
    assert sites(*rows).drawn[0].tooltip.split("\n")[:3] == [
        "3 incidents in or near Alder bridge",
        "5–9 Feb 2026; 1 of them not dated to the day",
        "Type: Protests 2 and Battles 1",
    ]


def test_what_is_known_to_a_week_is_dated_no_closer_under_the_pointer():
    (site,) = sites({**at(10.5, 20.5), "date_precision": "week"}).drawn
    assert "\nWeek of 5 Feb 2026\n" in site.tooltip


def test_sites_outside_a_box_stand_beside_with_the_reason():
    found = sites(at(10.5, 20.5), at(40.0, 20.5)).within((20, 10, 21, 11), "outside this map")
    assert counted(found) == [("town", ("N-1",))]
    assert found.beside_text == "Not drawn: 1 outside this map."


def test_the_table_holds_every_site_with_its_rows():
    table = sites(at(10.5, 20.5), at(10.5, 20.5), at(40.0, 20.5)).frame
    assert table["Incidents"].tolist() == [2, 1]
    assert table["Incident ids"].tolist() == ["N-1, N-2", "N-3"]


def test_those_known_only_to_a_province_are_counted_by_its_name():
    vague = {"geo_precision": "province"}
    found = sites(at(10.5, 20.5, **vague), at(10.5, 20.5, **vague), at(10.5, 20.5))
    assert found.boxed == (("Northland", 2),)
    assert found.within((0.0, 0.0, 1.0, 1.0), "outside").boxed == found.boxed


def test_of_many_provinces_the_last_share_a_line():
    assert Sites((), provinces={"B": 5, "A": 2, "C": 1, "D": 1, "E": 1}).boxed == (
        ("B", 5), ("A", 2), ("C", 1), ("2 more", 2),
    )  # fmt: skip
