import pytest
from altair.utils import schemapi

from utils.visuals import theme


@pytest.fixture(autouse=True)
def charts_are_checked(monkeypatch):
    """Here Altair checks each piece of each chart as it is made, which no reader has to wait for."""
    assert not schemapi.DEBUG_MODE, f"{theme.__name__} switches it off"
    monkeypatch.setattr(schemapi, "DEBUG_MODE", True)
