import datetime as dt

import pandas as pd

from tests.drawn import an_edition, an_incident
from utils.analysis.counts import count_by, count_distinct, count_over_time, count_where, in_steps, steps_of
from utils.analysis.figures import Coverage
from utils.analysis.filters import Filters
from utils.analysis.selection import select

FEBRUARY = Filters(dt.date(2026, 2, 4), dt.date(2026, 2, 24))  # Wednesday to Tuesday


def selected(*incidents, filters=FEBRUARY):
    numbered = [{**row, "incident_id": f"N-{number}"} for number, row in enumerate(incidents, 1)]
    return select(an_edition(*numbered), filters)


def test_weeks_without_an_incident_are_there_as_zeros():
    counts = count_over_time(selected(an_incident(start_date="2026-02-05"), an_incident(start_date="2026-02-18")))
    assert counts.step == "week"
    assert [start.date().isoformat() for start in counts.frame["start"]] == [
        "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23",
    ]  # fmt: skip
    assert counts.frame["incidents"].tolist() == [1, 0, 1, 0]


def test_weeks_partly_outside_the_period_are_marked():
    counts = count_over_time(selected(an_incident(start_date="2026-02-05")))
    assert counts.frame["part"].tolist() == [True, False, False, True]


def test_an_incident_dated_only_to_a_month_is_put_in_no_week():
    counts = count_over_time(
        selected(an_incident(start_date="2026-02-10", date_precision="month"), an_incident(start_date="2026-02-10"))
    )
    assert counts.frame["incidents"].sum() == 1
    assert counts.unplaced == ("N-1",)
    assert counts.figure.coverage == Coverage(1, 2)


def test_an_incident_dated_to_a_week_is_counted_and_marked_coarse():
    counts = count_over_time(selected(an_incident(start_date="2026-02-10", date_precision="week")))
    assert counts.frame["coarse"].tolist() == [0, 1, 0, 0]


def test_an_incident_begun_before_the_period_is_kept_but_not_drawn_into_its_first_week():
    counts = count_over_time(selected(an_incident(start_date="2026-01-20", end_date="2026-02-06")))
    assert counts.frame["incidents"].sum() == 0
    assert counts.unplaced == ("N-1",)


def test_a_long_period_is_counted_by_month():
    filters = Filters(dt.date(2020, 1, 15), dt.date(2026, 2, 24))
    counts = count_over_time(selected(an_incident(start_date="2026-02-10", date_precision="month"), filters=filters))
    assert counts.step == "month"
    assert len(counts.frame) == 6 * 12 + 2
    assert counts.frame["start"].iloc[0] == pd.Timestamp("2020-01-01")
    assert counts.frame["incidents"].iloc[-1] == 1


def test_a_selection_is_held_to_the_weeks_that_are_asked_for():
    days = ("2026-02-05", "2026-02-09", "2026-02-15", "2026-02-18")
    held = in_steps(selected(*(an_incident(start_date=day) for day in days)), [dt.date(2026, 2, 9)])
    assert held.incident_ids == ("N-2", "N-3")


def test_what_no_bar_counts_is_in_no_week():
    early = an_incident(start_date="2026-02-03", end_date="2026-02-06")
    vague = an_incident(start_date="2026-02-01", date_precision="month")
    everything = selected(early, vague, an_incident(start_date="2026-02-05"))
    assert in_steps(everything, [dt.date(2026, 2, 2)]).incident_ids == ("N-3",)
    assert in_steps(everything, ()) is everything


def test_the_steps_of_a_period_are_those_of_its_bars():
    step, steps = steps_of(FEBRUARY)
    counts = count_over_time(selected(an_incident(start_date="2026-02-05")))
    assert (step, list(steps.start_time)) == (counts.step, list(counts.frame["start"]))


def test_nothing_selected_is_all_zeros_and_no_crash():
    counts = count_over_time(selected(an_incident(start_date="2020-01-01")))
    assert counts.frame["incidents"].sum() == 0
    assert count_by(selected(an_incident(start_date="2020-01-01")), "tactic", "unknown").empty


def test_rows_that_give_no_value_are_counted_apart_and_last():
    frame = count_by(
        selected(
            an_incident(start_date="2026-02-05", tactic=None),
            an_incident(start_date="2026-02-05", tactic=None),
            an_incident(start_date="2026-02-05", tactic="IED"),
        ),
        "tactic",
        "Tactic not known",
    )
    assert frame.to_dict("list") == {"label": ["IED", "Tactic not known"], "incidents": [1, 2], "known": [True, False]}


def test_distinct_values_know_how_many_rows_gave_none():
    figure = count_distinct(
        selected(an_incident(start_date="2026-02-05"), an_incident(start_date="2026-02-05", admin2=None)),
        "admin2",
        "districts",
    )
    assert (figure.value, figure.coverage, figure.basis) == (1, Coverage(1, 2), ("N-1",))


def test_an_answer_of_unknown_is_not_counted_as_known():
    day = {"start_date": "2026-02-05"}
    figure = count_where(
        selected(
            an_incident(**day, female_fighter="yes"),
            an_incident(**day, female_fighter="unknown"),
            an_incident(**day, female_fighter=None),
            an_incident(**day, female_fighter="no"),
        ),
        "female_fighter",
        "yes",
        "incidents",
    )
    assert (figure.value, figure.coverage) == (1, Coverage(2, 4))
