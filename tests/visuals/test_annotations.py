import datetime as dt

import pytest

from tests.drawn import an_incident
from tests.visuals.pictured import FEBRUARY, layer, rows, selected
from utils.analysis.counts import count_over_time
from utils.analysis.filters import Filters
from utils.analysis.named_events import NamedEvent, named_events
from utils.visuals.annotations import LINE, MOST
from utils.visuals.palette import LIGHT
from utils.visuals.timeline import HEIGHT, LABEL, week_picture


def on(day, campaign, **changes):
    return an_incident(start_date=day, campaign=campaign, **changes)


def found(*incidents, filters=FEBRUARY):
    return named_events(selected(*incidents, filters=filters))


def test_an_operation_is_named_from_its_first_attack_to_its_last():
    held = found(on("2026-02-06", "Operation Oak"), on("2026-02-05", "Operation Oak"), on("2026-02-07", "none"))
    assert held == (NamedEvent("Operation Oak", dt.date(2026, 2, 5), dt.date(2026, 2, 6)),)


def test_an_operation_is_marked_whichever_of_its_attacks_are_selected():
    quiet = Filters(FEBRUARY.start, FEBRUARY.end, districts=("Birch",))
    assert [one.name for one in found(on("2026-02-05", "Operation Oak"), filters=quiet)] == ["Operation Oak"]


def test_a_day_that_is_not_known_and_one_outside_the_period_mark_nothing():
    assert found(on("2026-02-05", "Operation Oak", date_precision="week"), on("2026-01-05", "Operation Elm")) == ()


def test_an_incident_known_by_a_name_is_marked_beside_the_operations_in_the_order_of_days():
    siege = on("2026-02-06", "none", known_as="Night Mail siege")
    held = found(on("2026-02-07", "Operation Oak"), siege, on("2026-02-05", "Operation Elm"))
    assert [one.name for one in held] == ["Operation Elm", "Night Mail siege", "Operation Oak"]
    assert held[1] == NamedEvent("Night Mail siege", dt.date(2026, 2, 6), dt.date(2026, 2, 6))


def test_a_name_of_several_incidents_and_of_an_operation_is_marked_once():
    twice = [on(day, "none", known_as="Siege") for day in ("2026-02-06", "2026-02-08")]
    assert found(on("2026-02-07", "Siege"), *twice) == (NamedEvent("Siege", dt.date(2026, 2, 6), dt.date(2026, 2, 8)),)


def test_an_incident_of_a_name_is_not_marked_where_it_is_not_selected_or_its_day_is_not_known():
    siege = on("2026-02-06", "none", known_as="Siege")
    quiet = Filters(FEBRUARY.start, FEBRUARY.end, districts=("Birch",))
    assert found(siege, filters=quiet) == ()
    assert found({**siege, "date_precision": "week"}) == ()
    assert found({**siege, "start_date": "2026-01-30", "end_date": "2026-02-06"}) == ()


def test_a_timeline_marks_the_first_day_by_a_line_and_the_name_and_says_so():
    picture = drawn((NamedEvent("Operation Oak", dt.date(2026, 2, 6), dt.date(2026, 2, 7)),))
    assert [row["from"][:10] for row in rows(picture.spec, "event-lines")] == ["2026-02-06"]
    assert rows(picture.spec, "event-operation-oak")[0]["name"] == "Operation Oak"
    assert picture.alt.endswith("Marked: Operation Oak, 6–7 Feb 2026.")


def test_a_name_near_the_end_turns_inwards_and_each_stands_a_line_lower():
    early = NamedEvent("Early", dt.date(2026, 2, 5), dt.date(2026, 2, 5))
    late = NamedEvent("Late", dt.date(2026, 2, 23), dt.date(2026, 2, 23))
    spec = drawn((early, late)).spec
    assert [layer(spec, name)["mark"]["align"] for name in ("event-early", "event-late")] == ["left", "right"]
    assert layer(spec, "event-early")["encoding"]["y"]["value"] < layer(spec, "event-late")["encoding"]["y"]["value"]


def test_no_line_runs_through_a_name_of_its_side_and_the_peak_stays_under_all_names():
    days = (5, 6, 21, 23)
    spec = drawn(tuple(NamedEvent(f"E{day}", dt.date(2026, 2, day), dt.date(2026, 2, day)) for day in days)).spec
    levels = {day: layer(spec, f"event-e{day}")["encoding"]["y"]["value"] for day in days}
    assert levels[5] < levels[6] < levels[23] < levels[21]
    tops = {int(row["from"][8:10]): row["top"] for row in rows(spec, "event-lines")}
    assert tops == {day: level - LINE / 2 for day, level in levels.items()}
    highest = layer(spec, "bars")["encoding"]["y"]["scale"]["domain"][1]
    assert HEIGHT * (1 - 1 / highest) - LABEL >= max(levels.values()) + LINE / 2 - 1e-9


def test_of_many_names_the_latest_are_marked_and_of_none_nothing():
    many = tuple(NamedEvent(f"E{day}", dt.date(2026, 2, day), dt.date(2026, 2, day)) for day in range(5, 15))
    assert len(rows(drawn(many).spec, "event-lines")) == MOST
    assert "Marked" not in drawn(()).alt


@pytest.mark.parametrize(
    ("many", "said"),
    [(4, ""), (5, "1 earlier named event is not marked."), (6, "2 earlier named events are not marked.")],
)
def test_events_that_find_no_room_are_counted_in_subtitle_and_words(many, said):
    named = tuple(NamedEvent(f"E{day}", dt.date(2026, 2, day), dt.date(2026, 2, day)) for day in range(5, 5 + many))
    picture = drawn(named)
    for told in (picture.subtitle, picture.alt):
        assert told.endswith(said)
        assert ("not marked" in told) is bool(said)


def drawn(named):
    return week_picture(count_over_time(selected(an_incident(start_date="2026-02-10"))), LIGHT, named)
