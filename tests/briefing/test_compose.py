import dataclasses
import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest

from tests.briefing.reading import as_text
from tests.drawn import (
    EVIDENCE,
    FIGURE,
    INDICATOR,
    JUDGEMENT,
    PROJECT,
    RESPONSE,
    SCENARIOS,
    SIGNAL,
    STATEMENT,
    a_claim,
    an_edition,
    an_incident,
    grid,
)
from utils.briefing import material
from utils.briefing.compose import compose
from utils.briefing.what_ifs import read_what_ifs
from utils.visuals.bins import binned
from utils.visuals.palette import LIGHT

GOLDEN = Path(__file__).parent / "golden"

KEYS = (
    "bottom-line",
    "judgements",
    "numbers",
    "since",
    "incidents",
    "map",
    "time",
    "waves",
    "contested",
    "responses",
    "investments",
    "money",
    "region",
    "outlook",
    "context",
    "gaps",
    "method",
)


WEEK = "from=2026-01-26&to=2026-02-01"


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("home", ""),
        ("gwadar", "district=gwadar"),
        ("week", WEEK),
        ("project", "near=inv-018"),
        ("nothing", "from=2025-01-01&to=2025-01-02&district=zhob"),
    ],
)
def test_the_briefing_reads_as_it_was_agreed(brief, shipped, name, query):
    """BRIEFBOOK_WRITE_GOLDEN=1 writes the texts anew; then read them before they are committed."""
    assert_golden(name, as_text(brief(shipped, query)))


def test_the_briefing_of_another_country_reads_as_it_was_agreed(brief):
    assert_golden("northland", as_text(brief(northland())))


def assert_golden(name, text):
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("BRIEFBOOK_WRITE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


INCIDENTS = grid(
    """
    | N-1 | 2026-02-03 | Alder | Alder bridge | Operation Frost | 2 |
    | N-2 | 2026-02-03 | Birch | Birch mill   | Operation Frost | 1 |
    | N-3 | 2026-02-04 | Alder | Alder ford   | Operation Frost |   |
    | N-4 | 2026-03-10 | Birch | Birch road   | none            | 4 |
    | N-5 | 2025-06-20 | Alder | Alder bridge | none            | 0 |
    """
)


def northland():
    """A small edition of a country that is not, with a row of nearly everything."""
    keys = ("incident_id", "start_date", "admin2", "place", "campaign", "killed_security_low")
    incidents = [an_incident(**{key: cell or None for key, cell in zip(keys, row, strict=True)}) for row in INCIDENTS]
    return an_edition(
        *incidents,
        claims=[
            a_claim(),
            a_claim(claim_id="C-2", side="militant", claimant="Frost Brigade", killed_low=20, killed_high=20),
        ],
        responses=[RESPONSE],
        signals=[SIGNAL],
        projects=[PROJECT],
        figures=[FIGURE],
        scenarios=SCENARIOS,
        indicators=[INDICATOR],
        evidence=[EVIDENCE],
        judgements=[JUDGEMENT],
        context=[STATEMENT],
    )


def test_sections_come_in_their_order(home):
    assert tuple(section.key for section in home.sections) == KEYS
    with pytest.raises(KeyError):
        home.section("predictions")


def test_every_column_that_a_figure_was_read_from_stands_in_the_tables_of_its_rows(shipped, home):
    """A column named wrongly would show a reader another row's cell, or none."""
    homes = {
        name: read.table
        for read in shipped.dataset.tables.values()
        for name in read.frame[read.table.id_column.key].tolist()
    }
    figures = [figure for part in home.sections for one in part.sentences for figure in one.figures if figure.columns]
    figures += [strip.figure for part in home.sections for strip in part.strips if strip.figure.columns]
    named = {(homes[name].name, key) for figure in figures for name in figure.basis for key in figure.columns}
    assert named <= {(table.name, column.key) for table in homes.values() for column in table.columns}
    assert {table for table, _ in named} >= {"incidents", "casualty_claims", "responses", "projects", "figures"}


def test_the_same_edition_and_choice_give_the_same_briefing(brief, shipped, home):
    assert brief(shipped) == home


def test_the_look_changes_pictures_and_no_word(shipped, options, base, home):
    assert compose(shipped, options.home, options=options, base=base, look=LIGHT) == home


def test_every_picture_comes_with_its_words_and_its_table(home):
    drawn = [picture for section in home.sections for picture in section.pictures]
    assert [picture.name for picture in drawn] == [
        "map",
        "incidents-by-week",
        "wave-2026-01-31-35",
        "contested-claims",
        "measures-over-incidents",
        "project-map",
        "attacks",
        "pair-map",
        "signals",
        "likelihoods",
    ]
    assert all(picture.alt and picture.title and len(picture.twin) for picture in drawn)


# Other countries, and editions that say little of themselves.


def words_of(dataset):
    """Names that only the shipped theatre has."""
    incidents, about = dataset.incidents, dataset.about
    columns = ("admin1", "admin2", "actor", "campaign", "place")
    held = {str(value) for column in columns for value in incidents[column].dropna().unique()} - {"none"}
    return held | {about.theatre, about.title, about.focus_campaign} | set(dataset.claims["claimant"])


def test_another_country_gets_a_briefing_without_a_word_of_the_shipped_one(brief, shipped):
    edition = an_edition(
        an_incident(campaign="Operation Frost"),
        claims=[
            a_claim(),
            a_claim(claim_id="C-2", side="militant", claimant="Frost Brigade", killed_low=20, killed_high=20),
        ],
        about={
            "Bottom line": "We assess that the bridge stays closed.",
            "Bottom line confidence": "Our confidence is low.",
        },
    )
    briefing = brief(edition)
    pictures = [p for section in briefing.sections for p in section.pictures]
    text = as_text(briefing) + "".join(p.alt + p.title + p.subtitle for p in pictures)
    assert [word for word in words_of(shipped.dataset) if re.search(rf"\b{re.escape(word)}\b", text)] == []
    assert "Operation Frost" in text
    assert "Interior ministry claims 2 (4 Feb 2026) and Frost Brigade claims 20 (4 Feb 2026)" in text


def test_an_edition_that_says_nothing_of_itself_is_told_as_such(brief):
    edition = an_edition(an_incident())
    bare = type(edition)(1, edition.digest, type(edition.dataset)(edition.dataset.tables))
    briefing = brief(bare)
    assert briefing.label == "TLP:RED"
    assert briefing.edition_line.endswith("as-of date not given")
    assert briefing.date is None
    gaps = " ".join(sentence.text for sentence in briefing.section("gaps").sentences)
    for missing in ("which day", "sharing label", "campaign to lead with", "assessment of its own"):
        assert missing in gaps


def test_the_filters_are_printed_in_full(brief, shipped):
    briefing = brief(
        shipped, "district=gwadar&district=kech&district=quetta&district=nushki&type=battles&from=2026-01-05"
    )
    assert briefing.filter_lines == (
        ("Period", "5 Jan – 2 Jun 2026"),
        ("Districts", "Gwadar (گوادر), Kech, Nushki and Quetta (کوئٹہ)"),
        ("Event types", "Battles"),
        ("Tactics", "all tactics"),
        ("Perpetrators", "all perpetrators"),
        ("Campaign", "all campaigns"),
        ("Within 20 km of a project", "not filtered"),
    )


def test_the_whole_record_is_called_so(brief, shipped, options):
    briefing = brief(shipped, f"from={options.first}&to={options.last}")
    assert briefing.filter_lines[0][1].endswith("(the whole record)")


def test_what_a_link_asked_for_in_vain_is_said(brief, shipped):
    briefing = brief(shipped, "district=gwadr&from=soon")
    assert briefing.ignored == (
        "The link asked for a start “soon”, which this edition cannot follow; 2026-01-01 was used.",
        (
            "The link asked for districts “gwadr”, which this edition cannot follow; "
            "the nearest is “Gwadar”, which was not applied."
        ),
    )
    assert briefing.ignored[0] in [sentence.text for sentence in briefing.section("gaps").sentences]


def test_a_word_of_a_link_that_is_nearly_a_filter_is_told_as_no_filter(brief, shipped):
    briefing = brief(shipped, "distrct=gwadar")
    assert briefing.ignored == ("“distrct” is no filter; the nearest is “district”, which was not applied.",)
    assert dict(briefing.filter_lines)["Districts"] == "all districts"


def test_the_address_reproduces_the_view(brief, shipped):
    assert brief(shipped, "district=gwadar").query == "from=2026-01-01&to=2026-06-02&district=gwadar"


def test_dates_of_the_edition_are_printed(home):
    assert home.date == dt.date(2026, 6, 2)
    assert home.edition_line.endswith(", as of 2 Jun 2026")


@pytest.fixture(scope="module")
def tried(shipped, options, base):
    """The home view with another radius, an indicator set otherwise, and no boundaries."""
    asked = {"if-radius": ["50"], "if-ind-01": ["seen"], "if-borders": ["none"]}
    what_ifs, _ = read_what_ifs(asked, shipped, options.home)
    assert len(what_ifs.query) == 3
    return compose(shipped, options.home, options=options, base=base, look=LIGHT, what_ifs=what_ifs)


def test_the_first_page_says_what_is_tried_out_and_the_query_holds_it(home, tried):
    assert tried.filter_lines[:-1] == home.filter_lines
    name, said = tried.filter_lines[-1]
    assert name == "Tried out"
    assert said.startswith("Near means within 50 km (usually 20); boundaries: none; “")
    assert tried.query == f"{home.query}&if-radius=50&if-ind-01=seen&if-borders=none"


def test_what_is_tried_out_is_written_beside_the_record_and_called_so(home, tried):
    recorded, shown = (briefing.section("outlook").sentences for briefing in (home, tried))
    assert shown[: len(recorded)] == recorded
    assert {sentence.label for sentence in shown[len(recorded) :]} == {"As tried out"}
    assert shown[len(recorded)].text.startswith("This is a what-if, not the record: “")
    assert tried.section("outlook").grid.title.endswith(", as tried out")
    (picture,) = tried.section("outlook").pictures
    assert picture.subtitle.startswith("As tried out, not as recorded.")
    near = " ".join(sentence.text for sentence in tried.section("investments").sentences)
    assert "within 50 km" in near
    assert "As computed by default (20 km, 365 days" in near


def test_nothing_else_changes_by_what_is_tried_out(home, tried):
    changed = {key for key in KEYS if tried.section(key) != home.section(key)}
    assert changed == {"investments", "money", "outlook"}


def test_maps_without_boundaries_draw_none_and_say_so(home, tried):
    for key in ("map", "investments"):
        recorded, shown = (json.dumps(briefing.section(key).pictures[0].spec) for briefing in (home, tried))
        assert '"name": "borders"' in recorded
        assert '"name": "borders"' not in shown
        assert "No boundaries are drawn" in shown


@pytest.fixture(scope="module")
def layered(shipped, options, base):
    """The home view with layers, and its map held to the week with the most incidents."""
    asked = {"if-kinds": ["True"], "if-waves": ["True"], "if-projects": ["True"], "if-week": ["2026-01-26"]}
    what_ifs, _ = read_what_ifs(asked, shipped, options.home)
    return compose(shipped, options.home, options=options, base=base, look=LIGHT, what_ifs=what_ifs)


def test_the_map_of_a_document_has_the_layers_and_the_week_of_its_view(home, layered):
    (whole,), (held,) = (briefing.section("map").pictures for briefing in (home, layered))
    drawn = {layer.get("name") for layer in held.spec["layer"]}
    assert {
        "kinds-hollow",
        "waves-links",
        "routes-links",
        "exposure-links",
        "projects-solid",
        "layers-key-words",
    } <= drawn
    assert not {"kinds-hollow", "waves-links"} & {layer.get("name") for layer in whole.spec["layer"]}
    assert 0 < held.twin["Incidents"].sum() < whole.twin["Incidents"].sum()


def test_the_circles_of_a_document_are_as_wide_as_its_reader_counts_as_near(shipped, options, base):
    asked = {"if-projects": ["True"], "if-radius": ["50"]}
    what_ifs, _ = read_what_ifs(asked, shipped, options.home)
    briefing = compose(shipped, options.home, options=options, base=base, look=LIGHT, what_ifs=what_ifs)
    (picture,) = briefing.section("map").pictures
    near = " with a violent incident that near in the last 365 days of the record; lines have none"
    assert f"Circle: 50 km around a project{near}" in json.dumps(picture.spec)
    assert f" of projects{near}." in picture.alt


def test_the_choice_of_the_map_is_printed_under_it_in_its_sentence_and_on_the_first_page(layered):
    chosen = "ayers: kinds of incident, waves and projects and routes; only the week of 26 Jan – 1 Feb 2026"
    (picture,) = layered.section("map").pictures
    assert picture.subtitle.endswith(f"L{chosen}.")
    (sentence,) = layered.section("map").sentences
    assert sentence.text.endswith(f"Chosen: l{chosen}.")
    assert sentence.figures[0].value == picture.twin["Incidents"].sum()
    assert layered.filter_lines[-1] == ("On the map", f"L{chosen}")
    assert layered.query.endswith("if-kinds=True&if-waves=True&if-projects=True&if-week=2026-01-26")


def test_the_map_is_the_picture_that_a_page_draws_in_a_way_of_its_own(home):
    section = home.section("map")
    assert section.charts == ()
    assert [picture.name for picture in section.draw_map()] == ["map"]


def test_a_document_says_which_layers_its_squares_left_out(shipped, options, base, monkeypatch):
    monkeypatch.setattr(material, "map_sites", binned)
    what_ifs, _ = read_what_ifs({"if-waves": ["True"], "if-responses": ["True"]}, shipped, options.home)
    briefing = compose(shipped, options.home, options=options, base=base, look=LIGHT, what_ifs=what_ifs)
    told = "ayers: responses; not shown where incidents are counted by squares: waves"
    (sentence,), (picture,) = briefing.section("map").sentences, briefing.section("map").pictures
    assert sentence.text.endswith(f"Chosen: l{told}.")
    assert picture.subtitle.endswith(f"L{told}.")
    assert briefing.filter_lines[-1] == ("On the map", f"L{told}")


def test_the_map_alone_changes_by_its_layers(home, layered):
    assert {key for key in KEYS if layered.section(key) != home.section(key)} == {"map"}


def test_what_is_written_once_for_all_periods_is_what_each_period_would_write(brief, shipped):
    """The sections are kept by edition: an edition that nobody has read yet has none kept."""
    assert brief(shipped).sections
    fresh = dataclasses.replace(shipped)
    for key in ("investments", "money", "outlook"):
        assert brief(shipped, WEEK).section(key) == brief(fresh, WEEK).section(key)
