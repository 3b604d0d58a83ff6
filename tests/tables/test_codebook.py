from pathlib import Path

import pytest

from utils.tables import codebook, schema
from utils.tables.columns import Column, Kind
from utils.tables.limits import HOSTILE, Limits
from utils.tables.problems import WORDINGS, Code
from utils.tables.vocabularies import GEO_PRECISIONS, slug

ROOT = Path(__file__).parents[2]


def section(page, title):
    """The lines under that heading, up to the next heading of any rank."""
    lines = page.splitlines()
    start = next(number for number, line in enumerate(lines) if line.lstrip("#").strip() == title and line[:1] == "#")
    rest = lines[start + 1 :]
    return rest[: next((number for number, line in enumerate(rest) if line.startswith("#")), len(rest))]


def test_the_committed_page_of_tables_is_the_one_that_the_schema_gives():
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == codebook.tables_page()


def test_the_committed_page_of_problems_is_the_one_that_the_wordings_give():
    assert (ROOT / "docs" / "problems.md").read_text(encoding="utf-8") == codebook.problems_page()


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_table_has_its_section_with_every_column_in_order(table):
    rows = [line for line in section(codebook.tables_page(), table.sheet) if line.startswith("| **")]
    assert [row.split("**")[1] for row in rows] == [column.heading for column in table.columns]
    for row, column in zip(rows, table.columns, strict=True):
        assert column.help in row
        assert (" | yes | " in row) == column.required
        assert column.hxl is None or f"`{column.hxl}`" in row


def test_every_link_to_a_list_leads_to_its_section():
    page = codebook.tables_page()
    anchors = {slug(line.lstrip("# ")) for line in page.splitlines() if line.startswith("#")}
    links = {part.split(")")[0] for part in page.split("](#")[1:]}
    assert links
    assert links <= anchors


def test_a_list_shows_meaning_and_other_spellings():
    row = "| **spent** | Reported as spent, disbursed or realised | disbursed, realised |"
    assert row in section(codebook.tables_page(), "Measures of money")


def test_a_table_that_an_edition_may_do_without_says_so():
    page = codebook.tables_page()
    assert "may do without this sheet" in " ".join(section(page, "Responses"))
    assert "may do without this sheet" not in " ".join(section(page, "Incidents"))


@pytest.mark.parametrize("code", list(Code), ids=lambda code: code.value)
def test_every_problem_stands_under_its_severity_with_its_repair(code):
    wording = WORDINGS[code]
    rows = section(codebook.problems_page(), wording.severity.value.capitalize())
    assert f"| `{code.value}` | {wording.says} | {wording.repair} |" in rows


def test_every_kind_of_hostile_file_stands_with_its_answer():
    rows = section(codebook.problems_page(), "How strangers’ files are answered")
    assert "| A sheet of two million rows | `sheet-too-long` |" in rows
    assert len([row for row in rows if row.startswith("| ")]) == len(HOSTILE) + 2


def test_every_limit_stands_with_the_variable_that_sets_it():
    rows = section(codebook.problems_page(limits=Limits(rows=1_000)), "Limits")
    assert "| `BRIEFBOOK_LIMIT_ROWS` | 1,000 | rows of one sheet, down to the last cell in use |" in rows
    assert all(any(f"`{name}`" in row for row in rows) for _, name, _ in Limits.named)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column("note", "Note", Kind.TEXT, "…"), "text"),
        (Column("prior", "Prior", Kind.DECIMAL, "…", minimum=0, maximum=100), "number, 0 to 100"),
        (Column("killed", "Killed", Kind.COUNT, "…", minimum=0), "whole number, 0 or more"),
        (Column("admin1", "Province", Kind.TEXT, "…", refers_to="places"), "a name from the Places sheet"),
        (Column("incident_id", "Incident", Kind.TEXT, "…", refers_to="incidents"), "an id from the Incidents sheet"),
        (
            Column("source_ids", "Sources", Kind.REFERENCES, "…", refers_to="sources"),
            "ids from the Sources sheet, separated by semicolons",
        ),
    ],
    ids=lambda value: value.key if isinstance(value, Column) else "",
)
def test_what_a_cell_may_hold_is_told_in_words(column, words):
    assert codebook.allowed(column) == words


def test_what_a_cell_of_a_list_may_hold_is_every_entry_with_its_meaning():
    column = Column("geo_precision", "Place precision", Kind.CHOICE, "…", vocabulary=GEO_PRECISIONS)
    assert codebook.allowed(column).startswith("exact (The spot itself); town (")


def test_a_bar_in_a_wording_does_not_break_the_grid():
    assert codebook._line(("a|b", "c")) == "| a\\|b | c |"
