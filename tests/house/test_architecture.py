"""What the house promises of itself, where no linter looks."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import streamlit

from tests.gallery import SHOTS
from utils.visuals.palette import DARK, FAMILY, LIGHT

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "utils").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_a_table_of_contents(page):
    tree = ast.parse(page.read_text())
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr, ast.With)
    assert [type(node).__name__ for node in tree.body if not isinstance(node, allowed)] == []
    assert len(page.read_text().splitlines()) <= 40


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_says_what_it_knows_and_stays_small(module):
    text = module.read_text()
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) < 300


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_is_a_noun_and_not_a_drawer(module):
    assert module.stem not in {"helpers", "common", "misc", "manager", "tools", "base", "core"}


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_functions_stay_short(module):
    long = [
        (node.name, node.end_lineno - node.lineno + 1)
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize("module", [*MODULES, *PAGES], ids=named)
def test_unknown_is_never_turned_into_a_value(module):
    text = module.read_text()
    assert not re.search(r"fillna\(\s*[0\"']", text)
    assert "coerce" not in text
    assert not re.search(r"except\s*:", text)


def test_nothing_in_the_code_knows_the_shipped_theatre():
    names = re.compile(r"baloch|herof|quetta|gwadar|pakistan|nushki|\bBLA\b|\bISPR\b|\bCPEC\b", re.IGNORECASE)
    code = [*MODULES, *PAGES, ROOT / "app.py", *(ROOT / "utils").rglob("*.typ"), *(ROOT / "utils").rglob("*.css")]
    assert {named(path): names.findall(path.read_text()) for path in code if names.search(path.read_text())} == {}


def test_streamlits_theme_is_the_palettes():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for look in (LIGHT, DARK):
        given = theme[look.name]
        assert given == {
            "primaryColor": look.accent,
            "backgroundColor": look.surface,
            "textColor": look.ink,
            "linkColor": look.accent,
        }


def test_streamlit_brings_the_house_type_and_pages_name_it():
    """Streamlit ships the same family as a variable font: its own name for it stands second in ours."""
    static = Path(streamlit.__file__).parent / "static" / "static"
    assert list((static / "media").glob("SourceSansVF-Upright*.woff2"))
    assert f'"{FAMILY}","Source Sans' in (ROOT / "utils" / "briefing" / "page.css").read_text()


def test_no_colour_is_written_but_in_the_palette():
    """Style sheets and the template take theirs from it; black is the ground of the sharing label."""
    written = [*(ROOT / "utils").rglob("*.css"), *(ROOT / "utils").rglob("*.typ")]
    found = {named(path): re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text()) for path in written}
    assert {path: set(colours) - {"#000"} for path, colours in found.items() if set(colours) - {"#000"}} == {}


def test_the_gallery_is_small_shown_whole_and_taken_by_its_script():
    """`make gallery` takes it; the README shows the first, and the gallery's page every one."""
    taken = {path.name: path.stat().st_size for path in (ROOT / "docs" / "gallery").glob("*.png")}
    assert set(taken) == {f"{shot.name}.png" for shot in SHOTS}
    assert sum(taken.values()) < 3_000_000
    shown = (ROOT / "docs" / "gallery" / "README.md").read_text()
    assert {name for name in taken if f"({name})" in shown} == set(taken)
    assert "(docs/gallery/briefing.png)" in (ROOT / "README.md").read_text()


def test_every_requirement_is_pinned_and_every_direct_one_has_its_reason():
    direct, brought = (ROOT / "requirements.txt").read_text().split("# What those bring along.")
    for line in [line for line in direct.splitlines() if line and not line.startswith("#")]:
        assert re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+\s+# \S.*", line), line
    for line in [line for line in brought.splitlines() if line]:
        assert re.fullmatch(r"[\w.-]+==[\w.]+", line), line


def test_only_the_agreed_things_stand_at_the_top():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    tracked = listed.stdout.splitlines()
    top = {path.partition("/")[0] for path in tracked}
    agreed = {"app.py", "pages", "data", "utils", "tests", "requirements.txt", "README.md"}
    beside = {"pyproject.toml", "Makefile", "LICENSE", "docs", "deploy"}
    assert {name for name in top if not name.startswith(".")} - agreed - beside == set()
