import pytest

from utils.web import pace
from utils.web.pace import MINUTES_AT_ONCE, MOST_CLIENTS, Pace, neighbourhood


def test_two_hundred_readers_behind_one_address_open_a_link_in_one_minute_and_again_when_a_replica_dies():
    pages = Pace()
    waits = [pages.wait("10.0.0.1", reader * 0.3, 300) for reader in range(200)]
    waits += [pages.wait("10.0.0.1", 61.0, 300) for _ in range(200)]
    assert set(waits) == {0}


def test_two_hundred_readers_behind_one_address_sign_in_by_four_requests_each_in_one_minute():
    assert {Pace().wait("10.0.0.1", 0.0, 300)} == {0}
    paced = Pace()
    assert {paced.wait("10.0.0.1", step * 0.075, 300) for step in range(800)} == {0}


def test_two_hundred_readers_behind_one_address_each_have_a_document_of_their_own_made():
    documents = Pace()
    assert {documents.wait("10.0.0.1", reader * 0.3, 60) for reader in range(200)} == {0}


def test_somebody_who_never_stops_asking_is_slowed_down_to_the_pace_and_told_how_long_to_wait():
    paced, granted = Pace(), 0
    for tenth in range(6000):  # ten requests a second, for ten minutes
        wait = paced.wait("1.2.3.4", tenth / 10, 60)
        granted += wait == 0
        assert wait <= 1
    assert granted == pytest.approx(60 * (10 + MINUTES_AT_ONCE), abs=1)


def test_one_clients_haste_is_nobody_elses_wait():
    paced = Pace()
    while paced.wait("1.2.3.4", 0.0, 6) == 0:
        pass
    assert paced.wait("1.2.3.4", 0.0, 6) == 10
    assert paced.wait("1.2.3.5", 0.0, 6) == 0
    assert paced.wait("1.2.3.4", 10.0, 6) == 0


def test_looking_how_long_to_wait_counts_nothing():
    paced = Pace()
    assert {paced.left_to_wait("1.2.3.4", 0.0, 6) for _ in range(100)} == {0}
    while paced.wait("1.2.3.4", 0.0, 6) == 0:
        assert paced.left_to_wait("1.2.3.4", 0.0, 6) in (0, 10)
    assert paced.left_to_wait("1.2.3.4", 0.0, 6) == 10
    assert paced.left_to_wait("1.2.3.4", 10.0, 6) == 0


def test_nought_is_no_limit_and_nothing_is_remembered():
    paced = Pace()
    assert {paced.wait("1.2.3.4", 0.0, 0) for _ in range(1000)} == {0}
    assert not paced._left


def test_a_flood_from_many_addresses_does_not_fill_the_memory():
    paced = Pace()
    for number in range(MOST_CLIENTS + 500):
        paced.wait(f"client {number}", 0.0, 60)
    assert len(paced._left) == MOST_CLIENTS
    assert "client 0" not in paced._left


@pytest.mark.parametrize(
    ("client", "counted_as"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("x" * 5000, "x" * 64),
    ],
)
def test_who_has_many_addresses_to_choose_from_is_counted_as_one(client, counted_as):
    assert neighbourhood(client) == counted_as


def test_what_is_paced_has_buckets_of_its_own():
    assert len({id(one) for one in (pace.pages, pace.documents, pace.sign_ins)}) == 3
