"""What the guards rest on, where it is written: Streamlit's settings and names, how we use it, how it is started."""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
import uvicorn
from streamlit import config
from streamlit.web.server.starlette import starlette_server_config as names
from uvicorn.middleware.proxy_headers import _TrustedHosts

from utils.web.operations import logbook

ROOT = Path(__file__).parents[2]
CODE = sorted([*(ROOT / "utils" / "web").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
GUARDED = {
    "server.enableStaticServing": False,  # it would serve a folder to everybody, to every origin
    "server.enableXsrfProtection": True,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 25,
    "server.maxWidgetStateSize": 1,
    "browser.gatherUsageStats": False,  # telemetry, and a cookie for a year
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,  # to two companies, with the error in the address
    "client.disableDataExport": True,  # its CSV would carry formulas as formulas
    "client.allowedOrigins": [],
    "runner.postScriptGC": False,  # with many readers it takes longer than their pages
}
BY_DEFAULT = {
    "server.corsAllowedOrigins": [],
    "server.xsrfCookieSameSite": "lax",
    "server.trustedUserHeaders": {},  # whoever reaches the port could say who they are
    "server.scriptHealthCheckEnabled": False,
    "global.developmentMode": False,  # in it, a message of any socket stops the server
}


def set_in_file():
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    return {f"{section}.{name}": value for section, held in told.items() for name, value in held.items()}


@pytest.mark.parametrize(("option", "value"), GUARDED.items())
def test_what_streamlit_may_not_do_is_written_in_its_settings(option, value):
    assert set_in_file()[option] == value
    assert option in config.get_config_options(), "an option that Streamlit knows"


@pytest.mark.parametrize(("option", "value"), BY_DEFAULT.items())
def test_what_streamlit_does_not_do_by_itself_is_left_so(option, value):
    assert option not in set_in_file()
    assert config.get_option(option) == value


def test_the_cookies_have_the_names_that_our_guards_look_for():
    """`Passage` waits for the first to lead back; the others are told in docs/security.md."""
    held = (names.USER_COOKIE_NAME, names.TOKENS_COOKIE_NAME, names.XSRF_COOKIE_NAME, names.SESSION_COOKIE_NAME)
    assert held == ("_streamlit_user", "_streamlit_user_tokens", "_streamlit_xsrf", "_streamlit_session")


def test_streamlit_is_the_very_version_whose_internals_the_guards_rest_on():
    assert f"streamlit=={importlib.metadata.version('streamlit')} " in (ROOT / "requirements.txt").read_text()


def test_uvicorn_still_names_readers_where_our_log_leaves_them_out():
    """Every line with a client's address is the access log's, or begins as `logbook` expects."""
    protocols = Path(uvicorn.__file__).parent / "protocols"
    for module in ("http/h11_impl.py", "websockets/websockets_impl.py"):
        text = (protocols / module).read_text()
        for place in [found.start() for found in re.finditer(r"get_client_addr\(self", text)]:
            before = text[place - 160 : place]
            assert "access_logger" in before or logbook._ABOUT_READERS in before, before


def calls(module):
    """The dotted names that the module calls or decorates with."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)


@pytest.mark.parametrize("module", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_rests_on_streamlits_caches(module):
    """They take one argument list for another, look at a sample of a long frame, and any socket could empty them."""
    assert not [name for name in calls(module) if re.fullmatch(r"st\.(experimental_)?(cache\w*|memo|singleton)", name)]


@pytest.mark.parametrize("module", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cell_is_given_to_what_reads_markdown_or_runs_scripts(module):
    """`st.html` takes markup that `markup` has escaped; these would take a cell's own."""
    forbidden = r"st\.(markdown|write|write_stream|latex|components\..*|table|iframe|image|video|audio|map|map_chart)"
    assert not [name for name in calls(module) if re.fullmatch(forbidden, name)]
    assert not re.search(r"unsafe_allow_html|unsafe_allow_javascript|ImageColumn|LinkColumn", module.read_text())


STARTS = re.compile(r"uvicorn[\", ]+app:app.*")
STARTING = [
    path.relative_to(ROOT)
    for path in (*sorted((ROOT / "deploy").iterdir()), ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if STARTS.search(path.read_text())
]


def test_the_guides_and_what_is_shipped_say_how_the_server_is_started():
    told = {str(path) for path in STARTING}
    shipped = {f"deploy/{name}" for name in ("Dockerfile", "compose.yaml", "briefbook@.service")}
    assert told >= {"README.md", "docs/deploy.md"} | shipped


@pytest.mark.parametrize("file", STARTING, ids=str)
def test_wherever_the_server_is_started_it_believes_no_header_by_itself_and_reads_no_huge_message(file):
    """Uvicorn would believe whatever loopback forwards; whether a proxy is believed is said by a setting of ours."""
    for start in STARTS.findall((ROOT / file).read_text()):
        for option in ("--no-server-header", "--no-proxy-headers", "--ws-max-size"):
            assert option in start, start


def test_make_run_believes_no_header_by_itself_either(monkeypatch):
    """`streamlit run` takes no option of uvicorn's; a variable that names nobody is the same."""
    told = re.search(r"^\tFORWARDED_ALLOW_IPS=(\S*) \S+streamlit run", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert told
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", told[1])
    believed = _TrustedHosts(uvicorn.Config("app:app").forwarded_allow_ips)
    assert not [host for host in ("127.0.0.1", "::1", "10.0.0.1", "") if host in believed]
    monkeypatch.delenv("FORWARDED_ALLOW_IPS")
    assert "127.0.0.1" in _TrustedHosts(uvicorn.Config("app:app").forwarded_allow_ips), "why it is said"


def test_a_replica_that_is_not_ready_does_not_keep_the_proxy_from_starting():
    """While the database is away at the start none is, and readers are shown the data folder: docs/operations.md."""
    text = (ROOT / "deploy" / "compose.yaml").read_text()
    proxy = text.partition("  proxy:")[2]
    assert re.findall("condition: (.*)", proxy) == ["service_started"]
