import pandas as pd
import pytest

from tests.tables.importing.origins import ACLED, ACLED_BEFORE_2023, a_sheet, first, tables, taken


def test_the_layout_has_its_31_columns():
    assert len(ACLED) == 31


def test_an_event_becomes_an_incident():
    incident = first(ACLED)
    assert incident["incident_id"] == "ACLED-NOR101"
    assert incident["start_date"] == incident["end_date"] == pd.Timestamp("2026-02-03")
    assert (incident["admin1"], incident["admin2"], incident["place"]) == ("Northland", "Alder", "Alder bridge")
    assert incident["summary"].startswith("On 3 February 2026, gunmen")
    assert incident["source_ids"] == ("SRC-ACLED",)


@pytest.mark.parametrize("written", ["2026-02-03", "2026-02-03 00:00:00", "03 February 2026", "3 Feb 2026"])
def test_a_day_is_read_in_every_form_of_the_exports(written):
    assert first(ACLED, event_date=written)["start_date"] == pd.Timestamp("2026-02-03")


@pytest.mark.parametrize(("code", "precision"), [("1", "day"), ("2", "week"), ("3", "month"), (None, "month")])
def test_time_precision_is_decoded_and_its_lack_is_the_coarsest(code, precision):
    incident = first(ACLED, time_precision=code)
    assert incident["date_precision"] == precision
    assert pd.isna(incident["end_date"]) == (precision != "day")


@pytest.mark.parametrize(
    ("code", "precision"), [("1", "town"), ("2", "district"), ("3", "province"), (None, "province")]
)
def test_geo_precision_is_decoded_and_its_lack_is_the_coarsest(code, precision):
    assert first(ACLED, geo_precision=code)["geo_precision"] == precision


def test_a_precision_that_acled_does_not_have_is_a_problem_at_its_cell():
    _, problems = tables(a_sheet(ACLED, {"geo_precision": "7"}))
    assert [(problem.cell, problem.found) for problem in problems] == [("Y2", "7")]


@pytest.mark.parametrize(
    ("event", "sub_event", "tactic", "target"),
    [
        ("Battles", "Armed clash", "unknown", "unknown"),
        ("Battles", "Government regains territory", "unknown", "unknown"),
        ("Explosions/Remote violence", "Suicide bomb", "suicide attack", "unknown"),
        ("Explosions/Remote violence", "Remote explosive/landmine/IED", "IED", "unknown"),
        ("Explosions/Remote violence", "Grenade", "grenade", "unknown"),
        ("Explosions/Remote violence", "Shelling/artillery/missile attack", "rocket/mortar", "unknown"),
        ("Explosions/Remote violence", "Air/drone strike", "air/drone strike", "unknown"),
        ("Explosions/Remote violence", "Chemical weapon", "unknown", "unknown"),
        ("Violence against civilians", "Attack", "unknown", "civilians"),
        ("Violence against civilians", "Abduction/forced disappearance", "abduction", "civilians"),
        ("Protests", "Peaceful protest", None, None),
        ("Riots", "Mob violence", None, None),
        ("Strategic developments", "Looting/property destruction", None, None),
        ("Battles", "A kind to come", "unknown", "unknown"),
    ],
)
def test_tactic_and_target_are_told_only_where_the_words_tell_them(event, sub_event, tactic, target):
    incident = first(ACLED, event_type=event, sub_event_type=sub_event)
    assert incident["event_type"] == event
    assert [None if pd.isna(incident[key]) else incident[key] for key in ("tactic", "target_type")] == [tactic, target]
    assert f"ACLED: {sub_event}." in incident["notes"]


def test_civilians_are_the_target_of_a_bomb_where_acled_says_so():
    event = {"event_type": "Explosions/Remote violence", "sub_event_type": "Grenade"}
    assert first(ACLED, **event, civilian_targeting="Civilian targeting")["target_type"] == "civilians"


def test_the_fatalities_have_no_group_and_go_into_no_column_of_killed():
    incident = first(ACLED, fatalities="12")
    killed = [key for key in incident.index if key.startswith("killed_")]
    assert incident[killed].isna().all()
    assert "ACLED: 12 fatalities (all groups together)." in incident["notes"]


def test_no_attribution_follows_from_the_order_of_the_actors():
    incident = first(ACLED)
    assert incident["actor"] == "Frost Brigade"
    assert pd.isna(incident["attribution"])
    assert incident["attribution_note"] == (
        "ACLED’s actor 1: Frost Brigade (Rebel group). Actor 2: Police Forces of Northland (State forces). "
        "Their order does not say who attacked whom."
    )


def test_one_actor_alone_has_no_order():
    assert first(ACLED, actor2=None, inter2="0")["attribution_note"] == "ACLED’s actor 1: Frost Brigade (Rebel group)."


def test_an_unidentified_group_is_no_actor_and_stays_in_the_note():
    incident = first(ACLED, actor1="Unidentified Armed Group (Northland)", inter1="3")
    assert pd.isna(incident["actor"])
    assert "Unidentified Armed Group (Northland) (Political militia)" in incident["attribution_note"]


@pytest.mark.parametrize("kind", ["2", "2.0", "Rebel group"])
def test_the_kind_of_an_actor_is_the_same_as_number_and_as_word(kind):
    assert "Frost Brigade (Rebel group)" in first(ACLED, inter1=kind)["attribution_note"]


def test_the_layout_before_2023_gives_the_same_incident():
    assert taken(a_sheet(ACLED_BEFORE_2023)).report.version == "before March 2023"
    pd.testing.assert_series_equal(first(ACLED_BEFORE_2023), first(ACLED))


def test_a_choice_of_columns_is_enough():
    kept = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "admin1", "country", "location")
    incident = first({name: ACLED[name] for name in kept})
    assert incident["summary"] == "Armed clash at Alder bridge (ACLED)."
    assert (incident["date_precision"], incident["geo_precision"]) == ("month", "province")
    assert pd.isna(incident["latitude"])


def test_a_byte_order_mark_that_was_left_does_not_hide_the_first_heading():
    row = {"\ufeffevent_id_cnty": ACLED["event_id_cnty"], **{name: ACLED[name] for name in list(ACLED)[1:]}}
    assert first(row)["incident_id"] == "ACLED-NOR101"
