import math

from tests.drawn import an_incident
from tests.visuals.pictured import selected
from utils.tables.vocabularies import EVENT_TYPES
from utils.visuals.kinds import kinds_overlay
from utils.visuals.shapes import HOLLOW, SOLID
from utils.visuals.sites import sites_of


def overlay(*incidents):
    told = [an_incident(start_date="2026-02-05", latitude=11, longitude=17, **row) for row in incidents]
    rows = selected(*told).incidents
    return kinds_overlay(sites_of(rows), rows)


def test_each_event_type_has_a_shape_of_its_own():
    drawn = overlay(*({"event_type": kind} for kind in EVENT_TYPES.labels))
    assert [line.words for line in drawn.lines][:-1] == list(EVENT_TYPES.labels)
    assert len({line.shape for line in drawn.lines[:-1]}) == len(EVENT_TYPES.labels) <= len(SOLID)


def test_only_types_that_occur_stand_in_the_key():
    assert [line.words for line in overlay({}, {}).lines[:-1]] == ["Battles"]
    assert overlay({}).lines[-1].words.startswith("Every shape: filled where the spot is known")


def test_a_shape_is_filled_only_where_the_spot_is_known():
    shapes = {symbol.shape for symbol in overlay({"geo_precision": "exact"}).symbols}
    assert shapes == {SOLID[0]}
    assert {symbol.shape for symbol in overlay({}).symbols} == {SOLID[0] + HOLLOW}


def test_types_at_one_site_stand_side_by_side_with_their_numbers():
    drawn = overlay({}, {}, {"event_type": "Riots"}, {"event_type": "Protests"})
    assert [symbol.number for symbol in drawn.symbols] == ["2", "", ""]
    for place, one in enumerate(drawn.symbols):
        for other in drawn.symbols[place + 1 :]:
            apart = math.dist((one.across, one.down), (other.across, other.down))
            assert apart >= 0.9 * max(one.radius, other.radius)


def test_one_type_alone_stands_on_its_point():
    (symbol,) = overlay({}).symbols
    assert (symbol.across, symbol.down, symbol.number) == (0, 0, "")


def test_the_layer_takes_the_place_of_the_plain_marks_and_says_its_counts():
    drawn = overlay({}, {}, {"event_type": "Riots"})
    assert drawn.replaces
    assert drawn.said == "By event type: 2 Battles and 1 Riots."
