import pandas as pd
import pytest

from tests.drawn import PLACES, a_dataset, an_edition, an_incident
from utils.analysis.filters import Filters, from_query, options_of, to_query
from utils.analysis.selection import select
from utils.tables.homonyms import told_apart
from utils.tables.problems import Code

SOUTH = (
    {"place_id": "SL", "name": "Southland", "kind": "admin1"},
    {"place_id": "SL-alder", "name": "Alder", "kind": "admin2", "parent": "SL", "other_names": "Lower Alder"},
)
BOTH = (*PLACES, *SOUTH)
NORTHERN, SOUTHERN = "Alder (Northland)", "Alder (Southland)"


def two(**changes):
    return [an_incident(), an_incident(incident_id="N-2", admin1="Southland", **changes)]


def districts(*rows, places=BOTH):
    dataset, problems = a_dataset(*rows, places=places)
    return dataset.incidents["admin2"].tolist(), [problem.code for problem in problems]


def test_districts_of_one_name_are_told_apart_by_their_province():
    assert districts(*two()) == ([NORTHERN, SOUTHERN], [])


@pytest.mark.parametrize("written", ["alder", "Lower Alder", "Alder (Southland)", "alder southland"])
def test_any_spelling_of_it_is_understood_beside_its_province(written):
    assert districts(*two(admin2=written)) == ([NORTHERN, SOUTHERN], [])


def test_a_spelling_of_one_alone_needs_no_province():
    assert districts(an_incident(admin1="Southland", admin2="Aldur")) == ([NORTHERN], [])


def test_in_a_third_province_the_name_means_neither_and_both_are_offered():
    third = {"place_id": "EL", "name": "Eastland", "kind": "admin1"}
    dataset, problems = a_dataset(an_incident(admin1="Eastland"), places=(*BOTH, third))
    assert [problem.code for problem in problems] == [Code.PLACE_UNKNOWN]
    assert f"“{NORTHERN}” or “{SOUTHERN}”" in problems[0].repair
    assert pd.isna(dataset.incidents["admin2"].iloc[0])


def test_a_name_that_only_one_province_has_stays_as_it_is():
    assert districts(an_incident(admin2="Birch")) == (["Birch"], [])
    assert districts(an_incident(), places=PLACES) == (["Alder"], [])


def test_told_apart_once_they_stay_so():
    places = a_dataset(an_incident(), places=BOTH)[0].places
    assert sorted(places["name"]) == [NORTHERN, SOUTHERN, "Birch", "Northland", "Southland"]
    assert told_apart(places).equals(places)


def test_a_filter_keeps_one_of_them_and_its_link_leads_back_to_it():
    edition = an_edition(*two(), places=BOTH)
    options = options_of(edition.dataset, edition.as_of)
    chosen, _ = from_query({"district": ["alder-southland"]}, options)
    assert from_query(to_query(chosen), options) == (chosen, ())
    kept = select(edition, Filters(options.first, options.last, districts=chosen.districts))
    assert kept.incident_ids == ("N-2",)


def test_a_link_that_names_both_is_not_taken_for_one_of_them():
    edition = an_edition(*two(), places=BOTH)
    chosen, ignored = from_query({"district": ["alder"]}, options_of(edition.dataset, edition.as_of))
    assert chosen.districts == () and ignored[0].value == "alder"
