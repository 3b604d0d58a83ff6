"""The pages on region and outlook as they run: whole, empty, with one row, with broken priors, with hostile cells."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import EVIDENCE, INCIDENT, INDICATOR, JUDGEMENT, SCENARIOS, SIGNAL, files
from tests.visuals.pictured import a_base
from utils.analysis.filters import options_of
from utils.editions.edition import Edition, digest_of
from utils.tables.dataset import assemble
from utils.visuals.palette import LIGHT
from utils.web.shelf import Shelf
from utils.web.view import View

PAGES = Path(__file__).parents[2] / "pages"
SEEN = {**INDICATOR, "state_date": "2026-03-31"}
WHOLE = {
    "signals": [
        {**SIGNAL, "denied_by": "Southland", "denial_ids": "G-2"},
        {
            **SIGNAL,
            "signal_id": "G-2",
            "actor": "Southland",
            "counterpart": "Northland",
            "signal_type": "Denial",
            "evidence_offered": None,
            "summary": "Southland called the charge baseless.",
        },
    ],
    "scenarios": SCENARIOS,
    "indicators": [SEEN],
    "evidence": [EVIDENCE],
    "judgements": [JUDGEMENT],
}


def run(page, what_ifs=None, **tables):
    held = files((INCIDENT,), **tables)
    edition = Edition(1, digest_of(held), assemble(held)[0])
    options = options_of(edition.dataset, edition.as_of)
    app = AppTest.from_file(PAGES / f"{page}.py", default_timeout=60)
    app.session_state["view_shown"] = View(Shelf(edition, options, a_base()), options.home, (), LIGHT)
    app.session_state["what_ifs"] = what_ifs or {}
    app.run()
    assert not app.exception, app.exception
    return app


def markup(app):
    return "".join(part.proto.body for part in app.get("html"))


def text(app):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).split())


@pytest.mark.parametrize("page", ["region", "outlook"])
@pytest.mark.parametrize("tables", [WHOLE, {}], ids=["whole", "empty"])
def test_the_page_opens_whatever_the_edition_holds(page, tables):
    assert run(page, **tables)


def test_an_empty_record_is_told_in_sentences():
    assert "No accusations in this period." in text(run("region"))
    outlook = text(run("outlook"))
    for sentence in ("No future is on record", "No scenario is on record.", "No judgement is on record."):
        assert sentence in outlook


def test_accuser_accused_evidence_denial_and_grade_stand_in_one_row():
    rows = re.findall(r"<tr>(.*?)</tr>", markup(run("region", **WHOLE)), re.DOTALL)
    (row,) = [row for row in rows if "Northland accuses Southland" in row]
    for part in (
        "Promised",
        "Southland, 5 Feb 2026: Southland called the charge baseless.",
        "B1: that it was said is confirmed",
        "Regional signals!A",
    ):
        assert part in row


def test_every_row_names_its_cell():
    outlook = text(run("outlook", **WHOLE))
    assert "E-1: outlook.xlsx, Evidence!A" in outlook
    assert "outlook.xlsx, Judgements!A" in outlook


def test_a_what_if_is_never_taken_for_the_record():
    plain, tried = run("outlook", **WHOLE), run("outlook", {"if-d-1": ["not seen"]}, **WHOLE)
    assert "A what-if, not the record." not in text(plain)
    assert "“The bridge is open to trade” as not seen (otherwise seen)" in text(tried)
    assert "Thaw (71 %) and Freeze (24 %) cannot" in text(tried)  # the briefing's own sentence stays the record's


def test_the_sentences_of_a_what_if_follow_it():
    tried = text(run("outlook", {"if-d-1": ["not seen"]}, **WHOLE))
    whatif = tried[tried.index("A what-if, not the record.") :]
    assert "Freeze (71 %) and Thaw (24 %) cannot be told apart on today's warning signs" in whatif
    assert "What would change this most: Freeze would go from 71 % to" in whatif


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "not known"}, "(seen from 1 on): seen, which holds while no analyst has set it."),
        (
            {},
            "Counted in this edition: 1 attack in the 90 days to 31 Mar 2026 (seen from 1 on): seen, as the analyst",
        ),
        ({"state": "not seen"}, "(seen from 1 on): seen, otherwise than the analyst says, who wins."),
        ({"state": "not known", "measure": None}, "No measure is named for it, so nothing is counted."),
    ],
)
def test_a_count_always_stands_beside_what_the_analyst_set(changes, said):
    counted = {**SEEN, "measure": "attacks", "within_days": 90, "threshold": 1, **changes}
    assert said in text(run("outlook", **{**WHOLE, "indicators": [counted]}))


def test_a_state_that_does_not_exist_is_told_and_changes_nothing():
    app = run("outlook", {"if-d-1": ["gone"]}, **WHOLE)
    assert "The link asked for D-1 as “gone”, which is none of “seen”, “not seen”, “not known”" in text(app)
    assert "A what-if" not in text(app)


def test_a_switch_puts_its_state_into_the_address_and_the_record_back():
    app = run("outlook", **WHOLE)
    app.segmented_control[0].set_value("not seen").run()
    assert app.session_state["what_ifs"] == {"if-d-1": ["not seen"]}
    assert "A what-if, not the record." in text(app)
    app.button(key="record").click().run()
    assert app.session_state["what_ifs"] == {}
    assert app.segmented_control[0].value == "seen"


def test_broken_priors_are_told_and_no_switch_is_offered():
    app = run("outlook", **{**WHOLE, "scenarios": [{**SCENARIOS[0], "prior": 80}, *SCENARIOS[1:]]})
    assert "The priors sum to 132.5 percent and not to 100" in text(app)
    assert len(app.segmented_control) == 0


def test_forecasts_with_a_number_are_sealed_and_scored_when_there_are_enough():
    told = [
        {**JUDGEMENT, "judgement_id": f"U-{number}", "likelihood": 80, "status": "observed", "due_on": "2026-02"}
        for number in range(20)
    ]
    shown = text(run("outlook", judgements=told))
    assert "Brier score 0.08 (0 best, 2 worst)" in shown
    assert "Calibration" in shown and "20 of 20" in shown
    assert re.search(r"80 % sealed [0-9a-f]{12}\b", shown)


def test_the_constants_of_the_method_are_printed():
    shown = text(run("outlook", **WHOLE))
    for said in ("60 days from the date of its state", "sign test below 0.05", "5, 20, 45, 55, 80 and 95 percent"):
        assert said in shown


@pytest.mark.parametrize("page", ["region", "outlook"])
def test_a_cell_is_data_and_never_markup(page):
    bad = "<img src=x onerror=alert(1)>"
    tables = {
        "signals": [{**SIGNAL, "actor": bad, "summary": bad}],
        "scenarios": [{**SCENARIOS[0], "name": bad, "description": bad}, *SCENARIOS[1:]],
        "indicators": [{**SEEN, "indicator": bad, "basis": bad}],
        "evidence": [{**EVIDENCE, "statement": bad}],
        "judgements": [{**JUDGEMENT, "judgement": bad, "basis": bad, "author": bad}],
    }
    assert "<img" not in markup(run(page, **tables))
