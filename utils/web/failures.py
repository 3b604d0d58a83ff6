"""A bug met by a reader: the traceback goes to the log, the reader gets an apology with a reference.

Knows how to fail politely. It must not know what failed.
"""

import logging
import secrets

import streamlit as st

_log = logging.getLogger("briefbook")


def log_failure(error: Exception) -> str:
    """The reference under which the traceback stands in the log."""
    reference = secrets.token_hex(4)
    _log.error("Failure %s", reference, exc_info=error)
    return reference


def apologise(error: Exception) -> bool:
    """True: the reader has been told, and Streamlit need not show the error itself."""
    reference = log_failure(error)
    st.error(
        f"Sorry, this part could not be shown. The fault is ours and is in the log under reference {reference}. "
        "The rest of the page stands; other pages and the PDF may still work."
    )
    return True
