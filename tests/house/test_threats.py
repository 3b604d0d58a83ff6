"""The threat model names the tests that hold it, and they are there."""

import re
from pathlib import Path

from utils.web.setting_values import FASTEST
from utils.web.settings import SETTINGS
from utils.web.sizes import LARGEST_BODY, LARGEST_HEADERS, LARGEST_MESSAGE, LONGEST_QUERY

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "security.md").read_text()


def rows(heading):
    """The cells of the table under that heading."""
    part = GUIDE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_attack_has_a_test_and_every_test_that_is_named_is_there():
    attacks = rows("What stands in the way")
    assert len(attacks) > 20
    for attack, guard, held_by in attacks:
        named = re.findall(r"`(tests/[\w/.]+\.py)`", held_by)
        assert attack and guard and named, attack
        for path in named:
            assert re.search(r"^def test_", (ROOT / path).read_text(), re.MULTILINE), path


def test_the_guide_tells_the_sizes_that_the_code_has():
    assert f"414 beyond {LONGEST_QUERY:,} characters of query" in GUIDE
    assert f"431 beyond {LARGEST_HEADERS // 1024} KiB of headers" in GUIDE
    assert f"413 beyond {LARGEST_BODY // 1024} KiB of body" in GUIDE
    assert f"closed beyond {LARGEST_MESSAGE // 1_000_000} MB of message" in GUIDE


def test_the_guide_tells_the_paces_that_the_code_has():
    told = {setting.strip("`"): usual for setting, usual, *_ in rows("Paces")}
    assert told == {one.variable: one.shown for one in SETTINGS if f"to {FASTEST}" in one.allowed}


def test_the_proxy_keeps_a_pace_for_each_kind_that_the_app_does():
    shipped = (ROOT / "deploy" / "nginx.conf").read_text()
    for zone in re.findall(r"`limit_(?:req|conn) (?:zone=)?(\w+)`", GUIDE):
        assert re.search(rf"zone={zone}:\d+m", shipped) and re.search(rf"limit_\w+ (zone=)?{zone} ", shipped), zone


def test_readers_of_the_first_pages_are_led_to_the_threat_model():
    assert "docs/security.md" in (ROOT / "README.md").read_text()
    assert "security.md" in (ROOT / "docs" / "deploy.md").read_text()
    assert "security.md" in (ROOT / "docs" / "access.md").read_text()
