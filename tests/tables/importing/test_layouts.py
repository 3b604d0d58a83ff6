import pytest

from utils.tables import schema
from utils.tables.importing import LAYOUTS, acled, aiddata, gtd, ucdp
from utils.tables.importing.rows import name_slug

TABLES = {table.name: table for table in schema.TABLES}
RULES = [
    pytest.param(target, rule, id=f"{layout.name}: {rule.key}")
    for layout in LAYOUTS
    for target in layout.targets
    for rule in target.rules
]
LISTS = {
    ("incidents", "geo_precision"): [acled.GEO_PRECISIONS, ucdp.answers.GEO_PRECISIONS, gtd.answers.GEO_PRECISIONS],
    ("incidents", "date_precision"): [acled.TIME_PRECISIONS, ucdp.answers.DATE_PRECISIONS],
    ("incidents", "event_type"): [ucdp.answers.EVENT_TYPES, gtd.answers.BY_ATTACK],
    ("incidents", "tactic"): [acled.TACTICS, gtd.answers.TACTICS],
    ("incidents", "target_type"): [gtd.answers.TARGETS],
    ("projects", "status"): [aiddata.STATUSES],
    ("projects", "sector"): [aiddata.SECTORS],
    ("projects", "financing_type"): [aiddata.FINANCING],
}


@pytest.mark.parametrize(("target", "rule"), RULES)
def test_every_rule_fills_a_column_that_there_is_and_says_how(target, rule):
    assert TABLES[target.table].column(rule.key)
    assert rule.says.endswith(".")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_needed_column_is_filled_and_none_twice(layout):
    for target in layout.targets:
        keys = [rule.key for rule in target.rules]
        assert len(keys) == len(set(keys))
        assert {column.key for column in TABLES[target.table].columns if column.required} <= set(keys)
        assert keys[0] == TABLES[target.table].id_column.key


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_column_is_either_mapped_or_left_out(layout):
    read = {name_slug(name) for target in layout.targets for rule in target.rules for name in rule.reads}
    left = {name_slug(name) for left in layout.left_out for name in left.columns}
    assert read & left <= {name_slug(layout.country)}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_origin_brings_the_row_that_its_rows_cite(layout):
    sources = TABLES["sources"]
    assert {column.key for column in sources.columns if column.required} <= layout.source.keys()
    assert all(sources.column(key) for key in layout.source)
    assert layout.source["note"] == layout.terms


@pytest.mark.parametrize(("table", "key"), LISTS)
def test_every_code_stands_for_a_word_of_our_lists(table, key):
    allowed = TABLES[table].column(key).vocabulary.labels
    for codes in LISTS[table, key]:
        assert set(codes.values()) <= set(allowed)


def test_the_last_form_of_every_origin_needs_no_marks():
    assert all(not layout.versions[-1].marks for layout in LAYOUTS)
