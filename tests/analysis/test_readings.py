import datetime as dt
from pathlib import Path

import pytest

from tests.drawn import INDICATOR, PROJECT, RESPONSE, SCENARIOS, an_edition, an_incident
from utils.analysis.readings import NOT_KNOWN, NOT_SEEN, SEEN, USUAL_DAYS, Gap, readings_of
from utils.editions.shipped import read_shipped
from utils.tables.vocabularies import INDICATOR_MEASURES

AS_OF = dt.date(2026, 3, 31)
FAR = {"latitude": 60.0, "geo_precision": "town"}
EARLY = an_incident(incident_id="N-0", start_date="2024-01-01", tactic="unknown", event_type="Protests")
"""An incident that no measure counts, so that the record begins early."""


def reading(measure, *incidents, days=30, threshold=None, **others):
    """What one measure says of these incidents on the edition's day."""
    one = {**INDICATOR, "state": "not known", "measure": measure, "within_days": days, "threshold": threshold}
    rows = [{**row, "incident_id": row.get("incident_id", f"N-{n}")} for n, row in enumerate(incidents, 1)]
    return readings_of(an_edition(EARLY, *rows, scenarios=SCENARIOS, indicators=[one], **others))["D-1"]


def on(*days, **changes):
    return [{**an_incident(start_date=day, **changes), "incident_id": f"N-{n}"} for n, day in enumerate(days, 1)]


def test_every_measure_of_the_list_can_be_worked_out():
    assert {name: reading(name, threshold=1).state for name in INDICATOR_MEASURES.labels} == dict.fromkeys(
        INDICATOR_MEASURES.labels, NOT_SEEN
    ) | {"operations, deployments and shutdowns": NOT_KNOWN}


def test_the_window_ends_on_the_editions_day_and_holds_both_its_ends():
    told = reading("attacks", *on("2026-03-31", "2026-03-02", "2026-03-01"), threshold=2)
    assert (told.start, told.end, told.days) == (dt.date(2026, 3, 2), AS_OF, 30)
    assert (told.value, told.basis, told.state) == (2, ("N-1", "N-2"), SEEN)


def test_without_a_number_of_days_it_looks_back_as_far_as_usual():
    assert reading("attacks", days=None, threshold=1).days == USUAL_DAYS


@pytest.mark.parametrize(("threshold", "state"), [(1, SEEN), (2, SEEN), (2.5, NOT_SEEN)])
def test_it_is_seen_from_the_threshold_on(threshold, state):
    assert reading("attacks", *on("2026-03-30", "2026-03-31"), threshold=threshold).state == state


@pytest.mark.parametrize(("total", "state"), [(5, NOT_SEEN), (6, SEEN)])
def test_without_a_threshold_the_limit_of_earlier_periods_decides_and_never_on_a_low_base(total, state):
    told = reading("attacks", *on(*["2026-03-30"] * total))
    assert told.earlier.enough
    assert told.state == state


def test_a_record_that_begins_too_late_for_a_limit_leaves_it_open_and_says_so():
    told = reading("attacks", *on("2026-03-30"), days=300)
    assert (told.value, told.state, told.gap) == (None, NOT_KNOWN, Gap.NO_BASE)


def test_districts_are_counted_once_each_however_often_they_are_hit():
    rows = [
        *on("2026-03-30", "2026-03-31"),
        {**an_incident(start_date="2026-03-29", admin2="Birch"), "incident_id": "N-3"},
    ]
    assert reading("districts with an attack", *rows, threshold=1).value == 2


def test_an_incident_dated_more_coarsely_than_the_window_is_in_none():
    told = reading("attacks", *on("2026-03-05", date_precision="month"), days=30, threshold=1)
    assert (told.value, told.unplaced) == (0, ("N-1",))
    assert reading("attacks", *on("2026-03-05", date_precision="month"), days=31, threshold=1).value == 1


def test_it_is_told_in_how_many_earlier_periods_the_same_number_was_reached():
    told = reading("attacks", *on("2026-03-30", "2026-02-20", "2026-02-21", "2025-12-20"), threshold=1)
    assert told.held_before == 2
    assert reading("attacks", *on("2026-03-30")).held_before is None


def test_suicide_attacks_are_those_with_that_tactic():
    rows = [*on("2026-03-30", tactic="suicide attack"), {**an_incident(start_date="2026-03-30"), "incident_id": "N-2"}]
    assert reading("suicide attacks", *rows, threshold=1).basis == ("N-1",)


@pytest.mark.parametrize(
    ("changes", "basis"),
    [
        ({}, ("N-1",)),
        (FAR, ()),
        ({**FAR, "target_type": "foreign nationals"}, ("N-1",)),
        ({**FAR, "target_nationality": "Southlander"}, ("N-1",)),
        ({"geo_precision": "province"}, ()),
    ],
)
def test_violence_near_a_project_or_against_foreigners_is_counted(changes, basis):
    told = reading(
        "attacks near projects or on foreigners", *on("2026-03-30", **changes), threshold=1, projects=[PROJECT]
    )
    assert told.basis == basis


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"response_type": "Military operation"}, 1),
        ({"response_type": "Communications shutdown"}, 1),
        ({"response_type": "Movement restriction"}, 0),
        ({"response_type": "Deployment", "status": "announced"}, 0),
    ],
)
def test_operations_that_began_are_counted_and_announced_ones_are_not(changes, value):
    measure = "operations, deployments and shutdowns"
    held = [{**RESPONSE, "trigger_ids": None, "start_date": "2026-03-20", "end_date": None, **changes}]
    assert reading(measure, responses=held, threshold=1).value == value


def test_a_table_without_a_row_cannot_answer():
    told = reading("operations, deployments and shutdowns", threshold=1)
    assert (told.value, told.state, told.gap) == (None, NOT_KNOWN, Gap.NO_ROWS)


def test_a_named_operation_counts_whatever_the_test_for_waves_says():
    told = reading("waves and named operations", *on("2026-03-20", campaign="Operation Thaw"))
    assert (told.value, told.state, told.basis) == (1, SEEN, ("N-1",))
    past = reading("waves and named operations", *on("2026-02-20", campaign="Operation Thaw"))
    assert (past.value, past.state) == (0, NOT_SEEN)


def test_a_run_of_attacks_that_cannot_be_tested_leaves_it_open():
    places = [{"place_id": "NL", "name": "Northland", "kind": "admin1"}]
    places += [
        {"place_id": f"NL-{n}", "name": n, "kind": "admin2", "parent": "NL"} for n in ("Alder", "Birch", "Cedar")
    ]
    one = {**INDICATOR, "state": "not known", "measure": "waves and named operations", "within_days": 30}
    run = [an_incident(incident_id=n, admin2=n, start_date="2026-03-20") for n in ("Alder", "Birch", "Cedar")]
    told = readings_of(an_edition(*run, places=places, scenarios=SCENARIOS, indicators=[one]))["D-1"]
    assert (told.value, told.state, told.gap) == (None, NOT_KNOWN, Gap.NO_TEST)


THIN = {"Dense from": "2025-01-01", "Dense to": "2025-12-31"}


def test_on_a_thin_record_what_is_missing_is_not_absent():
    told = reading("attacks", *on("2026-03-30"), threshold=2, about=THIN)
    assert (told.value, told.state, told.at_its_word, told.gap) == (1, NOT_KNOWN, NOT_SEEN, Gap.THIN)


def test_on_a_thin_record_what_is_there_is_seen():
    told = reading("attacks", *on("2026-03-30"), threshold=1, about=THIN)
    assert (told.state, told.gap) == (SEEN, None)


@pytest.mark.parametrize(
    "dense", [{"Dense from": "2026-03-01"}, {"Dense from": "2026-03-02", "Dense to": "2026-03-31"}]
)
def test_on_a_dense_record_what_is_missing_is_not_seen(dense):
    assert reading("attacks", threshold=1, about=dense).state == NOT_SEEN


def test_an_indicator_that_names_no_measure_has_no_reading():
    assert readings_of(an_edition(scenarios=SCENARIOS, indicators=[INDICATOR])) == {}


def test_the_shipped_counts_are_those_worked_by_hand():
    told = readings_of(read_shipped(Path(__file__).parents[2] / "data"))
    assert {name: (one.value, one.basis) for name, one in told.items()} == {
        "IND-01": (1, ("BG-096",)),
        "IND-02": (0, ()),
        "IND-03": (1, ("BG-096",)),
        "IND-04": (2, ("R-091", "R-093")),
        "IND-05": (2, ("BG-095", "BG-096")),
    }
