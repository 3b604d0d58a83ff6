"""The security headers of every answer: one policy for Streamlit's page, a stricter one for our own documents.

Knows headers and what a browser does with them. It must not know routes. The hash rests on Streamlit's index.html:
a test holds it.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache

INLINE_SCRIPT_HASH = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
"""Of the one inline script in Streamlit's index.html."""

POLICY = b"content-security-policy"
_PAGE = (
    "default-src 'self'",
    f"script-src 'self' 'wasm-unsafe-eval' '{INLINE_SCRIPT_HASH}'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)
_DOCUMENT = (
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'self'",
)
_FIXED: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_OVER_TLS: tuple[tuple[bytes, bytes], ...] = (
    (b"strict-transport-security", b"max-age=31536000"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
"""What a browser follows over https alone; over http it would only complain."""


def script_hash(script: str) -> str:
    """The CSP source expression of an inline script."""
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()


def page_policy(framing: Sequence[str]) -> str:
    """What Streamlit's page may load: this host alone, no eval, one inline script. `framing` may show it in a frame."""
    return "; ".join((*_PAGE, _frame_ancestors(framing)))


def document_policy(framing: Sequence[str]) -> str:
    """What a document or form of ours may load: nothing that is not in it, and no script at all."""
    return "; ".join((*_DOCUMENT, _frame_ancestors(framing)))


@lru_cache(maxsize=8)
def security_headers(framing: tuple[str, ...], *, document: bool, secure: bool) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of one answer: a document of ours or Streamlit's, over https or not."""
    policy = document_policy(framing) if document else page_policy(framing)
    return (
        (POLICY, policy.encode()),
        *_FIXED,
        *_frame_options(framing),
        *(_OVER_TLS if secure else ()),
    )


def _frame_ancestors(framing: Sequence[str]) -> str:
    quoted = (f"'{part}'" if part in ("self", "none") else part for part in framing)
    return f"frame-ancestors {' '.join(quoted)}"


def _frame_options(framing: Sequence[str]) -> Iterable[tuple[bytes, bytes]]:
    """The same for old browsers, where the old header can say it: it knows no other origins."""
    if tuple(framing) == ("none",):
        return ((b"x-frame-options", b"DENY"),)
    return ((b"x-frame-options", b"SAMEORIGIN"),) if tuple(framing) == ("self",) else ()
