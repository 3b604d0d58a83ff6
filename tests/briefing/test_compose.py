import datetime as dt
import os
import re
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.briefing.reading import answered_for, as_text, numbers_in, sentences_of
from tests.drawn import a_claim, an_edition, an_incident
from utils.analysis.filters import DIMENSIONS, Filters
from utils.briefing.compose import compose
from utils.visuals.palette import LIGHT

GOLDEN = Path(__file__).parent / "golden"

BANNED = re.compile(
    r"\b(may|might|could|martyr\w*|neutrali[sz]ed|eliminat\w*|caus(?:e|ed|es|ing)|because|due to|led to|terroris\w*)\b"
)

SEVERAL_OF_ONE = re.compile(
    r"(?<![\d,.–])\b1 (incidents|districts|places|claims|claimed tolls|figures|rows|problems|others)\b"
)

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


@pytest.mark.parametrize(
    ("name", "query"),
    [("home", ""), ("gwadar", "district=gwadar"), ("nothing", "from=2025-01-01&to=2025-01-02&district=zhob")],
)
def test_the_briefing_reads_as_it_was_agreed(brief, shipped, name, query):
    """BRIEFBOOK_WRITE_GOLDEN=1 writes the texts anew; then read them before they are committed."""
    text, path = as_text(brief(shipped, query)), GOLDEN / f"{name}.txt"
    if os.environ.get("BRIEFBOOK_WRITE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_sections_come_in_their_order(home):
    assert tuple(section.key for section in home.sections) == KEYS
    with pytest.raises(KeyError):
        home.section("predictions")


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
        "attacks",
        "signals",
        "likelihoods",
    ]
    assert all(picture.alt and picture.title and len(picture.twin) for picture in drawn)


def choices(options):
    """Filters of every kind that the shipped record offers."""
    days = st.dates(options.first, options.last)
    spans = st.tuples(days, days).map(sorted)
    chosen = {
        dimension.field: st.lists(st.sampled_from(options.labels[dimension.field].labels), max_size=2, unique=True).map(
            tuple
        )
        for dimension in DIMENSIONS
    }
    return st.builds(
        lambda span, sparse, some: Filters(*span, **{k: v for k, v in some.items() if k in sparse}),
        spans | st.just((options.first, options.last)),
        st.sets(st.sampled_from([dimension.field for dimension in DIMENSIONS]), max_size=2),
        st.fixed_dictionaries(chosen),
    )


FAST = (Phase.explicit, Phase.generate)
"""A failing example is told as it was found: making it smaller would take minutes."""


@settings(max_examples=40, deadline=None, derandomize=True, phases=FAST)
@given(data=st.data())
def test_whatever_is_chosen_the_briefing_keeps_its_promises(desk, data):
    briefing = desk.brief(data.draw(choices(desk.options)))
    assert_numbers_are_answered_for(briefing, desk.names)
    assert_claims_have_claimants(briefing, desk.claimants)
    assert_sources_are_numbered_by_first_use(briefing)
    assert_words_are_the_houses(briefing, desk.names)


def assert_numbers_are_answered_for(briefing, names):
    for sentence in sentences_of(briefing):
        if not sentence.quoted:
            loose = [n for n in numbers_in(sentence.text, names) if n not in answered_for(sentence.figures)]
            assert not loose, f"{sentence.rule} prints {loose}: {sentence.text}"
    for strip in briefing.section("numbers").strips:
        assert set(numbers_in(strip.number, ())) <= answered_for([strip.figure]), strip


def assert_claims_have_claimants(briefing, claimants):
    for sentence in sentences_of(briefing):
        told = [figure for figure in sentence.figures if figure.unit == "killed"]
        for figure in told:
            assert any(claimants[name] in sentence.text for name in figure.basis), sentence.text
        assert not told or re.search(r"\bclaim(s|ed)?\b", sentence.text), sentence.text


def assert_sources_are_numbered_by_first_use(briefing):
    used = []
    for section in briefing.sections:
        used += [source for sentence in section.sentences for source in sentence.sources]
        used += [source for row in (section.grid.sources if section.grid else ()) for source in row]
    assert [note.source_id for note in briefing.sources] == list(dict.fromkeys(used))
    assert [note.number for note in briefing.sources] == list(range(1, len(briefing.sources) + 1))


def assert_words_are_the_houses(briefing, names):
    for sentence in sentences_of(briefing):
        text = sentence.text
        for name in () if sentence.quoted and sentence.rule.startswith("gaps") else names:
            text = text.replace(name, "")
        assert not BANNED.search(text) or sentence.quoted, sentence.text
        assert text.endswith((".", ")")) or sentence.quoted, sentence.text
        assert "  " not in sentence.text or sentence.quoted
        assert not re.search(r"\b(nan|None|NaT|<NA>)\b", sentence.text), sentence.text
        assert not SEVERAL_OF_ONE.search(sentence.text), sentence.text


def test_a_judgement_word_of_ours_is_found_when_it_is_there():
    assert BANNED.search("Attacks might follow") and not BANNED.search("from 3 May 2026")


def test_a_number_without_a_figure_is_found_when_it_is_there():
    assert numbers_in("Of 53 incidents, 2.3 times, 1,234 on 31 Jan 2026, 26 Jan – 1 Feb 2026", ()) == [53, 2.3, 1234]


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
        ("Districts", "Gwadar, Kech, Nushki and Quetta"),
        ("Event types", "Battles"),
        ("Tactics", "all tactics"),
        ("Perpetrators", "all perpetrators"),
        ("Campaign", "all campaigns"),
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


def test_the_address_reproduces_the_view(brief, shipped):
    assert brief(shipped, "district=gwadar").query == "from=2026-01-01&to=2026-06-02&district=gwadar"


def test_dates_of_the_edition_are_printed(home):
    assert home.date == dt.date(2026, 6, 2)
    assert home.edition_line.endswith(", as of 2 Jun 2026")
