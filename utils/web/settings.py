"""What an operator may set, by the environment or by `[briefbook]` in `.streamlit/secrets.toml`.

Knows names, meanings and allowed values. It must not know what is done with them. The environment wins.
"""

import difflib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from utils.tables.limits import Limits
from utils.web.operations.logbook import FORMS as LOG_FORMS
from utils.web.setting_values import (
    FASTEST,
    SECRET_LENGTH,
    claim,
    framing,
    host_names,
    pace,
    people,
    secret,
    secrets_before,
)

ROOT = Path(__file__).parents[2]
DATA_VARIABLE = "BRIEFBOOK_DATA"
SECTION = "briefbook"
UPLOAD_MB = range(1, 201)
_PROCESS_SECRET = secrets.token_urlsafe(32)
_DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")


class SettingError(ValueError):
    """A setting that cannot be followed: the sentence names the variable and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """What this process was told. `upload_mb` counts 1024 x 1024 bytes; `analyst_claim` is a claim and its value."""

    data: Path
    database_url: str
    secret: str
    secrets_before: tuple[str, ...]
    analysts: tuple[str, ...]
    analyst_claim: tuple[str, str] | None
    second_person: bool
    upload_mb: int
    trust_proxy: bool
    hosts: tuple[str, ...]
    framing: tuple[str, ...]
    pages_per_minute: int
    documents_per_minute: int
    sign_ins_per_minute: int
    metrics_token: str | None
    log: str
    limits: Limits

    @property
    def reference(self) -> Path:
        """The folder of the base map: beside the spreadsheets where there is one, else the shipped one."""
        own = self.data / "reference"
        return own if own.is_dir() else ROOT / "data" / "reference"

    @property
    def believed_secrets(self) -> tuple[str, ...]:
        """The secrets whose signatures are believed, the one in use last."""
        return (*self.secrets_before, self.secret)

    @property
    def upload_bytes(self) -> int:
        """The largest file that may be uploaded."""
        return self.upload_mb * 1024 * 1024


def _folder(text: str) -> Path:
    return Path(text)


def _database(text: str) -> str:
    scheme, parted, rest = text.partition("://")
    if scheme not in _DATABASES or not parted or not rest:
        raise ValueError
    return text


def _log_form(text: str) -> str:
    if text.casefold() not in LOG_FORMS:
        raise ValueError
    return text.casefold()


def _yes(text: str) -> bool:
    return {"yes": True, "no": False}[text.casefold()]


def _megabytes(text: str) -> int:
    number = int(text)
    if number not in UPLOAD_MB:
        raise ValueError
    return number


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


@dataclass(frozen=True)
class Setting:
    """One setting, declared once: `field` of `Settings`, what it means, what is allowed, and what it is when not set.

    `shown` is the default as the documentation tells it. The value of a `private` one is never repeated in a message.
    """

    field: str
    variable: str
    meaning: str
    allowed: str
    shown: str
    read: Callable[[str], object]
    default: object
    private: bool = False

    @property
    def key(self) -> str:
        """Its name in `[briefbook]`."""
        return self.variable.removeprefix("BRIEFBOOK_").lower()


SETTINGS = (
    Setting(
        "data", DATA_VARIABLE, "The spreadsheets of edition 1, and `reference/` with another base map",
        "a folder", "`data`", _folder, ROOT / "data",
    ),
    Setting(
        "database_url", "DATABASE_URL", "Where editions, drafts and the audit are kept",
        "an address that begins with sqlite:///, postgres:// or postgresql://",
        "`.briefbook/editions.sqlite` beside `app.py`", _database,
        f"sqlite:///{ROOT / '.briefbook' / 'editions.sqlite'}", private=True,
    ),
    Setting(
        "secret", "BRIEFBOOK_SECRET", "Signs the sign-in cookie; the same on every replica",
        f"at least {SECRET_LENGTH} characters", "random at each start", secret, _PROCESS_SECRET, private=True,
    ),
    Setting(
        "secrets_before", "BRIEFBOOK_SECRETS_BEFORE",
        "Secrets that were in use before: what they signed is still believed, and nothing new is signed with them",
        f"secrets of at least {SECRET_LENGTH} characters, separated by commas", "none", secrets_before, (),
        private=True,
    ),
    Setting(
        "analysts", "BRIEFBOOK_ANALYSTS", "Who is an analyst, when people sign in with an identity provider",
        "e-mail addresses or @domain, separated by commas", "nobody", people, (),
    ),
    Setting(
        "analyst_claim", "BRIEFBOOK_ANALYST_CLAIM", "The provider's claim that makes somebody an analyst",
        "claim=value, such as groups=analysts", "none", claim, None,
    ),
    Setting(
        "second_person", "BRIEFBOOK_SECOND_PERSON", "Whether somebody else than its author must publish a draft",
        "yes or no", "no", _yes, default=False,
    ),
    Setting(
        "upload_mb", "BRIEFBOOK_UPLOAD_MB", "The largest file that may be uploaded, in MB",
        f"a whole number from {UPLOAD_MB[0]} to {UPLOAD_MB[-1]}", "25", _megabytes, 25,
    ),
    Setting(
        "trust_proxy", "BRIEFBOOK_TRUST_PROXY", "Whether X-Forwarded-Proto and X-Forwarded-For are believed",
        "yes or no; yes only behind a proxy that sets them itself", "no", _yes, default=False,
    ),
    Setting(
        "hosts", "BRIEFBOOK_HOSTS", "The names under which this server may be asked; loopback may always",
        "names of hosts without scheme and port, separated by commas; *.example.org for all below", "any",
        host_names, (),
    ),
    Setting(
        "framing", "BRIEFBOOK_FRAMING", "Which pages may show this app in a frame",
        "self, none, or self and origins such as https://intranet.example.org, separated by commas", "self",
        framing, ("self",),
    ),
    Setting(
        "pages_per_minute", "BRIEFBOOK_PAGES_PER_MINUTE",
        "Pages that one client may open in a minute; four minutes' worth at once",
        f"a whole number from 0 (no limit) to {FASTEST}", "300", pace, 300,
    ),
    Setting(
        "documents_per_minute", "BRIEFBOOK_DOCUMENTS_PER_MINUTE",
        "Documents that are made for one client in a minute, those at hand not counted; four minutes' worth at once",
        f"a whole number from 0 (no limit) to {FASTEST}", "60", pace, 60,
    ),
    Setting(
        "sign_ins_per_minute", "BRIEFBOOK_SIGN_INS_PER_MINUTE",
        "Requests of signing in and out that one client may send in a minute; four minutes' worth at once",
        f"a whole number from 0 (no limit) to {FASTEST}", "300", pace, 300,
    ),
    Setting(
        "metrics_token", "BRIEFBOOK_METRICS_TOKEN", "Opens `/metrics` to whoever sends it as a bearer token",
        f"at least {SECRET_LENGTH} characters", "there is no `/metrics`", secret, None, private=True,
    ),
    Setting(
        "log", "BRIEFBOOK_LOG", "How the log is written: readable, or one JSON object a line",
        " or ".join(LOG_FORMS), LOG_FORMS[0], _log_form, LOG_FORMS[0],
    ),
)  # fmt: skip


LIMITS = tuple(
    Setting(
        field,
        variable,
        meaning,
        "a whole number above 0",
        f"{getattr(Limits, field):,}",
        _number,
        getattr(Limits, field),
    )
    for field, variable, meaning in Limits.named
    if field != "file_mb"  # the size of an upload is a setting of its own
)
"""How much of an upload is read, beside its size."""


def read_settings(
    environment: Mapping[str, str] | None = None, section: Mapping[str, object] | None = None
) -> Settings:
    """The settings of this process, which are read once, or of the environment and section given.

    Raises SettingError for a value that is not allowed, and for a name that is nearly one of ours.
    """
    return _of_this_process() if environment is None and section is None else _read(environment, section)


def _read(environment: Mapping[str, str] | None = None, section: Mapping[str, object] | None = None) -> Settings:
    given = os.environ if environment is None else environment
    kept = _secrets_section() if section is None else section
    _refuse_near_misses(given)
    _refuse_unknown_keys(kept)
    values: dict[str, Any] = {setting.field: _value(setting, given, kept) for setting in SETTINGS}
    limits = {setting.field: _value(setting, given, kept) for setting in LIMITS}
    return Settings(**values, limits=Limits(file_mb=values["upload_mb"], **limits))  # type: ignore[arg-type]  # each is read as a number


_of_this_process = lru_cache(maxsize=1)(_read)
"""Asked for several times a request."""


def _value(setting: Setting, environment: Mapping[str, str], section: Mapping[str, object]) -> object:
    text = environment.get(setting.variable, "").strip() or _text(section.get(setting.key, "")).strip()
    if not text:
        return setting.default
    try:
        return setting.read(text)
    except (ValueError, KeyError):
        found = "the value given" if setting.private else f"“{text}”"
        raise SettingError(f"{setting.variable} cannot be {found}; allowed is {setting.allowed}.") from None


def _text(value: object) -> str:
    """A TOML value as it would stand in the environment."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)


def _refuse_near_misses(environment: Mapping[str, str]) -> None:
    """A slip in a name would quietly leave a rule off: better to say so than to start without it."""
    known = [setting.variable for setting in (*SETTINGS, *LIMITS)]
    for name in environment:
        if name.startswith("BRIEFBOOK_") and name not in known:
            for meant in difflib.get_close_matches(name, known, n=1, cutoff=0.85):
                raise SettingError(f"{name} is not a setting; {meant} is. Rename it or remove it.")


def _refuse_unknown_keys(section: Mapping[str, object]) -> None:
    known = [setting.key for setting in (*SETTINGS, *LIMITS)]
    for key in section:
        if key not in known:
            raise SettingError(f"[{SECTION}] in secrets.toml has no setting {key}; allowed are {', '.join(known)}.")


def _secrets_section() -> Mapping[str, object]:
    """Read as Streamlit reads `[auth]`, so that both stand in one file."""
    if secrets_singleton.load_if_toml_exists():
        return dict(secrets_singleton.get(SECTION, {}))
    if any(Path(path).is_file() for path in config.get_option("secrets.files")):
        raise SettingError("secrets.toml is there but cannot be read as TOML. Correct it or remove it.")
    return {}
