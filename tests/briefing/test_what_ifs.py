import datetime as dt

import pytest

from tests.drawn import INDICATOR, SCENARIOS, an_edition, an_incident
from utils.analysis.filters import Filters, Ignored
from utils.analysis.yardsticks import USUAL, Yardstick
from utils.briefing.what_ifs import AS_RECORDED, WhatIfs, read_what_ifs, told
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
    [("radius", "20"), ("counted_back_from", "record"), ("borders", DOTTED.key), ("d_1", INDICATOR["state"])],
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
