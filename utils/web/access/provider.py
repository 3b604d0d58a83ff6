"""Signing in with an identity provider (OpenID Connect), which Streamlit does: what `[auth]` says and makes of whom.

Knows `[auth]`, claims, and Streamlit's cookie. It must not know pages. It rests on Streamlit internals: tests hold it.
"""

import math
from collections.abc import Mapping

from streamlit.auth_util import get_origin_from_redirect_uri, get_secrets_auth_section, is_authlib_installed
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
)

from utils.web.access.roles import VISITOR, Role, User
from utils.web.settings import SettingError, Settings

DEFAULT = "default"
HOW = "identity provider"
SHARED_KEYS = ("redirect_uri", "cookie_secret")
OWN_KEYS = ("client_id", "client_secret", "server_metadata_url")
SHORTEST_COOKIE_SECRET = 16


def is_configured() -> bool:
    """Whether people sign in with an identity provider; else with the one-time token."""
    return bool(get_secrets_auth_section())


def providers() -> tuple[str, ...]:
    """The names of the providers in `[auth]`, that of the section itself first."""
    section = get_secrets_auth_section()
    named = tuple(str(name) for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value)
    return (DEFAULT, *named) if "client_id" in section else named


def check_provider() -> None:
    """Nothing when `[auth]` is absent or complete. Raises SettingError with a sentence when it is neither."""
    section = get_secrets_auth_section()
    if not section:
        return
    for key in SHARED_KEYS:
        if not section.get(key):
            raise SettingError(f"[auth] in secrets.toml needs {key}.")
    if len(str(section["cookie_secret"])) < SHORTEST_COOKIE_SECRET:
        raise SettingError(f"cookie_secret in [auth] needs at least {SHORTEST_COOKIE_SECRET} random characters.")
    if not str(section["redirect_uri"]).endswith("/oauth2callback"):
        raise SettingError("redirect_uri in [auth] must be this app's address followed by /oauth2callback.")
    if not providers():
        raise SettingError("[auth] in secrets.toml names no provider: client_id is missing.")
    for name in providers():
        held = section if name == DEFAULT else section[name]
        if missing := [key for key in OWN_KEYS if not held.get(key)]:
            raise SettingError(f"The provider {name} in [auth] needs {', '.join(missing)}.")
    if not is_authlib_installed():
        raise SettingError("[auth] needs Authlib: install what requirements.txt names.")


def login_address(provider: str) -> str:
    """The address that starts signing in; it holds for two minutes, so it is made when it is followed."""
    return generate_login_redirect_url(provider)


def claims_in(cookies: Mapping[str, str], origin: str | None) -> Mapping[str, object]:
    """What the provider said of the owner of Streamlit's cookie; nothing when there is none or it is not genuine.

    `origin` is what the browser told, if it told any; it must be the one that `[auth]` names.
    """
    decoded = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    if decoded is None:
        return {}
    return _parse_decoded_user_cookie(decoded, origin or get_origin_from_redirect_uri() or "")


def user_from_claims(claims: Mapping[str, object], settings: Settings, now: float) -> User:
    """The user that the claims make now, in seconds since 1970; a visitor when they have ended or never end."""
    ends = claims.get("exp")
    if claims.get("is_logged_in") is not True or not isinstance(ends, int | float) or not now < ends < math.inf:
        return VISITOR
    role = Role.ANALYST if _is_listed(claims, settings) or _has_claim(claims, settings) else Role.MEMBER
    named = (claims.get(key) for key in ("email", "preferred_username", "name", "sub"))
    return User(next((str(name) for name in named if name), ""), role, HOW)


def _is_listed(claims: Mapping[str, object], settings: Settings) -> bool:
    """By e-mail address or its domain. An address that the provider calls unverified could be anybody's."""
    if str(claims.get("email_verified", True)).casefold() != "true":
        return False
    email = str(claims.get("email") or "").strip().casefold()
    _, parted, domain = email.rpartition("@")
    return bool(parted) and (email in settings.analysts or f"@{domain}" in settings.analysts)


def _has_claim(claims: Mapping[str, object], settings: Settings) -> bool:
    if settings.analyst_claim is None:
        return False
    name, wanted = settings.analyst_claim
    held = claims[name] if name in claims else _nested(claims, name)
    values = held if isinstance(held, list) else [held]
    return wanted in [value for value in values if isinstance(value, str)]


def _nested(claims: Mapping[str, object], path: str) -> object:
    """A claim within a claim, `realm_access.roles`."""
    found: object = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
