import datetime as dt

import pytest

from tests.drawn import INDICATOR, SCENARIOS, an_edition, an_incident
from utils.analysis.filters import Filters, Ignored
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.briefing.map_choice import MapChoice, in_words
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs, lines_of_choice, read_what_ifs, told
from utils.visuals.borders import DOTTED, NONE

PERIOD = Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 1))
RECORD = Filters(dt.date(2026, 1, 1), dt.date(2026, 3, 31))


@pytest.fixture(scope="module")
def edition():
    return an_edition(an_incident(), scenarios=SCENARIOS, indicators=[INDICATOR])


def read(edition, filters=PERIOD, **asked):
    return read_what_ifs({f"if-{name.replace('_', '-')}": [value] for name, value in asked.items()}, edition, filters)


def flipped():
    """The state in which the one indicator does not stand."""
    return "not-seen" if INDICATOR["state"] == "seen" else "seen"


@pytest.mark.parametrize(
    ("asked", "yardstick"),
    [
        ({"radius": "50"}, Yardstick(radius=50)),
        ({"window": "30", "half_life": "180"}, Yardstick(window=30, half_life=180)),
        ({"counted_back_from": "period"}, Yardstick(until=dt.date(2026, 3, 1))),
        ({"counted_back_from": "record", "radius": "20"}, USUAL),
    ],
)
def test_a_link_sets_the_yardstick(edition, asked, yardstick):
    assert read(edition, **asked) == (WhatIfs(yardstick), ())


def test_days_are_not_counted_back_from_a_period_that_ends_with_the_record(edition):
    assert read(edition, RECORD, counted_back_from="period") == (AS_RECORDED, ())


def test_a_link_flips_an_indicator_and_takes_boundaries_away(edition):
    name = INDICATOR["indicator_id"]
    tried, _ = read(edition, **{name.lower(): flipped()}, borders="none")
    assert [one for one, _ in tried.states] == [name]
    assert tried.boundaries == NONE
    assert [one.indicator_id for one in tried.outlook(edition).flipped] == [name]


def test_an_indicator_in_the_state_in_which_it_stands_is_no_what_if(edition):
    assert read(edition, **{INDICATOR["indicator_id"].lower(): INDICATOR["state"]}) == (AS_RECORDED, ())


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("radius", "20"),
        ("counted_back_from", "record"),
        ("borders", DOTTED.key),
        ("d_1", INDICATOR["state"]),
        ("kinds", "False"),
        ("toll", "none"),
        ("week", "all"),
    ],
)
def test_a_value_that_does_not_exist_leaves_the_usual_one_and_is_told(edition, asked, used):
    parameter = f"if-{asked.replace('_', '-')}"
    assert read(edition, **{asked: "7" * 100}) == (AS_RECORDED, (Ignored(parameter, "7" * 80, used),))


def test_names_that_stand_for_nothing_in_a_document_are_passed_over(edition):
    asked = {"if-step": ["3"], "radius": ["50"], "if-radius": []}
    assert read_what_ifs(asked, edition, PERIOD) == (AS_RECORDED, ())


def test_the_query_of_what_is_tried_out_reads_back_as_the_same(edition):
    tried, _ = read(edition, radius="5", decay="40", counted_back_from="period", d_1=flipped(), borders="none")
    assert set(tried.query) == {"if-radius", "if-decay", "if-counted-back-from", "if-d-1", "if-borders"}
    assert read_what_ifs(tried.query, edition, PERIOD) == (tried, ())
    assert AS_RECORDED.query == {}


def test_everything_that_is_tried_out_is_told_beside_what_is_usual(edition):
    tried, _ = read(edition, radius="50", counted_back_from="period", d_1=flipped(), borders="none")
    assert told(tried, edition) == (
        "Near means within 50 km (usually 20); days counted back from 1 Mar 2026, the end of the period; boundaries: "
        f"none; “{INDICATOR['indicator']}” as not seen (otherwise seen)"
    )
    assert told(AS_RECORDED, edition) == ""


LAYERS = {"kinds": "True", "waves": "True", "toll": "civilians", "week": "2026-01-26"}


def test_a_link_sets_the_layers_of_the_map_and_its_week(edition):
    tried, passed_over = read(edition, **LAYERS, responses="False", light="True")
    assert tried.map == MapChoice(("kinds", "waves"), "civilians", dt.date(2026, 1, 26))
    assert passed_over == ()
    assert read_what_ifs(tried.query, edition, PERIOD) == (tried, ())


def test_the_map_hangs_on_what_counts_as_near_only_where_it_draws_the_circles(edition):
    moved = {"radius": "50", "window": "90", "decay": "40", "half_life": "30", "counted_back_from": "period"}
    with_circles, without = (read(edition, **moved, **{layer: "True"})[0] for layer in ("projects", "kinds"))
    near = Yardstick(radius=50, window=90, until=PERIOD.end)
    assert with_circles.of_the_map == WhatIfs(near, map=MapChoice(("projects",)))
    assert without.of_the_map == WhatIfs(map=MapChoice(("kinds",)))


def test_a_week_that_does_not_lie_in_the_period_is_not_followed(edition):
    asked = {"if-week": ["2026-03-30"]}
    assert read_what_ifs(asked, edition, PERIOD) == (AS_RECORDED, (Ignored("if-week", "2026-03-30", "all"),))
    assert read_what_ifs(asked, edition, RECORD)[0].map.step == dt.date(2026, 3, 30)


def test_a_period_counted_by_month_is_held_to_a_month(edition):
    years = Filters(dt.date(2020, 1, 1), dt.date(2026, 3, 1))
    tried, _ = read(edition, years, week="2026-01-01")
    assert in_words(tried.map, years) == "Only the month of Jan 2026"


def test_the_first_page_says_what_the_map_shows_apart_from_what_is_tried_out(edition):
    tried, _ = read(edition, **LAYERS, radius="50")
    assert lines_of_choice(tried, edition, in_words(tried.map, PERIOD)) == (
        ("Tried out", "Near means within 50 km (usually 20)"),
        (
            "On the map",
            "Layers: kinds of incident, waves and civilians killed; only the week of 26 Jan – 1 Feb 2026",
        ),
    )
    assert lines_of_choice(AS_RECORDED, edition, in_words(AS_RECORDED.map, PERIOD)) == ()
