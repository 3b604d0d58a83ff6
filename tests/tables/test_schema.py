import re

import pytest

from utils.tables import schema
from utils.tables.columns import Kind
from utils.tables.vocabularies import (
    COUNT_MEASURES,
    COUNTED_GROUPS,
    GEO_PRECISIONS,
    INDICATOR_STATES,
    LIKELIHOOD_OF_STEP,
    LIKELIHOOD_STEPS,
    MONEY_CLAIMANTS,
    MONEY_MEASURES,
    PROJECT_STATUSES,
    SITE_PRECISIONS,
    VICTIM_GROUPS,
    slug,
)


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_no_heading_or_other_name_means_two_columns(table):
    names = [name for column in table.columns for name in column.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_column_is_explained_and_every_choice_has_a_list(table):
    for column in table.columns:
        assert column.help
        assert (column.kind is Kind.CHOICE) == (column.vocabulary is not None)
        assert column.refers_to is None or column.refers_to in {other.name for other in schema.TABLES}


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_no_tag_names_two_columns(table):
    tags = [frozenset(column.hxl[1:].split("+")) for column in table.columns if column.hxl]
    assert len(tags) == len(set(tags))
    assert all(re.fullmatch(r"#[a-z]\w*(\+[a-z]\w*)*", column.hxl) for column in table.columns if column.hxl)


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_a_column_lies_above_one_of_its_own_table_and_kind(table):
    for column in table.columns:
        assert column.above is None or table.column(column.above).kind is column.kind


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_rows_are_named_by_a_needed_text(table):
    assert table.id_column.kind is Kind.TEXT
    assert table.id_column.required


def test_every_end_and_every_high_knows_what_it_lies_above():
    lying = {
        column.key: column.above
        for table in schema.TABLES
        for column in table.columns
        if column.key.endswith("_high") or column.key == "end_date"
    }
    assert lying == {
        "killed_security_high": "killed_security_low",
        "killed_civilian_high": "killed_civilian_low",
        "killed_militant_high": "killed_militant_low",
        "killed_ungrouped_high": "killed_ungrouped_low",
        "killed_high": "killed_low",
        "end_date": "start_date",
    }


def test_only_incidents_and_the_reference_tables_are_needed():
    assert {table.name for table in schema.TABLES if table.needed} == {"incidents", "about", "sources", "places"}


def test_stages_of_money_are_columns_of_their_own():
    stages = [column.key for column in schema.PROJECTS.columns if column.key.endswith("_usd_m")]
    assert stages == ["announced_usd_m", "committed_usd_m", "disbursed_usd_m"]


@pytest.mark.parametrize(("table", "key"), [(schema.EVIDENCE, "fit"), (schema.INDICATORS, "likelihood")])
def test_the_matrices_have_a_column_for_each_place_in_the_order_of_scenarios(table, key):
    columns = [column.key for column in table.columns if column.key.startswith(f"{key}_")]
    most = schema.SCENARIOS.column("order").maximum
    assert columns == [f"{key}_{number}" for number in range(1, int(most) + 1)]


def test_the_steps_of_likelihood_lie_around_even_and_can_be_written_as_numbers():
    assert list(LIKELIHOOD_OF_STEP.values()) == [0.9, 0.7, 0.5, 0.3, 0.1]
    assert {LIKELIHOOD_STEPS.label_for(str(chance)): chance for chance in LIKELIHOOD_OF_STEP.values()} == dict(
        LIKELIHOOD_OF_STEP
    )


def test_every_table_is_kept_in_exactly_one_spreadsheet():
    kept = [table.name for tables in schema.SPREADSHEETS.values() for table in tables]
    assert sorted(kept) == sorted(table.name for table in schema.TABLES)


@pytest.mark.parametrize(
    "vocabulary",
    dict.fromkeys(column.vocabulary for table in schema.TABLES for column in table.columns if column.vocabulary),
    ids=lambda vocabulary: vocabulary.name,
)
def test_no_spelling_names_two_entries(vocabulary):
    words = [slug(word) for entry in vocabulary.entries for word in (entry.label, *entry.spellings)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("vocabulary", "text", "label"),
    [
        (MONEY_CLAIMANTS, "media", "independent media"),
        (MONEY_MEASURES, "Disbursed", "spent"),
        (COUNT_MEASURES, "Suicide attack deaths", "killed in suicide attacks"),
        (PROJECT_STATUSES, "delayed", "stalled"),
        (INDICATOR_STATES, "unknown", "not known"),
        (SITE_PRECISIONS, "corridor", "corridor"),
        (GEO_PRECISIONS, "corridor", None),
        (COUNTED_GROUPS, "outlaws", "outlaws"),
        (VICTIM_GROUPS, "outlaws", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_raw_value_is_taken_by_its_spelling_and_by_nothing_else(vocabulary, text, label):
    assert vocabulary.label_for(text) == label
