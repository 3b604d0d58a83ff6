import pytest

from utils.web.access.attempts import IN_ALL, PER_CLIENT, WINDOW_SECONDS, Attempts


def tried(*tries):
    attempts = Attempts()
    for client, at in tries:
        attempts.record(client, at)
    return attempts


def test_five_wrong_tries_within_a_minute_are_the_most_for_one_client():
    attempts = tried(*[("a", 100.0 + second) for second in range(PER_CLIENT)])
    assert attempts.wait("a", 110.0) == 50
    assert attempts.wait("b", 110.0) == 0


def test_fewer_wrong_tries_make_nobody_wait():
    assert tried(*[("a", 100.0)] * (PER_CLIENT - 1)).wait("a", 100.0) == 0


def test_twenty_wrong_tries_by_anybody_make_everybody_wait():
    attempts = tried(*[(str(number), 100.0) for number in range(IN_ALL)])
    assert attempts.wait("somebody new", 100.0) == WINDOW_SECONDS


@pytest.mark.parametrize(("now", "wait"), [(159.5, 1), (160.0, 0), (170.0, 0), (1000.0, 0)])
def test_a_minute_later_everybody_may_try_again(now, wait):
    assert tried(*[("a", 100.0)] * PER_CLIENT).wait("a", now) == wait


def test_a_flood_does_not_fill_the_memory():
    attempts = tried(*[(str(number), 100.0) for number in range(10_000)])
    assert len(attempts._wrong) == IN_ALL
