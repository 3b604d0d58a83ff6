import datetime as dt

import pytest
import sqlalchemy as sa

from tests.editions.published import begun, drafted, incident_ids, published, row
from tests.editions.test_store import damage
from utils.editions import arrivals
from utils.editions.records import EDITION_TABLES

DAYS = [dt.date(2026, 3, 31), dt.date(2026, 5, 1), dt.date(2026, 6, 1)]


def about(day):
    return {"As of": str(day)}


@pytest.fixture
def thrice(store):
    """Three editions of three as-of days, each with one incident more."""
    begun(store, row(1))
    published(store, "b", row(1), row(2), about=about(DAYS[1]))
    published(store, "c", row(1), row(2), row(3), about=about(DAYS[2]))
    return store


def test_an_edition_knows_what_stood_on_earlier_days(thrice):
    told = thrice.edition(3).earlier
    assert [(one.as_of, sorted(one.incident_ids)) for one in told] == [
        (DAYS[0], ["N-1"]),
        (DAYS[1], ["N-1", "N-2"]),
    ]


def test_a_past_edition_knows_nothing_of_later_ones(thrice):
    assert [one.as_of for one in thrice.edition(2).earlier] == [DAYS[0]]
    assert thrice.edition(1).earlier == ()


def test_of_several_editions_of_one_day_the_last_is_taken(thrice):
    published(thrice, "d", row(1), row(2), row(3), row(4), about=about(DAYS[2]))
    published(thrice, "e", row(1), about=about(dt.date(2026, 7, 1)))
    assert sorted(thrice.edition(5).earlier[-1].incident_ids) == ["N-1", "N-2", "N-3", "N-4"]


def test_an_edition_brought_back_is_of_its_own_day(thrice):
    number = thrice.roll_back(1, "Bo", dt.datetime(2026, 8, 1, tzinfo=dt.UTC), "wrong")
    assert thrice.edition(number).earlier == ()


def test_a_damaged_past_edition_is_passed_over_and_the_newest_opens(thrice):
    with thrice.database.reading() as connection:
        kept = EDITION_TABLES.c
        torn = connection.execute(sa.select(kept.sha256).where(kept.name == "incidents", kept.edition == 2))
        hashes = torn.scalars().all()
    damage(thrice, hashes)
    assert [one.as_of for one in thrice.edition(3).earlier] == [DAYS[0]]
    assert incident_ids(thrice.edition(3)) == ["N-1", "N-2", "N-3"]


def test_a_draft_knows_what_stood_before_it(thrice):
    drafted(thrice, "d", row(1), about=about(dt.date(2026, 7, 1)))
    assert [one.as_of for one in thrice.draft_edition("d").earlier] == DAYS


def test_of_a_record_published_daily_each_week_is_known_by_its_last_day(store):
    monday = dt.date(2026, 4, 6)
    begun(store, row(1))
    for day in range(9):
        published(store, f"day-{day}", row(1), row(2 + day), about=about(monday + dt.timedelta(days=day)))
    told = store.edition(10).earlier
    assert [one.as_of for one in told] == [DAYS[0], monday + dt.timedelta(days=6), monday + dt.timedelta(days=7)]
    assert sorted(told[1].incident_ids) == ["N-1", "N-8"]


def test_only_the_latest_weeks_are_looked_at(store, monkeypatch):
    monkeypatch.setattr(arrivals, "MOST_WEEKS", 1)
    begun(store, row(1))
    for name, day in zip("bc", DAYS[1:], strict=True):
        published(store, name, row(1), about=about(day))
    assert [one.as_of for one in store.edition(3).earlier] == [DAYS[1]]
