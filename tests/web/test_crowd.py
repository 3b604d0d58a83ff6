"""A crowd in small: the app as a process of its own, over real sockets, as `make load` asks it on a larger scale."""

import asyncio

import pytest

from tests.load.crowd import Habits, crowd
from tests.load.reader import reader
from tests.load.watched import taken
from tests.serving import started

OF_A_SESSION = 3
"""Streamlit keeps a session for some minutes after its reader has left, and with it the files of its event loop."""

TEN = Habits(readers=10, within=2, changes=1, think=0.5)


@pytest.fixture(scope="module")
def running():
    with started() as (address, process):
        yield address, process.pid


def test_ten_readers_at_once_are_all_answered(running):
    told = asyncio.run(crowd(*running, TEN))
    assert told.errors == []
    assert (len(told.opened), len(told.changed)) == (TEN.readers, TEN.readers)
    assert all("Bottom line" in answer.html for answer in told.opened)


def test_a_reader_who_chooses_a_district_is_shown_its_figures_and_an_address_that_keeps_it(running):
    async def chosen():
        async with reader(running[0]) as tab:
            before = await tab.open()
            after = await tab.choose("filter_districts", tab.options["filter_districts"][:1])
            return before, after, tab.query

    before, after, query = asyncio.run(chosen())
    assert "district=" in query
    assert before.html != after.html


def test_readers_who_left_leave_their_session_for_a_while_and_nothing_else(running):
    before = taken(running[1])
    asyncio.run(crowd(*running, TEN))
    after = taken(running[1])
    assert after.files - before.files <= OF_A_SESSION * TEN.readers
    assert after.children == pytest.approx(before.children, rel=0.5)
