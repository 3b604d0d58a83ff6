"""What the briefing says of projects: what lies near them, and their money."""

import pytest

from tests.briefing.reading import answered_for, numbers_in, sentences_of
from tests.drawn import FIGURE, PLACES, PROJECT, an_edition, an_incident
from utils.analysis.figures import Figure
from utils.briefing.rules.money import amount

BLANK = {"announced_usd_m": None, "committed_usd_m": None, "disbursed_usd_m": None}
ABROAD = {"place_id": "SL", "name": "Southland", "kind": "admin1"}


def told(briefing, rule):
    """What the rule says in the briefing; empty when it says nothing."""
    return " ".join(sentence.text for sentence in sentences_of(briefing) if sentence.rule == rule)


def a_project(name, **changes):
    return {
        **PROJECT,
        **BLANK,
        "project_id": name,
        "geo_precision": "town",
        "latitude": 10.5,
        "longitude": 20.5,
        **changes,
    }


@pytest.fixture
def brief_of(brief):
    """The briefing of drawn incidents and projects, for a query."""

    def briefing(*rows, query="", projects=(), figures=()):
        numbered = [{**row, "incident_id": f"N-{place}"} for place, row in enumerate(rows, 1)]
        said = [{**row, "figure_id": f"F-{place}"} for place, row in enumerate(figures, 1)]
        return brief(an_edition(*numbered, projects=projects, figures=said, places=(*PLACES, ABROAD)), query)

    return briefing


NEAR = an_incident(start_date="2026-03-20", latitude=10.55, longitude=20.5)
LONG_AGO = an_incident(start_date="2025-08-01", latitude=10.55, longitude=20.5)
FAR = an_incident(start_date="2026-03-20", latitude=11.5, longitude=20.5)


def test_how_many_projects_have_violence_near_is_said_for_every_window(brief_of):
    projects = (a_project("J-1"), a_project("J-2", latitude=12.0))
    assert told(brief_of(NEAR, LONG_AGO, FAR, projects=projects), "exposure.near") == (
        "In the 365 days to 31 Mar 2026, 1 of 2 projects in Northland had a violent incident within 20 km (2 "
        "incidents in all); in the last 90 days, 1 (1 incident) and in the last 30 days, 1 (1 incident)."
    )


def test_projects_near_the_very_same_incidents_are_not_told_as_separate_exposures(brief_of):
    """Three projects in one town near one attack, and a fourth elsewhere near another."""
    projects = (*(a_project(f"J-{n}") for n in (1, 2, 3)), a_project("J-4", latitude=11.5, admin2="Birch"))
    assert told(brief_of(NEAR, FAR, projects=projects), "exposure.repeated") == (
        "These 4 are not as many separate exposures: 3 of them, in Alder, lie near one and the same incident, and all "
        "together near 2 different sets of incidents."
    )


def test_when_all_lately_lie_near_one_incident_its_day_is_told(brief_of):
    projects = (a_project("J-1"), a_project("J-2"), a_project("J-3", latitude=11.5))
    far_and_old = {**FAR, "start_date": "2025-08-01"}
    assert "; the 2 of the last 30 days all lie near one and the same incident (20 Mar 2026)." in told(
        brief_of(NEAR, LONG_AGO, far_and_old, projects=projects), "exposure.repeated"
    )


def test_projects_each_near_other_incidents_are_not_called_repeats(brief_of):
    projects = (a_project("J-1"), a_project("J-2", latitude=11.5))
    assert told(brief_of(NEAR, FAR, projects=projects), "exposure.repeated") == ""


def test_what_can_be_measured_and_from_what_is_told_once(brief_of):
    projects = (
        a_project("J-1"),
        a_project("J-2", geo_precision="district"),
        a_project("J-3", geo_precision="corridor"),
        a_project("J-4", geo_precision="province"),
        a_project("J-5", admin1="Southland", admin2=None),
    )
    assert told(brief_of(NEAR, projects=projects), "exposure.placed") == (
        "Of 5 projects on record, 3 in Northland can be measured: 1 from a spot or a town, 1 only from the middle of "
        "a district and 1 from one spot of a line nobody has drawn."
    )


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("exact", "can be measured from a spot or a town."),
        ("district", "can be measured only from the middle of a district."),
        ("province", "cannot be measured."),
    ],
)
def test_a_single_project_is_not_counted(brief_of, precision, said):
    briefing = brief_of(NEAR, projects=(a_project("J-1", geo_precision=precision),))
    assert told(briefing, "exposure.placed") == f"The one project on record {said}"


def test_no_violence_near_is_said_and_not_counted_down(brief_of):
    assert told(brief_of(FAR, projects=(a_project("J-1"),)), "exposure.near") == (
        "In the 365 days to 31 Mar 2026, no violent incident is on record within 20 km of the one project in Northland."
    )


def test_the_places_with_most_are_named_with_their_numbers(brief_of):
    briefing = brief_of(NEAR, LONG_AGO, projects=(a_project("J-1"),))
    assert told(briefing, "exposure.most") == (
        "The district with the most violent incidents within 20 km of a project is Alder (2)."
    )
    assert told(brief_of(FAR, projects=(a_project("J-1"),)), "exposure.most") == ""


def test_projects_outside_the_theatre_are_not_called_calm(brief_of):
    briefing = brief_of(NEAR, projects=(a_project("J-1"), a_project("J-2", admin1="Southland", admin2=None)))
    assert told(briefing, "exposure.elsewhere") == (
        "1 more project lies elsewhere or runs through several provinces; the record covers Northland, so "
        "that few incidents are known near them is not calm."
    )


def test_what_is_placed_too_coarsely_is_said(brief_of):
    rows = (an_incident(geo_precision="district"), an_incident(geo_precision="province"), NEAR)
    assert told(brief_of(*rows, projects=(a_project("J-1"),)), "exposure.imprecise") == (
        "Among 3 violent incidents on the whole record: 1 known only to the district, counted at its stand-in"
        " point and 1 known only to the province, left out."
    )


def test_attacks_on_foreigners_are_told_by_nationality_whatever_the_period(brief_of):
    attacked = an_incident(start_date="2025-06-01", target_type="foreign nationals", target_nationality="Sandlander")
    briefing = brief_of(attacked, NEAR, projects=(a_project("J-1", incident_ids="N-2"),), query="from=2026-01-01")
    assert told(briefing, "exposure.foreigners") == (
        "1 attack on foreign nationals is on record since 2025, by nationality: Sandlander 1; the latest: 1 Jun 2025."
    )
    assert told(briefing, "exposure.at-projects") == (
        "1 more attack named in a project's security note is not recorded as aimed at foreigners."
    )


def test_nearness_is_never_told_as_aim(brief_of):
    assert "does not show" in told(brief_of(NEAR, projects=(a_project("J-1"),)), "exposure.limits")


def test_without_projects_that_is_all_that_is_said(brief_of):
    briefing = brief_of(NEAR)
    assert [s.text for s in briefing.section("investments").sentences] == ["No project is on record here."]
    assert briefing.section("investments").grid is None
    assert [s.text for s in briefing.section("money").sentences] == ["No project is on record here."]


def test_the_table_counts_by_place_and_band(brief_of):
    grid = brief_of(NEAR, FAR, projects=(a_project("J-1"),)).section("investments").grid
    assert grid.headings == ("District", "Projects", "0–5 km", "5–20 km", "20–50 km")
    assert grid.rows == (("Alder", "1", "0", "1", "0"),)
    assert grid.sources == (("S-1",),)


def a_figure(value, claimant, **changes):
    return {**FIGURE, "project_id": "J-1", "scope": None, "amount_usd_m": value, "claimant": claimant, **changes}


def test_a_stage_told_of_few_projects_says_nothing_of_the_others(brief_of):
    projects = (
        a_project("J-1", disbursed_usd_m=50, announced_usd_m=90, status="completed"),
        a_project("J-2", announced_usd_m=30, status="operational"),
        a_project("J-3", announced_usd_m=10),
    )
    briefing = brief_of(NEAR, projects=projects)
    assert told(briefing, "money.covered") == (
        "For 2 of 3 projects nobody says what is disbursed; the sum disbursed leaves them out."
    )
    assert told(briefing, "money.made") == (
        "Projects that are completed or operational were announced at 120 million US dollars (a figure for 2 of 2 "
        "projects); what is disbursed is told of 1 of them."
    )


def test_projects_near_violence_that_are_shelved_are_told_apart(brief_of):
    projects = (a_project("J-1", announced_usd_m=90), a_project("J-2", announced_usd_m=30, status="shelved"))
    assert told(brief_of(NEAR, projects=projects), "money.exposed").endswith(
        "1 of the 2 such projects is shelved and not among them."
    )


@pytest.mark.parametrize("disbursed", [None, 5])
def test_a_stage_told_of_none_or_of_all_needs_no_such_warning(brief_of, disbursed):
    briefing = brief_of(NEAR, projects=(a_project("J-1", disbursed_usd_m=disbursed),))
    assert told(briefing, "money.covered") == ""


def test_money_is_told_stage_by_stage_as_a_range_and_never_added(brief_of):
    projects = (
        a_project("J-1", announced_usd_m=120, committed_usd_m=80.5),
        a_project("J-2", latitude=12.0, announced_usd_m=30),
    )
    briefing = brief_of(NEAR, projects=projects, figures=(a_figure(200, "Treasury"),))
    assert told(briefing, "money.stages") == (
        "Money in projects in Northland that are not shelved, in million US dollars: announced 150–230 (a "
        "figure for 2 of 2 projects); committed 80.5 (a figure for 1 of 2 projects). The stages are parts of "
        "the same money and are never added."
    )
    assert told(briefing, "money.exposed") == (
        "Of these sums, projects with a violent incident within 20 km in 365 days account for, in million US "
        "dollars: announced 120–200 (a figure for 1 of 1 project); committed 80.5 (a figure for 1 of 1 "
        "project)."
    )


def test_shelved_projects_are_told_apart(brief_of):
    projects = (a_project("J-1", announced_usd_m=120), a_project("J-2", announced_usd_m=9000, status="shelved"))
    briefing = brief_of(NEAR, projects=projects)
    assert "announced 120 (" in told(briefing, "money.stages")
    assert told(briefing, "money.shelved") == (
        "Not in these sums are the shelved projects, in million US dollars: announced 9,000 (a figure for 1 "
        "of 1 project)."
    )


def test_rivals_are_named_with_claimant_and_date_and_not_averaged(brief_of):
    figures = (a_figure(200, "Treasury", as_of_date="2025-06"), a_figure(90, "Firm", as_of_date="2024"))
    assert told(brief_of(NEAR, projects=(a_project("J-1"),), figures=figures), "money.rivals") == (
        "Alder bridge widening, announced, by each claimant's latest figure, in million US dollars: Treasury "
        "200 (Jun 2025) and Firm 90 (2024). Their scopes differ; they are not averaged."
    )


def test_rivals_who_agree_are_not_told(brief_of):
    figures = (a_figure(90, "Treasury"), a_figure(90, "Firm"))
    assert told(brief_of(NEAR, projects=(a_project("J-1"),), figures=figures), "money.rivals") == ""


@pytest.mark.parametrize(
    ("low", "high", "said"), [(45.47, 45.47, "45.5"), (99.96, 1234.5, "100–1,234"), (None, None, "not known")]
)
def test_amounts_are_no_more_exact_than_they_are_known(low, high, said):
    assert amount(Figure(None, "million US dollars", "money", low=low, high=high)) == said


@pytest.mark.parametrize(
    "query", ["", "district=gwadar", "type=protests", "from=2018-01-01&to=2018-02-01&district=quetta"]
)
def test_every_number_of_the_shipped_sections_is_answered_for(brief, shipped, desk, query):
    briefing = brief(shipped, query)
    for key in ("investments", "money"):
        for sentence in briefing.section(key).sentences:
            assert set(numbers_in(sentence.text, desk.names)) <= answered_for(sentence.figures), sentence.text
