import datetime as dt
from pathlib import Path

from tests.drawn import PROJECT, an_edition, an_incident
from utils.analysis.filters import Filters
from utils.analysis.foreigners import AT_A_PROJECT, NOT_NAMED, attacks_of
from utils.editions.shipped import read_shipped

AS_OF = dt.date(2026, 3, 31)
MARCH = Filters(dt.date(2026, 3, 1), AS_OF)


def attacks(*rows, projects=(), filters=MARCH):
    numbered = [an_incident(**{**row, "incident_id": f"N-{place}"}) for place, row in enumerate(rows, 1)]
    return attacks_of(an_edition(*numbered, projects=projects), filters, AS_OF)


def abroad(day, nationality, **more):
    return {"start_date": day, "target_type": "foreign nationals", "target_nationality": nationality, **more}


def test_the_series_runs_over_the_whole_record_by_nationality():
    found = attacks(
        abroad("2024-05-01", "Sandlander"), abroad("2025-05-01", "Marshlander"), abroad("2026-01-01", "Sandlander")
    )
    assert found.groups == ("Sandlander", "Marshlander")
    assert found.figure("Sandlander").basis == ("N-1", "N-3")
    years = found.by_year.pivot_table(index="year", columns="group", values="incidents", observed=False)
    assert years["Sandlander"].to_dict() == {2024: 1, 2025: 0, 2026: 1}


def test_foreigners_of_no_recorded_nationality_are_a_group_of_their_own():
    assert attacks(abroad("2026-01-01", None)).groups == (NOT_NAMED,)


def test_a_nationality_counts_whatever_the_target_is_called():
    assert attacks(abroad("2026-01-01", "Sandlander", target_type="civilians")).groups == ("Sandlander",)


def test_an_attack_that_a_project_names_counts_once_and_after_the_people():
    project = {**PROJECT, "incident_ids": "N-1; N-2"}
    other = {**PROJECT, "project_id": "J-2", "incident_ids": "N-2"}
    found = attacks(
        abroad("2026-01-01", "Sandlander"),
        {"start_date": "2026-02-01"},
        {"start_date": "2026-02-02"},
        projects=(project, other),
    )
    assert found.groups == ("Sandlander", AT_A_PROJECT)
    assert found.nationalities == ("Sandlander",)
    assert found.frame["project_ids"].tolist() == [("J-1",), ("J-1", "J-2")]


def test_the_other_filters_hold():
    rows = (abroad("2026-01-01", "Sandlander", admin2="Birch"), abroad("2026-01-02", "Sandlander"))
    assert attacks(*rows, filters=Filters(MARCH.start, AS_OF, districts=("Birch",))).figure("Sandlander").value == 1


def test_without_any_there_is_nothing_but_the_years():
    found = attacks({"start_date": "2025-01-01"})
    assert (found.groups, found.by_year.empty, found.first, found.last) == ((), True, 2025, 2026)


def test_the_shipped_record_holds_twelve_and_four():
    edition = read_shipped(Path(__file__).parents[2] / "data")
    found = attacks_of(edition, Filters(edition.as_of, edition.as_of), edition.as_of)
    assert [found.figure(group).value for group in found.groups] == [12, 4]
