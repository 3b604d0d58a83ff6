import pytest

from tests.drawn import STATEMENT, an_edition, an_incident


def context(brief, *rows):
    return brief(an_edition(an_incident(), context=rows)).section("context").sentences


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "A columnist (5 Feb 2026) argues that the river towns pay and the hill towns spend."),
        (
            {"kind": "condition", "statement": "the tax is shared."},
            "A columnist (5 Feb 2026) names as a condition that the tax is shared.",
        ),
        (
            {"kind": "warning", "stated_on": None},
            "A columnist warns that the river towns pay and the hill towns spend.",
        ),
    ],
)
def test_every_statement_is_its_authors(brief, changes, text):
    (told, _) = context(brief, {**STATEMENT, **changes})
    assert (told.text, told.label, told.sources, told.rows) == (text, "Equity", ("S-1",), ("X-1",))


def test_statements_of_one_theme_are_told_together(brief):
    rows = [{**STATEMENT, "context_id": f"X-{n}", "theme": theme} for n, theme in enumerate("ABA")]
    assert [sentence.label for sentence in context(brief, *rows)] == ["A", "A", "B", ""]


def test_where_no_author_is_on_record_that_is_said(brief):
    assert [sentence.rule for sentence in context(brief)] == ["context.none"]


def test_the_shipped_argument_has_its_author_and_source_in_every_sentence(home):
    *statements, note = home.section("context").sentences
    assert note.rule == "context.note"
    assert len(statements) == 10
    for sentence in statements:
        assert sentence.text.startswith("The author of the article (3 Feb 2026) ")
        assert sentence.sources
