import re
from pathlib import Path

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from utils.tables.limits import Limits
from utils.web import settings
from utils.web.settings import ROOT, SETTINGS, SettingError, Settings, read_settings

GUIDE = ROOT / "docs" / "access.md"


def given(environment=None, section=None):
    return read_settings(environment or {}, section or {})


def test_without_any_setting_the_shipped_data_are_read_and_editions_kept_beside_them():
    settings = given()
    assert settings.data == ROOT / "data"
    assert settings.reference == ROOT / "data" / "reference"
    assert settings.database_url == f"sqlite:///{ROOT}/.briefbook/editions.sqlite"
    assert (settings.analysts, settings.analyst_claim) == ((), None)
    assert (settings.second_person, settings.trust_proxy) == (False, False)
    assert (settings.upload_mb, settings.upload_bytes) == (25, 26_214_400)


def test_without_a_secret_each_process_has_one_of_its_own():
    assert len(given().secret) >= 32
    assert given().secret == given().secret


@pytest.mark.parametrize(
    ("variable", "text", "field", "expected"),
    [
        ("BRIEFBOOK_DATA", "/srv/theatre", "data", Path("/srv/theatre")),
        ("DATABASE_URL", "sqlite:////var/briefbook.sqlite", "database_url", "sqlite:////var/briefbook.sqlite"),
        ("DATABASE_URL", "postgres://u:p@db/b", "database_url", "postgres://u:p@db/b"),
        ("DATABASE_URL", "postgresql://u:p@db/b?a=b", "database_url", "postgresql://u:p@db/b?a=b"),
        ("DATABASE_URL", "postgresql+psycopg://u@db/b", "database_url", "postgresql+psycopg://u@db/b"),
        ("BRIEFBOOK_SECRET", "s" * 32, "secret", "s" * 32),
        ("BRIEFBOOK_ANALYSTS", " Ana@Example.org, @desk.example ,", "analysts", ("ana@example.org", "@desk.example")),
        ("BRIEFBOOK_ANALYST_CLAIM", "groups = Desk", "analyst_claim", ("groups", "Desk")),
        ("BRIEFBOOK_SECOND_PERSON", "Yes", "second_person", True),
        ("BRIEFBOOK_UPLOAD_MB", "200", "upload_mb", 200),
        ("BRIEFBOOK_TRUST_PROXY", "no", "trust_proxy", False),
        ("BRIEFBOOK_UPLOAD_MB", "  ", "upload_mb", 25),
        ("BRIEFBOOK_SECRETS_BEFORE", f"{'a' * 32}, {'b' * 40}", "secrets_before", ("a" * 32, "b" * 40)),
        (
            "BRIEFBOOK_HOSTS",
            "Briefbook.Example.org, *.desk.example",
            "hosts",
            ("briefbook.example.org", "*.desk.example"),
        ),
        ("BRIEFBOOK_HOSTS", "[::1], 10.0.0.7", "hosts", ("[::1]", "10.0.0.7")),
        ("BRIEFBOOK_FRAMING", "none", "framing", ("none",)),
        ("BRIEFBOOK_FRAMING", "self, https://a.example:8443", "framing", ("self", "https://a.example:8443")),
        ("BRIEFBOOK_FRAMING", "https://*.example.org", "framing", ("https://*.example.org",)),
        ("BRIEFBOOK_PAGES_PER_MINUTE", "0", "pages_per_minute", 0),
        ("BRIEFBOOK_DOCUMENTS_PER_MINUTE", "120", "documents_per_minute", 120),
        ("BRIEFBOOK_SIGN_INS_PER_MINUTE", "5", "sign_ins_per_minute", 5),
    ],
)
def test_a_setting_is_read_as_it_is_meant(variable, text, field, expected):
    assert getattr(given({variable: text}), field) == expected


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("DATABASE_URL", "mysql://db/b"),
        ("DATABASE_URL", "postgres://"),
        ("BRIEFBOOK_SECRET", "short"),
        ("BRIEFBOOK_ANALYSTS", "ana"),
        ("BRIEFBOOK_ANALYSTS", "ana@example.org bo@example.org"),
        ("BRIEFBOOK_ANALYST_CLAIM", "groups"),
        ("BRIEFBOOK_ANALYST_CLAIM", "=desk"),
        ("BRIEFBOOK_SECOND_PERSON", "maybe"),
        ("BRIEFBOOK_UPLOAD_MB", "0"),
        ("BRIEFBOOK_UPLOAD_MB", "201"),
        ("BRIEFBOOK_UPLOAD_MB", "lots"),
        ("BRIEFBOOK_TRUST_PROXY", "1"),
        ("BRIEFBOOK_SECRETS_BEFORE", f"{'a' * 32}, short"),
        ("BRIEFBOOK_HOSTS", "https://briefbook.example.org"),
        ("BRIEFBOOK_HOSTS", "briefbook.example.org:8501"),
        ("BRIEFBOOK_HOSTS", "*"),
        ("BRIEFBOOK_HOSTS", ","),
        ("BRIEFBOOK_FRAMING", ","),
        ("BRIEFBOOK_FRAMING", "*"),
        ("BRIEFBOOK_FRAMING", "none, self"),
        ("BRIEFBOOK_FRAMING", "https://a.example; script-src *"),
        ("BRIEFBOOK_FRAMING", "https://a.example/page"),
        ("BRIEFBOOK_PAGES_PER_MINUTE", "-1"),
        ("BRIEFBOOK_DOCUMENTS_PER_MINUTE", "many"),
    ],
)
def test_a_wrong_value_is_refused_by_name_with_what_is_allowed(variable, text):
    allowed = next(setting.allowed for setting in SETTINGS if setting.variable == variable)
    with pytest.raises(SettingError, match=re.escape(variable)) as refused:
        given({variable: text})
    assert allowed in str(refused.value)


@pytest.mark.parametrize("variable", ["DATABASE_URL", "BRIEFBOOK_SECRET", "BRIEFBOOK_SECRETS_BEFORE"])
def test_a_secret_value_is_not_repeated(variable):
    with pytest.raises(SettingError) as refused:
        given({variable: "hunter2"})
    assert "hunter2" not in str(refused.value)


def test_the_section_in_the_secrets_file_sets_too_and_the_environment_wins():
    section = {"upload_mb": 40, "analysts": ["a@b.org", "@c.org"], "second_person": True}
    settings = given({"BRIEFBOOK_UPLOAD_MB": "50"}, section)
    assert (settings.upload_mb, settings.analysts, settings.second_person) == (50, ("a@b.org", "@c.org"), True)


def test_a_name_that_is_nearly_one_of_ours_stops_the_start():
    with pytest.raises(SettingError, match="BRIEFBOOK_SECOND_PERSON is"):
        given({"BRIEFBOOK_SECOND_PERSONS": "yes"})
    with pytest.raises(SettingError, match="no setting second_persons"):
        given(section={"second_persons": True})
    assert given({"BRIEFBOOK_WRITE_GOLDEN": "1"}).upload_mb == 25


@pytest.fixture
def secrets_file(tmp_path):
    path = tmp_path / "secrets.toml"
    kept = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(path)])
    secrets_singleton._reset()
    yield path
    config.set_option("secrets.files", kept)
    secrets_singleton._reset()


def test_the_section_is_read_from_streamlits_own_secrets_file(secrets_file):
    secrets_file.write_text("[briefbook]\nupload_mb = 7\n")
    assert read_settings({}).upload_mb == 7


@pytest.fixture
def running(settings_of_the_tests, monkeypatch):
    """The settings are kept, as they are in a running app."""
    settings_of_the_tests.cache_clear()
    monkeypatch.setattr(settings, "_of_this_process", settings_of_the_tests)
    yield
    settings_of_the_tests.cache_clear()


@pytest.mark.usefixtures("running")
def test_a_process_reads_its_settings_once(secrets_file, monkeypatch):
    secrets_file.write_text("[briefbook]\nupload_mb = 7\n")
    first = read_settings()
    assert first.upload_mb == 7
    secrets_file.write_text("[briefbook\n")
    secrets_singleton._reset()
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "8")
    assert read_settings() is first
    assert given({"BRIEFBOOK_UPLOAD_MB": "8"}).upload_mb == 8


@pytest.mark.usefixtures("running")
def test_settings_that_cannot_be_followed_are_read_again(monkeypatch):
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "lots")
    with pytest.raises(SettingError):
        read_settings()
    monkeypatch.setenv("BRIEFBOOK_UPLOAD_MB", "8")
    assert read_settings().upload_mb == 8


def test_a_torn_secrets_file_stops_the_start_rather_than_leaving_rules_off(secrets_file):
    secrets_file.write_text("[briefbook\n")
    with pytest.raises(SettingError, match="cannot be read"):
        read_settings({})


def test_every_field_is_declared_once_with_its_meaning():
    fields = [setting.field for setting in SETTINGS]
    assert sorted([*fields, "limits"]) == sorted(Settings.__dataclass_fields__)
    assert all(setting.meaning and setting.allowed and setting.shown for setting in SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_the_guide_tells_every_setting(setting):
    row = f"| `{setting.variable}` | `{setting.key}` | {setting.meaning} | {setting.allowed} | {setting.shown} |"
    assert row in GUIDE.read_text().splitlines()


def test_the_limits_of_reading_are_settings_of_their_own():
    told = read_settings({"BRIEFBOOK_LIMIT_ROWS": "5000", "BRIEFBOOK_UPLOAD_MB": "3"}, {})
    assert (told.limits.rows, told.limits.file_mb, told.limits.columns) == (5000, 3, Limits().columns)
    with pytest.raises(SettingError, match="BRIEFBOOK_LIMIT_ROWS"):
        read_settings({"BRIEFBOOK_LIMIT_ROWS": "-1"}, {})
    with pytest.raises(SettingError, match="BRIEFBOOK_LIMIT_ROWS is"):
        read_settings({"BRIEFBOOK_LIMITS_ROWS": "5"}, {})
