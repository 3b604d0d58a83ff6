import pytest

from tests.drawn import STATEMENT, an_edition, an_incident


def context(brief, *rows):
    return brief(an_edition(an_incident(), context=rows)).section("context").sentences


@pytest.mark.parametrize(
    ("changes", "whose", "text"),
    [
        (
            {},
            "A columnist (5 Feb 2026) argues as follows; none of it is a finding of this briefing.",
            "The river towns pay and the hill towns spend.",
        ),
        (
            {"kind": "condition", "statement": "the tax is shared."},
            "A columnist (5 Feb 2026) argues as follows; none of it is a finding of this briefing.",
            "A condition is that the tax is shared.",
        ),
        (
            {"kind": "warning", "stated_on": None},
            "A columnist argues as follows; none of it is a finding of this briefing.",
            "A warning: the river towns pay and the hill towns spend.",
        ),
    ],
)
def test_every_statement_stands_under_its_author(brief, changes, whose, text):
    (argued, told, _) = context(brief, {**STATEMENT, **changes})
    assert (argued.text, argued.sources, argued.under) == (whose, ("S-1",), False)
    assert (told.text, told.label, told.sources, told.rows) == (text, "Equity", ("S-1",), ("X-1",))
    assert told.under


def test_statements_of_one_theme_are_told_together_and_the_author_once(brief):
    rows = [{**STATEMENT, "context_id": f"X-{n}", "theme": theme} for n, theme in enumerate("ABA")]
    argued, *told, _ = context(brief, *rows)
    assert argued.rule == "context.argued"
    assert [(sentence.label, sentence.rows) for sentence in told] == [("A", ("X-0", "X-2")), ("B", ("X-1",))]


def test_each_author_is_named_above_what_they_say(brief):
    rows = [
        {**STATEMENT, "context_id": f"X-{n}", "author": name} for n, name in enumerate(("a judge", "a poet", "a judge"))
    ]
    told = [sentence.text.split(" (")[0] for sentence in context(brief, *rows) if sentence.rule == "context.argued"]
    assert told == ["A judge", "A poet"]


def test_where_no_author_is_on_record_that_is_said(brief):
    assert [sentence.rule for sentence in context(brief)] == ["context.none"]


def test_the_shipped_argument_has_its_author_once_and_a_source_in_every_sentence(home):
    argued, *statements, note = home.section("context").sentences
    assert note.rule == "context.note"
    assert argued.text.startswith("The author of the article (3 Feb 2026) ")
    assert len(statements) == 4
    assert sum(len(sentence.rows) for sentence in statements) == 10
    assert all(sentence.sources and sentence.under for sentence in (*statements,))
