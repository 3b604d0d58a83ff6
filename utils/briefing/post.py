"""The mail server that briefings are sent through, and what an operator sets of it.

Knows SMTP. It must not know what a message says. The environment is given, never asked.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from utils.briefing.mail import checked

SECONDS = 30
"""How long the server may take to answer."""

PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""How the connection is secured, and the port that is usual for it."""


_OF_ONE = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPNotSupportedError,
)
"""What goes wrong with one message and says nothing of the next."""


class PostError(Exception):
    """Why nothing, or not everything, was sent; its text is a sentence for the person who asked."""


@dataclass(frozen=True)
class Variable:
    """One setting of the mail server: its name in the environment, what it means, and what it is when not set."""

    name: str
    meaning: str
    allowed: str
    usual: str = ""


HOST = Variable("BRIEFBOOK_SMTP_HOST", "The mail server", "a host's name", "none: nothing can be mailed")
SECURITY = Variable("BRIEFBOOK_SMTP_SECURITY", "How the connection is secured", ", ".join(PORTS), "starttls")
PORT = Variable(
    "BRIEFBOOK_SMTP_PORT",
    "Its port",
    "a whole number from 1 to 65535",
    ", ".join(f"{p} for {s}" for s, p in PORTS.items()),
)
USER = Variable("BRIEFBOOK_SMTP_USER", "Who signs in there", "a name; only over a secured connection", "nobody")
PASSWORD = Variable("BRIEFBOOK_SMTP_PASSWORD", "The password", "any text", "none")
SENDER = Variable("BRIEFBOOK_SMTP_SENDER", "From whom the mail is", "an e-mail address", "needed")
VARIABLES = (HOST, SECURITY, PORT, USER, PASSWORD, SENDER)


@dataclass(frozen=True)
class Post:
    """A mail server as it was set."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = ""


def read_post(environment: Mapping[str, str]) -> Post:
    """The mail server that the environment names. Raises PostError, which names the variable and what is allowed."""
    given = {variable.name: environment.get(variable.name, "").strip() for variable in VARIABLES}
    for needed in (HOST, SENDER):
        if not given[needed.name]:
            raise PostError(f"{needed.name} is not set; it must be {needed.allowed}.")
    security = given[SECURITY.name].casefold() or SECURITY.usual
    if security not in PORTS:
        raise _refused(SECURITY, given)
    port = given[PORT.name] or str(PORTS[security])
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        raise _refused(PORT, given)
    try:
        sender = checked(given[SENDER.name])
    except ValueError:
        raise _refused(SENDER, given) from None
    if security == "none" and given[USER.name]:
        raise PostError(f"{USER.name} is set, and {SECURITY.name} is none: no password travels unsecured.")
    return Post(given[HOST.name], int(port), security, sender, given[USER.name], given[PASSWORD.name])


def _refused(variable: Variable, given: Mapping[str, str]) -> PostError:
    return PostError(f"{variable.name} cannot be “{given[variable.name]}”; allowed is {variable.allowed}.")


def send(messages: Sequence[EmailMessage], post: Post, context: ssl.SSLContext | None = None) -> None:
    """Every message handed to the server, each for its own recipient.

    `context` says which certificates are believed; without one those of the machine. Raises PostError, which names
    those to whom nothing was sent.
    """
    failed: list[str] = []
    waiting = list(messages)
    try:
        with _connected(post, context or ssl.create_default_context()) as server:
            while waiting:
                failed += _refusal(server, waiting[0])
                waiting.pop(0)
    except (OSError, smtplib.SMTPException) as error:
        if waiting:  # else all were taken, and only the farewell failed
            names = "; ".join([*failed, *(str(message["To"]) for message in waiting)])
            told = f"The mail server {post.host}:{post.port} cannot be used: {_said(error)}. Not sent: {names}."
            raise PostError(told) from error
    if failed:
        raise PostError(f"Not sent: {'; '.join(failed)}.")


def _refusal(server: smtplib.SMTP, message: EmailMessage) -> list[str]:
    """Who did not get the message, and why; nothing when it was taken."""
    try:
        server.send_message(message)
    except _OF_ONE as error:
        return [f"{message['To']} ({_said(error)})"]
    return []


@contextmanager
def _connected(post: Post, context: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    """A connection, secured as was asked for and signed in; one that cannot be secured is not used."""
    if post.security == "tls":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(post.host, post.port, timeout=SECONDS, context=context)
    else:
        opened = smtplib.SMTP(post.host, post.port, timeout=SECONDS)
    with opened as server:
        if post.security == "starttls":
            server.starttls(context=context)
        if post.user:
            server.login(post.user, post.password)
        yield server


def _said(error: Exception) -> str:
    """What the server or the machine said, in a line without whom it concerns."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        told: tuple[int, bytes | str] = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        told = (error.smtp_code, error.smtp_error)
    else:
        return " ".join(str(error).split()).rstrip(".") or type(error).__name__
    words = (part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in told)
    return " ".join(" ".join(words).split()).rstrip(".")
