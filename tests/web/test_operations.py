"""What an operator sees: probes, numbers and the log, and that none of them tells anything about readers."""

import json
import logging
import re
import threading

import anyio
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.drawn import an_incident, files
from tests.web.test_shelf import AT, publish, put
from tests.web.test_shelf import folder as _folder
from utils.editions.ailments import Ailment
from utils.editions.refusals import UnreachableError
from utils.web import papers, shelf
from utils.web.failures import Apology
from utils.web.operations import attendance, logbook, numbers, probes
from utils.web.operations.attendance import Attendance, page_run
from utils.web.settings import ROOT
from utils.web.shelf import current_shelf

TOKEN = "t" * 40
GUIDE = ROOT / "docs" / "operations.md"
folder = _folder


async def broken(_request):
    raise KeyError("a reader's own words")


async def away(_request):
    raise UnreachableError("no route to db.internal", Ailment.FULL)


@pytest.fixture
def client():
    routes = [Route("/broken", broken), Route("/away", away), *probes.ROUTES, *papers.ROUTES]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Attendance), Middleware(Apology)]))


def lose_the_store(monkeypatch):
    monkeypatch.setattr(shelf, "current_store", lambda: 1 / 0)


def numbers_now():
    told = text_string_to_metric_families(numbers.exposition().decode())
    return {(one.name, *sorted(one.labels.values())): one.value for family in told for one in family.samples}


def test_health_names_the_edition(client):
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok", "edition": 1, "digest": current_shelf().edition.digest}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_of_an_edition_that_is_not_for_everybody_probes_tell_nothing(client, folder, path):
    put(folder, files(about={"Label": "TLP:AMBER"}))
    answer = client.get(path)
    assert answer.status_code == 200
    assert not {"edition", "digest"} & set(answer.json())


def test_a_process_that_shows_an_edition_of_the_store_is_ready(client, folder):
    del folder
    answer = client.get("/readyz")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["ready"], told["edition"], told["shown_from"], told["store"]) == (True, 1, "the store", "reachable")


def test_one_that_has_lost_the_store_goes_on_from_memory_and_is_ready(client, folder, monkeypatch):
    del folder
    current_shelf()
    lose_the_store(monkeypatch)
    current_shelf()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["shown_from"], answer.json()["store"]) == (200, "memory", "away")
    assert client.get("/healthz").json()["status"] == "without store"


def test_one_that_never_reached_the_store_gets_no_readers_from_a_balancer(client, folder, monkeypatch):
    del folder
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/nothing")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert answer.json()["shown_from"] == "the data folder"
    assert client.get("/healthz").status_code == 200


def test_probes_are_answered_while_every_other_thread_waits():
    async def ask_while_all_wait():
        go_on = threading.Event()
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1
        async with anyio.create_task_group() as waiting:
            waiting.start_soon(anyio.to_thread.run_sync, go_on.wait, 10)
            await anyio.sleep(0.05)
            answers = []
            with anyio.move_on_after(5):
                answers = [await probe(None) for probe in (probes.health, probes.readiness)]
            go_on.set()
        return [answer.status_code for answer in answers]

    current_shelf()
    assert anyio.run(ask_while_all_wait) == [200, 200]


@pytest.mark.parametrize("asked", [None, "Bearer wrong", TOKEN])
def test_numbers_are_closed_unless_there_is_a_token_and_it_is_sent(client, monkeypatch, asked):
    headers = {"authorization": asked} if asked else {}
    assert client.get("/metrics", headers=headers).status_code == 404
    monkeypatch.setenv("BRIEFBOOK_METRICS_TOKEN", TOKEN)
    assert client.get("/metrics", headers=headers).status_code == 401
    assert client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_requests_documents_pages_and_failures_are_counted(client, folder, monkeypatch):
    del folder
    monkeypatch.setenv("BRIEFBOOK_METRICS_TOKEN", TOKEN)
    current_shelf()
    before = numbers_now()
    for _ in range(2):
        assert client.get("/editions/1/incidents.csv?district=gwadar").status_code == 200
    client.get("/broken")
    with page_run("incidents"):
        pass
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    after = numbers_now()

    def grown(*key):
        return after[key] - before.get(key, 0)

    assert grown("briefbook_requests_total", "/editions/{number}/incidents.csv", "200", "GET") == 2
    assert grown("briefbook_requests_total", "/broken", "500", "GET") == 1
    assert grown("briefbook_request_seconds_count", "/broken") == 1
    assert grown("briefbook_documents_total", "built", "csv") == 1
    assert grown("briefbook_documents_total", "csv", "kept") == 1
    assert grown("briefbook_document_seconds_count", "csv") == 1
    assert grown("briefbook_failures_total", "KeyError") == 1
    assert grown("briefbook_page_seconds_count", "incidents") == 1
    assert (after["briefbook_edition",], after["briefbook_store_reachable",], after["briefbook_ready",]) == (1, 1, 1)
    assert after["process_resident_memory_bytes",] > 1e7


def test_routes_are_counted_by_their_template_so_that_readers_cannot_make_up_new_ones(client):
    for word in ("secret-one", "secret-two"):
        client.get(f"/{word}?name={word}")
        client.get(f"/editions/{word}/briefing.html")
    assert "secret-" not in numbers.exposition().decode()


def test_what_nothing_else_caught_is_answered_in_a_sentence_that_leads_to_the_log(client, caplog):
    answer = client.get("/broken")
    assert (answer.status_code, answer.headers["cache-control"]) == (500, "private, no-store")
    reference = re.search("Reference ([0-9a-f]{8})", answer.text)[1]
    assert "own words" not in answer.text
    found = next(record for record in caplog.records if getattr(record, "reference", None) == reference)
    assert reference in found.getMessage()
    assert found.exc_info[0] is KeyError


def test_a_database_that_cannot_be_used_is_told_with_what_mends_it_and_not_where_it_is(client):
    answer = client.get("/away")
    assert answer.status_code == 503
    assert "Its disk is full; an operator must make room." in answer.text
    assert "db.internal" not in answer.text


def test_every_answer_has_a_number_and_only_a_trusted_proxy_may_give_it(client, monkeypatch):
    given = {"x-request-id": "0123456789abcdef"}
    own = client.get("/healthz", headers=given).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", own) and own != given["x-request-id"]
    monkeypatch.setenv("BRIEFBOOK_TRUST_PROXY", "yes")
    assert client.get("/healthz", headers=given).headers["x-request-id"] == given["x-request-id"]
    forged = client.get("/healthz", headers={"x-request-id": "a\tb" * 5}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", forged)


@pytest.fixture(params=logbook.FORMS)
def log(request, capsys):
    """What the log holds after the deeds, in each form."""

    def held(deeds):
        with logbook.log_kept(request.param):
            deeds()
        lines = [line for line in capsys.readouterr().err.splitlines() if line]
        return [json.loads(line) for line in lines] if request.param == logbook.JSON else lines

    held.form = request.param
    return held


def test_a_request_is_one_line_with_its_number_route_status_time_and_edition(client, log):
    answers = []
    held = log(lambda: answers.append(client.get("/editions/1/incidents.csv?district=gwadar")))
    found = [line for line in held if "briefbook.requests" in str(line) or "GET" in str(line)]
    number = answers[0].headers["x-request-id"]
    if log.form == logbook.JSON:
        one = next(line for line in found if line["logger"] == "briefbook.requests")
        assert (one["request"], one["route"], one["status"]) == (number, "/editions/{number}/incidents.csv", 200)
        assert (one["edition"], one["level"], one["method"]) == (1, "INFO", "GET")
        assert one["ms"] >= 0 and one["at"].endswith("+00:00")
    else:
        assert re.search(
            rf"INFO GET /editions/{{number}}/incidents.csv 200 in \d+ ms, edition 1, request {number}$", found[0]
        )


def test_the_log_says_nothing_about_readers(client, log):
    def deeds():
        client.get(
            "/editions/1/incidents.csv?district=gwadar&q=a-secret", headers={"cookie": "briefbook_user=a-secret"}
        )
        server = logging.getLogger("uvicorn.error")
        server.setLevel(logging.INFO)
        server.info('%s - "WebSocket %s" [accepted]', "192.0.2.7:1", "/_stcore/stream?q=a-secret")
        logging.getLogger("uvicorn.access").warning("192.0.2.7 a-secret")
        server.info("Application startup complete.", extra={"color_message": "in colour"})

    held = str(log(deeds))
    assert "a-secret" not in held and "192.0.2.7" not in held and "testclient" not in held
    assert "Application startup complete." in held and "in colour" not in held


def writing(name):
    logger = logging.getLogger(name)
    return name, list(logger.handlers), logger.propagate, logger.disabled, logger.level


def test_afterwards_every_logger_writes_as_it_did_before(log):
    names = ("uvicorn", "uvicorn.access", "uvicorn.error", "streamlit", "streamlit.runtime", "briefbook")
    own = logging.NullHandler()
    for name in names:
        logging.getLogger(name).addHandler(own)
    before, during = [writing(name) for name in names], []
    log(lambda: during.extend(writing(name) for name in names))
    after = [writing(name) for name in names]
    for name in names:
        logging.getLogger(name).removeHandler(own)
    assert after == before
    assert not [told for told in zip(during, before, strict=True) if told[0] == told[1]]


def test_a_failures_traceback_and_reference_stand_in_one_entry(client, log):
    answers = []
    held = log(lambda: answers.append(client.get("/broken")))
    reference = re.search("Reference ([0-9a-f]{8})", answers[0].text)[1]
    if log.form == logbook.JSON:
        one = next(line for line in held if line.get("reference") == reference)
        assert one["failure"] == "KeyError" and "Traceback" in one["exc_info"]
    else:
        assert any(reference in line for line in held)


def test_probes_do_not_fill_the_log(client, log):
    assert not [
        line for line in log(lambda: [client.get(path) for path in ("/healthz", "/readyz")]) if "z" in str(line)
    ]


def test_a_page_that_breaks_off_is_timed_all_the_same(caplog):
    caplog.set_level(logging.INFO, "briefbook.pages")
    with pytest.raises(KeyError), page_run("outlook"):
        raise KeyError
    assert re.fullmatch(r"Page outlook in \d+ ms", caplog.messages[0])


def test_the_edition_of_a_request_is_that_which_was_asked_for(client, folder, caplog):
    del folder
    publish(an_incident(), an_incident(incident_id="N-2")).publish("draft", "Ann", AT)
    caplog.set_level(logging.INFO, "briefbook.requests")
    client.get("/editions/1/incidents.csv")
    client.get("/incidents.csv")
    assert [record.edition for record in caplog.records if record.name == "briefbook.requests"] == [1, 2]


def test_every_alert_of_the_guide_rests_on_numbers_that_are_there():
    rules = "\n".join(re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL))
    named = set(re.findall(r"\b(?:briefbook|process)_\w+", rules))
    known = {name for name, *_ in numbers_now()} | {
        f"{family.name}{ending}"
        for family in numbers.REGISTRY.collect()
        for ending in ("", "_total", "_bucket", "_count")
    }
    assert len(named) > 6
    assert named <= known


def test_every_number_of_ours_is_explained_in_the_guide():
    guide = GUIDE.read_text()
    ours = [family.name for family in numbers.REGISTRY.collect() if family.name.startswith("briefbook_")]
    assert len(ours) > 8
    assert [name for name in ours if f"`{name}" not in guide] == []


def test_quiet_routes_are_routes(client):
    declared = {route.path for route in client.app.routes}
    ours = [route for route in attendance._QUIET if route != "/" and "_stcore" not in route]
    assert set(ours) <= declared


APOLOGY = """
from utils.editions.ailments import Ailment
from utils.editions.refusals import UnreachableError
from utils.web.failures import apologise

for error in (UnreachableError("no route to db.internal", Ailment.FULL), KeyError("a reader's own words")):
    apologise(error)
"""


def test_a_page_says_what_ails_the_database_and_no_more_of_it_and_gives_references(caplog):
    told = [error.value for error in AppTest.from_string(APOLOGY, default_timeout=30).run().error]
    assert told[0].startswith("The database cannot be used now, and nothing was changed. Its disk is full;")
    references = [re.search(r"[Rr]eference ([0-9a-f]{8})\.", one)[1] for one in told]
    assert [record.reference for record in caplog.records if hasattr(record, "reference")] == references
    assert "db.internal" not in str(told) and "own words" not in str(told)
    assert "db.internal" in caplog.text
