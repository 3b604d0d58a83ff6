import datetime as dt

import pytest

from tests.drawn import an_edition, an_incident
from utils.analysis.ages import ages_of

AS_OF = dt.date(2026, 3, 11)  # a Wednesday


def ages(**row):
    return ages_of(an_edition(an_incident(**row)).dataset.incidents, AS_OF)


def test_a_day_is_as_old_as_it_is_and_the_last_day_is_none():
    old = ages(start_date="2026-02-10")
    assert (old.oldest[0], old.newest[0]) == (29, 29)
    assert old.within(30)[0] and not old.within(29)[0]
    assert ages(start_date="2026-03-11").oldest[0] == 0


@pytest.mark.parametrize(
    ("start", "precision", "oldest", "newest"),
    [
        ("2026-02-12", "week", 30, 24),  # Monday 9 to Sunday 15 February
        ("2026-01-20", "month", 69, 39),
        ("2026-03-10", "week", 2, 0),  # the rest of this week is not on record
        ("2026-03-01", "month", 10, 0),
    ],
)
def test_a_coarse_date_is_as_old_as_any_of_its_days_up_to_the_last(start, precision, oldest, newest):
    old = ages(start_date=start, date_precision=precision)
    assert (old.oldest[0], old.newest[0]) == (oldest, newest)


def test_a_coarse_date_that_straddles_the_edge_is_left_open():
    old = ages(start_date="2026-02-12", date_precision="week")
    assert (old.within(30)[0], old.perhaps(30)[0]) == (False, True)
    assert (old.within(31)[0], old.perhaps(31)[0]) == (True, False)
    assert not old.perhaps(20)[0]


def test_weight_halves_with_every_half_life():
    assert ages(start_date="2026-03-11").fading(90)[0] == 1
    assert ages(start_date="2025-12-11").fading(90)[0] == pytest.approx(0.5)
    assert ages(start_date="2025-09-12").fading(90)[0] == pytest.approx(0.25)
