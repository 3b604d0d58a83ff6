import importlib.resources
import re

import pytest

from utils.web.headers import INLINE_SCRIPT_HASH, document_policy, page_policy, script_hash, security_headers

SELF = ("self",)


def told(framing=SELF, *, document=False, secure=False):
    return {
        name.decode(): value.decode() for name, value in security_headers(framing, document=document, secure=secure)
    }


def sources(policy):
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize("policy", [page_policy(SELF), document_policy(SELF)])
def test_a_policy_allows_no_other_host_and_no_eval(policy):
    assert not re.search(r"https?:|\*|'unsafe-eval'", policy)


def test_only_style_may_stand_in_streamlits_page_and_one_script():
    held = sources(page_policy(SELF))
    assert held["script-src"] == f"'self' 'wasm-unsafe-eval' '{INLINE_SCRIPT_HASH}'"
    assert held["default-src"] == "'self'"
    assert (held["object-src"], held["base-uri"], held["form-action"]) == ("'none'", "'self'", "'self'")
    assert "'unsafe-inline'" not in held["script-src"]


def test_no_script_of_any_kind_runs_in_a_document_of_ours():
    held = sources(document_policy(SELF))
    assert held["default-src"] == "'none'"
    assert not {"script-src", "connect-src", "frame-src", "object-src", "worker-src"} & set(held)


def test_the_one_allowed_inline_script_is_streamlits_own():
    index = importlib.resources.files("streamlit") / "static" / "index.html"
    scripts = re.findall(r"<script>(.*?)</script>", index.read_text(encoding="utf-8"), re.DOTALL)
    assert [script_hash(script) for script in scripts] == [INLINE_SCRIPT_HASH]


@pytest.mark.parametrize(
    ("framing", "ancestors", "option"),
    [
        (("self",), "frame-ancestors 'self'", "SAMEORIGIN"),
        (("none",), "frame-ancestors 'none'", "DENY"),
        (("self", "https://intranet.example"), "frame-ancestors 'self' https://intranet.example", None),
    ],
)
@pytest.mark.parametrize("document", [True, False])
def test_the_old_header_of_framing_never_says_otherwise_than_the_policy(framing, ancestors, option, document):
    headers = told(framing, document=document)
    assert headers["content-security-policy"].endswith(ancestors)
    assert headers.get("x-frame-options") == option


def test_over_https_browsers_are_told_to_stay_there_and_over_http_they_are_not():
    assert told(secure=True)["strict-transport-security"] == "max-age=31536000"
    assert told(secure=True)["cross-origin-opener-policy"] == "same-origin"
    assert not {"strict-transport-security", "cross-origin-opener-policy"} & set(told())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ],
)
def test_every_answer_has_the_headers_that_never_change(name, value):
    assert told()[name] == told(document=True)[name] == value
