import json

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


def test_health_names_the_edition(client):
    answer = client.get("/healthz").json()
    assert answer == {"status": "ok", "edition": 1, "digest": current_shelf().edition.digest}
