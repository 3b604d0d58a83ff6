"""What the operator reads on the server's console at start: the address with the token, and what to mend.

Knows the console and how the server was started. It must not know who signs in. No other place may write the token.
"""

import sys
from urllib.parse import quote

from streamlit import config


def announce(token: str) -> None:
    """Print the address that fills the token in."""
    say(f"Sign in to the data desk, once: {address()}/signin?next=/desk&token={quote(token)}")


def say(line: str) -> None:
    """Print one line, at once: the console is where the operator looks, whatever becomes of the log."""
    sys.stdout.write(f"\n  {line}\n\n")
    sys.stdout.flush()


def address() -> str:
    """The address of this server as its own machine calls it; nothing when something else than Streamlit started it."""
    if config._server_mode != "starlette-app":  # noqa: SLF001  # nothing public tells whether server.port is in use
        return ""
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    return f"{scheme}://localhost:{config.get_option('server.port')}"
