import io
import json

import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from utils.web import routes
from utils.web.shelf import current_shelf

GWADAR = "/briefing.pdf?from=2026-01-01&to=2026-06-02&district=gwadar"


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=routes.ROUTES))


def text_of(answer):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_the_pdf_has_the_filters_of_its_address(client):
    answer = client.get(GWADAR)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "briefing-2026-06-02-gwadar.pdf" in answer.headers["content-disposition"]
    assert "Gwadar" in text_of(answer)


def test_the_same_address_gives_the_same_bytes_and_is_not_sent_twice(client):
    first, second = client.get(GWADAR), client.get(GWADAR)
    assert first.content == second.content
    again = client.get(GWADAR, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/briefing.pdf?district=quetta", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_stale_address_gives_the_nearest_view_and_says_so_on_paper(client):
    assert "atlantis" in text_of(client.get("/briefing.pdf?district=atlantis"))


def test_a_fault_is_told_with_a_reference_and_without_a_traceback(client, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(routes, "pdf_of", fail)
    answer = client.get(GWADAR)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    reference = answer.text.rstrip(".").rpartition(" ")[2]
    assert reference in caplog.text
    assert "secret detail" in caplog.text


def test_the_base_map_is_served_under_its_digest_for_ever(client):
    digest = current_shelf().base.digest
    answer = client.get(f"/base/{digest}/countries.geojson")
    assert json.loads(answer.content)["type"] == "FeatureCollection"
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/base/old/countries.geojson").status_code == 404
    assert client.get(f"/base/{digest}/secrets.toml").status_code == 404


def test_health_names_the_edition(client):
    answer = client.get("/healthz").json()
    assert answer == {"status": "ok", "edition": 1, "digest": current_shelf().edition.digest}
