import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import an_edition, an_incident
from utils.analysis.filters import DIMENSIONS, MOST_IGNORED, Filters, Ignored, from_query, mended, options_of, to_query
from utils.analysis.selection import select
from utils.editions.shipped import read_shipped
from utils.tables.cells import EARLIEST, LATEST
from utils.tables.vocabularies import Entry, Vocabulary, slug

SHIPPED = read_shipped(Path(__file__).parents[2] / "data")
OPTIONS = options_of(SHIPPED.dataset, SHIPPED.as_of)


@st.composite
def choices(draw):
    days = st.dates(EARLIEST, LATEST)
    first, last = sorted((draw(days), draw(days)))
    chosen = {}
    for dimension in DIMENSIONS:
        labels = OPTIONS.labels[dimension.field].labels
        picked = draw(st.sets(st.sampled_from(labels), max_size=4))
        chosen[dimension.field] = tuple(label for label in labels if label in picked)
    return Filters(first, last, **chosen)


@given(choices())
def test_any_choice_survives_its_own_link(filters):
    assert from_query(to_query(filters), OPTIONS) == (filters, ())


NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12, unique=True)


@given(names=NAMES, data=st.data())
def test_a_choice_of_any_names_whatever_survives_its_link_as_far_as_they_read_apart(names, data):
    actors = next(dimension for dimension in DIMENSIONS if dimension.field == "actors")
    labels = {**OPTIONS.labels, "actors": Vocabulary("actors", tuple(map(Entry, names)))}
    options = replace(OPTIONS, labels=labels)
    chosen = data.draw(st.sets(st.sampled_from(names), min_size=1))
    followed, ignored = from_query(to_query(OPTIONS.home.choosing(actors, chosen)), options)
    assert ignored == ()
    assert set(followed.actors) == {name for name in names if slug(name) in set(map(slug, chosen))}
    assert from_query(to_query(followed), options) == (followed, ())


def test_actors_that_differ_in_a_capital_alone_are_both_meant():
    edition = an_edition(an_incident(actor="Frost Brigade"), an_incident(incident_id="N-2", actor="Frost brigade"))
    followed, ignored = from_query({"actor": ["frost-brigade"]}, options_of(edition.dataset, edition.as_of))
    assert (set(followed.actors), ignored) == ({"Frost Brigade", "Frost brigade"}, ())


def test_a_link_without_filters_is_the_home_view():
    assert from_query({}, OPTIONS) == (OPTIONS.home, ())
    assert OPTIONS.home.start == dt.date(2026, 1, 1)


def test_the_period_is_always_in_the_link():
    assert to_query(OPTIONS.home) == {"from": ["2026-01-01"], "to": ["2026-06-02"]}


def test_a_place_is_found_and_shown_by_its_name_in_its_own_script():
    filters, ignored = from_query({"district": ["گوادر"]}, OPTIONS)
    assert (filters.districts, ignored) == (("Gwadar",), ())
    assert OPTIONS.shown("Gwadar") == "Gwadar (گوادر)"
    assert OPTIONS.shown("Nushki") == "Nushki"  # no source gives it


def test_every_accepted_spelling_of_a_place_is_in_what_readers_search():
    assert OPTIONS.searched("Nushki") == "Nushki (also Noshki)"
    assert OPTIONS.searched("Gwadar") == "Gwadar (گوادر)"
    assert OPTIONS.searched("Kech") == "Kech"
    both = replace(OPTIONS, also={"Gwadar": ("Gawadar", "Gwader")})
    assert both.searched("Gwadar") == "Gwadar (گوادر; also Gawadar, Gwader)"


@pytest.mark.parametrize("spelling", ["nushki", "Noshki", "NUSHKI"])
def test_a_link_may_use_any_accepted_spelling(spelling):
    filters, ignored = from_query({"district": [spelling]}, OPTIONS)
    assert (filters.districts, ignored) == (("Nushki",), ())


def test_a_value_that_the_edition_does_not_have_is_told_with_the_nearest():
    filters, ignored = from_query({"district": ["gwadarr", "quetta"]}, OPTIONS)
    assert filters.districts == ("Quetta",)
    assert ignored == (Ignored("district", "gwadarr", "Gwadar"),)


@pytest.mark.parametrize(
    "query",
    [
        {"from": ["soon"]},
        {"from": ["0001-01-01"]},
        {"to": ["9999-12-31"]},
        {"from": ["2026-13-01"]},
        {"to": [""]},
        {"from": ["2026-03-01"], "to": ["2026-02-01"]},
    ],
)
def test_a_day_that_makes_no_sense_is_told_and_the_home_day_used(query):
    filters, ignored = from_query(query, OPTIONS)
    assert filters == OPTIONS.home
    assert {part.parameter for part in ignored} == set(query)


def test_parameters_of_others_are_passed_over_in_silence():
    assert from_query({"utm_source": ["mail"], "fbclid": ["x"]}, OPTIONS) == (OPTIONS.home, ())


@pytest.mark.parametrize(
    "word",
    ["utm_campaign", "campaignid", "gad_campaignid", "form", "year", "ref", "draft", "edition", "paper", "length"],
)
def test_a_word_that_only_looks_a_little_like_ours_is_passed_over_too(word):
    assert from_query({word: ["x"]}, OPTIONS) == (OPTIONS.home, ())


@pytest.mark.parametrize(
    ("word", "meant"), [("distrct", "district"), ("districts", "district"), ("District", "district"), ("frm", "from")]
)
def test_a_word_that_is_nearly_ours_is_told_and_not_applied(word, meant):
    assert from_query({word: ["nushki"]}, OPTIONS) == (OPTIONS.home, (Ignored(word, "nushki", meant),))


def test_what_was_ignored_is_mended_by_the_nearest_beside_what_is_chosen():
    quetta = from_query({"district": ["quetta"]}, OPTIONS)[0]
    for slip in (Ignored("district", "nuskhi", "Nushki"), Ignored("distrct", "nushki", "district")):
        query = mended(quetta, slip)
        assert from_query(query, OPTIONS) == (replace(quetta, districts=("Nushki", "Quetta")), ())


def test_a_day_under_a_mistyped_word_takes_the_place_of_the_day():
    assert mended(OPTIONS.home, Ignored("frm", "2026-02-01", "from"))["from"] == ["2026-02-01"]


@pytest.mark.parametrize("slip", [Ignored("district", "atlantis"), Ignored("from", "soon", "2026-01-01")])
def test_without_anything_near_or_with_what_was_used_already_nothing_is_mended(slip):
    assert mended(OPTIONS.home, slip) is None


@given(
    st.dictionaries(
        st.sampled_from(["from", "to", "district", "distrct", "type", "actor", "x"]), st.lists(st.text(), max_size=3)
    )
)
def test_no_query_whatever_is_a_crash(query):
    filters, _ = from_query(query, OPTIONS)
    assert from_query(to_query(filters), OPTIONS)[0] == filters


def test_filters_combine():
    filters = Filters(dt.date(2026, 1, 1), dt.date(2026, 6, 2), districts=("Gwadar",), tactics=("suicide attack",))
    kept = select(SHIPPED, filters).incidents
    assert len(kept) > 0
    assert set(kept["admin2"]) == {"Gwadar"}
    assert set(kept["tactic"]) == {"suicide attack"}


def test_an_incident_that_runs_into_the_period_is_kept():
    edition = an_edition(an_incident(start_date="2026-01-30", end_date="2026-02-02"))
    assert len(select(edition, Filters(dt.date(2026, 2, 1), dt.date(2026, 2, 28))).incidents) == 1
    assert len(select(edition, Filters(dt.date(2026, 2, 3), dt.date(2026, 2, 28))).incidents) == 0


def test_an_unknown_actor_can_be_chosen_and_is_not_any_named_one():
    edition = an_edition(an_incident(), an_incident(incident_id="N-2", actor=None, attribution="unclaimed"))
    options = options_of(edition.dataset, edition.as_of)
    assert options.labels["actors"].labels == ("Frost Brigade", "Perpetrator not identified")
    filters, ignored = from_query({"actor": ["perpetrator-not-identified"]}, options)
    assert ignored == ()
    assert select(edition, filters).incident_ids == ("N-2",)


def test_selecting_never_changes_the_edition():
    before = SHIPPED.dataset.incidents.copy(deep=True)
    select(SHIPPED, Filters(dt.date(2026, 1, 1), dt.date(2026, 2, 1), districts=("Quetta",)))
    assert before.equals(SHIPPED.dataset.incidents)


def test_the_widest_period_that_can_be_asked_for_holds_the_whole_record():
    assert len(select(SHIPPED, Filters(EARLIEST, LATEST)).incidents) == len(SHIPPED.dataset.incidents)


def test_a_link_without_end_is_told_shortly():
    _, ignored = from_query({"district": [f"{number} {'x' * 5000}" for number in range(3000)]}, OPTIONS)
    assert len(ignored) == MOST_IGNORED
    assert max(len(part.value) for part in ignored) < 100


@pytest.mark.parametrize(("precision", "kept"), [("day", 0), ("week", 1), ("month", 1), ("year", 1)])
def test_a_coarse_date_is_kept_when_any_of_its_days_lies_in_the_period(precision, kept):
    edition = an_edition(an_incident(start_date="2026-03-02", date_precision=precision))
    assert len(select(edition, Filters(dt.date(2026, 3, 4), dt.date(2026, 3, 6))).incidents) == kept


def test_an_incident_that_does_not_say_where_is_left_out_of_a_district_and_counted():
    edition = an_edition(
        an_incident(), an_incident(incident_id="N-2", admin2=None), an_incident(incident_id="N-3", admin2="Birch")
    )
    selection = select(edition, Filters(dt.date(2026, 1, 1), dt.date(2026, 12, 31), districts=("Alder",)))
    assert selection.incident_ids == ("N-1",)
    assert selection.undecided == ("N-2",)
