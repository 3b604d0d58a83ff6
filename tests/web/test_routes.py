import json
import threading

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from utils.web import routes
from utils.web.shelf import current_shelf


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=routes.ROUTES))


def test_the_base_map_is_served_under_its_digest_for_ever(client):
    digest = current_shelf().base.digest
    answer = client.get(f"/base/{digest}/countries.geojson")
    assert json.loads(answer.content)["type"] == "FeatureCollection"
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/base/old/countries.geojson").status_code == 404
    assert client.get(f"/base/{digest}/secrets.toml").status_code == 404


def test_the_shapes_of_marks_are_asked_for_again_for_they_change_with_the_program(client):
    address = f"/base/{current_shelf().base.digest}/marks.png"
    first = client.get(address)
    assert first.headers["content-type"] == "image/png"
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_no_other_reader_waits_while_the_store_is_asked_for_a_layer(client, monkeypatch):
    asked, shelf = [], current_shelf()

    def noted():
        asked.append(threading.current_thread().name)
        return shelf

    monkeypatch.setattr(routes, "current_shelf", noted)
    assert client.get(f"/base/{shelf.base.digest}/countries.geojson").status_code == 200
    assert "worker" in asked[0].lower(), "a thread of its own, not the one that serves everybody"
