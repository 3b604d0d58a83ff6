import dataclasses
import datetime as dt

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.briefing import lint
from tests.briefing.reading import names_in
from tests.drawn import (
    COUNT,
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
    an_incident,
    files,
)
from utils.analysis.figures import Figure
from utils.analysis.filters import DIMENSIONS, Filters, Options, options_of
from utils.analysis.likelihood import ICD_203, PHIA
from utils.briefing.compose import compose
from utils.briefing.document import Sentence
from utils.editions.edition import Edition, digest_of
from utils.tables.dataset import assemble
from utils.visuals.palette import PAPER

FAST = (Phase.explicit, Phase.generate)
"""A failing example is told as it was found: making it smaller would take minutes."""

TOLL = Figure(22, "killed", "latest-claim", ("C-1",))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Attacks might follow.", "a hedge instead of a likelihood"),
        ("Attacks fell because of the curfew.", "a cause that nothing shows"),
        ("The curfew led to calm.", "a cause that nothing shows"),
        ("Two terrorists were killed.", "a loaded word"),
        ("Two soldiers were martyred.", "a loaded word"),
        ("It cost 12345 dollars.", "a thousand without its comma"),
        ("From 3-5 places.", "a hyphen between numbers"),
        ("On 2026-01-31 it began.", "a date in another form"),
        ("On 31 January it began.", "a date in another form"),
        ("It was 40% more.", "a percent sign without its space"),
        ("There were 1 incidents.", "one of several"),
        ("There were 3 incident.", "several of one"),
        ("It was nan.", "a value of the machine"),
        ("It was over!", "an exclamation"),
        ("It was the the end.", "a doubled word"),
        ("It stays..", "a stop before a stop"),
        ("It stays", "no full stop"),
        ("A thaw is highly likely.", "a word of another scale: highly likely"),
        ("A thaw is likely (50–80 %).", "no word of ICD 203: thaw is likely (50–80 %)"),
        ("A thaw is likely (55–80 %) with low confidence.", "likelihood and confidence in one sentence"),
        ("A thaw is likely (60 %) with low confidence.", "likelihood and confidence in one sentence"),
        ("A thaw is likely (80 %).", "a number of another word of ICD 203: thaw is likely (80 %)"),
        ("A thaw follows in 7 districts.", "numbers without a figure [7.0]"),
    ],
)
def test_each_rule_finds_what_breaks_it(text, fault):
    assert fault in list(lint.faults(Sentence(text, "rule"), ICD_203, (), {}))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("In Alder 22 were killed.", "a claim without its claimant"),
        ("Of the ministry: 22 killed.", "a claim that is not called one"),
    ],
)
def test_a_claim_needs_its_claimant_and_the_word(text, fault):
    sentence = Sentence(text, "rule", (TOLL,))
    assert fault in list(lint.faults(sentence, ICD_203, (), {"C-1": "the ministry"}))


@pytest.mark.parametrize(
    "text",
    [
        "1,234 incidents began in 26 Jan – 1 Feb 2026, 22–30 of them near “The 2026-01-31 Project”.",
        "A thaw is roughly even chance (45–55 %).",
        "It began on 3 May 2026.",
    ],
)
def test_the_words_of_the_house_pass(text):
    figures = (Figure(1234, "incidents", "count", low=22, high=30), Figure(45, "percent", "band", high=55))
    assert list(lint.faults(Sentence(text, "rule", figures), ICD_203, (), {})) == []


@pytest.mark.parametrize("text", ["A thaw is likely (just under 80 %).", "Thaw (46 %) is very unlikely (16 %)."])
def test_a_number_stands_beside_the_word_that_it_belongs_to(text):
    assert list(lint.likelihoods(text, ICD_203)) == []


def test_what_is_quoted_is_not_ours_but_its_likelihoods_are_one_scale_with_the_rest():
    quoted = Sentence("We might say: highly likely", "rule", quoted=True)
    assert list(lint.faults(quoted, ICD_203, (), {})) == ["a word of another scale: highly likely"]
    assert list(lint.faults(quoted, PHIA, (), {})) == []


# Briefings by the hundred: invented editions and the shipped one, through all manner of filters.

EVERY = {
    "responses": [RESPONSE],
    "signals": [SIGNAL],
    "projects": [PROJECT],
    "figures": [FIGURE],
    "counts": [COUNT],
    "scenarios": SCENARIOS,
    "indicators": [INDICATOR],
    "evidence": [EVIDENCE],
    "judgements": [JUDGEMENT],
    "context": [STATEMENT],
}


def incidents(total, **changes):
    """So many incidents over two years and two districts, each third one known to the month or to no district."""
    return [
        an_incident(
            incident_id=f"N-{number + 1}",
            start_date=(dt.date(2026, 3, 30) - dt.timedelta(days=(number * 37) % 700)).isoformat(),
            date_precision=("day", "day", "month")[number % 3],
            admin2=("Alder", "Birch", None)[number % 3],
            killed_security_low=(None, 0, 1, 2500)[number % 4],
            **changes,
        )
        for number in range(total)
    ]


def rivals(low, high):
    return [
        a_claim(killed_low=low, killed_high=low),
        a_claim(claim_id="C-2", side="militant", claimant="Frost Brigade", killed_low=high, killed_high=None),
    ]


def wave():
    days = {"start_date": "2026-02-10", "campaign": "Operation Frost"}
    return [an_incident(incident_id=f"W-{n}", admin2=("Alder", "Birch")[n % 2], **days) for n in range(9)]


EDITIONS = {
    "nothing": ([], {}),
    "one incident": ([an_incident()], {}),
    "one of everything": ([an_incident()], {**EVERY, "claims": rivals(2, 2)}),
    "nothing seen": (incidents(4), {**EVERY, "indicators": [{**INDICATOR, "state": "not seen"}]}),
    "a wave": ([*incidents(24), *wave()], {**EVERY, "claims": rivals(0, 1234)}),
    "another scale": (incidents(30), {**EVERY, "about": {"Likelihood scale": PHIA}, "claims": rivals(10, 11)}),
}


@dataclasses.dataclass(frozen=True)
class Invented:
    edition: Edition
    options: Options
    names: tuple[str, ...]


@pytest.fixture(scope="module")
def invented(base):
    """Second editions of an invented country by name, each after an edition of one incident, and what hangs on each."""
    editions = {
        name: dataclasses.replace(an_edition_of(rows, others), parent=1, number=2)
        for name, (rows, others) in EDITIONS.items()
    }
    return {
        name: Invented(edition, options_of(edition.dataset, edition.as_of), names_in(edition.dataset, base.routes))
        for name, edition in editions.items()
    }


def an_edition_of(rows, others):
    """An edition that may hold no incident at all, which the drawn one never does."""
    held = files(rows, **others)
    dataset, _ = assemble(held)
    return Edition(1, digest_of(held), dataset)


def claimants_of(edition):
    return edition.dataset.claims.set_index("claim_id")["claimant"].to_dict()


def narrowed(options):
    """Some days of the record, in every district or one; now and then the home view."""
    days = st.dates(dt.date(2024, 1, 1), dt.date(2026, 3, 31))
    districts = st.sampled_from(((), *((label,) for label in options.labels["districts"].labels)))
    some = st.builds(
        lambda span, chosen: Filters(*span, districts=chosen), st.tuples(days, days).map(sorted), districts
    )
    return st.integers(0, 9).flatmap(lambda turn: some if turn else st.just(options.home))


@settings(max_examples=270, deadline=None, derandomize=True, phases=FAST)
@given(data=st.data(), name=st.sampled_from(sorted(EDITIONS)))
def test_every_briefing_of_an_invented_country_keeps_to_the_words(base, invented, data, name):
    one, before = invented[name], invented["one incident"].edition
    filters = data.draw(narrowed(one.options))
    briefing = compose(one.edition, filters, options=one.options, base=base, look=PAPER, earlier=lambda: before)
    scale = one.edition.dataset.about.likelihood_scale or ICD_203
    assert list(lint.findings(briefing, scale, one.names, claimants_of(one.edition))) == []


@settings(max_examples=40, deadline=None, derandomize=True, phases=FAST)
@given(data=st.data())
def test_every_briefing_of_the_shipped_edition_keeps_to_the_words(desk, data):
    briefing = desk.brief(data.draw(choices(desk.options)))
    scale = desk.edition.dataset.about.likelihood_scale or ICD_203
    assert list(lint.findings(briefing, scale, desk.names, desk.claimants)) == []
    assert_sources_are_numbered_by_first_use(briefing)


def assert_sources_are_numbered_by_first_use(briefing):
    used = [source for section in briefing.sections for source in section.cited]
    assert [note.source_id for note in briefing.sources] == list(dict.fromkeys(used))
    assert [note.number for note in briefing.sources] == list(range(1, len(briefing.sources) + 1))


def choices(options):
    """Filters of every kind that the record offers."""
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
