import pytest

from utils.tables import schema
from utils.tables.columns import Kind
from utils.tables.vocabularies import slug


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
