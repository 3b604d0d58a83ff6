import io
import json
import threading
import zipfile
from dataclasses import replace
from urllib.parse import parse_qsl

import anyio
import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.drawn import an_incident, files
from tests.web.test_shelf import AT, folder, publish, put
from utils.editions.refusals import UnreachableError
from utils.editions.store import Store
from utils.web import pace, papers, press, shelf
from utils.web.access.roles import Role, User
from utils.web.press import FORMS, file_of
from utils.web.shelf import current_shelf, shelf_of_draft

__all__ = ["folder"]

ANALYST = User("Ann", Role.ANALYST, "test")
GWADAR = "?from=2026-01-01&to=2026-06-02&district=gwadar"
FOREVER = "public, max-age=31536000, immutable"

every_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=papers.ROUTES))


def _named(shelf, order):
    return repr((shelf.edition.number, shelf.edition.draft, order)).encode()


@pytest.fixture
def quick(monkeypatch):
    """Documents that are made at once: what is asked here is who gets them, not how they look."""
    press.kept.clear()
    for form, kind in FORMS.items():
        monkeypatch.setitem(press.FORMS, form, replace(kind, make=_named))
    yield
    press.kept.clear()


def text_of(answer):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_the_pdf_has_the_filters_of_its_address(client):
    answer = client.get(f"/briefing.pdf{GWADAR}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "briefing-2026-06-02-gwadar.pdf" in answer.headers["content-disposition"]
    assert "Gwadar" in text_of(answer)


def test_a_stale_address_gives_the_nearest_view_and_says_so_on_paper(client):
    assert "atlantis" in text_of(client.get("/briefing.pdf?district=atlantis"))


@pytest.mark.usefixtures("quick")
@every_form
@pytest.mark.parametrize("start", ["", "/editions/1"])
def test_the_same_address_gives_the_same_bytes_and_is_not_sent_twice(client, form, start):
    address = f"{start}/{file_of(form)}"
    first, second = client.get(address + GWADAR), client.get(address + GWADAR)
    assert first.content == second.content
    again = client.get(address + GWADAR, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    other = client.get(f"{address}?district=quetta", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.usefixtures("quick")
@every_form
def test_only_the_address_of_a_numbered_edition_may_be_kept_for_ever(client, form):
    assert client.get(f"/{file_of(form)}").headers["cache-control"] == "no-cache"
    assert client.get(f"/{file_of(form)}?edition=1").headers["cache-control"] == "no-cache"
    assert client.get(f"/editions/1/{file_of(form)}").headers["cache-control"] == FOREVER


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("fault", ["fault", "base_fault"])
def test_what_is_shown_while_something_is_amiss_is_not_kept_for_ever(client, monkeypatch, fault):
    ailing = replace(current_shelf(), **{fault: "The store cannot be reached."})
    monkeypatch.setattr(papers, "asked_shelf", lambda *_: ailing)
    assert client.get("/editions/1/briefing.pdf").headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("quick", "folder")
def test_an_edition_whose_forerunner_is_damaged_is_not_kept_for_ever(client, monkeypatch):
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    assert client.get("/editions/2/briefing.pdf").headers["cache-control"] == FOREVER
    lacking = replace(current_shelf(), before=None)
    monkeypatch.setattr(papers, "asked_shelf", lambda *_: lacking)
    assert client.get("/editions/2/briefing.pdf").headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("quick")
def test_a_numbered_address_is_of_its_own_edition_whatever_its_query_says(client, folder):
    del folder
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    first, second = (client.get(f"/editions/{number}/briefing.pdf").content for number in (1, 2))
    assert first != second
    assert client.get("/editions/1/briefing.pdf?edition=2&draft=draft").content == first
    assert client.get("/briefing.pdf").content == second


@pytest.mark.usefixtures("quick")
@every_form
def test_a_head_request_has_the_same_headers_and_no_body(client, form):
    asked, told = client.get(f"/editions/1/{file_of(form)}"), client.head(f"/editions/1/{file_of(form)}")
    assert told.headers["etag"] == asked.headers["etag"]
    assert told.content == b""


@pytest.mark.usefixtures("quick")
@every_form
def test_a_restricted_edition_is_for_signed_in_readers_and_never_kept(client, folder, monkeypatch, form):
    put(folder, files(about={"Label": "TLP:AMBER"}))
    addresses = (f"/{file_of(form)}", f"/editions/1/{file_of(form)}")
    for address in addresses:
        refused = client.get(address)
        assert (refused.status_code, refused.headers["cache-control"]) == (403, "private, no-store")
    monkeypatch.setattr(papers, "user_of_scope", lambda _scope: ANALYST)
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")


@pytest.mark.usefixtures("quick", "folder")
@every_form
def test_a_draft_is_for_analysts_and_never_kept(client, monkeypatch, form):
    publish(an_incident(), an_incident(incident_id="N-2"))
    assert client.get(f"/{file_of(form)}?draft=draft").status_code == 403
    monkeypatch.setattr(papers, "user_of_scope", lambda _scope: ANALYST)
    answer = client.get(f"/{file_of(form)}?draft=draft")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "1e3", "9" * 5000])
def test_an_edition_that_is_not_there_is_not_found_and_that_is_not_kept(client, number):
    answer = client.get(f"/editions/{number}/briefing.pdf")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "private, no-store")


@pytest.mark.usefixtures("quick")
def test_paper_and_length_are_taken_from_the_address_of_a_pdf_and_nothing_unknown_is(client):
    asked = {
        query: client.get(f"/briefing.pdf{query}").content
        for query in ("", "?paper=letter", "?length=summary", "?paper=napkin", "?length=epic")
    }
    assert asked[""] == asked["?paper=napkin"] == asked["?length=epic"]
    assert len(set(asked.values())) == 3
    assert client.get("/briefing.html?paper=letter").content == client.get("/briefing.html").content


@pytest.mark.usefixtures("quick")
def test_the_summary_is_saved_under_another_name_than_the_whole(client):
    names = [
        client.get(f"/briefing.pdf{GWADAR}{length}").headers["content-disposition"].partition("filename=")[2]
        for length in ("", "&length=summary")
    ]
    assert names == ['"briefing-2026-06-02-gwadar.pdf"', '"briefing-2026-06-02-gwadar-summary.pdf"']


@pytest.mark.usefixtures("quick")
def test_what_is_tried_out_is_part_of_the_order_and_nothing_unknown_is(client):
    asked = {
        query: client.get(f"/briefing.html?{query}")
        for query in (
            "",
            "if-radius=50",
            "if-borders=none",
            "if-radius=7",
            "if-step=3",
            "if-kinds=True",
            "if-kinds=False",
        )
    }
    assert asked[""].content == asked["if-step=3"].content == asked["if-kinds=False"].content
    assert len({answer.headers["etag"] for answer in asked.values()}) == 5
    assert asked["if-radius=7"].headers[papers.NOT_FOLLOWED] == "if-radius=7"


def test_documents_beside_the_page_hold_what_is_tried_out_too(client):
    text = client.get(f"/editions/1/briefing.html{GWADAR}&if-radius=50").text
    assert "Near means within 50 km (usually 20)" in text
    assert "editions/1/briefing.pdf?from=2026-01-01&amp;to=2026-06-02&amp;district=gwadar&amp;if-radius=50" in text


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("host", "known"),
    [("desk.example", True), ("desk.example:8501", True), ("[::1]:8501", True), ("a b", False), ('x"><script>', False)],
)
def test_the_address_in_a_document_is_of_the_host_that_the_reader_asked(client, host, known):
    content = client.get("/briefing.html", headers={"host": host}).content.decode()
    assert (f"origin='http://{host}/'" in content) is known


def test_a_draft_has_no_address_that_stays(folder):
    del folder
    publish(an_incident(), an_incident(incident_id="N-2"))
    shelf = shelf_of_draft("draft")
    assert press.permanent(shelf, shelf.options.home, "pdf", "http://desk.example/") == ""
    newest = current_shelf()
    assert press.permanent(newest, newest.options.home, "pdf").startswith("editions/1/briefing.pdf?from=")


def test_the_page_leads_to_the_other_documents_and_has_no_script(client):
    answer = client.get(f"/editions/1/briefing.html{GWADAR}")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.content == client.get(f"/briefing.html{GWADAR}").content
    assert (
        "http://testserver/editions/1/briefing.pdf?from=2026-01-01&amp;to=2026-06-02&amp;district=gwadar" in answer.text
    )
    assert "http://testserver/editions/1/briefing.html?from=2026-01-01" in answer.text
    assert 'type="application/atom+xml" title="Editions" href="http://testserver/editions.atom">' in answer.text
    assert "<script" not in answer.text


def test_the_bundle_holds_the_very_pdf_of_its_view_and_the_programs_version(client):
    with zipfile.ZipFile(io.BytesIO(client.get(f"/editions/1/evidence.zip{GWADAR}").content)) as held:
        assert held.read("briefing.pdf") == client.get(f"/editions/1/briefing.pdf{GWADAR}").content
        assert json.loads(held.read("manifest.json"))["program"]["version"].count(".") == 2


def test_an_address_that_was_given_out_before_goes_on_to_work(client):
    former, named = (client.get(f"/editions/1/{name}.zip{GWADAR}") for name in ("briefing", "evidence"))
    assert former.content == named.content


@pytest.mark.usefixtures("quick")
def test_what_the_edition_cannot_follow_is_named_in_the_answers_header(client):
    asked = client.get("/incidents.csv?district=atlantis&type=n%C3%BC%0Al&utm=x").headers[papers.NOT_FOLLOWED]
    assert asked == "district=atlantis&type=n%C3%BC%0Al"
    assert papers.NOT_FOLLOWED not in client.get("/incidents.csv?district=gwadar").headers


@pytest.mark.usefixtures("quick")
def test_a_mistyped_word_of_the_query_is_named_in_the_answers_header(client):
    asked = client.get("/incidents.csv?distrct=gwadar&utm_campaign=x").headers[papers.NOT_FOLLOWED]
    assert asked == "distrct=gwadar"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("held", "status"), [("{}", 304), ("W/{}", 304), ('"other", {}', 304), ("*", 304), ('"other"', 200), ("", 200)]
)
def test_what_a_reader_holds_already_is_not_sent_again(client, held, status):
    tag = client.get("/editions/1/briefing.pdf").headers["etag"]
    asked = client.get("/editions/1/briefing.pdf", headers={"if-none-match": held.format(tag)})
    assert asked.status_code == status


@every_form
def test_latest_leads_to_the_numbered_edition_and_takes_the_query_along(client, form):
    answer = client.get(f"/latest/{file_of(form)}{GWADAR}&edition=9&draft=x&paper=letter", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"../editions/1/{file_of(form)}{GWADAR}&paper=letter"
    assert answer.headers["cache-control"] == "public, max-age=60"


@pytest.mark.usefixtures("quick")
def test_following_latest_gives_the_document_of_the_numbered_address(client):
    assert client.get(f"/latest/briefing.pdf{GWADAR}").url.path == "/editions/1/briefing.pdf"
    assert client.head("/latest/briefing.pdf", follow_redirects=False).status_code == 307
    assert client.get("/latest/secrets.toml").status_code == 404


@pytest.mark.usefixtures("folder")
def test_an_edition_that_cannot_be_read_now_is_told_by_a_reference(client, monkeypatch, caplog):
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)

    def away(_store, number):
        raise UnreachableError(f"no way to the host of {number}")

    shelf._keeper.cache_clear()  # a process that has read the newest edition alone
    assert client.get("/incidents.csv").status_code == 200
    monkeypatch.setattr(Store, "edition", away)
    answer = client.get("/editions/1/incidents.csv")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "private, no-store")
    assert "host" not in answer.text
    assert "host" in caplog.text


PROXY_TAKES = 4096
"""So many bytes of headers nginx takes unless told otherwise; a longer answer counts as a broken replica."""


def header_bytes(answer):
    return sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("sign", ["x", "(", "\N{SNOWMAN}", "\N{DIZZY FACE}"])
def test_a_link_with_much_that_cannot_be_followed_has_headers_that_a_proxy_takes(client, sign):
    asked = [("district", f"{number}{sign * 70}") for number in range(20)]
    answer = client.get("/editions/1/briefing.pdf", params=asked)
    told = parse_qsl(answer.headers["briefbook-not-followed"])
    assert told == asked[: len(told)] and told
    assert header_bytes(answer) < PROXY_TAKES
    assert header_bytes(client.get("/latest/briefing.pdf", params=asked, follow_redirects=False)) < PROXY_TAKES


def test_a_link_that_is_too_long_to_lead_on_is_refused(client):
    answer = client.get("/latest/briefing.pdf", params={"x": "(" * 2000}, follow_redirects=False)
    assert (answer.status_code, answer.headers["cache-control"]) == (414, "private, no-store")


def test_latest_follows_what_is_published_and_turns_away_as_the_pages_do(client, folder, monkeypatch):
    del folder
    publish(an_incident(), about={"Label": "TLP:AMBER"}).publish("draft", "Ann", AT)
    refused = client.get("/latest/briefing.pdf", follow_redirects=False)
    assert (refused.status_code, refused.headers["cache-control"]) == (403, "private, no-store")
    monkeypatch.setattr(papers, "user_of_scope", lambda _scope: ANALYST)
    led = client.get("/latest/briefing.pdf", follow_redirects=False)
    assert (led.headers["location"], led.headers["cache-control"]) == (
        "../editions/2/briefing.pdf",
        "private, no-store",
    )


def test_the_documents_used_longest_ago_make_room(monkeypatch):
    monkeypatch.setattr(press, "MOST_BYTES", 10)
    kept, shelf = press._Kept(), current_shelf()
    orders = [press.Order(form, shelf.options.home) for form in ("pdf", "html", "csv")]
    for order in orders:
        kept.put(shelf, order, press.Document(b"12345", '"tag"'))
        kept.find(shelf, orders[0])
    assert [kept.find(shelf, order) is not None for order in orders] == [True, False, True]


def test_the_word_document_is_offered_to_be_saved(client):
    answer = client.get(f"/editions/1/briefing.docx{GWADAR}")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.content[:2] == b"PK"


def test_a_form_that_does_not_exist_is_not_found(client):
    assert client.get("/briefing.exe").status_code == 404


def test_a_fault_is_told_with_a_reference_and_without_a_traceback(client, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("secret detail")

    press.kept.clear()
    monkeypatch.setattr(papers, "document_of", fail)
    answer = client.get(f"/editions/1/briefing.pdf{GWADAR}")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    reference = answer.text.rstrip(".").rpartition(" ")[2]
    assert reference in caplog.text
    assert "secret detail" in caplog.text


@pytest.fixture
def four_at_once(monkeypatch):
    monkeypatch.setattr(pace, "documents", pace.Pace())
    monkeypatch.setenv("BRIEFBOOK_DOCUMENTS_PER_MINUTE", "1")
    monkeypatch.setattr(papers, "document_of", made)
    press.kept.clear()
    yield
    press.kept.clear()


def made(shelf, order):
    """A document that costs nothing, kept as others are."""
    document = press.Document(b"made", '"tag"')
    press.kept.put(shelf, order, document)
    return document


@pytest.mark.usefixtures("four_at_once")
def test_one_client_has_so_many_documents_made_and_reads_on_what_is_at_hand(client):
    paths = [f"/briefing.html?from=2026-02-0{day}" for day in range(1, 6)]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200, 200, 429]
    refused = client.get(paths[4])
    assert 50 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["cache-control"] == "private, no-store"
    assert {client.get(path).status_code for path in paths[:4] * 5} == {200}


@pytest.mark.usefixtures("four_at_once")
def test_when_too_many_wait_for_a_document_the_next_is_told_to_come_back_and_what_is_at_hand_is_given(
    client, monkeypatch
):
    path = "/briefing.html?from=2026-02-01"
    assert client.get(path).status_code == 200
    monkeypatch.setattr(papers, "_MOST_WAITING", 0)
    answer = client.get("/briefing.html?from=2026-02-02")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert client.get(path).status_code == 200


@pytest.fixture
def slow_press(monkeypatch):
    """Documents that are not made before the event is set, one at a time; two places are one client's."""
    go_on = threading.Event()
    monkeypatch.setattr(papers, "_MOST_OF_ONE", 2)
    monkeypatch.setattr(papers, "document_of", lambda shelf, order: go_on.wait(10) and made(shelf, order))
    press.kept.clear()
    yield go_on
    go_on.set()
    press.kept.clear()


async def asked(app, address, day):
    """The status that the client at that address is answered."""
    told = []

    async def send(message):
        told.append(message)

    query = f"from=2026-02-0{day}".encode()
    scope = {
        "type": "http", "method": "GET", "path": "/briefing.html", "query_string": query, "headers": [],
        "scheme": "http", "client": (address, 1), "server": ("testserver", 80), "root_path": "", "http_version": "1.1",
    }  # fmt: skip
    await app(scope, None, send)
    return told[0]["status"]


def statuses_of(app, askers, go_on):
    """What all of them are answered who ask at once."""
    answers = []

    async def one(address, day):
        answers.append((address, await asked(app, address, day)))

    async def together():
        async with anyio.create_task_group() as crowd:
            for asker in askers:
                crowd.start_soon(one, *asker)
            await anyio.sleep(0.3)
            go_on.set()

    anyio.run(together)
    return sorted(answers)


def test_one_client_does_not_take_every_place_of_those_who_wait(client, slow_press):
    greedy, modest = "192.0.2.1", "192.0.2.2"
    askers = [*((greedy, day) for day in range(1, 5)), (modest, 5)]
    assert statuses_of(client.app, askers, slow_press) == [
        (greedy, 200), (greedy, 200), (greedy, 429), (greedy, 429), (modest, 200),
    ]  # fmt: skip
    assert not papers._places


def test_where_the_pace_is_left_to_the_proxy_so_are_the_places(client, slow_press, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_DOCUMENTS_PER_MINUTE", "0")
    askers = [("192.0.2.1", day) for day in range(1, 5)]
    assert {status for _, status in statuses_of(client.app, askers, slow_press)} == {200}


@pytest.mark.usefixtures("four_at_once")
def test_whoever_is_over_their_pace_takes_no_place_of_those_who_wait(client, monkeypatch):
    paths = [f"/briefing.html?from=2026-02-0{day}" for day in range(1, 6)]
    for path in paths[:4]:
        client.get(path)
    monkeypatch.setattr(papers, "_place", None)
    assert client.get(paths[4]).status_code == 429
