import datetime as dt
import uuid
import xml.etree.ElementTree as ET

import pytest

from utils.briefing.feed import Entry, Heading, render_feed

AT = dt.datetime(2026, 4, 1, 14, 30, 5, 999, tzinfo=dt.timezone(dt.timedelta(hours=5)))
ENTRIES = (
    Entry(2, "bb", AT + dt.timedelta(days=1), "Since edition 1: Incidents: 1 added."),
    Entry(1, "aa", AT, "The first edition."),
)
HEADING = Heading("Northland briefing", "Open licence", "aa", "https://desk.example/")
SPACE = {"a": "http://www.w3.org/2005/Atom"}


def read(heading=HEADING, entries=ENTRIES):
    return ET.fromstring(render_feed(heading, entries, "editions.atom"))  # noqa: S314  # our own feed


def texts(feed, path):
    return [found.text for found in feed.findall(path, SPACE)]


def test_the_feed_has_what_the_format_asks_for():
    feed = read()
    for part in ("id", "title", "updated", "author/a:name"):
        assert len(feed.findall(f"a:{part}", SPACE)) == 1
    for entry in feed.findall("a:entry", SPACE):
        for part in ("id", "title", "updated", "content"):
            assert len(entry.findall(f"a:{part}", SPACE)) == 1


def test_moments_are_in_utc_and_the_feed_is_as_new_as_its_newest_entry():
    assert texts(read(), "a:entry/a:updated") == ["2026-04-02T09:30:05Z", "2026-04-01T09:30:05Z"]
    assert texts(read(), "a:updated") == ["2026-04-02T09:30:05Z"]


def test_ids_are_unlike_each_other_and_the_same_wherever_the_feed_is_served():
    elsewhere = read(Heading("Another title", "", "aa", ""), ENTRIES)
    told = texts(read(), ".//a:id")
    assert len(set(told)) == 3
    assert told == texts(elsewhere, ".//a:id")
    assert all(uuid.UUID(one).version == 5 for one in told)


def test_entries_lead_to_the_documents_that_stay():
    leads = {(one.get("rel"), one.get("href")) for one in read().findall("a:entry/a:link", SPACE)}
    assert ("alternate", "https://desk.example/editions/2/briefing.html") in leads
    assert ("related", "https://desk.example/editions/1/briefing.pdf") in leads
    assert read().find("a:link[@rel='self']", SPACE).get("href") == "https://desk.example/editions.atom"


@pytest.mark.parametrize(
    "hostile", ["</title><script>x</script>", "]]>&<", "a\x07b\ud800", '" onload="x', "two\nlines"]
)
def test_no_word_can_become_markup_or_break_the_feed(hostile):
    feed = read(Heading(hostile, hostile, "aa", "https://desk.example/"), (Entry(1, "aa", AT, hostile),))
    shown = " ".join(hostile.split()).replace("\x07", "\ufffd").replace("\ud800", "\ufffd")
    assert texts(feed, "a:entry/a:content") == texts(feed, "a:title") == [shown]
    assert len(feed.findall("a:entry/*", SPACE)) == 6


def test_the_same_editions_give_the_same_bytes():
    assert render_feed(HEADING, ENTRIES, "x") == render_feed(HEADING, ENTRIES, "x")
