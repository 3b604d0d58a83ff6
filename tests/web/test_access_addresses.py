import pytest

from utils.web.access.addresses import client_of, comes_from_here, is_secure, local_path, path_of_referer


@pytest.mark.parametrize("path", ["/", "/desk", "/desk?draft=7&x=a%20b", "/a/b#c", "/@b", "/a//b"])
def test_a_path_of_this_host_is_kept(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "text",
    [
        None, "", "desk", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/a\\b",
        "https://evil.example", "javascript:alert(1)", " /desk", "/\tevil", "/a\r\nset-cookie: x=y", "/\x00",
        "/" + "a" * 3000,
    ],
)  # fmt: skip
def test_anything_else_leads_to_the_first_page(text):
    assert local_path(text) == "/"


def test_letters_beyond_ascii_are_written_as_addresses_write_them():
    assert local_path("/desk?q=Žob") == "/desk?q=%C5%BDob"


@pytest.mark.parametrize(
    ("referer", "path"),
    [
        ("http://here:8501/desk?draft=7", "/desk?draft=7"),
        ("http://here:8501", "/"),
        ("http://here/desk", None),
        ("http://evil.example/desk", None),
        ("http://here:8501//evil.example", None),
        ("", None),
    ],
)
def test_only_a_page_of_this_host_is_gone_back_to(referer, path):
    assert path_of_referer({"host": "here:8501", "referer": referer}) == path


@pytest.mark.parametrize(
    ("scheme", "forwarded", "trust", "secure"),
    [
        ("https", None, False, True),
        ("http", None, False, False),
        ("http", "https", False, False),
        ("http", "https", True, True),
        ("http", "https, http", True, False),
        ("https", "http", True, False),
        ("wss", None, True, True),
    ],
)
def test_a_proxys_word_on_https_counts_only_where_it_is_trusted(scheme, forwarded, trust, secure):
    headers = {"x-forwarded-proto": forwarded} if forwarded else {}
    assert is_secure(scheme, headers, trust_proxy=trust) is secure


@pytest.mark.parametrize(("trust", "client"), [(False, "10.0.0.1"), (True, "2.2.2.2")])
def test_a_client_cannot_name_itself_past_the_nearest_proxy(trust, client):
    assert client_of("10.0.0.1", {"x-forwarded-for": "1.1.1.1, 2.2.2.2"}, trust_proxy=trust) == client


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("1.2.3.4:5678", "1.2.3.4"),
        ("9.9.9.9:1, 1.2.3.4:5678", "1.2.3.4"),
        ("[2001:db8::1]:5678", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("unknown", "unknown"),
    ],
)
def test_a_client_is_the_same_by_whichever_port_it_comes(told, client):
    assert client_of("10.0.0.1", {"x-forwarded-for": told}, trust_proxy=True) == client


def test_a_trusted_proxy_that_tells_nothing_leaves_the_connection():
    assert client_of("10.0.0.1", {}, trust_proxy=True) == "10.0.0.1"


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://here:8501"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://here:8501", "sec-fetch-site": "cross-site"}, False),
    ],
)
def test_a_form_from_elsewhere_is_told_by_the_browser(headers, ours):
    assert comes_from_here({"host": "here:8501", **headers}) is ours
