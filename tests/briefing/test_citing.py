import pandas as pd
import pytest

from utils.briefing.citing import ORDER, Citations
from utils.briefing.document import Grid, Section, Sentence
from utils.tables.vocabularies import RELIABILITIES


def a_source(name, **changes):
    row = {
        "source_id": name,
        "publisher": "Courier",
        "title": f"Report {name}",
        "url": None,
        "published_date": "2026-02-01",
        "language": None,
        "relays": None,
        "origin_id": None,
        "reliability": "B",
    }
    return {**row, **changes}


def citing(*rows):
    return Citations(pd.DataFrame(rows))


def test_the_best_grade_comes_first_and_then_the_newest():
    citations = citing(
        a_source("S-1", reliability="C", published_date="2026-03-01"),
        a_source("S-2", published_date="2026-01"),
        a_source("S-3", published_date="2026-02-20"),
        a_source("S-4", published_date=None),
    )
    assert citations.strongest(["S-1", "S-2", "S-3", "S-4"]) == ("S-3", "S-2", "S-4", "S-1")


def test_what_cannot_be_judged_is_not_worse_than_what_is_distrusted():
    citations = citing(*(a_source(f"S-{grade}", reliability=grade) for grade in ("E", "F", "D", "C")))
    assert citations.strongest(["S-E", "S-F", "S-D", "S-C"]) == ("S-C", "S-F", "S-D", "S-E")


def test_every_grade_has_its_place():
    assert set(ORDER) == {*RELIABILITIES.labels, None}


def test_copies_of_one_original_count_once():
    copies = [a_source("S-1", origin_id="wire-1", reliability="C"), a_source("S-2", origin_id="wire-1")]
    assert citing(*copies, a_source("S-3", reliability="D")).strongest(["S-1", "S-2", "S-3"]) == ("S-2", "S-3")


def test_rows_of_one_page_have_one_number_and_its_most_cautious_grade():
    page = "https://courier.example/report"
    rows = [a_source("S-1", url=page, reliability="A"), a_source("S-2", url=f"{page}/", reliability="C")]
    citations = citing(*rows, a_source("S-3"), a_source("S-4"))
    assert citations.strongest(["S-1"]) == citations.strongest(["S-2"]) == ("S-2",)
    assert citations.strongest(["S-1", "S-2", "S-3", "S-4"]) == ("S-3", "S-4", "S-2")


def test_a_sentence_names_at_most_four_sources():
    rows = [a_source(f"S-{number}") for number in range(9)]
    assert citing(*rows).strongest(row["source_id"] for row in rows) == ("S-0", "S-1", "S-2", "S-3")


def test_sources_are_numbered_by_first_use_in_sentences_and_tables():
    section = Section(
        "a",
        "A",
        (Sentence("One.", "r", sources=("S-2",)), Sentence("Two.", "r", sources=("S-3", "S-2"))),
        Grid("T", ("H",), (("x",),), (("S-1", "S-3"),)),
    )
    assert list(section.cited) == ["S-2", "S-3", "S-2", "S-1", "S-3"]


@pytest.mark.parametrize(
    ("published", "written"),
    [("2026-02-01", "1 Feb 2026"), ("2026-02", "Feb 2026"), ("2026", "2026"), (None, "undated")],
)
def test_a_citation_is_dated_no_more_exactly_than_the_source(published, written):
    note = citing(a_source("S-1", published_date=published)).note("S-1", 1)
    assert note.citation == f"Courier, “Report S-1”, {written}"


def test_language_and_whose_words_it_passes_on_are_told():
    note = citing(a_source("S-1", language="Urdu", relays="ISPR", reliability=None)).note("S-1", 1)
    assert (note.detail, note.grade) == ("in Urdu; passes on ISPR", "not graded")
