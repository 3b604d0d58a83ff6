"""How the text of a setting about people and the open network becomes a value: who, hosts, frames, secrets, paces.

Knows what may be written. It must not know which setting it is read for. Raises ValueError for what is not allowed.
"""

import re

SECRET_LENGTH = 32
FASTEST = 100_000
_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[\da-f:]{2,45}\]")
_FRAMING_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")


def parts_of(text: str) -> tuple[str, ...]:
    """What stands between commas, in its order."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def secret(text: str) -> str:
    """A secret that is too long to be guessed."""
    if len(text) < SECRET_LENGTH:
        raise ValueError
    return text


def secrets_before(text: str) -> tuple[str, ...]:
    """The secrets of before, each as long as the one in use."""
    return tuple(secret(part) for part in parts_of(text))


def people(text: str) -> tuple[str, ...]:
    """E-mail addresses, or the part from the @ on for all of a domain."""
    named = tuple(part.casefold() for part in parts_of(text))
    if not all(re.fullmatch(r"[^@\s]*@[^@\s]+", person) for person in named):
        raise ValueError
    return named


def claim(text: str) -> tuple[str, str]:
    """A claim and its value."""
    name, parted, value = (part.strip() for part in text.partition("="))
    if not (name and parted and value):
        raise ValueError
    return name, value


def host_names(text: str) -> tuple[str, ...]:
    """Names of hosts without port or scheme; one that begins with `*.` stands for all names below it."""
    names = tuple(part.casefold() for part in parts_of(text))
    if not names or not all(_HOST.fullmatch(name) for name in names):
        raise ValueError
    return names


def framing(text: str) -> tuple[str, ...]:
    """Who may show the app in a frame: `self`, `none`, or `self` and origins such as https://intranet.example.org."""
    asked = tuple(part.casefold() for part in parts_of(text))
    if asked == ("none",) or (asked and all(part == "self" or _FRAMING_ORIGIN.fullmatch(part) for part in asked)):
        return asked
    raise ValueError


def pace(text: str) -> int:
    """So many a minute; 0 for no limit."""
    number = int(text)
    if not 0 <= number <= FASTEST:
        raise ValueError
    return number
