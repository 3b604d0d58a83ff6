import dataclasses
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from utils.web.access import signin
from utils.web.access.cookies import FORM, SIGNED_IN
from utils.web.access.identity import user_of
from utils.web.access.roles import VISITOR, Role
from utils.web.access.signin import Door
from utils.web.access.tokens import OneTimeToken
from utils.web.settings import read_settings

SETTINGS = read_settings({"BRIEFBOOK_SECRET": "s" * 32}, {})
GUESS = "guess"


class Desk:
    """A server with one door, its console, a clock that is set by hand, and a browser before it."""

    def __init__(self, address="http://testserver", settings=SETTINGS):
        self.console, self.time, self.settings = [], 1_000_000.0, settings
        token = OneTimeToken(self.console.append)
        token.issue()
        door = Door(token, now=lambda: self.time, ticking=lambda: self.time, settings=lambda: self.settings)
        self.app = Starlette(routes=door.routes())
        self.browser = self.another_browser(address)

    def another_browser(self, address="http://testserver"):
        return TestClient(self.app, base_url=address, follow_redirects=False)

    def fields(self, page):
        return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))

    def sign_in(self, address="/signin", headers=None, **changed):
        filled = {**self.fields(self.browser.get(address)), "name": "Ana", "token": self.console[-1], **changed}
        return self.browser.post("/signin", data=filled, headers=headers)

    def user(self):
        return user_of(self.browser.cookies, settings=self.settings, now=self.time)


@pytest.fixture
def desk():
    return Desk()


def test_a_visitor_with_the_token_becomes_an_analyst_and_goes_where_they_wanted(desk):
    answer = desk.sign_in("/signin?next=/desk%3Fdraft%3D7", name="  Ana \t Lys ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk?draft=7")
    user = desk.user()
    assert (user.name, user.role, user.how) == ("Ana Lys", Role.ANALYST, "one-time token")


def test_the_address_on_the_console_fills_the_form_and_uses_nothing_up(desk):
    for _ in range(3):
        page = desk.browser.get("/signin", params={"token": desk.console[0]})
        assert desk.fields(page)["token"] == desk.console[0]
    assert len(desk.console) == 1


def test_a_token_works_once_and_the_next_person_gets_a_fresh_one(desk):
    assert desk.sign_in().status_code == 303
    desk.browser = desk.another_browser()
    assert desk.sign_in(token=desk.console[0]).status_code == 403
    assert desk.sign_in(token=desk.console[1], name="Bo").status_code == 303
    assert desk.user().name == "Bo"


def test_the_cookie_is_kept_from_scripts_other_sites_and_for_twelve_hours(desk):
    line = next(line for line in desk.sign_in().headers.get_list("set-cookie") if line.startswith(SIGNED_IN))
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=43200"} <= set(line.split("; "))
    assert "Secure" not in line
    desk.time += 12 * 3600
    assert desk.user() == VISITOR


@pytest.mark.parametrize(
    ("address", "forwarded", "trust", "secure"),
    [
        ("https://testserver", None, "no", True),
        ("http://testserver", "https", "yes", True),
        ("http://testserver", "https", "no", False),
    ],
)
def test_over_https_the_cookie_never_travels_plainly(address, forwarded, trust, secure):
    desk = Desk(address, read_settings({"BRIEFBOOK_SECRET": "s" * 32, "BRIEFBOOK_TRUST_PROXY": trust}, {}))
    headers = {"x-forwarded-proto": forwarded} if forwarded else {}
    filled = {**desk.fields(desk.browser.get("/signin")), "name": "Ana", "token": desk.console[0]}
    lines = desk.browser.post("/signin", data=filled, headers=headers).headers.get_list("set-cookie")
    assert ["Secure" in line for line in lines if line.startswith(SIGNED_IN)] == [secure]


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_host(desk, wanted):
    assert desk.sign_in(next=wanted).headers["location"] == "/"
    assert "evil" not in desk.another_browser().get("/signin", params={"next": wanted}).text


@pytest.mark.parametrize("name", ["", "   ", "\x00\x07", "x" * 81])
def test_a_name_is_needed_and_the_token_is_not_used_up_without_one(desk, name):
    answer = desk.sign_in(name=name)
    assert answer.status_code == 400
    assert "1 to 80 characters" in answer.text
    assert len(desk.console) == 1


@pytest.mark.parametrize(
    ("headers", "changed"),
    [
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"origin": "https://evil.example"}, {}),
        ({"origin": "null"}, {}),
        ({}, {"form": ""}),
        ({}, {"form": "forged"}),
    ],
)
def test_a_form_that_another_site_sends_is_refused(desk, headers, changed):
    assert desk.sign_in(headers=headers, **changed).status_code == 403
    assert desk.user() == VISITOR
    assert len(desk.console) == 1


def test_a_form_taken_from_another_browser_is_refused(desk):
    stolen = desk.fields(desk.another_browser().get("/signin"))["form"]
    assert desk.sign_in(form=stolen).status_code == 403


def test_a_form_that_lay_open_for_an_hour_is_given_anew(desk):
    old = desk.fields(desk.browser.get("/signin"))
    desk.time += 3600
    answer = desk.browser.post("/signin", data={**old, "name": "Ana", "token": desk.console[0]})
    assert answer.status_code == 403
    again = {**desk.fields(answer), "token": desk.console[0]}
    assert desk.browser.post("/signin", data=again).status_code == 303


def test_two_open_tabs_can_both_be_sent(desk):
    first = desk.fields(desk.browser.get("/signin"))
    desk.browser.get("/signin")
    answer = desk.browser.post("/signin", data={**first, "name": "Ana", "token": desk.console[0]})
    assert answer.status_code == 303


def test_a_mark_of_the_browser_that_is_not_ours_is_replaced(desk):
    desk.browser.cookies.set(FORM, "chosen-by-somebody")
    assert "chosen-by-somebody" not in desk.browser.get("/signin").headers["set-cookie"]


def test_after_five_wrong_tries_even_the_right_token_waits_a_minute(desk):
    assert [desk.sign_in(token=GUESS).status_code for _ in range(5)] == [403] * 5
    answer = desk.sign_in()
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "wait 60 seconds" in answer.text
    desk.time += 60
    assert desk.sign_in().status_code == 303


def test_behind_a_trusted_proxy_one_readers_tries_do_not_keep_another_out():
    desk = Desk(settings=dataclasses.replace(SETTINGS, trust_proxy=True))
    for _ in range(5):
        desk.sign_in(token=GUESS, headers={"x-forwarded-for": "1.1.1.1"})
    assert desk.sign_in(headers={"x-forwarded-for": "1.1.1.1"}).status_code == 429
    assert desk.sign_in(headers={"x-forwarded-for": "2.2.2.2"}).status_code == 303


def test_a_form_that_is_too_large_is_refused_unread(desk):
    assert desk.sign_in(more="x" * 20_000).status_code == 403
    assert desk.sign_in(more="x" * 10_000).status_code == 303


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join([b"a=b"] * 50), b""])
def test_a_form_that_is_no_form_is_refused(desk, body):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert desk.browser.post("/signin", content=body, headers=headers).status_code == 403


def test_what_is_typed_is_shown_and_never_run(desk):
    page = desk.browser.get("/signin", params={"token": '"><script>alert(1)</script>'})
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text


def test_the_page_works_without_scripts_or_other_hosts_and_is_not_kept(desk):
    page = desk.browser.get("/signin")
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<script|https?:|@import|url\(", page.text)
    assert 'name="viewport"' in page.text
    assert "prefers-color-scheme:dark" in page.text
    labelled = set(re.findall(r'<label for="(\w+)"', page.text))
    assert labelled == set(re.findall(r'<input id="(\w+)"', page.text)) == {"name", "token"}


def test_the_token_stands_in_no_log_or_page(desk, caplog):
    caplog.set_level("DEBUG")
    refused = desk.sign_in(token=GUESS)
    desk.sign_in()
    assert desk.console[0] not in caplog.text
    assert desk.console[0] not in refused.text


def test_somebody_signed_in_is_told_so(desk):
    desk.sign_in(name="Ana & Bo")
    page = desk.browser.get("/signin?next=/desk").text
    assert "Ana &amp; Bo" in page
    assert 'href="/desk"' in page


def test_signing_out_takes_the_cookie_and_ends_its_copies(desk):
    desk.sign_in()
    copied = dict(desk.browser.cookies)
    page = desk.browser.get("/signout")
    assert "Ana" in page.text
    answer = desk.browser.post("/signout", data=desk.fields(page))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert SIGNED_IN not in desk.browser.cookies
    assert user_of(copied, settings=SETTINGS, now=desk.time) == VISITOR


def test_another_site_cannot_sign_anybody_out(desk):
    desk.sign_in()
    fields = desk.fields(desk.browser.get("/signout"))
    assert desk.browser.post("/signout", data=fields, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert desk.browser.post("/signout").status_code == 403
    assert desk.browser.get("/signout").status_code == 200
    assert desk.user().signed_in


def test_a_visitor_cannot_sign_out(desk):
    assert "not signed in" in desk.browser.get("/signout").text


def test_without_a_provider_nothing_leads_to_one(desk):
    answer = desk.browser.get("/signin/with/default?next=/desk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


def test_the_process_has_one_door_and_its_addresses():
    assert signin.door() is signin.door()
    assert [(route.path, "POST" in route.methods) for route in signin.ROUTES] == [
        ("/signin", False),
        ("/signin", True),
        ("/signin/with/{provider}", False),
        ("/signout", False),
        ("/signout", True),
    ]


def test_the_token_in_an_address_survives_being_written_there(desk):
    address = f"/signin?token={desk.console[0]}"
    assert parse_qs(urlsplit(address).query)["token"] == [desk.console[0]]
