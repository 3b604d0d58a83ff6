"""What fuzzing has found once is tried for good, and a little of it in every run; `make fuzz` goes on for longer.

A case under `corpus/<door>/` is named by what was wrong with it.
"""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import CLAIM, INCIDENT, PROJECT, RESPONSE
from tests.fuzz import targets
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, layout, query, text
from utils.tables import schema

KEPT = sorted(path for path in (Path(__file__).parent / "corpus").glob("*/*"))
QUICK = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

ROWS = {"incidents": INCIDENT, "casualty_claims": CLAIM, "responses": RESPONSE, "projects": PROJECT}
ODD = st.sampled_from(
    (
        "=1+1",
        "-",
        "1e400",
        "٣",
        "1,740",
        "31.01.2026",
        "2026-02-30",
        "#N/A",
        "\ufeff",
        "\x00",
        "a;b;",
        "NaN",
        "=cmd|' /C",
    )
)
CELLS = st.one_of(ODD, st.text(max_size=12), st.integers().map(str), st.floats().map(repr), st.dates().map(str))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}: {path.name}")
def test_what_was_found_once_breaks_nothing_any_more(path, monkeypatch):
    monkeypatch.setattr(targets, "CARRIED_ON_ONE_IN", 1)
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("door", TARGETS)
def test_every_way_in_stands_what_fuzzing_begins_from(door):
    for case in seeds(door):
        TARGETS[door](case)


@QUICK
@given(name=st.sampled_from(sorted(ROWS)), data=st.data())
def test_a_row_with_anything_in_its_cells_is_read_or_told(name, data):
    table = next(table for table in schema.TABLES if table.name == name)
    keys = [column.key for column in table.columns]
    spoilt = data.draw(st.dictionaries(st.sampled_from(keys), CELLS, max_size=4))
    written = io.StringIO()
    csv.writer(written).writerows(
        [[column.heading for column in table.columns], [{**ROWS[name], **spoilt}.get(key, "") for key in keys]]
    )
    text(written.getvalue().encode("utf-8", "replace"))


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_below_the_headings_of_a_known_layout_are_read_or_told(data):
    layout(data)


@QUICK
@given(st.text(max_size=80))
def test_any_link_leads_to_a_view_and_back(link):
    query(link.encode("utf-8", "replace"))
