import pytest

from utils.web.access.cookies import (
    FORM_SECONDS,
    SESSION_SECONDS,
    Session,
    is_form_field,
    open_session,
    read_session,
    write_form_field,
    write_session,
)
from utils.web.settings import read_settings

SECRET, OTHER, NOW = "s" * 32, "t" * 32, 1_000_000.0


def test_a_session_is_read_back_by_every_replica_with_the_secret():
    session = open_session("Ana Lys", NOW)
    assert read_session(write_session(session, SECRET), [SECRET], NOW) == session
    assert read_session(write_session(session, SECRET), [OTHER], NOW) is None


@pytest.mark.parametrize(("later", "stands"), [(0, True), (12 * 3600 - 1, True), (12 * 3600, False)])
def test_a_session_ends_after_twelve_hours(later, stands):
    assert SESSION_SECONDS == 12 * 3600
    value = write_session(open_session("Ana", NOW), SECRET)
    assert (read_session(value, [SECRET], NOW + later) is not None) is stands


@pytest.mark.parametrize("value", [None, "", "x", "a.b", "ä", "é" * 100])
def test_what_was_not_signed_is_nobody(value):
    assert read_session(value, [SECRET], NOW) is None


def test_a_changed_name_is_nobody():
    value = write_session(Session("Ana", "1", NOW + 1), SECRET)
    content, signature = value.rsplit(".", 1)
    swapped = write_session(Session("Bo", "1", NOW + 1), OTHER).rsplit(".", 1)[0]
    assert read_session(f"{content}.{signature}", [SECRET], NOW) is not None
    assert read_session(f"{swapped}.{signature}", [SECRET], NOW) is None


@pytest.mark.parametrize(
    ("browser", "secret", "later", "holds"),
    [
        ("mine", SECRET, 0, True),
        ("mine", SECRET, FORM_SECONDS, False),
        ("another", SECRET, 0, False),
        (None, SECRET, 0, False),
        ("mine", OTHER, 0, False),
    ],
)
def test_a_form_holds_for_its_browser_for_an_hour(browser, secret, later, holds):
    field = write_form_field("mine", SECRET, NOW)
    assert is_form_field(field, browser, [secret], NOW + later) is holds


def test_a_form_field_is_no_session_nor_the_other_way_round():
    assert read_session(write_form_field("mine", SECRET, NOW), [SECRET], NOW) is None
    assert not is_form_field(write_session(open_session("mine", NOW), SECRET), "mine", [SECRET], NOW)


def test_a_new_secret_signs_and_the_one_before_is_still_believed_until_it_is_dropped():
    old = write_session(open_session("Ana", NOW), OTHER)
    rotated = read_settings({"BRIEFBOOK_SECRET": SECRET, "BRIEFBOOK_SECRETS_BEFORE": OTHER}, {})
    dropped = read_settings({"BRIEFBOOK_SECRET": SECRET}, {})
    new = write_session(open_session("Ana", NOW), rotated.secret)
    assert [read_session(old, told.believed_secrets, NOW) is not None for told in (rotated, dropped)] == [True, False]
    assert read_session(new, dropped.believed_secrets, NOW) is not None
    assert read_session(new, [OTHER], NOW) is None
