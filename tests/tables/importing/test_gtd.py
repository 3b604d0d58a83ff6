import pandas as pd
import pytest

from tests.tables.importing.origins import GTD, a_sheet, first, tables, taken
from utils.tables.importing.gtd import NO_TYPE, SHORTENED
from utils.tables.importing.layouts import NO_PROVINCE
from utils.tables.problems import Code


def value(incident, key):
    return None if pd.isna(incident[key]) else incident[key]


def test_an_attack_becomes_an_incident():
    incident = first(GTD)
    assert incident["incident_id"] == "GTD-202602030001"
    assert incident["start_date"] == incident["end_date"] == pd.Timestamp("2026-02-03")
    assert (incident["admin1"], value(incident, "admin2"), incident["place"]) == ("Northland", None, "Alder")
    assert (incident["event_type"], incident["tactic"], incident["target_type"]) == (
        "Battles",
        "armed assault",
        "police",
    )
    assert incident["summary"] == "02/03/2026: Assailants fired at a police post in Alder."
    assert incident["source_ids"] == ("SRC-GTD",)


@pytest.mark.parametrize(
    ("month", "day", "start", "precision"),
    [
        ("2", "3", "2026-02-03", "day"),
        ("2", "0", "2026-02-01", "month"),
        ("2", "-9", "2026-02-01", "month"),
        ("2", None, "2026-02-01", "month"),
        ("0", "0", "2026-01-01", "year"),
        ("0", "3", "2026-01-01", "year"),
        ("-99", "0", "2026-01-01", "year"),
    ],
)
def test_a_month_or_day_of_zero_is_not_known_and_not_a_date(month, day, start, precision):
    incident = first(GTD, imonth=month, iday=day)
    assert (incident["start_date"], incident["date_precision"]) == (pd.Timestamp(start), precision)
    assert pd.isna(incident["end_date"]) == (precision != "day")


@pytest.mark.parametrize("changes", [{"iday": "31"}, {"imonth": "Feb"}, {"imonth": "13"}, {"iyear": "unknown"}])
def test_a_date_that_there_is_not_is_a_problem_where_the_year_stands(changes):
    _, problems = tables(a_sheet(GTD, {**changes, "extended": "1"}))
    assert [(problem.code, problem.cell) for problem in problems] == [(Code.NOT_A_DATE, "B2")]


def test_an_attack_that_lasted_longer_has_no_end_that_is_known():
    assert pd.isna(first(GTD, extended="1")["end_date"])


@pytest.mark.parametrize(
    ("attack", "target", "suicide", "event_type", "tactic"),
    [
        ("Armed Assault", "Military", "0", "Battles", "armed assault"),
        ("Armed Assault", "Private Citizens & Property", "0", "Violence against civilians", "armed assault"),
        ("Assassination", "Government (General)", "0", "Violence against civilians", "targeted killing"),
        ("Bombing/Explosion", "Military", "0", "Explosions/Remote violence", "unknown"),
        ("Bombing/Explosion", "Unknown", "1", "Explosions/Remote violence", "suicide attack"),
        ("Hostage Taking (Kidnapping)", "Business", "0", "Violence against civilians", "abduction"),
        ("Hostage Taking (Barricade Incident)", "Police", "0", "Battles", "hostage-taking"),
        ("Facility/Infrastructure Attack", "Utilities", "0", "Strategic developments", "unknown"),
        ("Unknown", "Police", "0", "Battles", "unknown"),
    ],
)
def test_event_type_and_tactic_follow_from_attack_and_target(attack, target, suicide, event_type, tactic):
    incident = first(GTD, attacktype1_txt=attack, targtype1_txt=target, suicide=suicide)
    assert (incident["event_type"], incident["tactic"]) == (event_type, tactic)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"attacktype1_txt": "Unknown", "targtype1_txt": "Unknown"}, NO_TYPE),
        ({"attacktype1_txt": "Hijacking", "targtype1_txt": None}, NO_TYPE),
        ({"provstate": "Unknown"}, NO_PROVINCE),
        ({"eventid": "2.02602E+11"}, SHORTENED),
    ],
)
def test_a_row_that_cannot_be_an_incident_is_refused_with_its_reason(changes, reason):
    report = taken(a_sheet(GTD, {}, changes)).report
    assert (report.read, report.taken) == (2, 1)
    assert [(refused.reason, refused.rows, refused.first_rows) for refused in report.refused] == [(reason, 1, (3,))]


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", "town"), ("2", "district"), ("3", "district"), ("4", "province"), ("5", "province"), (None, "province")],
)
def test_the_precision_of_the_place_is_decoded(code, precision):
    assert first(GTD, specificity=code)["geo_precision"] == precision


@pytest.mark.parametrize(
    ("claimed", "group", "attribution", "by"),
    [
        ("1", "Frost Brigade", "claimed", "Frost Brigade"),
        ("0", "Frost Brigade", "attributed", None),
        ("0", "Unknown", "unclaimed", None),
        ("-9", "Frost Brigade", None, None),
        (None, "Frost Brigade", None, None),
    ],
)
def test_how_the_actor_is_known_is_told_where_gtd_knows_it(claimed, group, attribution, by):
    incident = first(GTD, claimed=claimed, gname=group)
    assert (value(incident, "attribution"), value(incident, "attributed_by")) == (attribution, by)
    assert value(incident, "actor") == (None if group == "Unknown" else group)


def test_doubts_about_the_group_are_kept():
    note = first(GTD, guncertain1="1", compclaim="1")["attribution_note"]
    assert note == "GTD: the attribution to the group is uncertain. GTD: more than one group claims it."


@pytest.mark.parametrize(
    ("perpetrators", "target", "killed"),
    [
        ("1", "Police", (1, 1)),
        ("0", "Police", (0, 0)),
        ("-99", "Police", (None, None)),
        (None, "Police", (None, None)),
        ("1", "Terrorists/Non-State Militia", (1, None)),
    ],
)
def test_the_militants_killed_are_the_perpetrators_and_no_other_group_is_invented(perpetrators, target, killed):
    incident = first(GTD, nkillter=perpetrators, targtype1_txt=target)
    assert (value(incident, "killed_militant_low"), value(incident, "killed_militant_high")) == killed
    assert all(
        pd.isna(incident[f"killed_{group}_{end}"]) for group in ("security", "civilian") for end in ("low", "high")
    )
    assert "GTD: 4 killed (all groups together, perpetrators included)." in incident["notes"]


def test_an_unknown_number_of_dead_is_not_told_as_minus_99():
    notes = first(GTD, nkill="-99", nwound="-9")["notes"]
    assert "killed" not in notes and "wounded" not in notes and "-9" not in notes


@pytest.mark.parametrize(
    ("nationality", "told"),
    [("Northland Union", None), ("Southland", "Southland"), ("Multinational", None), (None, None)],
)
def test_a_nationality_is_told_of_foreigners(nationality, told):
    assert value(first(GTD, natlty1_txt=nationality), "target_nationality") == told


def test_without_a_summary_attack_target_and_city_make_one():
    assert first(GTD, summary=None)["summary"] == "Armed Assault on Post at Alder (GTD)."
    bare = {
        "summary": None,
        "target1": "Unknown",
        "targtype1_txt": None,
        "city": "Unknown",
        "attacktype1_txt": "Bombing/Explosion",
    }
    assert first(GTD, **bare)["summary"] == "Bombing/Explosion (GTD)."


def test_the_key_columns_alone_are_enough():
    kept = ("eventid", "iyear", "imonth", "iday", "country_txt", "provstate", "attacktype1_txt", "targtype1_txt")
    incident = first({name: GTD[name] for name in kept})
    assert (incident["event_type"], incident["geo_precision"], value(incident, "attribution")) == (
        "Battles",
        "province",
        None,
    )
