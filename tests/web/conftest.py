import pytest

from utils.web.panels import prose


@pytest.fixture(autouse=True)
def no_browser_to_wait_for(monkeypatch):
    """No test of a page waits for a browser to draw."""
    monkeypatch.setattr(prose, "MOMENT", 0)
