import pandas as pd
import pytest

from tests.tables.importing.origins import UCDP, a_sheet, first, tables
from utils.tables.importing.ucdp.columns import COLUMNS

KILLED = ("security", "civilian", "militant")


def killed(incident):
    pairs = [(incident[f"killed_{group}_low"], incident[f"killed_{group}_high"]) for group in KILLED]
    return [tuple(None if pd.isna(value) else value for value in pair) for pair in pairs]


def test_the_layout_has_its_49_columns_with_best_high_low_in_that_order():
    assert len(COLUMNS) == len(set(COLUMNS)) == 49
    assert COLUMNS[-5:] == ("best", "high", "low", "gwnoa", "gwnob")


def test_an_event_becomes_an_incident():
    incident = first(UCDP)
    assert incident["incident_id"] == "UCDP-512001"
    assert incident["start_date"] == incident["end_date"] == pd.Timestamp("2026-02-03")
    assert (incident["admin1"], incident["admin2"], incident["place"]) == ("Northland", "Alder", "Alder bridge")
    assert (incident["event_type"], incident["tactic"]) == ("Battles", "unknown")
    assert incident["summary"] == "State-based violence: Government of Northland – Frost Brigade, Alder bridge (UCDP)."
    assert incident["source_ids"] == ("SRC-UCDP",)
    assert "Sources named by UCDP: Northland Courier, 2026-02-04, Bridge fight." in incident["notes"]


@pytest.mark.parametrize(
    ("code", "precision"), [("1", "day"), ("2", "week"), ("3", "week"), ("4", "month"), ("5", "year"), (None, "year")]
)
def test_the_precision_of_the_date_is_decoded(code, precision):
    assert first(UCDP, date_prec=code)["date_precision"] == precision


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", "exact"), ("2", "town"), ("3", "district"), *((code, "province") for code in ("4", "5", "6", "7", None))],
)
def test_the_precision_of_the_place_is_decoded(code, precision):
    assert first(UCDP, where_prec=code)["geo_precision"] == precision


@pytest.mark.parametrize(
    ("written", "named"), [("Alder district", "Alder"), ("Alder", "Alder"), ("District Alder", "District Alder")]
)
def test_the_word_for_the_kind_of_unit_is_left_out_at_the_end(written, named):
    assert first(UCDP, adm_2=written)["admin2"] == named


STATE, OTHER_STATE = "Government of Northland", "Government of Southland"


@pytest.mark.parametrize(
    ("kind", "side_a", "side_b", "expected"),
    [
        ("1", STATE, "Frost Brigade", [(2, 2), (1, 1), (3, 3)]),
        ("1", STATE, OTHER_STATE, [(None, None), (1, 1), (None, None)]),
        ("2", "Frost Brigade", "Ice Front", [(None, None), (1, 1), (None, None)]),
        ("3", "Frost Brigade", "Civilians", [(None, None), (1, 1), (None, None)]),
        ("3", STATE, "Civilians", [(2, 2), (1, 1), (None, None)]),
    ],
)
def test_a_sides_dead_are_of_a_group_only_where_the_side_tells_which(kind, side_a, side_b, expected):
    incident = first(UCDP, type_of_violence=kind, side_a=side_a, side_b=side_b)
    assert killed(incident) == expected
    assert "side A 2, side B 3, civilians 1, unknown 0" in incident["notes"]


@pytest.mark.parametrize("unknown", ["4", None])
def test_no_groups_figure_is_its_highest_while_some_dead_are_of_unknown_group(unknown):
    assert killed(first(UCDP, deaths_unknown=unknown)) == [(2, None), (1, None), (3, None)]


def test_the_totals_stay_in_words():
    assert "UCDP: best 6, low 5, high 8 killed (all groups together)." in first(UCDP)["notes"]


@pytest.mark.parametrize(
    ("kind", "event_type", "target", "actor"),
    [
        ("1", "Battles", "unknown", None),
        ("2", "Battles", "unknown", None),
        ("3", "Violence against civilians", "civilians", "Frost Brigade"),
        ("3.0", "Violence against civilians", "civilians", "Frost Brigade"),
    ],
)
def test_only_one_sided_violence_says_who_attacked_whom(kind, event_type, target, actor):
    incident = first(UCDP, type_of_violence=kind, side_a="Frost Brigade", side_b="Civilians")
    assert (incident["event_type"], incident["target_type"]) == (event_type, target)
    assert (None if pd.isna(incident["actor"]) else incident["actor"]) == actor
    assert incident["attribution_note"].startswith("UCDP’s side A: Frost Brigade. Side B: Civilians.")


def test_doubts_of_ucdp_about_the_event_are_kept():
    notes = first(UCDP, event_clarity="2", code_status="Check dyad")["notes"]
    assert "lower grade" in notes
    assert "UCDP’s state of coding: Check dyad." in notes


def test_older_names_of_the_estimates_are_the_same_columns():
    renamed = {f"{name}_est" if name in ("best", "low", "high") else name: value for name, value in UCDP.items()}
    pd.testing.assert_series_equal(first(renamed), first(UCDP))


def test_shorter_layouts_with_headings_give_what_they_hold():
    kept = [name for name in COLUMNS if not name.startswith("source_") and not name.endswith("dset_id")]
    incident = first({name: UCDP[name] for name in kept})
    assert killed(incident) == [(2, 2), (1, 1), (3, 3)]
    assert "Sources named" not in incident["notes"]


def test_an_event_in_no_province_is_refused_and_not_guessed():
    frames, problems = tables(a_sheet(UCDP, {"adm_1": None, "where_prec": "6"}))
    assert frames["incidents"].empty
    assert problems == []
