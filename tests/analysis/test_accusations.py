import datetime as dt
from pathlib import Path

import pytest

from tests.drawn import SIGNAL, a_dataset
from utils.analysis.accusations import OPEN_TO_CHECKS, denials_alone, ledger_of
from utils.editions.shipped import read_shipped

START, END = dt.date(2026, 2, 1), dt.date(2026, 2, 28)
DENIAL = {
    "signal_id": "G-2",
    "date": "2026-03-02",
    "actor": "Southland",
    "counterpart": "Northland",
    "signal_type": "Denial",
    "evidence_offered": None,
    "incident_ids": None,
    "summary": "Southland called the charge baseless.",
}


def signals(*rows):
    told = [{**SIGNAL, "signal_id": f"G-{number}", **row} for number, row in enumerate(rows, 1)]
    dataset, problems = a_dataset(signals=told)
    assert not problems, problems
    return dataset.frame("regional_signals")


def ledger(*rows):
    return ledger_of(signals(*rows), START, END)


@pytest.fixture(scope="module")
def shipped():
    return read_shipped(Path(__file__).parents[2] / "data").dataset.frame("regional_signals")


def test_an_accusation_comes_whole():
    (one,) = ledger({"denied_by": "Southland", "denial_ids": "G-2"}, DENIAL).accusations
    assert (one.accuser, one.accused, one.evidence, one.grade) == ("Northland", "Southland", "promised", "B1")
    assert one.incident_ids == ("N-1",)
    assert one.source_ids == ("S-1",)


def test_a_denial_made_after_the_period_still_stands_beside_its_accusation():
    (one,) = ledger({"denied_by": "Southland", "denial_ids": "G-2"}, DENIAL).accusations
    (denial,) = one.denials
    assert (denial.by, denial.date, denial.summary) == (
        "Southland",
        dt.date(2026, 3, 2),
        "Southland called the charge baseless.",
    )
    assert one.denied


@pytest.mark.parametrize(
    ("told", "denied"), [({}, False), ({"denied_by": "Southland"}, True), ({"denial_ids": "G-2"}, True)]
)
def test_no_denial_on_record_is_not_a_denial(told, denied):
    (one,) = ledger(told, DENIAL).accusations
    assert one.denied is denied


def test_no_word_on_evidence_is_not_no_evidence():
    (one,) = ledger({"evidence_offered": None}).accusations
    assert one.evidence is None


def test_only_accusations_of_the_period_are_told_and_the_others_counted():
    held = ledger({}, {"date": "2026-01-31"}, {"date": "2026-02-28"}, {"signal_type": "Condemnation"})
    assert [one.signal_id for one in held.accusations] == ["G-3", "G-1"]
    assert held.elsewhere == ("G-2",)
    assert (held.total.value, held.total.coverage.of) == (2, 3)


def test_pairs_are_counted_the_most_frequent_first():
    held = ledger({}, {"counterpart": "Eastland"}, {"counterpart": "Eastland"})
    assert [(a, b, figure.value) for a, b, figure in held.pairs] == [
        ("Northland", "Eastland", 2),
        ("Northland", "Southland", 1),
    ]


def test_evidence_is_counted_by_what_was_offered():
    held = ledger({}, {"evidence_offered": None}, {"evidence_offered": "none shown"}, {"evidence_offered": None})
    assert held.shown("promised").value == 1
    assert held.shown(None).value == 2
    assert held.shown(OPEN_TO_CHECKS).value == 0


def test_a_denial_that_answers_nothing_on_record_stands_alone():
    told = signals(
        {"denial_ids": "G-2"}, {**DENIAL, "date": "2026-02-20"}, {**DENIAL, "signal_id": "G-3", "date": "2026-02-20"}
    )
    assert [denial.signal_id for denial in denials_alone(told, START, END)] == ["G-3"]


def test_without_signals_there_is_no_accusation():
    held = ledger_of(a_dataset()[0].frame("regional_signals"), START, END)
    assert held.accusations == held.pairs == ()
    assert held.total.value == 0


def test_the_shipped_record_holds_nine_and_none_was_opened_to_checks(shipped):
    held = ledger_of(shipped, dt.date(2023, 1, 1), dt.date(2026, 12, 31))
    assert [(a, b, figure.value) for a, b, figure in held.pairs] == [
        ("Pakistan", "India", 6),
        ("Pakistan", "Afghanistan", 3),
    ]
    assert held.shown(OPEN_TO_CHECKS).value == 0
    assert held.denied.basis == ("S-045", "S-029", "S-022")
