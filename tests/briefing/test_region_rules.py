import pytest

from tests.briefing.reading import answered_for, numbers_in
from tests.drawn import SIGNAL, an_edition
from tests.serving import ROOT
from utils.analysis.filters import options_of
from utils.analysis.selection import select
from utils.briefing.citing import Citations
from utils.briefing.material import Material
from utils.briefing.prospects import region
from utils.tables.vocabularies import EVIDENCE_OFFERED
from utils.visuals.geography import read_base
from utils.visuals.palette import PAPER

BASE = read_base(ROOT / "data" / "reference")

DENIAL = {
    "actor": "Southland",
    "counterpart": "Northland",
    "signal_type": "Denial",
    "evidence_offered": None,
    "summary": "Southland called the charge baseless.",
}


def material(*rows, edition=None):
    told = [{**SIGNAL, "signal_id": f"G-{number}", **row} for number, row in enumerate(rows, 1)]
    edition = edition or an_edition(signals=told)
    options = options_of(edition.dataset, edition.as_of)
    return Material(select(edition, options.home), options, (), Citations(edition.dataset.sources), (0, 0, 1, 1))


def sentences(*rows):
    section = region(material(*rows), BASE, PAPER)
    for sentence in section.sentences:
        loose = [n for n in numbers_in(sentence.text, ()) if n not in answered_for(sentence.figures)]
        assert not loose, sentence.text
    return {sentence.rule: sentence.text for sentence in section.sentences}


def test_accusations_are_counted_by_who_accuses_whom():
    told = sentences({}, {}, {"counterpart": "Eastland"}, {"actor": "Westland"})
    assert told["region.accused"] == (
        "4 accusations are on record for 1 Jan – 31 Mar 2026: Northland accused Southland twice and Eastland once; "
        "Westland accused Southland once."
    )


def test_a_single_accusation_reads_as_one():
    told = sentences({})
    assert told["region.accused"].startswith("1 accusation is on record")


def test_pairs_beyond_the_first_are_counted():
    told = sentences(*({"counterpart": f"Land of {name}"} for name in "ABCDEF"))
    assert told["region.accused"].endswith(", and 2 other pairs.")


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ("in part", "others can check: it was given in part."),
        ("promised", "others can check: it was promised."),
        ("none shown", "others can check: it was reported that none was shown."),
        (None, "others can check: no report says what was shown."),
        ("open to checks", "The evidence for it was opened to checks."),
    ],
)
def test_what_was_shown_is_told_and_silence_is_not_absence(offered, said):
    assert sentences({"evidence_offered": offered})["region.evidence"].endswith(said)


def test_every_word_on_evidence_has_its_sentence():
    rows = [{"evidence_offered": label} for label in EVIDENCE_OFFERED.labels]
    assert sentences(*rows)["region.evidence"] == (
        "For 1 of 4 evidence was opened to checks: for 1 it was given in part, for 1 it was promised and for 1 it was "
        "reported that none was shown."
    )


def test_who_denies_is_named_from_column_and_rows_each_once():
    told = sentences({"denied_by": "Southland; Eastland", "denial_ids": "G-2"}, DENIAL)
    assert told["region.denied"] == "A denial of it is on record, by Eastland and Southland."


def test_no_denial_is_not_an_admission():
    assert sentences({})["region.denied"] == "No denial of it is on record, which is not an admission."
    assert sentences({}, {})["region.denied"] == "A denial is on record for none of 2, which is not an admission."


def test_a_period_without_accusations_says_how_many_lie_elsewhere():
    told = sentences({"date": "2025-05-05"}, {"signal_type": "Condemnation", "stance": "supportive"})
    assert told["region.none-accused"] == "No accusation is on record for this period; 1 lies outside it."
    assert told["region.tones"] == (
        "One signal between states and others is on record in that time, supportive in tone, "
        "from Northland to Southland."
    )


FORCE = {"signal_type": "Military action", "evidence_offered": None}


def test_a_use_of_force_is_called_what_it_is_and_not_a_tone():
    told = sentences({}, {"stance": "neutral"}, FORCE, {**FORCE, "signal_type": "Border clash"})
    assert told["region.tones"] == (
        "Of 4 signals between states and others in that time 1 was neutral and 1 was hostile in tone; 2 were uses of "
        "force (border clash or military action). All went from Northland to Southland."
    )
    assert sentences(FORCE)["region.tones"] == (
        "One signal between states and others is on record in that time, a use of force, from Northland to Southland."
    )


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (({}, {"counterpart": "Eastland"}), "The largest group, 2, went from Northland to Southland."),
        (({"counterpart": "Eastland"},), "One of the largest groups, 1, went from Northland to"),
    ],
)
def test_the_largest_group_is_not_called_most(others, said):
    assert said in sentences({}, *others)["region.tones"]


def test_above_the_table_it_is_said_that_grades_are_not_of_the_charge():
    told = sentences({})
    assert list(told)[-1] == "region.only-said"
    assert "Whether it is true is another matter" in told["region.only-said"]
    assert "region.only-said" not in sentences({"signal_type": "Condemnation"})


def test_without_signals_one_sentence_says_so_and_nothing_is_drawn():
    section = region(material(edition=an_edition()), BASE, PAPER)
    assert [sentence.rule for sentence in section.sentences] == ["region.none-accused"]
    assert section.grid is None
    assert section.pictures == ()


def test_a_row_of_the_table_holds_accuser_accused_evidence_denial_and_grade_together():
    section = region(material({"denied_by": "Southland; Eastland", "denial_ids": "G-2"}, DENIAL), BASE, PAPER)
    (row,) = section.grid.rows
    assert row == (
        "5 Feb 2026",
        "Northland",
        "Southland",
        "The foreign ministry said that the gunmen came from Southland.",
        "promised",
        "Southland, 5 Feb 2026: Southland called the charge baseless. Eastland (its words are not on record)",
        "B1: that it was said is confirmed",
    )


def test_the_sources_of_a_denial_stand_with_the_row():
    section = region(material({"denial_ids": "G-2"}, {**DENIAL, "source_ids": "S-2"}), BASE, PAPER)
    assert section.grid.sources == (("S-1", "S-2"),)


def test_the_shipped_accusations_are_told(shipped):
    text = " ".join(sentence.text for sentence in region(material(edition=shipped), BASE, PAPER).sentences)
    assert "Pakistan accused Afghanistan 3 times and India 3 times" in text
    assert "For none of them is evidence on record that others can check" in text
