import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from tests.web.test_access_provider import AUTH
from utils.web.access import console, opening, signin
from utils.web.access.signin import Door
from utils.web.access.tokens import OneTimeToken


@pytest.fixture
def door(monkeypatch):
    made = Door(OneTimeToken(console.announce))
    monkeypatch.setattr(opening, "door", lambda: made)
    kept = config.get_option("server.maxUploadSize")
    yield made
    config.set_option("server.maxUploadSize", kept)


@pytest.fixture
def provider(monkeypatch):
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": AUTH})


def token_on(console_text):
    return console_text.partition("token=")[2].strip()


def test_at_start_the_console_shows_a_token_that_opens(door, capsys):
    opening.open_door()
    assert door.token.spend(token_on(capsys.readouterr().out))


def test_started_by_streamlit_the_console_shows_the_full_address(door, capsys, monkeypatch):
    monkeypatch.setattr(config, "_server_mode", "starlette-app")
    opening.open_door()
    port = config.get_option("server.port")
    assert f"http://localhost:{port}/signin?next=/desk&token=" in capsys.readouterr().out
    assert door.token.spend("") is False


@pytest.mark.usefixtures("door")
def test_started_otherwise_it_shows_the_path_alone(capsys, monkeypatch):
    monkeypatch.setattr(config, "_server_mode", "asgi-server")
    opening.open_door()
    assert "once: /signin?next=/desk&token=" in capsys.readouterr().out


@pytest.mark.usefixtures("door", "provider")
def test_with_a_provider_there_is_no_token_and_a_missing_list_is_told(capsys):
    opening.open_door()
    told = capsys.readouterr().out
    assert "token" not in told
    assert "Nobody is an analyst" in told


@pytest.mark.usefixtures("door", "provider")
def test_with_a_provider_and_analysts_there_is_nothing_to_say(capsys, monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_ANALYSTS", "@example.org")
    opening.open_door()
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("door")
def test_streamlits_own_limit_of_uploads_follows_ours(monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "60")
    opening.open_door()
    assert config.get_option("server.maxUploadSize") == 60


def test_a_wrong_setting_stops_the_process_with_a_sentence(monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "lots")
    with pytest.raises(SystemExit, match=r"cannot start\. BRIEFBOOK_UPLOAD_MB cannot be “lots”"):
        opening.check_settings()


def test_an_incomplete_provider_stops_the_process_with_a_sentence(monkeypatch):
    monkeypatch.setattr(secrets_singleton, "_secrets", {"auth": {"client_id": "x"}})
    with pytest.raises(SystemExit, match="redirect_uri"):
        opening.check_settings()


def test_right_settings_let_it_start():
    assert opening.check_settings().upload_mb == 25


def test_the_door_of_the_process_speaks_on_the_console():
    assert signin.door().token._announce is console.announce
