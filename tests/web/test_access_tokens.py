import hmac

import pytest

from utils.web.access import tokens
from utils.web.access.tokens import LASTS_SECONDS, OneTimeToken


@pytest.fixture
def announced():
    return []


@pytest.fixture
def token(announced):
    made = OneTimeToken(announced.append)
    made.issue()
    return made


def test_a_token_opens_once_and_a_fresh_one_follows(token, announced):
    assert token.spend(announced[0])
    assert not token.spend(announced[0])
    assert len(announced) == 2
    assert token.spend(announced[1])


@pytest.mark.parametrize("given", ["", "x", "ünïcode", "a" * 5000])
def test_what_is_not_the_token_opens_nothing_and_uses_nothing_up(token, announced, given):
    assert not token.spend(given)
    assert token.spend(announced[0])


def test_only_the_first_token_is_asked_for(token, announced):
    token.issue()
    assert len(announced) == 1


def test_before_the_start_nothing_opens():
    assert not OneTimeToken(print).spend("")


def test_tokens_are_long_and_never_the_same(announced):
    for _ in range(50):
        OneTimeToken(announced.append).issue()
    assert len(set(announced)) == 50
    assert min(len(one) for one in announced) >= 32


def test_tokens_are_compared_in_constant_time(token, monkeypatch):
    compared = []
    monkeypatch.setattr(tokens.hmac, "compare_digest", lambda *pair: compared.append(pair) or False)
    token.spend("guess")
    assert tokens.hmac is hmac
    assert compared[0][0] == b"guess"


def test_a_token_that_nobody_used_is_good_for_a_day_and_then_a_fresh_one_stands_on_the_console(announced):
    clock = [0.0]
    token = OneTimeToken(announced.append, lambda: clock[0])
    token.issue()
    clock[0] = LASTS_SECONDS - 1
    token.refresh()
    assert len(announced) == 1
    clock[0] = LASTS_SECONDS
    assert not token.spend(announced[0])
    token.refresh()
    assert token.spend(announced[1])


def test_before_the_start_there_is_nothing_to_refresh(announced):
    OneTimeToken(announced.append).refresh()
    assert announced == []
