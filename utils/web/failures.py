"""What a reader could not be given: the traceback goes to the log, the reader gets a sentence with a reference.

Knows how to fail politely. It must not know what was being done.
"""

import logging
import secrets

import streamlit as st
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from utils.editions.refusals import UnreachableError
from utils.web.answering import Answer
from utils.web.operations.numbers import FAILURES
from utils.web.sizes import TooLargeError

_log = logging.getLogger("briefbook")

OURS = "The fault is ours and is in the log under reference {}."


def log_failure(error: Exception) -> str:
    """The reference under which the traceback stands in the log."""
    reference = secrets.token_hex(4)
    kind = type(error).__name__
    FAILURES.labels(kind).inc()
    _log.error("Failure %s", reference, exc_info=error, extra={"reference": reference, "failure": kind})
    return reference


def apologise(error: Exception) -> bool:
    """True: the reader has been told, and Streamlit need not show the error itself."""
    reference = log_failure(error)
    if isinstance(error, UnreachableError):
        st.error(f"{error.sentence} Reference {reference}.")
    else:
        st.error(
            f"Sorry, this part could not be shown. {OURS.format(reference)} "
            "The rest of the page stands; other pages and the PDF may still work."
        )
    return True


def told(error: Exception, sentence: str) -> str:
    """That sentence with a reference; where the database is away, what ails it."""
    reference = log_failure(error)
    said = error.sentence if isinstance(error, UnreachableError) else sentence
    return f"{said} Reference {reference}."


def status_of(error: Exception) -> int:
    """What HTTP calls it: for a while, or a mistake of ours."""
    return 503 if isinstance(error, UnreachableError) else 500


class Apology:
    """Middleware around all that answers: what nothing else has caught is answered in a sentence too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = Answer(send)
        try:
            await self._app(scope, receive, answer)
        except (TooLargeError, ClientDisconnect):  # no failure of ours: Shield answers the one, Attendance notes both
            raise
        except Exception as error:
            if answer.begun:  # half an answer cannot be taken back: the server breaks it off, and logs why
                raise
            sentence = told(error, "Sorry, this could not be answered. The fault is ours.")
            refusal = PlainTextResponse(sentence, status_of(error), {"cache-control": "private, no-store"})
            await refusal(scope, receive, send)
