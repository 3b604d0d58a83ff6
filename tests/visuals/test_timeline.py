import datetime as dt
from dataclasses import replace

import pytest

from tests.drawn import an_edition, an_incident
from tests.visuals.pictured import FEBRUARY, everything, layer, rows, selected
from utils.analysis.counts import count_over_time
from utils.analysis.filters import Filters
from utils.analysis.selection import select
from utils.editions.edition import Standing
from utils.visuals.palette import LIGHT, LOOKS, PAPER
from utils.visuals.timeline import week_picture


def week(*incidents, look=LIGHT, filters=FEBRUARY, **more):
    return week_picture(count_over_time(selected(*incidents, filters=filters)), look, **more)


def on(day, **changes):
    return an_incident(start_date=day, **changes)


def test_a_week_without_an_incident_is_drawn_as_zero():
    drawn = rows(week(on("2026-02-05"), on("2026-02-18")).spec, "bars")
    assert [(row["start"], row["high"]) for row in drawn] == [
        ("2026-02-02", 1), ("2026-02-09", 0), ("2026-02-16", 1), ("2026-02-23", 0),
    ]  # fmt: skip


def test_coarsely_dated_incidents_are_stacked_lighter_and_explained():
    picture = week(on("2026-02-10"), on("2026-02-10", date_precision="week"))
    parts = [row for row in rows(picture.spec, "bars") if row["start"] == "2026-02-09"]
    assert [(row["dated"], row["low"], row["high"]) for row in parts] == [("day", 0, 1), ("coarse", 1, 2)]
    assert "Lighter: dated only to a week." in picture.subtitle


def test_part_weeks_are_outlined_and_explained():
    picture = week(on("2026-02-05"))
    assert [row["start"] for row in rows(picture.spec, "part-steps") if row["part"]] == ["2026-02-02", "2026-02-23"]
    assert "strokeDash" in layer(picture.spec, "part-steps")["mark"]
    assert "Dashed: the period holds only part of that week." in picture.subtitle


def test_whole_weeks_are_not_called_part_weeks():
    picture = week(on("2026-02-05"), filters=Filters(dt.date(2026, 2, 2), dt.date(2026, 2, 15)))
    assert "Dashed" not in picture.subtitle


def test_the_peak_is_labelled_with_its_number_and_week():
    picture = week(on("2026-02-05"), on("2026-02-18"), on("2026-02-19"))
    assert [row["label"] for row in rows(picture.spec, "peak")] == ["2, week of 16 Feb 2026"]


def test_what_is_not_drawn_is_counted_in_the_subtitle():
    coarse = on("2026-02-10", date_precision="month")
    assert (
        "2 more are dated too coarsely, or began earlier, and are not drawn."
        in week(on("2026-02-10"), coarse, coarse).subtitle
    )
    assert "1 more is dated too coarsely" in week(on("2026-02-10"), coarse).subtitle
    assert "more" not in week(on("2026-02-10")).subtitle


def test_a_selectable_picture_offers_the_weeks_by_their_start():
    picture = week(on("2026-02-05"), selectable=True)
    chosen = next(parameter for parameter in picture.spec["params"] if parameter["name"] == "weeks")
    assert chosen["select"] == {"type": "point", "fields": ["start"]}
    assert all(parameter["name"] != "weeks" for parameter in week(on("2026-02-05")).spec["params"])


def test_no_time_of_day_shifts_a_week():
    for row in rows(week(on("2026-02-05")).spec, "bars"):
        assert row["from"] == f"{row['start']}T00:00:00Z"
    assert layer(week(on("2026-02-05")).spec, "bars")["encoding"]["x"]["scale"]["type"] == "utc"


def test_the_words_and_the_table_say_what_is_drawn():
    picture = week(on("2026-02-05"), on("2026-02-18"), on("2026-02-19"))
    assert "3 incidents in 4 weeks; most in 16–22 Feb 2026: 2; 2 weeks without any." in picture.alt
    assert picture.twin["Incidents"].tolist() == [1, 0, 2, 0]
    assert picture.twin["Week"].tolist()[0] == "2–8 Feb 2026"
    assert picture.twin["Part week"].tolist() == ["yes", "no", "no", "yes"]


def test_a_long_period_is_drawn_by_month():
    years = Filters(dt.date(2022, 1, 1), dt.date(2026, 2, 28))
    picture = week(on("2026-02-05"), filters=years)
    assert picture.title == "Incidents by month"
    assert rows(picture.spec, "peak")[0]["label"] == "1, Feb 2026"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_nothing_to_draw_is_said_in_words(look):
    picture = week(on("2025-01-01"), look=look)
    assert "No incident can be placed" in picture.alt
    assert any("No incident can be placed" in value for value in everything(picture.spec) if isinstance(value, str))


def test_drawing_leaves_the_counts_as_they_were():
    counts = count_over_time(selected(on("2026-02-05")))
    before = counts.frame.copy()
    week_picture(counts, LIGHT)
    assert counts.frame.equals(before)


def test_a_screen_fills_its_place_and_paper_has_its_width():
    assert week(on("2026-02-05")).spec["width"] == "container"
    assert week(on("2026-02-05"), look=PAPER).spec["width"] == PAPER.width


def provisional_weeks(look=LIGHT):
    """February, of which reports of the last two weeks still come in, as an earlier edition shows."""
    every = [on("2025-12-10", incident_id=f"O-{n}") for n in range(12)] + [on("2026-02-05", incident_id="N-1")]
    edition = an_edition(*every, about={"As of": "2026-02-28"})
    known = frozenset(f"O-{n}" for n in range(3))
    late = replace(edition, earlier=(Standing(dt.date(2025, 12, 14), known),))
    return week_picture(count_over_time(select(late, FEBRUARY)), look)


def test_provisional_weeks_are_hatched_and_explained():
    picture = provisional_weeks()
    assert [row["start"] for row in rows(picture.spec, "hatching") if row["provisional"]] == [
        "2026-02-16",
        "2026-02-23",
    ]
    assert "provisional" in layer(picture.spec, "hatching")["transform"][0]["filter"]
    assert layer(picture.spec, "hatching")["mark"]["color"]["gradient"] == "linear"
    assert "Hatched: provisional" in picture.subtitle and "provisional" in picture.alt
    assert picture.twin["Provisional"].tolist() == ["no", "no", "yes", "yes"]


def test_weeks_that_are_known_are_not_called_provisional():
    assert "Hatched" not in week(on("2026-02-05")).subtitle
